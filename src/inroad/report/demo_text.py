"""A demo for the terminal: what was made, what is called and why, what is in the way, how the test went."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table

from inroad.report import blocks, words
from inroad.report.blocks import line
from inroad.types import DemoEntry, DemoInput, DemoReport, DemoTestReport

OTHERS = 4
OBSTACLES = 8
_MARK = {True: "yes", False: "no", None: "–"}


def made(report: DemoReport) -> Group:
    """What was made of a repository."""
    rows: list[RenderableType] = [*_head(report)]
    if report.entry is not None:
        rows.append(blocks.section("What it calls", "", _entry(report.entry)))
        rows.append(blocks.section("What the page asks", "", _inputs(report.entry)))
        rows.append(blocks.section("What it shows", "", [line(_outputs(report.entry))]))
    if report.others:
        shown = [line(f"{each.entry_id}  ({each.found_by})") for each in report.others[:OTHERS]]
        rows.append(blocks.section("Other ways in", "Choose one with --entry.", shown))
    if report.obstacles:
        rows.append(blocks.section("What may be in the way", "", _obstacles(report)))
    if report.questions:
        asked = [line(each.ask) for each in report.questions]
        rows.append(blocks.section("What could not be told", f"Answer in {report.folder}/demo.toml.", asked))
    notes = blocks.notes(report.warnings)
    return Group(*rows, *([notes] if notes else []))


def _head(report: DemoReport) -> list[RenderableType]:
    if report.entry is None:
        return [
            line((f"{report.name}: no way in was found", "bold")),
            line(f"Say in {report.folder}/demo.toml what to call, then run it again."),
        ]
    how = ", with made-up answers" if report.stub else ""
    files = words.plural(len(report.files), "file")
    return [
        line((f"{report.name}: a demo in {report.folder}", "bold"), how),
        line(
            f"{files}, and a copy of the original ({words.plural(report.copied, 'file')}); nothing was run."
        ),
        line(f"Try it: inroad demo test {report.folder}, or python {report.folder}/app.py"),
    ]


def _entry(entry: DemoEntry) -> list[RenderableType]:
    rows: list[RenderableType] = [line((entry.entry_id, "bold"), f", because {'; '.join(entry.reasons)}")]
    return [*rows, line((entry.about, "dim"))] if entry.about else rows


def _inputs(entry: DemoEntry) -> list[RenderableType]:
    basic = [each for each in (*entry.inputs, *entry.setup) if each.basic]
    more = len(entry.inputs) + len(entry.setup) - len(basic)
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in basic:
        table.add_row(line((each.name, "bold")), line(_kind(each)), line(each.help))
    rows: list[RenderableType] = [table] if basic else []
    return [*rows, line((f"{words.number(more)} more under “more settings”", "dim"))] if more else rows


def _kind(each: DemoInput) -> str:
    needed = ", needed" if each.required and each.default is None else ""
    return f"{each.kind}{needed}" + ("" if each.sure else " (guessed)")


def _outputs(entry: DemoEntry) -> str:
    return ", ".join(f"{each.kind} ({each.how})" for each in entry.outputs)


def _obstacles(report: DemoReport) -> list[RenderableType]:
    shown = report.obstacles[:OBSTACLES]
    rows: list[RenderableType] = [
        line(f"{each.file}, line {each.line}: {each.what}" if each.line else each.what) for each in shown
    ]
    left = len(report.obstacles) - len(shown)
    return [*rows, line((f"{words.number(left)} more in README.md", "dim"))] if left else rows


def tested(report: DemoTestReport) -> Group:
    """How the steps of a test went."""
    how = "the original" if report.real else "made-up answers"
    head = "works" if report.passed else "does not work"
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in report.steps:
        table.add_row(line((_MARK[each.passed], "bold")), line(each.name), line((each.reason, "dim")))
    rows: list[RenderableType] = [line((f"{report.folder} {head}", "bold"), f" (with {how})"), table]
    return Group(*rows, *([line(f"The page showed: {report.answer}")] if report.answer else []))
