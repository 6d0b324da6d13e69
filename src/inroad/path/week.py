"""A week: time, and what was learnt in it (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from inroad.journal.records import Event
from inroad.path import hours
from inroad.types import Helped, Hours, Learnt, WeekReport


def review(
    entries: Sequence[Hours], events: Sequence[Event], helped: Sequence[Helped], of: dt.date
) -> WeekReport:
    """The week of a day, Monday to Sunday.

    Args:
        entries: all that was logged, drills included.
        events: everything that happened, in order.
        helped: whom the user helped.
        of: any day of the week.
    """
    since = of - of.weekday() * hours.DAY
    until = since + 6 * hours.DAY
    mine = hours.within(entries, since, until)
    kinds = hours.by_kind(mine)
    learnt = [each for each in achieved(events, helped) if since <= each.at.date() <= until]
    return WeekReport(
        since,
        until,
        hours.total(mine),
        hours.total(hours.within(entries, since - 7 * hours.DAY, until - 7 * hours.DAY)),
        kinds,
        hours.balance(kinds),
        hours.each_day(mine, since, 7),
        hours.by_skill(mine),
        tuple(sorted(learnt, key=lambda each: (each.at, each.what, each.subject))),
        tuple(each for each in reversed(hours.latest(mine)) if each.note),
    )


def achieved(events: Sequence[Event], helped: Iterable[Helped]) -> Iterator[Learnt]:
    """Drills passed, cards recalled, claims decided, openings taken, people helped."""
    yield from _drills(events)
    yield from _cards(events)
    yield from _claims(events)
    yield from _openings(events)
    for each in helped:
        at = dt.datetime.combine(each.day, dt.time(), dt.UTC)
        yield Learnt(at, "helped", each.helped_id, f"{each.whom}: {each.what}")


def _drills(events: Iterable[Event]) -> Iterator[Learnt]:
    passed: set[str] = set()
    for event in events:
        if (event.room, event.what) == ("practice", "passed"):
            told = "again, from memory" if event.subject in passed else "for the first time"
            passed.add(event.subject)
            yield Learnt(event.at, "drill passed", event.subject, told)


def _cards(events: Iterable[Event]) -> Iterator[Learnt]:
    """One line a day; grades that were taken back do not count."""
    days: dict[dt.date, list[Event]] = {}
    for event in (each for each in events if each.room == "practice"):
        mine = days.setdefault(event.at.date(), [])
        if event.what == "recalled":
            mine.append(event)
        elif event.what == "unrecalled":
            days[event.at.date()] = _without_last(mine, event.subject)
    for mine in days.values():
        if mine:
            well = sum(each.data["grade"] != "again" for each in mine)
            yield Learnt(mine[-1].at, "cards recalled", "", f"{well} of {len(mine)} known")


def _without_last(told: list[Event], subject: str) -> list[Event]:
    places = [number for number, each in enumerate(told) if each.subject == subject]
    return [each for number, each in enumerate(told) if number != places[-1]] if places else told


def _claims(events: Iterable[Event]) -> Iterator[Learnt]:
    for event in events:
        if (event.room, event.what) == ("claims", "decided"):
            yield Learnt(event.at, "claim decided", event.subject, str(event.data["outcome"]))


def _openings(events: Iterable[Event]) -> Iterator[Learnt]:
    """Those that are still taken; renewed ones count from the first time."""
    taken: dict[str, Event] = {}
    for event in (each for each in events if each.room == "openings"):
        if event.what == "taken":
            taken.setdefault(event.subject, event)
        elif event.what in ("dismissed", "restored"):
            taken.pop(event.subject, None)
    for event in taken.values():
        yield Learnt(event.at, "opening taken", event.subject, str(event.data.get("title") or ""))
