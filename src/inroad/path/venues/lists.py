"""Lists of deadlines that the user downloaded: kept in the home, or read for one question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import polars as pl

from inroad.config import Config
from inroad.corpus.store import TableStore
from inroad.errors import InputError
from inroad.path.venues.times import deadline
from inroad.sources.deadlines import MOST, Stated, parse
from inroad.types import Deadline, DeadlineList, ImportedList

FORMAT_VERSION = 1
_KEPT = pl.Schema({f.name: pl.Int64 if f.name == "year" else pl.String for f in fields(Stated)})
_FILES = pl.Schema({"source": pl.String, "deadlines": pl.Int64, "unreadable": pl.Int64})
_YAML = ("*.yml", "*.yaml")
_MOST_FILES = 2000


@dataclass(frozen=True, slots=True)
class Lists:
    """All deadlines, and where they come from."""

    deadlines: tuple[Deadline, ...] = ()
    sources: tuple[DeadlineList, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    stated: list[Stated]
    files: list[DeadlineList]


def read(paths: Sequence[Path]) -> Lists:
    """For one question.

    Raises:
        InputError: a file cannot be read, or is no list of deadlines.
    """
    found = _read(paths)
    return Lists(tuple(map(deadline, found.stated)), tuple(found.files))


def take_in(config: Config, paths: Sequence[Path], today: dt.date) -> ImportedList:
    """Keep lists in the home, in the place of those before.

    Raises:
        InputError: a file cannot be read, or is no list of deadlines; nothing is changed then.
    """
    found = _read(paths)
    rows = pl.DataFrame([astuple(each) for each in found.stated], schema=_KEPT, orient="row")
    files = pl.DataFrame([astuple(each)[:3] for each in found.files], schema=_FILES, orient="row")
    _store(config).write({"deadlines": rows, "lists": files}, facts={"read": today.isoformat()})
    names = ", ".join(each.source for each in found.files[:3]) + (
        " and others" if len(found.files) > 3 else ""
    )
    return ImportedList("deadlines", names, rows.height, sum(each.unreadable for each in found.files))


def stored(config: Config, since: int | None = None) -> Lists:
    """Those of the home; none if none were taken in.

    Args:
        config: the home.
        since: only editions of this year and later, and those without one; None: all.

    Raises:
        Damaged: they are there and cannot be read.
    """
    store = _store(config)
    manifest = store.manifest()
    if "deadlines" not in manifest.tables:
        return Lists()
    read_on = dt.date.fromisoformat(str(manifest.facts["read"]))
    late = pl.col("year").fill_null(since or 0) >= (since or 0)
    rows = (Stated(*row) for row in store.read("deadlines").filter(late).iter_rows())
    sources = tuple(DeadlineList(row[0], row[1], row[2], read_on) for row in store.read("lists").iter_rows())
    return Lists(tuple(map(deadline, rows)), sources)


def _store(config: Config) -> TableStore:
    again = "import it again with `inroad import deadlines FILE`"
    return TableStore(config.lists / "deadlines", FORMAT_VERSION, "lists of deadlines", again)


def _read(paths: Sequence[Path]) -> _Read:
    found = _Read([], [])
    for path in _files(paths):
        try:
            with path.open("rb") as file:
                data = file.read(MOST + 1)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise InputError(f"cannot read {path} ({reason})", "name a list that you downloaded") from None
        stated, unreadable = parse(data, path.name)
        found.stated.extend(stated)
        found.files.append(DeadlineList(path.name, len(stated), unreadable))
    return found if len(found.files) < 4 else _Read(found.stated, _together(found.files))


def _together(files: list[DeadlineList]) -> list[DeadlineList]:
    """Lists that are kept a file a venue, told as one."""
    one = replace(files[0], source=f"{len(files):,} files")
    count = sum(each.deadlines for each in files)
    return [replace(one, deadlines=count, unreadable=sum(each.unreadable for each in files))]


def _files(paths: Sequence[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted({each for pattern in _YAML for each in path.rglob(pattern)})
            if not inside:
                raise InputError(f"there is no YAML file in {path}", "name the folder with the lists")
            yield from inside[:_MOST_FILES]
        else:
            yield path
