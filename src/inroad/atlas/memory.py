"""What a build remembers of the papers so far, kept beside the atlas: read back whole, or not at all."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

import polars as pl

from inroad.atlas.joins import Joined, start
from inroad.atlas.past import PENDING, REMEMBERED, past, waiting
from inroad.atlas.pile import Pile
from inroad.atlas.schema import PAPERS
from inroad.atlas.stored import BUILT
from inroad.atlas.tables import LOOKED_AT, Tables
from inroad.corpus.store import Manifest, Shard, TableStore

_PAST, _DROPPED, _MADE_OF = "past-", "dropped: ", "made of"
_PENDING = _PAST + "pending"
_COLUMNS = {"papers": LOOKED_AT.names(), _PENDING: ["key"]}
"""What is read of tables that stay where they are."""
_THREADS = 2
"""Tables that are read or written at a time: each takes all its memory at once."""

Facts = dict[str, int | float | str | None]


def kept_past(manifest: Manifest) -> int:
    """Papers of which everything is remembered; 0 if something is missing."""
    wanted = {*BUILT, *(_PAST + name for name in REMEMBERED)}
    whole = wanted <= manifest.tables.keys() and _MADE_OF in manifest.facts
    return manifest.tables["papers"].rows if whole else 0


def recalled(store: TableStore, made_of: str, room: Path | None = None) -> Joined:
    """What is known of the papers so far; nothing, if it was made of something else or a file is broken."""
    manifest = store.manifest()
    if not kept_past(manifest) or manifest.facts[_MADE_OF] != made_of:
        return start(room)
    names = [*BUILT, *(_PAST + name for name in REMEMBERED)]
    with ThreadPoolExecutor(_THREADS) as pool:
        tables = list(pool.map(lambda name: _read(store, manifest.tables[name], _COLUMNS.get(name)), names))
    whole = {name: table for name, table in zip(names, tables, strict=True) if table is not None}
    if len(whole) < len(names):
        return start(room)
    papers, pending = (
        Pile(name, schema, room, (store.path / manifest.tables[name].file,), manifest.tables[name].rows)
        for name, schema in (("papers", PAPERS), (_PENDING, PENDING))
    )
    remembered = past({name: whole[_PAST + name] for name in REMEMBERED}, pending)
    dropped = {
        name.removeprefix(_DROPPED): int(count or 0)
        for name, count in manifest.facts.items()
        if name.startswith(_DROPPED)
    }
    return Joined(Tables(**{name: whole[name] for name in BUILT}), papers, remembered, dropped)


def _read(store: TableStore, shard: Shard, columns: list[str] | None) -> pl.DataFrame | None:
    """A table, None if its file is not what was written: a wrong past would go unnoticed for ever."""
    try:
        data = (store.path / shard.file).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != shard.sha256:
        return None
    return pl.read_parquet(io.BytesIO(data), columns=columns)


class Staging:
    """Puts tables into the store while others are still being worked out.

    Writing them takes half as long as a step that joins a month, and most of a step keeps only one core busy.
    """

    def __init__(self, store: TableStore) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(_THREADS)
        self._shards: dict[str, Future[Shard]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def put(self, tables: Mapping[str, pl.DataFrame | pl.LazyFrame]) -> None:
        """Begin to write tables that will not change any more, by their names in Tables or Past."""
        for name, table in tables.items():
            stored = _PAST + name if name in REMEMBERED else name
            if stored not in self._shards:
                self._shards[stored] = self._pool.submit(self._stage, stored, table)

    def _stage(self, name: str, table: pl.DataFrame | pl.LazyFrame) -> Shard:
        if name == "papers":  # a list column's bytes depend on whether it comes in one piece
            table = table.lazy().collect().rechunk()
        return self._store.stage(name, table)

    def all_of(self, known: Joined, made_of: str) -> tuple[dict[str, Shard], Facts]:
        """Files of all tables and of what is remembered, once written, and the facts that go with them."""
        self.put({name: getattr(known.tables, name) for name in BUILT if name != "papers"})
        self.put({name: getattr(known.past, name) for name in REMEMBERED if name != "pending"})
        self.put({"pending": waiting(known.past), "papers": known.papers.scan()})
        facts: Facts = {_DROPPED + reason: count for reason, count in known.dropped.items()}
        return {name: shard.result() for name, shard in self._shards.items()}, {**facts, _MADE_OF: made_of}
