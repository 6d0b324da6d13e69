"""Reports for the terminal: readable at 80 columns, without colour, and when piped into a file.

A report is a column of sections.  Bold and dim only help the eye; nothing is said by style alone.
Every string becomes a ``Text`` through ``line``, which cleans it, so neither terminal escapes nor
Rich's own markup can come in with the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from inroad.report import lineage, sentences, words, years
from inroad.report.clean import TITLE, clean
from inroad.types import (
    Count,
    Coverage,
    Evidence,
    FieldReport,
    Growth,
    Hint,
    Method,
    MethodUse,
    Person,
    Reading,
    Thread,
)

if TYPE_CHECKING:
    from inroad.types import MethodReport

T = TypeVar("T")
Part = str | tuple[str, str]
SHOWN_EVIDENCE = 2
BAR = 24


# -- reports --------------------------------------------------------------------------------------


def field(report: FieldReport, top: int = 10) -> Group:
    """The state of a field, in the order in which a newcomer needs it."""
    if not report.papers:
        return _nothing(report, top)
    sections = [
        _top(report.query, sentences.head(report), report.coverage, _matched(report, top)),
        _warnings(report.warnings),
        _growth(report.growth, report.coverage, "How it grows"),
        _section("Where its methods come from", sentences.LINEAGE, lineage.tree(report.lineage, 2 * top)),
        _section("What is being worked on", sentences.THREADS, _list(report.threads, top, _thread)),
        _section("Methods that others use", sentences.USED, _list(report.used, top, _use)),
        _section("Methods only their authors use", sentences.ONLY, _list(report.only_by_authors, top, _use)),
        _section("Methods or applications", sentences.audience(report), _counts(report.domains, top)),
        _people(report, top),
        _section("Where it is published", "", _counts(report.venues, top)),
        _section("Tools", "", _counts(report.tools, top)),
        _section("Read these first", sentences.READING, _list(report.reading, top, _reading, numbered=True)),
        _section("Where you could start", sentences.OPENINGS, _list(report.openings, top, _hint)),
    ]
    return Group(*(section for section in sections if section))


def method(report: MethodReport, top: int = 10) -> Group:
    """One method: where it comes from, what it mends, who uses it."""
    sections = [
        _top(report.method.name, sentences.method_head(report), report.coverage, _facts(report)),
        _warnings(report.warnings),
        _growth(report.growth, report.coverage, "How its use grows"),
        _section("How papers use it", "", _counts(report.by_relation, top)),
        *_family(report, top),
        _section("Where this is said", "", _list(report.evidence, top, _cited)),
        _section("Others of the same name", "", _list(report.namesakes, top, _namesake)),
    ]
    return Group(*(section for section in sections if section))


def lineage_only(report: MethodReport, top: int = 10) -> Group:
    """Only the family of one method."""
    head = _top(report.method.name, sentences.method_head(report), report.coverage, [])
    return Group(head, *_family(report, top))


# -- building blocks ------------------------------------------------------------------------------


def line(*parts: Part) -> Text:
    """One paragraph; a part is text or (text, style)."""
    made = Text()
    for part in parts:
        text, style = part if isinstance(part, tuple) else (part, "")
        # The space at a part's edges is ours, not the data's.
        lead, tail = " " * (text[:1] == " "), " " * (len(text) > 1 and text[-1] == " ")
        made.append(lead + clean(text) + tail, style)
    return made


def _indent(body: RenderableType, by: int = 2) -> Padding:
    return Padding(body, (0, 0, 0, by))


def _section(title: str, intro: str, body: Sequence[RenderableType]) -> RenderableType:
    rows: list[RenderableType] = [line((intro, "dim"))] if intro else []
    rows += body or [line("none known in this corpus")]
    return Group(Text(), line((title, "bold")), *map(_indent, rows))


def _list(
    items: Sequence[T], top: int, show: Callable[[T], Iterable[Text]], *, numbered: bool = False
) -> list[RenderableType]:
    rows: list[RenderableType] = []
    for number, item in enumerate(items[:top], 1):
        first, *rest = show(item)
        mark = f"{number}. " if numbered else "- "
        grid = Table.grid(padding=0)
        grid.add_row(Text(mark), Group(first, *rest))
        rows.append(grid)
    return rows + _rest(items, top)


def _rest(items: Sequence[object], top: int) -> list[RenderableType]:
    return [line((words.left_out(len(items) - top), "dim"))] if len(items) > top else []


def _evidence(found: Sequence[Evidence]) -> list[Text]:
    rows = [line(("seen in ", "dim"), (words.cite(each), "dim")) for each in found[:SHOWN_EVIDENCE]]
    more = len(found) - SHOWN_EVIDENCE
    return [*rows, line((words.left_out(more), "dim"))] if more > 0 else rows


def _counts(counts: Sequence[Count], top: int) -> list[RenderableType]:
    if not counts:
        return []
    table, base = Table.grid(padding=(0, 2, 0, 0)), words.known(counts)
    for count in counts[:top]:
        table.add_row(line(count.label), line(words.share_of(count, base)))
    return [*([line((base, "dim"))] if base else []), table, *_rest(counts, top)]


# -- sections -------------------------------------------------------------------------------------


def _top(name: str, head: str, coverage: Coverage, more: Sequence[RenderableType]) -> Group:
    return Group(
        line((clean(name, TITLE), "bold")), line(head), line((sentences.coverage(coverage), "dim")), *more
    )


def _nothing(report: FieldReport, top: int) -> Group:
    head = _top(report.query, sentences.head(report), report.coverage, _matched(report, top))
    return Group(head, _warnings(report.warnings) or "", line(sentences.NOTHING))


def _matched(report: FieldReport, top: int) -> list[RenderableType]:
    names = ", ".join(clean(name, 60) for name in report.matched[:top])
    more = len(report.matched) - top
    rest = f" and {words.number(more)} more" if more > 0 else ""
    return [line(("Counted by: ", "dim"), (names + rest, "dim"))] if names else []


def _warnings(warnings: Sequence[str]) -> RenderableType | None:
    if not warnings:
        return None
    return Group(Text(), *(line(("Note: ", "bold"), warning) for warning in warnings))


def _growth(growth: Growth, coverage: Coverage, title: str) -> RenderableType:
    body: list[RenderableType] = [line(sentences.growth(growth))]
    table = Table.grid(padding=(0, 2, 0, 0))
    rows = years.by_year(growth.series)
    peak = max((row.share or 0.0 for row in rows), default=0.0)
    for row in rows:
        bar = "█" * round(BAR * (row.share or 0.0) / peak) if peak else ""
        count, share = line(words.plural(row.papers, "paper")), line(words.percent(row.share))
        table.add_row(line(row.label), _right(count), _right(share), line(bar))
    if rows:
        body.append(table)
    body += [line((note, "dim")) for note in (growth.note, sentences.dense(coverage)) if note]
    return _section(title, f"Stage: {growth.stage} ({sentences.STAGE_HELP[growth.stage]}).", body)


def _right(text: Text) -> Text:
    text.justify = "right"
    return text


def _thread(thread: Thread) -> Iterable[Text]:
    arrow, _ = words.direction(thread.growth)
    yield line(
        (f"{arrow} ", "bold"),
        (clean(thread.label, TITLE), "bold"),
        f", {words.plural(thread.papers, 'paper')}",
    )
    yield line(words.trend(thread.growth))
    if thread.methods:
        yield line("methods: ", ", ".join(thread.methods))
    yield from _evidence(thread.evidence)


def _use(use: MethodUse) -> Iterable[Text]:
    yield line((clean(use.method.name, TITLE), "bold"), f", {sentences.origin(use.method)}")
    yield line(sentences.usage(use))
    yield line(sentences.relations(use))
    yield line(sentences.missing_link(use.method.has_code))
    yield from _evidence(use.evidence)


def _people(report: FieldReport, top: int) -> RenderableType:
    rows = _list(report.people, top, _person)
    return _section("Who is active", sentences.PEOPLE, [line(sentences.newcomers(report)), *rows])


def _person(person: Person) -> Iterable[Text]:
    last = f", last {words.day(person.last)}"
    yield line((clean(person.name, 80), "bold"), f", {words.plural(person.papers, 'paper')}{last}")
    yield from _evidence(person.evidence)


def _reading(reading: Reading) -> Iterable[Text]:
    yield line((clean(reading.title, TITLE), "bold"))
    yield line(f"{words.paper(reading.paper_id)}, {words.day(reading.date)}")
    yield line(reading.why)


def _hint(hint: Hint) -> Iterable[Text]:
    yield line(
        (clean(hint.title, TITLE), "bold"), f" ({hint.kind}, score {words.number(round(hint.score, 2))})"
    )
    yield line("why: ", hint.why)
    yield line("first step: ", (hint.first_step, "bold"))
    yield from _evidence(hint.evidence)


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
        _section("What it builds on", sentences.LINEAGE, older),
        _section("What was built on it", sentences.LINEAGE, newer),
    ]


def _cited(evidence: Evidence) -> Iterable[Text]:
    yield line(words.cite(evidence))
    if evidence.title:
        yield line((clean(evidence.title, TITLE), "dim"))


def _namesake(other: Method) -> Iterable[Text]:
    yield line((clean(other.method_id, 80), "bold"), f", {other.long_form or other.kind}")
    yield line(f"{sentences.origin(other)}, {words.people(other.papers, other.papers_by_others)}")
