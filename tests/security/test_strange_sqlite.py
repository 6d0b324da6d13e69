"""SQLite files of somebody else: what is in them does not run."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from inroad.errors import Damaged, InputError
from inroad.journal import take_in
from inroad.journal.store import Journal
from inroad.sources import strange_sqlite, zotero_sqlite

NOW = dt.datetime(2026, 3, 31, tzinfo=dt.UTC)
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
FIXTURES = Path(__file__).parents[1] / "journal" / "fixtures"


def zotero(path: Path, items: str, value: str = "'LoRA'") -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            f"{items};"
            "CREATE TABLE itemData(itemID INT, fieldID INT, valueID INT);"
            f"CREATE TABLE itemDataValues(valueID INTEGER PRIMARY KEY, value TEXT AS ({value}));"
            "CREATE TABLE fields(fieldID INTEGER PRIMARY KEY, fieldName TEXT);"
            "CREATE TABLE itemTypes(itemTypeID INTEGER PRIMARY KEY, typeName TEXT);"
            "CREATE TABLE deletedItems(itemID INT); CREATE TABLE libraries(libraryID INT, type TEXT);"
            "INSERT INTO itemTypes VALUES (1, 'preprint'); INSERT INTO fields VALUES (1, 'title');"
            "INSERT INTO itemDataValues(valueID) VALUES (1); INSERT INTO itemData VALUES (1, 1, 1)"
        )
    return path


TABLE = "CREATE TABLE items(itemID INT, itemTypeID INT, dateAdded TEXT, libraryID INT);INSERT INTO items VALUES (1, 1, '', 1)"


def test_an_honest_library_is_read(tmp_path):
    found = zotero_sqlite.parse(zotero(tmp_path / "z.sqlite", TABLE), "z")
    assert [each.title for each in found.entries] == ["LoRA"]


def test_a_library_that_counts_for_ever_is_refused(tmp_path):
    view = f"CREATE VIEW items AS {ENDLESS} SELECT i AS itemID, 1 AS itemTypeID, '' AS dateAdded, 1 AS libraryID FROM n"
    with pytest.raises(InputError, match="items is no table"):
        zotero_sqlite.parse(zotero(tmp_path / "z.sqlite", view), "z")


def test_a_library_with_a_value_of_gigabytes_is_refused(tmp_path):
    with pytest.raises(InputError, match="too big"):
        zotero_sqlite.parse(zotero(tmp_path / "z.sqlite", TABLE, "hex(zeroblob(100000000))"), "z")


def test_a_query_without_end_is_ended(tmp_path):
    with (
        closing(strange_sqlite.bounded(sqlite3.connect(tmp_path / "x.sqlite"), 5_000_000)) as made,
        pytest.raises(sqlite3.OperationalError, match="interrupted"),
    ):
        made.execute(f"{ENDLESS} SELECT max(i) FROM n").fetchone()


def journal(path: Path, *more: str) -> Path:
    with Journal(path).writing(NOW):
        pass
    with closing(sqlite3.connect(path)) as made:
        made.executescript(";".join(more))
    return path


@pytest.mark.parametrize(
    "program",
    [
        f"CREATE VIEW more AS {ENDLESS} SELECT i FROM n",
        f"CREATE TRIGGER more AFTER INSERT ON events BEGIN INSERT INTO hours SELECT * FROM ({ENDLESS} SELECT i FROM n); END",
        "DROP TRIGGER events_stay; CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN DELETE FROM events; END",
    ],
)
def test_a_journal_with_a_program_of_its_own_is_not_taken_in(tmp_path, program):
    with pytest.raises(Damaged, match="none of a journal's"):
        take_in.take_in(
            Journal(tmp_path / "own" / "j.sqlite3"), journal(tmp_path / "j.sqlite3", program), NOW
        )
    assert not (tmp_path / "own" / "j.sqlite3").exists()


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("*.sqlite3")), ids=lambda path: path.stem)
def test_journals_of_every_format_are_still_taken_in(tmp_path, fixture):
    copy = shutil.copy(fixture, tmp_path / "old.sqlite3")
    take_in.opened(Path(copy)).close()
