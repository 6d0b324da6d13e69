"""What hours add up to: kinds, skills, days, streaks, and how they stand beside the pyramid (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import get_args

from inroad.types import DayTime, Hours, HoursKind, KindShare, SkillTime, Streak

KINDS: tuple[HoursKind, ...] = get_args(HoursKind)
ENOUGH = 120.0
"""Minutes from which on a balance means anything."""
LATELY = 28
DAY = dt.timedelta(days=1)


def total(entries: Iterable[Hours]) -> float:
    """All minutes."""
    return round(sum(each.minutes for each in entries), 1)


def by_kind(entries: Sequence[Hours]) -> tuple[KindShare, ...]:
    """Intense, moderate, passive."""
    whole = total(entries)
    spent = {kind: total(each for each in entries if each.kind == kind) for kind in KINDS}
    return tuple(KindShare(kind, spent[kind], spent[kind] / whole if whole else None) for kind in KINDS)


def by_skill(entries: Sequence[Hours]) -> tuple[SkillTime, ...]:
    """The most time first; case does not count, the first spelling stands."""
    names: dict[str, str] = {}
    for each in entries:
        names.setdefault(each.skill.casefold(), each.skill)
    found = []
    for key, name in names.items():
        mine = [each for each in entries if each.skill.casefold() == key]
        found.append(SkillTime(name, total(mine), total(each for each in mine if each.kind == "intense")))
    return tuple(sorted(found, key=lambda each: (-each.minutes, each.skill)))


def balance(kinds: Sequence[KindShare]) -> str:
    """How the kinds stand beside "most intense, some moderate, few passive", in a sentence.

    Read as: intense more than half of the time, and no more passive than moderate.
    """
    minutes = {each.kind: each.minutes for each in kinds}
    whole = sum(minutes.values())
    if whole < ENOUGH:
        return "Too little is logged to speak of a balance."
    share = minutes["intense"] / whole
    if share <= 0.5:
        return (
            f"{round(100 * share)} % is intense; recommended is most of it: being stuck on one problem is "
            "where skill grows, reading and talks come after."
        )
    if minutes["passive"] > minutes["moderate"]:
        return "Most of it is intense, as recommended; of the rest, more should be reading than listening."
    return "Most of it is intense, some moderate and the least passive: the pyramid that is recommended."


def streak(days: Iterable[dt.date], today: dt.date) -> Streak:
    """How steadily one works; a day that is not over breaks nothing."""
    worked = {day for day in days if day <= today}
    last = max(worked, default=None)
    end = today if today in worked else today - DAY
    lately = sum(day > today - LATELY * DAY for day in worked)
    runs = _runs(worked)
    return Streak(runs.get(end, 0), max(runs.values(), default=0), lately, LATELY, last)


def each_day(entries: Sequence[Hours], since: dt.date, days: int) -> tuple[DayTime, ...]:
    """Every day from ``since`` on, also empty ones."""
    made = []
    for number in range(days):
        day = since + number * DAY
        mine = [each for each in entries if each.day == day]
        kinds = {each.kind: each.minutes for each in by_kind(mine)}
        made.append(DayTime(day, total(mine), kinds["intense"], kinds["moderate"], kinds["passive"]))
    return tuple(made)


def within(entries: Iterable[Hours], since: dt.date, until: dt.date) -> list[Hours]:
    """Those of some days, both ends included."""
    return [each for each in entries if since <= each.day <= until]


def about(entries: Sequence[Hours], what: str) -> list[Hours]:
    """Those that belong to something, or to something of a kind; all of them where nothing is asked for."""
    return [each for each in entries if not what or what in (each.about, each.about.partition(":")[0])]


def latest(entries: Sequence[Hours]) -> tuple[Hours, ...]:
    """The latest day first; within a day what was logged last comes first."""
    last_first = entries[::-1]
    return tuple(sorted(last_first, key=lambda each: each.day, reverse=True))


def _runs(worked: set[dt.date]) -> dict[dt.date, int]:
    """Every day with how many in a row end with it."""
    found: dict[dt.date, int] = {}
    for day in sorted(worked):
        found[day] = found.get(day - DAY, 0) + 1
    return found
