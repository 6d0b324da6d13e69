"""The way to a deadline, backwards.

Hours are a rule of thumb for a first workshop-length paper on one clear question; who has done it before
needs fewer, a main-conference paper more.  Work is spread over weeks by the hours that one has; what depends
on other people (a colleague who reads) takes days however many hours one has.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from inroad.errors import InputError
from inroad.types import Deadline, PlanStep, SubmissionPlan


@dataclass(frozen=True, slots=True)
class _Stage:
    what: str
    why: str
    hours: float
    days: int = 0
    """Days that pass at least."""


_STAGES = (
    _Stage(
        "the question written down in one sentence, with the paper it starts from", "all else hangs on it", 12
    ),
    _Stage("the baseline runs and gives the paper's figure", "without it no difference can be believed", 40),
    _Stage("experiments frozen", "what comes later is not in the paper", 80),
    _Stage("whole draft", "gaps show only when it is written", 40),
    _Stage("feedback from a colleague", "somebody else sees what you no longer see", 2, 7),
    _Stage("revised", "answer each remark or cut the passage", 16),
    _Stage("submitted, a day early", "servers are slow on the last evening", 3, 1),
)
HOURS = sum(stage.hours for stage in _STAGES)
MOST_HOURS = 100.0


def plan(
    deadline: Deadline, zone: ZoneInfo, today: dt.date, hours_a_week: float, abstract: Deadline | None = None
) -> SubmissionPlan:
    """Steps with days, the first one first.

    Args:
        deadline: that of the paper; its moment must be known.
        zone: the user's.
        today: day in the user's zone.
        hours_a_week: hours that one has.
        abstract: the abstract's deadline of the same edition, if there is one.

    Raises:
        InputError: hours that nobody has, or an unknown moment.
    """
    if not 0 < hours_a_week <= MOST_HOURS:
        raise InputError(
            f"{hours_a_week:g} hours a week cannot be planned", f"give more than 0, at most {MOST_HOURS:g}"
        )
    if deadline.at is None:
        raise InputError(f"the deadline of {deadline.venue} is not known yet", "plan for one that is")
    local = deadline.at.astimezone(zone)
    steps: list[PlanStep] = []
    end = local.date()
    for stage in reversed(_STAGES):
        # The last stage ends on the eve of the deadline; each other one when the next begins.
        end -= dt.timedelta(days=1) if not steps else dt.timedelta(0)
        steps.append(PlanStep(stage.what, end, stage.why, stage.hours))
        end -= dt.timedelta(days=max(stage.days, math.ceil(7 * stage.hours / hours_a_week)))
    if abstract is not None and abstract.at is not None:
        by = abstract.at.astimezone(zone).date()
        steps.append(PlanStep("abstract registered", by, "without it the paper is not taken", 2))
    steps.sort(key=lambda step: step.by)
    late = max(0, (today - end).days)
    return SubmissionPlan(deadline.venue, deadline, local, hours_a_week, HOURS, end, late, tuple(steps))
