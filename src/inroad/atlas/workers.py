"""Processes that read papers: one a core, already starting while papers are opened.

They import what reading needs and nothing else, for they start with every build.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice

import polars as pl

from inroad.atlas.readings import read_batch

_BATCH = 4_000
"""Papers that are read at a time, at most."""
_ROUNDS = 3
"""Batches that each worker gets at least, so that none waits long for the last one."""
_AHEAD = 8
"""Batches that each worker has before it at most: about what it reads while a step is joined."""
_FEW = 2_000
"""So few papers are read without workers; starting them would take longer."""


Missing = Mapping[str, tuple[int, Callable[[], pl.DataFrame]]]
"""How many papers each month to be read has, and what opens them, by name."""
Reader = Callable[[Missing], Iterator[tuple[str, pl.DataFrame]]]
"""Given such months, begins at once and gives the name and readings of each as they come."""


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


def each_read(missing: Missing, pool: Pool | None) -> Iterator[tuple[str, pl.DataFrame]]:
    """Name and readings of each month, as they come; a pool begins at once, before the first is asked for.

    Args:
        missing: months, each opened when its turn comes, so that memory holds a few of them.
        pool: who reads; this process if None.
    """
    if pool is None:
        return ((name, read_batch(papers())) for name, (_, papers) in missing.items())
    work = _Work(pool, missing)
    work.fill()
    return work.whole()


class _Work:
    """Batches that are with the readers, a few for each, and those that are back."""

    def __init__(self, pool: Pool, missing: Missing) -> None:
        total = sum(rows for rows, _ in missing.values())
        self._pool, self._batch = pool, max(1, min(_BATCH, -(-total // (_ROUNDS * pool.size))))
        self._waiting = self._slices(missing)
        self._jobs: dict[Future[pl.DataFrame], tuple[str, int]] = {}
        self._parts: dict[str, list[pl.DataFrame | None]] = {}

    def _slices(self, missing: Missing) -> Iterator[tuple[str, int, pl.DataFrame]]:
        for name, (rows, papers) in missing.items():
            self._parts[name] = [None] * -(-rows // self._batch)
            for place, part in enumerate(papers().iter_slices(self._batch)):
                yield name, place, part

    def fill(self) -> None:
        """Hand out batches until each reader has enough, also for the time that a join takes."""
        for name, place, part in islice(self._waiting, _AHEAD * self._pool.size - len(self._jobs)):
            self._jobs[self._pool.executor.submit(read_batch, part)] = name, place

    def whole(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Months of which all parts are read."""
        try:
            while self._jobs:
                for job in wait(self._jobs, return_when=FIRST_COMPLETED).done:
                    name, place = self._jobs.pop(job)
                    self._parts[name][place] = job.result()
                    self.fill()
                    ready = [part for part in self._parts[name] if part is not None]
                    if len(ready) == len(self._parts[name]):
                        del self._parts[name]
                        yield name, pl.concat(ready)
        finally:
            self._pool.executor.shutdown(wait=False, cancel_futures=True)
