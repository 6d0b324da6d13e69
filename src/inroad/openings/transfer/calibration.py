"""From log-odds of a model to probabilities that are right on the whole, by what is known on the day.

Two things make a model of pairs say too much or too little.  It is straight where the truth bends: the pairs
that it thinks likeliest come less often than it says, already among those it learnt from.  And how many pairs
come depends on how many papers come, not on how much is known by then.  So log-odds are bent as they must
be over all pairs of the lesson (beta calibration: Kull, Silva Filho and Flach, AISTATS 2017), and moved
until as many pairs are foretold as came a paper in the lesson, with as many papers a day as of late.  The
order of pairs stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from inroad.openings.transfer.arrays import Floats, Ints
from inroad.openings.transfer.model import newton, probability

_LEAST = 0.05
"""A bend rises at least so much, so that no two pairs change places."""
_FARTHEST = 30.0
"""Log-odds that nothing is moved beyond."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """``rise ln p - ease ln(1 - p) + bias`` of probabilities p whose log-odds were moved by ``shift``."""

    shift: float = 0.0
    rise: float = 1.0
    ease: float = 1.0
    bias: float = 0.0

    def __call__(self, log_odds: Floats) -> Floats:
        """Log-odds that are right on the whole."""
        moved = np.asarray(log_odds, dtype=np.float64) + self.shift
        return np.asarray(_sides(moved) @ [self.rise, self.ease] + self.bias)

    def probability(self, log_odds: Floats) -> Floats:
        """The probabilities of log-odds."""
        return probability(self(log_odds))

    def rounded(self, digits: int) -> Calibration:
        """The same with as many digits as are written."""
        return Calibration(**{name: float(f"{value:.{digits}g}") for name, value in asdict(self).items()})


def of(told: Mapping[str, float]) -> Calibration:
    """A calibration as :func:`dataclasses.asdict` told it."""
    return Calibration(**told)


def bend(log_odds: Floats, every: Floats | Ints, came: Floats | Ints) -> tuple[float, float]:
    """``rise`` and ``ease`` that explain best what came.

    Args:
        log_odds: (n,) as a model says.
        every: (n,) pairs of each.
        came: (n,) how many of these came.
    """
    known = every > 0
    sides, every, share = _sides(log_odds[known]), every[known], came[known] / every[known]
    rise, ease = _slopes(sides, every, share)
    if ease < _LEAST:
        return max(_slopes(sides[:, :1], every, share)[0], _LEAST), _LEAST
    if rise < _LEAST:
        return _LEAST, max(_slopes(sides[:, 1:], every, share)[0], _LEAST)
    return rise, ease


def anchored(
    bent: tuple[float, float], log_odds: Floats, every: Floats | Ints, expected: float
) -> Calibration:
    """The calibration that bends so, and foretells as many as are expected of these log-odds."""
    shift = _move(log_odds, every, expected)
    plain = Calibration(shift, *bent)
    return Calibration(shift, *bent, _move(plain(log_odds), every, expected))


def _sides(log_odds: Floats) -> Floats:
    """(n, 2): logarithms of p, and those of 1 - p with the sign turned."""
    return np.column_stack([-np.logaddexp(0, -log_odds), np.logaddexp(0, log_odds)])


def _slopes(sides: Floats, every: Floats | Ints, share: Floats) -> list[float]:
    inputs = np.column_stack([sides, np.ones(len(sides))])
    learnt = newton(inputs, share, every / every.mean(), np.full(inputs.shape[1], 1e-9))
    return [float(each) for each in learnt[:-1]]


def _move(log_odds: Floats, every: Floats | Ints, expected: float) -> float:
    """What to add so that as many are foretold as are expected."""
    low, high = -_FARTHEST, _FARTHEST
    while high - low > 1e-9:
        middle = (low + high) / 2
        more = float((every * probability(log_odds + middle)).sum()) > expected
        low, high = (low, middle) if more else (middle, high)
    return (low + high) / 2
