"""A list of faculty that the user downloaded: kept in the home, asked by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inroad.config import Config
from inroad.errors import InputError
from inroad.path.listed import listed
from inroad.path.people.names import Name, folded, read
from inroad.types import Faculty, ImportedList

# The library of tables is loaded only where there is a list.
if TYPE_CHECKING:
    import polars as pl

    from inroad.corpus.store import TableStore

FORMAT_VERSION = 1
_NAME = "faculty-1"
AGAIN = "import it again with `inroad import csrankings FILE`"
_SAME = "{} lists {} people of this name; whose papers these are is open"
_OTHER = "{} lists somebody of this name at {}; it may be another person"


@dataclass(frozen=True)
class FacultyList:
    """People of a list, asked by the folded key of their name."""

    by_key: Mapping[str, Sequence[tuple[str, str, str | None]]]
    """Name, affiliation and homepage of each."""
    source: str

    def of(self, name: Name, *, rare: bool) -> tuple[Faculty | None, tuple[str, ...]]:
        """The one of that full name, and what to check; nobody where there may be several.

        Args:
            name: whom to look for.
            rare: whether hardly anybody else bears that name.
        """
        found = self.by_key.get(name.key, ())
        if not found or name.is_initials:
            return None, ()
        if len(found) > 1:
            return None, (_SAME.format(self.source, len(found)),)
        one = Faculty(*found[0], self.source)
        return (one, ()) if rare else (None, (_OTHER.format(self.source, one.affiliation),))


def keyed(table: pl.DataFrame) -> pl.DataFrame:
    """``csrankings.LIST`` with ``key``, by which names are found again."""
    import polars as pl

    texts = table.with_columns(text=folded("name"))
    return texts.with_columns(key=pl.col("text").map_elements(_key, return_dtype=pl.String)).drop("text")


def _key(text: str) -> str:
    return read(text).key


def faculty_list(table: pl.DataFrame, source: str) -> FacultyList:
    """From :func:`keyed` rows; one person's several spellings with one homepage are one."""
    return FacultyList(_by_key(table), source)


def _by_key(table: pl.DataFrame) -> dict[str, list[tuple[str, str, str | None]]]:
    by_key: dict[str, dict[tuple[str, str], tuple[str, str, str | None]]] = {}
    rows = table.sort("key", "affiliation", "name").select("key", "name", "affiliation", "homepage")
    for key, name, affiliation, homepage in rows.iter_rows():
        one = (affiliation, homepage or name)
        by_key.setdefault(key, {}).setdefault(one, (name, affiliation, homepage))
    return {key: list(found.values()) for key, found in by_key.items()}


# -- at rest --------------------------------------------------------------------------------------


def _folder(config: Config) -> Path:
    return config.lists / "csrankings"


def _store(config: Config) -> TableStore:
    from inroad.corpus.store import TableStore

    return TableStore(_folder(config), FORMAT_VERSION, "list of faculty", AGAIN)


def take_in(config: Config, path: Path, today: dt.date) -> ImportedList:
    """Keep the user's download in the home, in the place of an earlier one.

    Raises:
        InputError: the file cannot be read, or is no such list.
    """
    from inroad.sources import csrankings

    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot read {path} ({reason})", "name the file that you downloaded") from None
    table, unreadable = csrankings.parse(data, path.name)
    _store(config).write({"faculty": keyed(table)}, facts={"read": today.isoformat(), "file": path.name})
    return ImportedList("people", csrankings.NAME, table.height, unreadable)


def stored(config: Config) -> FacultyList | None:
    """The list of a home; None if none was taken in.

    Raises:
        Damaged: it is there and cannot be read.
    """
    told = listed(config, _folder(config), _NAME, lambda: _told(config))
    return None if told is None else FacultyList(told["people"], told["source"])


def _told(config: Config) -> dict[str, Any]:
    from inroad.sources import csrankings

    store = _store(config)
    source = f"{csrankings.NAME}, read {store.manifest().facts['read']}"
    return {"people": _by_key(store.read("faculty")), "source": source}
