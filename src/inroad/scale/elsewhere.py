"""Papers at rest elsewhere: a table on any path that Spark reads, month by month.

Spark says which months there are and whether they changed, reads those that did on its executors, and keeps
what they say as Parquet beside the atlas.  Months are read in waves, a job each; a wave counts once Spark has
committed it, so what a lost driver leaves half done is done again and the rest is not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any

import polars as pl

from inroad.atlas.build import Progress
from inroad.atlas.joins import JOINED
from inroad.atlas.months import NEEDED, READINGS, Month
from inroad.atlas.readings import INPUT
from inroad.atlas.readings import READINGS as COLUMNS
from inroad.corpus.schema import PAPERS
from inroad.errors import Damaged, InputError, SourceError
from inroad.scale.arrow import as_ours, batches, ddl, from_arrow
from inroad.scale.folder import Folder
from inroad.scale.reading import AT_ONCE, BATCH, check_way, own_way, read, told, wave_size

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KEPT = "readings"
_MUST = ("paper_id", "title", "date")
_KEYED = pl.Schema({**COLUMNS, "date": pl.Date(), "key": pl.String()})


# -- which months there are -----------------------------------------------------------------------


def papers(running: SparkSession, path: str) -> DataFrame:
    """The dated papers of a table, in the columns NEEDED; those that it lacks are unknown.

    Raises:
        InputError: it is no such table.
    """
    from pyspark.sql import functions as f

    try:
        with told():
            table = running.read.parquet(path)
    except SourceError as error:
        problem = f"no papers can be read from {path}"
        raise InputError(problem, "name Parquet that Spark can reach: see docs/scale.md") from error
    missing = [name for name in _MUST if name not in table.columns]
    if missing:
        raise InputError(
            f"the papers in {path} have no column {missing[0]}", "see docs/scale.md for what is read"
        )
    columns = [
        (f.col(name) if name in table.columns else f.lit(None)).cast(ddl_of(name)).alias(name)
        for name in NEEDED
    ]
    return table.select(*columns).where(f.col("date").isNotNull())


def ddl_of(name: str) -> str:
    """Type of a column of papers, as Spark writes it."""
    return ddl(pl.Schema({name: PAPERS[name]})).split(" ", 1)[1]


def calendar(table: DataFrame, path: str) -> list[Month]:
    """Months of papers, oldest first, found out without a paper leaving the cluster.

    Names end with a digest of all that readings depend on, in whatever order the papers are.
    """
    from pyspark.sql import functions as f

    keyed = table.select(
        _month().alias("month"),
        "paper_id",
        "title",
        *(_hashed(salt, INPUT).alias(f"text{salt}") for salt in (0, 1)),
        *(_hashed(salt, ("paper_id", "date", "authors")).alias(f"own{salt}") for salt in (0, 1)),
    )
    sums = [f.sum(name).cast("string").alias(name) for name in ("text0", "text1", "own0", "own1")]
    whole = (f.col("paper_id").isNull() | f.col("title").isNull()).cast("bigint")
    counted = keyed.groupBy("month").agg(f.count("*").alias("rows"), f.sum(whole).alias("broken"), *sums)
    with told():
        rows = sorted(counted.collect())
        twice = table.groupBy("paper_id").count().where("count > 1").limit(1).collect()
    if any(row["broken"] for row in rows) or twice:
        what = f"{twice[0]['paper_id']} twice" if twice else "a paper without id or title"
        raise InputError(f"{path} holds {what}", "give one row a paper, each with paper_id and title")
    return [_named(row) for row in rows]


def _month() -> Any:
    from pyspark.sql import functions as f

    return f.date_format("date", "yyyy-MM")


def _hashed(salt: int, names: Sequence[str]) -> Any:
    """64 bits of a row; as JSON, since a hash of columns passes over what is null."""
    from pyspark.sql import functions as f

    row = f.to_json(f.struct(f.lit(salt), *names), {"ignoreNullFields": "false"})
    return f.xxhash64(row).cast("decimal(38,0)")


def _named(row: Any) -> Month:
    def digest(*parts: object) -> str:
        return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()[:32]

    text = digest(own_way(), row["rows"], row["text0"], row["text1"])
    name = f"{READINGS}{row['month']}-{text}"
    return Month(name, row["rows"], digest(row["own0"], row["own1"]), _unopened)


def _unopened() -> pl.LazyFrame:
    raise NotImplementedError("papers elsewhere are opened many months at a time")


def month_of(month: Month) -> str:
    """``2021-02``."""
    return month.name.removeprefix(READINGS)[:7]


# -- what they say --------------------------------------------------------------------------------


class Elsewhere:
    """Papers and readings of months, for a join; what is missing is read at once, in waves.

    Args:
        table: the papers.
        folder: where readings are kept.
        every: all months.
        progress: told after each wave how many papers are read.
    """

    def __init__(self, table: DataFrame, folder: Folder, every: Sequence[Month], progress: Progress) -> None:
        self._table, self._folder, self._progress = table, folder, progress
        self._session = table.sparkSession
        self._at = kept(folder)
        self._done, self._counting = 0, Lock()
        missing = [month for month in every if month.name not in self._at]
        self.missing = sum(month.rows for month in missing)
        self._wave = wave_size(self._session)
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._coming: dict[str, Future[str]] = {}
        progress("read", 0, self.missing)
        for wave in _waves(missing, self._wave):
            job = self._pool.submit(self._read, wave)
            self._coming |= {month.name: job for month in wave}

    def close(self) -> None:
        """Wait for nothing more."""
        if any(not job.done() for job in self._coming.values()):
            self._session.sparkContext.cancelAllJobs()
        self._pool.shutdown(cancel_futures=True)

    def papers(self, months: Sequence[Month]) -> pl.DataFrame:
        """What joins look at, of these months' papers."""
        return pl.concat(self._opened(part) for part in _waves(months, self._wave))

    def _opened(self, months: Sequence[Month]) -> pl.DataFrame:
        schema = pl.Schema({name: PAPERS[name] for name in JOINED})
        with told():
            found = self._of(months).select(*JOINED).toArrow()
        return from_arrow(found, schema).sort("date", "paper_id")

    def _of(self, months: Sequence[Month]) -> DataFrame:
        """Papers of these months; the days let Spark pass over files of other months."""
        from pyspark.sql import functions as f

        names = [month_of(month) for month in months]
        first, after = (
            f.to_date(f.lit(f"{names[0]}-01")),
            f.add_months(f.lit(f"{names[-1]}-01").cast("date"), 1),
        )
        between = (f.col("date") >= first) & (f.col("date") < after)
        return self._table.where(between & _month().isin(names))

    def readings(self, months: Sequence[Month]) -> pl.DataFrame:
        """What they say, in order of (date, paper_id)."""
        return pl.concat(self._said(part) for part in _waves(months, self._wave))

    def _said(self, months: Sequence[Month]) -> pl.DataFrame:
        with TemporaryDirectory(prefix="inroad-spark-") as here:
            for month in months:
                self._folder.fetch(self._place(month), Path(here) / month.name)
            files = sorted(Path(here).glob("*/*.parquet"))
            said = pl.concat([pl.read_parquet(file, glob=False) for file in files])
        if said.height != sum(month.rows for month in months):
            first, last = month_of(months[0]), month_of(months[-1])
            problem = f"what the papers of {first} to {last} say is not kept whole in {self._folder.path}"
            raise Damaged(problem, "run the same command again with --full")
        return as_ours(said.sort("date", "paper_id"), COLUMNS)

    def _place(self, month: Month) -> str:
        if month.name in self._coming:
            self._at[month.name] = self._coming[month.name].result()
        return f"{self._at[month.name]}/key={month.name}"

    def _read(self, wave: Sequence[Month]) -> str:
        """Read months on the executors; the folder in which their readings are then."""
        from pyspark.sql import functions as f

        name = hashlib.sha256(" ".join(month.name for month in wave).encode()).hexdigest()[:16]
        rows = sum(month.rows for month in wave)
        keys = f.create_map(*(f.lit(text) for month in wave for text in (month_of(month), month.name)))
        sent = self._of(wave).select(keys[_month()].alias("key"), "date", *INPUT)
        spread = sent.repartitionByRange(-(-rows // BATCH), "key", "paper_id")
        with told():
            said = spread.mapInArrow(_reading(own_way()), ddl(_KEYED))
            said.write.mode("overwrite").partitionBy("key").parquet(self._folder.at(KEPT, name))
        self._tell(rows)
        return f"{KEPT}/{name}"

    def _tell(self, rows: int) -> None:
        with self._counting:
            self._done += rows
            self._progress("read", self._done, self.missing)
            if self._done == self.missing:
                self._progress("join", 0, None)


def kept(folder: Folder) -> dict[str, str]:
    """Where the readings of months are that were read before, by the month's name."""
    whole = {name.split("/")[1] for name in folder.names(f"{KEPT}/*/_SUCCESS")}
    found = (name.split("/") for name in folder.names(f"{KEPT}/*/key=*"))
    return {key.removeprefix("key="): f"{KEPT}/{wave}" for _, wave, key in found if wave in whole}


def sweep(folder: Folder, every: Sequence[Month]) -> None:
    """Remove readings of months that are no more what they were, where a whole wave is of no use."""
    used = {place for name, place in kept(folder).items() if name in {month.name for month in every}}
    for name in folder.names(f"{KEPT}/*"):
        if name not in used:
            folder.remove(name)


def _waves(months: Sequence[Month], size: int) -> Iterator[list[Month]]:
    """Months, as many at a time as make so many papers."""
    wave: list[Month] = []
    for month in months:
        if wave and sum(each.rows for each in wave) + month.rows > size:
            yield wave
            wave = []
        wave.append(month)
    if wave:
        yield wave


def _reading(way: str) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """What an executor does with the batches of a task."""

    def run(incoming: Iterator[Any]) -> Iterator[Any]:
        check_way(way)
        for batch in incoming:
            part = pl.DataFrame(pl.from_arrow(batch))
            texts = part.select(pl.col(name).cast(PAPERS[name]) for name in INPUT)
            yield from batches(read(texts).with_columns(part["key"], part["date"]).select(_KEYED.names()))

    return run
