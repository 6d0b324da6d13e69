"""Processes that read papers: one a core, already starting while papers are opened.

They import what reading needs and nothing else, for they start with every build.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import polars as pl

from inroad.atlas.readings import read_batch

_BATCH = 4_000
"""Papers that are read at a time, at most."""
_ROUNDS = 3
"""Batches that each worker gets at least, so that none waits long for the last one."""
_FEW = 2_000
"""So few papers are read without workers; starting them would take longer."""


Reader = Callable[[Mapping[str, pl.DataFrame]], Iterator[tuple[str, pl.DataFrame]]]
"""Given papers of months, by name, begins at once and gives the name and readings of each as they come."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Processes that read."""

    executor: ProcessPoolExecutor
    size: int


@contextmanager
def reader(papers: int, count: int | None = None) -> Iterator[Reader]:
    """Reads so many papers on this machine: the embedded engine."""
    with reading_pool(papers, count) as pool:
        yield partial(each_read, pool=pool)


@contextmanager
def reading_pool(papers: int, count: int | None = None) -> Iterator[Pool | None]:
    """Processes to read so many papers, already starting; None if this process had better read alone."""
    size = count or _cores()
    if papers <= _FEW or size == 1:
        yield None
        return
    # Spawned, not forked: Polars holds threads that a fork would leave without their locks.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(size, mp_context=context, initializer=_start) as executor:
        executor.submit(_cores)  # the first task starts them all: they import while papers are opened here
        yield Pool(executor, size)


def _cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start() -> None:
    """Leave an interrupt to the parent, and never look for cyclic garbage.

    Reading makes millions of small tuples and no cycles; walking over them took a tenth of the time, and
    only between batches still a twentieth.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def each_read(missing: Mapping[str, pl.DataFrame], pool: Pool | None) -> Iterator[tuple[str, pl.DataFrame]]:
    """Name and readings of each month, as they come; a pool begins at once, before the first is asked for.

    Args:
        missing: papers of months, by name.
        pool: who reads; this process if None.
    """
    if pool is None:
        return ((name, read_batch(part)) for name, part in missing.items())
    parts: dict[str, list[pl.DataFrame | None]] = {}
    jobs: Jobs = {}
    batch = min(_BATCH, -(-sum(part.height for part in missing.values()) // (_ROUNDS * pool.size)))
    for name, month in missing.items():
        slices = list(month.iter_slices(batch))
        parts[name] = [None] * len(slices)
        jobs |= {pool.executor.submit(read_batch, part): (name, place) for place, part in enumerate(slices)}
    return _whole(pool, parts, jobs)


Jobs = dict[Future[pl.DataFrame], tuple[str, int]]
"""What is being read: a month's name, and which part of it."""


def _whole(
    pool: Pool, parts: dict[str, list[pl.DataFrame | None]], jobs: Jobs
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Months of which all parts are read."""
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
