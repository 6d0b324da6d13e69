"""A repository for the terminal: what a stranger finds at each step, the checklist, what to mend next."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.report import blocks, words
from inroad.report.blocks import line
from inroad.types import PlayItem, PlayReport, Repair, Seen

_MARK = {"yes": "yes", "no": "no", "could not tell": "?"}
_STEPS = {
    "find": "Find: is everything there?",
    "install": "Install: can it be set up?",
    "run": "Run: does it start elsewhere?",
    "trust": "Trust: may and should one build on it?",
}
REPAIRS = 5
PLACES = 5


def scanned(report: PlayReport) -> Group:
    """All of it."""
    rows: list[RenderableType] = [
        line((f"{report.name}: {words.number(report.score)} of 100", "bold"), _undecided(report)),
        line((f"{words.plural(report.files, 'file')} read in {report.source}; nothing was run.", "dim")),
    ]
    for step, title in _STEPS.items():
        rows.append(blocks.section(title, "", [_table([i for i in report.items if i.step == step])]))
    rows.append(_checklist(report))
    rows.append(blocks.section("What to mend first", "", _repairs(report.repairs)))
    if report.obstacles:
        rows.append(blocks.section("Where another machine would stop", "", _places(report.obstacles)))
    if report.hardware:
        rows.append(blocks.section("Hardware it speaks of", "", _places(report.hardware)))
    notes = blocks.notes(report.warnings)
    return Group(*rows, *([notes] if notes else []))


def _undecided(report: PlayReport) -> str:
    if not report.undecided:
        return " points"
    return f" points; {words.number(report.undecided)} more could not be told"


def _table(items: Sequence[PlayItem]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for each in items:
        points = (
            f"{words.number(each.points)}/{words.number(each.weight)}" if each.points is not None else "–"
        )
        table.add_row(line((_MARK[each.answer], "bold")), blocks.right(line(points)), _told(each))
    return table


def _told(each: PlayItem) -> Text:
    told = line((each.question + " ", "dim"), each.found)
    if each.seen:
        told.append_text(line((f" [{place(each.seen[0])}]", "dim")))
    return told


def place(seen: Seen) -> str:
    """``train.py:12``."""
    return seen.path if seen.line is None else f"{seen.path}:{seen.line}"


def _checklist(report: PlayReport) -> RenderableType:
    five = [each for each in report.items if each.checklist]
    told = ", ".join(f"{_FIVE[each.item]}: {each.answer}" for each in five)
    unknown = f", {report.checklist_unknown} could not be told" if report.checklist_unknown else ""
    head = f"{report.checklist} of 5{unknown}"
    return blocks.section("ML Code Completeness Checklist", "", [line((head, "bold"), f" ({told})")])


_FIVE = {
    "dependencies": "dependencies",
    "training": "training code",
    "evaluation": "evaluation code",
    "weights": "pre-trained models",
    "results": "results with commands",
}


def _repairs(repairs: Sequence[Repair]) -> list[RenderableType]:
    if not repairs:
        return [line("Nothing that could be told from the files.")]
    rows: list[RenderableType] = [
        line(f"{number}. {each.sentence} ", (f"({_effort(each.minutes)}, +{words.number(each.gain)})", "dim"))
        for number, each in enumerate(repairs[:REPAIRS], 1)
    ]
    return [*rows, *blocks.rest(repairs, REPAIRS)]


def _effort(minutes: int) -> str:
    return f"{minutes} minutes" if minutes < 90 else f"{words.number(minutes / 60)} hours"


def _places(seen: Sequence[Seen]) -> list[RenderableType]:
    rows: list[RenderableType] = [line((place(each), "bold"), f"  {each.note}") for each in seen[:PLACES]]
    return [*rows, *blocks.rest(seen, PLACES)]
