"""What a build remembers of the papers so far, kept beside the atlas: read back whole, or not at all."""

from __future__ import annotations

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from inroad.atlas.joins import Joined, start
from inroad.atlas.past import REMEMBERED, Past
from inroad.atlas.stored import BUILT
from inroad.atlas.tables import Tables
from inroad.corpus.store import Manifest, Shard, TableStore

_PAST, _DROPPED, _MADE_OF = "past-", "dropped: ", "made of"
_THREADS = 2
"""Tables that are read or written at a time: each takes all its memory at once."""

Facts = dict[str, int | float | str | None]


def kept_past(manifest: Manifest) -> int:
    """Papers of which everything is remembered; 0 if something is missing."""
    wanted = {*BUILT, *(_PAST + name for name in REMEMBERED)}
    whole = wanted <= manifest.tables.keys() and _MADE_OF in manifest.facts
    return manifest.tables["papers"].rows if whole else 0


def recalled(store: TableStore, made_of: str) -> Joined:
    """What is known of the papers so far; nothing, if it was made of something else or a file is broken."""
    manifest = store.manifest()
    if not kept_past(manifest) or manifest.facts[_MADE_OF] != made_of:
        return start()
    names = [*BUILT, *(_PAST + name for name in REMEMBERED)]
    with ThreadPoolExecutor(_THREADS) as pool:
        tables = list(pool.map(lambda name: _read(store, manifest.tables[name]), names))
    whole = [table for table in tables if table is not None]
    if len(whole) < len(names):
        return start()
    dropped = {
        name.removeprefix(_DROPPED): int(count or 0)
        for name, count in manifest.facts.items()
        if name.startswith(_DROPPED)
    }
    return Joined(Tables(*whole[: len(BUILT)]), Past(*whole[len(BUILT) :]), dropped)


def _read(store: TableStore, shard: Shard) -> pl.DataFrame | None:
    """A table, None if its file is not what was written: a wrong past would go unnoticed for ever."""
    try:
        data = (store.path / shard.file).read_bytes()
    except OSError:
        return None
    return pl.read_parquet(io.BytesIO(data)) if hashlib.sha256(data).hexdigest() == shard.sha256 else None


def staged(store: TableStore, known: Joined, made_of: str) -> tuple[dict[str, Shard], Facts]:
    """Files of all tables and of what is remembered, and the facts that go with them."""
    every = {name: getattr(known.tables, name) for name in BUILT}
    every |= {_PAST + name: getattr(known.past, name) for name in REMEMBERED}
    with ThreadPoolExecutor(_THREADS) as pool:
        shards = pool.map(lambda item: store.stage(*item), every.items())
    facts: Facts = {_DROPPED + reason: count for reason, count in known.dropped.items()}
    return dict(zip(every, shards, strict=True)), {**facts, _MADE_OF: made_of}
