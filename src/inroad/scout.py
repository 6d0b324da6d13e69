"""The main job: from a query to a report on the state of a field, and from a name to one on a method.

Reads the atlas, asks its pure functions, and puts their answers into the records of :mod:`inroad.types`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from inroad.atlas import describe, people
from inroad.atlas.adoption import usage
from inroad.atlas.field import FEW, Field, find_field, method_named, methods_meant, papers_a_method
from inroad.atlas.growth import growth, month_counts
from inroad.atlas.lineage import Lineage, TreeRow, ancestors, lineage, tree
from inroad.atlas.open import Atlas
from inroad.atlas.relation_model import LEAST, STATED
from inroad.atlas.schema import RELATIONS
from inroad.atlas.threaded import method_threads
from inroad.atlas.threads import Found, threads
from inroad.atlas.to_read import Field as Shelf
from inroad.atlas.to_read import reading
from inroad.openings.hints import hints
from inroad.practice import links
from inroad.types import (
    Count,
    Descent,
    Drill,
    Evidence,
    FieldMethod,
    FieldMethods,
    FieldReport,
    Growth,
    LineageNode,
    Method,
    MethodReport,
    MethodUse,
    Practice,
    Reading,
    Thread,
)

_KEPT = 4
"""Lists hold so many times ``top`` rows, so that a page can show more and say what is left out."""
_BUILDS_ON, _APPLIES, _COMPARES = map(RELATIONS.index, ("builds on", "applies", "compares with"))
_NAMED_OFTEN = 0.002
"""Part of a field's papers that must name a method before its drills are proposed."""


def scout(
    atlas: Atlas, query: str, *, as_of: dt.date | None = None, top: int = 10, drills: Iterable[Drill] = ()
) -> FieldReport:
    """The state of a field and where one could get in.

    Args:
        atlas: what is known.
        query: the field, in the user's words.
        as_of: nothing later than this day counts.
        top: how many rows a list is going to show; lists hold a few times more.
        drills: what can be practised, each after those that it requires.

    Raises:
        NotFound: nothing matches; carries near names.
        InputError: the query or the date cannot be used.
    """
    return _scouted(atlas, query, as_of, top, drills).report()


def scout_with_methods(
    atlas: Atlas, query: str, *, as_of: dt.date | None = None, top: int = 10, drills: Iterable[Drill] = ()
) -> tuple[FieldReport, FieldMethods]:
    """The same with the table of all methods of the field, at hardly more than the cost of one."""
    scouted = _scouted(atlas, query, as_of, top, drills)
    return scouted.report(), scouted.table()


def _scouted(atlas: Atlas, query: str, as_of: dt.date | None, top: int, drills: Iterable[Drill]) -> _Scout:
    return _Scout(find_field(atlas.until(as_of), query), top * _KEPT, tuple(drills))


@dataclass(frozen=True)
class _Scout:
    """One report in the making; what several parts need is worked out once."""

    field: Field
    most: int
    drills: tuple[Drill, ...]

    @property
    def atlas(self) -> Atlas:
        return self.field.atlas

    @cached_property
    def until(self) -> dt.date:
        """Today, as far as the corpus goes."""
        found = self.atlas.as_of or self.atlas.papers["date"].max()
        assert isinstance(found, dt.date)
        return found

    @cached_property
    def numbers(self) -> list[int]:
        return self.field.methods["method"].to_list()

    @cached_property
    def records(self) -> dict[int, Method]:
        return describe.methods(self.atlas, self.numbers)

    @cached_property
    def by_number(self) -> dict[int, describe.Row]:
        """The papers that evidence of this report can lie in."""
        rows = self.atlas.papers.filter(pl.col("paper").is_in(self._evident().implode()))
        return describe.papers_by_number(rows)

    def _evident(self) -> pl.Series:
        own = self.field.methods.select("introduced_by", "first_paper")
        edges = self.field.atlas.related.filter(pl.col("parent").is_in(self.numbers))
        columns = [self.field.papers["paper"], own["introduced_by"], own["first_paper"], edges["paper"]]
        return pl.concat(columns).drop_nulls().unique()

    @cached_property
    def graph(self) -> Lineage:
        return lineage(self.atlas.related, among=self.numbers, least_confidence=LEAST)

    @cached_property
    def adopted(self) -> dict[int, int]:
        """Papers by others a method; all papers where authors are unknown."""
        return {
            number: method.papers if method.papers_by_others is None else method.papers_by_others
            for number, method in self.records.items()
        }

    @cached_property
    def threads(self) -> list[tuple[Found, Growth]]:
        names = self.field.methods["name"].to_list()
        found = threads(
            self.field.papers,
            self.atlas.phrases,
            self.atlas.papers.height,
            self.atlas.covered,
            query=self._own_words(),
            names=names,
            top=12,
        )
        return [
            (thread, growth(thread.series, dense_since=self.atlas.covered.dense_since)) for thread in found
        ]

    def _own_words(self) -> list[str]:
        founders = [self.records[number].name for number in self.field.founders[:1] if number in self.records]
        return [*self.field.phrases, *founders]

    # -- the report -----------------------------------------------------------------------------------

    def report(self) -> FieldReport:
        papers = self.field.papers
        applied = papers["applied"]
        used, only = self._uses()
        newcomers, known = people.first_papers(papers, self.until)
        return FieldReport(
            query=self.field.query,
            matched=tuple(dict.fromkeys(self._own_words())),
            coverage=self.atlas.coverage(),
            papers=papers.height,
            growth=self._growth(papers["date"]),
            lineage=self._lineage(),
            threads=tuple(self._thread(found, grown) for found, grown in self.threads),
            used=used,
            only_by_authors=only,
            general_papers=int((applied < 0.5).sum()),
            applied_papers=int((applied >= 0.5).sum()),
            unclear_papers=applied.null_count(),
            domains=counted(papers.filter(pl.col("applied") >= 0.5)["domain"], self.most),
            people=people.active(self._recent(2), self.atlas.authors, top=self.most),
            first_papers=newcomers if known else None,
            first_papers_of=known,
            venues=counted(self._recent(3)["venue"], self.most),
            tools=tools(papers, self.most),
            reading=self._reading(),
            openings=hints(self.field, self.records, self.until, self.most),
            warnings=(*self.field.warnings, *self._warnings()),
            practice=self._practice(),
        )

    def _growth(self, dates: pl.Series) -> Growth:
        covered = self.atlas.covered
        return growth(month_counts(dates, covered), dense_since=covered.dense_since)

    def _recent(self, years: int) -> pl.DataFrame:
        since = pl.lit(self.until).dt.offset_by(f"-{years}y")
        return self.field.papers.filter(pl.col("date") > since)

    def _warnings(self) -> list[str]:
        found = []
        if self.field.papers.height < 2 * FEW:
            found.append(
                f"this speaks from {self.field.papers.height} papers only; "
                f"`inroad sync arxiv --query 'all:\"{self.field.query}\"'` would bring more"
            )
        sakes = [self.records[n].method_id for n in self.field.founders[1:4] if n in self.records]
        if sakes:
            found.append(f"other things of the same name are left out: {', '.join(sakes)}")
        return found

    # -- lineage --------------------------------------------------------------------------------------

    def _lineage(self) -> tuple[LineageNode, ...]:
        root = next((number for number in self.field.founders[:1] if number in self.graph.children), None)
        drawn = tree(self.graph, self.adopted, root=root, limit=self.most).rows
        threads_ = [found for found, _ in self.threads]
        of = method_threads(
            self.field.mentions, threads_, self.field.papers.height, [row.method for row in drawn]
        )
        nodes = (node(row, self.records, self.by_number, self.field.methods) for row in drawn)
        return tuple(replace(each, thread=of.get(row.method)) for each, row in zip(nodes, drawn, strict=True))

    # -- threads and methods --------------------------------------------------------------------------

    def _thread(self, found: Found, grown: Growth) -> Thread:
        inside = self.field.mentions.filter(pl.col("paper").is_in(list(found.papers)))
        inside = inside.filter(
            pl.col("method").is_in(self.numbers) & ~pl.col("method").is_in(list(self.field.founders))
        )
        counts = inside.group_by("method").agg(papers=pl.col("paper").n_unique())
        top = counts.sort("papers", "method", descending=[True, False]).head(4)["method"]
        latest = [describe.paper(self.by_number[paper], "latest paper") for paper in found.papers[-2:][::-1]]
        return Thread(
            found.label, len(found.papers), grown, tuple(self.records[m].name for m in top), tuple(latest)
        )

    def _uses(self) -> tuple[tuple[MethodUse, ...], tuple[MethodUse, ...]]:
        """Methods that others use, most used first; and those of over half a year that nobody else names."""
        uses = self._every_use
        used = [use for use in uses if use.by_others is None or use.by_others > 0]
        used.sort(key=lambda use: (-use.in_field, use.method.method_id))
        settled = self.until - dt.timedelta(days=183)
        only = [use for use in uses if use.by_others == 0 and use.method.first_seen <= settled]
        only.sort(
            key=lambda use: (-use.method.papers, -use.method.first_seen.toordinal(), use.method.method_id)
        )
        return tuple(self._shown(use) for use in used[: self.most]), tuple(
            self._shown(use) for use in only[: self.most]
        )

    @cached_property
    def _every_use(self) -> list[MethodUse]:
        rows = self.field.methods
        recent, counts = self._recent_counts(), _usage(self.atlas, rows)
        return [_use(row, self.records, counts, recent) for row in rows.iter_rows(named=True)]

    def table(self) -> FieldMethods:
        """All methods of the field, most named first."""
        rows = [self._row(use) for use in self._every_use]
        rows.sort(key=lambda row: (-row.papers, row.method_id))
        return FieldMethods(self.field.query, self.atlas.coverage(), tuple(rows))

    def _row(self, use: MethodUse) -> FieldMethod:
        method = use.method
        own = self._own_paper[self._number[method.method_id]]
        return FieldMethod(
            method_id=method.method_id,
            name=method.name,
            kind=method.kind,
            introduced_by=method.introduced_by,
            first_seen=method.first_seen,
            problem=self.by_number[own]["problem"] if own in self.by_number else None,
            papers=use.in_field,
            by_others=use.by_others,
            recent=use.recent,
            builds_on=use.builds_on,
            applies=use.applies,
            compares=use.compares,
            has_code=method.has_code,
        )

    def _recent_counts(self) -> dict[int, int]:
        inside = self.field.mentions.join(self._recent(1).select("paper"), on="paper", how="semi")
        return dict(inside.group_by("method").agg(pl.col("paper").n_unique()).iter_rows())

    def _shown(self, use: MethodUse) -> MethodUse:
        """With evidence: the introducing paper and the latest relations by others."""
        number = self._number[use.method.method_id]
        edges = self._edges.get(number, [])
        shown = [describe.relation(row, self.records, self.by_number).evidence for row in edges[:2]]
        own = self._own_paper[number]
        if own is not None and own in self.by_number:
            shown.insert(0, describe.paper(self.by_number[own], "introduces it"))
        return MethodUse(
            use.method,
            use.in_field,
            use.builds_on,
            use.applies,
            use.compares,
            use.by_others,
            use.recent,
            tuple(shown),
        )

    @cached_property
    def _number(self) -> dict[str, int]:
        return {method.method_id: number for number, method in self.records.items()}

    @cached_property
    def _own_paper(self) -> dict[int, int | None]:
        """Method -> the paper that introduces it."""
        return dict(self.field.methods.select("method", "introduced_by").iter_rows())

    @cached_property
    def _edges(self) -> dict[int, list[dict[str, object]]]:
        """Relations to each method of the field, the latest first."""
        rows = self.atlas.related.filter(
            pl.col("parent").is_in(self.numbers) & (pl.col("confidence") >= STATED)
        )
        found: dict[int, list[dict[str, object]]] = {}
        for row in rows.sort("paper", descending=True).iter_rows(named=True):
            found.setdefault(row["parent"], []).append(row)
        return found

    # -- reading --------------------------------------------------------------------------------------

    def _reading(self) -> tuple[Reading, ...]:
        pairs = (
            self.field.mentions.filter(pl.col("method").is_in(self.numbers))
            .select("method", "paper")
            .unique()
        )
        named = dict(pairs.group_by("paper").len().iter_rows())
        others = {
            number: count - 1 for number, count in self.field.methods.select("method", "in_field").iter_rows()
        }
        founders = self.field.founders[:1]
        return reading(
            Shelf(
                self.field.papers,
                self.field.methods,
                others,
                self.graph,
                self.threads,
                named,
                self.until,
                founders,
            )
        )

    # -- practice -------------------------------------------------------------------------------------

    def _practice(self) -> tuple[Practice, ...]:
        """Methods that the field's papers name, its own or not, with the drills that prepare for them."""
        least = max(2, self.field.papers.height * _NAMED_OFTEN)
        often = self.field.named.filter((pl.col("in_field") >= least) | pl.col("method").is_in(self._first))
        counts = dict(often.select("method", "in_field").iter_rows())
        return prepared(self.atlas, self.drills, counts)[: self.most]

    @property
    def _first(self) -> list[int]:
        return list(self.field.founders[:1])


def prepared(atlas: Atlas, drills: Sequence[Drill], papers: Mapping[int, int]) -> tuple[Practice, ...]:
    """Of the methods that are counted, those with drills, the most counted first."""
    if not drills:
        return ()
    meant = methods_meant(atlas, links.names(drills))
    counted = {name: [n for n in numbers if n in papers] for name, numbers in meant.items()}
    wanted = {name: max(some, key=lambda n: (papers[n], -n)) for name, some in counted.items() if some}
    rows = atlas.methods.filter(pl.col("method").is_in(sorted(set(wanted.values()))))
    told = {
        number: links.Meant(name, method_id, papers[number])
        for number, name, method_id in rows.select("method", "name", "method_id").iter_rows()
    }
    return links.practice(drills, {name: told[number] for name, number in wanted.items()})


def _usage(atlas: Atlas, methods: pl.DataFrame) -> dict[tuple[int, int], int]:
    """(method, relation) -> papers that are said to stand so to it."""
    stated = atlas.related.filter(pl.col("confidence") >= STATED)
    return {(method, relation): papers for method, relation, papers in usage(stated, methods).iter_rows()}


def _use(
    row: Mapping[str, Any],
    records: Mapping[int, Method],
    counts: Mapping[tuple[int, int], int],
    recent: Mapping[int, int],
) -> MethodUse:
    number = row["method"]
    return MethodUse(
        method=records[number],
        in_field=row["in_field"],
        builds_on=counts.get((number, _BUILDS_ON), 0),
        applies=counts.get((number, _APPLIES), 0),
        compares=counts.get((number, _COMPARES), 0),
        by_others=records[number].papers_by_others,
        recent=recent.get(number, 0),
        evidence=(),
    )


def counted(labels: pl.Series, most: int) -> tuple[Count, ...]:
    """How often each label stands, of all papers that have one."""
    known = labels.drop_nulls().alias("label")
    counted = (
        known.to_frame().group_by("label").len("papers").sort("papers", "label", descending=[True, False])
    )
    return tuple(Count(label, papers, len(known)) for label, papers in counted.head(most).iter_rows())


def tools(papers: pl.DataFrame, most: int) -> tuple[Count, ...]:
    """Tools that papers name, of those that name any."""
    told = papers.filter(pl.col("tools").list.len() > 0)
    counts = counted(told["tools"].explode(), most)
    return tuple(Count(count.label, count.papers, told.height) for count in counts)


def node(
    row: TreeRow, records: Mapping[int, Method], papers: Mapping[int, describe.Row], methods: pl.DataFrame
) -> LineageNode:
    """One line of a lineage tree as users see it."""
    method = records[row.method]
    origin = methods.filter(pl.col("method") == row.method)["introduced_by"].item()
    return LineageNode(
        method=method,
        parent=None if row.parent is None else records[row.parent].method_id,
        problem=papers[origin]["problem"] if origin in papers else None,
        relation=describe.relation(row.edge.row, records, papers) if row.edge else None,
        on_main_path=row.on_main_path,
        depth=row.depth,
    )


# -- one method -----------------------------------------------------------------------------------


def method(
    atlas: Atlas, name: str, *, as_of: dt.date | None = None, top: int = 10, drills: Iterable[Drill] = ()
) -> MethodReport:
    """One method: where it comes from, what it mends, who uses it, and how to practise it.

    Raises:
        NotFound: nothing of that name; carries near names.
    """
    atlas = atlas.until(as_of)
    found = method_named(atlas, name)
    return _Portrait(atlas, found[0], found[1:], top * _KEPT, tuple(drills)).report()


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
        return self.atlas.derived("lineage", lambda: lineage(self.atlas.related, least_confidence=LEAST))

    @cached_property
    def records(self) -> dict[int, Method]:
        drawn = {row.method for row in self.below} | set(self.above)
        return describe.methods(self.atlas, {self.number, *drawn, *self.namesakes[: self.most]})

    @cached_property
    def above(self) -> list[int]:
        return ancestors(self.graph, self.number)

    @cached_property
    def below(self) -> tuple[TreeRow, ...]:
        return (
            tree(self.graph, self._adoption, root=self.number, limit=self.most).rows
            if self.number in self.graph.nodes
            else ()
        )

    @cached_property
    def _adoption(self) -> dict[int, int]:
        return self.atlas.derived("adoption", lambda: dict(papers_a_method(self.atlas).iter_rows()))

    @cached_property
    def rows(self) -> pl.DataFrame:
        return self.atlas.methods.filter(pl.col("method").is_in(list(self.records)))

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
        return describe.papers_by_number(
            self.atlas.papers.filter(pl.col("paper").is_in(shown.drop_nulls().unique().implode()))
        )

    @cached_property
    def _latest(self) -> pl.DataFrame:
        """The surest and latest relations of other papers to this method."""
        edges = self.atlas.related.filter(
            (pl.col("parent") == self.number) & (pl.col("confidence") >= STATED) & ~pl.col("inferred")
        )
        return edges.sort("paper", descending=True).head(self.most)

    def report(self) -> MethodReport:
        record = self.records[self.number]
        origin = self.rows.filter(pl.col("method") == self.number)["introduced_by"].item()
        mentions = self.atlas.mentions.filter(pl.col("method") == self.number)
        dates = self.atlas.papers.join(mentions.select("paper").unique(), on="paper", how="semi")["date"]
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
        counts = _usage(self.atlas, self.rows.filter(pl.col("method") == self.number))
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
