"""Two methods or two fields side by side: what they have in common, and how they differ.

A method stands for the papers that name it, a field for those that belong to it.  Figures of the two are
not independent where papers are on both sides; the interval of the ratio of sizes allows for that.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from inroad.atlas import describe, people
from inroad.atlas.field import find_field, methods_named, near_names
from inroad.atlas.growth import growth, month_counts
from inroad.atlas.open import Atlas
from inroad.atlas.schema import ROLES
from inroad.errors import NotFound
from inroad.scout.counts import counted
from inroad.scout.practice import prepared
from inroad.scout.tools import named as tools
from inroad.types import (
    Compared,
    CompareReport,
    Drill,
    Growth,
    Ratio,
    SharedPerson,
    SharedUse,
    Side,
)

_LINE = [ROLES.index(kind) for kind in ("method", "model")]
_Z = 1.959964
_FEW = 20
"""With fewer papers on a side the report says so."""


def compare(
    atlas: Atlas,
    a: str,
    b: str,
    what: Compared = "methods",
    *,
    as_of: dt.date | None = None,
    top: int = 10,
    drills: Iterable[Drill] = (),
) -> CompareReport:
    """Two methods or two fields side by side.

    Args:
        atlas: what is known.
        a: a method by name or id, or a field in the user's words.
        b: the other.
        what: which of both they are.
        as_of: nothing later than this day counts.
        top: rows of each list.
        drills: what can be practised, each after those that it requires.

    Raises:
        NotFound: one of them is not known; carries near names.
        InputError: a query or the date cannot be used.
    """
    then = atlas.until(as_of)
    find = _method if what == "methods" else _field
    sides = find(then, a, tuple(drills)), find(then, b, tuple(drills))
    return _Comparison(then, what, sides, top).report()


@dataclass(frozen=True)
class _Matter:
    """One of the two: its papers, and what it is."""

    atlas: Atlas
    name: str
    papers: pl.DataFrame
    """PAPERS rows."""
    own: tuple[int, ...]
    """Methods that it stands for itself; the first is the one that is meant."""
    drills: tuple[Drill, ...]
    is_method: bool

    @cached_property
    def named(self) -> pl.DataFrame:
        """method, papers: how many of its papers name a method."""
        inside = self.atlas.mentions.join(self.papers.select("paper"), on="paper", how="semi")
        return inside.group_by("method").agg(papers=pl.col("paper").n_unique())

    def since(self, until: dt.date, years: int) -> pl.DataFrame:
        """Its papers of the last years."""
        return self.papers.filter(pl.col("date") > pl.lit(until).dt.offset_by(f"-{years}y"))

    @cached_property
    def drill_ids(self) -> tuple[str, ...]:
        """Drills that prepare for what it stands for; of a field, for what its papers name most."""
        counts = dict(self.named.iter_rows())
        if self.is_method:
            counts = {number: counts.get(number, 0) for number in self.own[:1]}
        found = prepared(self.atlas, self.drills, counts)[: 1 if self.is_method else 5]
        return tuple(drill.drill_id for each in found for drill in each.drills)


def _method(atlas: Atlas, name: str, drills: tuple[Drill, ...]) -> _Matter:
    found = methods_named(atlas, name)
    if not found:
        near = near_names(atlas, name)
        remedy = f"did you mean {', '.join(near)}?" if near else "name a method as papers write it"
        raise NotFound(f"no method is called {name!r} in this corpus", remedy, near)
    mentions = atlas.mentions.filter(pl.col("method") == found[0])
    papers = atlas.papers.join(mentions.select("paper"), on="paper", how="semi")
    shown = atlas.methods.filter(pl.col("method") == found[0])["name"].item()
    return _Matter(atlas, shown, papers, found[:1], drills, is_method=True)


def _field(atlas: Atlas, query: str, drills: tuple[Drill, ...]) -> _Matter:
    found = find_field(atlas, query)
    return _Matter(atlas, found.query, found.papers, found.founders, drills, is_method=False)


@dataclass(frozen=True)
class _Comparison:
    """One report in the making."""

    atlas: Atlas
    what: Compared
    matters: tuple[_Matter, _Matter]
    top: int

    def report(self) -> CompareReport:
        one, two = sides = self._side(self.matters[0]), self._side(self.matters[1])
        recent = [matter.since(self.atlas.last_day, 1).select("paper") for matter in self.matters]
        both = recent[0].join(recent[1], on="paper", how="semi").height
        return CompareReport(
            what=self.what,
            coverage=self.atlas.coverage(),
            sides=sides,
            both=self._both.height,
            size=ratio_of_counts(one.recent, two.recent, both),
            pace=ratio_of_rates(one.growth, two.growth),
            methods=self._methods(),
            people=self._people(),
            drills=tuple(drill for drill in one.drills if drill in two.drills),
            warnings=tuple(_few(sides)),
        )

    @cached_property
    def _both(self) -> pl.DataFrame:
        one, two = (matter.papers for matter in self.matters)
        return one.join(two.select("paper"), on="paper", how="semi")

    def _side(self, matter: _Matter) -> Side:
        papers, covered = matter.papers, self.atlas.covered
        record = next(iter(describe.methods(self.atlas, matter.own[:1]).values()), None)
        origin = self._origin(matter)
        first = papers["date"].min()
        assert isinstance(first, dt.date)
        applied = papers["applied"]
        return Side(
            name=matter.name,
            papers=papers.height,
            recent=matter.since(self.atlas.last_day, 1).height,
            growth=growth(month_counts(papers["date"], covered), dense_since=covered.dense_since),
            first_seen=record.first_seen if record and matter.is_method else first,
            general=int((applied < 0.5).sum()),
            applied=int((applied >= 0.5).sum()),
            people=people.active(matter.since(self.atlas.last_day, 2), self.atlas.authors, top=self.top),
            tools=tools(papers, self.top),
            venues=counted(matter.since(self.atlas.last_day, 3)["venue"], self.top),
            problems=counted(papers["problem"], self.top),
            method=record if matter.is_method else None,
            introduced=describe.paper(origin, "introduces it") if origin else None,
            problem=origin["problem"] if origin else None,
            drills=matter.drill_ids,
        )

    def _origin(self, matter: _Matter) -> describe.Row | None:
        own = self.atlas.methods.filter(pl.col("method").is_in(list(matter.own[:1])))["introduced_by"]
        rows = self.atlas.papers.filter(pl.col("paper").is_in(own.drop_nulls().implode()))
        return next(iter(describe.papers_by_number(rows).values()), None)

    def _methods(self) -> tuple[SharedUse, ...]:
        """Methods named on both sides, those first that both name most above their share of the corpus."""
        one, two = self.matters
        both = one.named.join(two.named, on="method", suffix="_two").filter(
            ~pl.col("method").is_in([*one.own, *two.own])
        )
        used = self.atlas.mentions.join(both.select("method"), on="method", how="semi")
        ever = used.group_by("method").agg(ever=pl.col("paper").n_unique())
        line = self.atlas.methods.filter(pl.col("kind").is_in(_LINE)).select("method", "method_id", "name")
        rows = both.join(ever, on="method").join(line, on="method")
        above = [
            _above(column, matter.papers.height, self.atlas.papers.height)
            for column, matter in zip(("papers", "papers_two"), self.matters, strict=True)
        ]
        ranked = rows.with_columns(above=pl.min_horizontal(above)).filter(pl.col("above") > 0)
        ranked = ranked.sort("above", "method", descending=[True, False]).head(self.top)
        return tuple(
            SharedUse(row["name"], row["method_id"], (row["papers"], row["papers_two"]))
            for row in ranked.iter_rows(named=True)
        )

    def _people(self) -> tuple[SharedPerson, ...]:
        """People who wrote on both sides, those first who wrote much on both."""
        one, two = (_papers_a_person(matter.since(self.atlas.last_day, 2)) for matter in self.matters)
        both = one.join(two, on="author", suffix="_two").join(self.atlas.authors, on="author")
        least, total = pl.min_horizontal("papers", "papers_two"), pl.col("papers") + pl.col("papers_two")
        ranked = both.sort(least, total, "name", "author", descending=[True, True, False, False])
        rows = ranked.head(self.top).iter_rows(named=True)
        return tuple(SharedPerson(row["name"], (row["papers"], row["papers_two"])) for row in rows)


def _above(column: str, papers: int, corpus: int) -> pl.Expr:
    """Pearson residual of a count against the method's share of the corpus."""
    expected = pl.col("ever") * (papers / max(corpus, 1))
    return (pl.col(column) - expected) / expected.sqrt()


def _papers_a_person(papers: pl.DataFrame) -> pl.DataFrame:
    wrote = papers.select("paper", author="authors").explode("author").drop_nulls("author").unique()
    return wrote.group_by("author").len("papers")


def _few(sides: Sequence[Side]) -> Iterable[str]:
    for side in sides:
        if side.papers < _FEW:
            yield f"{side.name} speaks from {side.papers} papers only"


# -- ratios ---------------------------------------------------------------------------------------


def ratio_of_counts(one: int, two: int, both: int) -> Ratio | None:
    """How many times as many, with its 95 % interval; None if one is 0.

    Counts as of independent (Poisson) papers, of which ``both`` are in either count: the variance of
    log(one / two) is 1/one + 1/two - 2 both / (one two), by the delta method.
    """
    if not one or not two:
        return None
    spread = max(1 / one + 1 / two - 2 * both / (one * two), 0.0)
    return _ratio(math.log(one / two), math.sqrt(spread))


def ratio_of_rates(one: Growth, two: Growth) -> Ratio | None:
    """How many times as fast, with its 95 % interval; None if one cannot be told.

    Taken as independent, which makes the interval too wide rather than too narrow where both rise and
    fall together.
    """
    logs = [_log_rate(each) for each in (one, two)]
    if logs[0] is None or logs[1] is None:
        return None
    (rate, spread), (other, other_spread) = logs[0], logs[1]
    return _ratio(rate - other, math.hypot(spread, other_spread))


def _log_rate(growth: Growth) -> tuple[float, float] | None:
    """Logarithm of the yearly factor and its standard error, read back from the interval."""
    if growth.factor_per_year is None or growth.interval is None or min(growth.interval) <= 0:
        return None
    low, high = growth.interval
    return math.log(growth.factor_per_year), (math.log(high) - math.log(low)) / (2 * _Z)


def _ratio(log: float, spread: float) -> Ratio:
    low, middle, high = (round(math.exp(log + step * _Z * spread), 4) for step in (-1, 0, 1))
    return Ratio(middle, low, high)
