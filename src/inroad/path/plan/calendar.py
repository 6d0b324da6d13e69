"""A plan as iCalendar (RFC 5545): one event on the day by which each step is planned to be over.

Days are days, without a time, so that no time zone can move them.  A step keeps its UID in every export, so
that a calendar that takes in a newer one moves the event and does not double it; which of two is the newer
one tells SEQUENCE.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from icalendar import Calendar, Event

from inroad.path.revision import sequence
from inroad.report import plan_words as say
from inroad.report.clean import clean
from inroad.types import NextStep, PlanReport

PRODUCT = "-//Inroad//plan//EN"
DAY = dt.timedelta(days=1)


def calendar(found: PlanReport, now: dt.datetime) -> bytes:
    """The steps of a plan that have a day.

    Args:
        found: the plan.
        now: the moment of the export, which calendars ask for.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Inroad")
    for step in found.steps:
        if step.until is not None:
            made.add_component(_event(step, step.until, now))
    written: bytes = made.to_ical()
    return written


def uid(step_id: str) -> str:
    """The same for the same step, for ever; it tells nothing of where it was made."""
    return f"{hashlib.sha256(step_id.encode('utf-8', 'replace')).hexdigest()[:32]}@inroad"


def _event(step: NextStep, until: dt.date, now: dt.datetime) -> Event:
    made = Event()
    made.add("uid", uid(step.step_id))
    made.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
    made.add("sequence", sequence(now))
    made.add("dtstart", until)
    made.add("dtend", until + DAY)
    made.add("summary", clean(step.title, 200))
    made.add("description", "\n".join(clean(each) for each in _told(step)))
    made.add("categories", ["Inroad", say.KINDS[step.kind]])
    made.add("transp", "TRANSPARENT")
    return made


def _told(step: NextStep) -> list[str]:
    """Reason, effort and proof; not the user's notes, since calendars are often shared."""
    return [step.why, f"Effort: {say.effort(step)}.", f"Begin: {step.do}", f"To show: {step.proof}"]
