"""Archives as strangers make them: honest ones, and those made to harm."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path


def tar(
    path: Path, files: Mapping[str, bytes], mode: str = "w:gz", extra: Iterable[tarfile.TarInfo] = ()
) -> Path:
    with tarfile.open(path, mode) as made:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1_600_000_000
            made.addfile(info, io.BytesIO(data))
        for info in extra:
            made.addfile(info)
    return path


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def zipped(path: Path, files: Iterable[tuple[str, bytes]], packed: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as made:
        for name, data in files:
            info = zipfile.ZipInfo(name, (2020, 9, 13, 12, 26, 40))
            info.compress_type = packed
            made.writestr(info, data)
    return path
