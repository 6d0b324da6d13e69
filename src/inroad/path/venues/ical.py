"""Deadlines and steps as an iCalendar file (RFC 5545), for any calendar.

Written by hand: only events with a moment or a day, no recurrence and no zones (moments are in UTC), which is
a page of code, and nothing is ever read back.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator

from inroad.path.venues.labels import label
from inroad.path.venues.rounds import round_in
from inroad.report.clean import clean
from inroad.types import Deadline, SubmissionPlan, VenuesReport

_FOLD = 75
"""Octets of a line, without its end."""


def calendar(report: VenuesReport, plan: SubmissionPlan | None) -> str:
    """All coming deadlines of a report once, and the steps of a plan."""
    found = {(_uid(each), each) for venue in report.venues for each in venue.dates.coming}
    events = [_moment(each, report.now) for _, each in sorted(found, key=lambda one: (one[1].at, one[0]))]
    if plan is not None:
        events += [_day(step.what, step.by, step.why, plan, report.now) for step in plan.steps]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Inroad//Venues//EN",
        *(x for event in events for x in event),
    ]
    return "".join(f"{fold}\r\n" for line in [*lines, "END:VCALENDAR"] for fold in _folded(line))


def _moment(each: Deadline, now: dt.datetime) -> list[str]:
    assert each.at is not None
    part = round_in(each.note)
    title = f"{each.venue} {each.year or ''}: {label(each.label)} deadline{f', {part}' if part else ''}"
    said = f"As stated: {each.stated}. Source: {each.source}. {each.note}"
    lines = [f"DTSTART:{_stamp(each.at)}", *_link(each.link)]
    return _event(_uid(each), title, said, lines, now)


def _day(what: str, by: dt.date, why: str, plan: SubmissionPlan, now: dt.datetime) -> list[str]:
    uid = _hash(plan.venue, str(plan.deadline.at), what)
    lines = [f"DTSTART;VALUE=DATE:{by:%Y%m%d}", f"DTEND;VALUE=DATE:{by + dt.timedelta(days=1):%Y%m%d}"]
    return _event(uid, f"{plan.venue}: {what}", why, lines, now)


def _event(uid: str, title: str, said: str, lines: Iterable[str], now: dt.datetime) -> list[str]:
    return [
        "BEGIN:VEVENT", f"UID:{uid}@inroad", f"DTSTAMP:{_stamp(now)}", *lines,
        f"SUMMARY:{_escaped(title)}", f"DESCRIPTION:{_escaped(said)}", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def _link(link: str) -> list[str]:
    return [f"URL:{link}"] if re.fullmatch(r"https?://[!-~]{1,500}", link) else []


def _uid(each: Deadline) -> str:
    return _hash(each.venue, str(each.year), each.label, str(each.at))


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
