"""Deadlines of a field's venues on one line of time, drawn."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from markupsafe import Markup

from inroad.report import svg, words
from inroad.report.clean import clean, clip
from inroad.types import VenuesReport

MONTHS = 9
"""From the month of the question on."""
_LEFT, _ROW, _TOP = 150.0, 26.0, 26.0
_RIGHT = 16.0


def timeline(report: VenuesReport, width: float = 860) -> Markup:
    """A row a venue, a dot a deadline (smaller: abstract), and the plan; nothing where none comes."""
    zone = ZoneInfo(report.zone)
    start = report.now.astimezone(zone).date()
    end = _later(start, MONTHS)
    rows = [(venue.name, _days(report, number, zone, end)) for number, venue in enumerate(report.venues)]
    rows = [(name, days) for name, days in rows if days]
    if not rows:
        return Markup("")
    left = min(_LEFT, width / 3.5)
    scale = (width - left - _RIGHT) / (end - start).days
    height = _TOP + _ROW * (len(rows) + (report.plan is not None)) + 8
    parts = _months(start, end, left, scale, height)
    for number, (name, days) in enumerate(rows):
        y = _TOP + _ROW * (number + 0.5)
        parts.append(svg.text(left - 10, y + 4, clip(clean(name), 20), "tick", "end"))
        parts.append(svg.line(left, y, width - _RIGHT, y, "grid"))
        for day, kind in days:
            css = "dot" if kind == "paper" else "dot two"
            parts.append(svg.circle(left + scale * (day - start).days, y, 5 if kind == "paper" else 4, css))
    parts += _plan(report, start, end, left, scale, _TOP + _ROW * (len(rows) + 0.5))
    told = "; ".join(
        f"{clean(name)}: {', '.join(f'{kind} {words.day(day)}' for day, kind in days)}" for name, days in rows
    )
    return svg.drawing(width, height, parts, f"Deadlines to come. {told}", "chart")


def _days(report: VenuesReport, number: int, zone: ZoneInfo, end: dt.date) -> list[tuple[dt.date, str]]:
    coming = report.venues[number].dates.coming
    found = {(each.at.astimezone(zone).date(), each.kind) for each in coming if each.at is not None}
    return sorted(one for one in found if one[0] <= end)


def _months(start: dt.date, end: dt.date, left: float, scale: float, height: float) -> list[Markup]:
    parts, month = [], _later(start.replace(day=1), 1)
    while month <= end:
        x = left + scale * (month - start).days
        parts += [
            svg.line(x, _TOP - 6, x, height - 6, "grid"),
            svg.text(x, 14, f"{month:%b}", "tick", "middle"),
        ]
        month = _later(month, 1)
    return parts


def _plan(
    report: VenuesReport, start: dt.date, end: dt.date, left: float, scale: float, y: float
) -> list[Markup]:
    if report.plan is None:
        return []
    days = [step.by for step in report.plan.steps if start <= step.by <= end]
    parts = [svg.text(left - 10, y + 4, "your plan", "tick", "end")]
    if len(days) > 1:
        parts.append(
            svg.line(
                left + scale * (days[0] - start).days, y, left + scale * (days[-1] - start).days, y, "edge"
            )
        )
    return parts + [svg.circle(left + scale * (day - start).days, y, 3.5, "dot") for day in days]


def _later(day: dt.date, months: int) -> dt.date:
    whole = 12 * day.year + day.month - 1 + months
    return day.replace(year=whole // 12, month=whole % 12 + 1, day=min(day.day, 28))
