"""Where a field publishes: venues by its papers, with deadlines, doors for first papers and a plan."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import polars as pl

from inroad.atlas import describe
from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas
from inroad.errors import NotFound
from inroad.near import near
from inroad.path.venues import dates
from inroad.path.venues.doors import doors, elsewhere
from inroad.path.venues.lists import Lists
from inroad.path.venues.plan import plan
from inroad.types import Deadline, FieldVenue, SubmissionPlan, VenueDates, VenuesReport

YEARS = 3
_EVIDENCE = 2
NO_LIST = (
    "No list of deadlines is here; download one (ai-deadlines or ccf-deadlines, as YAML), then "
    "`inroad import deadlines FILE`"
)


def venues(
    atlas: Atlas,
    query: str,
    lists: Lists,
    zone: ZoneInfo,
    now: dt.datetime,
    *,
    as_of: dt.date | None = None,
    top: int = 10,
    hours: float = 10,
    target: str = "",
) -> VenuesReport:
    """Where a field published in the last three years of the corpus, and by when one could.

    Args:
        atlas: what is known.
        query: the field, in the user's words.
        lists: deadlines.
        zone: the user's time zone.
        now: the moment in UTC that divides coming from past.
        as_of: no paper later than this day counts.
        top: at most so many venues.
        hours: that the user has a week.
        target: the venue to plan for; else the soonest that can still be reached.

    Raises:
        NotFound: nothing matches, or the venue has no coming deadline; carries near names.
        InputError: the query, the date or the hours cannot be used.
    """
    field = find_field(atlas.until(as_of), query)
    until = field.atlas.coverage().until or now.date()
    recent = field.papers.filter(pl.col("date") > pl.lit(until).dt.offset_by(f"-{YEARS}y"))
    listed = dates.by_venue(lists.deadlines)
    found = _venues(recent, listed, now, top)
    told = recent["venue"].count()
    warnings = [*field.warnings, *_warnings(recent.height, told, lists, until)]
    return VenuesReport(
        query=field.query,
        coverage=field.atlas.coverage(),
        zone=zone.key,
        now=now,
        since=until.replace(year=until.year - YEARS, day=min(until.day, 28)),
        papers=recent.height,
        known=told,
        venues=found,
        doors=elsewhere([each.name for each in found]),
        lists=lists.sources,
        plan=_plan(found, listed, zone, now, hours, target),
        warnings=tuple(warnings),
    )


def _venues(
    recent: pl.DataFrame, listed: dict[str, list[Deadline]], now: dt.datetime, top: int
) -> tuple[FieldVenue, ...]:
    known = recent.drop_nulls("venue").sort("paper")
    counts = known.group_by("venue").agg(
        papers=pl.len(),
        newcomers=pl.col("newcomer").sum(),
        told=pl.col("newcomer").count(),
        last=pl.col("date").max(),
        numbers=pl.col("paper").tail(_EVIDENCE),
    )
    rows = counts.sort(["papers", "last", "venue"], descending=[True, True, False]).head(top)
    shown = known.filter(pl.col("paper").is_in(rows["numbers"].explode().implode()))
    by_number = describe.papers_by_number(shown)
    return tuple(
        FieldVenue(
            name=row["venue"],
            papers=row["papers"],
            of=known.height,
            newcomers=row["newcomers"] if row["told"] else None,
            newcomers_of=row["told"],
            last=row["last"],
            evidence=tuple(describe.paper(by_number[n], "appeared there") for n in row["numbers"][::-1]),
            doors=doors(row["venue"]),
            dates=dates.of(row["venue"], listed, now),
        )
        for row in rows.iter_rows(named=True)
    )


def _warnings(papers: int, told: int, lists: Lists, until: dt.date) -> list[str]:
    found = []
    if papers:
        found.append(
            f"Only {told:,} of {papers:,} papers say where they appeared; authors who do not say so, or "
            "say it later, are missing"
        )
    if not lists.sources:
        found.append(NO_LIST)
    return found


# -- a plan ---------------------------------------------------------------------------------------


def _plan(
    found: tuple[FieldVenue, ...],
    listed: dict[str, list[Deadline]],
    zone: ZoneInfo,
    now: dt.datetime,
    hours: float,
    target: str,
) -> SubmissionPlan | None:
    today = now.astimezone(zone).date()
    if target:
        return _made(_targeted(target, listed, now), zone, today, hours)
    plans = [_made(each.dates, zone, today, hours) for each in found if _paper(each.dates)]
    # The soonest that can be reached; else the one that is the least late.
    return min(
        plans, key=lambda each: (each.late_days > 0, each.late_days, each.local, each.venue), default=None
    )


def _targeted(target: str, listed: dict[str, list[Deadline]], now: dt.datetime) -> VenueDates:
    spelt = {name.lower(): name for name in listed}
    name = spelt.get(dates.named([target])[target].lower()) or spelt.get(target.lower())
    found = dates.of(name, listed, now) if name else dates.NOTHING
    if name is None or not _paper(found):
        coming = [each for each in listed if _paper(dates.of(each, listed, now))]
        close = near(target, coming)
        told = "no list here names" if name is None else "no list here has a coming deadline of"
        remedy = (
            f"did you mean {', '.join(close)}?"
            if close
            else "`inroad import deadlines FILE` brings newer ones"
        )
        raise NotFound(f"{told} {target!r}", remedy, close)
    return found


def _paper(found: VenueDates) -> Deadline | None:
    return next((each for each in found.coming if each.kind == "paper"), None)


def _made(found: VenueDates, zone: ZoneInfo, today: dt.date, hours: float) -> SubmissionPlan:
    paper = _paper(found)
    assert paper is not None
    assert paper.at is not None
    before = [each for each in found.coming if each.kind == "abstract" and each.at and each.at <= paper.at]
    return plan(paper, zone, today, hours, before[-1] if before else None)
