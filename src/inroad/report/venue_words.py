"""Sentences on where a field publishes, and by when.  Text and page say the same ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from inroad.path.venues.labels import label as named
from inroad.report import words
from inroad.report.clean import TITLE, clean
from inroad.types import Deadline, DeadlineList, Door, FieldVenue, PlanStep, SubmissionPlan, VenuesReport

HELP = "Venues that papers of the field name, in the last three years of the corpus."
DOORS = "Open to every field. Tracks come and go: look at the page before you count on one."
PLAN = (
    "Hours are a rule of thumb for a first, workshop-length paper on one clear question; a "
    "main-conference paper takes more."
)
LISTS = "Deadlines are as these lists state them; the venue's own page decides."


def head(report: VenuesReport) -> str:
    """How much is known."""
    name = clean(report.query, TITLE)
    return (
        f"{words.plural(report.papers, 'paper')} on “{name}” since {words.day(report.since)}; "
        f"{words.number(report.known)} of them say where they appeared."
    )


def share(venue: FieldVenue) -> str:
    """How many papers appeared there."""
    part = words.percent(venue.papers / venue.of) if venue.of else words.UNKNOWN
    told = f"{words.plural(venue.papers, 'paper')} ({part} of those that name a venue)"
    return f"{told}, last {words.day(venue.last)}"


def newcomers(venue: FieldVenue) -> str:
    """First papers by people new to the corpus."""
    if not venue.newcomers_of:
        return "first papers by newcomers: unknown"
    return f"first author new to the corpus: {words.part_of(venue.newcomers, venue.newcomers_of)}"


def local(at: dt.datetime, zone: str) -> str:
    """``Wed 2026-01-28, 12:59 (Europe/Berlin)``."""
    return f"{at.astimezone(ZoneInfo(zone)):%a %Y-%m-%d, %H:%M} ({zone})"


def coming(each: Deadline, report: VenuesReport) -> str:
    """A deadline that comes, in the user's zone and as it is stated."""
    assert each.at is not None
    left = (each.at - report.now).days
    told = f"{label(each)}: {local(each.at, report.zone)}, in {words.plural(left, 'day')}"
    return f"{told}; stated as {clean(each.stated)} by {clean(each.source, TITLE)}{_note(each)}"


def unknown(each: Deadline) -> str:
    """A deadline that nobody can tell yet."""
    return f"{label(each)}: unknown; {clean(each.source, TITLE)} has “{clean(each.stated)}”{_note(each)}"


def expected(each: Deadline, report: VenuesReport) -> str:
    """A deadline that nobody has announced yet."""
    assert each.at is not None
    return f"expected: {label(each)} about {local(each.at, report.zone)}{_note(each)}"


def past(each: Deadline, report: VenuesReport) -> str:
    """A deadline that is over, as a guide only."""
    assert each.at is not None
    told = f"over: {label(each)} was {local(each.at, report.zone)}, by {clean(each.source, TITLE)}"
    return f"{told}; the next one may be near that day of the year"


def label(each: Deadline) -> str:
    """``ICLR 2027 paper``; the kind is said in the list's own word where it is another."""
    year = f" {each.year}" if each.year else ""
    return f"{clean(each.venue, TITLE)}{year} {clean(named(each.label), 60)}"


def _note(each: Deadline) -> str:
    return f" ({clean(each.note, 200)})" if each.note else ""


def deadlines(venue: FieldVenue, report: VenuesReport) -> Iterator[str]:
    """What is known of a venue's deadlines, a line each."""
    yield from (coming(each, report) for each in venue.dates.coming)
    yield from (unknown(each) for each in venue.dates.unknown)
    yield from (expected(each, report) for each in venue.dates.expected)
    if not (venue.dates.coming or venue.dates.expected):
        yield from (past(each, report) for each in venue.dates.past)
    if not (venue.dates.coming or venue.dates.unknown or venue.dates.past):
        yield "deadline unknown: no list here names it" if report.lists else "deadline unknown"


def door(each: Door) -> str:
    """What a door takes."""
    return f"{each.kind}: {each.takes} {each.cost} As of {words.day(each.as_of)}."


def listed(each: DeadlineList) -> str:
    """Where deadlines come from."""
    left = f", {words.number(each.unreadable)} left out" if each.unreadable else ""
    since = f", brought here {words.day(each.read)}" if each.read else ""
    return f"{clean(each.source, TITLE)}: {words.plural(each.deadlines, 'deadline')}{left}{since}"


def plan(found: SubmissionPlan, zone: str) -> str:
    """What it takes, and whether there is time."""
    pace = f"{words.number(found.hours)} hours at {words.number(found.hours_a_week)} a week"
    due = "due" if found.deadline.stated else "expected about"
    told = (
        f"{label(found.deadline)}, {due} {local(found.local, zone)}. {pace}: "
        f"begin by {words.day(found.start)}"
    )
    if not found.late_days:
        return f"{told}."
    more = f"that was {words.plural(found.late_days, 'day')} ago"
    return f"{told}; {more}. More hours a week (--hours), a smaller question, or a later venue would fit."


def step(each: PlanStep) -> str:
    """One step."""
    return f"{each.by:%a} {words.day(each.by)}: {each.what} ({words.number(each.hours)} hours): {each.why}"
