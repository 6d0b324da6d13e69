"""What a comparison says in words; text and page say the same."""

from __future__ import annotations

from collections.abc import Callable

from inroad.report import words
from inroad.report.clean import TITLE, clean
from inroad.types import CompareReport, Ratio, Side

METHODS = "Named in papers of both, more than in the rest of the corpus."
PEOPLE = "Wrote on both in the last two years; told apart by their written names only."
DRILLS = "Prepare for both."
CHART = "Share of all papers of the quarter; shaded: 95 % interval."


def difference(report: CompareReport) -> str:
    """The main difference in one sentence, with intervals; what cannot be told is not said."""
    one, two = (clean(side.name, TITLE) for side in report.sides)
    size, pace = report.size, report.pace
    if size is None:
        return f"{one} and {two} cannot be compared in size: one has no paper of the last 12 months."
    return f"In the last 12 months there are {_size(one, two, size)}; {_pace(one, two, pace)}."


def _size(one: str, two: str, size: Ratio) -> str:
    if not _sure(size):
        return f"about as many papers on {one} as on {two} (ratio {size.value:.2f}, {_range(size)})"
    more, less, by = (one, two, size) if size.value > 1 else (two, one, _turned(size))
    return f"{by.value:.2g} times as many papers on {more} as on {less} ({_range(by)})"


def _pace(one: str, two: str, pace: Ratio | None) -> str:
    if pace is None:
        return "whether one grows faster cannot be told from this corpus"
    if not _sure(pace):
        ratio = f"ratio of yearly factors {pace.value:.2f}, {_range(pace)}"
        return f"whether one grows faster cannot be told ({ratio})"
    faster, slower, by = (one, two, pace) if pace.value > 1 else (two, one, _turned(pace))
    return f"each year the share of {faster} gains ×{by.value:.2f} on that of {slower} ({_range(by)})"


def side(value: Side) -> str:
    """How large one side is and how it grows."""
    papers = words.plural(value.papers, "paper")
    return f"{papers}, {words.number(value.recent)} in the last 12 months; {words.trend(value.growth)}"


def figures(report: CompareReport) -> list[tuple[str, tuple[str, str]]]:
    """The lines of the table: a label and the figure of either side."""
    rows: dict[str, Callable[[Side], str]] = {
        "papers": lambda each: words.number(each.papers),
        "in the last 12 months": lambda each: words.number(each.recent),
        "stage": lambda each: each.growth.stage,
        "change of share": lambda each: words.factor(each.growth),
        "first seen": lambda each: words.month(each.first_seen),
        "applications": audience,
        "problem": lambda each: each.problem or words.UNKNOWN,
    }
    if report.what == "methods":
        rows["adopted by others"] = adopted
    one, two = report.sides
    return [(label, (told(one), told(two))) for label, told in rows.items()]


def overlap(report: CompareReport) -> str:
    """What part of either is on both sides."""
    if not report.both:
        return "No paper is on both sides."
    parts = (
        f"{words.percent(report.both / each.papers)} of {clean(each.name, TITLE)}" for each in report.sides
    )
    verb = "is" if report.both == 1 else "are"
    return f"{words.plural(report.both, 'paper')} {verb} on both sides: {' and '.join(parts)}."


def audience(value: Side) -> str:
    """Applications among the papers of which it can be told."""
    told = value.general + value.applied
    return (
        f"{words.percent(value.applied / told)} of {words.plural(told, 'paper')}" if told else words.UNKNOWN
    )


def adopted(value: Side) -> str:
    """Papers by others than the authors, where methods are compared."""
    method = value.method
    return words.UNKNOWN if method is None else words.people(method.papers, method.papers_by_others)


def _sure(ratio: Ratio) -> bool:
    return ratio.low > 1 or ratio.high < 1


def _turned(ratio: Ratio) -> Ratio:
    return Ratio(1 / ratio.value, 1 / ratio.high, 1 / ratio.low)


def _range(ratio: Ratio) -> str:
    low, high = (f"{each:.2f}" if each < 10 else f"{each:,.0f}" for each in (ratio.low, ratio.high))
    return f"95 % interval {low}–{high}"
