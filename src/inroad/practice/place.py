"""Where somebody stands, from a dozen quick choices, so that nobody starts with what they know.

Each item shows a drill's task and a few answers of which one is right; whoever could write it sees which.
Ability is one number, the item's difficulty another, and the chance of a right choice is a Rasch model with
guessing (Rasch 1960; Birnbaum 1968).  The next item is the one whose result tells most; the posterior is
kept on a grid, so there is nothing to converge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inroad.practice.catalogue import Catalogue
from inroad.types import Drill

Floats = NDArray[np.float64]

MOST_ITEMS = 16
"""At less than a minute each: under 15 minutes."""
SURE = 0.45
"""Posterior standard deviation, in logits, below which more questions tell little."""
_GRID = np.linspace(-4.0, 4.0, 161)
_KNOWN = 0.8
"""Probability of knowing from which on a drill is passed over."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer given to one item."""

    drill_id: str
    right: bool
    options: int
    """Answers that could be chosen from."""


def difficulty(drill: Drill, catalogue: Catalogue) -> float:
    """Logits: from how long a drill takes and how much must be known before it."""
    before = len(catalogue.before(drill.drill_id))
    return float(np.log2(drill.minutes / 20) + 0.35 * before)


def ability(choices: Sequence[Choice], catalogue: Catalogue) -> tuple[float, float]:
    """Mean and standard deviation of what the choices tell, in logits; (0, 1.5) before the first."""
    weight = _posterior(choices, catalogue)
    mean = float(weight @ _GRID)
    return mean, float(np.sqrt(weight @ (_GRID - mean) ** 2))


def next_item(choices: Sequence[Choice], catalogue: Catalogue, options: int = 4) -> Drill | None:
    """The drill to ask about next; None if enough is known, or nothing is left to ask."""
    asked = {choice.drill_id for choice in choices}
    left = [drill for drill in catalogue if drill.drill_id not in asked]
    done = len(choices) >= MOST_ITEMS or (len(choices) >= 5 and ability(choices, catalogue)[1] < SURE)
    if done or not left:
        return None
    weight = _posterior(choices, catalogue)
    worth = [_information(weight, difficulty(drill, catalogue), options) for drill in left]
    families = [choice.drill_id for choice in choices[-2:]]
    recent = {catalogue[drill_id].family for drill_id in families}
    # Among about equally telling items, one of a family that was not just asked about.
    best = max(worth)
    near = [drill for drill, each in zip(left, worth, strict=True) if each >= 0.9 * best]
    return min(near, key=lambda drill: (drill.family in recent, _shuffled(drill.drill_id)))


def known(choices: Sequence[Choice], catalogue: Catalogue) -> tuple[Drill, ...]:
    """Drills that may be passed over: probably known, and not answered wrongly."""
    mean, _ = ability(choices, catalogue)
    wrong = {choice.drill_id for choice in choices if not choice.right}
    return tuple(
        drill
        for drill in catalogue
        if drill.drill_id not in wrong and _knows(mean, difficulty(drill, catalogue)) >= _KNOWN
    )


def _posterior(choices: Sequence[Choice], catalogue: Catalogue) -> Floats:
    log = -0.5 * (_GRID / 1.5) ** 2
    for choice in choices:
        right = _right(_GRID, difficulty(catalogue[choice.drill_id], catalogue), choice.options)
        log = log + np.log(right if choice.right else 1 - right)
    weight = np.exp(log - log.max())
    return np.asarray(weight / weight.sum())


def _information(weight: Floats, level: float, options: int) -> float:
    """Expected Fisher information of an item under the posterior (3PL; Birnbaum 1968)."""
    right, guess = _right(_GRID, level, options), 1 / options
    each = (1 - right) / right * ((right - guess) / (1 - guess)) ** 2
    return float(weight @ each)


def _right(theta: Floats, level: float, options: int) -> Floats:
    """Chance of a right choice: knowing it, or guessing."""
    guess = 1 / options
    return np.asarray(guess + (1 - guess) * _knows(theta, level))


def _knows(theta: Floats | float, level: float) -> Floats | float:
    return 1 / (1 + np.exp(level - theta))


def _shuffled(drill_id: str) -> str:
    """An order that says nothing, and is the same in every run."""
    return hashlib.sha256(drill_id.encode()).hexdigest()
