"""Steps towards a last day (pure)."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from inroad.figures import plural
from inroad.path.hours import DAY
from inroad.path.plan import worth
from inroad.path.plan.draft import Draft, field_word
from inroad.path.plan.known import Known
from inroad.path.plan.schedule import WEEKS
from inroad.path.venues.coming import best
from inroad.types import LastDay, SubmissionPlan

AHEAD = 182
"""Days before a last day from which on handing in is in the plan."""


def deadlines(known: Known) -> Iterator[Draft]:
    """The next stage on the way to the last day that suits best; and what has to be handed in soon."""
    suits = best(known.deadlines)
    if suits and not suits[1].late_days and _begins(known, suits[1]):
        yield from _stage(known, *suits)
    yield from (_hand_in(known, each) for each in known.deadlines if _is_near(known, each))


def advice(known: Known, weekly: float) -> Iterator[str]:
    """Where there is too little time until a last day, and what would help."""
    if known.lacking:
        yield known.lacking
    suits = best(known.deadlines)
    if suits and suits[1].late_days:
        yield _late(known, *suits)
    if suits and not suits[1].late_days and not _begins(known, suits[1]):
        yield (
            f"The way to {suits[0].title}, the next last day within reach, begins about {suits[1].start}: "
            "until then the steps below make it shorter."
        )
    for each in known.deadlines:
        if _is_tight(known, each, weekly):
            yield f"Until {each.day} there is less time than “{each.title}” takes: let it go, or find more."


def _is_tight(known: Known, each: LastDay, weekly: float) -> bool:
    """Whether what only has to be handed in takes more hours than there are."""
    if each.plan is not None or each.day is None or each.day < known.day:
        return False
    return weekly * (each.day - known.day).days / 7 < each.hours


def _begins(known: Known, way: SubmissionPlan) -> bool:
    """Whether the way begins within this plan; a later one would push aside what comes first."""
    return (way.start - known.day) // DAY < 7 * WEEKS


def _late(known: Known, last: LastDay, way: SubmissionPlan) -> str:
    weeks = (way.local.date() - way.start).days // 7
    return (
        f"At {way.hours_a_week:g} hours a week a first paper takes about {weeks} weeks, and none of these "
        f"last days is that far away; for {last.title} you would have begun "
        f"{plural(way.late_days, 'day')} ago. Aim at the edition after, or at something smaller: "
        f"inroad venues {field_word(known)} tells which doors take two pages or a repeated result."
    )


def _stage(known: Known, last: LastDay, way: SubmissionPlan) -> Iterator[Draft]:
    """The first stage that is not over."""
    over = {each.step_id for each in known.decisions.values() if each.state in ("done", "dropped")}
    open_ = [n for n in range(len(way.steps)) if _id(last, n) not in over]
    if not open_:
        return
    number, stage = open_[0], way.steps[open_[0]]
    venue = last.deadline_id.rpartition(":")[0]
    sure = f"announced by {last.source}" if last.sure == "announced" else "expected from earlier years"
    assert last.day is not None
    yield Draft(
        _id(last, number),
        "deadline",
        f"For {last.title}: {stage.what}",
        f"Stage {number + 1} of {len(way.steps)} on the way back from its last day, {last.day}, in "
        f"{plural((last.day - known.day).days, 'day')} ({sure}). {stage.why[:1].upper()}{stage.why[1:]}.",
        f"done by {stage.by}, so that the later stages keep their weeks",
        f"inroad venues {field_word(known)} --for {shlex.quote(venue)} --hours {way.hours_a_week:g}",
        (stage.hours, stage.hours),
        (worth.deadline((stage.by - known.day) // DAY), worth.proof()),
        intense=True,
        divisible=True,
        deadline=max((stage.by - known.day) // DAY, 0),
    )


def _id(last: LastDay, number: int) -> str:
    return f"deadline:{last.deadline_id}:{number + 1}"


def _is_near(known: Known, each: LastDay) -> bool:
    return each.plan is None and each.day is not None and 0 <= (each.day - known.day) // DAY <= AHEAD


def _hand_in(known: Known, each: LastDay) -> Draft:
    assert each.day is not None
    days = (each.day - known.day) // DAY
    return Draft(
        f"deadline:{each.deadline_id}",
        "deadline",
        f"Hand in: {each.title}",
        f"Its last day is {each.day} ({each.source}).",
        "what you handed in, with its number",
        "see the call; begin with the figure, then write backwards from it",
        (each.hours, each.hours),
        (worth.deadline(days), worth.proof()),
        intense=True,
        divisible=True,
        deadline=days,
    )
