"""``inroad profile``: who you are, what you can, what shows it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson

if TYPE_CHECKING:
    from inroad.types import ProfileReport

NOW = dt.datetime.now


class SituationOption(StrEnum):
    """Situations as they are typed."""

    PUPIL = "pupil"
    UNDERGRADUATE = "undergraduate"
    MASTERS = "masters"
    PHD = "phd"
    ENGINEER = "engineer"
    SCIENTIST = "scientist"
    INSIDE = "inside"


class MachineOption(StrEnum):
    """Machines, smallest first."""

    LAPTOP = "laptop"
    ONE = "one GPU"
    SEVERAL = "several GPUs"
    CLUSTER = "cluster"


# -- what can be said; `set` takes each, and says it under the journal's name ---------------------------

Situation = Annotated[
    SituationOption | None,
    typer.Option(
        metavar="WORD",
        help="pupil, undergraduate, masters, phd, engineer (in a company), scientist (of another field) "
        "or inside (already in machine learning).",
    ),
]
Aim = Annotated[str | None, typer.Option(metavar="TEXT", help="What you want to reach.")]
Fields = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", help="A field that draws you; may be said again.")
]
HoursAWeek = Annotated[
    float | None, typer.Option(min=0.5, max=168, metavar="H", help="Hours you have a week.")
]
Largest = Annotated[
    MachineOption | None,
    typer.Option(
        metavar="MACHINE", help="laptop, one GPU, several GPUs or cluster: the largest you can use."
    ),
]
Software = Annotated[
    int | None,
    typer.Option(min=0, max=4, metavar="0-4", help="Software engineering: 0 none to 4 professional."),
]
Ml = Annotated[
    int | None, typer.Option(min=0, max=4, metavar="0-4", help="Machine learning: 0 none to 4 has published.")
]
Skills = Annotated[
    list[str] | None, typer.Option(metavar="SKILL=0-4", help="One skill, like testing=3; may be said again.")
]
Tools = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="A tool that you know; may be said again.")
]
Domain = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What you know of another field, where problems come from.")
]
Name = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Your name; only your portfolio shows it, if you say so.")
]
Forget = Annotated[
    list[str] | None,
    typer.Option(metavar="OPTION", help="Take back what was said, like hours or field; may be said again."),
]


def show(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show who you are, what you can and what shows it, with a picture of where research engineers are hired.

    Levels come from evidence: drills, claims, merged pull requests, hours, help.  Your own rating stands
    beside.
    """
    from inroad.path.profile import report

    _show(report(ctx.obj, NOW(dt.UTC)), as_json)


def set_(
    ctx: typer.Context,
    situation: Situation = None,
    aim: Aim = None,
    field: Fields = None,
    hours: HoursAWeek = None,
    machine: Largest = None,
    software: Software = None,
    ml: Ml = None,
    skill: Skills = None,
    tool: Tools = None,
    domain: Domain = None,
    name: Name = None,
    forget: Forget = None,
    as_json: AsJson = False,
) -> None:
    """Say who you are.  What you do not say stays as it is; lists are said anew as a whole."""
    from inroad.path import saying

    said = {
        "situation": saying.SITUATIONS[situation.value] if situation else None,
        "aim": aim,
        "fields": field,
        "hours_a_week": hours,
        "machine": machine.value if machine else None,
        "software": software,
        "ml": ml,
        "skills": skill,
        "tools": tool,
        "domain": domain,
        "name": name,
    }
    _said(saying.say(ctx.obj, said, forget or [], NOW(dt.UTC)), as_json)


def undo(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Take back what you said last; again for the time before."""
    from inroad.path import saying

    _said(saying.undo(ctx.obj, NOW(dt.UTC)), as_json)


def _show(found: ProfileReport, as_json: bool) -> None:
    from inroad.report import profile_text

    terminal.answer(found, profile_text.report, as_json)


def _said(found: ProfileReport, as_json: bool) -> None:
    """After a change: what was changed and where that leads; all of it as JSON."""
    if as_json:
        _show(found, as_json)
        return
    from inroad.report import profile_words

    terminal.show(found.said)
    for each in profile_words.where(found):
        terminal.show(each)
    for each in found.missing[:2]:
        terminal.show(f"Still to say: {each}")
