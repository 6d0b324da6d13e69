"""The plan and the ways into research, for the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table

from inroad.path.venues.coming import best
from inroad.report import plan_words as say
from inroad.report.blocks import line, listed, section
from inroad.types import LastDay, LeftOutStep, NextStep, PathsReport, PathView, PlanReport

MOST = 12


def report(found: PlanReport) -> Group:
    """What to do next, why, and what there is to show for it."""
    parts: list[RenderableType] = [line(found.said)] if found.said else []
    parts += [line((say.head(found), "bold")), line(found.head), line(say.room(found))]
    parts += [line(f"- {each}") for each in found.advice]
    steps = [row for number, each in enumerate(found.steps, 1) for row in _numbered(number, each)]
    parts.append(
        section(
            "Steps", "", steps or [line("Nothing is left to do; say more of yourself, or choose a path.")]
        )
    )
    if found.last_days:
        suits = best(found.last_days)
        aimed = suits[0] if suits else None
        rows = [row for each in found.last_days for row in _last_day(each, found.day, each is aimed)]
        parts.append(section("Last days", say.LAST_DAYS, rows))
    if found.dropped_for_hours:
        intro = (
            f"With {found.hours_a_week:g} hours a week this falls out first, by what an hour of it is worth."
        )
        parts.append(section("What to drop", intro, listed(found.dropped_for_hours, MOST, _left)))
    if found.left_out:
        parts.append(section("No room for", "", listed(found.left_out, MOST, _left)))
    parts.append(
        section(_ways(found), "", [*(line(f"- {say.view(each)}") for each in found.paths), _more(found)])
    )
    for title, mine in (("Done", found.done), ("Dropped", found.dropped)):
        if mine:
            parts.append(section(title, "", listed(mine, MOST, _over)))
    parts.append(line(("inroad plan done|missed|drop NUMBER; undo with inroad plan undo NAME", "dim")))
    return Group(*parts)


def paths(found: PathsReport) -> Group:
    """All ways in a few lines each, or one with everything."""
    if len(found.paths) == 1:
        return _path(found.paths[0])
    who = f"for: {found.situation}" if found.situation else "your situation is unknown"
    head = line((f"{len(found.paths)} ways into research ({who})", "bold"))
    return Group(
        head,
        *(row for each in found.paths for row in _brief(each)),
        line(""),
        line(("All on one: inroad plan paths NAME", "dim")),
    )


# -- steps ----------------------------------------------------------------------------------------


def _numbered(number: int, step: NextStep) -> Iterator[RenderableType]:
    grid = Table.grid(padding=0)
    grid.add_row(line(f"{number}. ") if number > 9 else line(f" {number}. "), Group(*_step(step)))
    yield grid


def _step(step: NextStep) -> Iterator[RenderableType]:
    yield line((step.title, "bold"))
    yield line(f"{say.effort(step)}, {say.when(step)} ({say.tags(step)})")
    yield line(step.why)
    yield line(("Begin: ", "dim"), step.do)
    yield line(("To show: ", "dim"), step.proof)
    if step.note:
        yield line(("Note: ", "dim"), step.note)
    yield line((f"{step.step_id} · {say.parts(step)}", "dim"))


def _last_day(each: LastDay, day: dt.date, mine: bool) -> Iterator[RenderableType]:
    """One of them; the one that the plan goes for with its stages."""
    yield line((say.last_day(each, day), "bold" if mine else ""))
    if each.plan:
        yield line((say.way(each), "dim"))
    if mine and each.plan and not each.plan.late_days:
        yield from (line(f"- {say.stage(stage)}") for stage in each.plan.steps)


def _left(found: LeftOutStep) -> Iterator[RenderableType]:
    yield line(found.step.title)
    yield line((f"{found.step.step_id}: {found.reason}", "dim"))


def _over(step: NextStep) -> Iterator[RenderableType]:
    day = f"{step.at:%Y-%m-%d}: " if step.at else ""
    yield line(f"{day}{step.title}")
    yield line((step.step_id, "dim"))


# -- paths ----------------------------------------------------------------------------------------


def _ways(found: PlanReport) -> str:
    return "Your path" if any(each.fit == "chosen" for each in found.paths) else "Paths that fit"


def _more(found: PlanReport) -> RenderableType:
    return line(("All of them: inroad plan paths; go one with inroad plan choose NAME", "dim"))


def _brief(seen: PathView) -> Iterator[RenderableType]:
    yield line("")
    yield line((seen.path.name, "bold"), f" ({say.FITS[seen.fit]}) · ", (seen.path.path_id, "dim"))
    yield line(seen.why)
    yield line((f"Costs {say.cost(seen.path)}", "dim"))
    yield line((f"Odds: {say.odds(seen.path)}", "dim"))


def _path(seen: PathView) -> Group:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(overflow="fold")
    for name, value in say.details(seen.path):
        table.add_row(line((name, "dim")), line(value))
    steps = [
        Group(
            line(f"{number}. {each.title} ({say.span(each.hours)})"),
            line((f"   to show: {each.proof}", "dim")),
        )
        for number, each in enumerate(seen.path.steps, 1)
    ]
    do = "leave" if seen.fit == "chosen" else "choose"
    return Group(
        line((seen.path.name, "bold")),
        line(seen.path.what),
        line(f"{say.FITS[seen.fit].capitalize()}: {seen.why}"),
        table,
        section("First three steps", "", steps),
        line((f"inroad plan {do} {seen.path.path_id}", "dim")),
    )
