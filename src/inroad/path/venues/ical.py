"""Deadlines and steps as an iCalendar file (RFC 5545), for any calendar.

Written by hand: only events with a moment or a day, no recurrence and no zones (moments are in UTC), which is
a page of code, and nothing is ever read back.  A deadline is known by its edition, its round and what it is
for, not by its moment: one that was put off keeps its UID, and a calendar moves the event.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator

from inroad.path.revision import sequence
from inroad.path.venues.labels import label
from inroad.path.venues.rounds import round_in
from inroad.report.clean import clean
from inroad.types import Deadline, PlanStep, SubmissionPlan, VenuesReport

_FOLD = 75
"""Octets of a line, without its end."""


def calendar(report: VenuesReport, plan: SubmissionPlan | None) -> str:
    """All coming deadlines of a report once, and the steps of a plan."""
    known = uids(report)
    found = {each: known[each] for venue in report.venues for each in venue.dates.coming}
    events = [_moment(each, uid, report.now) for each, uid in sorted(found.items(), key=_order)]
    if plan is not None:
        goal = known.get(plan.deadline) or _hash(*_kind(plan.deadline))
        events += [_day(step, goal, plan.venue, report.now) for step in plan.steps]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Inroad//Venues//EN",
        "METHOD:PUBLISH",
        *(x for event in events for x in event),
    ]
    return "".join(f"{fold}\r\n" for line in [*lines, "END:VCALENDAR"] for fold in _folded(line))


def uids(report: VenuesReport) -> dict[Deadline, str]:
    """What each deadline of a report is known by.

    Of several of one kind, such as that of a first list and the one to which it was put off, the number in
    time counts; those that are over count as well, or the next would take the place of one that has passed.
    """
    alike: dict[tuple[str, ...], set[Deadline]] = {}
    for venue in report.venues:
        for each in (*venue.dates.past, *venue.dates.coming, *venue.dates.expected):
            alike.setdefault(_kind(each), set()).add(each)
    return {
        each: _hash(*kind, *([str(number)] if number else []))
        for kind, group in alike.items()
        for number, each in enumerate(sorted(group, key=lambda one: (_at(one), one.source, one.stated)))
    }


def _kind(each: Deadline) -> tuple[str, ...]:
    """Venue, edition, round, and what it is for."""
    edition = each.year or _at(each).year
    told = round_in(each.note)
    return each.venue, str(edition), told.split()[1] if told else "1", each.label


def _at(each: Deadline) -> dt.datetime:
    assert each.at is not None
    return each.at


def _order(one: tuple[Deadline, str]) -> tuple[dt.datetime, str]:
    return _at(one[0]), one[1]


def _moment(each: Deadline, uid: str, now: dt.datetime) -> list[str]:
    part = round_in(each.note)
    title = f"{each.venue} {each.year or ''}: {label(each.label)} deadline{f', {part}' if part else ''}"
    said = f"As stated: {each.stated}. Source: {each.source}. {each.note}"
    lines = [f"DTSTART:{_stamp(_at(each))}", *_link(each.link)]
    return _event(uid, title, said, lines, now)


def _day(step: PlanStep, goal: str, venue: str, now: dt.datetime) -> list[str]:
    after = step.by + dt.timedelta(days=1)
    lines = [f"DTSTART;VALUE=DATE:{step.by:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    return _event(_hash(goal, step.what), f"{venue}: {step.what}", step.why, lines, now)


def _event(uid: str, title: str, said: str, lines: Iterable[str], now: dt.datetime) -> list[str]:
    return [
        "BEGIN:VEVENT", f"UID:{uid}@inroad", f"DTSTAMP:{_stamp(now)}", f"SEQUENCE:{sequence(now)}", *lines,
        f"SUMMARY:{_escaped(title)}", f"DESCRIPTION:{_escaped(said)}", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def _link(link: str) -> list[str]:
    return [f"URL:{link}"] if re.fullmatch(r"https?://[!-~]{1,500}", link) else []


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def _stamp(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", clean(text))


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; no letter is cut in two."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _FOLD:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part
