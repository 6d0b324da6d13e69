"""The journal written out, taken in and put together: nothing lost, nothing doubled, conflicts told."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from filled import HARD, NOW, later
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.errors import Damaged, InputError, StoreError
from inroad.journal import events, helped, hours
from inroad.journal.export import export
from inroad.journal.follows import follow, following, unfollow
from inroad.journal.hours import Work
from inroad.journal.likes import unvote, vote
from inroad.journal.migrations import FORMAT
from inroad.journal.openings import choices, dismiss, restore, take
from inroad.journal.store import Journal, in_memory
from inroad.journal.subjects import SUBJECTS, tables
from inroad.journal.tables import Table
from inroad.journal.take_in import take_in
from inroad.types import BY_HAND, Vote

DAY = dt.timedelta(days=1)


@pytest.fixture
def journal(lay, tmp_path) -> Journal:
    return lay("filled", tmp_path / "a")


@pytest.fixture
def other(tmp_path) -> Journal:
    return Journal(tmp_path / "b" / "journal.sqlite3")


def rows(journal: Journal) -> dict[str, list[tuple]]:
    """Every row of every table, places in logs included."""
    with journal.reading() as connection:
        return {table.name: _rows(connection, table) for table in tables()}


def _rows(connection: sqlite3.Connection, table: Table) -> list[tuple]:
    asked = f"SELECT * FROM {table.name} ORDER BY {table.number or ', '.join(table.key)}"
    return [tuple(row) for row in connection.execute(asked)]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def counted(report, name: str) -> dict[str, int]:
    (found,) = (each for each in report.tables if each.table == name)
    names = ("added", "same", "renewed", "older", "conflicts")
    return {each: getattr(found, each) for each in names if getattr(found, each)}


# -- complete ---------------------------------------------------------------------------------------


def test_every_table_of_the_journal_belongs_to_a_subject():
    """Else a new table is missing in the SUBJECT of its file, or that one in journal/subjects.py."""
    with closing(in_memory()) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {row[0] for row in found if not row[0].startswith("sqlite_")} == {each.name for each in tables()}


def test_what_a_subject_says_of_its_tables_is_so():
    with closing(in_memory()) as connection:
        for table in tables():
            known = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
            assert {*table.key, *table.aside, *filter(None, (table.number, table.time))} <= set(known)
            assert table.time, f"{table.name} has no time"
            assert bool(table.number) == ("AUTOINCREMENT" in _made(connection, table.name))
            if table.rivals:
                assert all(each in {one.name for one in tables()} for each in table.rivals)


def _made(connection: sqlite3.Connection, name: str) -> str:
    return connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]


def test_a_table_that_no_subject_knows_stops_the_export(journal, tmp_path):
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute("CREATE TABLE forgotten (id TEXT)")
    with pytest.raises(StoreError, match="forgotten"):
        export(journal, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_sample_has_something_in_every_table(journal):
    assert all(rows(journal).values())


# -- out and in -------------------------------------------------------------------------------------


def test_into_an_empty_home_it_comes_as_it_was(journal, other, tmp_path):
    export(journal, tmp_path / "out")
    take_in(other, tmp_path / "out", NOW + DAY)
    assert rows(other) == rows(journal)
    export(other, tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "out")


def test_the_same_journal_gives_the_same_bytes_also_over_an_earlier_export(journal, tmp_path):
    export(journal, tmp_path / "one")
    (tmp_path / "one" / "openings.md").write_text("old")
    (tmp_path / "one" / "my notes.txt").write_text("mine")
    export(journal, tmp_path / "one")
    export(journal, tmp_path / "two")
    one = files(tmp_path / "one")
    assert one.pop("my notes.txt") == b"mine"
    assert one == files(tmp_path / "two")


def test_people_can_read_all_subjects(journal, tmp_path):
    export(journal, tmp_path / "out")
    for subject in SUBJECTS:
        text = (tmp_path / "out" / f"{subject.name}.md").read_text("utf-8")
        assert text.startswith(f"# {subject.title}\n")
        assert "\n- " in text
        assert "\x1b" not in text
        assert "<b>" not in text.replace("\\<b\\>", "")
    assert "2026-04-02 09:30 UTC" in (tmp_path / "out" / "openings.md").read_text("utf-8")


def test_programs_find_records_as_json_and_times_in_utc(journal, tmp_path):
    export(journal, tmp_path / "out")
    for path in (tmp_path / "out" / "data").iterdir():
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            for name in ("at", "taken", "written", "followed", "kept", "started", "changed"):
                assert row.get(name) is None or row[name].endswith("Z")
    (opening,) = (
        json.loads(line)
        for line in (tmp_path / "out" / "data" / "openings.jsonl").read_text().splitlines()
        if "underplayed:vera" in line
    )
    assert opening["record"]["method"] == "vera"


def test_an_empty_journal_can_be_exported_and_taken_in(other, tmp_path):
    export(other, tmp_path / "out")
    assert not other.exists
    take_in(other, tmp_path / "out", NOW)
    assert not any(rows(other).values())


def test_a_folder_with_something_else_is_left_alone(journal, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "README.md").write_text("mine")
    with pytest.raises(InputError, match="no export"):
        export(journal, tmp_path / "out")
    assert files(tmp_path / "out") == {"README.md": b"mine"}


def test_a_manifest_removes_nothing_outside_the_folder(journal, tmp_path):
    export(journal, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "journal.json").read_text())
    (tmp_path / "precious.md").write_text("mine")
    (tmp_path / "out" / "gone.md").write_text("of an earlier format")
    manifest["files"] += ["../precious.md", "data/../../precious.md", "gone.md"]
    (tmp_path / "out" / "journal.json").write_text(json.dumps(manifest))
    export(journal, tmp_path / "out")
    assert (tmp_path / "precious.md").read_text() == "mine"
    assert not (tmp_path / "out" / "gone.md").exists()


WORDS = st.text(st.characters(), max_size=12)


@settings(max_examples=12, deadline=None)
@given(notes=st.lists(st.tuples(WORDS, WORDS, st.integers(1, 1440)), max_size=5), data=st.binary(max_size=40))
def test_any_text_comes_through(notes, data):
    with tempfile.TemporaryDirectory() as folder:
        one, two = (Journal(Path(folder) / name / "journal.sqlite3") for name in "ab")
        for skill, note, minutes in notes:
            hours.add(one, Work("intense", skill, note), NOW.date(), minutes, NOW)
            helped.add(one, note, skill, "", NOW.date(), None, NOW)
        with one.writing(NOW) as connection:
            connection.execute(
                "INSERT INTO visits (at, since, until, shown, known) VALUES ('a', 'b', 'c', 1, ?)", (data,)
            )
        export(one, Path(folder) / "out")
        take_in(two, Path(folder) / "out", NOW)
        assert rows(two) == rows(one)


# -- damaged exports ----------------------------------------------------------------------------------


def test_an_export_that_was_cut_short_is_refused(journal, other, tmp_path):
    export(journal, tmp_path / "out")
    (tmp_path / "out" / "journal.json").unlink()
    with pytest.raises(InputError, match="no whole export"):
        take_in(other, tmp_path / "out", NOW)
    export(journal, tmp_path / "out")  # and can be made whole again
    take_in(other, tmp_path / "out", NOW)
    assert rows(other) == rows(journal)


def _drop_line(path: Path) -> None:
    path.write_text("".join(path.read_text().splitlines(True)[:-1]))


def _cut(path: Path) -> None:
    path.write_text(path.read_text()[:-20])


def _field(path: Path) -> None:
    path.write_text(path.read_text().replace('"room":', '"rooms":', 1))


def _binary(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")


def _twice(path: Path) -> None:
    lines = path.read_text().splitlines(True)
    path.write_text("".join([*lines[:-1], lines[0]]))


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [_drop_line, _cut, _field, _binary, _twice, _gone])
def test_a_damaged_export_is_refused_whole(journal, other, tmp_path, harm):
    export(journal, tmp_path / "out")
    harm(tmp_path / "out" / "data" / "events.jsonl")
    with pytest.raises(Damaged):
        take_in(other, tmp_path / "out", NOW)
    assert not other.exists


def test_a_row_whose_other_half_is_missing_is_refused(journal, other, tmp_path):
    export(journal, tmp_path / "out")
    (tmp_path / "out" / "data" / "openings.jsonl").write_text("")
    manifest = json.loads((tmp_path / "out" / "journal.json").read_text())
    manifest["rows"]["openings"] = 0
    (tmp_path / "out" / "journal.json").write_text(json.dumps(manifest))
    with pytest.raises(Damaged, match="openings"):
        take_in(other, tmp_path / "out", NOW)


def test_an_export_of_tomorrow_is_refused(journal, other, tmp_path):
    export(journal, tmp_path / "out")
    path = tmp_path / "out" / "journal.json"
    path.write_text(path.read_text().replace(f'"format": {FORMAT}', f'"format": {FORMAT + 1}'))
    with pytest.raises(StoreError, match="newer version"):
        take_in(other, tmp_path / "out", NOW)


def test_what_is_no_journal_is_told(other, tmp_path):
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(InputError):
            take_in(other, path, NOW)
    (tmp_path / "text").write_text("hello" * 999)
    with pytest.raises(StoreError):
        take_in(other, tmp_path / "text", NOW)


# -- putting together ---------------------------------------------------------------------------------


def test_taking_in_twice_doubles_nothing(journal, other, tmp_path):
    export(journal, tmp_path / "out")
    take_in(other, tmp_path / "out", NOW)
    before = rows(other)
    again = take_in(other, tmp_path / "out", NOW + DAY)
    assert not again.conflicts
    assert sum(each.same for each in again.tables) == sum(each.read for each in again.tables)
    assert rows(other) == before


def test_two_journals_become_one_whichever_takes_in_the_other(journal, other, tmp_path):
    hours.add(other, Work("passive", "talks"), NOW.date(), 45, later(11.5))
    helped.add(other, "Bob", "a kernel", "cuda", NOW.date(), None, later(90))
    third = Journal(tmp_path / "c" / "journal.sqlite3")
    third.path.parent.mkdir()
    shutil.copyfile(other.path, third.path)
    export(journal, tmp_path / "out")
    take_in(third, tmp_path / "out", later(200))
    take_in(journal, other.path, later(200))
    one, two = rows(journal), rows(third)
    imported = [events_.pop() for events_ in (one["events"], two["events"])]
    assert all("imported" in each for each in imported)
    assert {name: sorted(map(str, found)) for name, found in one.items()} == {
        name: sorted(map(str, found)) for name, found in two.items()
    }
    assert len(one["hours"]) == 4


def test_what_happened_stays_in_the_order_of_its_times(journal, other, tmp_path):
    hours.add(other, Work("passive", "talks"), NOW.date(), 45, later(11.5))
    take_in(journal, other.path, later(100))
    with journal.reading() as connection:
        told = events.read(connection)
        numbers = [row[0] for row in connection.execute("SELECT event FROM events ORDER BY event")]
    assert [each.at for each in told] == sorted(each.at for each in told)
    assert [each.what for each in told if each.room == "practice"] == ["started", "started"]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    with pytest.raises(sqlite3.IntegrityError, match="never"), journal.writing(NOW) as connection:
        connection.execute("DELETE FROM events")


def test_a_dry_run_tells_the_same_and_writes_nothing(journal, other, tmp_path):
    hours.add(other, Work("passive"), NOW.date(), 45, NOW)
    before = other.path.read_bytes()
    told = take_in(other, journal.path, later(100), dry_run=True)
    assert other.path.read_bytes() == before
    assert told.backup is None
    done = take_in(other, journal.path, later(100))
    assert done.tables == told.tables
    assert Path(done.backup).read_bytes()


def test_what_was_there_before_is_kept_as_a_backup(journal, other):
    hours.add(other, Work("passive"), NOW.date(), 45, NOW)
    before = rows(other)
    done = take_in(other, journal.path, later(100))
    assert rows(Journal(Path(done.backup))) == before


def test_a_conflict_is_told_and_ours_holds_unless_theirs_is_asked_for(journal, other):
    vote(other, [Vote("2106.09685", "dislike", NOW, BY_HAND, "LoRA", 2021)], NOW)
    done = take_in(other, journal.path, later(100))
    (conflict,) = done.conflicts
    assert (conflict.table, conflict.key, conflict.taken) == ("votes", "2106.09685", False)
    assert set(conflict.differs) == {"sign", "at", "title"}
    assert {each.paper_id: each.sign for each in following(other).votes}["2106.09685"] == "dislike"
    take_in(other, journal.path, later(101), theirs=True)
    assert {each.paper_id: each.sign for each in following(other).votes}["2106.09685"] == "like"


def test_a_log_is_not_changed_even_if_theirs_is_asked_for(journal, other, tmp_path):
    export(journal, tmp_path / "out")
    take_in(other, tmp_path / "out", NOW)
    path = tmp_path / "out" / "data" / "events.jsonl"
    path.write_text(path.read_text().replace('"what":"taken"', '"what":"stolen"'))
    done = take_in(other, tmp_path / "out", later(100), theirs=True)
    assert [(each.table, each.taken) for each in done.conflicts] == [("events", False)]
    with other.reading() as connection:
        assert "stolen" not in [each.what for each in events.read(connection)]


def test_what_was_taken_away_here_since_does_not_come_back(journal, other, tmp_path):
    export(journal, tmp_path / "out")
    unfollow(journal, following(journal).follows[0].text, later(200))
    unvote(journal, ["2106.09685"], "like", later(200))
    restore(journal, choices(journal).taken[0].opening.opening_id, later(200))
    hours.discard(journal, later(200))
    before = rows(journal)
    done = take_in(journal, tmp_path / "out", later(300))
    assert rows(journal) == before
    assert counted(done, "follows") == {"older": 1}
    assert counted(done, "timer") == {"older": 1}


def test_what_was_taken_back_there_is_taken_back_here(journal, other, tmp_path):
    export(journal, tmp_path / "out")
    take_in(other, tmp_path / "out", NOW)
    helped.undo(journal, later(200))
    done = take_in(other, journal.path, later(300))
    assert counted(done, "came_back") == {"renewed": 1}
    assert helped.helped(other) == helped.helped(journal)


def test_of_taken_and_dismissed_the_later_word_holds(tmp_path):
    import openings_sample as sample

    one, two = (Journal(tmp_path / name / "journal.sqlite3") for name in "ab")
    take(one, sample.opening("vera"), later(1))
    dismiss(two, sample.opening("vera"), later(2), "too large")
    take(two, sample.opening("dora"), later(3))
    dismiss(one, sample.opening("dora"), later(2), "too dull")
    for goal, source in ((one, two), (two, one)):
        take_in(goal, source.path, later(9))
        found = choices(goal)
        assert [each.opening.method for each in found.taken] == ["dora"]
        assert [each.opening.method for each in found.dismissed] == ["vera"]


def test_following_the_same_in_both_is_no_conflict(journal, other):
    follow(other, "query", HARD, later(50))
    done = take_in(other, journal.path, later(100))
    assert counted(done, "follows") == {"older": 1}
    assert len(following(other).follows) == 1
