"""A figure of a paper read off its picture by places that somebody clicked (pure).

One axis is enough, for a claim speaks of a difference along one.  It is given by two of its ticks, so that a
scan that is turned or stretched reads as well as a straight one.  How far a click that is one pixel off
would move what is read stands beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from inroad.errors import InputError
from inroad.types import ClaimPart, FigureReading

NEAREST = 5.0
"""Pixels between two ticks below which an axis tells nothing."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a picture, in pixels from its upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis by two of its ticks and the values that are written there."""

    one: Spot
    two: Spot
    first: float
    second: float
    log: bool = False

    def __post_init__(self) -> None:
        """Refuse what no value can be read with.

        Raises:
            InputError: the ticks lie too near, have the same value, or have none that a logarithm is of.
        """
        remedy = "click two ticks of the axis that lie far apart, and write what stands there"
        if not all(map(math.isfinite, (self.one.x, self.one.y, self.two.x, self.two.y))):
            raise InputError("a place in a picture is a pair of numbers", remedy)
        if math.dist((self.one.x, self.one.y), (self.two.x, self.two.y)) < NEAREST:
            raise InputError("the two ticks lie almost at the same place", remedy)
        if self.first == self.second or not (math.isfinite(self.first) and math.isfinite(self.second)):
            raise InputError("the two ticks need two different values", remedy)
        if self.log and min(self.first, self.second) <= 0:
            raise InputError("a logarithmic axis has values above zero only", "or choose a linear one")

    def value(self, spot: Spot, moved: float = 0.0) -> float:
        """What is read at a place; ``moved`` pixels further along the axis."""
        across, down = self.two.x - self.one.x, self.two.y - self.one.y
        length = math.hypot(across, down)
        share = ((spot.x - self.one.x) * across + (spot.y - self.one.y) * down) / length**2 + moved / length
        if self.log:
            return float(self.first * (self.second / self.first) ** share)
        return self.first + share * (self.second - self.first)

    def pixel(self, spot: Spot) -> float:
        """How much one pixel changes what is read at a place."""
        return max(abs(self.value(spot, step) - self.value(spot)) for step in (-1.0, 1.0))


def read(claim_id: str, part: ClaimPart, axis: Axis, variant: Spot, baseline: Spot | None) -> FigureReading:
    """The difference that a picture shows for a part of a claim.

    Args:
        claim_id: whose part it is.
        part: which comparison; its direction decides the sign.
        axis: that of the metric.
        variant: where the variant's value is drawn.
        baseline: where the baseline's is; None where the part compares with a number.

    Raises:
        InputError: a baseline's place is missing, or what is read is no number.
    """
    if baseline is None and part.constant is None:
        raise InputError("the baseline's place is missing", "click where its value is drawn")
    mine = axis.value(variant)
    other = axis.value(baseline) if baseline else float(part.constant or 0.0)
    pixel = axis.pixel(variant) + (axis.pixel(baseline) if baseline else 0.0)
    if not all(map(math.isfinite, (mine, other, pixel))):
        raise InputError("nothing can be read that far from the ticks", "click within the picture's axes")
    difference = mine - other if part.better == "higher" else other - mine
    made = FigureReading(claim_id, part.name, mine, other, difference, pixel)
    return replace(made, difference=rounded(difference, pixel))


def rounded(value: float, pixel: float) -> float:
    """As many digits as a click can tell: down to a tenth of a pixel."""
    return round(value, 1 - math.floor(math.log10(pixel))) if pixel > 0 else value
