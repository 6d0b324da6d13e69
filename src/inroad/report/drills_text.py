"""Practice on the terminal: lists, verdicts, cards and figures."""

from __future__ import annotations

import datetime as dt

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.report import blocks
from inroad.report.blocks import line
from inroad.report.clean import clean, verbatim
from inroad.types import CheckReport, DrillsReport, DrillState, PracticeStats, Verdict

MARKS = {"new": "o", "locked": ".", "open": ">", "due": "!", "learnt": "x", "known": "-"}
_LEGEND = "> begun   ! due again   x learnt   - known   o ready   . needs others first"
_HEAD = {
    "passed": "Passed.",
    "wrong": "Not yet.",
    "refused": "Refused: the answer uses what it should build.",
    "stopped": "Stopped.",
}
_GRADE = {
    "again": "it was given up, so it comes back soon",
    "hard": "it was hard work",
    "good": "it went well",
    "easy": "it went easily",
}


def listed(report: DrillsReport) -> Group:
    """All drills by family, one a line."""
    table = Table.grid(padding=(0, 1))
    family = ""
    for state in report.drills:
        if state.drill.family != family:
            family = state.drill.family
            table.add_row(Text(), line((family, "bold")), Text(), Text())
        table.add_row(
            Text(MARKS[state.standing]),
            line(state.drill.drill_id),
            line(state.drill.title),
            line((_when(state), "dim")),
        )
    return Group(table, Text(), line((_LEGEND, "dim")))


def mapped(report: DrillsReport) -> Group:
    """Drills as a map: each with what it opens, so that the way through can be seen."""
    by_id = {state.drill.drill_id: state for state in report.drills}
    rows: list[RenderableType] = []
    for state in report.drills:
        needs = ", ".join(f"{MARKS[by_id[each].standing]} {each}" for each in state.drill.requires)
        rows.append(
            line(
                f"{MARKS[state.standing]} ",
                (state.drill.drill_id, "bold" if state.standing in ("new", "open", "due") else ""),
                (f"  after {needs}" if needs else "", "dim"),
                (f"  {_when(state)}", "dim"),
            )
        )
    return Group(*rows, Text(), line((_LEGEND, "dim")))


def _when(state: DrillState) -> str:
    if state.standing == "open":
        return f"begun, {_count(state.attempts, 'attempt')}"
    if state.due is None:
        return f"about {state.drill.minutes} min"
    left = "" if state.remembered is None else f", {state.remembered:.0%} remembered"
    return f"due {state.due:%Y-%m-%d}{left}"


def checked(report: CheckReport) -> Group:
    """A verdict: what holds, what does not, the smallest example, and when to come back."""
    verdict = report.verdict
    rows: list[RenderableType] = [line((_HEAD[verdict.outcome], "bold"))]
    rows += [Text(f"  ok  {clean(name)}") for name in verdict.passed]
    rows += _failed(verdict)
    if verdict.printed.strip():
        rows.append(blocks.section("What it printed", "", blocks.as_is(verdict.printed)))
    if report.grade is not None and report.due is not None:
        rows.append(line(f"{_GRADE[report.grade].capitalize()}: again on {report.due:%Y-%m-%d}."))
    elif verdict.outcome == "passed" and report.due is not None:
        rows.append(line(f"It was not due; the plan stays: again on {report.due:%Y-%m-%d}."))
    told = f"{verdict.seconds:.1f} s" + (f"; {verdict.protection}" if verdict.protection else "")
    return Group(*rows, Text(), line((told, "dim")))


def _failed(verdict: Verdict) -> list[RenderableType]:
    if verdict.outcome == "passed":
        return []
    stage = f"{verdict.stage}: " if verdict.stage and verdict.outcome == "wrong" else ""
    rows: list[RenderableType] = [
        Text(f"  --  {stage}{verbatim(each)}") for each in verdict.message.splitlines()
    ]
    if verdict.diagnosis:
        rows.append(blocks.indent(line(("What happened: ", "bold"), verdict.diagnosis), 6))
    if verdict.example:
        rows.append(blocks.section("The smallest example found", "", blocks.as_is(verdict.example)))
    return rows


def stats(report: PracticeStats, today: dt.date) -> Group:
    """What was practised so far."""
    rows: list[RenderableType] = [
        line((f"{report.learnt} of {report.of} drills learnt", "bold"), f", {report.due} due today."),
        line(f"{_count(report.cards, 'card')} answered, {report.cards_due} due."),
        line(f"{report.minutes / 60:.1f} hours of work; {_streak(report, today)}."),
    ]
    if report.families:
        parts = [line(f"{each.label}: {each.papers} of {each.of}") for each in report.families]
        rows.append(blocks.section("By part of the catalogue", "", parts))
    if report.mistakes:
        told = [line(f"{each.papers} x  {each.label}") for each in report.mistakes[:8]]
        rows.append(blocks.section("What went wrong most", "", told))
    return Group(*rows)


def _streak(report: PracticeStats, today: dt.date) -> str:
    """Days in a row up to today or yesterday."""
    practised, day, count = {day for day, _ in report.days}, today, 0
    if day not in practised:
        day -= dt.timedelta(days=1)
    while day in practised:
        count, day = count + 1, day - dt.timedelta(days=1)
    return f"{_count(count, 'day')} in a row" if count else "no day in a row yet"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
