"""Which other kind of role is near: what differs least, and what would show that one can do it."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.path.roles.lexicon import Kind
from inroad.types.roles import RoleDemand, RoleStep

FARTHEST = 3
"""Steps on both axes together beyond which a role is no neighbour."""
SHOWN = 3
_A_STEP = 0.75
"""What a step on an axis costs, in things to learn."""


def neighbours(
    place: tuple[int, int], demands: Sequence[RoleDemand], have: frozenset[str]
) -> tuple[RoleStep, ...]:
    """Kinds of role near to a post, the one that differs least first.

    Where something is known of the user, a role differs by what it asks for and they do not have; else by
    what it asks for and the post does not.
    """
    asked = {each.name for each in demands if each.level in ("must", "nice", "named")}
    known = have or asked
    steps = [_step(kind, place, known) for kind in _near(place, asked)]
    ordered = sorted(steps, key=lambda each: (len(each.lacking) + _A_STEP * each.distance, each.name))
    return tuple(ordered[:SHOWN])


def itself(place: tuple[int, int], asked: set[str], kinds: Sequence[Kind]) -> Kind:
    """The kind that a post is most like."""
    return min(kinds, key=lambda kind: (_distance(kind, place) - 0.5 * len(asked & {*kind.asks}), kind.name))


def _near(place: tuple[int, int], asked: set[str]) -> list[Kind]:
    from inroad.path.roles.lexicon import lexicon

    kinds = lexicon().kinds
    own = itself(place, asked, kinds)
    return [kind for kind in kinds if kind is not own and _distance(kind, place) <= FARTHEST]


def _step(kind: Kind, place: tuple[int, int], known: frozenset[str] | set[str]) -> RoleStep:
    shared = tuple(each for each in kind.asks if each in known)
    lacking = tuple(each for each in kind.asks if each not in known)
    return RoleStep(
        kind.name,
        kind.pure_applied,
        kind.models_infrastructure,
        _distance(kind, place),
        shared,
        lacking,
        kind.evidence,
    )


def _distance(kind: Kind, place: tuple[int, int]) -> int:
    return abs(kind.pure_applied - place[0]) + abs(kind.models_infrastructure - place[1])
