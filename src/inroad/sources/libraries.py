"""Which form a library file has, told by what is in it and not by its name."""

from __future__ import annotations

from pathlib import Path

from inroad.errors import InputError
from inroad.sources import bibtex, id_list, openreview, zotero_json, zotero_rdf, zotero_sqlite
from inroad.sources.library import Library

MOST_BYTES = 1 << 30
FORMS = "Zotero's zotero.sqlite, Zotero RDF, Better BibTeX JSON, BibTeX, OpenReview JSON or a list of ids"


def read(path: Path) -> Library:
    """The papers of a library file.

    Raises:
        InputError: it cannot be read, or is none of the known forms.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(16)
            if start == zotero_sqlite.MAGIC:
                return zotero_sqlite.parse(path, path.name)
            if size > MOST_BYTES:
                raise InputError(f"{path} has {size >> 20} MB", f"give {FORMS}")
            data = start + file.read()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot read {path} ({reason})", f"give {FORMS}") from None
    return parse(data, path.name)


def parse(data: bytes, source: str) -> Library:
    """The papers of a library that is no database.

    Raises:
        InputError: it is none of the known forms.
    """
    if b"\0" in data[:4096]:
        raise InputError(f"{source} is a binary file that is not known here", f"give {FORMS}")
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        if openreview.looks_like(data):
            return openreview.parse(data, source)
        return zotero_json.parse(data, source)
    if start[:1] == b"<":
        return zotero_rdf.parse(data, source)
    if bibtex.looks_like(data.decode("utf-8-sig", "replace")):
        return bibtex.parse(data, source)
    found = id_list.parse(data, source)
    if not found.entries:
        raise InputError(f"{source} holds no entry that can be read", f"give {FORMS}")
    return found
