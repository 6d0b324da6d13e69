"""The profile for the terminal, with a small picture of both axes."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.path import levels
from inroad.report import profile_words as say
from inroad.report.blocks import as_is, line, right, section
from inroad.types import ProfileReport, SkillLevel

WIDE, HIGH = 41, 11
"""Columns and rows of the picture; ten columns and two and a half rows are a level."""
GROUND = {"hired": "▒", "near": "·", "ml first": " ", "software first": " ", "unknown": " "}


def report(found: ProfileReport) -> Group:
    """Who the user is, what they can, what shows it."""
    parts: list[RenderableType] = [line((say.head(found), "bold"))]
    if found.said:
        parts.insert(0, line(found.said))
    about = Table.grid(padding=(0, 2, 0, 0))
    for name, value in say.about(found.me):
        about.add_row(line((name, "dim")), line(value))
    parts.append(about)
    parts.append(section("Where you stand", "", [*map(line, say.where(found)), *picture(found)]))
    for each in found.axes:
        mine = [skill for skill in found.skills if skill.axis == each.axis]
        parts.append(section(say.AXES[each.axis], say.axis(each), [_skills(mine)]))
    parts.append(section("How levels come about", "", [line(found.rule), line((found.hiring.basis, "dim"))]))
    if found.missing:
        parts.append(section("Still to say", "", [line(f"- {each}") for each in found.missing]))
    return Group(*parts)


def picture(found: ProfileReport) -> list[RenderableType]:
    """Software upwards, machine learning to the right; the ground is where one is hired."""
    grid = [[_ground(found, x, y) for x in range(WIDE)] for y in range(HIGH)]
    software, ml = found.axes
    if software.known or ml.known:
        _put(grid, ml.least, software.least, "●")
    if software.own is not None and ml.own is not None:
        _put(grid, ml.own, software.own, "○")
    rows = ["software"]
    for y in reversed(range(HIGH)):
        number = f"{_software(y):.0f}" if _software(y).is_integer() else " "
        rows.append(f"{number} │{''.join(grid[y])}")
    rows.append("  └" + "─" * WIDE)
    rows.append("   " + "".join(f"{level:<10}" for level in range(5)).rstrip() + "  machine learning")
    rows.append("▒ research engineers are hired here   · near   blank: a gap must close first")
    rows.append(say.PICTURE)
    return [*as_is("\n".join(rows))]


def _skills(skills: list[SkillLevel]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in skills:
        level = Text(say.level(each), style="bold" if each.level is not None else "dim")
        table.add_row(line(each.name), right(level), line(say.own(each)), line((say.why(each), "dim")))
    return table


def _ground(found: ProfileReport, x: int, y: int) -> str:
    return GROUND[levels.region(_software(y), 4 * x / (WIDE - 1), found.hiring)]


def _software(y: int) -> float:
    return 4 * y / (HIGH - 1)


def _put(grid: list[list[str]], ml: float, software: float, sign: str) -> None:
    x, y = round(ml / 4 * (WIDE - 1)), round(software / 4 * (HIGH - 1))
    grid[y][x] = sign if grid[y][x] not in "●○" else "◉"
