"""Files as one zip archive, the same bytes for the same files (pure)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can tell: the day of making stands on the page, and a clock would change bytes."""
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of name to content, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in sorted(files):
            made.writestr(_entry(name), files[name])
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    # Python would write which system it runs on.
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
