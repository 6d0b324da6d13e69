"""The journal's file: formats, backups, damage, several processes."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openings_sample as sample
import pytest
from rights import obey_modes

from inroad.errors import Damaged, InroadError, Locked, StoreError
from inroad.journal import migrations, store
from inroad.journal.backups import kept
from inroad.journal.openings import choices, take
from inroad.journal.store import Journal

NOW = sample.NOW
VERA = sample.opening("vera")
SRC = Path(__file__).parents[2] / "src"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "home" / "journal.sqlite3")


def day(number: int) -> dt.datetime:
    return NOW + dt.timedelta(days=number)


def backups(journal: Journal) -> list[str]:
    return sorted(path.name for path in journal.backups.glob("*"))


def put(journal: Journal, name: str, at: dt.datetime = NOW) -> None:
    take(journal, sample.opening(name), at)


def names(journal: Journal) -> list[str]:
    return sorted(each.opening.opening_id.partition(":")[2] for each in choices(journal).taken)


# -- changes --------------------------------------------------------------------------------------


def test_a_change_that_fails_leaves_nothing(journal):
    put(journal, "vera")
    with pytest.raises(KeyError), journal.writing(NOW) as connection:
        _clear_and_fail(connection)
    assert names(journal) == ["vera"]


def _clear_and_fail(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM plan")
    raise KeyError("in the middle")


def test_a_reader_cannot_write(journal):
    put(journal, "vera")
    with pytest.raises(InroadError), journal.reading() as connection:
        connection.execute("DELETE FROM plan")
    assert names(journal) == ["vera"]


def test_events_cannot_be_changed_or_deleted(journal):
    put(journal, "vera")
    for change in ("UPDATE events SET what = 'x'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="never"), journal.writing(NOW) as connection:
            connection.execute(change)


def test_foreign_keys_hold(journal):
    put(journal, "vera")
    with pytest.raises(sqlite3.IntegrityError), journal.writing(NOW) as connection:
        connection.execute("DELETE FROM openings")


def test_the_file_says_whose_it_is(journal):
    put(journal, "vera")
    with closing(sqlite3.connect(journal.path)) as connection:
        found = [
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "journal_mode")
        ]
        assert found == [migrations.FORMAT, "wal"]
        assert connection.execute("PRAGMA application_id").fetchone()[0] == migrations.APPLICATION


# -- backups --------------------------------------------------------------------------------------


def test_one_backup_a_day_before_its_first_change(journal):
    put(journal, "a", day(0))
    assert backups(journal) == []  # there was nothing to lose
    put(journal, "b", day(1))
    put(journal, "c", day(1))
    assert backups(journal) == ["journal-2026-04-03.sqlite3"]
    assert names(Journal(journal.backups / "journal-2026-04-03.sqlite3")) == ["a"]


def test_a_backup_stands_for_itself(journal, tmp_path):
    put(journal, "a", day(0))
    put(journal, "b", day(1))
    only = tmp_path / "elsewhere.sqlite3"
    only.write_bytes((journal.backups / "journal-2026-04-03.sqlite3").read_bytes())
    with closing(sqlite3.connect(only)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert names(Journal(only)) == ["a"]


def test_of_old_backups_the_last_of_each_day_week_and_month_stays(journal):
    for number in range(40):
        put(journal, f"n{number:02}", day(number))
    days = [*range(5, 12), 3]  # of May: seven days, and the end of the week before
    kept = [f"2026-04-{each}" for each in (26, 30)] + [f"2026-05-{each:02}" for each in sorted(days)]
    assert backups(journal) == [f"journal-{each}.sqlite3" for each in kept]


def test_a_year_of_backups_stays_month_by_month():
    every = {dt.date(2024, 1, 1) + dt.timedelta(days=number) for number in range(800)}
    found = sorted(kept(every))
    assert found[-7:] == sorted(every)[-7:]
    months = [(each.year, each.month) for each in sorted(every)]
    assert {(each.year, each.month) for each in found} == set(sorted(set(months))[-12:])
    assert len(found) <= 7 + 4 + 12


def test_backups_of_long_ago_stay_while_there_are_no_others():
    long_ago = {dt.date(2011, 5, 3), dt.date(2019, 1, 1)}
    assert kept(long_ago) == long_ago


def test_a_clock_that_jumps_loses_no_fresh_backup(journal):
    for number in range(12):
        put(journal, f"n{number:02}", day(number))
    put(journal, "back", day(-400))
    assert f"journal-{day(-400).date()}.sqlite3" in backups(journal)
    put(journal, "ahead", day(40_000))
    assert f"journal-{day(40_000).date()}.sqlite3" in backups(journal)
    assert len(names(journal)) == 14


def test_a_half_written_backup_is_made_anew(journal):
    put(journal, "a", day(0))
    journal.backups.mkdir()
    (journal.backups / "journal-2026-04-03.sqlite3.part").write_bytes(b"half")
    put(journal, "b", day(1))
    assert backups(journal) == ["journal-2026-04-03.sqlite3"]


# -- formats --------------------------------------------------------------------------------------


@pytest.fixture
def next_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is one format ahead: the plan has a day by which to be done."""
    step = ("ALTER TABLE plan ADD COLUMN due TEXT", "UPDATE plan SET due = 'some day'")
    monkeypatch.setattr(store, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    monkeypatch.setattr(store, "FORMAT", migrations.FORMAT + 1)


def test_an_older_journal_is_read_without_touching_it(journal, next_format, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(store, "MIGRATIONS", migrations.MIGRATIONS)
        earlier.setattr(store, "FORMAT", migrations.FORMAT)
        put(journal, "vera")
    before = journal.path.read_bytes()
    with journal.reading() as connection:
        assert connection.execute("SELECT due FROM plan").fetchone()[0] == "some day"
    assert journal.path.read_bytes() == before
    assert backups(journal) == []


def test_an_older_journal_is_backed_up_then_migrated(journal, next_format, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(store, "MIGRATIONS", migrations.MIGRATIONS)
        earlier.setattr(store, "FORMAT", migrations.FORMAT)
        put(journal, "vera")
    put(journal, "dora")
    assert names(journal) == ["dora", "vera"]
    (kept,) = backups(journal)
    assert kept == f"journal-2026-04-02-before-format-{migrations.FORMAT + 1}.sqlite3"
    with closing(sqlite3.connect(journal.backups / kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == migrations.FORMAT


def test_a_migration_that_fails_leaves_the_older_format(journal, monkeypatch):
    put(journal, "vera")
    broken = ("ALTER TABLE plan ADD COLUMN due TEXT", "INSERT INTO nowhere VALUES (1)")
    with monkeypatch.context() as later:
        later.setattr(store, "MIGRATIONS", (*migrations.MIGRATIONS, broken))
        later.setattr(store, "FORMAT", migrations.FORMAT + 1)
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            put(journal, "dora")
    with journal.reading() as connection:
        assert "due" not in [row["name"] for row in connection.execute("PRAGMA table_info(plan)")]
    assert names(journal) == ["vera"]


def test_backups_before_a_change_of_format_stay(journal, next_format, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(store, "MIGRATIONS", migrations.MIGRATIONS)
        earlier.setattr(store, "FORMAT", migrations.FORMAT)
        put(journal, "first")
    for number in range(15):
        put(journal, f"n{number:02}", day(number))
    assert sum("before-format" in name for name in backups(journal)) == 1


@pytest.mark.parametrize("act", [choices, lambda journal: put(journal, "dora")], ids=["reading", "writing"])
def test_a_newer_format_is_refused_and_left_alone(journal, act):
    put(journal, "vera")
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="format 99") as caught:
        act(journal)
    assert "newer version of Inroad" in caught.value.remedy
    with closing(sqlite3.connect(journal.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 99


@pytest.mark.parametrize("act", [choices, lambda journal: put(journal, "dora")], ids=["reading", "writing"])
def test_the_file_of_another_program_is_refused_and_left_alone(journal, act):
    journal.path.parent.mkdir()
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.commit()
    before = journal.path.read_bytes()
    with pytest.raises(StoreError, match="not a journal"):
        act(journal)
    assert journal.path.read_bytes() == before


# -- damage ---------------------------------------------------------------------------------------


def _overwritten(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 300)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 - 700])


def _scrambled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    "act", [choices, lambda journal: put(journal, "dora", day(2))], ids=["reading", "writing"]
)
@pytest.mark.parametrize("harm", [_overwritten, _cut, _scrambled, _empty, _gone])
def test_a_damaged_journal_is_told_with_its_backups_and_left_alone(journal, harm, act):
    put(journal, "vera", day(0))
    put(journal, "dora", day(1))
    harm(journal.path)
    before = journal.path.read_bytes() if journal.path.exists() else None
    with pytest.raises(Damaged) as caught:
        act(journal)
    assert str(journal.path) in caught.value.problem
    assert str(journal.backups / "journal-2026-04-03.sqlite3") in caught.value.remedy
    assert (journal.path.read_bytes() if journal.path.exists() else None) == before
    assert backups(journal) == ["journal-2026-04-03.sqlite3"]


def test_the_told_way_out_works(journal):
    put(journal, "vera", day(0))
    put(journal, "dora", day(1))
    _overwritten(journal.path)
    journal.path.write_bytes((journal.backups / "journal-2026-04-03.sqlite3").read_bytes())
    put(journal, "pissa", day(1))
    assert names(journal) == ["pissa", "vera"]


def test_damage_before_the_first_backup(journal):
    put(journal, "vera")
    _overwritten(journal.path)
    with pytest.raises(Damaged, match="no backup yet"):
        choices(journal)


def test_a_journal_killed_while_it_was_made_is_made_again(journal):
    journal.path.parent.mkdir()
    journal.path.touch()
    assert names(journal) == []
    put(journal, "vera")
    assert names(journal) == ["vera"]


def test_a_folder_in_its_place(journal):
    journal.path.mkdir(parents=True)
    for act in (choices, lambda each: put(each, "vera")):
        with pytest.raises(StoreError, match=r"journal\.sqlite3"):
            act(journal)


# -- a disk that cannot be written to ----------------------------------------------------------------


def _bound_by_modes(act: Callable[[], str]) -> str:
    """What ``act`` says in a process that may not write there; root may write anywhere."""
    read, write = os.pipe()
    if not (child := os.fork()):
        try:
            obey_modes()
            said = act()
        except BaseException as error:
            said = f"failed: {error!r}"
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs users and modes")
@pytest.mark.parametrize("there", [True, False], ids=["journal", "no journal"])
def test_a_folder_that_cannot_be_written_to(there):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        journal = Journal(home / "journal.sqlite3")
        if there:
            put(journal, "vera")
        home.chmod(0o555)
        known = _bound_by_modes(lambda: ",".join(names(journal)))
        refused = _bound_by_modes(lambda: _complaint(lambda: put(journal, "dora")))
        home.chmod(0o755)
        assert known == ("vera" if there else "")
        assert refused.startswith(f"cannot use the journal {journal.path} (")
        assert "writable" in refused
        assert names(journal) == known.split(",") * there


def _complaint(act: Callable[[], None]) -> str:
    try:
        act()
    except StoreError as error:
        return str(error)
    return "nothing"


# -- several processes ----------------------------------------------------------------------------


MANY = """
import sys
sys.path.insert(0, {cli!r})
import openings_sample as sample
from pathlib import Path
from inroad.journal.openings import choices, take
from inroad.journal.store import Journal
journal = Journal(Path({path!r}), patience=60)
for number in range({each}):
    take(journal, sample.opening("{who}-%02d" % number), sample.NOW)
    assert any(one.opening.method == "{who}-%02d" % number for one in choices(journal).taken)
"""


def _start(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        env=os.environ | {"PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_several_processes_at_once_lose_nothing(journal):
    cli = str(SRC.parent / "tests" / "cli")
    running = [
        _start(MANY.format(cli=cli, path=str(journal.path), who=who, each=8)) for who in ("a", "b", "c")
    ]
    for process in running:
        _, complaint = process.communicate(timeout=120)
        assert process.returncode == 0, complaint
    assert names(journal) == [f"{who}-{number:02}" for who in "abc" for number in range(8)]


def test_a_writer_that_waits_too_long_is_told(journal):
    put(journal, "vera")
    code = f"""
    import sys, datetime as dt
    from pathlib import Path
    from inroad.journal.store import Journal
    with Journal(Path({str(journal.path)!r})).writing(dt.datetime.now(dt.UTC)):
        print("in", flush=True)
        sys.stdin.read()
    """
    holder = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        env=os.environ | {"PYTHONPATH": str(SRC)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "in\n"
        impatient = Journal(journal.path, patience=0.1)
        assert names(impatient) == ["vera"]  # reading goes on
        with pytest.raises(Locked, match="another process"):
            put(impatient, "dora")
    finally:
        holder.communicate(timeout=20)
    put(journal, "dora")
    assert names(journal) == ["dora", "vera"]


def test_a_killed_writer_leaves_what_was_there(journal):
    put(journal, "vera")
    code = f"""
    import os, datetime as dt
    from pathlib import Path
    from inroad.journal.store import Journal
    with Journal(Path({str(journal.path)!r})).writing(dt.datetime.now(dt.UTC)) as connection:
        connection.execute("DELETE FROM plan")
        os.kill(os.getpid(), 9)
    """
    process = _start(code)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert names(journal) == ["vera"]
    put(journal, "dora")
    assert names(journal) == ["dora", "vera"]
