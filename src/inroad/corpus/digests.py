"""Whether a file is still what was written, told by its SHA-256; no table library is loaded for it.

A flipped bit in a table can decode to other numbers without any complaint, so a file is believed only after
its bytes were read once. What was found whole is not read again while nothing about the file changes (size,
time of change, inode): for the life of a process, and, where reading it all would be felt (:func:`faults`),
for as long as a note beside the files says so. Bits that a disk flips by itself change none of these; for
them ``inroad doctor`` reads every byte.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

Look = tuple[int, int, int]
"""Size, time of change in ns, inode."""
Notes = dict[str, list[int | str]]
NOTE = ".checked.json"
_seen: set[tuple[str, str, Look]] = set()


def digest(path: Path) -> str:
    """SHA-256 of a file in hex digits.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fault(path: Path, size: int, sha256: str, *, anew: bool = False) -> str | None:
    """What is wrong with a file; None if it is what was written.

    Args:
        path: the file.
        size: bytes that were written.
        sha256: their digest; "": unknown, then only the size is compared.
        anew: read it whatever was found before.
    """
    try:
        look = _look(path)
        if look[0] != size:
            return f"has {look[0]:,} bytes instead of {size:,}"
        if not anew and (str(path), sha256, look) in _seen:
            return None
        if sha256 and digest(path) != sha256:
            return "is not what was written: its bytes have changed"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({(error.strerror or str(error)).lower()})"
    _seen.add((str(path), sha256, look))
    return None


def faults(folder: Path, files: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """What is wrong with some files of a folder, by name; those found whole are noted beside them.

    Args:
        folder: where they are, and where the note is kept if that can be written.
        files: size and digest by name; without a digest only the size is compared.
    """
    noted = _noted(folder)
    doubtful = {
        name: each for name, each in files.items() if not _told(folder / name, *each, noted.get(name))
    }
    wrong = {name: fault(folder / name, *each) for name, each in doubtful.items()}
    remember(folder, {name: files[name][1] for name, said in wrong.items() if said is None}, noted)
    return {name: said for name, said in wrong.items() if said}


def remember(folder: Path, files: Mapping[str, str], noted: Notes | None = None) -> None:
    """Note that files are what their digests say: they were just written or read."""
    if not files:
        return
    notes = dict(_noted(folder) if noted is None else noted)
    with suppress(OSError):
        notes |= {name: [*_look(folder / name), sha256] for name, sha256 in files.items()}
        notes = {name: note for name, note in notes.items() if (folder / name).exists()}
        part = folder / f"{NOTE}.{os.getpid()}.part"
        try:
            part.write_text(json.dumps(notes, sort_keys=True), encoding="utf-8")
            part.replace(folder / NOTE)
        finally:
            part.unlink(missing_ok=True)


def _told(path: Path, size: int, sha256: str, noted: object) -> bool:
    """Whether a file need not be read."""
    with suppress(OSError):
        look = _look(path)
        return look[0] == size and (not sha256 or noted == [*look, sha256])
    return False


def _noted(folder: Path) -> Notes:
    with suppress(OSError, ValueError):
        return loaded((folder / NOTE).read_bytes())
    return {}


def _look(path: Path) -> Look:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


# -- records that carry their own digest ----------------------------------------------------------

SEAL = "sha256"


def loaded(data: bytes) -> dict[str, Any]:
    """The JSON object that is written there.

    Raises:
        ValueError: it is none, or is nested too deep.
    """
    try:
        found = json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    if not isinstance(found, dict):
        raise ValueError("it is no object")
    return found


def sealed(record: Mapping[str, object]) -> dict[str, object]:
    """A JSON object with the digest of the rest of it."""
    return {**record, SEAL: _of_json(record)}


def unsealed(record: dict[str, Any]) -> dict[str, Any]:
    """The object without its digest; one from before there were digests is taken as it is.

    Raises:
        ValueError: it is not what was written.
    """
    rest = {name: value for name, value in record.items() if name != SEAL}
    if SEAL in record and record[SEAL] != _of_json(rest):
        raise ValueError("it is not what was written")
    return rest


def _of_json(record: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
