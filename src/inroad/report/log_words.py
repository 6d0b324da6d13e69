"""What is said of time spent; text and pages say it in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inroad.report import words
from inroad.types import Hours, KindShare, Learnt, LogChange, Streak, Timer, WeekReport

KINDS = {
    "intense": "stuck on one problem",
    "moderate": "reading with intuition",
    "passive": "talks and the like",
}


def length(minutes: float) -> str:
    """``1 h 30 min``, ``25 min``."""
    whole = round(minutes)
    if whole < 60:
        return f"{whole} min" if whole or not minutes else "under 1 min"
    hours, left = divmod(whole, 60)
    return f"{words.number(hours)} h {left:02} min" if left else f"{words.number(hours)} h"


def steady(streak: Streak) -> str:
    """How steadily one works; a pause is not spoken of."""
    if streak.last is None:
        return ""
    said = f"Something on {streak.active} of the last {streak.of} days"
    row = f"; {words.plural(streak.days, 'day')} in a row" if streak.days > 1 else ""
    longest = f", at most {streak.longest} so far" if streak.longest > max(streak.days, 1) else ""
    return f"{said}{row}{longest}."


def timer(found: Timer, minutes: float | None) -> str:
    """What runs now."""
    for_what = f", {found.skill}" if found.skill else ""
    ran = f" ({length(minutes)})" if minutes is not None else ""
    return f"The timer runs since {found.started:%Y-%m-%d %H:%M} UTC{ran}: {found.kind}{for_what}."


def about(entry: Hours) -> str:
    """What an entry belongs to, for people."""
    kind, _, name = entry.about.partition(":")
    return f"{kind} {name}" if name else entry.about


def entry(found: Hours) -> str:
    """One entry in a line."""
    parts = [str(found.day), length(found.minutes), found.kind, found.skill, about(found), found.note]
    return ", ".join(part for part in parts if part)


def change(found: LogChange) -> Iterator[str]:
    """What a command did."""
    if found.entry:
        yield entry(found.entry)
    elif found.timer:
        yield timer(found.timer, None) if found.done == "started" else entry_of(found.timer)
    yield found.said
    if found.done != "undone":
        yield "Undo it with: inroad log undo"


def done(found: LogChange) -> str:
    """The same on a page, whose button takes it back."""
    if found.entry:
        return f"{found.said} {entry(found.entry)}."
    return found.said


def pyramid(kinds: Sequence[KindShare]) -> str:
    """The picture of kinds in words."""
    shares = ", ".join(f"{each.kind} {words.percent(each.share)}" for each in kinds)
    return f"Time by how hard it was: {shares}. Recommended is more than half intense, and the least passive."


def before(found: WeekReport) -> str:
    """A week's time beside that of the week before."""
    said = f"{length(found.minutes)}." if found.minutes else "Nothing is logged."
    return f"{said} The week before: {length(found.before)}." if found.before else said


def entry_of(found: Timer) -> str:
    """A timer that runs no longer."""
    return f"Timer of {found.started:%Y-%m-%d %H:%M} UTC, {found.kind}"


def learnt(found: Learnt) -> str:
    """What came of work, in a line; ids of help and openings tell a reader nothing."""
    named = found.subject if found.what in ("drill passed", "claim decided") else ""
    return f"{found.at:%a}, {found.what}: {', '.join(part for part in (named, found.told) if part)}"
