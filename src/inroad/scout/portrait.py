"""The report on one method: where it comes from, what it mends, who uses it, how to practise it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from inroad.atlas import describe
from inroad.atlas.field import method_named, methods_meant
from inroad.atlas.growth import growth, month_counts
from inroad.atlas.kin import downwards, upwards
from inroad.atlas.lineage import Lineage, TreeRow, ancestors
from inroad.atlas.open import Atlas
from inroad.atlas.parts import mentions_of, methods_at, papers_at, related_where
from inroad.atlas.relation_model import STATED
from inroad.atlas.schema import RELATIONS
from inroad.practice import links
from inroad.scout.lineage import node
from inroad.scout.practice import prepared
from inroad.scout.usage import related
from inroad.scout.warnings import of_day
from inroad.types import Count, Descent, Drill, Evidence, LineageNode, Method, MethodReport, Practice

_KEPT = 4
"""Lists hold so many times ``top`` rows, so that a page can show more and say what is left out."""


def method(
    atlas: Atlas, name: str, *, as_of: dt.date | None = None, top: int = 10, drills: Iterable[Drill] = ()
) -> MethodReport:
    """One method: where it comes from, what it mends, who uses it, and how to practise it.

    Raises:
        NotFound: nothing of that name; carries near names.
    """
    atlas = atlas.until(as_of)
    found = method_named(atlas, name)
    report = _Portrait(atlas, found[0], found[1:], top * _KEPT, tuple(drills)).report()
    return replace(report, warnings=(*of_day(atlas, as_of), *report.warnings))


def first_known(atlas: Atlas, names: Iterable[str]) -> MethodReport | None:
    """The report on the first of some names that the atlas knows; None if it knows none."""
    meant = methods_meant(atlas, names := tuple(names))
    found = next((meant[name] for name in names if name in meant), None)
    return None if found is None else _Portrait(atlas, found[0], (), 10 * _KEPT, ()).report()


def descent(atlas: Atlas, drill: Drill) -> Descent | None:
    """Where a drill's method stands among others; None if the atlas knows none of its names."""
    found = first_known(atlas, drill.methods)
    return None if found is None else links.descent(found)


def prepares(atlas: Atlas, drill: Drill) -> tuple[Method, ...]:
    """Methods that a drill prepares for, as far as the atlas knows them, in the drill's order."""
    meant = methods_meant(atlas, drill.methods)
    numbers = dict.fromkeys(meant[name][0] for name in drill.methods if name in meant)
    records = describe.methods(atlas, list(numbers))
    return tuple(records[number] for number in numbers if number in records)


@dataclass(frozen=True)
class _Portrait:
    """A method's report in the making."""

    atlas: Atlas
    number: int
    namesakes: Sequence[int]
    most: int
    drills: tuple[Drill, ...]

    @cached_property
    def graph(self) -> Lineage:
        """All edges to the method and to what it grew out of."""
        return upwards(self.atlas, self.number)

    @cached_property
    def records(self) -> dict[int, Method]:
        drawn = {row.method for row in self.below} | set(self.above)
        return describe.methods(self.atlas, {self.number, *drawn, *self.namesakes[: self.most]})

    @cached_property
    def above(self) -> list[int]:
        return ancestors(self.graph, self.number)

    @cached_property
    def below(self) -> tuple[TreeRow, ...]:
        return downwards(self.atlas, self.number, self.most).rows

    @cached_property
    def rows(self) -> pl.DataFrame:
        return methods_at(self.atlas, list(self.records))

    @cached_property
    def papers(self) -> dict[int, describe.Row]:
        edges = [row.edge.row["paper"] for row in self.below if row.edge]
        edges += [
            edge.row["paper"]
            for number in (self.number, *self.above)
            for edge in self.graph.parents.get(number, ())
        ]
        own = self.rows.select("introduced_by", "first_paper")
        shown = pl.concat(
            [
                own["introduced_by"],
                own["first_paper"],
                pl.Series(edges, dtype=pl.UInt32),
                self._latest["paper"],
            ]
        )
        return describe.papers_by_number(papers_at(self.atlas, shown, describe.SHOWN))

    @cached_property
    def _latest(self) -> pl.DataFrame:
        """The surest and latest relations of other papers to this method."""
        rows = related_where(self.atlas, "parent", [self.number])
        edges = rows.filter((pl.col("confidence") >= STATED) & ~pl.col("inferred"))
        return edges.sort("paper", descending=True).head(self.most)

    def report(self) -> MethodReport:
        record = self.records[self.number]
        origin = self.rows.filter(pl.col("method") == self.number)["introduced_by"].item()
        naming = mentions_of(self.atlas, [self.number], ["paper"])["paper"]
        dates = papers_at(self.atlas, naming, ["date"])["date"]
        series = month_counts(dates, self.atlas.covered)
        return MethodReport(
            method=record,
            coverage=self.atlas.coverage(),
            introduced=describe.paper(self.papers[origin], "introduces it") if origin is not None else None,
            growth=growth(series, dense_since=self.atlas.covered.dense_since),
            adoption=series,
            by_relation=self._by_relation(record),
            ancestors=self._ancestors(),
            descendants=tuple(
                node(row, self.records, self.papers, self.rows)
                for row in self.below
                if row.method != self.number
            ),
            problem=self.papers[origin]["problem"] if origin is not None else None,
            evidence=self._evidence(),
            namesakes=tuple(self.records[number] for number in self.namesakes[: self.most]),
            practice=self._practice(),
        )

    def _practice(self) -> tuple[Practice, ...]:
        """The method's own drills, then those of what it builds on, the nearest first."""
        line = [self.number, *self.above]
        nearness = {self.records[number].method_id: place for place, number in enumerate(line)}
        found = prepared(self.atlas, self.drills, {number: self.records[number].papers for number in line})
        return tuple(sorted(found, key=lambda each: nearness[each.method_id]))

    def _by_relation(self, record: Method) -> tuple[Count, ...]:
        counts = related(self.atlas, self.rows.filter(pl.col("method") == self.number))
        return tuple(Count(RELATIONS[kind], papers, record.papers) for (_, kind), papers in counts.items())

    def _ancestors(self) -> tuple[LineageNode, ...]:
        """From the method upwards: each with the edge by which one gets there."""
        lines = []
        for depth, number in enumerate(self.above):
            edges = [edge for edges in self.graph.parents.values() for edge in edges if edge.parent == number]
            near = next(
                (edge for edge in edges if edge.child == self.number or edge.child in self.above), None
            )
            lines.append(
                node(TreeRow(number, None, depth, near, False, 0), self.records, self.papers, self.rows)
            )
        return tuple(lines)

    def _evidence(self) -> tuple[Evidence, ...]:
        rows = self._latest.iter_rows(named=True)
        return tuple(
            describe.place(row, self.papers[row["paper"]], RELATIONS[row["relation"]]) for row in rows
        )
