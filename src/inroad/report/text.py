"""Reports for the terminal: readable at 80 columns, without colour, and when piped into a file.

A report is a column of sections (``blocks``).  Bold and dim only help the eye; nothing is said by style
alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.report import blocks, claim_text, lineage, sentences, words, years
from inroad.report.blocks import Part, line
from inroad.report.clean import TITLE, clean
from inroad.types import (
    Coverage,
    Evidence,
    FieldReport,
    Growth,
    Hint,
    Method,
    MethodUse,
    Person,
    Practice,
    Reading,
    Thread,
)

if TYPE_CHECKING:
    from inroad.types import MethodReport

BAR = 24


# -- reports --------------------------------------------------------------------------------------


def field(report: FieldReport, top: int = 10) -> Group:
    """The state of a field, in the order in which a newcomer needs it."""
    if not report.papers:
        return _nothing(report, top)
    sections = [
        blocks.top(report.query, sentences.head(report), report.coverage, _matched(report, top)),
        blocks.notes(report.warnings),
        _growth(report.growth, report.coverage, "How it grows"),
        blocks.section(
            "Where its methods come from", sentences.LINEAGE, lineage.tree(report.lineage, 2 * top)
        ),
        blocks.section(
            "What is being worked on", sentences.THREADS, blocks.listed(report.threads, top, _thread)
        ),
        blocks.section("Methods that others use", sentences.USED, blocks.listed(report.used, top, _use)),
        blocks.section(
            "Methods only their authors use", sentences.ONLY, blocks.listed(report.only_by_authors, top, _use)
        ),
        blocks.section(
            "Methods or applications", sentences.audience(report), blocks.counts(report.domains, top)
        ),
        _people(report, top),
        blocks.section("Where it is published", "", blocks.counts(report.venues, top)),
        blocks.section("Tools", "", blocks.counts(report.tools, top)),
        blocks.section(
            "Read these first", sentences.READING, blocks.listed(report.reading, top, _reading, numbered=True)
        ),
        blocks.section("Where you could start", sentences.OPENINGS, _openings(report, top)),
        _practice(report.practice, top),
    ]
    return Group(*(each for each in sections if each))


def method(report: MethodReport, top: int = 10) -> Group:
    """One method: where it comes from, what it mends, who uses it."""
    sections = [
        blocks.top(report.method.name, sentences.method_head(report), report.coverage, _facts(report)),
        blocks.notes(report.warnings),
        _growth(report.growth, report.coverage, "How its use grows"),
        blocks.section("How papers use it", "", blocks.counts(report.by_relation, top)),
        *_family(report, top),
        _practice(report.practice, top),
        _checked(report, top),
        blocks.section("Where this is said", "", blocks.listed(report.evidence, top, _cited)),
        blocks.section("Others of the same name", "", blocks.listed(report.namesakes, top, _namesake)),
    ]
    return Group(*(each for each in sections if each))


def lineage_only(report: MethodReport, top: int = 10) -> Group:
    """Only the family of one method."""
    head = blocks.top(report.method.name, sentences.method_head(report), report.coverage, [])
    return Group(head, *_family(report, top))


# -- sections -------------------------------------------------------------------------------------


def _nothing(report: FieldReport, top: int) -> Group:
    head = blocks.top(report.query, sentences.head(report), report.coverage, _matched(report, top))
    return Group(head, blocks.notes(report.warnings) or "", line(sentences.NOTHING))


def _matched(report: FieldReport, top: int) -> list[RenderableType]:
    names = ", ".join(clean(name, 60) for name in report.matched[:top])
    more = len(report.matched) - top
    rest = f" and {words.number(more)} more" if more > 0 else ""
    return [line(("Counted by: ", "dim"), (names + rest, "dim"))] if names else []


def _growth(growth: Growth, coverage: Coverage, title: str) -> RenderableType:
    body: list[RenderableType] = [line(sentences.growth(growth))]
    table = Table.grid(padding=(0, 2, 0, 0))
    rows = years.by_year(growth.series)
    peak = years.peak(rows)
    for row in rows:
        bar = "█" * round(BAR * min((row.share or 0.0) / peak, 1.0)) if peak else ""
        count, share = line(words.plural(row.papers, "paper")), line(words.percent(row.share))
        table.add_row(line(row.label), blocks.right(count), blocks.right(share), line(bar))
    if rows:
        body.append(table)
    body += [line((note, "dim")) for note in (growth.note, sentences.dense(coverage)) if note]
    return blocks.section(title, f"Stage: {growth.stage} ({sentences.STAGE_HELP[growth.stage]}).", body)


def _thread(thread: Thread) -> Iterable[Text]:
    arrow, _ = words.direction(thread.growth)
    yield line(
        (f"{arrow} ", "bold"),
        (clean(thread.label, TITLE), "bold"),
        f", {words.plural(thread.papers, 'paper')}",
    )
    yield line(sentences.bearing(thread))
    if thread.methods:
        yield line("methods: ", ", ".join(thread.methods))
    yield from blocks.evidence(thread.evidence)


def _use(use: MethodUse) -> Iterable[Text]:
    yield line((clean(use.method.name, TITLE), "bold"), f", {sentences.origin(use.method)}")
    yield line(sentences.usage(use))
    yield line(sentences.relations(use))
    yield line(sentences.missing_link(use.method.has_code))
    yield from blocks.evidence(use.evidence)


def _people(report: FieldReport, top: int) -> RenderableType:
    rows = blocks.listed(report.people, top, _person)
    return blocks.section("Who is active", sentences.PEOPLE, [line(sentences.newcomers(report)), *rows])


def _person(person: Person) -> Iterable[Text]:
    last = f", last {words.day(person.last)}"
    yield line((clean(person.name, 80), "bold"), f", {words.plural(person.papers, 'paper')}{last}")
    yield from blocks.evidence(person.evidence)


def _reading(reading: Reading) -> Iterable[Text]:
    yield line((clean(reading.title, TITLE), "bold"))
    yield line(f"{words.paper(reading.paper_id)}, {words.day(reading.date)}")
    yield line(reading.why)


def _openings(report: FieldReport, top: int) -> list[RenderableType]:
    rows = blocks.listed(report.openings, top, _hint)
    return [*rows, Text(), line((sentences.more_openings(report), "dim"))]


def _hint(hint: Hint) -> Iterable[Text]:
    yield line(
        (clean(hint.title, TITLE), "bold"), f" ({hint.kind}, score {words.number(round(hint.score, 2))})"
    )
    yield line("why: ", hint.why)
    yield line("first step: ", (hint.first_step, "bold"))
    yield from blocks.evidence(hint.evidence)


def _practice(found: Sequence[Practice], top: int) -> RenderableType | None:
    if not found:
        return None
    return blocks.section("Practise it", sentences.PRACTICE, blocks.listed(found, top, _prepares))


def _checked(report: MethodReport, top: int) -> RenderableType | None:
    if not report.reproductions:
        return None
    body = blocks.listed(report.reproductions, top, claim_text.reproduction)
    return blocks.section("Claims that were checked", "", body)


def _prepares(each: Practice) -> Iterable[Text]:
    yield line((clean(each.method, TITLE), "bold"), f", {words.plural(each.papers, 'paper')}")
    first, *more = each.drills
    yield line((f"inroad drill start {clean(first.drill_id, 80)}", "bold"), f": {clean(first.title, TITLE)}")
    if more:
        yield line("then: ", ", ".join(clean(drill.drill_id, 80) for drill in more))


# -- one method -----------------------------------------------------------------------------------


def _facts(report: MethodReport) -> list[RenderableType]:
    rows: list[Part] = [("Problem it set out to solve: ", "dim"), report.problem or words.UNKNOWN]
    found = report.introduced
    source = words.cite(found) if found else sentences.origin(report.method)
    title = [line(("Title: ", "dim"), clean(found.title, TITLE))] if found and found.title else []
    return [
        line(*rows),
        line(("Introduced: ", "dim"), source),
        *title,
        line(sentences.missing_link(report.method.has_code)),
    ]


def _family(report: MethodReport, top: int) -> list[RenderableType]:
    older, newer = lineage.tree(report.ancestors, top), lineage.tree(report.descendants, top)
    return [
        blocks.section("What it builds on", sentences.LINEAGE, older),
        blocks.section("What was built on it", sentences.LINEAGE, newer),
    ]


def _cited(evidence: Evidence) -> Iterable[Text]:
    yield line(words.cite(evidence))
    if evidence.title:
        yield line((clean(evidence.title, TITLE), "dim"))


def _namesake(other: Method) -> Iterable[Text]:
    yield line((clean(other.method_id, 80), "bold"), f", {other.long_form or other.kind}")
    yield line(f"{sentences.origin(other)}, {words.people(other.papers, other.papers_by_others)}")
