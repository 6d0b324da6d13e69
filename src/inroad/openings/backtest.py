"""How often promise was right: frozen on a past day, asked, and scored on what happened after.

Everything that is fitted knows of nothing later than the frozen day.  Then it can be asked in two ways: for
the methods that were young on that very day, as ``inroad openings`` would have been; or for every method
first seen in a later time, each on a day of its own, with features of that day and weights of the frozen one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.openings import peers
from inroad.openings.measures import NAMED, bins, measure
from inroad.openings.promise.candidates import DATA, ENOUGH, HORIZON, KINDS, candidates, taken_up, takers
from inroad.openings.promise.features import features
from inroad.openings.promise.fit import Known, fit, known, training
from inroad.openings.promise.latest import OLDEST
from inroad.openings.promise.model import Model
from inroad.openings.promise.same import meant
from inroad.openings.promise.words import said, texts
from inroad.signals.seen import Signals
from inroad.types import Foretold, Measured, Record

LONGEST = 365
"""Days ahead that can be asked for."""
Floats = NDArray[np.float64]


def backtest_promise(
    atlas: Atlas,
    signals: Signals,
    as_of: dt.date,
    horizon: int = HORIZON,
    ages: Sequence[int] = (0, 30),
    kinds: tuple[int, ...] = KINDS,
) -> tuple[Record, ...]:
    """Rank the methods that were young on a day, and score the ranking on what came.

    Args:
        atlas: the whole atlas, with texts.
        signals: everything that was ever observed.
        as_of: nothing later is known to the forecast.
        horizon: days from a method's first paper within which it is taken up.
        ages: groups by age on that day: from each of these to the next, the last up to ``OLDEST`` days.
        kinds: positions in ROLES.

    Returns:
        One record a group that has candidates.

    Raises:
        InputError: the day is outside of the corpus, what came is not known yet, there are no texts, too
            little had come by then to learn from, or no method was young then.
    """
    frozen = Frozen(atlas, signals, as_of, horizon)
    starts = sorted(set(ages))
    records = []
    for start, end in zip(starts, [*starts[1:], min(OLDEST, horizon - 1) + 1], strict=True):
        last, first = as_of - dt.timedelta(days=start), as_of - dt.timedelta(days=end - 1)
        rows = frozen.candidates(first, last, kinds)
        if rows.height:
            records.append(frozen.record(rows.with_columns(on=pl.lit(as_of))))
    if not records:
        raise InputError(
            f"no method of this corpus was young on {as_of}", "choose another day, or ingest more papers"
        )
    return tuple(records)


@dataclass(frozen=True)
class Frozen:
    """A day in the past, with all that was learnt by then, and the whole atlas to tell what came after."""

    atlas: Atlas
    signals: Signals
    as_of: dt.date
    horizon: int = HORIZON

    def __post_init__(self) -> None:
        if not 1 < self.horizon <= LONGEST:
            raise InputError(f"the horizon is {self.horizon} days", f"choose one of 2 to {LONGEST} days")
        if self.atlas.texts is None:
            raise InputError(
                "forecasts can only be scored with abstracts at hand, and this atlas has none",
                "build an atlas from a corpus: `inroad ingest PATH`, then `inroad atlas build`",
            )
        if self.as_of > self.last:
            raise InputError(f"this corpus ends on {self.last}", "choose an earlier day")
        self.atlas.until(self.as_of)  # refuses days before the corpus

    @cached_property
    def last(self) -> dt.date:
        """Last day of the corpus."""
        last = self.atlas.coverage().until
        if last is None:
            raise InputError("this corpus is empty", "ingest papers with `inroad ingest PATH`")
        return last

    # -- what was known ---------------------------------------------------------------------------

    @cached_property
    def then(self) -> Atlas:
        """The atlas of that day."""
        return self.atlas.until(self.as_of)

    @cached_property
    def known(self) -> Known:
        """What could be learnt from."""
        return known(self.then)

    @cached_property
    def model(self) -> Model:
        """Fitted on that day."""
        return fit(self.then, self.signals.until(self.as_of), self.known)

    @cached_property
    def learnt(self) -> pl.DataFrame:
        """Methods at day 0 with what was known to have come of them, for the peers."""
        return training(self.then, self.signals.until(self.as_of), self.known, (0,))

    @cached_property
    def words(self) -> peers.Words:
        """TF-IDF and regression of the same methods."""
        return peers.words(_texts(self.then, self.learnt), self.learnt["came"].to_numpy())

    # -- what is asked ----------------------------------------------------------------------------

    def candidates(self, since: dt.date, until: dt.date, kinds: tuple[int, ...] = KINDS) -> pl.DataFrame:
        """Methods first seen in a time whose authors are known, by id.

        Raises:
            InputError: what came of them is not known yet.
        """
        due = until + dt.timedelta(days=self.horizon)
        if due > self.last:
            raise InputError(
                f"what came of methods of {until} is known on {due}, and this corpus ends on {self.last}",
                f"choose {self.last - dt.timedelta(days=self.horizon)} or earlier, or a shorter horizon",
            )
        rows = candidates(self.atlas, kinds)
        return rows.filter(pl.col("first").is_between(since, until) & pl.col("known"))

    def on_own_day(
        self, since: dt.date, until: dt.date, age: int, kinds: tuple[int, ...] = KINDS
    ) -> pl.DataFrame:
        """Methods first seen after the frozen day, each to be forecast when it is ``age`` days old."""
        if since + dt.timedelta(days=age) < self.as_of:
            raise InputError(
                f"a method of {since} is {age} days old before {self.as_of}, when the weights were learnt",
                "choose a later time, or freeze earlier",
            )
        rows = self.candidates(since, until, kinds)
        return rows.with_columns(on=pl.col("first") + pl.duration(days=age))

    def record(self, rows: pl.DataFrame, note: str = "") -> Record:
        """Forecasts for ``rows`` (candidates with ``on``) beside all peers, scored.

        Methods taken up by the day of the forecast are left out.
        """
        return self.scored(self.forecast(rows), note)

    def forecast(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Features, ``came``, and ``promise`` and the peers' scores, a column each."""
        table = features(self.atlas, self.signals, self._open(rows).sort("method_id", "on"))
        table = table.with_columns(said(self.model.words, texts(self.atlas, table)))
        table = table.with_columns(left=self.horizon - pl.col("age").cast(pl.Int64))
        if table.is_empty():
            raise InputError("there is no method to forecast", "choose another time, or ingest more papers")
        told = {
            "promise": self.model.probabilities(table),
            "random": peers.at_random(table),
            "recency": peers.recency(table),
            "category heat": peers.category_heat(table, self.atlas.papers, self.learnt),
            "TF-IDF and logistic regression": self.words.scores(_texts(self.atlas, table)),
            "upvotes": peers.upvotes(table),
        }
        return table.with_columns(pl.Series(name, scores) for name, scores in told.items())

    def _open(self, rows: pl.DataFrame) -> pl.DataFrame:
        """``rows`` with ``came``; those that had come by their day are left out."""
        pairs = takers(self.atlas, rows.unique("method")).filter("sure", pl.col("age") <= self.horizon)
        several = pairs.filter(pl.len().over("method") >= ENOUGH)
        second = taken_up(meant(self.atlas, rows.unique("method"), several), within=self.horizon)
        joined = rows.join(second, on="method", how="left")
        age = (pl.col("on") - pl.col("first")).dt.total_days()
        still = joined.filter(pl.col("second").is_null() | (pl.col("second") > age))
        return still.with_columns(came=pl.col("second").is_not_null()).drop("second")

    def scored(self, table: pl.DataFrame, note: str = "") -> Record:
        """The record of forecasts that :meth:`forecast` made, or of some of its rows."""
        came = table["came"].to_numpy()
        chances = table["promise"].to_numpy()
        told = _span(table["age"].cast(pl.Int64))
        return Record(
            kind="underplayed",
            asked=f"at age {told} days: named in at least {ENOUGH} papers by others "
            f"within {self.horizon} days of its first paper",
            as_of=self.as_of,
            horizon_days=self.horizon,
            candidates=table.height,
            came=int(came.sum()),
            tool=measure("inroad", chances, came, probabilities=True),
            peers=tuple(_peer(name, table, came) for name in PEERS),
            bins=bins(chances, came),
            note=note or f"first seen {_span(table['first'])}",
            first=_first(table),
        )


PEERS = ("random", "recency", "category heat", "TF-IDF and logistic regression", "upvotes")
ALL_KINDS = KINDS + DATA


def _peer(name: str, table: pl.DataFrame, came: NDArray[np.bool_]) -> Measured:
    return measure(name, table[name].to_numpy(), came, probabilities=False)


def _first(table: pl.DataFrame) -> tuple[Foretold, ...]:
    """The likeliest, ties in the order of the table."""
    best = table.sort("promise", descending=True, maintain_order=True).head(NAMED)
    rows = best.select("name", "method_id", pl.col("promise").round(5), "came").iter_rows()
    return tuple(Foretold(*row) for row in rows)


def _span(values: pl.Series) -> str:
    ends = values.sort().to_list()
    return " to ".join(dict.fromkeys((str(ends[0]), str(ends[-1]))))


def _texts(atlas: Atlas, table: pl.DataFrame) -> list[str]:
    return [text or "" for text in texts(atlas, table)]
