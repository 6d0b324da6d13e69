"""Value by the share of cases that are acted on: one picture for those who decide."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from inroad.report import svg
from inroad.report import value_words as say
from inroad.types import ValueReport

LEFT, RIGHT, TOP, BOTTOM = 84.0, 16.0, 34.0, 46.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where shares and values lie."""

    width: float
    height: float
    low: float
    high: float

    def x(self, share: float) -> float:
        """The place of a share of cases."""
        return LEFT + (self.width - LEFT - RIGHT) * share

    def y(self, value: float) -> float:
        """The place of a value."""
        inner = self.height - TOP - BOTTOM
        return self.height - BOTTOM - inner * (value - self.low) / (self.high - self.low)


def curve(report: ValueReport, width: float = 760, height: float = 340) -> Markup:
    """Value by share acted on with its band, the chosen threshold, and the two ways to do without a model."""
    sheet = _sheet(report, width, height)
    points = sorted(report.curve, key=lambda each: each.acted)
    above = [(sheet.x(p.acted), sheet.y(p.interval[1])) for p in points]
    below = [(sheet.x(p.acted), sheet.y(p.interval[0])) for p in reversed(points)]
    parts = [
        *_axes(sheet, report),
        svg.path(svg.polyline(above + below) + "Z", "band"),
        svg.path(svg.polyline([(sheet.x(p.acted), sheet.y(p.value)) for p in points]), "curve"),
        *_ends(sheet, report),
        *_best(sheet, report),
    ]
    return svg.drawing(width, height, parts, f"{say.head(report)} {say.gain(report)}", "chart")


def _sheet(report: ValueReport, width: float, height: float) -> Sheet:
    shown = [0.0, report.best.value, *report.best.interval]
    shown += [bound for each in report.curve for bound in (each.value, *each.interval)]
    low, high = min(shown), max(shown)
    room = 0.04 * (high - low) or 1.0
    return Sheet(width, height, low - room, high + room)


def _axes(sheet: Sheet, report: ValueReport) -> list[Markup]:
    step = svg.nice_step(sheet.high - sheet.low, 5)
    first, last = int(sheet.low // step) + 1, int(sheet.high // step)
    parts = []
    for number in range(first, last + 1):
        y = sheet.y(number * step)
        parts.append(svg.line(LEFT, y, sheet.width - RIGHT, y, "edge" if number == 0 else "grid"))
        parts.append(svg.text(LEFT - 8, y + 4, say.money(number * step), "tick", "end"))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        anchor = "end" if share == 1 else "middle"
        parts.append(svg.text(sheet.x(share), sheet.height - BOTTOM + 18, f"{share:.0%}", "tick", anchor))
    parts.append(svg.text(LEFT, 14, f"{report.currency or 'value'} {say.per(report)}", "tick"))
    name = "share of cases acted on, the highest scores first"
    parts.append(svg.text(sheet.x(0.5), sheet.height - 8, name, "tick", "middle"))
    return parts


def _ends(sheet: Sheet, report: ValueReport) -> list[Markup]:
    both = (
        (0.0, report.nobody, "act on nobody", "start"),
        (1.0, report.everybody, "act on everybody", "end"),
    )
    parts = []
    for share, value, name, anchor in both:
        x, y = sheet.x(share), sheet.y(value)
        parts.append(svg.circle(x, y, 4, "peer-dot"))
        parts.append(svg.text(x + (8 if share == 0 else -8), y - 8, name, "tick halo", anchor))
    return parts


def _best(sheet: Sheet, report: ValueReport) -> list[Markup]:
    best = report.best
    x = sheet.x(best.acted)
    low, high = map(sheet.y, best.interval)
    label = f"{say.money(best.value, report.currency)}"
    anchor = "end" if best.acted > 0.7 else "start"
    at = x + (-10 if anchor == "end" else 10)
    return [
        svg.line(x, low, x, high, "whisker"),
        svg.circle(x, sheet.y(best.value), 5, "dot"),
        svg.text(at, sheet.y(best.value) - 10, label, "name", anchor),
    ]
