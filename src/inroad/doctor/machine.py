"""Places that are no data: settings, rights, room on the disk, the clock, writers, what is left half done."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from inroad.doctor.place import MEND, Sight, fine, noted
from inroad.errors import InroadError
from inroad.types import Finding

Tell = Callable[[str, int, int | None], None]
ROOM = 200_000_000
"""Bytes below which a disk is nearly full, whatever is in the home."""
DAY = dt.timedelta(days=1)

# -- settings, rights, room -----------------------------------------------------------------------


def settings(sight: Sight) -> Iterator[Finding]:
    """What the environment sets."""
    named = [name for name in sorted(os.environ) if name.startswith("INROAD_") and name not in _NO_ADDRESS]
    bad = [name for name in named if not _is_address(os.environ[name])]
    for name in bad:
        said = f"{name} is no web address"
        yield Finding("refused", "settings", said, "give one that begins with http, or unset it")
    if not bad:
        yield fine("settings", f"{', '.join(named)} set" if named else "nothing is set but the defaults")


_NO_ADDRESS = {"INROAD_HOME", "INROAD_DATA"}


def _is_address(value: str) -> bool:
    with suppress(ValueError):
        return not value.strip() or (
            urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).netloc)
        )
    return False


def room(sight: Sight) -> Iterator[Finding]:
    """Whether one can write there, and how much."""
    home = sight.config.home
    if not home.exists():
        yield fine("home", f"{home} is made with the first thing that is kept")
        return
    closed = [each for each in (home, *_folders(home)) if not os.access(each, os.W_OK | os.X_OK)]
    for each in closed:
        said = f"{each} can be read, but nothing can be written there"
        yield noted("home", said, "give yourself the right to write to it")
    free, needed = shutil.disk_usage(home).free, max(ROOM, _largest(home))
    if free < needed:
        said = f"only {free / 1e6:,.1f} MB are free where {home} lies"
        remedy = f"free some: building anew may need {needed / 1e6:,.0f} MB; what is there still answers"
        yield noted("home", said, remedy)
    elif not closed:
        yield fine("home", f"{home}, {free / 1e9:,.1f} GB free")


def _folders(home: Path) -> list[Path]:
    return sorted(each for each in home.iterdir() if each.is_dir())


def _largest(home: Path) -> int:
    """Bytes of the largest part: a new generation is made beside the one in force."""
    sizes = (
        sum(file.stat().st_size for file in each.rglob("*") if file.is_file()) for each in _folders(home)
    )
    return max(sizes, default=0)


# -- the clock ------------------------------------------------------------------------------------


def clock(sight: Sight) -> Iterator[Finding]:
    """Whether anything is dated after now."""
    late = {what: day for what, day in _newest(sight) if day > sight.now + DAY}
    for what, day in late.items():
        said = f"{what} is dated {day:%Y-%m-%d}, and now is {sight.now:%Y-%m-%d}"
        remedy = "the clock is wrong, or was then; days, weeks and what is due are told by it"
        yield noted("clock", said, remedy)
    if not late:
        yield fine("clock", f"nothing is dated after {sight.now:%Y-%m-%d}")


def _newest(sight: Sight) -> Iterator[tuple[str, dt.datetime]]:
    """The latest moments that the home knows of."""
    from inroad.journal.records import moment
    from inroad.journal.store import open_journal
    from inroad.signals.store import open_signals

    journal = open_journal(sight.config)
    with suppress(InroadError), journal.reading() as connection:
        last = connection.execute("SELECT max(at) FROM events").fetchone()[0]
        if last:
            yield "the newest entry of the journal", moment(last)
    for copy in journal.copies.all()[-1:]:
        yield f"the backup {copy.name}", dt.datetime.combine(copy.day, dt.time(), dt.UTC)
    with suppress(InroadError):
        seen = open_signals(sight.config).observations["observed"].max()
        if isinstance(seen, dt.datetime):
            yield "the newest observation", seen
    for file in (sight.config.corpus, sight.config.atlas):
        with suppress(OSError):
            changed = (file / "manifest.json").stat().st_mtime
            yield f"the last change of {file}", dt.datetime.fromtimestamp(changed, dt.UTC)


# -- writers --------------------------------------------------------------------------------------


def writers(sight: Sight) -> Iterator[Finding]:
    """Who is writing now.  A lock dies with its process: a file that is left lying locks nothing."""
    files = _locks(sight)
    held = [file for file in files if not _is_free(file)]
    for file in held:
        yield noted(
            "writers", f"another process holds {file}: it is writing there", "wait until it has ended"
        )
    if not held:
        said = f"; {len(files)} lock files of processes that ended hold nothing" if files else ""
        yield fine("writers", f"nobody is writing here{said}")


def _locks(sight: Sight) -> list[Path]:
    home = sight.config.home
    return sorted(
        [*home.glob("*.lock"), *home.glob("*/.lock"), *home.glob("*/*/.lock"), *home.glob("claims/*/*.lock")]
    )


def _is_free(file: Path) -> bool:
    lock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return False
    except OSError:
        return True  # of a home that cannot be written to: nobody writes
    lock.release()
    return True


# -- what was left half done ----------------------------------------------------------------------


def leftovers(sight: Sight) -> Iterator[Finding]:
    """Files of writes that were cut short, and what was set aside."""
    left = _left(sight)
    if left:
        size = sum(file.stat().st_size for file in left if file.is_file())
        said = f"{len(left)} files of writes that were cut short ({size / 1e6:,.1f} MB); nothing reads them"
        yield noted("leftovers", said, f"the next writer removes them, or {MEND}", mends=True)
    aside = sorted(sight.config.home.rglob("*.damaged"))
    if aside:
        yield noted(
            "leftovers", f"{len(aside)} damaged files were set aside, such as {aside[0]}", "delete them"
        )
    if not (left or aside):
        yield fine("leftovers", "nothing was left half done")


def sweep(sight: Sight, tell: Tell) -> Iterator[str]:
    """Remove them where nobody is writing."""
    gone = sum(_removed(file) for file in _left(sight))
    if gone:
        yield f"{gone} files removed"


def _removed(file: Path) -> bool:
    lock = file.parent / ".lock"
    with ExitStack() as held:
        try:
            if lock.exists():
                held.enter_context(FileLock(lock, timeout=0))
        except Timeout:
            return False
        if file.is_dir():
            shutil.rmtree(file, ignore_errors=True)
        else:
            file.unlink(missing_ok=True)
    return not file.exists()


def _left(sight: Sight) -> list[Path]:
    """Of folders where nobody writes now."""
    found = [*_parts(sight), *_unnamed(sight)]
    busy = {file.parent for file in _locks(sight) if not _is_free(file)}
    return sorted(each for each in found if each.parent not in busy)


def _parts(sight: Sight) -> Iterator[Path]:
    home = sight.config.home
    yield from home.rglob("*.part")
    yield from sight.config.corpus.glob("incoming-*")


def _unnamed(sight: Sight) -> Iterator[Path]:
    """Tables and indexes that no manifest names."""
    from inroad.search import stored

    for folder in (
        sight.config.corpus,
        sight.config.atlas,
        sight.config.signals,
        sight.config.search / "vectors",
    ):
        yield from _unnamed_in(folder)
    text = stored.text_folder(sight.config)
    with suppress(InroadError):
        made = stored.read(sight.config)
        named = {made.folder, made.previous} if made else set()
        yield from (each for each in text.glob("[0-9]*") if each.is_dir() and each.name not in named)


def _unnamed_in(folder: Path) -> Iterator[Path]:
    with suppress(OSError, UnicodeDecodeError):
        manifests = [file.read_text("utf-8") for file in folder.glob("manifest*.json")]
        files = [each for pattern in ("*.parquet", "*.npy") for each in folder.glob(pattern)]
        if manifests:
            yield from (each for each in files if not any(each.name in named for named in manifests))
