"""The next day by which a venue takes papers: announced, expected from earlier years, or unknown (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from inroad.path.venues import plan as backwards
from inroad.path.venues.rounds import COMMITS, Round, abstract_of, rounds
from inroad.types import Deadline, LastDay, SubmissionPlan, Sureness

YEAR = dt.timedelta(weeks=52)
"""Deadlines keep their day of the week from one year to the next."""
SILENT = dt.timedelta(days=3 * 365)
"""A venue of which no deadline was told for so long may be no more."""
ANYWHERE = dt.timezone(dt.timedelta(hours=-12))
"""The last place on Earth where a day ends."""
REVIEWED = "takes papers that were reviewed before, so look for that review's own last day"
AHEAD = dt.timedelta(days=400)
MOVES = dt.timedelta(days=60)
"""From one year to the next a deadline moves less."""


@dataclass(frozen=True, slots=True)
class _Next:
    """A deadline to come, and the round that it belongs to."""

    paper: Deadline
    round: Round
    sure: Sureness


def last_days(
    name: str, found: Sequence[Deadline], now: dt.datetime, zone: ZoneInfo, weekly: float
) -> tuple[LastDay, ...]:
    """What is known of a venue's next deadlines, one for each round of a year, and the ways back from them.

    Args:
        name: the venue, as the atlas names it.
        found: all of its deadlines, by their moments.
        now: the moment in UTC.
        zone: the user's.
        weekly: hours a week that the user has.
    """
    announced = [*_announced(found, now)]
    coming = announced + [
        each
        for each in _expected(rounds(found), now)
        if not announced or (each.round.of > 1 and not any(_is_near(each, other) for other in announced))
    ]
    if not coming:
        open_ = next((each for each in found if each.kind == "paper" and each.at is None), None)
        return (LastDay(f"{name}:?", name, None, 0.0, open_.source if open_ else "", sure="unknown"),)
    coming.sort(key=lambda each: each.paper.at or now)
    return tuple(_last_day(name, each, found, now, zone, weekly) for each in coming)


def last_day(
    name: str, found: Sequence[Deadline], now: dt.datetime, zone: ZoneInfo, weekly: float
) -> LastDay:
    """The first of them."""
    return last_days(name, found, now, zone, weekly)[0]


def _last_day(
    name: str, of: _Next, found: Sequence[Deadline], now: dt.datetime, zone: ZoneInfo, weekly: float
) -> LastDay:
    paper = of.paper
    assert paper.at is not None
    local = paper.at.astimezone(zone)
    abstract = abstract_of(found, paper) if of.sure == "announced" else None
    edition = f"{name} {paper.year}" if paper.year else name
    number = f"/{of.round.number}" if of.round.number > 1 else ""
    notes = (paper.note, REVIEWED if COMMITS.search(paper.label) else "")
    return LastDay(
        f"{name}:{paper.year or local.year}{number}",
        ", ".join(filter(None, (edition, of.round.told))),
        local.date(),
        backwards.HOURS,
        paper.source,
        of.sure,
        paper.at,
        local,
        # The round stands in the title already.
        "; ".join(filter(None, notes)).removeprefix(of.round.told).removeprefix("; "),
        paper.link,
        backwards.plan(paper, zone, now.astimezone(zone).date(), weekly, abstract),
    )


def _announced(found: Sequence[Deadline], now: dt.datetime) -> Iterator[_Next]:
    """The next deadline of each round; one for papers reviewed before where its edition has nothing else."""
    editions = set()
    for one in rounds(found):
        paper = next((each for each in one.papers if _is_ahead(each, now)), None)
        if paper is not None:
            editions.add(paper.year)
            yield _Next(paper, one, "announced")
    for each in found:
        commits = each.kind == "paper" and COMMITS.search(each.label) and _is_ahead(each, now)
        if commits and each.year not in editions:
            editions.add(each.year)
            yield _Next(each, Round(1, 1, (each,)), "announced")


def _is_ahead(each: Deadline, now: dt.datetime) -> bool:
    return each.at is not None and now <= each.at < now + AHEAD


def _is_near(one: _Next, other: _Next) -> bool:
    """Whether an expected deadline is what was announced meanwhile."""
    assert one.paper.at is not None
    assert other.paper.at is not None
    return abs(one.paper.at - other.paper.at) < MOVES


def _expected(known: Sequence[Round], now: dt.datetime) -> Iterator[_Next]:
    """The rounds of the last year that is known, each moved on by as many years as lay between editions."""
    past = [each for each in known if (at := each.papers[-1].at) and now - SILENT < at < now]
    if not past:
        return
    last = past[-1].papers[-1]
    assert last.at is not None
    apart = _years([each.papers[-1] for each in past], last.at)
    for one in past:
        paper = one.papers[-1]
        assert paper.at is not None
        if last.at - paper.at < YEAR - YEAR / 4 and (one is past[-1] or one.of > 1):
            yield _Next(_moved(paper, apart, now), one, "expected")


def expected(found: Sequence[Deadline], now: dt.datetime) -> tuple[Deadline, ...]:
    """Deadlines for papers that the last edition makes likely; ``stated`` is "", the note says why."""
    moved = [each.paper for each in _expected(rounds(found), now)]
    return tuple(sorted(moved, key=lambda each: each.at or now))


def _moved(paper: Deadline, apart: int, now: dt.datetime) -> Deadline:
    assert paper.at is not None
    years = apart
    while paper.at + years * YEAR < now:
        years += apart
    # As it was announced: on most of Earth's clocks a deadline is over on the day after.
    note = f"moved on from {paper.at.astimezone(ANYWHERE):%Y-%m-%d}, the last one that was announced"
    year = paper.year + years if paper.year else None
    return replace(paper, at=paper.at + years * YEAR, year=year, stated="", note=note)


def _years(papers: Sequence[Deadline], last: dt.datetime) -> int:
    """Years between two editions; one where only one edition is known."""
    before = [each.at for each in papers if each.at and last - each.at > YEAR / 2]
    gap = last - before[-1] if before else YEAR
    return max(1, round(gap / YEAR))


def best(found: Sequence[LastDay]) -> tuple[LastDay, SubmissionPlan] | None:
    """The soonest that can be reached, announced before expected; else the one that is the least late."""
    plans = [(each, each.plan) for each in found if each.plan]
    return min(
        plans,
        key=lambda pair: (pair[1].late_days, pair[0].sure != "announced", pair[1].local, pair[0].title),
        default=None,
    )
