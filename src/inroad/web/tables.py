"""Tables of reports as they are exported: every row of the record, plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inroad.types import (
    CompareReport,
    Count,
    Evidence,
    FieldMethods,
    FieldReport,
    Growth,
    LineageNode,
    MethodPapers,
    MethodReport,
    MonthCount,
    Person,
    Reading,
    Topics,
)
from inroad.web.forms import Cell, Table

METHOD = (
    *("method_id", "name", "kind", "introduced_by", "first_seen", "problem", "papers", "by_others"),
    *("recent", "builds_on", "applies", "compares", "has_code"),
)
NODE = (
    *("method_id", "name", "first_seen", "papers", "by_others", "thread", "problem", "parent"),
    *("relation", "confidence", "inferred", "paper_id", "place", "sentence"),
)
GROWTH = ("stage", "factor_per_year", "low", "high", "doubling_months")


def months(series: Iterable[MonthCount]) -> Table:
    """Papers by month, and what they are a share of."""
    rows = [(each.month, each.papers, each.corpus, each.share) for each in series]
    return Table(("month", "papers", "corpus", "share"), rows)


def methods(report: FieldMethods) -> Table:
    """All methods of a field."""
    rows = [[getattr(each, name) for name in METHOD] for each in report.methods]
    return Table(METHOD, rows)


def threads(report: FieldReport) -> Table:
    """Sub-problems and how they grow."""
    rows = [
        (each.label, each.papers, *_growth(each.growth), "; ".join(each.methods)) for each in report.threads
    ]
    return Table(("thread", "papers", *GROWTH, "methods"), rows)


def people(found: Iterable[Person]) -> Table:
    """Who is active."""
    return Table(("name", "papers", "last"), [(each.name, each.papers, each.last) for each in found])


def counts(label: str, found: Iterable[Count]) -> Table:
    """Labelled numbers with what they were counted on."""
    return Table((label, "papers", "of"), [(each.label, each.papers, each.of) for each in found])


def reading(found: Iterable[Reading]) -> Table:
    """What to read first."""
    rows = [
        (place, each.paper_id, each.title, each.date, each.why) for place, each in enumerate(found, start=1)
    ]
    return Table(("place", "paper_id", "title", "date", "why"), rows)


def lineage(nodes: Sequence[LineageNode]) -> Table:
    """Methods under their parents, with what says so."""
    return Table(NODE, [_node(node) for node in nodes])


def evidence(found: Iterable[Evidence]) -> Table:
    """Places that say something."""
    columns = ("paper_id", "title", "date", "place", "sentence", "start", "end", "note")
    return Table(columns, [[getattr(each, name) for name in columns] for each in found])


def play(report: MethodReport) -> Table:
    """Signs of use and what stands in the way."""
    rows = [(each.name, each.obstacle, each.answer, each.said, each.seen) for each in report.play]
    return Table(("sign", "obstacle", "answer", "said", "seen"), rows)


def uses(report: MethodPapers) -> Table:
    """Papers that use a method, each once."""
    rows = [
        (group.kind, use.paper_id, use.title, use.date, use.confidence, use.evidence.place)
        for group in report.groups
        for use in group.shown
    ]
    return Table(("kind", "paper_id", "title", "date", "confidence", "place"), rows)


def topics(report: Topics) -> Table:
    """What one could ask for."""
    large = (("much worked on", each.label, each.recent, None) for each in report.largest)
    rising = (("rising", each.label, each.papers, each.before) for each in report.rising)
    return Table(("list", "topic", "titles of the last 12 months", "of the 12 before"), (*large, *rising))


def sides(report: CompareReport) -> Table:
    """Two things side by side, a column each."""
    rows: list[tuple[Cell, ...]] = [
        (name, *(getattr(side, name) for side in report.sides))
        for name in ("papers", "recent", "first_seen", "general", "applied", "problem")
    ]
    grown = [_growth(side.growth) for side in report.sides]
    rows += [(name, *values) for name, *values in zip(GROWTH, *grown, strict=True)]
    return Table(("figure", *(side.name for side in report.sides)), rows)


def courses(report: CompareReport) -> Table:
    """The months of both."""
    one, two = (side.growth.series for side in report.sides)
    rows = [(a.month, a.papers, b.papers, a.corpus) for a, b in zip(one, two, strict=True)]
    return Table(("month", *(side.name for side in report.sides), "corpus"), rows)


def shared_methods(report: CompareReport) -> Table:
    """Methods named on both sides."""
    rows = [(each.method_id, each.name, *each.papers) for each in report.methods]
    return Table(("method_id", "name", *(side.name for side in report.sides)), rows)


def shared_people(report: CompareReport) -> Table:
    """People on both sides."""
    rows = [(each.name, *each.papers) for each in report.people]
    return Table(("name", *(side.name for side in report.sides)), rows)


def _growth(growth: Growth) -> tuple[Cell, ...]:
    low, high = growth.interval or (None, None)
    return growth.stage, growth.factor_per_year, low, high, growth.doubling_months


def _node(node: LineageNode) -> Sequence[Cell]:
    method, relation = node.method, node.relation
    adoption = (method.papers, method.papers_by_others)
    head = (method.method_id, method.name, method.first_seen, *adoption)
    place = (node.thread, node.problem, node.parent)
    if relation is None:
        return *head, *place, None, None, None, None, None, None
    seen = relation.evidence
    told = (relation.kind, relation.confidence, relation.inferred)
    return *head, *place, *told, relation.paper_id, seen.place, seen.sentence
