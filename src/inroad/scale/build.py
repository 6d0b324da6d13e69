"""An atlas of papers elsewhere: read and counted by Spark, joined here, and put beside its readings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import accumulate

import polars as pl

from inroad.atlas.build import Built, Progress, joined
from inroad.atlas.memory import Staging, kept_past
from inroad.atlas.months import Month, made_of
from inroad.atlas.pile import room_for_piles
from inroad.corpus.store import Manifest, Shard, TableStore
from inroad.errors import NoAtlas
from inroad.scale import adoption
from inroad.scale.elsewhere import KEPT, Elsewhere, calendar, papers, sweep
from inroad.scale.folder import ADOPTION, Folder, mirrored, publish
from inroad.scale.session import session


def build(
    master: str, source: str, target: str, *, full: bool = False, progress: Progress = lambda *_: None
) -> Built:
    """Bring the atlas in ``target`` up to date with the papers in ``source``.

    Its tables are those that a home with the same papers has, byte for byte; ``adoption`` counts beside them.

    Args:
        master: Spark's.
        source: a table of papers, on any path that Spark reads.
        target: a folder for the atlas and for readings; made if it is not there.
        full: read every paper again.
        progress: told how far it is.

    Raises:
        InputError: no Spark, no such papers, or other versions on the cluster.
        SourceError: the cluster does not answer or gives up.
        NoAtlas: there are no dated papers.
    """
    with session(master) as running:
        folder, table = Folder(running, target), papers(running, source)
        progress("months", 0, None)
        every = calendar(table, source)
        if not every:
            raise NoAtlas(
                f"there are no dated papers in {source}", "give a table of papers: see docs/scale.md"
            )
        if full:
            folder.remove(KEPT)
        with mirrored(folder) as store, closing(Elsewhere(table, folder, every, progress)) as there:
            return _built(folder, store, every, there, full, progress)


def _built(
    folder: Folder,
    store: TableStore,
    every: Sequence[Month],
    there: Elsewhere,
    full: bool,
    progress: Progress,
) -> Built:
    before = store.manifest()
    with store.lock(), room_for_piles(store.path) as room, Staging(store) as staging:
        known = joined(store, every, there, 0 if full else _remembered(before, every), staging, room)
        done = known.tables
        progress("write", 0, None)
        shards, facts = staging.all_of(known, made_of(every, done.papers.height))
        folder.send_new(store.path, (shard.file for shard in shards.values()))
        progress("adoption", 0, None)
        facts[ADOPTION] = _counted(folder, shards, done.papers)
        store.publish(shards, facts)
        publish(store, folder)
    sweep(folder, every)
    return Built(done.papers.height, there.missing, done.methods.height, known.dropped)


def _remembered(before: Manifest, every: Sequence[Month]) -> int:
    """Papers that are remembered; none if the last month has grown since."""
    count = kept_past(before)
    return count if count in accumulate(month.rows for month in every) else 0


def _counted(folder: Folder, shards: Mapping[str, Shard], papers: pl.DataFrame) -> str:
    """The folder that holds what was counted of these tables, counted now if it was not."""
    made_from = " ".join(shards[name].sha256 for name in ("papers", "methods", "mentions", "related"))
    name = f"{ADOPTION}-{hashlib.sha256(made_from.encode()).hexdigest()[:16]}"
    if len(folder.names(f"{name}/*/_SUCCESS")) < len(adoption.SCHEMAS):
        adoption.write(folder, shards, papers, name)
    return name
