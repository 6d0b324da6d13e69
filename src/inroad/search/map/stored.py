"""A map at rest, and open: the one of a home, or the one that comes with the starter."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from inroad.config import Config
from inroad.search.vectors.arrays import ArrayStore
from inroad.search.vectors.ask import UNDATED, Words
from inroad.search.vectors.bags import Ints, Longs, Octets
from inroad.types import MapArea

if TYPE_CHECKING:
    pass

FORMAT_VERSION = 1
NO_MONTH = 0xFFFF
NO_AREA = 0xFF
REMAKE = "run `inroad index build --map`"

Shorts = NDArray[np.int16]
Months = NDArray[np.uint16]


@dataclass(frozen=True)
class Map:
    """n papers in the order of their months and ids, those without a date last: until a month is a prefix."""

    name: str
    """"home" or "starter"."""
    ids: Words | Sequence[str]
    places: Shorts
    """Shape [n, 2]: x to the right, y up."""
    months: Months
    """Shape [n]: months since January 1970, ``NO_MONTH`` where unknown."""
    area: Octets
    """Shape [n]: the area of the finest level, a row of ``areas`` from ``finest`` on; ``NO_AREA``: none."""
    areas: tuple[MapArea, ...]
    """Of all levels, the coarsest first, the largest of a level first."""
    generation: str
    """Another one means that something changed."""
    titles: Callable[[Sequence[int]], list[str]]
    """Titles of some rows."""

    def __len__(self) -> int:
        return len(self.months)

    @cached_property
    def finest(self) -> int:
        """Where in ``areas`` those of the finest level begin."""
        last = max((each.level for each in self.areas), default=0)
        return next((each.area for each in self.areas if each.level == last), 0)

    def until(self, day: dt.date | None) -> int:
        """How many rows, from the first, are papers of that month or before; all of them without a day."""
        if day is None:
            return len(self)
        return int(np.searchsorted(self.months, month_of(day), side="right"))

    def month(self, row: int) -> dt.date | None:
        """First day of the month of a paper."""
        month = int(self.months[row])
        return None if month == NO_MONTH else dt.date(1970 + month // 12, month % 12 + 1, 1)

    def rows(self, ids: Iterable[str]) -> Longs:
        """Rows of the papers that are on the map, in order; others are passed over."""
        wanted = np.array(sorted({each.encode("utf-8", "replace") for each in ids}), dtype=np.bytes_)
        if not len(wanted) or not len(self):
            return np.empty(0, np.int64)
        known, order = self._by_id
        place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        return np.sort(order[place[known[place] == wanted]])

    @cached_property
    def _by_id(self) -> tuple[NDArray[np.bytes_], Longs]:
        """Sorted ids and the rows that they stand in."""
        named = np.array([self.ids[row].encode("utf-8", "replace") for row in range(len(self))], np.bytes_)
        order = np.argsort(named, kind="stable")
        return named[order], order


def month_of(day: dt.date) -> int:
    """Months from January 1970 to that of a day; 0 before."""
    return max(0, (day.year - 1970) * 12 + day.month - 1)


def months_of(days: Ints) -> Months:
    """The same for days since 1970, ``UNDATED`` where unknown."""
    known = (
        np.where(days == UNDATED, 0, days).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    )
    return np.where(days == UNDATED, NO_MONTH, np.clip(known, 0, NO_MONTH - 1)).astype(np.uint16)


# -- of a home ------------------------------------------------------------------------------------

ARRAYS = ("ids", "id_ends", "places", "months", "area", "areas", "probes", "marks")
"""``areas`` is JSON; ``marks`` of the rows ``probes`` tell whether vectors were learnt anew."""


def map_store(config: Config) -> ArrayStore:
    """Where the map of a home is."""
    return ArrayStore(config.search / "map", FORMAT_VERSION, "map", f"{REMAKE} to make it anew")


def has_map(config: Config) -> bool:
    """Whether a map was made in this home."""
    return (map_store(config).path / "manifest.json").exists()


@dataclass(frozen=True, slots=True)
class Kept:
    """A map as it is stored."""

    ids: Words
    places: Shorts
    months: Months
    area: Octets
    areas: tuple[MapArea, ...]
    probes: Longs
    marks: NDArray[np.uint64]
    generation: str


def kept_map(config: Config) -> Kept | None:
    """The map of a home as it is stored; None where none was made.

    Raises:
        Damaged: a file is not what was written.
        StoreError: written by a newer Inroad, or not readable.
    """
    store = map_store(config)
    manifest = store.manifest()
    if not all(name in manifest.arrays for name in ARRAYS):
        return None
    opened: Mapping[str, Any] = {name: store.open(each) for name, each in manifest.arrays.items()}
    generation = "".join(manifest.arrays[name].sha256[:6] for name in ("ids", "places", "areas"))
    rest = {name: opened[name] for name in ("places", "months", "area", "probes", "marks")}
    return Kept(
        Words(opened["ids"], opened["id_ends"]),
        areas=unpacked_areas(bytes(opened["areas"])),
        generation=generation,
        **rest,
    )


def packed_areas(areas: Iterable[MapArea]) -> bytes:
    """Areas as JSON."""
    return json.dumps([asdict(each) for each in areas], ensure_ascii=False).encode()


def unpacked_areas(data: bytes) -> tuple[MapArea, ...]:
    """Undoes :func:`packed_areas`."""
    return tuple(MapArea(**{**each, "words": tuple(each["words"])}) for each in json.loads(data))
