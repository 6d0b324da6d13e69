"""Where one stands on the two axes, and where research engineers are hired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from inroad.report import profile_words as say
from inroad.report import svg
from inroad.types import AxisLevel, HiringRegion, ProfileReport

TOP_LEVEL = 4.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where levels lie, in pixels of the drawing."""

    side: float
    left: float = 46.0
    top: float = 14.0

    def x(self, ml: float) -> float:
        """Machine learning, to the right."""
        return self.left + self.side * ml / TOP_LEVEL

    def y(self, software: float) -> float:
        """Software, upwards."""
        return self.top + self.side * (1 - software / TOP_LEVEL)


def picture(found: ProfileReport, side: float = 400) -> Markup:
    """Both axes with the regions, what is shown, and what the user thinks."""
    sheet = Sheet(side)
    parts = [
        *_ground(sheet, found.hiring),
        *_axes(sheet),
        *_names(sheet, found.hiring),
        *_marks(sheet, found),
    ]
    return svg.drawing(side + 66, side + 62, parts, say.picture(found), "chart stand")


def _ground(sheet: Sheet, hiring: HiringRegion) -> Iterator[Markup]:
    near = [
        (hiring.least_ml, hiring.least_software),
        (TOP_LEVEL, hiring.least_software),
        (TOP_LEVEL, TOP_LEVEL),
        (hiring.least_ml, TOP_LEVEL),
    ]
    yield _area(sheet, near, "near")
    yield _area(sheet, _hired(hiring), "hired")


def _hired(hiring: HiringRegion) -> list[tuple[float, float]]:
    """Corners of the region, as (ml, software), along the line on which both levels are enough together."""
    right = max(hiring.least_software, hiring.least_sum - TOP_LEVEL)
    upper = max(hiring.least_ml, hiring.least_sum - TOP_LEVEL)
    return [(TOP_LEVEL, right), (TOP_LEVEL, TOP_LEVEL), (upper, TOP_LEVEL)]


def _area(sheet: Sheet, corners: list[tuple[float, float]], css: str) -> Markup:
    return svg.path(svg.polyline([(sheet.x(ml), sheet.y(soft)) for ml, soft in corners]) + "Z", css)


def _axes(sheet: Sheet) -> Iterator[Markup]:
    for level in range(5):
        yield svg.line(sheet.x(level), sheet.y(0), sheet.x(level), sheet.y(4), "grid")
        yield svg.line(sheet.x(0), sheet.y(level), sheet.x(4), sheet.y(level), "grid")
        yield svg.text(sheet.x(level), sheet.y(0) + 18, str(level), "tick", "middle")
        yield svg.text(sheet.x(0) - 8, sheet.y(level) + 4, str(level), "tick", "end")
    yield svg.text(sheet.x(2), sheet.y(0) + 38, "machine learning", "tick", "middle")
    yield Markup(
        '<text class="tick" text-anchor="middle" transform="translate(14 {}) rotate(-90)">{}</text>'
    ).format(round(sheet.y(2)), "software engineering")


def _names(sheet: Sheet, hiring: HiringRegion) -> Iterator[Markup]:
    yield svg.text(sheet.x(3.1), sheet.y(3.45), "hired", "name", "middle")
    between = (hiring.least_ml + hiring.least_sum / 2) / 2
    yield svg.text(sheet.x(between + 0.15), sheet.y(hiring.least_software + 0.45), "near", "tick", "middle")
    yield svg.text(sheet.x(hiring.least_ml / 2), sheet.y(3.45), "machine", "tick", "middle")
    yield svg.text(sheet.x(hiring.least_ml / 2), sheet.y(3.45) + 16, "learning first", "tick", "middle")
    middle = (hiring.least_ml + TOP_LEVEL) / 2
    yield svg.text(
        sheet.x(middle), sheet.y(hiring.least_software / 2) + 4, "software first", "tick", "middle"
    )


def _marks(sheet: Sheet, found: ProfileReport) -> Iterator[Markup]:
    software, ml = found.axes
    if software.own is not None and ml.own is not None:
        title = f"You rate yourself {ml.own:g} in machine learning, {software.own:g} in software engineering"
        yield svg.group([svg.circle(sheet.x(ml.own), sheet.y(software.own), 9, "own-mark")], title)
    if software.known or ml.known:
        yield svg.group(_shown(sheet, software, ml), f"{say.picture(found)} The bars say what is unknown.")


def _shown(sheet: Sheet, software: AxisLevel, ml: AxisLevel) -> list[Markup]:
    """A dot at what can be shown, with bars up to where it could still reach."""
    x, y = sheet.x(ml.least), sheet.y(software.least)
    return [
        svg.line(x, y, sheet.x(ml.most), y, "reach"),
        svg.line(x, y, x, sheet.y(software.most), "reach"),
        svg.circle(x, y, 6, "dot"),
    ]
