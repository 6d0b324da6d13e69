"""The log for the terminal: time by kind with a small bar, skills, streaks, the week."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.report import words
from inroad.report.blocks import line, rest, right, section
from inroad.report.log_words import KINDS, about, change, learnt, length, steady, timer
from inroad.types import Hours, KindShare, LogChange, LogReport, SkillTime, WeekReport

BAR = 24
FULL, NAMES = "█", 12


def report(found: LogReport, top: int = 10) -> Group:
    """Time spent."""
    of = f" on {found.about}" if found.about else ""
    parts: list[RenderableType] = [line((f"Time spent{of}, {found.since} to {found.until}", "bold"))]
    if found.timer:
        parts.append(line(timer(found.timer, found.timer_minutes)))
    if not found.entries:
        if found.about:
            return Group(*parts, line(f"Nothing is logged for {found.about} in these days."))
        return Group(*parts, line("Nothing is logged. Log time with: inroad log add 1.5h --kind intense"))
    parts.append(line(f"{length(found.minutes)}. {steady(found.streak)}"))
    parts.append(section("By how hard it was", found.balance, [_kinds(found.kinds)]))
    parts.append(section("By skill", "", [_skills(found.skills[:NAMES]), *rest(found.skills, NAMES)]))
    parts.append(section("Lately", "", [_entries(found.entries[:top]), *rest(found.entries, top)]))
    return Group(*parts)


def week(found: WeekReport) -> Group:
    """One week."""
    head = line((f"The week of {found.since} to {found.until}", "bold"))
    before = f"The week before: {length(found.before)}." if found.before else ""
    if not found.minutes and not found.learnt:
        return Group(head, line(f"Nothing is logged. {before}".strip()))
    parts: list[RenderableType] = [head, line(f"{length(found.minutes)}. {before}".strip())]
    if found.minutes:
        parts.append(section("By day", "", [_days(found)]))
        parts.append(section("By how hard it was", found.balance, [_kinds(found.kinds)]))
        parts.append(section("By skill", "", [_skills(found.skills)]))
    said = [line("- ", learnt(each)) for each in found.learnt]
    parts.append(section("What came of it", "", said or [line("Nothing is noted here for this week.")]))
    if found.notes:
        parts.append(section("Notes", "", [_entries(found.notes)]))
    return Group(*parts)


def changed(found: LogChange) -> Group:
    """What a command did."""
    return Group(*(line(each) for each in change(found)))


# -- tables ---------------------------------------------------------------------------------------


def _kinds(kinds: Sequence[KindShare]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in kinds:
        bar = FULL * round(BAR * (each.share or 0))
        share = right(line(words.percent(each.share)))
        table.add_row(
            line(each.kind), right(line(length(each.minutes))), share, Text(bar), _dim(KINDS[each.kind])
        )
    return table


def _skills(skills: Sequence[SkillTime]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    most = max((each.minutes for each in skills), default=0)
    for each in skills:
        bar = FULL * max(round(BAR * each.minutes / most), 1) if most else ""
        table.add_row(line(each.skill or "not said"), right(line(length(each.minutes))), Text(bar))
    return table


def _days(found: WeekReport) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    most = max(each.minutes for each in found.days)
    for each in found.days:
        bar = FULL * max(round(BAR * each.minutes / most), 1) if each.minutes else ""
        said = length(each.minutes) if each.minutes else ""
        table.add_row(line(f"{each.day:%a} {each.day}"), right(line(said)), Text(bar))
    return table


def _entries(entries: Sequence[Hours]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in entries:
        told = ": ".join(part for part in (each.skill or about(each), each.note) if part)
        table.add_row(line(str(each.day)), right(line(length(each.minutes))), line(each.kind), line(told))
    return table


def _dim(text: str) -> Text:
    return line((text, "dim"))
