"""What was said and what came, as a drawing: a reliability diagram with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from inroad.report import svg, words
from inroad.report.opening_words import FEW
from inroad.types import Bin, Record


@dataclass(frozen=True, slots=True)
class Square:
    """Where probabilities lie on the sheet: the same scale across and up, so that the diagonal is "right"."""

    size: float
    peak: float
    left: float = 56
    right: float = 14
    top: float = 14
    bottom: float = 44

    def x(self, share: float) -> float:
        """The place of what was said."""
        return self.left + (self.size - self.left - self.right) * share / self.peak

    def y(self, share: float) -> float:
        """The place of what came."""
        return self.size - self.bottom - (self.size - self.top - self.bottom) * share / self.peak


def reliability(record: Record, size: float = 380) -> Markup:
    """Said against come, a dot a size, with the 95 % interval of what came; nothing where all are few."""
    bins = [each for each in record.bins if each.count >= FEW]
    if not bins:
        return Markup("")
    peak = max(max(each.forecast, each.came) for each in bins) * 1.15
    square = Square(size, peak if peak > 0 else 1.0)
    parts = [
        *_axes(square),
        svg.line(square.x(0), square.y(0), square.x(square.peak), square.y(square.peak), "edge"),
        *(mark for each in bins for mark in _dot(square, each)),
    ]
    label = "; ".join(
        f"{words.percent(each.forecast)} said, {words.percent(each.came)} came" for each in bins
    )
    return svg.drawing(size, size, parts, f"What was said and what came: {label}", "chart")


def _axes(square: Square) -> list[Markup]:
    step, parts = svg.nice_step(square.peak, 4), []
    low, high = square.size - square.bottom, square.size - square.right
    for i in range(int(square.peak / step + 0.001) + 1):
        value, label = i * step, f"{100 * i * step:.3g} %"
        parts.append(svg.line(square.left, square.y(value), high, square.y(value), "grid"))
        parts.append(svg.text(square.left - 8, square.y(value) + 4, label, "tick", "end"))
        parts.append(svg.text(square.x(value), low + 18, label, "tick", "middle"))
    middle = (square.left + high) / 2
    parts.append(svg.text(middle, square.size - 6, "said", "tick", "middle"))
    parts.append(svg.text(square.left + 6, square.top + 12, "came", "tick"))
    return parts


def _dot(square: Square, each: Bin) -> list[Markup]:
    low, high = svg.wilson(each.came, each.count)
    x = square.x(each.forecast)
    bar = svg.line(x, square.y(min(low, square.peak)), x, square.y(min(high, square.peak)), "whisker")
    return [bar, svg.circle(x, square.y(each.came), 4, "dot")]
