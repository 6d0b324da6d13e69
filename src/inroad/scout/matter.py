"""What several parts of a report on a field need, worked out once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from inroad.atlas import describe, people
from inroad.atlas.field import Field
from inroad.atlas.growth import growth
from inroad.atlas.lineage import Lineage, lineage
from inroad.atlas.open import Atlas
from inroad.atlas.parts import papers_at, related_where
from inroad.atlas.relation_model import LEAST
from inroad.atlas.threads import Found, threads
from inroad.scout.usage import Used, uses
from inroad.types import Drill, Growth, Method

_THREADS = 12


@dataclass(frozen=True)
class Matter:
    """A field, and what is known of it.

    Attributes:
        most: how many rows a list of the report holds at most.
        drills: what can be practised, each after those that it requires.
        asked: the day as of which it was asked for, if any.
    """

    field: Field
    most: int
    drills: tuple[Drill, ...]
    asked: dt.date | None = None

    @property
    def atlas(self) -> Atlas:
        """What is known, as of the day that is asked for."""
        return self.field.atlas

    def recent(self, years: int) -> pl.DataFrame:
        """Papers of the field of the last years."""
        since = pl.lit(self.atlas.last_day).dt.offset_by(f"-{years}y")
        return self.field.papers.filter(pl.col("date") > since)

    @cached_property
    def numbers(self) -> list[int]:
        """The field's methods."""
        return self.field.methods["method"].to_list()

    @cached_property
    def records(self) -> dict[int, Method]:
        """The field's methods as users see them."""
        return describe.methods(self.atlas, self.numbers)

    @property
    def founder(self) -> int | None:
        """The method that the query itself names."""
        return next(iter(self.field.founders), None)

    @cached_property
    def first_papers(self) -> tuple[int, int]:
        """Papers of the last year whose first author had none before, and those whose authors are known."""
        return people.first_papers(self.field.papers, self.atlas.last_day)

    @cached_property
    def by_number(self) -> dict[int, describe.Row]:
        """The papers that evidence of this report can lie in."""
        rows = papers_at(self.atlas, self._evident(), describe.SHOWN)
        return describe.papers_by_number(rows)

    def _evident(self) -> pl.Series:
        own = self.field.methods.select("introduced_by", "first_paper")
        edges = related_where(self.atlas, "parent", self.numbers)
        columns = [self.field.papers["paper"], own["introduced_by"], own["first_paper"], edges["paper"]]
        return pl.concat(columns).drop_nulls().unique()

    @cached_property
    def graph(self) -> Lineage:
        """Which of the field's methods builds on which."""
        edges = related_where(self.atlas, "parent", self.numbers)
        return lineage(edges, among=self.numbers, least_confidence=LEAST)

    @cached_property
    def threads(self) -> list[tuple[Found, Growth]]:
        """What is being worked on, and how fast that grows."""
        covered = self.atlas.covered
        found = threads(
            self.field.papers,
            self.atlas.phrases,
            self.atlas.size,
            covered,
            query=self.own_words,
            names=self.field.methods["name"].to_list(),
            top=_THREADS,
        )
        return [(thread, growth(thread.series, dense_since=covered.dense_since)) for thread in found]

    @cached_property
    def own_words(self) -> list[str]:
        """The phrases and the name by which papers were counted as the field's."""
        named = [] if self.founder not in self.records else [self.records[self.founder].name]
        return [*self.field.phrases, *named]

    @cached_property
    def uses(self) -> list[Used]:
        """The field's methods with who uses them."""
        return uses(self.atlas, self.field, self.recent(1), self.records)
