"""Sentences about openings, forecasts and how often those were right.  Text and page say the same ones."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from inroad.report import words
from inroad.report.clean import TITLE, clean
from inroad.report.svg import wilson
from inroad.types import (
    AtTop,
    BacktestReport,
    Bin,
    Chance,
    Effort,
    Forecast,
    KindCount,
    LeftOut,
    Measured,
    Newcomer,
    Opening,
    OpeningsReport,
    Part,
    Record,
)

FEW = 20
"""With fewer forecasts of a size, what came of them says nothing."""
KINDS = {
    "underplayed": "promising work that hardly anyone plays with yet",
    "transfer": "a method and a task that no paper joins yet",
    "reproduction": "a much-used claim that nobody has repeated in the open",
    "stated": "a limitation that a paper states and that is still there",
    "issue": "an open task in a codebase of the field",
}
NOTHING = (
    "Nothing that was found survived its refutation and fits. Broader words, a larger machine or fresh "
    "signals may bring some."
)
LOOK = (
    "All of one: inroad openings show ID. Not for you: inroad openings dismiss ID --why TEXT. "
    "Yours: inroad openings take ID."
)
NO_RATE = "No forecast is made of these, so there is no hit rate."
NO_FORECAST = "No forecast is made of this one."
RECORDS = "Forecasts like those above, frozen at a past day and compared with what then happened."
RELIABILITY = (
    "Each dot is a tenth of all forecasts. On the line, what was said is what came; the bars are "
    "95 % intervals."
)
TABLE = (
    "AUC: that something that came stands above something that did not. AP: average precision. "
    "First n: the part of the first n places that came true, and how many times the usual part that is."
)
CURVE = (
    "How much came true among the first places of each ranking; the dotted line is how much came true of all."
)
RECORD_HEAD = (
    "A forecast is worth what forecasts like it were worth before. Here this program was put back to a past "
    "day, ranked all that it could have ranked, and was judged by what then happened, beside simple rankings."
)
RECORD_KEPT = (
    "These records belong to the weights that come with the program; every forecast on these pages refers to "
    "one of them."
)
TRY_DAY = (
    "Weights are learnt anew from what was known by that day. It takes a minute or two; the page tells how "
    "far it is."
)
TOO_SHORT = "The corpus at hand is too short to judge a forecast: what came after it is not known yet."
LIFT = "How many times more came true among the first places than anywhere."
_MISSING = "–"


# -- what is not known ----------------------------------------------------------------------------


def unknown(found: Opening) -> list[str]:
    """What could not be looked up, put together where the same would tell it."""
    by_remedy: dict[str, list[str]] = {}
    for each in found.unknown:
        what, _, remedy = each.partition(": ")
        by_remedy.setdefault(remedy, []).append(what)
    return [", ".join(what) + (f": {remedy}" if remedy else "") for remedy, what in by_remedy.items()]


# -- a report -------------------------------------------------------------------------------------


def head(report: OpeningsReport) -> str:
    """What was asked and how much there is."""
    name = clean(report.query, TITLE)
    if not report.openings:
        return f"No opening to show in “{name}”."
    return f"{words.plural(len(report.openings), 'opening')} in “{name}” for {newcomer(report.newcomer)}."


def newcomer(person: Newcomer) -> str:
    """For whom an answer was ranked."""
    machine = "an unknown machine" if person.machine == "unknown" else article(person.machine)
    name = clean(person.name, 60)
    who = "you" if name == "me" else words.a(name)
    return f"{who} with {machine} and {person.hours_a_week:g} hours a week for {person.weeks} weeks"


def observed(report: OpeningsReport) -> str:
    """How fresh what is known of the world is."""
    if report.observed is None:
        asked = shlex.quote(clean(report.query, TITLE))
        return f"Repositories, packages and the Hub were never looked at: run inroad sync signals {asked}"
    return f"Repositories, packages and the Hub were last looked at on {words.day(report.observed)}."


def kind(count: KindCount) -> str:
    """How many of a kind were found."""
    if count.found is None:
        return f"could not be looked for: {count.note}"
    hidden = count.found - count.shown
    note = f" ({count.note})" if count.note else ""
    return (
        f"{words.number(count.found)} found" + (f", {words.number(hidden)} left out" if hidden else "") + note
    )


def left_out(each: LeftOut) -> str:
    """Why openings that were found are not shown."""
    return f"{words.number(each.openings)} that {each.reason}"


# -- one opening ----------------------------------------------------------------------------------


def effort(value: Effort) -> str:
    """Hours and machine."""
    hours = "hours unknown" if value.hours is None else f"{value.hours[0]:,} to {value.hours[1]:,} hours"
    machine = "machine unknown" if value.machine == "unknown" else f"on {article(value.machine)}"
    return f"{hours}, {machine}"


def score(opening: Opening) -> str:
    """The sum with its parts: ``2.4 = 1.9 promise + 0.5 your machine``."""
    sums: dict[str, float] = {}
    for each in opening.parts:
        sums[clean(each.name, 60)] = sums.get(clean(each.name, 60), 0.0) + each.points
    parts = [(name, value) for name, value in sums.items() if round(value, 2)]
    if not parts:
        return points(opening.score)
    signs = ["−" if value < 0 else "+" if number else "" for number, (_, value) in enumerate(parts)]
    shown = " ".join(
        f"{sign} {points(abs(value))} {name}".strip()
        for sign, (name, value) in zip(signs, parts, strict=True)
    )
    return f"{points(opening.score)} = {shown}"


def points(value: float) -> str:
    """Points of a score, with two decimals, never ``-0.00``."""
    return f"{value:,.2f}" if round(value, 2) else "0.00"


def signed(value: float) -> str:
    """Points of a part, with its sign."""
    return f"{'−' if value < 0 else '+'}{points(abs(value))}" if round(value, 2) else "0"


def title(found: Opening) -> str:
    """What to do, as a heading: begun with a capital, unless it begins with a name."""
    said = clean(found.title, TITLE)
    return _capital(said) if said.partition(" ")[0].islower() else said


def strongest(found: Opening, most: int = 5) -> list[Part]:
    """The parts that move a score most, the largest first; without those that do not move it."""
    moving = [each for each in found.parts if round(each.points, 2)]
    return sorted(moving, key=lambda each: (-abs(each.points), each.name))[:most]


def part(value: Part) -> str:
    """One part of a score, in words."""
    return f"{clean(value.name, 60)}: {value.why}" if value.why else clean(value.name, 60)


# -- forecasts and records ------------------------------------------------------------------------


def forecast(value: Forecast) -> str:
    """What is forecast, behind its probability."""
    return f"{clean(value.asked)} (said on {words.day(value.made_on)}, {value.horizon_days} days ahead)"


def chance(value: Chance) -> str:
    """What a chance is of, behind its probability, and how often that was so."""
    told = "that it is open and worth working on"
    if not value.judged:
        return told
    low, high = wilson(value.right / value.judged, value.judged)
    return (
        f"{told} (of {value.judged} such drawn at random and judged by reading, {value.right} were: "
        f"{words.percent(low)} to {words.percent(high)})"
    )


def trust(value: Forecast) -> str:
    """How often forecasts like this one were right; there is no forecast without."""
    said = past(like(value), value.probability)
    return f"record: {said} (frozen on {words.day(value.record.as_of)}; {quality(value.record.tool)})"


def hit_rate(kind: str, records: Sequence[Record]) -> str:
    """How often the first places of a kind were right, in one line."""
    found = next((each for each in records if each.kind == kind and each.tool.at), None)
    if found is None:
        return NO_RATE
    top = found.tool.at[0]
    return (
        f"Of its first {top.places} frozen on {words.day(found.as_of)}, {words.percent(top.precision)} came "
        f"true (of all: {words.percent(found.base_rate)})."
    )


def rate(kind: str, records: Sequence[Record]) -> str:
    """The same in a few words; a dash where no forecast is made."""
    found = next((each for each in records if each.kind == kind and each.tool.at), None)
    if found is None:
        return "no forecasts"
    top = found.tool.at[0]
    return f"{words.percent(top.precision)} of its first {top.places} came true"


def like(value: Forecast) -> Bin | None:
    """Past forecasts of the same size; None if there were none."""
    fitting = [each for each in value.record.bins if each.low <= value.probability <= each.high]
    return min(
        fitting, key=lambda each: (abs(each.forecast - value.probability), each.forecast), default=None
    )


def past(near: Bin | None, chance: float) -> str:
    """What came of past forecasts of a size, and how surely that tells anything."""
    if near is None:
        return f"no past forecast was near {words.percent(chance)}"
    came = words.number(round(near.came * near.count))
    told = f"{came} of {words.plural(near.count, 'past forecast')} {_size(near)} came true"
    if near.count < FEW:
        return f"{told}: too few to say"
    low, high = wilson(near.came, near.count)
    return f"{told} ({words.percent(near.came)}; 95 % interval {words.percent(low)} to {words.percent(high)})"


def _size(each: Bin) -> str:
    if each.high - each.low >= 1:  # kept from before sizes had ends
        return f"of about {words.percent(each.forecast)}"
    return f"between {words.percent(each.low)} and {words.percent(each.high)}"


def quality(value: Measured) -> str:
    """A ranking's figures in one line."""
    tops = [f"{words.percent(each.precision)} of its first {each.places}" for each in value.at[:1]]
    return ", ".join([*tops, f"AUC {decimals(value.auc)}"])


def record(value: Record) -> str:
    """What was asked, of how many, and how many came."""
    return (
        f"{_capital(clean(value.asked))} (said on {words.day(value.as_of)}, "
        f"{value.horizon_days} days ahead): "
        f"{words.number(value.came)} of {words.plural(value.candidates, 'candidate')} came true "
        f"({words.percent(value.base_rate)})."
    )


def record_name(value: Record) -> str:
    """Which forecasts a record is of: the kind, and the age where several records differ by it."""
    age, colon, _ = value.asked.partition(": ")
    return _capital(value.kind) + (f", {clean(age, 60)}" if colon and age.startswith("at age") else "")


def facts(value: Record) -> list[tuple[str, str]]:
    """The three figures to look at first."""
    tops = value.tool.at[:1]
    found = [(f"of the first {top.places} came true", words.percent(top.precision)) for top in tops] + [
        ("times as many as of all", f"×{top.lift:,.0f}") for top in tops
    ]
    return [*found, ("AUC over all candidates", decimals(value.tool.auc))]


def measured(value: Record) -> list[tuple[str, ...]]:
    """The table of a record: a head, then this tool, then what it is measured beside."""
    places = sorted({top.places for each in (value.tool, *value.peers) for top in each.at})
    rows = [("ranking", "AUC", "AP", *(f"first {count}" for count in places))]
    return rows + [_row(each, places) for each in (value.tool, *value.peers)]


def _row(each: Measured, places: Sequence[int]) -> tuple[str, ...]:
    found = {top.places: top for top in each.at}
    tops = [_top(found[count]) if count in found else _MISSING for count in places]
    return clean(each.name, 60), decimals(each.auc), decimals(each.average_precision), *tops


def _top(value: AtTop) -> str:
    return f"{words.percent(value.precision)} ×{value.lift:.1f}"


def lifts(value: Record) -> list[tuple[str, AtTop]]:
    """The largest number of first places that all rankings were judged at, this tool first."""
    every = (value.tool, *value.peers)
    shared = set.intersection(*({top.places for top in each.at} for each in every))
    if not shared:
        return []
    return [(clean(each.name, 60), top) for each in every for top in each.at if top.places == max(shared)]


def calibration(value: Record) -> str:
    """How far the probabilities of each ranking that says any can be believed."""
    said = [each for each in (value.tool, *value.peers) if each.brier is not None]
    figures = (
        f"{clean(each.name, 60)} {decimals(each.brier, 4)} and {decimals(each.calibration_error, 4)}"
        for each in said
    )
    return f"Brier score and calibration error (0 is best): {', '.join(figures)}." if said else ""


def decimals(value: float | None, places: int = 3) -> str:
    """A figure between 0 and 1; a dash where there is none."""
    return _MISSING if value is None else f"{value:.{places}f}"


def bins(value: Record) -> list[tuple[str, str, str, str]]:
    """The table of said and come."""
    return [("said", "came", "forecasts", "95 % interval"), *(_bin(each) for each in value.bins)]


def _bin(each: Bin) -> tuple[str, str, str, str]:
    low, high = (words.percent(end) for end in wilson(each.came, each.count))
    interval = f"{low} to {high}" if each.count >= FEW else "too few to say"
    return words.percent(each.forecast), words.percent(each.came), words.number(each.count), interval


def first_head(value: Record) -> str:
    """What stands above the first places."""
    came = sum(each.came for each in value.first)
    return f"The first {len(value.first)}, of which {came} came true:"


def first(value: Record) -> list[tuple[str, str, str]]:
    """The first places: a mark, what, and what was said and came."""
    return [
        (
            "✓" if each.came else "✗",
            clean(each.title, TITLE),
            f"{words.percent(each.probability)} said, {'came' if each.came else 'did not come'}",
        )
        for each in value.first
    ]


def backtest_head(report: BacktestReport) -> str:
    """What was tried."""
    return (
        f"What this program would have said on {words.day(report.as_of)}, and what came in the "
        f"{report.horizon_days} days after."
    )


def beats(value: Record) -> str:
    """How the tool compares with the best of the simple rankings, by area under the curve."""
    known = [each for each in value.peers if each.auc is not None]
    if value.tool.auc is None or not known:
        return ""
    best = max(known, key=lambda each: (each.auc or 0.0, each.name))
    gap = value.tool.auc - (best.auc or 0.0)
    verb = "above" if gap >= 0 else "below"
    return f"AUC {abs(gap):.3f} {verb} the best of the others ({clean(best.name, 60)})."


# -- small words ----------------------------------------------------------------------------------


def article(machine: str) -> str:
    """``a laptop``, ``one GPU``."""
    return machine if machine[0] in "os" else f"a {machine}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
