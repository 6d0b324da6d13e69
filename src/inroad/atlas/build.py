"""Build the atlas of a home: read what is new, join everything, put it in place in one step.

Readings are kept month by month, and what the joins know of the papers so far is kept, too, so that a month
of new papers costs a month's work.  It is gone on from only if every paper before is as it was and every new
one comes later; else all kept readings are joined from the first paper on.  The result is the same either
way.  Interrupted, a build goes on where it was; until it is done the last good atlas answers.

Papers are joined here while later ones are still being read elsewhere.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import closing, contextmanager
from dataclasses import dataclass

import polars as pl

from inroad.atlas.joins import Joined, start, step
from inroad.atlas.memory import kept_past, recalled, staged
from inroad.atlas.months import NEEDED, READINGS, after, made_of, months
from inroad.atlas.readings import INPUT, read_batch
from inroad.atlas.stored import atlas_store
from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.corpus.store import Shard, TableStore, papers_store
from inroad.errors import NoAtlas

_BATCH = 4_000
"""Papers that are read at a time, at most."""
_ROUNDS = 2
"""Batches that each worker gets at least, so that none waits long for the last one."""
_FEW = 2_000
"""So few new papers are read here; starting workers would take longer."""
_STEP, _MOST = 60_000, 300_000
"""Papers that are joined at a time, at least and at most, unless a month has more: a step has its own cost,
and what its papers say must fit into memory."""
_STEP_OF_KNOWN = 0.5
"""A step takes at least so many papers for each that is known already: all steps cost as much as the last."""

Progress = Callable[[str, int, int | None], None]
"""Called with a stage's name, how much is done, and of how much (None if not known)."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    papers: int
    read: int
    """Papers whose text had to be read; the others' readings were kept."""
    methods: int
    dropped: dict[str, int]


def build(
    config: Config, *, full: bool = False, progress: Progress = lambda *_: None, workers: int | None = None
) -> Built:
    """Bring the atlas of a home up to date with its corpus.

    Args:
        config: the home.
        full: read every paper again.
        progress: told how far it is.
        workers: processes that read; one a core if None.

    Raises:
        NoAtlas: the corpus is empty.
        Locked: another process is building.
    """
    store = atlas_store(config)
    with store.lock(), _workers(_unread(config, store, full), workers) as pool:
        papers = corpus.read(config).filter(pl.col("date").is_not_null()).select(NEEDED).collect()
        if papers.is_empty():
            raise NoAtlas(
                "there are no papers to build an atlas from",
                "run `inroad ingest PATH` or `inroad sync arxiv` first",
            )
        named = months(papers)
        kept = {} if full else kept_readings(store)
        readings = _Readings(kept, _fresh(store, named, kept, progress, pool))
        with closing(readings):
            known = _joined(store, named, readings, full)
            every = {name: readings.of(name) for name in named}
        progress("write", 0, None)
        shards, facts = staged(store, known, made_of(named, papers.height))
        store.publish({**shards, **every}, facts)
        return Built(papers.height, readings.read, known.tables.methods.height, known.dropped)


# -- joining --------------------------------------------------------------------------------------


def _joined(store: TableStore, named: dict[str, pl.DataFrame], readings: _Readings, full: bool) -> Joined:
    """All papers joined, from the last one on that is remembered, or from the first."""
    count = 0 if full else kept_past(store.manifest())
    known = recalled(store, made_of(named, count)) if count else start()
    for papers, said in _steps(store, named, readings, known.tables.papers.height):
        known = step(known, papers, said)
    return known


def _steps(
    store: TableStore, named: dict[str, pl.DataFrame], readings: _Readings, known: int
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Papers after the first ``known``, with their readings: enough at a time for a step to be worth it."""
    papers: list[pl.DataFrame] = []
    shards: list[Shard] = []
    count = 0
    for name, month, before in after(named, known):
        fresh = month[before:]
        if papers and (count >= _worth_a_step(known) or count + fresh.height > _MOST):
            yield pl.concat(papers), store.scan_shards(shards).collect()[-count:]
            known += count
            papers, shards, count = [], [], 0
        papers.append(fresh)
        shards.append(readings.of(name))
        count += fresh.height
    if papers:
        yield pl.concat(papers), store.scan_shards(shards).collect()[-count:]


def _worth_a_step(known: int) -> int:
    return max(_STEP, round(_STEP_OF_KNOWN * known))


# -- reading --------------------------------------------------------------------------------------


def kept_readings(store: TableStore) -> dict[str, Shard]:
    """Readings of earlier builds; the name of each ends with the digest of what it was made from."""
    return {name: shard for name, shard in store.manifest().tables.items() if name.startswith(READINGS)}


class _Readings:
    """Readings of months: the kept ones are at hand, others are waited for.

    Args:
        kept: readings of earlier builds.
        fresh: gives those that are missing, as they come.
    """

    def __init__(self, kept: dict[str, Shard], fresh: Generator[tuple[str, Shard], None, None]):
        self._at_hand, self._fresh = dict(kept), fresh
        self.read = 0

    def of(self, name: str) -> Shard:
        """The readings of one month."""
        while name not in self._at_hand:
            read, shard = next(self._fresh)
            self._at_hand[read] = shard
            self.read += shard.rows
        return self._at_hand[name]

    def close(self) -> None:
        """Wait for nothing more."""
        self._fresh.close()


def _fresh(
    store: TableStore,
    named: dict[str, pl.DataFrame],
    kept: dict[str, Shard],
    progress: Progress,
    pool: Pool | None,
) -> Generator[tuple[str, Shard], None, None]:
    """Readings of the months that are not kept, put into the store as they come."""
    missing = {name: part.select(INPUT) for name, part in named.items() if name not in kept}
    total = sum(part.height for part in missing.values())
    fresh: dict[str, Shard] = {}
    done = pending = 0
    progress("read", 0, total)
    for name, table in _each_read(missing, pool, lambda count: progress("read", count, total)):
        fresh[name] = store.stage(name, table)
        done += table.height
        if done == total:
            progress("join", 0, None)
        yield name, fresh[name]
        pending += table.height
        if pending > 10 * _BATCH:
            _keep(store, fresh)
            pending = 0


def _keep(store: TableStore, fresh: dict[str, Shard]) -> None:
    """Make finished readings part of the generation in force, so that an interruption loses little."""
    now = store.manifest()
    store.publish({**now.tables, **fresh}, now.facts)


def _each_read(
    missing: dict[str, pl.DataFrame], pool: Pool | None, tell: Callable[[int], None]
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Name and readings of each month that is missing, as they come."""
    done = 0
    here = ((name, read_batch(part)) for name, part in missing.items())
    for name, readings in here if pool is None else _pooled(pool, missing):
        done += readings.height
        tell(done)
        yield name, readings


def _unread(config: Config, store: TableStore, full: bool) -> int:
    """About how many papers will have to be read: told from two manifests, before any paper is opened."""
    kept = {} if full else kept_readings(store)
    there = papers_store(config).manifest().tables
    return sum(shard.rows for shard in there.values()) - sum(shard.rows for shard in kept.values())


@dataclass(frozen=True, slots=True)
class Pool:
    """Processes that read."""

    executor: ProcessPoolExecutor
    size: int


@contextmanager
def _workers(papers: int, count: int | None) -> Iterator[Pool | None]:
    """Processes to read so many papers, already starting; None if this process had better read alone."""
    size = count or _cores()
    if papers <= _FEW or size == 1:
        yield None
        return
    # Spawned, not forked: Polars holds threads that a fork would leave without their locks.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(size, mp_context=context, initializer=_start_worker) as executor:
        executor.submit(_cores)  # the first task starts them all: they import while papers are opened here
        yield Pool(executor, size)


def _cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_worker() -> None:
    """Leave an interrupt to the parent, and never look for cyclic garbage.

    Reading makes millions of small tuples and no cycles; walking over them took a tenth of the time, and
    only between batches still a twentieth.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _pooled(pool: Pool, missing: dict[str, pl.DataFrame]) -> Iterator[tuple[str, pl.DataFrame]]:
    parts: dict[str, list[pl.DataFrame | None]] = {}
    jobs: dict[Future[pl.DataFrame], tuple[str, int]] = {}
    batch = min(_BATCH, -(-sum(part.height for part in missing.values()) // (_ROUNDS * pool.size)))
    for name, month in missing.items():
        slices = list(month.iter_slices(batch))
        parts[name] = [None] * len(slices)
        jobs |= {pool.executor.submit(read_batch, part): (name, place) for place, part in enumerate(slices)}
    try:
        for job in as_completed(jobs):
            name, place = jobs.pop(job)
            parts[name][place] = job.result()
            ready = [part for part in parts[name] if part is not None]
            if len(ready) == len(parts[name]):
                del parts[name]
                yield name, pl.concat(ready)
    finally:
        pool.executor.shutdown(wait=False, cancel_futures=True)
