"""Lists of deadlines that the user downloaded: kept in the home, or read for one question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inroad.config import Config
from inroad.errors import InputError
from inroad.path.listed import listed
from inroad.path.venues.dates import named
from inroad.path.venues.times import deadline
from inroad.sources.deadlines import MOST, Stated, parse
from inroad.types import Deadline, DeadlineList, ImportedList

# The library of tables is loaded only where a list is taken in, or was not asked for before.
if TYPE_CHECKING:
    from inroad.corpus.store import TableStore

FORMAT_VERSION = 1
_NAME = "deadlines-1"
_YAML = ("*.yml", "*.yaml")
_MOST_FILES = 2000


@dataclass(frozen=True, slots=True)
class Lists:
    """All deadlines, and where they come from."""

    deadlines: tuple[Deadline, ...] = ()
    sources: tuple[DeadlineList, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """A venue's name in the list -> in the atlas, where that is known already."""


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
    import polars as pl

    found = _read(paths)
    stated = {f.name: pl.Int64 if f.name == "year" else pl.String for f in fields(Stated)}
    told = {"source": pl.String, "deadlines": pl.Int64, "unreadable": pl.Int64}
    rows = pl.DataFrame([astuple(each) for each in found.stated], schema=stated, orient="row")
    files = pl.DataFrame([astuple(each)[:3] for each in found.files], schema=told, orient="row")
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
    told = listed(config, _folder(config), _NAME, lambda: _told(config))
    if told is None:
        return Lists()
    rows = [Stated(*row) for row in told["deadlines"]]
    late = [each for each in rows if since is None or each.year is None or each.year >= since]
    read_on = dt.date.fromisoformat(told["read"])
    sources = tuple(DeadlineList(name, count, bad, read_on) for name, count, bad in told["lists"])
    return Lists(tuple(map(deadline, late)), sources, told["names"])


def _told(config: Config) -> dict[str, Any]:
    store = _store(config)
    rows = store.read("deadlines").rows()
    return {
        "read": store.manifest().facts["read"],
        "deadlines": rows,
        "lists": store.read("lists").rows(),
        "names": named(row[0] for row in rows),
    }


def _folder(config: Config) -> Path:
    return config.lists / "deadlines"


def _store(config: Config) -> TableStore:
    from inroad.corpus.store import TableStore

    again = "import it again with `inroad import deadlines FILE`"
    return TableStore(_folder(config), FORMAT_VERSION, "lists of deadlines", again)


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
