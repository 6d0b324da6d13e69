"""What is damaged is named, backups are offered with what they would lose, and nothing is lost by looking."""

from __future__ import annotations

import datetime as dt
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filled import NOW

from inroad.errors import Damaged, NotFound, StoreError
from inroad.journal import hours, wal
from inroad.journal.health import backups, look
from inroad.journal.hours import Work
from inroad.journal.restore import restore
from inroad.journal.store import Journal

DAY = dt.timedelta(days=1)
SRC = Path(__file__).parents[2] / "src"


@pytest.fixture
def journal(lay, tmp_path) -> Journal:
    """With backups of two days, and thirty entries made after the second."""
    return lay("grown", tmp_path / "home")


def files(journal: Journal) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in journal.path.parent.rglob("*") if p.is_file()}


def said(journal: Journal) -> str:
    return "\n".join(f"{each.health}: {each.problem}" for each in look(journal).findings)


def notes(journal: Journal) -> list[int]:
    return sorted(int(each.note) for each in hours.entries(journal) if each.note.isdigit())


def page_of(path: Path, name: str) -> int:
    """The first page of a table."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]


def scribble(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xa5" * 4096)


# -- looking ------------------------------------------------------------------------------------------


def test_a_whole_journal_is_said_to_be_whole(journal):
    before = files(journal)
    found = look(journal)
    assert found.healthy
    assert "is whole" in said(journal)
    assert "2 backups, the last one of 2026-04-03" in said(journal)
    assert files(journal) == before


def test_before_anything_was_written_nothing_is_wrong(tmp_path):
    assert look(Journal(tmp_path / "journal.sqlite3")).healthy
    assert list(tmp_path.iterdir()) == []


def _table(journal: Journal) -> None:
    scribble(journal.path, page_of(journal.path, "hours"))


def _head(journal: Journal) -> None:
    scribble(journal.path, 1)


def _cut(journal: Journal) -> None:
    os.truncate(journal.path, journal.path.stat().st_size // 2)


def _empty(journal: Journal) -> None:
    os.truncate(journal.path, 0)


def _gone(journal: Journal) -> None:
    journal.path.unlink()


HARMS = {
    _table: "is damaged",
    _head: "no SQLite file",
    _cut: "damaged",
    _empty: "is empty, although",
    _gone: "is gone, although",
}


@pytest.mark.parametrize("harm", HARMS, ids=lambda each: each.__name__)
def test_damage_is_named_and_the_backup_offered_with_what_it_loses(journal, harm):
    harm(journal)
    before = files(journal)
    found = look(journal)
    assert not found.healthy
    assert HARMS[harm] in said(journal)
    backup = found.backups[0]
    assert (backup.name, backup.whole) == ("2026-04-03", True)
    assert backup.until == NOW + dt.timedelta(minutes=38)
    assert files(journal) == before


def test_of_a_damaged_table_it_says_how_much_can_be_read(journal):
    _table(journal)
    assert "of the table hours only" in said(journal)
    assert "of the table helped" not in said(journal)


def test_a_newer_journal_is_refused_and_not_called_damaged(journal):
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    found = look(journal)
    assert not found.healthy
    assert found.backups == ()
    assert "refused: its format is 99" in said(journal)


def test_the_file_of_another_program_is_refused(tmp_path):
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    assert "refused" in said(Journal(tmp_path / "journal.sqlite3"))


def test_backups_tell_what_each_would_lose(journal):
    for number in (2, 3):
        hours.add(journal, Work("passive"), NOW.date(), 7, NOW + number * DAY)
    told = {each.name: each.lost for each in backups(journal)}
    assert told == {"2026-04-05": 2, "2026-04-04": 4, "2026-04-03": 64, "2026-04-02": 103}


def test_a_damaged_backup_is_told(journal):
    path = journal.copies.path("2026-04-03")
    scribble(path, page_of(path, "events"))
    assert [each.whole for each in backups(journal)] == [False, True]
    with pytest.raises(Damaged, match="damaged too"):
        restore(journal, "2026-04-03", NOW + 2 * DAY)
    assert notes(journal) == list(range(30))


# -- the write-ahead log ------------------------------------------------------------------------------

KILLED = """
import datetime as dt, os, sys
from pathlib import Path
from inroad.journal import hours
from inroad.journal.hours import Work
from inroad.journal.store import Journal
now = dt.datetime(2026, 4, 5, 12, tzinfo=dt.UTC)
journal = Journal(Path(sys.argv[1]))
with journal.reading():  # keeps the log from being put into the file
    for number in range(100, 105):
        hours.add(journal, Work("intense", "", str(number)), now.date(), 5, now)
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def killed(journal) -> Path:
    """The log that a process leaves behind which was killed after five more entries."""
    subprocess.run([sys.executable, "-c", KILLED, str(journal.path)], env=_environment(), check=False)
    log = journal.path.with_name("journal.sqlite3-wal")
    assert wal.inspect(log.read_bytes()).committed > 5
    return log


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SRC)}


def test_a_log_left_by_a_killed_process_loses_nothing(journal, killed):
    assert look(journal).healthy
    assert killed.exists()
    assert notes(journal)[-5:] == list(range(100, 105))


def test_a_change_that_was_cut_off_is_a_note_and_no_damage(journal, killed):
    with killed.open("r+b") as file:
        file.truncate(killed.stat().st_size - 3000)
    found = look(journal)
    assert found.healthy
    hours.add(journal, Work("passive", "", "200"), NOW.date(), 5, NOW + 3 * DAY)
    assert notes(journal)[-4:] == [102, 103, 104, 200] or notes(journal)[-4:] == [101, 102, 103, 200]


@pytest.mark.parametrize("at", [40, 32 + 24 + 100, 4], ids=["frame", "page", "head"])
def test_a_torn_log_is_told_before_anything_is_dropped(journal, killed, at):
    with killed.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * 16)
    before = files(journal)
    assert "is torn" in said(journal)
    with pytest.raises(Damaged, match="torn"):
        hours.add(journal, Work("passive"), NOW.date(), 5, NOW + 3 * DAY)
    assert {k: v for k, v in files(journal).items() if "shm" not in k} == {
        k: v for k, v in before.items() if "shm" not in k
    }


def test_logs_of_both_byte_orders_are_read():
    """Frames made by hand, by the documented format."""
    import struct

    for magic, order in ((0x377F0682, "<"), (0x377F0683, ">")):
        head = struct.pack(">IIIIII", magic, 3007000, 512, 0, 7, 8)
        sums = wal._checksum(head, (0, 0), order)
        data = head + struct.pack(">II", *sums)
        for number, commit in ((1, 0), (2, 2), (1, 0)):
            begin, page = struct.pack(">II", number, commit), bytes([number]) * 512
            sums = wal._checksum(page, wal._checksum(begin, sums, order), order)
            data += begin + struct.pack(">II", 7, 8) + struct.pack(">II", *sums) + page
        assert wal.inspect(data) == wal.Wal(2, 1, 0)
        assert wal.inspect(data[:100] + b"x" + data[101:]).lost == 1


# -- restoring ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", HARMS, ids=lambda each: each.__name__)
def test_a_backup_takes_its_place_and_the_damaged_file_is_kept(journal, harm):
    harm(journal)
    before = journal.path.read_bytes() if journal.path.exists() else None
    done = restore(journal, "2026-04-03", NOW + 2 * DAY)
    assert look(journal).healthy
    assert notes(journal) == []
    assert (Path(done.aside).read_bytes() if done.aside else None) == before
    hours.add(journal, Work("passive", "", "7"), NOW.date(), 5, NOW + 3 * DAY)
    assert notes(journal) == [7]


def test_what_can_be_read_is_put_back_if_asked_for(journal):
    scribble(journal.path, page_of(journal.path, "votes"))
    done = restore(journal, "2026-04-03", NOW + 2 * DAY, with_readable=True)
    assert notes(journal) == list(range(30))
    assert (done.kept, done.lost) == (60, 0)


def test_a_log_with_the_damaged_file_goes_aside_with_it(journal, killed):
    with killed.open("r+b") as file:
        file.seek(40)
        file.write(b"\xa5" * 16)
    done = restore(journal, "2026-04-03", NOW + 4 * DAY)
    assert notes(journal) == []
    assert Path(done.aside + "-wal").exists()
    assert look(journal).healthy


def test_restoring_twice_within_a_second_keeps_both_files(journal):
    one = restore(journal, "2026-04-03", NOW + 4 * DAY)
    two = restore(journal, "2026-04-03", NOW + 4 * DAY)
    assert one.aside != two.aside
    assert Path(one.aside).exists()
    assert Path(two.aside).exists()


def test_a_backup_that_is_not_there_names_near_ones(journal):
    with pytest.raises(NotFound) as caught:
        restore(journal, "2026-04-30", NOW)
    assert "2026-04-03" in caught.value.near
    assert notes(journal) == list(range(30))


# -- no room ------------------------------------------------------------------------------------------


def _child(act: Callable[[], str], limit: int) -> str:
    """What ``act`` says in a process whose files may not grow beyond so many bytes."""
    read, write = os.pipe()
    if not (child := os.fork()):
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            told = act()
        except BaseException as error:
            told = f"failed: {error!r}"
        os.write(write, told.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told


def _until_full(journal: Journal, at: dt.datetime) -> str:
    """Entries one after the other until one is refused: how many were acknowledged, and what was said."""
    for number in range(1000, 3000):
        try:
            hours.add(journal, Work("intense", "y" * 800, str(number)), NOW.date(), 5, at)
        except StoreError as error:
            return f"{number - 1000} {error}"
    return "never"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits of the system")
@pytest.mark.parametrize("room", [20_000, 120_000, 400_000])
def test_without_room_the_entry_is_refused_and_no_acknowledged_one_is_lost(journal, room):
    limit = journal.path.stat().st_size + room
    said_ = _child(lambda: _until_full(journal, NOW + DAY), limit)
    number, _, complaint = said_.partition(" ")
    assert "nothing was changed" in complaint
    assert "free some" in complaint or "disk is full" in complaint
    assert int(number) > 0 or room < 50_000
    kept = [each for each in notes(journal) if each >= 1000]
    assert kept == list(range(1000, 1000 + int(number)))
    assert look(journal).healthy
    hours.add(journal, Work("passive", "", "7"), NOW.date(), 5, NOW + DAY)  # once there is room again
    assert 7 in notes(journal)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits of the system")
def test_without_room_for_a_backup_nothing_half_stays(journal):
    said_ = _child(lambda: _until_full(journal, NOW + 5 * DAY), 30_000)
    assert said_.startswith("0 ")
    assert [each.name for each in journal.copies.all()] == ["2026-04-02", "2026-04-03"]
    assert len(list(journal.backups.iterdir())) == 2
    assert look(journal).healthy


@pytest.fixture
def small(tmp_path):
    """A disk of 600 kB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("may not mount a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_on_a_full_disk_the_entry_is_refused_and_no_acknowledged_one_is_lost(lay, small):
    journal = lay("filled", small / "home")
    ballast = small / "ballast"
    ballast.write_bytes(b"x" * 150_000)
    number, _, complaint = _until_full(journal, NOW).partition(" ")
    assert complaint.startswith("no space left for the journal")
    assert [each for each in notes(journal) if each >= 1000] == list(range(1000, 1000 + int(number)))
    assert _inroad(journal, "log", "add", "5m", "--kind", "passive").stderr.count("no space left") == 1
    ballast.unlink()
    assert look(journal).healthy
    hours.add(journal, Work("passive", "", "7"), NOW.date(), 5, NOW)
    assert len(notes(journal)) == int(number) + 1


# -- the command line -----------------------------------------------------------------------------------


def _inroad(journal: Journal, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "inroad.cli", *arguments],
        env=_environment() | {"INROAD_HOME": str(journal.path.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_from_damage_to_a_whole_journal_as_a_user_goes(journal, tmp_path):
    scribble(journal.path, page_of(journal.path, "votes"))
    refused = _inroad(journal, "log", "add", "5m", "--kind", "passive")
    assert refused.returncode == 1
    assert "inroad doctor" in refused.stderr
    told = _inroad(journal, "doctor")
    assert told.returncode == 1
    assert "inroad journal restore 2026-04-03" in told.stdout
    assert "Nothing was changed." in told.stdout
    done = _inroad(journal, "journal", "restore", "2026-04-03", "--with-readable")
    assert done.returncode == 0, done.stderr
    assert "nothing was deleted" in done.stdout
    assert _inroad(journal, "doctor").returncode == 0
    assert _inroad(journal, "export", "journal", str(tmp_path / "out")).returncode == 0
    fresh = Journal(tmp_path / "fresh" / "journal.sqlite3")
    assert _inroad(fresh, "import", "journal", str(tmp_path / "out")).returncode == 0
    assert notes(fresh) == list(range(30))
    again = _inroad(fresh, "import", "journal", str(tmp_path / "out"), "--dry-run")
    assert "0 would be added" in again.stdout
    shutil.rmtree(tmp_path / "out")
