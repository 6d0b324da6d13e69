"""Build the atlas of a home: read what is new, join everything, put it in place in one step.

Readings are kept month by month, so that a month of new papers costs a month's reading; the joins are
made anew each time, so that the result is the same as of a full build.  Interrupted, a build goes on
where it was; until it is done the last good atlas answers.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass

import polars as pl

from inroad.atlas.joins import Tables, join
from inroad.atlas.readings import INPUT, digest, read_batch
from inroad.atlas.stored import ADDED, TABLES, atlas_store
from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.corpus.store import Shard, TableStore
from inroad.errors import NoAtlas

_READINGS = "readings-"
_BATCH = 4_000
_FEW = 2_000
"""So few new papers are read here; starting workers would take longer."""

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
    with store.lock():
        papers = corpus.read(config).filter(pl.col("date").is_not_null()).collect()
        if papers.is_empty():
            raise NoAtlas(
                "there are no papers to build an atlas from",
                "run `inroad ingest PATH` or `inroad sync arxiv` first",
            )
        kept = {} if full else kept_readings(store)
        read, readings = _read(store, papers, kept, progress, workers)
        progress("join", 0, None)
        tables = join(papers, store.scan_shards(readings.values()).collect())
        _publish(store, tables, readings)
        return Built(papers.height, read, tables.methods.height, tables.dropped)


def _publish(store: TableStore, tables: Tables, readings: dict[str, Shard]) -> None:
    shards = {name: store.stage(name, getattr(tables, name)) for name in (*TABLES, *ADDED)}
    facts: dict[str, int | float | str | None] = {
        f"dropped: {reason}": count for reason, count in tables.dropped.items()
    }
    store.publish({**shards, **readings}, facts)


# -- reading --------------------------------------------------------------------------------------


def kept_readings(store: TableStore) -> dict[str, Shard]:
    """Readings of earlier builds; the name of each ends with the digest of what it was made from."""
    return {name: shard for name, shard in store.manifest().tables.items() if name.startswith(_READINGS)}


def _read(
    store: TableStore, papers: pl.DataFrame, kept: dict[str, Shard], progress: Progress, workers: int | None
) -> tuple[int, dict[str, Shard]]:
    """Readings of all months, in order of time; how many papers had to be read for it."""
    months = (
        papers.select(INPUT)
        .with_columns(month=papers["date"].dt.strftime("%Y-%m"))
        .partition_by("month", include_key=True, maintain_order=True)
    )
    names = [f"{_READINGS}{part['month'][0]}-{digest(part)}" for part in months]
    missing = {name: part for name, part in zip(names, months, strict=True) if name not in kept}
    total, done = sum(part.height for part in missing.values()), 0
    fresh: dict[str, Shard] = {}
    pending = 0
    progress("read", 0, total)
    for name, table in _each_read(missing, workers, lambda count: progress("read", count, total)):
        fresh[name] = store.stage(name, table)
        done += table.height
        pending += table.height
        if pending > 10 * _BATCH:
            _keep(store, fresh)
            pending = 0
    return done, {name: (kept | fresh)[name] for name in names}


def _keep(store: TableStore, fresh: dict[str, Shard]) -> None:
    """Make finished readings part of the generation in force, so that an interruption loses little."""
    now = store.manifest()
    store.publish({**now.tables, **fresh}, now.facts)


def _each_read(
    missing: dict[str, pl.DataFrame], workers: int | None, tell: Callable[[int], None]
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Name and readings of each month that is missing, as they come."""
    done = 0
    with _reader(sum(part.height for part in missing.values()), workers) as read:
        for name, readings in read(missing):
            done += readings.height
            tell(done)
            yield name, readings


Reader = Callable[[dict[str, pl.DataFrame]], Iterator[tuple[str, pl.DataFrame]]]


@contextmanager
def _reader(papers: int, workers: int | None) -> Iterator[Reader]:
    """A way to read months: in this process if there is little to do, else in several."""
    count = workers or _cores()
    if papers <= _FEW or count == 1:
        yield lambda missing: ((name, read_batch(part)) for name, part in missing.items())
        return
    # Spawned, not forked: Polars holds threads that a fork would leave without their locks.
    with ProcessPoolExecutor(
        count, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker
    ) as pool:
        yield lambda missing: _pooled(pool, missing)


def _cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_worker() -> None:
    """Leave an interrupt to the parent, and look for cyclic garbage only between batches.

    Reading makes millions of small tuples and no cycles; the collector walking over them took a tenth of
    the time.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _read_slice(papers: pl.DataFrame) -> pl.DataFrame:
    gc.collect()
    return read_batch(papers)


def _pooled(
    pool: ProcessPoolExecutor, missing: dict[str, pl.DataFrame]
) -> Iterator[tuple[str, pl.DataFrame]]:
    parts: dict[str, list[pl.DataFrame | None]] = {}
    jobs: dict[Future[pl.DataFrame], tuple[str, int]] = {}
    for name, month in missing.items():
        slices = list(month.iter_slices(_BATCH))
        parts[name] = [None] * len(slices)
        jobs |= {pool.submit(_read_slice, part): (name, place) for place, part in enumerate(slices)}
    try:
        for job in as_completed(jobs):
            name, place = jobs.pop(job)
            parts[name][place] = job.result()
            ready = [part for part in parts[name] if part is not None]
            if len(ready) == len(parts[name]):
                del parts[name]
                yield name, pl.concat(ready)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
