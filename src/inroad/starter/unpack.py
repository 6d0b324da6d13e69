"""The atlas that comes with the program, read as if it were the home's own.

It holds facts only: ids, titles, dates, categories, names, labels, counts and edges; no abstract and no
sentence of anybody's.  Each table is a file of named parts (:mod:`inroad.starter.tables`), one row of
bytes, unpacked when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from inroad.corpus.store import TableStore
from inroad.errors import Damaged
from inroad.starter.map_parts import TABLES as BESIDE
from inroad.starter.tables import WAYS, Parts

Read = Callable[[str], pl.DataFrame]

FORMAT_VERSION = 2
_REMAKE = "install inroad again"
_LARGEST = "papers"
"""Takes as long to unpack as all other tables together, and nearly every question needs it."""


def starter_store(path: Path) -> TableStore:
    """A folder with a starter atlas."""
    return TableStore(path, FORMAT_VERSION, "starter atlas", _REMAKE)


def beside_store(path: Path) -> TableStore:
    """The folder beside that of a starter, with tables that it can do without: its map."""
    return starter_store(path.with_name(f"{path.name}_map"))


def unpacked(store: TableStore) -> Read:
    """Gives the tables of a starter by name, each unpacked once, when first asked for.

    The largest is begun at once, beside whatever the caller does until it asks: mostly importing.
    """
    kept: dict[str, pl.DataFrame] = {}

    def read(name: str) -> pl.DataFrame:
        if name not in kept:
            kept[name] = ahead.result() if name == _LARGEST else unpack(name)
        return kept[name]

    def unpack(name: str) -> pl.DataFrame:
        where = beside_store(store.path) if name in BESIDE else store
        return _unpacked(_parts(where, name), name, read, where)

    pool = ThreadPoolExecutor(1)
    ahead = pool.submit(unpack, _LARGEST)
    pool.shutdown(wait=False)
    return read


def _parts(store: TableStore, name: str) -> Parts:
    return store.read(name).row(0, named=True)


def _unpacked(parts: Parts, name: str, read: Read, store: TableStore) -> pl.DataFrame:
    try:
        return WAYS[name][1](parts, read)
    except (KeyError, ValueError, IndexError) as error:
        problem = f"{name} of the starter atlas in {store.path} cannot be unpacked ({error})"
        raise Damaged(problem, _REMAKE) from error
