"""From evidence to levels (pure).

Evidence gives points, points give a level from 0 to 4, and the kind of evidence limits how far it can carry:

| evidence | points | alone it reaches at most | |---|---|---| | hours logged for the skill | 1 for ten
intense hours, 0.5 for ten others | 1 | | helping others with it | 0.5 a time | 1 | | a drill passed over by
placement | 0.25 | 1.5 | | a drill passed; mastered | 1; 2 | 3 | | writing, talks, demos | as ``skills.toml``
says | 3 | | claims decided, merged pull requests, papers | as ``skills.toml`` says | 4 |

2 points are level 1, 6 are 2, 14 are 3 and 30 are 4, straight lines between.  These figures are a choice, set
so that a dozen drills passed are "has the basics" and level 4 is out of reach of exercises.  A level says "at
least this": without evidence it is unknown, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inroad.path.skills import Skill
from inroad.types import (
    AboutMe,
    AxisLevel,
    DrillState,
    Helped,
    HiringRegion,
    Hours,
    Link,
    Region,
    SkillAxis,
    SkillEvidence,
    SkillLevel,
)

STEPS = ((0.0, 0.0), (2.0, 1.0), (6.0, 2.0), (14.0, 3.0), (30.0, 4.0))
"""Points and the level that they give."""
CAPS = {
    "hours": 1.0,
    "helped": 1.0,
    "placement": 1.5,
    "drills passed": 3.0,
    "drills mastered": 3.0,
    "writing": 3.0,
    "talk": 3.0,
    "demo": 3.0,
}
"""How far a kind of evidence carries without a stronger one; what is not here carries to the top."""
HIGHEST = 4.0
RULE = (
    "A level says: at least this much is shown. A drill passed gives 1 point, a mastered one 2, one that "
    "placement passed over a quarter; a claim decided by your own runs, a merged pull request or a paper "
    "give up to 8; ten intense hours 1, helping somebody a half. 2 points are level 1, 6 are 2, 14 are 3, "
    "30 are 4. Time and help alone reach at most level 1, drills at most 3; level 4 needs work that others "
    "could check. Without evidence a level is unknown, not zero."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """All evidence that there is."""

    drills: Sequence[DrillState] = ()
    claims: Sequence[str] = ()
    """Claims that own runs have decided, whatever came out."""
    links: Sequence[Link] = ()
    hours: Sequence[Hours] = ()
    """Logged by the user; what drills noted is in the drills already."""
    helped: Sequence[Helped] = ()


def level(skill: Skill, shown: Shown, me: AboutMe) -> SkillLevel:
    """How one stands with one skill."""
    evidence = sorted(_evidence(skill, shown), key=lambda each: (-each.points, each.kind))
    points = round(sum(each.points for each in evidence), 2)
    return SkillLevel(
        skill.skill_id,
        skill.axis,
        skill.name,
        skill.about,
        _level(evidence),
        points,
        dict(me.skills).get(skill.skill_id),
        tuple(evidence),
        skill.grows_by,
    )


def axis(name: SkillAxis, levels: Iterable[SkillLevel], own: int | None) -> AxisLevel:
    """All skills of one axis together."""
    mine = [each for each in levels if each.axis == name]
    known = [each.level for each in mine if each.level is not None]
    rated = [each.own for each in mine if each.own is not None]
    total, of = sum(known), len(mine)
    return AxisLevel(
        name,
        round(total / len(known), 1) if known else None,
        round(total / of, 1),
        round((total + HIGHEST * (of - len(known))) / of, 1),
        len(known),
        of,
        float(own) if own is not None else round(sum(rated) / len(rated), 1) if rated else None,
    )


def region(software: float | None, ml: float | None, hiring: HiringRegion) -> Region:
    """Where two levels lie; unknown if one of them is."""
    if software is None or ml is None:
        return "unknown"
    if ml < hiring.least_ml:
        return "ml first"
    if software < hiring.least_software:
        return "software first"
    return "hired" if software + ml >= hiring.least_sum else "near"


# -- evidence -------------------------------------------------------------------------------------


def _evidence(skill: Skill, shown: Shown) -> Iterator[SkillEvidence]:
    yield from _drills(skill, shown.drills)
    yield from _some("claims decided", skill.gives.get("claim", 0.0), shown.claims)
    yield from _links(skill, shown.links)
    yield from _hours(skill, shown.hours)
    yield from _some("helped", 0.5, [each.what for each in shown.helped if skill.named_in(each.topic)])


def _drills(skill: Skill, drills: Sequence[DrillState]) -> Iterator[SkillEvidence]:
    mine = [each for each in drills if skill.trained_by(each.drill.drill_id, each.drill.family)]
    mastered = [each.drill.title for each in mine if each.mastered]
    passed = [each.drill.title for each in mine if each.passes and not each.mastered]
    placed = [each.drill.title for each in mine if each.standing == "known"]
    yield from _some("drills mastered", 2.0, mastered)
    yield from _some("drills passed", 1.0, passed)
    yield from _some("placement", 0.25, placed)
    any_ = [each.drill.title for each in drills if each.passes and each not in mine]
    yield from _some("drills passed", skill.gives.get("drill", 0.0), any_)


def _links(skill: Skill, links: Sequence[Link]) -> Iterator[SkillEvidence]:
    """A link counts for the skill that it names, at least as much as for those that its kind shows."""
    for kind in sorted({each.kind for each in links}):
        usual = skill.gives.get(kind, 0.0)
        named = [each.title for each in links if each.kind == kind and each.skill == skill.skill_id]
        others = [each.title for each in links if each.kind == kind and each.skill != skill.skill_id]
        yield from _some(kind, max(usual, NAMED.get(kind, 0.0)), named)
        yield from _some(kind, usual, others)


NAMED = {"pull request": 5.0, "paper": 5.0, "demo": 2.0, "writing": 1.0, "talk": 1.0}
"""What a link gives the skill that it was recorded for; code that nobody has looked at gives nothing."""


def _hours(skill: Skill, hours: Sequence[Hours]) -> Iterator[SkillEvidence]:
    mine = [each for each in hours if each.source != "drill" and skill.named_in(each.skill)]
    intense = sum(each.minutes for each in mine if each.kind == "intense") / 60
    other = sum(each.minutes for each in mine if each.kind != "intense") / 60
    points = round(0.1 * intense + 0.05 * other, 2)
    if points:
        yield SkillEvidence("hours", f"{round(intense + other, 1):g} hours logged", points, len(mine))


def _some(kind: str, each: float, what: Sequence[str]) -> Iterator[SkillEvidence]:
    if each and what:
        shown = ", ".join(what[:3]) + (f" and {len(what) - 3} more" if len(what) > 3 else "")
        yield SkillEvidence(kind, shown, round(each * len(what), 2), len(what))


# -- levels ---------------------------------------------------------------------------------------


def _level(evidence: Sequence[SkillEvidence]) -> float | None:
    """The level of all points, no higher than the strongest kinds of evidence carry.

    Evidence is taken from what carries least upwards, so that hours add to drills but never lift above them.
    """
    if not evidence:
        return None
    points, reached = 0.0, 0.0
    for each in sorted(evidence, key=lambda each: CAPS.get(each.kind, HIGHEST)):
        points += each.points
        reached = max(reached, min(_of_points(points), CAPS.get(each.kind, HIGHEST)))
    return round(reached, 1)


def _of_points(points: float) -> float:
    for (low, base), (high, top) in pairwise(STEPS):
        if points <= high:
            return base + (top - base) * (points - low) / (high - low)
    return HIGHEST
