"""Journals of every format that there ever was, kept as files, open in this program and lose nothing."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from inroad.errors import StoreError
from inroad.journal import about_me, claims, events, helped, hours, portfolio, steps
from inroad.journal.export import export
from inroad.journal.follows import following, known_then
from inroad.journal.migrations import FORMAT
from inroad.journal.openings import choices
from inroad.journal.store import Journal
from inroad.journal.subjects import tables
from inroad.journal.take_in import take_in

FIXTURES = Path(__file__).parent / "fixtures"
FORMATS = range(1, FORMAT + 1)
NOW = dt.datetime(2026, 4, 2, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(params=FORMATS)
def old(request, tmp_path) -> Journal:
    """A journal as a program of that format left it; its ``format`` stands in the name of the folder."""
    folder = tmp_path / str(request.param)
    folder.mkdir()
    shutil.copyfile(FIXTURES / f"format-{request.param}.sqlite3", folder / "journal.sqlite3")
    return Journal(folder / "journal.sqlite3")


def number(journal: Journal) -> int:
    return int(journal.path.parent.name)


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = [name for name in names if not name.startswith("sqlite_")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in own}


def test_there_is_one_of_every_format():
    found = sorted(path.name for path in FIXTURES.glob("*"))
    assert found == [f"format-{each}.sqlite3" for each in FORMATS], (
        "python tools/journal_fixture.py N makes one"
    )
    for each in FORMATS:
        with closing(sqlite3.connect(FIXTURES / f"format-{each}.sqlite3")) as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] == each


def test_the_newest_one_has_something_in_every_table():
    held = counts(FIXTURES / f"format-{FORMAT}.sqlite3")
    assert all(held[table.name] for table in tables())


def test_all_that_was_there_is_read(old):
    before = old.path.read_bytes()
    chosen = choices(old)
    assert [each.opening.opening_id for each in chosen.taken] == ["underplayed:vera"]
    assert [each.why for each in chosen.dismissed] == ["too large"]
    assert [each.opening_id for each in chosen.looked] == ["underplayed:pissa"]
    with old.reading() as connection:
        told = events.read(connection)
    assert [each.what for each in told[:5]] == ["taken", "dismissed", "started", "checked", "checked"]
    if number(old) >= 2:
        assert following(old).follows[0].text == "state-space models"
        assert [each.sign for each in following(old).votes] == ["like", "dislike"]
        assert known_then(old) == b"\x00\xff\x10known"
    if number(old) >= 3:
        assert [each.verdict.claim_id for each in claims.verdicts(old)] == ["warmup"]
        assert len(claims.protocols(old, "warmup")) == 1
    if number(old) >= 4:
        assert [each.minutes for each in hours.entries(old)] == [90]
        assert hours.running(old).skill == "reading"
        assert helped.helped(old)[0].came_back[0].what == "an introduction"
    if number(old) >= 6:
        assert about_me.about_me(old).situation == "engineer"
        assert steps.decisions(old)["placement"].missed == 2
        assert steps.chosen(old) == ("open-source",)
        assert portfolio.states(old) == {f"link:{portfolio.links(old)[0].link_id}": "shown"}
    assert old.path.read_bytes() == before


def test_a_change_brings_it_to_this_format_and_loses_no_row(old):
    before = counts(old.path)
    helped.add(old, "Bob", "a kernel", "cuda", NOW.date(), None, NOW)
    after = counts(old.path)
    assert {name: after[name] - rows for name, rows in before.items()} == {
        name: int(name in ("helped", "events")) for name in before
    }
    with closing(sqlite3.connect(old.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_happened_still_cannot_be_changed(old):
    helped.add(old, "Bob", "a kernel", "cuda", NOW.date(), None, NOW)
    for name in ("events", "protocols", "verdicts"):
        with old.reading() as connection:
            if not connection.execute(f"SELECT 1 FROM {name}").fetchone():
                continue
        for change in (f"DELETE FROM {name}", f"UPDATE {name} SET at = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="never"), old.writing(NOW) as connection:
                connection.execute(change)


def test_every_row_of_a_log_gets_an_id_that_is_the_same_in_every_copy(old, tmp_path):
    copy = Journal(tmp_path / "copy" / "journal.sqlite3")
    copy.path.parent.mkdir()
    shutil.copyfile(old.path, copy.path)
    for journal, at in ((old, NOW), (copy, NOW + dt.timedelta(days=3))):
        with journal.writing(at):
            pass
    with old.reading() as one, copy.reading() as two:
        asked = "SELECT id FROM events ORDER BY event"
        ids = [[row[0] for row in each.execute(asked)] for each in (one, two)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])
    assert all(len(each) == 16 for each in ids[0])


def test_it_is_exported_and_taken_in_without_loss(old, tmp_path):
    export(old, tmp_path / "one")
    goal = Journal(tmp_path / "goal" / "journal.sqlite3")
    take_in(goal, tmp_path / "one", NOW)
    export(goal, tmp_path / "two")
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(files) > 20
    for each in files:
        assert (tmp_path / "one" / each).read_bytes() == (tmp_path / "two" / each).read_bytes(), each


def test_one_of_tomorrow_is_refused_with_a_clear_word(tmp_path):
    path = tmp_path / "journal.sqlite3"
    shutil.copyfile(FIXTURES / f"format-{FORMAT}.sqlite3", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    before = path.read_bytes()
    for act in (choices, lambda each: helped.add(each, "a", "b", "", NOW.date(), None, NOW)):
        with pytest.raises(StoreError, match=f"has format {FORMAT + 1}, this program knows up to {FORMAT}"):
            act(Journal(path))
    assert path.read_bytes() == before


def test_the_documented_command_makes_them():
    code = (
        "import sys, pathlib; sys.path.insert(0, 'tools'); import journal_fixture as made;"
        "made.make(2, pathlib.Path(sys.argv[1]))"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.sqlite3"
        subprocess.run([sys.executable, "-c", code, str(path)], cwd=FIXTURES.parents[2], check=True)
        assert counts(path) == counts(FIXTURES / "format-2.sqlite3")
