"""Steps of practice: who one is, what is due, which drills come next (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inroad.path.plan import worth
from inroad.path.plan.draft import AT_ONCE, Draft, beginner, short_part, some, standing
from inroad.path.plan.known import Known
from inroad.path.skills import Skill, skills
from inroad.types import Drill, SkillLevel

FIRST = ("foundations", "networks")
"""Skills with which somebody begins who knows nothing yet."""
BASICS = 2.0
"""Level up to which one goes on with a skill that was begun before beginning another."""


def profile(known: Known) -> Iterator[Draft]:
    """Who one is, where that is not said."""
    me = known.me
    if me.situation and me.fields and me.hours_a_week:
        return
    missing = [each.partition(":") for each in known.profile.missing]
    yield Draft(
        "profile",
        "profile",
        "Say who you are",
        f"Unknown so far: {', '.join(name for name, _, _ in missing)}.",
        "a profile, and a plan that is made for you",
        missing[0][2].strip(),
        (0.1, 0.2),
        (worth.depends(),),
    )


def placement(known: Known) -> Iterator[Draft]:
    """Where one stands, where nothing tells."""
    if known.placed or sum(each.passes > 0 for each in known.drills) >= 3:
        return
    yield Draft(
        "placement",
        "practice",
        "Find out where you stand: at most 16 questions",
        "Nothing shows yet which drills you need; what you know is passed over.",
        "the drills that you can pass over, in your profile",
        "inroad drill place",
        (0.2, 0.3),
        (worth.depends(),),
    )


def review(known: Known) -> Iterator[Draft]:
    """What is being forgotten."""
    due = [each.drill for each in known.drills if each.standing == "due"]
    if not due and not known.cards_due:
        return
    minutes = sum(each.minutes for each in due)
    named = some(each.title for each in due)
    cards = f"{known.cards_due} cards" if known.cards_due else ""
    yield Draft(
        f"review:{known.week}",
        "practice",
        f"Recall what is due: {' and '.join(part for part in (named, cards) if part)}",
        "What you passed is being forgotten; recalling it now is cheaper than learning it again.",
        "the same drills passed from memory once more",
        "inroad drill next" if due else "inroad recall",
        (0.3 * minutes / 60 + known.cards_due / 60, minutes / 60 + known.cards_due / 30),
        (worth.due(),),
        divisible=True,
    )


def gaps(known: Known) -> Iterator[Draft]:
    """Drills of what an opening taken needs; then of skills begun and not yet at their basics, of which
    nothing is known, and that are shown least.
    """
    levels = {each.skill_id: each for each in known.profile.skills}
    needed = _needed(known)

    def turn(pair: tuple[Skill, list[Drill]]) -> tuple[bool, bool, bool, float]:
        at = levels[pair[0].skill_id].level
        return pair[1][0].drill_id not in needed, (at or 0.0) >= BASICS, at is None, at or 0.0

    trained = [
        (skill, ready)
        for skill in skills()
        if skill.families and (skill.skill_id in FIRST or not beginner(known) or needed)
        if (ready := _ready(known, skill, needed))
    ]
    for skill, ready in sorted(trained, key=turn)[:AT_ONCE]:
        yield _practice(known, skill, levels[skill.skill_id], ready[:AT_ONCE], needed)


def _practice(
    known: Known, skill: Skill, at: SkillLevel, ready: Sequence[Drill], needed: frozenset[str]
) -> Draft:
    hours = sum(each.minutes for each in ready) / 60
    shown = "nothing shows it yet" if at.level is None else f"shown so far: at least {at.level:g} of 4"
    why = f"{skill.name}: {shown}."
    parts = (
        [worth.gap("machine learning")] if known.region == "ml first" else [worth.raises("machine learning")]
    )
    if ready[0].drill_id in needed:
        why += " An opening that you took is about its method."
        parts.append(worth.taken("an opening that you took needs it"))
    return Draft(
        f"drills:{skill.skill_id}:{ready[0].drill_id}",
        "practice",
        f"Build from memory: {some(each.title for each in ready)}",
        why,
        f"{len(ready)} drills passed, in your profile under {skill.name}",
        f"inroad drill start {ready[0].drill_id}",
        (hours, 2.5 * hours),
        (*parts, *short_part(known)),
        intense=True,
        divisible=True,
    )


def _ready(known: Known, skill: Skill, needed: frozenset[str]) -> list[Drill]:
    """Drills of a skill that can be begun, needed ones and begun ones first, then easier ones."""
    mine = [each for each in known.drills if skill.trained_by(each.drill.drill_id, each.drill.family)]
    open_ = [each for each in mine if each.standing in ("new", "open")]
    open_.sort(
        key=lambda each: (
            each.drill.drill_id not in needed,
            each.standing != "open",
            each.drill.minutes,
            each.drill.drill_id,
        )
    )
    return [each.drill for each in open_]


def _needed(known: Known) -> frozenset[str]:
    """Drills about methods of openings that were taken."""
    methods = {_plain(each.opening.method) for each in standing(known) if each.opening.method}
    return frozenset(
        each.drill.drill_id
        for each in known.drills
        if methods & {_plain(name) for name in each.drill.methods}
    )


def _plain(method: str) -> str:
    return method.partition("@")[0].casefold()
