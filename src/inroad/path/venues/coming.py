"""The next day by which a venue takes papers: announced, expected from earlier years, or unknown (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from inroad.path.venues import plan as backwards
from inroad.types import Deadline, LastDay, SubmissionPlan

YEAR = dt.timedelta(weeks=52)
"""Deadlines keep their day of the week from one year to the next."""
SILENT = dt.timedelta(days=3 * 365)
"""A venue of which no deadline was told for so long may be no more."""
ANYWHERE = dt.timezone(dt.timedelta(hours=-12))
"""The last place on Earth where a day ends."""
COMMITS = re.compile(r"commit", re.I)
REVIEWED = "takes papers that were reviewed before, so look for that review's own last day"
AHEAD = dt.timedelta(days=400)


def last_day(
    name: str, found: Sequence[Deadline], now: dt.datetime, zone: ZoneInfo, weekly: float
) -> LastDay:
    """What is known of a venue's next deadline, and the way back from it.

    Args:
        name: the venue, as the atlas names it.
        found: all of its deadlines, by their moments.
        now: the moment in UTC.
        zone: the user's.
        weekly: hours a week that the user has.
    """
    papers = [each for each in found if each.kind == "paper"]
    announced = next((each for each in papers if each.at and now <= each.at < now + AHEAD), None)
    expected = None if announced else _expected(papers, now)
    of = announced or expected
    if of is None or of.at is None:
        open_ = next((each for each in papers if each.at is None), None)
        return LastDay(f"{name}:?", name, None, 0.0, open_.source if open_ else "", sure="unknown")
    local = of.at.astimezone(zone)
    way = backwards.plan(
        of, zone, now.astimezone(zone).date(), weekly, _abstract(found, of) if announced else None
    )
    return LastDay(
        f"{name}:{of.year or local.year}",
        f"{name} {of.year}" if of.year else name,
        local.date(),
        backwards.HOURS,
        of.source,
        "announced" if announced else "expected",
        of.at,
        local,
        "; ".join(filter(None, (of.note, REVIEWED if COMMITS.search(of.label) else ""))),
        of.link,
        way,
    )


def _abstract(found: Sequence[Deadline], paper: Deadline) -> Deadline | None:
    """That of the same edition, before the paper's."""
    mine = [each for each in found if each.kind == "abstract" and each.year == paper.year and each.at]
    return next((each for each in mine if paper.at and each.at and each.at <= paper.at), None)


def _expected(papers: Sequence[Deadline], now: dt.datetime) -> Deadline | None:
    """The last edition's, moved on by as many years as lay between the last two."""
    past = [each for each in papers if each.at and now - SILENT < each.at < now]
    if not past or past[-1].at is None:
        return None
    last, at = past[-1], past[-1].at
    apart = _years([each for each in past if each.at and at - each.at > YEAR / 2], at)
    years = apart
    while at + years * YEAR < now:
        years += apart
    # As it was announced: on most of Earth's clocks a deadline is over on the day after.
    note = f"moved on from {at.astimezone(ANYWHERE):%Y-%m-%d}, the last one that was announced"
    year = last.year + years if last.year else None
    return replace(last, at=at + years * YEAR, year=year, stated="", note=note)


def _years(before: Sequence[Deadline], last: dt.datetime) -> int:
    """Years between two editions; one where only one edition is known."""
    gap = last - before[-1].at if before and before[-1].at else YEAR
    return max(1, round(gap / YEAR))


def best(found: Sequence[LastDay]) -> tuple[LastDay, SubmissionPlan] | None:
    """The soonest that can be reached, announced before expected; else the one that is the least late."""
    plans = [(each, each.plan) for each in found if each.plan]
    return min(
        plans,
        key=lambda pair: (pair[1].late_days, pair[0].sure != "announced", pair[1].local, pair[0].title),
        default=None,
    )
