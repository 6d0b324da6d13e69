"""Zotero's own database, ``zotero.sqlite``: read from a copy, so that Zotero may be running.

Items that were deleted, notes, attachments and what subscribed feeds brought are not the reader's papers.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from inroad.errors import InputError
from inroad.sources.library import Library, Said, library, moment, texts, words
from inroad.sources.strange_sqlite import bounded, programs

KIND = "Zotero database"
MAGIC = b"SQLite format 3\0"
_BESIDE = ("-journal", "-wal")
_FIELDS = (
    "title", "date", "DOI", "url", "extra", "archiveID", "archiveLocation", "number", "publicationTitle",
    "reportNumber", "repository",
)  # fmt: skip
_ITEMS = """
    SELECT items.itemID, items.dateAdded, fields.fieldName, itemDataValues.value
    FROM items
    JOIN itemTypes USING (itemTypeID)
    JOIN itemData USING (itemID)
    JOIN fields USING (fieldID)
    JOIN itemDataValues USING (valueID)
    WHERE itemTypes.typeName NOT IN ('note', 'attachment', 'annotation')
      AND items.itemID NOT IN (SELECT itemID FROM deletedItems)
      AND fields.fieldName IN ({fields}) {mine}
    ORDER BY items.itemID
"""
_TABLES = ("items", "itemTypes", "itemData", "itemDataValues", "fields", "deletedItems", "libraries")
_MINE = "AND items.libraryID NOT IN (SELECT libraryID FROM libraries WHERE type = 'feed')"


def parse(path: Path, source: str) -> Library:
    """All papers of a database.

    Raises:
        InputError: it cannot be read, or is not Zotero's.
    """
    with tempfile.TemporaryDirectory(prefix="inroad-") as folder:
        copy = _copied(path, Path(folder))
        try:
            with closing(sqlite3.connect(copy)) as connection:
                items = _read(bounded(connection))
        except sqlite3.DatabaseError as error:
            raise InputError(
                f"{source} cannot be read as Zotero's database ({error})",
                "give zotero.sqlite of Zotero's data folder, or export the library as Better BibTeX JSON",
            ) from None
    said = [_said(number, added, fields) for number, (added, fields) in sorted(items.items())]
    return library(KIND, said, source)


def _copied(path: Path, folder: Path) -> Path:
    """The database with what Zotero has not yet written into it."""
    for ending in ("", *_BESIDE):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            shutil.copyfile(beside, folder / f"zotero.sqlite{ending}")
    return folder / "zotero.sqlite"


def _read(connection: sqlite3.Connection) -> dict[int, tuple[object, dict[str, object]]]:
    """Item -> when it was added, and its fields."""
    if seeming := programs(connection, *_TABLES):
        raise sqlite3.DatabaseError(f"{seeming[0]} is no table")
    # A value that is no text, or text in another encoding, is not worth failing for.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    fields = ", ".join("?" * len(_FIELDS))
    mine = _MINE if _has_feeds(connection) else ""
    found: dict[int, tuple[object, dict[str, object]]] = defaultdict(lambda: (None, {}))
    for item, added, field, value in connection.execute(_ITEMS.format(fields=fields, mine=mine), _FIELDS):
        if item not in found:
            found[item] = (added, {})
        found[item][1][field] = value
    return found


def _has_feeds(connection: sqlite3.Connection) -> bool:
    columns = [row[1] for row in connection.execute("PRAGMA table_info(libraries)")]
    return "type" in columns


def _said(number: int, added: object, fields: dict[str, object]) -> Said:
    ids = texts(fields, "archiveID", "DOI", "url", "number")
    notes = texts(fields, "extra", "publicationTitle", "archiveLocation", "reportNumber")
    # Zotero writes a date as its parts and as it was typed: "2017-06-00 June 2017".
    return Said(
        f"item {number}",
        words(fields.get("title")),
        words(fields.get("date")),
        ids,
        notes,
        moment(added),
        str(fields),
    )
