"""A list of faculty that the user downloaded: kept in the home, asked by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inroad.config import Config
from inroad.errors import InputError
from inroad.path.people.names import Name, folded, read
from inroad.types import Faculty, ImportedList

# The library of tables is loaded only where there is a list.
if TYPE_CHECKING:
    import polars as pl

    from inroad.corpus.store import TableStore

FORMAT_VERSION = 1
AGAIN = "import it again with `inroad import csrankings FILE`"
_SAME = "{} lists {} people of this name; whose papers these are is open"
_OTHER = "{} lists somebody of this name at {}; it may be another person"


@dataclass(frozen=True)
class FacultyList:
    """People of a list, asked by the folded key of their name."""

    by_key: Mapping[str, tuple[Faculty, ...]]

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
            return None, (_SAME.format(found[0].source, len(found)),)
        return (found[0], ()) if rare else (None, (_OTHER.format(found[0].source, found[0].affiliation),))


def keyed(table: pl.DataFrame) -> pl.DataFrame:
    """``csrankings.LIST`` with ``key``, by which names are found again."""
    import polars as pl

    texts = table.with_columns(text=folded("name"))
    return texts.with_columns(key=pl.col("text").map_elements(_key, return_dtype=pl.String)).drop("text")


def _key(text: str) -> str:
    return read(text).key


def faculty_list(table: pl.DataFrame, source: str) -> FacultyList:
    """From :func:`keyed` rows; one person's several spellings with one homepage are one."""
    by_key: dict[str, dict[tuple[str, str], Faculty]] = {}
    for row in table.sort("key", "affiliation", "name").iter_rows(named=True):
        each = Faculty(row["name"], row["affiliation"], row["homepage"], source)
        by_key.setdefault(row["key"], {}).setdefault((each.affiliation, each.homepage or each.name), each)
    return FacultyList({key: tuple(found.values()) for key, found in by_key.items()})


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
    if not _folder(config).exists():
        return None
    from inroad.sources import csrankings

    store = _store(config)
    manifest = store.manifest()
    if "faculty" not in manifest.tables:
        return None
    return faculty_list(store.read("faculty"), f"{csrankings.NAME}, read {manifest.facts['read']}")
