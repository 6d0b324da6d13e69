"""All seeds of a claim as points: what each side gave, and by how much they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from inroad.report import claim_words as say
from inroad.report import svg
from inroad.report.clean import clip
from inroad.types import PartVerdict, Profile, SeedDifference

ROW, LEFT, RIGHT, TOP = 46.0, 170.0, 20.0, 20.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values lie from left to right."""

    low: float
    high: float
    width: float

    def x(self, value: float) -> float:
        """The place of a value."""
        return LEFT + (self.width - LEFT - RIGHT) * (value - self.low) / (self.high - self.low)


def values(found: PartVerdict, width: float = 760) -> Markup:
    """Both sides, a dot a seed, each pair joined by a line; nothing without seeds."""
    points, part = found.points, found.part
    if not points:
        return Markup("")
    both = [[p.baseline for p in points], [p.variant for p in points]]
    scale = _scale([*both[0], *both[1]], width)
    height = TOP + 2 * ROW + 34
    parts = [*_axis(scale, height)]
    for index, point in enumerate(points):
        above, below = (_row(side) + _jitter(index) for side in (0, 1))
        parts.append(svg.line(scale.x(point.baseline), above, scale.x(point.variant), below, "grid"))
    for side, name in enumerate((say.against(part), part.variant)):
        parts.append(svg.text(8, _row(side) + 4, clip(name, 24), "tick"))
        parts += [
            svg.circle(scale.x(value), _row(side) + _jitter(index), 3.2, "dot" if side else "node")
            for index, value in enumerate(both[side])
        ]
    label = f"{part.metric} of {words_of(points)}: {say.against(part)} above, {part.variant} below"
    return svg.drawing(width, height, parts, label, "chart")


def differences(found: PartVerdict, width: float = 760) -> Markup:
    """By how much they differ, a dot a seed, with the interval, what matters and what the paper says."""
    points = found.points
    if not points:
        return Markup("")
    marks = _marks(found)
    shown = [p.difference for p in points] + [value for value, _, _ in marks] + list(found.interval or ())
    scale = _scale(shown, width)
    height = TOP + ROW + 78
    parts = [*_axis(scale, height)]
    for number, (value, name, css) in enumerate(marks):
        parts.append(svg.line(scale.x(value), TOP - 8, scale.x(value), height - 30, css))
        anchor = "end" if scale.x(value) > 0.8 * width else "start"
        at = scale.x(value) + (-4 if anchor == "end" else 4)
        parts.append(svg.text(at, TOP + ROW + 14 + 13 * (number % 3), name, "tick halo", anchor))
    parts.append(svg.text(8, TOP + ROW / 2 + 4, "difference", "tick"))
    middle = TOP + ROW / 2
    if found.interval:
        low, high = map(scale.x, found.interval)
        parts.append(svg.line(low, middle, high, middle, "whisker"))
    parts += [
        svg.circle(scale.x(p.difference), middle + _jitter(i), 3.2, "dot") for i, p in enumerate(points)
    ]
    if found.effect is not None:
        parts.append(
            svg.line(scale.x(found.effect), middle - 14, scale.x(found.effect), middle + 14, "curve")
        )
    return svg.drawing(width, height, parts, f"Differences: {say.found(found)}", "chart")


def profiles(found: Sequence[Profile], width: float = 760) -> Markup:
    """Performance profiles of one metric: a line a variant, named at its end."""
    if not found:
        return Markup("")
    scale = _scale([value for each in found for value in each.values], width)
    height, high = 250.0, 170.0
    parts = [*_axis(scale, height)]
    for number, each in enumerate(found):
        places = [
            (scale.x(value), TOP + high * (1 - share))
            for value, share in zip(each.values, each.shares, strict=True)
        ]
        parts.append(svg.path(svg.polyline(places), f"curve kind{number % 5}"))
        parts.append(svg.rect(8, TOP + 18 * number, 10, 10, f"kind{number % 5}"))
        parts.append(svg.text(24, TOP + 9 + 18 * number, clip(each.variant, 24), "tick"))
    label = f"Share of runs that are at least as good as a value of {found[0].metric}, by variant"
    return svg.drawing(width, height, parts, label, "chart profiles")


def words_of(points: Sequence[SeedDifference]) -> str:
    """How many points there are."""
    return f"{len(points)} pairs"


def _marks(found: PartVerdict) -> list[tuple[float, str, str]]:
    part = found.part
    marks = [(0.0, "none", "edge")]
    if part.kind in ("better", "same"):
        marks.append((part.interest, "matters", "edge"))
    if part.kind in ("not worse", "same"):
        marks.append((-part.interest, "matters", "edge"))
    if part.figure is not None:
        marks.append((part.figure, "paper", "curve"))
    return marks


def _row(side: int) -> float:
    return TOP + ROW * (side + 0.5)


def _jitter(index: int) -> float:
    """Dots that would hide each other lie at a few heights in turn."""
    return ((index * 7) % 11 - 5) * 1.8


def _scale(values_: Sequence[float], width: float) -> Scale:
    low, high = min(values_), max(values_)
    room = 0.06 * (high - low) or max(abs(high), 1e-9) * 0.5
    return Scale(low - room, high + room, width)


def _axis(scale: Scale, height: float) -> list[Markup]:
    step, parts = svg.nice_step(scale.high - scale.low, 6), []
    first = int(-(-scale.low // step))
    for i in range(first, int(scale.high // step) + 1):
        x = scale.x(i * step)
        parts.append(svg.line(x, TOP - 8, x, height - 30, "grid"))
        parts.append(svg.text(x, height - 12, f"{i * step:.4g}", "tick", "middle"))
    return parts
