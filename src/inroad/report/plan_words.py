"""What is said of a plan and its paths; text, page and calendar say it in the same words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from inroad.path.venues.coming import ANYWHERE
from inroad.report import words
from inroad.types import LastDay, NextStep, Path, PathFit, PathView, PlanReport, PlanStep

LAST_DAYS = (
    "Of venues in your aim, else of those where your field appears most. Hours are a rule of thumb for a "
    "first, workshop-length paper; the venue's own page decides. Workshops have last days of their own, "
    "usually later than their conference's and rarely in lists."
)
FITS: dict[PathFit, str] = {
    "chosen": "yours",
    "fits": "fits you",
    "could": "possible",
    "not now": "not now",
}
KINDS = {
    "profile": "who you are",
    "practice": "practise",
    "opening": "opening",
    "claim": "claim",
    "path": "path",
    "deadline": "towards a paper",
    "log": "log",
    "portfolio": "show",
    "read": "think",
}


def hours(value: float) -> str:
    """``3.5 h``, ``20 min``."""
    if value < 0.75:
        return f"{max(round(60 * value / 5) * 5, 5)} min"
    return f"{value:.1f}".removesuffix(".0") + " h"


def span(two: tuple[float, float]) -> str:
    """Least and most hours."""
    low, high = two
    return hours(high) if low == high else f"{hours(low)} to {hours(high)}"


def head(found: PlanReport) -> str:
    """What the plan spans."""
    return (
        f"Plan for {words.day(found.day)} to {words.day(found.until)}, with {found.hours_a_week:g} "
        f"hours a week"
        f"{'' if found.hours_known else ' (nobody said how many; this is a usual number)'}"
    )


def last_day(each: LastDay, day: dt.date) -> str:
    """A venue with its last day."""
    return f"{each.title}: {when_due(each, day)}"


def when_due(each: LastDay, day: dt.date) -> str:
    """A last day anywhere on Earth and in the user's own time, in how many days, and how sure that is."""
    if each.at is None or each.local is None or each.day is None:
        source = f"; {each.source} has it as open" if each.source else ""
        return f"unknown; nobody has announced it, and no earlier year tells{source}"
    left = words.plural(max((each.day - day).days, 0), "day")
    anywhere = each.at.astimezone(ANYWHERE)
    if each.sure == "expected":
        return f"around {anywhere:%a %Y-%m-%d}, in {left}; expected, {each.note}"
    own = f"{each.local:%a %Y-%m-%d %H:%M %Z}"
    note = f" ({each.note})" if each.note else ""
    return f"{anywhere:%a %Y-%m-%d %H:%M} AoE, {own}, in {left}; announced by {each.source}{note}"


def way(each: LastDay) -> str:
    """When one would have to begin."""
    if each.plan is None:
        return ""
    made = each.plan
    told = f"{hours(made.hours)} of work at {made.hours_a_week:g} h a week"
    if made.late_days:
        return f"{told}: too late by {words.plural(made.late_days, 'day')}."
    return f"{told}: begin by {words.day(made.start)}."


def stage(each: PlanStep) -> str:
    """A stage of the way, with its day."""
    return f"by {words.day(each.by)}: {each.what} ({hours(each.hours)})"


def room(found: PlanReport) -> str:
    """How much of the time is planned."""
    whole = 4 * found.hours_a_week
    free = whole - found.hours
    if free < 1:
        return f"{hours(found.hours)} are planned, which is all there is."
    return (
        f"{hours(found.hours)} of {hours(whole)} are planned; the rest is free, for what you take up on "
        f"the way and for life."
    )


def effort(step: NextStep) -> str:
    """Hours of a step in this plan, and of all of it."""
    low, high = step.hours
    part = f"; all of it takes {span(step.hours)}" if step.now < low else ""
    usual = f" ({span(step.hours)})" if not part and low != high else ""
    return f"{hours(step.now)}{usual}{part}"


def when(step: NextStep) -> str:
    """By when."""
    if step.deadline:
        return f"last day {words.day(step.deadline)}"
    return f"by {words.day(step.until)}" if step.until else ""


def tags(step: NextStep) -> str:
    """Kind and state in a few words."""
    missed = f"missed {'once' if step.missed == 1 else str(step.missed) + ' times'}" if step.missed else ""
    return ", ".join(part for part in (KINDS[step.kind], "intense" if step.intense else "", missed) if part)


def parts(step: NextStep) -> str:
    """What an hour of it is worth, and why."""
    told = "; ".join(f"{each.name} {each.points:+g}" for each in step.parts)
    return f"worth {step.worth:g} an hour: {told}"


# -- paths ----------------------------------------------------------------------------------------


def cost(path: Path) -> str:
    """What a path costs until one can tell."""
    low, high = path.cost.hours
    first, last = path.cost.months
    return (
        f"{low:,} to {high:,} hours of your own over {first} to {last} months. Money: "
        f"{_lower(path.cost.money)}"
    )


def odds(path: Path) -> str:
    """How likely, as far as known."""
    return path.odds.known or "Not known: nobody has counted."


def beginning(path: Path) -> str:
    """When it is worth beginning."""
    asks = f"software {path.least_software}, machine learning {path.least_ml} of 4"
    return f"Worth beginning from about {asks}, with at least {path.weekly:g} hours a week."


def view(seen: PathView) -> str:
    """One path in a line."""
    return f"{seen.path.name} ({FITS[seen.fit]}): {_lower(seen.why)}"


def details(path: Path) -> Iterator[tuple[str, str]]:
    """All there is to say of a path, as name and value."""
    yield "for", ", ".join(path.whom) + (f"; possible for: {', '.join(path.could)}" if path.could else "")
    if path.condition:
        yield "if", path.condition
    yield "begin", beginning(path)
    yield "cost", f"{cost(path)} (our judgement)"
    yield "odds", odds(path)
    if path.odds.source:
        yield "source", path.odds.source
    yield "but", path.odds.caution
    yield "worked if", path.worked
    yield "wrong if", path.wrong


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
