"""How far an opening fits somebody's means: machine, hours, skills.

Amounts are in *units*, which the ranking turns into points of the opening's kind (see
:mod:`inroad.openings.rank`).  What cannot be told counts as neither for nor against.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from inroad.openings.profile import MACHINES
from inroad.types import Newcomer, Opening, OpeningKind

MACHINE_FITS, MACHINE_STEP = 0.5, -1.0
"""Units for a machine at hand, and for one that is a step larger (a laptop's owner can rent a GPU)."""
TOO_FAR = 2
"""So many steps beyond the machine at hand, and an opening is not shown."""
HOURS_FIT = 0.5
"""Units for work that surely fits; as many are taken away when it surely does not."""
HOURS_LEAST = -2.0
SKILL_GAP = -0.25
"""Units for each level that is missing."""

NEEDS: Mapping[OpeningKind, tuple[int, int]] = {
    "underplayed": (2, 1),
    "transfer": (2, 3),
    "reproduction": (2, 2),
    "stated": (2, 3),
    "issue": (3, 1),
}
"""Levels of software engineering and machine learning that work of a kind usually needs: a choice, not a
measurement.  To package a method one has to read its code; to carry it elsewhere one has to understand why
it works."""
_LEVEL = ("none", "a little", "some", "good", "professional")


class Fit(NamedTuple):
    """One aspect of an opening and somebody's means."""

    name: str
    units: float
    why: str


def beyond(opening: Opening, newcomer: Newcomer) -> str | None:
    """Why an opening is out of reach; None if it is not."""
    steps = _steps(opening, newcomer)
    if steps is not None and steps >= TOO_FAR:
        return f"need {_machine(opening.effort.machine)}, you have {_machine(newcomer.machine)}"
    return None


def fits(opening: Opening, newcomer: Newcomer) -> tuple[Fit, ...]:
    """Machine, hours and skills, in this order."""
    return (_machine_fit(opening, newcomer), _hours_fit(opening, newcomer), _skill_fit(opening, newcomer))


# -- machine --------------------------------------------------------------------------------------


def _machine_fit(opening: Opening, newcomer: Newcomer) -> Fit:
    steps, name = _steps(opening, newcomer), "your machine"
    if steps is None:
        return Fit(name, 0.0, "which machine it needs, or which you have, is unknown")
    needs, has = _machine(opening.effort.machine), _machine(newcomer.machine)
    if steps <= 0:
        return Fit(name, MACHINE_FITS, f"{needs} will do, you have {has}")
    return Fit(name, MACHINE_STEP * steps, f"needs {needs}, you have {has}")


def _steps(opening: Opening, newcomer: Newcomer) -> int | None:
    """How many sizes the machine it needs is beyond the one at hand; None if one of them is unknown."""
    if "unknown" in (opening.effort.machine, newcomer.machine):
        return None
    return MACHINES.index(opening.effort.machine) - MACHINES.index(newcomer.machine)


def _machine(name: str) -> str:
    return name if name[0] in "os" else f"a {name}"


# -- hours ----------------------------------------------------------------------------------------


def _hours_fit(opening: Opening, newcomer: Newcomer) -> Fit:
    name, hours = "your hours", opening.effort.hours
    if hours is None:
        return Fit(name, 0.0, "how long it takes cannot be told")
    low, high = (max(1, each) for each in hours)
    have = f"you have {newcomer.hours:g} ({newcomer.hours_a_week:g} a week for {newcomer.weeks} weeks)"
    units = HOURS_FIT * (2 * _chance(low, high, newcomer.hours) - 1)
    if newcomer.hours < low:
        units = max(HOURS_LEAST, units - math.log2(low / max(newcomer.hours, 0.5)))
    return Fit(name, units, f"{low} to {high} hours, {have}")


def _chance(low: int, high: int, budget: float) -> float:
    """That work fits into a budget, were its length uniform on a logarithmic scale from low to high."""
    if budget >= high:
        return 1.0
    if budget < low:
        return 0.0
    return math.log(budget / low) / math.log(high / low)


# -- skills ---------------------------------------------------------------------------------------


def _skill_fit(opening: Opening, newcomer: Newcomer) -> Fit:
    name, (software, ml) = "your skills", NEEDS[opening.kind]
    missing = max(0, software - newcomer.software), max(0, ml - newcomer.ml)
    if not any(missing):
        return Fit(name, 0.0, f"work of this kind asks no more than you can ({_both(software, ml)})")
    return Fit(name, SKILL_GAP * sum(missing), f"work of this kind usually asks for {_both(software, ml)}")


def _both(software: int, ml: int) -> str:
    return f"{_LEVEL[software]} software engineering, {_LEVEL[ml]} machine learning"
