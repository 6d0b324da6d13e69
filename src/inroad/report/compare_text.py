"""Two things side by side for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.report import blocks, compare_words, words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean
from inroad.types import CompareReport, SharedPerson, SharedUse, Side


def compare(report: CompareReport, top: int = 10) -> Group:
    """What two methods or fields have in common and what not."""
    one, two = report.sides
    name = f"{clean(one.name, TITLE)} and {clean(two.name, TITLE)}"
    sections = [
        blocks.top(name, compare_words.difference(report), report.coverage, []),
        blocks.notes(report.warnings),
        _figures(report),
        blocks.section("Methods of both", compare_words.METHODS, blocks.listed(report.methods, top, _shared)),
        blocks.section("People in both", compare_words.PEOPLE, blocks.listed(report.people, top, _shared)),
        *(section for side in report.sides for section in _side(side, top)),
    ]
    return Group(*(each for each in sections if each))


def _figures(report: CompareReport) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    names = (line((clean(side.name, 30), "bold")) for side in report.sides)
    table.add_row("", *names)
    for label, values in compare_words.figures(report):
        table.add_row(line((label, "dim")), *map(line, values))
    return blocks.section("Side by side", compare_words.overlap(report), [table])


def _side(side: Side, top: int) -> Iterable[RenderableType]:
    found = side.introduced
    intro = f"Introduced in {words.cite(found)}" if found else "Introducing paper unknown"
    name = clean(side.name, TITLE)
    yield blocks.section(f"Problems: {name}", f"{intro}.", blocks.counts(side.problems, top))
    if side.drills:
        yield blocks.section(f"Practise: {name}", "", [line(", ".join(side.drills))])


def _shared(each: SharedUse | SharedPerson) -> Iterable[Text]:
    one, two = each.papers
    yield line((clean(each.name, TITLE), "bold"), f", {words.number(one)} and {words.plural(two, 'paper')}")
