"""What was said and what came, as drawings: reliability with its uncertainty, and the first places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from inroad.report import svg, words
from inroad.report.opening_words import FEW
from inroad.types import Bin, Measured, Record


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


# -- first places ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Steps:
    """Where precision among the first places lies on the sheet: places in steps, each as wide."""

    width: float
    height: float
    places: tuple[int, ...]
    peak: float
    left: float = 52
    right: float = 190
    top: float = 14
    bottom: float = 44

    def x(self, places: int) -> float:
        """The middle of a step."""
        room = self.width - self.left - self.right
        return self.left + room * (self.places.index(places) + 0.5) / len(self.places)

    def y(self, share: float) -> float:
        """The height of a share."""
        return self.height - self.bottom - (self.height - self.top - self.bottom) * share / self.peak


def curve(record: Record, width: float = 820, height: float = 320) -> Markup:
    """Precision among the first places, a line a ranking, this tool's above the baselines' or not; nothing
    where rankings were judged at fewer than two numbers of places."""
    every = (record.tool, *record.peers)
    places = tuple(sorted({top.places for each in every for top in each.at}))
    if len(places) < 2:
        return Markup("")
    steps = Steps(width, height, places, _headroom(every, record), right=210 if width > 500 else 14)
    parts = [
        *_share_axis(steps),
        *_places_axis(steps),
        svg.line(
            steps.left, steps.y(record.base_rate), width - steps.right, steps.y(record.base_rate), "edge"
        ),
        *(mark for each in record.peers for mark in _ranking(steps, each, "peer")),
        *_ranking(steps, record.tool, "curve"),
        *(_names(steps, record) if width > 500 else ()),
    ]
    return svg.drawing(width, height, parts, f"Came true among the first places: {_told(every)}", "chart")


def _headroom(every: Sequence[Measured], record: Record) -> float:
    peak = max(top.precision for each in every for top in each.at)
    return max(peak, record.base_rate) * 1.1 or 1.0


def _share_axis(steps: Steps) -> list[Markup]:
    step, parts = svg.nice_step(steps.peak, 4), []
    for i in range(int(steps.peak / step + 0.001) + 1):
        y = steps.y(i * step)
        parts.append(svg.line(steps.left, y, steps.width - steps.right, y, "grid"))
        parts.append(svg.text(steps.left - 8, y + 4, f"{100 * i * step:.3g} %", "tick", "end"))
    return parts


def _places_axis(steps: Steps) -> list[Markup]:
    y = steps.height - steps.bottom + 18
    return [svg.text(steps.x(each), y, f"first {each}", "tick", "middle") for each in steps.places]


def _ranking(steps: Steps, each: Measured, css: str) -> list[Markup]:
    points = [(steps.x(top.places), steps.y(top.precision)) for top in each.at]
    dot = "dot" if css == "curve" else "peer-dot"
    return [
        svg.path(svg.polyline(points), css),
        *(svg.circle(x, y, 4 if css == "curve" else 3, dot) for x, y in points),
    ]


def _names(steps: Steps, record: Record) -> list[Markup]:
    """Names at the right end, at least a line apart."""
    ends = sorted(
        (steps.y(each.at[-1].precision), each is not record.tool, each.name)
        for each in (record.tool, *record.peers)
        if each.at
    )
    parts, below = [], steps.top
    for y, other, name in ends:
        below = max(y + 4, below)
        parts.append(svg.text(steps.width - steps.right + 4, below, name, "tick" if other else "name"))
        below += 16
    return parts


def _told(every: Sequence[Measured]) -> str:
    return "; ".join(
        f"{each.name} " + ", ".join(f"{words.percent(top.precision)} of {top.places}" for top in each.at)
        for each in every
    )


def marks(record: Record, size: float = 22) -> Markup:
    """The first places as a row of squares, those that came true filled; nothing where they are not known."""
    if not record.first:
        return Markup("")
    came = sum(each.came for each in record.first)
    parts = [
        svg.rect(number * size + 2, 2, size - 4, size - 4, "came" if each.came else "missed")
        for number, each in enumerate(record.first)
    ]
    label = f"{came} of the first {len(record.first)} came true"
    return svg.drawing(size * len(record.first), size, parts, label, "marks")
