"""Processes that read papers: one a core, already starting while papers are opened.

They import what reading needs and nothing else, for they start with every build.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice

import polars as pl

from inroad.atlas.readings import read_batch

_BATCH = 4_000
"""Papers that are read at a time, at most; of several months, for a batch has its own cost, too: it makes
automata of word lists, which takes as long as a hundred papers."""
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
        return _read_here(missing)
    work = _Work(pool, missing)
    work.fill()
    return work.whole()


def _read_here(missing: Missing) -> Iterator[tuple[str, pl.DataFrame]]:
    months = _Months(missing)
    for batch in _batches(missing, _BATCH):
        yield from months.with_batch(batch, read_batch(batch.papers))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Papers that are read together."""

    number: int
    papers: pl.DataFrame
    months: list[tuple[str, int]]
    """Whose they are, one month after the other: its name, and how many of them are its papers."""


def _batches(missing: Missing, size: int) -> Iterator[_Batch]:
    """All papers, so many at a time; months are opened on the way."""
    number, parts = 0, list[tuple[str, pl.DataFrame]]()
    for name, (_, papers) in missing.items():
        rest = papers()
        while rest.height:
            room = size - sum(part.height for _, part in parts)
            parts.append((name, rest[:room]))
            rest = rest[room:]
            if parts[-1][1].height == room:
                yield _batch(number, parts)
                number, parts = number + 1, []
    if parts:
        yield _batch(number, parts)


def _batch(number: int, parts: Sequence[tuple[str, pl.DataFrame]]) -> _Batch:
    papers = pl.concat(part for _, part in parts)
    return _Batch(number, papers, [(name, part.height) for name, part in parts])


class _Months:
    """Readings of months that are not whole yet."""

    def __init__(self, missing: Missing) -> None:
        self._rows = {name: rows for name, (rows, _) in missing.items()}
        self._parts: dict[str, dict[int, pl.DataFrame]] = {name: {} for name in missing}

    def with_batch(self, batch: _Batch, readings: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
        """Name and readings of each month that is whole now that these are there."""
        start = 0
        for name, rows in batch.months:
            parts = self._parts[name]
            parts[batch.number] = readings[start : start + rows]
            start += rows
            if sum(part.height for part in parts.values()) == self._rows[name]:
                del self._parts[name]
                yield name, pl.concat(parts[number] for number in sorted(parts))


class _Work:
    """Batches that are with the readers, a few for each, and those that are back."""

    def __init__(self, pool: Pool, missing: Missing) -> None:
        total = sum(rows for rows, _ in missing.values())
        size = max(1, min(_BATCH, -(-total // (_ROUNDS * pool.size))))
        self._pool, self._months = pool, _Months(missing)
        self._waiting = _batches(missing, size)
        self._jobs: dict[Future[pl.DataFrame], _Batch] = {}

    def fill(self) -> None:
        """Hand out batches until each reader has enough, also for the time that a join takes."""
        for batch in islice(self._waiting, _AHEAD * self._pool.size - len(self._jobs)):
            self._jobs[self._pool.executor.submit(read_batch, batch.papers)] = batch

    def whole(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Months of which all papers are read."""
        try:
            while self._jobs:
                for job in wait(self._jobs, return_when=FIRST_COMPLETED).done:
                    batch, readings = self._jobs.pop(job), job.result()
                    self.fill()
                    yield from self._months.with_batch(batch, readings)
        finally:
            self._pool.executor.shutdown(wait=False, cancel_futures=True)
