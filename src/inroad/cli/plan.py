"""``inroad plan``: what to do next, why, and what there is to show for it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson

if TYPE_CHECKING:
    from inroad.types import PlanReport

NOW = dt.datetime.now
Step = Annotated[
    str,
    typer.Argument(metavar="STEP", help="Its number in the plan, its name, or the beginning of its name."),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A path, as `inroad plan paths` names it.")]


def show(
    ctx: typer.Context,
    hours: Annotated[
        float | None,
        typer.Option(
            min=0.5, max=168, metavar="N", help="Hours a week to plan with; tells what falls out first."
        ),
    ] = None,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the steps as iCalendar instead of text.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what to do in the next four weeks: steps with reasons, effort, and what you can show afterwards.

    Made anew each time from your profile, openings taken, drills, claims, hours and what you said of earlier
    steps.  Steps stand in the order of what an hour of them is worth; the parts of that are named.
    """
    if ics and as_json:
        raise typer.BadParameter("--ics and --json exclude each other; choose one")
    from inroad.path.planning import report

    now = NOW(dt.UTC)
    found = report(ctx.obj, now, hours)
    if ics is None:
        _show(found, as_json)
        return
    from inroad.cli.files import write_page
    from inroad.path.plan.calendar import calendar

    write_page(ics, calendar(found, now).decode())


def paths(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One path, to see all there is to say of it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the ways into research: for whom, what each costs, its odds, first steps, what would prove it
    wrong.

    Those that fit your situation come first.  Odds are told with their source, else as not known.
    """
    from inroad.path.planning import ways
    from inroad.report import plan_text

    terminal.answer(ways(ctx.obj, NOW(dt.UTC), name or ""), plan_text.paths, as_json)


def choose(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Go a path: its first steps come into the plan."""
    from inroad.path.planning import choose as go

    _said(go(ctx.obj, NOW(dt.UTC), name), as_json)


def leave(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Leave a path that you chose."""
    from inroad.path.planning import choose as go

    _said(go(ctx.obj, NOW(dt.UTC), name, leave=True), as_json)


def done(ctx: typer.Context, step: Step, as_json: AsJson = False) -> None:
    """Say that a step is done; what comes after it moves up."""
    from inroad.path.planning import decide

    _said(decide(ctx.obj, NOW(dt.UTC), step, "done"), as_json)


def missed(ctx: typer.Context, step: Step, as_json: AsJson = False) -> None:
    """Say that a step did not happen; a smaller piece of it is planned."""
    from inroad.path.planning import decide

    _said(decide(ctx.obj, NOW(dt.UTC), step, "missed"), as_json)


def drop(ctx: typer.Context, step: Step, as_json: AsJson = False) -> None:
    """Take a step out of the plan."""
    from inroad.path.planning import decide

    _said(decide(ctx.obj, NOW(dt.UTC), step, "dropped"), as_json)


def note(
    ctx: typer.Context,
    step: Step,
    text: Annotated[str, typer.Argument(metavar="TEXT", help='Your words; "" takes them away.')],
    as_json: AsJson = False,
) -> None:
    """Keep your own words on a step."""
    from inroad.path.planning import note as keep

    _said(keep(ctx.obj, NOW(dt.UTC), step, text), as_json)


def undo(ctx: typer.Context, step: Step, as_json: AsJson = False) -> None:
    """Take back the last thing you said of a step."""
    from inroad.path.planning import undo as back

    _said(back(ctx.obj, NOW(dt.UTC), step), as_json)


def _show(found: PlanReport, as_json: bool) -> None:
    from inroad.report import plan_text

    terminal.answer(found, plan_text.report, as_json)


def _said(found: PlanReport, as_json: bool) -> None:
    """After a change: what was changed and what comes next; all of it as JSON."""
    if as_json:
        _show(found, as_json)
        return
    terminal.show(found.said)
    if found.steps:
        terminal.show(f"Next: {found.steps[0].title}")
