"""What of a post's demands somebody has: what evidence shows, and what they say of themselves (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from inroad.path.roles.read import named
from inroad.path.skills import skills
from inroad.types import ProfileReport, RoleHave, SkillLevel

ENOUGH = 2.0
"""Level of 4 from which on somebody has a skill that a post asks for."""


def mine(profile: ProfileReport, have: Iterable[str] = ()) -> tuple[tuple[RoleHave, ...], tuple[str, ...]]:
    """Everything once, evidence before one's own word; and what of ``have`` no post is known to ask for.

    Args:
        profile: what the journal shows and what was said there.
        have: what is said for this once.
    """
    asked, unread = named(have)
    found = [*_shown(profile.skills), *_said(profile), *_typed(asked)]
    once = {each.name: each for each in reversed(found)}
    return tuple(sorted(once.values(), key=lambda each: (each.how != "shown", each.name))), unread


def _shown(levels: Sequence[SkillLevel]) -> Iterator[RoleHave]:
    for each in levels:
        if each.level is not None and each.level >= ENOUGH:
            for name in _asked_as(each.skill_id):
                yield RoleHave(name, "shown", f"{each.name} at level {each.level:.1f} of 4")
        kinds = {proof.kind for proof in each.evidence}
        if any(kind.startswith("drill") for kind in kinds):
            yield RoleHave("Python", "shown", "drills that you passed are written in it")
        if "paper" in kinds:
            yield RoleHave("papers", "shown", "a paper in your portfolio")


def _said(profile: ProfileReport) -> Iterator[RoleHave]:
    me = profile.me
    for each in profile.skills:
        if each.own is not None and each.own >= ENOUGH:
            for name in _asked_as(each.skill_id):
                yield RoleHave(name, "said", f"you rate {each.name} {each.own} of 4")
    for rating, name, axis in (
        (me.software, "software engineering", "software engineering"),
        (me.ml, "machine learning", "machine learning"),
    ):
        if rating is not None and rating >= ENOUGH:
            yield RoleHave(name, "said", f"you rate yourself {rating} of 4 in {axis}")
    for tool in me.tools:
        for name in sorted(named([tool])[0]):
            yield RoleHave(name, "said", "among your tools")
    for name in sorted(named([me.domain])[0]) if me.domain else ():
        yield RoleHave(name, "said", "what you know of another field")


def _typed(asked: Iterable[str]) -> Iterator[RoleHave]:
    for name in sorted(asked):
        yield RoleHave(name, "said", "you said so just now")


def _asked_as(skill_id: str) -> tuple[str, ...]:
    return next((each.asked_as for each in skills() if each.skill_id == skill_id), ())
