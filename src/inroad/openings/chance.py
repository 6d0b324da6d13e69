"""How likely a stated opening is one: that it is a gap to work on, and that nobody has taken it since.

Two logistic models over a few signs, because two different things go wrong.  *A gap*: a sentence that says
with a verb who fails is one more often than a sentence that praises or suggests, and a paper that brings data
leaves open what a paper that brings a method mostly removes.  *Open*: every later paper that proposes
something and lies near makes it less likely, and so do the words of the statement in one of them, and time.

Weights were learnt by tools/train_open.py from openings that were judged by reading
(tests/gold/stated_openings.json); how those did that were drawn afterwards stands beside them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from inroad.atlas.lexicon import load
from inroad.openings.solved import counted
from inroad.types import Chance

NEAR = 0.4
"""Cosines of less say nothing."""
_HALF, _WIDTH = 0.45, 0.03
"""A later proposal at the first cosine counts half; the second tells how fast that changes."""
_MOST_PRAISE = 3
_DATA_TITLE = re.compile(r"benchmark|dataset|corpus", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gap:
    """Signs that a sentence states a gap that its own paper leaves; each 0 or 1, but for ``praise``."""

    fails: bool
    praise: int
    hedged: bool
    data_title: bool
    """Its title speaks of a benchmark or data."""
    data: bool
    """It introduces some."""
    method: bool
    """It introduces a method or a model."""


@dataclass(frozen=True, slots=True)
class Taking:
    """Signs that a later paper has taken it."""

    crowd: float
    """Later papers that propose something, each counted by how near it is: see :func:`crowd`."""
    held: float
    """Part of the statement's telling words that one of them holds, 0-1."""
    days: int
    """Age of the statement."""


def gap(sentence: str, title: str, *, data: bool, method: bool) -> Gap:
    """The signs of a sentence and of its paper.

    >>> gap("All models struggle with maps.", "MapBench: A Benchmark of Maps", data=True, method=False)
    Gap(fails=True, praise=0, hedged=False, data_title=True, data=True, method=False)
    """
    return Gap(
        counted("fail_verbs", sentence) > 0,
        min(counted("praise", sentence), _MOST_PRAISE),
        counted("hedged", sentence) > 0,
        _DATA_TITLE.search(title) is not None,
        data,
        method,
    )


def crowd(cosines: Iterable[float]) -> float:
    """How many later proposals are about the same, of the cosines of those that lie near."""
    return math.fsum(sorted(_logistic((near - _HALF) / _WIDTH) for near in cosines if near >= NEAR))


def chance(gap: Gap, taking: Taking) -> Chance:
    """The probability that a careful reader calls it an opening, and how often that was so."""
    kept = _kept()
    right = _logistic(_sum(kept["gap"], gap_signs(gap))) * _logistic(_sum(kept["open"], taking_signs(taking)))
    return Chance(round(right, 4), kept["judged"]["right"], kept["judged"]["all"])


def at_best(gap: Gap, days: int) -> float:
    """The largest probability that a search of later papers could leave it."""
    return chance(gap, Taking(0.0, 0.0, days)).probability


def least() -> float:
    """The probability from which on an opening is shown."""
    return float(_kept()["least"])


def gap_signs(gap: Gap) -> list[float]:
    """As the model takes them."""
    return [float(each) for each in astuple(gap)]


def taking_signs(taking: Taking) -> list[float]:
    """As the model takes them."""
    return [math.log1p(taking.crowd), taking.held, math.log1p(taking.days / 30)]


def _sum(weights: Sequence[float], signs: Sequence[float]) -> float:
    """The last weight is the bias."""
    return math.fsum(weight * sign for weight, sign in zip(weights, [*signs, 1.0], strict=True))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _kept() -> dict[str, Any]:
    return load("openings/stated.json")
