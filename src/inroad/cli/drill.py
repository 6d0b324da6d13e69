"""``inroad drill``: build it from memory and have it checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson
from inroad.config import Config

if TYPE_CHECKING:
    from inroad.practice.room import Room
    from inroad.types import Descent, Drill

NOW = dt.datetime.now

Identity = Annotated[str, typer.Argument(metavar="ID", help="A drill, as `inroad drill list` names it.")]
Optional = Annotated[
    str | None, typer.Argument(metavar="ID", help="A drill; without it the one you are working on.")
]


def list_(
    ctx: typer.Context,
    method: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only drills that prepare for this method.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show all drills and how you stand with them."""
    from dataclasses import replace

    from inroad.report.drills_text import listed

    report = _room(ctx.obj).states()
    if method is not None:
        wanted = method.casefold()
        mine = (s for s in report.drills if wanted in (name.casefold() for name in s.drill.methods))
        report = replace(report, drills=tuple(mine))
    terminal.answer(report, listed, as_json)


def map_(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show what builds on what, what is due, and what is open to you now."""
    from inroad.report.drills_text import mapped

    terminal.answer(_room(ctx.obj).states(), mapped, as_json)


def next_(ctx: typer.Context) -> None:
    """Say what to do now: what you are at, else what is due, else the next new drill."""
    room = _room(ctx.obj)
    drill = room.next()
    if drill is None:
        terminal.show("Nothing is due and every drill is learnt. Come back tomorrow.")
        return
    begun = room.stand(drill.drill_id)
    terminal.show(f"{drill.drill_id}: {drill.title} (about {drill.minutes} minutes)")
    terminal.show(f"Write in {begun.folder}" if begun.open else f"Begin: inroad drill start {drill.drill_id}")
    if not room.events():
        terminal.show("If this is too easy: inroad drill place finds out where you stand.")


def start(
    ctx: typer.Context,
    drill_id: Identity,
    into: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; else a folder of your home.")
    ] = None,
    reset: Annotated[
        bool, typer.Option("--reset", help="Begin with the stub again; your old answer is kept beside it.")
    ] = False,
) -> None:
    """Lay a folder with the task, a picture of the shapes and a stub to fill."""
    from inroad.practice import content

    room = _room(ctx.obj)
    answer = room.start(drill_id, into, anew=reset)
    drill = room.catalogue[drill_id]
    lacking = room.lacking(drill_id)
    terminal.show_text(f"{content.task(drill)}\n{drill.shapes}\n\n")
    if lacking:
        terminal.show(f"It builds on what you have not passed yet: {', '.join(lacking)}")
    terminal.show(f"What it is about: inroad drill explain {drill_id}")
    terminal.show(f"Write in {answer}")
    terminal.show(f"Then: inroad drill check {drill_id} (with --watch: each time you save)")


def check(
    ctx: typer.Context,
    drill_id: Optional = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check each time you save; keys n h l c x q.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check your answer: runs, shape, type, values, invariance, stability, gradient, cost."""
    from inroad.report.drills_text import checked

    room = _room(ctx.obj)
    drill = _chosen(room, drill_id)
    if watch:
        from inroad.cli.watch import watch as keep_checking

        keep_checking(ctx.obj, drill.drill_id)
        return
    report = room.check(drill.drill_id)
    terminal.answer(report, checked, as_json)
    if report.verdict.outcome != "passed":
        raise typer.Exit(1)


def hint(ctx: typer.Context, drill_id: Optional = None) -> None:
    """Give the next hint; each one counts a little."""
    room = _room(ctx.obj)
    drill = _chosen(room, drill_id)
    number, text = room.hint(drill.drill_id)
    terminal.show(f"Hint {number} of {len(drill.hints)}: {text}")


def explain(ctx: typer.Context, drill_id: Optional = None, as_json: AsJson = False) -> None:
    """Say what a drill is about: the method, its idea, its formula, its descent, and how you did last."""
    from dataclasses import replace

    from inroad.report.drills_text import explained

    room = _room(ctx.obj)
    report = room.explain(_chosen(room, drill_id).drill_id)
    terminal.answer(replace(report, descent=_descent(ctx.obj, report.drill)), explained, as_json)


def solution(
    ctx: typer.Context,
    drill_id: Optional = None,
    surrender: Annotated[
        bool, typer.Option("--surrender", help="Give up for today; it counts, and comes back soon.")
    ] = False,
) -> None:
    """Show the reference: after a pass, or as a surrender."""
    room = _room(ctx.obj)
    terminal.show_text(room.solution(_chosen(room, drill_id).drill_id, surrender=surrender))


def stats(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show what you have practised: drills, hours, days, and what went wrong most."""
    from inroad.report.drills_text import stats as told

    today = NOW(dt.UTC).date()
    terminal.answer(_room(ctx.obj).stats(), lambda report: told(report, today), as_json)


def place(ctx: typer.Context) -> None:
    """Find out where you stand, in under 15 minutes: which of these answers is right?"""
    from inroad.cli.placement import ask

    ask(_room(ctx.obj))


def new(
    ctx: typer.Context,
    drill_id: Identity,
    into: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to make it; else among your own drills.")
    ] = None,
) -> None:
    """Make the folder of a drill of your own, to be filled."""
    from inroad.practice.author import make

    folder = make(drill_id, into or ctx.obj.drills)
    terminal.show(
        f"Made {folder}. Fill its files (docs/drills.md says how); {drill_id} is listed from now on."
    )


def _room(config: Config) -> Room:
    from inroad.practice.room import Room

    return Room(config, NOW(dt.UTC))


def _descent(config: Config, drill: Drill) -> Descent | None:
    """Where the drill's method stands; an atlas that cannot be asked keeps nobody from practising."""
    from inroad.atlas.open import open_atlas
    from inroad.errors import InroadError
    from inroad.scout import descent

    try:
        return descent(open_atlas(config), drill)
    except InroadError:
        return None


def _chosen(room: Room, drill_id: str | None) -> Drill:
    if drill_id is not None:
        return room.catalogue[drill_id]
    return room.at_work()
