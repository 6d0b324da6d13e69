"""Where a field publishes: venues by its papers, with deadlines, doors for first papers and a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from inroad.config import Config
from inroad.errors import NotFound
from inroad.near import near
from inroad.path.register.field import Found, field_of, quick_field
from inroad.path.register.register import Numbers, Register, once
from inroad.path.venues import dates
from inroad.path.venues.doors import doors, elsewhere
from inroad.path.venues.lists import Lists
from inroad.path.venues.plan import plan
from inroad.path.venues.rounds import COMMITS, abstract_of
from inroad.types import Deadline, Evidence, FieldVenue, SubmissionPlan, VenueDates, VenuesReport

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas

YEARS = 3
_EVIDENCE = 2
NO_LIST = (
    "No list of deadlines is here; download one (ai-deadlines or ccf-deadlines, as YAML), then "
    "`inroad import deadlines FILE`"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beside the field."""

    lists: Lists
    zone: ZoneInfo
    """The user's."""
    now: dt.datetime
    """The moment in UTC that divides coming from past."""
    top: int = 10
    hours: float = 10
    """That the user has a week."""
    target: str = ""
    """The venue to plan for; else the soonest that can still be reached."""


def venues(atlas: Atlas, query: str, asked: Asked, *, as_of: dt.date | None = None) -> VenuesReport:
    """Where a field published in the last three years of the corpus, and by when one could.

    Args:
        atlas: what is known.
        query: the field, in the user's words.
        asked: deadlines, zone, moment, hours, target.
        as_of: no paper later than this day counts.

    Raises:
        NotFound: nothing matches, or the venue has no coming deadline; carries near names.
        InputError: the query, the date or the hours cannot be used.
    """
    return _report(field_of(atlas.until(as_of), query, YEARS), asked)


def quickly(config: Config, query: str, asked: Asked) -> VenuesReport | None:
    """The same of a home as it is now, without any tables; None where these have to be asked."""
    found = quick_field(config, query, YEARS)
    return None if found is None else _report(found, asked)


def _report(field: Found, asked: Asked) -> VenuesReport:
    register = field.register
    listed = dates.by_venue(asked.lists.deadlines, asked.lists.names)
    known = field.papers[register.arrays["venue"][field.papers] >= 0]
    found = _venues(field, known, listed, asked)
    return VenuesReport(
        query=field.query,
        coverage=register.coverage,
        zone=asked.zone.key,
        now=asked.now,
        since=field.after + dt.timedelta(days=1),
        papers=len(field.papers),
        known=len(known),
        venues=found,
        doors=elsewhere([each.name for each in found]),
        lists=asked.lists.sources,
        plan=_plan(found, listed, asked),
        warnings=(*field.warnings, *_warnings(len(field.papers), len(known), asked.lists)),
    )


def _venues(
    field: Found, known: Numbers, listed: dict[str, list[Deadline]], asked: Asked
) -> tuple[FieldVenue, ...]:
    codes = field.register.arrays["venue"][known]
    groups = [known[codes == code] for code in once(codes)]
    names = [str(field.register.label("venue", int(group[0]))) for group in groups]
    days = field.register.arrays["day"]
    order = sorted(
        zip(groups, names, strict=True), key=lambda one: (-len(one[0]), -int(days[one[0]].max()), one[1])
    )[: asked.top]
    titles = field.titles(sorted(int(each) for group, _ in order for each in group[-_EVIDENCE:]))
    return tuple(
        _venue(field.register, name, group, len(known), titles, dates.of(name, listed, asked.now))
        for group, name in order
    )


def _venue(
    register: Register, name: str, papers: Numbers, of: int, titles: dict[int, str | None], found: VenueDates
) -> FieldVenue:
    newcomers = register.arrays["newcomer"][papers]
    told = newcomers[newcomers >= 0]
    last = register.date(int(papers[-1]))
    assert last is not None
    return FieldVenue(
        name=name,
        papers=len(papers),
        of=of,
        newcomers=int(told.sum()) if len(told) else None,
        newcomers_of=len(told),
        last=last,
        evidence=_evidence(register, papers[-_EVIDENCE:][::-1].tolist(), titles),
        doors=doors(name),
        dates=found,
    )


def _evidence(
    register: Register, papers: Sequence[int], titles: dict[int, str | None]
) -> tuple[Evidence, ...]:
    rows = ((register.paper_id(each), titles[each], register.date(each)) for each in papers)
    return tuple(Evidence(*row, note="appeared there") for row in rows)


def _warnings(papers: int, told: int, lists: Lists) -> list[str]:
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
    found: tuple[FieldVenue, ...], listed: dict[str, list[Deadline]], asked: Asked
) -> SubmissionPlan | None:
    of = [_targeted(asked.target, listed, asked.now)] if asked.target else [each.dates for each in found]
    plans = [_made(paper, each, asked) for each in of for paper in _papers(each)]
    # The soonest that can be reached, announced before expected; else the one that is the least late.
    return min(
        plans,
        key=lambda each: (each.late_days, not each.deadline.stated, each.local, each.venue),
        default=None,
    )


def _targeted(target: str, listed: dict[str, list[Deadline]], now: dt.datetime) -> VenueDates:
    spelt = {name.lower(): name for name in listed}
    name = spelt.get(target.lower()) or spelt.get(dates.named([target])[target].lower())
    found = dates.of(name, listed, now) if name else dates.NOTHING
    if name is None or not _papers(found):
        coming = [each for each in listed if _papers(dates.of(each, listed, now))]
        close = near(target, coming)
        told = "no list here names" if name is None else "no list here has a coming deadline of"
        remedy = (
            f"did you mean {', '.join(close)}?"
            if close
            else "`inroad import deadlines FILE` brings newer ones"
        )
        raise NotFound(f"{told} {target!r}", remedy, close)
    return found


def _papers(found: VenueDates) -> list[Deadline]:
    """Deadlines of every round that a first paper can go for; if there are none, those for reviewed ones."""
    papers = [each for each in found.coming if each.kind == "paper"] or [*found.expected]
    return [each for each in papers if not COMMITS.search(each.label)] or papers


def _made(paper: Deadline, found: VenueDates, asked: Asked) -> SubmissionPlan:
    today = asked.now.astimezone(asked.zone).date()
    known = sorted((*found.past, *found.coming), key=lambda each: each.at or asked.now)
    return plan(paper, asked.zone, today, asked.hours, abstract_of(known, paper))
