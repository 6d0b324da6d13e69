"""The last weeks of practice as a calendar: a column a week, a square a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from inroad.report import drill_words, svg

CELL, STEP, LEFT, TOP = 13, 16, 34, 20
LEVELS = (1, 15, 30, 60)
"""Minutes from which on a day is a shade darker."""
WEEKS = 26


def calendar(days: Sequence[tuple[dt.date, float]], today: dt.date, weeks: int = WEEKS) -> Markup:
    """Minutes of each day up to today; empty if there was none in all these weeks."""
    monday = today - dt.timedelta(days=today.weekday())
    first = monday - dt.timedelta(weeks=weeks - 1)
    spent = {day: minutes for day, minutes in days if first <= day <= today}
    if not spent:
        return Markup("")
    parts = [*_months(first, weeks), *_weekdays()]
    parts += [_day(first, each, spent.get(each, 0.0)) for each in _between(first, today)]
    total = drill_words.time(sum(spent.values()))
    label = f"Practice in the last {weeks} weeks: {total} on {len(spent)} days"
    return svg.drawing(LEFT + weeks * STEP, TOP + 7 * STEP, parts, label, "calendar")


def _between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def _day(first: dt.date, day: dt.date, minutes: float) -> Markup:
    week, weekday = divmod((day - first).days, 7)
    level = sum(minutes >= least for least in LEVELS)
    css = f"day level-{level}"
    return svg.rect(LEFT + week * STEP, TOP + weekday * STEP, CELL, CELL, css)


def _months(first: dt.date, weeks: int) -> list[Markup]:
    mondays = [first + dt.timedelta(weeks=number) for number in range(weeks)]
    begun = [n for n, day in enumerate(mondays) if day.day <= 7]
    return [svg.text(LEFT + n * STEP, 12, f"{mondays[n]:%b}", "tick") for n in begun]


def _weekdays() -> list[Markup]:
    return [
        svg.text(0, TOP + n * STEP + 11, name, "tick") for n, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))
    ]
