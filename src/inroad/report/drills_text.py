"""Practice on the terminal: lists, verdicts, cards and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.report import blocks, drill_words, words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean, verbatim
from inroad.types import (
    CheckReport,
    Descent,
    DrillsReport,
    DrillState,
    Explanation,
    Measure,
    PracticeStats,
    Verdict,
)

MARKS = {"new": "o", "locked": ".", "open": ">", "due": "!", "learnt": "x", "known": "-"}
_LEGEND = "> begun, ! due again, x learnt, - known, o ready, . needs others first"
_UNITS = (
    "min: estimate for a first time; tries: difficulty, the attempts of your first pass (-: not measured yet)"
)


def listed(report: DrillsReport) -> Group:
    """All drills by family, one a line."""
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=1)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    family = ""
    for state in report.drills:
        if state.drill.family != family:
            family = state.drill.family
            table.add_row("", line((family, "bold")), "", line(("min", "dim")), line(("tries", "dim")), "")
        table.add_row(
            Text(MARKS[state.standing]),
            line(state.drill.drill_id),
            line(state.drill.title),
            line((str(state.drill.minutes), "dim")),
            line(_tries(state)),
            line((_when(state), "dim")),
        )
    if not report.drills:
        return Group(line("No drill is for that method. `inroad drill list` shows all."))
    return Group(table, Text(), line((_LEGEND, "dim")), line((_UNITS, "dim")))


def mapped(report: DrillsReport) -> Group:
    """Drills as a map: what is due, and each with what it needs, so that the way through can be seen."""
    by_id = {state.drill.drill_id: state for state in report.drills}
    due = [state.drill.drill_id for state in report.drills if state.standing == "due"]
    rows: list[RenderableType] = [line(("Due now: ", "bold"), ", ".join(due) or "nothing")]
    family = ""
    for state in report.drills:
        if state.drill.family != family:
            family = state.drill.family
            rows += [Text(), line((family, "bold"))]
        needs = ", ".join(f"{MARKS[by_id[each].standing]} {each}" for each in state.drill.requires)
        rows.append(
            line(
                f"{MARKS[state.standing]} ",
                (state.drill.drill_id, "bold" if state.standing in ("new", "open", "due") else ""),
                (f"  after {needs}" if needs else "", "dim"),
                (f"  ({_at(state)})" if _at(state) else "", "dim"),
            )
        )
    return Group(*rows, Text(), line((_LEGEND, "dim")), line((_measured(report), "dim")))


def _tries(state: DrillState) -> str:
    """Difficulty as measured, for a narrow column."""
    return "-" if state.difficulty is None else str(state.difficulty)


def _at(state: DrillState) -> str:
    """How hard it was, and when to do it again."""
    hard = "" if state.difficulty is None else _count(state.difficulty, "try")
    return ", ".join(each for each in (hard, _when(state)) if each)


def _measured(report: DrillsReport) -> str:
    known = sum(state.difficulty is not None for state in report.drills)
    return f"Difficulty (tries of your first pass) is measured for {known} of {len(report.drills)} drills."


def _when(state: DrillState) -> str:
    if state.standing == "open":
        return "begun"
    return "" if state.due is None else f"again {state.due:%Y-%m-%d}"


def explained(report: Explanation) -> Group:
    """What a drill is about, where its method stands, and what is asked of an answer."""
    drill = report.drill
    rows: list[RenderableType] = [line((drill.title, "bold")), line((drill.source, "dim"))]
    rows += [Text(), *_prose(report.text)] if report.text else []
    if report.descent:
        rows.append(blocks.section("Where it stands", "", list(_descent(report.descent))))
    asked = [
        line(f"An answer defines {', '.join(drill.calls)}."),
        line(f"Not to be used: {', '.join((*drill.banned, 'any framework'))}."),
        line(f"Of each function is looked at: {', '.join(report.checks[1:])}. The first that fails is told."),
        line(f"Builds on the drills: {', '.join(drill.requires) or 'none'}."),
    ]
    rows.append(blocks.section("The drill", "", asked))
    if report.last:
        rows += [Text(), line(("Your last answer: ", "bold"), f"{report.last}.")]
    return Group(*rows)


def _prose(text: str) -> list[RenderableType]:
    """Paragraphs that flow, and indented lines as they are; a blank line between them."""
    rows: list[RenderableType] = []
    for part in text.split("\n\n"):
        head, colon, rest = part.partition(": ")
        if part.startswith("    "):
            rows += blocks.as_is(part)
        elif colon and "\n" not in head:
            rows.append(line((f"{head}: ", "bold"), rest))
        else:
            rows.append(line((part, "bold") if part.endswith(":") else part))
        rows.append(Text())
    return rows[:-1]


def _descent(each: Descent) -> Iterator[RenderableType]:
    where = f", {words.paper(each.introduced_by)}" if each.introduced_by else ", introducing paper unknown"
    title = f": {clean(each.title, TITLE)}" if each.title else ""
    yield line((each.method, "bold"), f", {words.month(each.first_seen)}{where}{title}")
    yield line(f"builds on: {', '.join(each.builds_on) or 'nothing known in this corpus'}")
    yield line(f"led to: {', '.join(each.led_to) or 'nothing known in this corpus'}")
    yield line(f"named by {words.plural(each.papers, 'paper')} of {words.number(each.coverage.papers)}")
    yield line((f"More: inroad method {each.method_id}", "dim"))


def checked(report: CheckReport) -> Group:
    """A verdict: what holds, what does not, the smallest example, and when to come back."""
    verdict = report.verdict
    rows: list[RenderableType] = [line((drill_words.HEAD[verdict.outcome], "bold"))]
    rows += [_marked("ok", Text(clean(name))) for name in verdict.passed]
    rows += _failed(verdict)
    if verdict.printed.strip():
        rows.append(blocks.section("What it printed", "", blocks.as_is(verdict.printed)))
    if report.grade is not None and report.due is not None:
        rows.append(line(f"{drill_words.GRADE[report.grade].capitalize()}: again on {report.due:%Y-%m-%d}."))
    elif verdict.outcome == "passed" and report.due is not None:
        rows.append(line(f"It was not due; the plan stays: again on {report.due:%Y-%m-%d}."))
    told = f"{verdict.seconds:.1f} s" + (f"; {verdict.protection}" if verdict.protection else "")
    return Group(*rows, Text(), line((told, "dim")))


def _marked(mark: str, text: Text) -> RenderableType:
    """A line behind its mark; what does not fit stands below it, not below the mark."""
    grid = Table.grid(padding=0)
    grid.add_row(Text(f"  {mark}  "), text)
    return grid


def _failed(verdict: Verdict) -> list[RenderableType]:
    if verdict.outcome == "passed":
        return []
    stage = f"{verdict.stage}: " if verdict.stage and verdict.outcome == "wrong" else ""
    rows: list[RenderableType] = [
        _marked("--", Text(f"{stage}{verbatim(each)}")) for each in verdict.message.splitlines()
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
        line(f"{drill_words.time(report.minutes)} of work; {_streak(report, today)}."),
    ]
    if report.difficulty:
        rows.append(blocks.section("Hardest so far", _HARDEST, list(map(_measure, report.difficulty[:5]))))
    else:
        rows.append(line("How hard drills are for you is not measured yet: it is, at each first pass."))
    if report.families:
        parts = [line(f"{each.label}: {each.papers} of {each.of}") for each in report.families]
        rows.append(blocks.section("By part of the catalogue", "", parts))
    if report.mistakes:
        told = [line(f"{each.papers} x  {each.label}") for each in report.mistakes[:8]]
        rows.append(blocks.section("What went wrong most", "", told))
    return Group(*rows)


_HARDEST = "By the attempts that the first pass took."


def _measure(each: Measure) -> RenderableType:
    hints = f", {_count(each.hints, 'hint')}" if each.hints else ""
    return line(f"{each.drill_id}: {_count(each.attempts, 'attempt')}{hints}")


def _streak(report: PracticeStats, today: dt.date) -> str:
    """Days in a row up to today or yesterday."""
    count = drill_words.streak(report.days, today)
    return f"{_count(count, 'day')} in a row" if count else "no day in a row yet"


def _count(number: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("try") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"
