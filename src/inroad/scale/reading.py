"""Papers of a home read on a cluster: they travel there and their readings back, so nothing is shared.

What is sent is a batch in Arrow's own format, what is run is :func:`inroad.atlas.readings.read_batch`, as in
the workers of one machine.  A task that is lost is run again by Spark; months that are whole are kept by the
build.
"""

from __future__ import annotations

import gc
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from inroad.atlas.readings import read_batch, way_of_reading
from inroad.atlas.workers import Missing, Reader
from inroad.errors import InputError, SourceError
from inroad.scale.session import check, session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

BATCH = 4_000
"""Papers that a task reads, at most."""
_WAVE, _ROUNDS = 40_000, 3
"""Papers of one job, at least, and the batches that each core gets of it: what a kill of the driver may
cost, twice."""
AT_ONCE = 2
"""Jobs that run together, so that no core waits for the last task of a wave."""


class Part(NamedTuple):
    """Papers on their way, or readings on theirs."""

    month: str
    place: int
    table: bytes
    """Arrow IPC."""


@contextmanager
def spark(master: str) -> Iterator[Reader]:
    """Reads on a cluster: the engine for :func:`inroad.atlas.build.build`; starts when there is work."""
    check()
    with ExitStack() as opened:

        def reader(missing: Missing) -> Iterator[tuple[str, pl.DataFrame]]:
            return _each_read(opened.enter_context(session(master)), missing) if missing else iter(())

        yield reader


def _each_read(running: SparkSession, missing: Missing) -> Iterator[tuple[str, pl.DataFrame]]:
    """Name and readings of each month; begins at once."""
    pool = ThreadPoolExecutor(AT_ONCE)
    jobs = [pool.submit(_read, running, wave) for wave in waves(missing, wave_size(running))]
    return _as_they_come(running, pool, jobs)


def wave_size(running: SparkSession) -> int:
    """Papers of one job, unless a month has more."""
    cores: int = running.sparkContext.defaultParallelism
    return max(_WAVE, _ROUNDS * BATCH * cores)


def waves(missing: Missing, size: int) -> Iterator[dict[str, Callable[[], pl.DataFrame]]]:
    """Months, as many at a time as make so many papers; each is opened when its job begins."""
    wave: dict[str, Callable[[], pl.DataFrame]] = {}
    count = 0
    for name, (rows, month) in missing.items():
        if wave and count + rows > size:
            yield wave
            wave, count = {}, 0
        wave[name] = month
        count += rows
    if wave:
        yield wave


def _as_they_come(
    running: SparkSession, pool: ThreadPoolExecutor, jobs: list[Future[dict[str, pl.DataFrame]]]
) -> Iterator[tuple[str, pl.DataFrame]]:
    try:
        for job in as_completed(jobs):
            yield from job.result().items()
    finally:
        # Before the threads are waited for: what they wait for is these jobs.
        running.sparkContext.cancelAllJobs()
        pool.shutdown(cancel_futures=True)


def _read(running: SparkSession, wave: Mapping[str, Callable[[], pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    """Readings of whole months, one job."""
    parts = [
        Part(name, place, packed(part))
        for name, month in wave.items()
        for place, part in enumerate(month().iter_slices(BATCH))
    ]
    way = own_way()
    with told():
        tasks = running.sparkContext.parallelize(parts, len(parts))
        read = sorted(tasks.map(lambda part: read_part(part, way)).collect())
    return {name: pl.concat(unpacked(part.table) for part in read if part.month == name) for name in wave}


# -- on an executor -------------------------------------------------------------------------------


def read_part(part: Part, way: str) -> Part:
    """Readings of some papers, on an executor that reads as the driver would."""
    check_way(way)
    return part._replace(table=packed(read(unpacked(part.table))))


def read(papers: pl.DataFrame) -> pl.DataFrame:
    """READINGS of papers; nobody looks for cyclic garbage meanwhile, which there is none of."""
    gc.disable()
    try:
        return read_batch(papers)
    finally:
        gc.enable()


@cache
def own_way() -> str:
    """Digest of how this process reads."""
    return hashlib.sha256(way_of_reading()).hexdigest()


DIFFERENT = "another version of Inroad or Polars reads on the cluster"


def check_way(way: str) -> None:
    """Refuse to read otherwise than the driver would."""
    if own_way() != way:
        raise RuntimeError(DIFFERENT)


def packed(table: pl.DataFrame) -> bytes:
    """A table as Arrow IPC."""
    out = io.BytesIO()
    table.write_ipc(out, compression="zstd")
    return out.getvalue()


def unpacked(data: bytes) -> pl.DataFrame:
    """The table of such bytes."""
    return pl.read_ipc(io.BytesIO(data))


# -- what went wrong ------------------------------------------------------------------------------


@contextmanager
def told() -> Iterator[None]:
    """Failures of Spark as ours."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        raise _why(str(error)) from error


def _why(message: str) -> InputError | SourceError:
    if DIFFERENT in message:
        return InputError(DIFFERENT, "install the same versions there as here: see docs/scale.md")
    if "No module named" in message:
        name = message.split("No module named", 1)[1].split()[0].strip("'\"")
        return InputError(
            f"Python on the cluster has no module {name!r}",
            "install Inroad on its nodes, or send an environment along: see docs/scale.md",
        )
    first = next((line for line in message.splitlines() if "Error" in line or "Exception" in line), message)
    return SourceError(
        f"Spark gave up ({first.strip()[:200]})", "run it again: months that were read are kept"
    )
