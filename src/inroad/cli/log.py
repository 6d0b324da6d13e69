"""``inroad log``: time spent, by how hard it was."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, OnDay, read_day

if TYPE_CHECKING:
    from inroad.journal.hours import Work
    from inroad.types import HoursKind, LogChange

NOW = dt.datetime.now
KindOption = StrEnum("KindOption", ["intense", "moderate", "passive"])

Kind = Annotated[
    KindOption,
    typer.Option(
        metavar="KIND",
        help="intense (stuck on one problem), moderate (reading with intuition) or passive (talks).",
    ),
]
Skill = Annotated[str, typer.Option(metavar="NAME", help="What it trains, in your own words.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="What you did, or what you found.")]
About = Annotated[
    str,
    typer.Option(metavar="ID", help="What it belongs to, as drill:ID, claim:NAME or opening:ID."),
]


def show(
    ctx: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=36_600, metavar="N", help="How many days to show.")] = 28,
    top: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="Entries to list.")] = 10,
    about: Annotated[
        str,
        typer.Option(metavar="ID", help="Only what belongs to drill:ID, claim:NAME, opening:ID, or a kind."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show your time: how hard it was, for which skills, how steadily.

    Recommended is a pyramid: most of it intense, some moderate, the least passive.  Drills log themselves;
    a minute that the timer counted is not counted again.
    """
    from inroad.path.log import report
    from inroad.report import log_text

    found = report(ctx.obj, NOW(dt.UTC), days, about.strip())
    terminal.answer(found, lambda each: log_text.report(each, top), as_json)


def add(
    ctx: typer.Context,
    took: Annotated[str, typer.Argument(metavar="TIME", help="How long: 1.5h, 90m, 1h30 or 1:30.")],
    kind: Kind,
    skill: Skill = "",
    note: Note = "",
    about: About = "",
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """Log time that you spent."""
    from inroad.path import log, spans

    now, work = NOW(dt.UTC), _work(kind, skill, note, about)
    _changed(log.add(ctx.obj, work, on or now.date(), spans.minutes(took), now), as_json)


def start(
    ctx: typer.Context,
    kind: Kind = KindOption.intense,
    skill: Skill = "",
    note: Note = "",
    about: About = "",
    as_json: AsJson = False,
) -> None:
    """Let the timer run; it goes on when this window is closed, or the machine is."""
    from inroad.path import log

    _changed(log.start(ctx.obj, _work(kind, skill, note, about), NOW(dt.UTC)), as_json)


def stop(
    ctx: typer.Context,
    took: Annotated[
        str | None, typer.Option(metavar="TIME", help="How long you really worked; else what it shows.")
    ] = None,
    discard: Annotated[bool, typer.Option("--discard", help="Log nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Stop the timer and log what it shows.

    A timer that ran for more than four hours was probably forgotten: then you are asked to say with --took
    how long it really was.
    """
    from inroad.path import log, spans

    if discard and took:
        raise typer.BadParameter("--took and --discard exclude each other; choose one")
    now = NOW(dt.UTC)
    if discard:
        _changed(log.discard(ctx.obj, now), as_json)
    else:
        _changed(log.stop(ctx.obj, now, spans.minutes(took) if took else None), as_json)


def week(
    ctx: typer.Context,
    of: Annotated[
        dt.date | None,
        typer.Option("--of", parser=read_day, metavar="DATE", help="A day of that week; else today."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look back on a week: time, and what came of it.

    Drills passed, cards recalled, claims decided, openings taken, people helped, and your notes.  A week goes
    from Monday to Sunday, in UTC.
    """
    from inroad.path.log import review
    from inroad.report import log_text

    terminal.answer(review(ctx.obj, of or NOW(dt.UTC).date()), log_text.week, as_json)


def undo(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Take back the last time you logged, or the last start or stop; again for the one before."""
    from inroad.path import log

    _changed(log.undo(ctx.obj, NOW(dt.UTC)), as_json)


def _work(kind: KindOption, skill: str, note: str, about: str) -> Work:
    from inroad.journal.hours import Work
    from inroad.path.log import is_link

    skill, note, about = (" ".join(each.split()) for each in (skill, note, about))
    if about and not is_link(about):
        raise typer.BadParameter(f"{about!r} is nothing to link to; write it like drill:softmax")
    return Work(cast("HoursKind", kind.value), skill, note, about)


def _changed(found: LogChange, as_json: bool) -> None:
    from inroad.report.log_words import change

    terminal.answer_lines(found, change, as_json)
