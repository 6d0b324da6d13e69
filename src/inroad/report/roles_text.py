"""Posts on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inroad.report import blocks, roles_words
from inroad.report.blocks import line
from inroad.types import Role, RoleAxis, RolesReport

SHOWN = 3


def roles(report: RolesReport) -> Group:
    """All posts: side by side if there are several, then each."""
    rows: list[RenderableType] = []
    if len(report.roles) > 1:
        rows += [_beside(report), Text()]
    for number, each in enumerate(report.roles):
        rows += [Text()] * bool(number) + [_role(each, bool(report.have))]
    known = list(map(line, roles_words.mine(report)))
    return Group(*rows, *([blocks.section("What is known of you", "", known)] if known else []))


def _beside(report: RolesReport) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    last = "musts neither shown nor said" if report.have else "must have"
    table.add_row(
        *(line((each, "dim")) for each in ("post", "pure - applied", "models - infrastructure", last))
    )
    for row in roles_words.side_by_side(report):
        table.add_row(*map(line, row))
    return table


def _role(role: Role, known: bool) -> Group:
    rows: list[RenderableType] = [
        line((roles_words.name(role), "bold")),
        line(roles_words.head(role)),
        line((f"{role.name}, {role.words} words. {roles_words.AXES}", "dim")),
        *_axis(role.pure_applied),
        *_axis(role.models_infrastructure),
        blocks.section("What it asks for", "", list(_demands(role, known)) or [line("nothing by name")]),
    ]
    if role.steps:
        rows.append(blocks.section("A step from here", "Roles that differ least.", list(_steps(role, known))))
    notes = blocks.notes(role.warnings)
    return Group(*rows, *([notes] if notes else []))


def _axis(axis: RoleAxis) -> Iterator[RenderableType]:
    yield Text()
    yield line((roles_words.ruler(axis), "bold"), f"   {roles_words.place(axis)}")
    yield blocks.indent(line((roles_words.balance(axis), "dim")))
    for cue in roles_words.carrying(axis, SHOWN):
        yield blocks.indent(line((f"line {cue.line}: ", "dim"), cue.sentence))
        yield blocks.indent(line((roles_words.cue(cue), "dim")), 4)


def _demands(role: Role, known: bool) -> Iterator[RenderableType]:
    for level, title in roles_words.LEVELS.items():
        found = roles_words.asked(role, level)
        if found:
            yield line((f"{title}: ", "bold"), ", ".join(map(roles_words.demand, found)))
    facts = roles_words.facts(role)
    if facts:
        yield line(("Also said: ", "bold"), facts)
    gap = roles_words.gap(role) if known else roles_words.NONE_KNOWN
    if gap:
        yield line(gap)


def _steps(role: Role, known: bool) -> Iterator[RenderableType]:
    for each in role.steps:
        yield line((each.name, "bold"), f": {roles_words.step(each, known)}")
        yield blocks.indent(line((f"would show it: {each.evidence}", "dim")))
