"""Openings for the terminal: a list of short cards, one whole card, what was taken and dismissed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.report import blocks, opening_words, sentences, words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean
from inroad.report.record_text import short
from inroad.types import (
    Chance,
    Choices,
    Dismissed,
    Evidence,
    Forecast,
    LeftOut,
    Looked,
    Opening,
    OpeningReport,
    OpeningsReport,
    Part,
    Taken,
)

BAR = 16


def openings(report: OpeningsReport, top: int = 10) -> Group:
    """Openings in the order in which this person should look at them."""
    about = [line((opening_words.observed(report), "dim"))]
    sections = [
        blocks.top(report.query, opening_words.head(report), report.coverage, about),
        blocks.notes(report.warnings),
        _shown(report, top),
        blocks.section("What was looked for", "", [_kinds(report), *map(_left_out, report.left_out)]),
        _records(report),
    ]
    return Group(*(each for each in sections if each))


def opening(report: OpeningReport) -> Group:
    """One opening with all its evidence."""
    found = report.opening
    sections = [
        Group(*_heading(report)),
        blocks.section("Why", "", [line(found.why), *_sources(found.evidence)]),
        blocks.section("What is in the way", "", [line(found.obstacle or words.UNKNOWN)]),
        blocks.section("First three steps", "", _numbered(found.steps)),
        blocks.section(
            "What it costs", "", [line(opening_words.effort(found.effort)), line(found.effort.why)]
        ),
        blocks.section("Forecast", "", _forecast(found)),
        blocks.section("Score", opening_words.score(found), _parts(found.parts)),
        blocks.section("Is it still open?", "", _refutation(found)),
        blocks.section("What would prove it wrong", "", [line(found.wrong_if)]),
        _unknown(opening_words.unknown(found)),
        _history(report),
    ]
    return Group(*(each for each in sections if each))


def choices(value: Choices, *, looked: bool = False) -> Group:
    """What the user took and dismissed, and with ``looked`` what they only looked at."""
    every = max(len(value.taken), len(value.dismissed), len(value.looked), 1)
    sections = [
        blocks.section("Taken", "", blocks.listed(value.taken, every, _taken) or [line("nothing yet")]),
        blocks.section(
            "Dismissed", "", blocks.listed(value.dismissed, every, _dismissed) or [line("nothing yet")]
        ),
    ]
    if looked:
        rows = blocks.listed(value.looked, every, _looked) or [line("nothing yet")]
        sections.append(blocks.section("Looked at, undecided", "", rows))
    return Group(*sections)


# -- the list -------------------------------------------------------------------------------------


def _shown(report: OpeningsReport, top: int) -> RenderableType:
    if not report.openings:
        return Group(Text(), line(opening_words.NOTHING))
    rows = blocks.listed(report.openings, top, _card, numbered=True)
    return blocks.section("Openings", report.order, [*rows, Text(), line((opening_words.LOOK, "dim"))])


def _card(found: Opening) -> Iterable[Text]:
    yield line((clean(found.title, TITLE), "bold"), f" ({found.kind})")
    yield line(("id: ", "dim"), found.opening_id)
    yield line("why: ", found.why)
    yield line("in the way: ", found.obstacle or words.UNKNOWN)
    yield line("first step: ", (found.steps[0], "bold"))
    yield line("costs: ", opening_words.effort(found.effort))
    if found.forecast:
        yield _said(found.forecast)
        yield line(opening_words.trust(found.forecast))
    if found.chance:
        yield _chance(found.chance)
    yield line(("score: ", "dim"), (opening_words.score(found), "dim"))
    yield from (line((f"{part.why}", "dim")) for part in found.parts if part.name in _TOLD and part.why)
    yield from blocks.evidence(found.evidence)
    yield from (line(("unknown: ", "dim"), (each, "dim")) for each in opening_words.unknown(found))


def _said(value: Forecast) -> Text:
    return line(
        "forecast: ", (words.percent(value.probability), "bold"), f": {opening_words.forecast(value)}"
    )


def _chance(value: Chance) -> Text:
    return line("chance: ", (words.percent(value.probability), "bold"), f" {opening_words.chance(value)}")


_TOLD = ("your choices", "back again")


def _kinds(report: OpeningsReport) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in report.kinds:
        table.add_row(line(each.kind), line(opening_words.kind(each)))
    return table


def _left_out(each: LeftOut) -> Text:
    return line(("left out: ", "dim"), (opening_words.left_out(each), "dim"))


def _records(report: OpeningsReport) -> RenderableType | None:
    if not report.records:
        return None
    body = [row for record in report.records for row in short(record)]
    return blocks.section("How often this was right", opening_words.RECORDS, body)


# -- one opening ----------------------------------------------------------------------------------


def _heading(report: OpeningReport) -> Iterable[Text]:
    found = report.opening
    yield line((clean(found.title, TITLE), "bold"))
    yield line(f"{found.kind}: {opening_words.KINDS[found.kind]}")
    yield line(("id: ", "dim"), (found.opening_id, "dim"))
    if found.url:
        yield line((found.url, "dim"))
    if found.paper_id:
        yield line((words.link(found.paper_id) or words.paper(found.paper_id), "dim"))
    if report.coverage:
        yield line(
            (f"Found for “{clean(report.query, TITLE)}”. {sentences.coverage(report.coverage)}", "dim")
        )


def _numbered(steps: Sequence[str]) -> list[RenderableType]:
    return blocks.listed(steps, len(steps), lambda step: [line(step)], numbered=True)


def _forecast(found: Opening) -> list[RenderableType]:
    if found.chance is not None:
        return [_chance(found.chance)]
    if found.forecast is None:
        return [line(opening_words.NO_FORECAST)]
    said = [_said(found.forecast), line(opening_words.trust(found.forecast))]
    return [*said, *short(found.forecast.record)]


def _parts(parts: Sequence[Part]) -> list[RenderableType]:
    table, peak = Table.grid(padding=(0, 2, 0, 0)), max((abs(each.points) for each in parts), default=0.0)
    for each in parts:
        size = round(BAR * abs(each.points) / peak) if peak else 0
        bar = ("░" if each.points < 0 else "█") * size
        table.add_row(blocks.right(line(opening_words.signed(each.points))), line(bar), _part(each))
    return [table] if parts else []


def _part(each: Part) -> RenderableType:
    return Group(line(opening_words.part(each)), *blocks.evidence(each.evidence))


def _refutation(found: Opening) -> list[RenderableType]:
    tried = found.refutation
    return [
        line(
            ("Searched for: ", "dim"), ", ".join(clean(each, 80) for each in tried.searched) or words.UNKNOWN
        ),
        line(("In: ", "dim"), tried.looked_in),
        line(("Nearest: ", "dim"), tried.found or "nothing"),
        *_sources(tried.nearest),
    ]


def _sources(found: Sequence[Evidence]) -> list[RenderableType]:
    """Each piece of evidence with its title, and its words where the user's corpus has them."""
    return blocks.listed(found, len(found), _source)


def _source(each: Evidence) -> Iterable[Text]:
    if each.title:
        yield line(clean(each.title, TITLE))
    yield line((words.cite(each), "dim"))
    if each.quote:
        yield line(f"“{clean(each.quote)}”")


def _unknown(unknown: Sequence[str]) -> RenderableType | None:
    return blocks.section("Not known", "", [line(each) for each in unknown]) if unknown else None


def _history(report: OpeningReport) -> RenderableType | None:
    rows: list[RenderableType] = []
    if report.taken:
        note = f": {report.taken.note}" if report.taken.note else ""
        rows.append(line(f"in your plan since {_day(report.taken.at)} ({report.taken.state}){note}"))
    if report.dismissed:
        rows.append(line(f"dismissed on {_day(report.dismissed.at)}: {report.dismissed.why}"))
    return blocks.section("You and this opening", "", rows) if rows else None


# -- choices --------------------------------------------------------------------------------------


def _taken(each: Taken) -> Iterable[Text]:
    yield line((clean(each.opening.title, TITLE), "bold"), f" ({each.opening.kind}, {each.state})")
    yield line(("id: ", "dim"), (each.opening.opening_id, "dim"))
    yield line(f"taken on {_day(each.at)}", f": {each.note}" if each.note else "")
    yield line("first step: ", each.opening.steps[0])


def _dismissed(each: Dismissed) -> Iterable[Text]:
    yield line((clean(each.opening.title, TITLE), "bold"), f" ({each.opening.kind})")
    yield line(("id: ", "dim"), (each.opening.opening_id, "dim"))
    yield line(f"dismissed on {_day(each.at)}: {each.why}")


def _looked(each: Looked) -> Iterable[Text]:
    yield line((clean(each.title, TITLE), "bold"))
    yield line(("id: ", "dim"), (each.opening_id, "dim"))
    yield line(f"looked at {words.plural(each.times, 'time')}, last on {_day(each.last)}")


def _day(at: dt.datetime) -> str:
    return words.day(at.date())
