"""What somebody has done so far, told from the log alone (pure: events in, records out).

A *sitting* goes from starting a drill to passing it or giving up; a pass after it is due again is a review.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from inroad.journal.records import Event
from inroad.practice.schedule import Grade, Sitting
from inroad.types import Count, DrillStanding, Measure

ROOM = "practice"
_PAUSE = dt.timedelta(minutes=20)
"""A longer gap between two events counts as a pause, and as so much work."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How somebody stands with one drill."""

    drill_id: str
    folder: str | None = None
    """Where the answer is written; None: never started."""
    open: bool = False
    """A sitting is going on."""
    attempts: int = 0
    """Of the sitting that is going on, or of the last one."""
    hints: int = 0
    surrendered: bool = False
    minutes: float = 0.0
    passes: int = 0
    first_attempts: int | None = None
    """All attempts until the first pass, those before a surrender included: how hard it was."""
    first_hints: int | None = None
    """Hints until then."""
    all_attempts: int = 0
    all_hints: int = 0
    total_minutes: float = 0.0
    memory: str | None = None
    due: dt.datetime | None = None
    last: dt.datetime | None = None

    @property
    def sitting(self) -> Sitting:
        """The sitting as it stands."""
        return Sitting(self.attempts, self.hints, self.minutes, self.surrendered)

    @property
    def over(self) -> bool:
        """The last sitting has come to its end, by a pass or by giving up."""
        return not self.open and (self.passes > 0 or self.surrendered)


@dataclass(frozen=True, slots=True)
class Recalled:
    """How somebody stands with one card."""

    card_id: str
    reviews: int
    memory: str
    due: dt.datetime
    grade: Grade


def progress(events: Iterable[Event]) -> dict[str, Progress]:
    """Every drill that something happened with, by id."""
    found: dict[str, Progress] = {}
    for event in events:
        found |= progress_of(found.get(event.subject), event)
    return found


def progress_of(before: Progress | None, event: Event) -> dict[str, Progress]:
    """How one stands with the drill of an event after it; nothing if it is of no drill."""
    if event.room != ROOM or event.what not in _STEPS:
        return {}
    now = _passed_time(before or Progress(event.subject), event.at)
    return {event.subject: _STEPS[event.what](now, event.data)}


def recalled(events: Iterable[Event]) -> dict[str, Recalled]:
    """Every card that was answered, by id."""
    found: dict[str, list[Recalled]] = {}
    for event in (each for each in events if each.room == ROOM):
        before = found.setdefault(event.subject, [])
        if event.what == "recalled":
            due = dt.datetime.fromisoformat(event.data["due"])
            before.append(
                Recalled(event.subject, len(before) + 1, event.data["memory"], due, event.data["grade"])
            )
        elif event.what == "unrecalled" and before:
            before.pop()
    return {card_id: reviews[-1] for card_id, reviews in found.items() if reviews}


def last_recalled(events: Iterable[Event]) -> Event | None:
    """The latest grade that was not taken back."""
    standing: list[Event] = []
    for event in (each for each in events if each.room == ROOM):
        if event.what == "recalled":
            standing.append(event)
        elif event.what == "unrecalled" and standing:
            standing.pop()
    return standing[-1] if standing else None


def standing_of(at: Progress | None, now: dt.datetime, ready: bool, placed: bool) -> DrillStanding:
    """What to do with a drill now.

    Args:
        at: how one stands with it; None: nothing ever happened.
        now: the time.
        ready: whether all that it requires is known.
        placed: whether placement passed it over.
    """
    if at is not None and at.open:
        return "open"
    if at is not None and at.due is not None:
        return "due" if at.due <= now else "learnt"
    if placed:
        return "known"
    return "new" if ready else "locked"


def days(events: Iterable[Event]) -> tuple[tuple[dt.date, float], ...]:
    """Minutes of practice on each day with any, oldest first; a day ends at midnight UTC."""
    known: dict[str, Progress] = {}
    found: dict[dt.date, float] = {}
    for event in events:
        before = known.get(event.subject, Progress(event.subject)).total_minutes
        known |= progress_of(known.get(event.subject), event)
        spent = known.get(event.subject, Progress(event.subject)).total_minutes - before
        if spent:
            found[event.at.date()] = found.get(event.at.date(), 0.0) + spent
    return tuple(sorted(found.items()))


def measured(all_: Iterable[Progress]) -> tuple[Measure, ...]:
    """How hard the drills were that were passed, the hardest first."""
    found = [
        Measure(each.drill_id, each.first_attempts, each.first_hints or 0)
        for each in all_
        if each.first_attempts is not None
    ]
    return tuple(sorted(found, key=lambda each: (-each.attempts, -each.hints, each.drill_id)))


def mistakes(events: Iterable[Event]) -> tuple[Count, ...]:
    """Diagnoses of failed checks, the most frequent first, of all failed checks."""
    failed = [e for e in events if e.what == "checked" and e.data.get("outcome") != "passed"]
    counts = Counter(str(e.data["diagnosis"]) for e in failed if e.data.get("diagnosis"))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(name, count, len(failed)) for name, count in ordered)


def _passed_time(now: Progress, at: dt.datetime) -> Progress:
    if not now.open or now.last is None:
        return replace(now, last=at)
    spent = min(at - now.last, _PAUSE) / dt.timedelta(minutes=1)
    spent = max(spent, 0.0)  # a clock that was set back
    return replace(now, last=at, minutes=now.minutes + spent, total_minutes=now.total_minutes + spent)


Data = Mapping[str, object]


def _started(now: Progress, data: Data) -> Progress:
    folder = str(data["folder"])
    if now.open:
        return replace(now, folder=folder)
    return replace(now, folder=folder, open=True, attempts=0, hints=0, surrendered=False, minutes=0.0)


def _checked(now: Progress, _: Data) -> Progress:
    return replace(now, attempts=now.attempts + 1, all_attempts=now.all_attempts + 1)


def _hinted(now: Progress, _: Data) -> Progress:
    return replace(now, hints=now.hints + 1, all_hints=now.all_hints + 1)


def _surrendered(now: Progress, data: Data) -> Progress:
    return _reviewed(replace(now, surrendered=True), data)


def _passed(now: Progress, data: Data) -> Progress:
    if now.passes == 0:
        now = replace(now, first_attempts=now.all_attempts, first_hints=now.all_hints)
    return _reviewed(replace(now, passes=now.passes + 1), data)


def _reviewed(now: Progress, data: Data) -> Progress:
    due = dt.datetime.fromisoformat(str(data["due"]))
    return replace(now, open=False, memory=str(data["memory"]), due=due)


_STEPS = {
    "started": _started,
    "checked": _checked,
    "hinted": _hinted,
    "surrendered": _surrendered,
    "passed": _passed,
}
