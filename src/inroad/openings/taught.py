"""What somebody's takes and dismissals teach about openings they have not seen yet.

Every opening has a few traits ("needs several GPUs", "has no package").  For each trait it is counted how
many openings that have it were taken and how many dismissed, and the part taken is compared with the part
taken of all: both are shrunk, the trait's towards the overall one and that towards one half, as if a few more
decisions had been made (beta-binomial; Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.4).  So
one dismissal says little, and a dismissal teaches nothing about a trait that all openings share.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, get_args

from inroad.openings.feasible import Fit
from inroad.types import Choices, Opening, OpeningKind

BEFORE = 4.0
"""Decisions that each share is shrunk by."""
WEIGHT = 0.5
"""Units for each unit of log odds: traits overlap, so that their odds must not simply be added."""
MOST = 1.5
"""Units that all traits together can give or take."""
LEAST_SAID = 0.05
"""Units below which a trait is not worth a line."""
TURNS = 2.0
"""A kind comes at most so many times as often, or as rarely, as without choices."""

_SHORT, _LONG = 10, 40
_MISSING = re.compile(r"\bno ([a-z]{3,})")


class Trait(NamedTuple):
    """Something that openings have in common."""

    key: str
    words: str
    """Completes "the openings that ..."."""


class Tally(NamedTuple):
    """Decisions on openings with one trait."""

    taken: int
    dismissed: int


@dataclass(frozen=True)
class Lessons:
    """What one person's choices teach.

    Args:
        choices: theirs; what was taken and dropped again teaches nothing.
        families: method_id to the name of the method that it builds on.
    """

    choices: Choices
    families: Mapping[str, str]

    @cached_property
    def _taken(self) -> list[Opening]:
        return [each.opening for each in self.choices.taken if each.state != "dropped"]

    @cached_property
    def _dismissed(self) -> list[Opening]:
        return [each.opening for each in self.choices.dismissed]

    @cached_property
    def _tallies(self) -> dict[str, Tally]:
        taken, dismissed = self._count(self._taken), self._count(self._dismissed)
        return {key: Tally(taken[key], dismissed[key]) for key in sorted(taken | dismissed)}

    def _count(self, openings: Sequence[Opening]) -> Counter[str]:
        return Counter(trait.key for each in openings for trait in (*self.traits(each), _kind(each.kind)))

    @cached_property
    def _overall(self) -> float:
        return _shrunk(Tally(len(self._taken), len(self._dismissed)), 0.5)

    # -- within a kind ----------------------------------------------------------------------------

    def traits(self, opening: Opening) -> tuple[Trait, ...]:
        """Machine, length, obstacles and family of an opening, as far as they are known."""
        return tuple(_traits(opening, self.families))

    def fits(self, opening: Opening) -> tuple[Fit, ...]:
        """What each trait that was decided on before gives or takes, with the counts it rests on."""
        found = [(trait, self._units(trait)) for trait in self.traits(opening)]
        total = sum(units for _, units in found)
        scale = min(1.0, MOST / abs(total)) if total else 1.0
        return tuple(
            Fit("your choices", scale * units, self._why(trait))
            for trait, units in found
            if abs(units) >= LEAST_SAID
        )

    def _units(self, trait: Trait) -> float:
        return WEIGHT * (_log_odds(self._share(trait.key)) - _log_odds(self._overall))

    def _share(self, key: str) -> float:
        tally = self._tallies.get(key, Tally(0, 0))
        return _shrunk(tally, self._overall)

    def _why(self, trait: Trait) -> str:
        tally = self._tallies[trait.key]
        verb, count = ("dismissed", tally.dismissed) if self._units(trait) < 0 else ("took", tally.taken)
        return f"of the openings that {trait.words} you {verb} {count} of {tally.taken + tally.dismissed}"

    # -- between kinds ----------------------------------------------------------------------------

    def turns(self) -> dict[OpeningKind, float]:
        """How often each kind comes, 1 being its usual turn."""
        return {
            kind: min(TURNS, max(1 / TURNS, self._share(_kind(kind).key) / self._overall))
            for kind in get_args(OpeningKind)
        }

    def tally(self, kind: OpeningKind) -> Tally:
        """Decisions on openings of one kind."""
        return self._tallies.get(_kind(kind).key, Tally(0, 0))


def _traits(opening: Opening, families: Mapping[str, str]) -> Iterable[Trait]:
    machine = opening.effort.machine
    if machine != "unknown":
        yield Trait(f"machine {machine}", f"need {machine if machine[0] in 'os' else f'a {machine}'}")
    if opening.effort.hours is not None:
        yield _length(*opening.effort.hours)
    for thing in sorted(set(_MISSING.findall(opening.obstacle.lower()))):
        yield Trait(f"no {thing}", f"have no {thing}")
    if opening.method is not None:
        family = families.get(opening.method)
        if family is not None:
            yield Trait(f"family {family}", f"are about what builds on {family}")


def _length(low: int, high: int) -> Trait:
    middle = math.sqrt(max(1, low) * max(1, high))
    if middle <= _SHORT:
        return Trait("short", f"take up to about {_SHORT} hours")
    if middle <= _LONG:
        return Trait("medium", f"take about {_SHORT} to {_LONG} hours")
    return Trait("long", f"take more than about {_LONG} hours")


def _kind(kind: OpeningKind) -> Trait:
    return Trait(f"kind {kind}", f"are of the kind {kind}")


def _shrunk(tally: Tally, towards: float) -> float:
    return (tally.taken + BEFORE * towards) / (tally.taken + tally.dismissed + BEFORE)


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))
