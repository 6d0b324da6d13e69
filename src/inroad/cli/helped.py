"""``inroad helped``: whom you helped with what, and what came back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, OnDay

if TYPE_CHECKING:
    from inroad.config import Config

NOW = dt.datetime.now


def list_(
    ctx: typer.Context,
    top: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="Entries to list.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Show whom you helped, what people come to you for, and what came back."""
    _show(ctx.obj, "", as_json, top)


def add(
    ctx: typer.Context,
    whom: Annotated[str, typer.Argument(metavar="WHOM", help="A person or a team, as you call them.")],
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What you helped with.")],
    topic: Annotated[str, typer.Option(metavar="NAME", help="What it was about, in a word or two.")] = "",
    took: Annotated[str | None, typer.Option(metavar="TIME", help="How long, like 30m or 1.5h.")] = None,
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """Note that you helped somebody."""
    from inroad.journal import helped
    from inroad.journal.store import open_journal
    from inroad.path.spans import minutes

    now = NOW(dt.UTC)
    whom, what, topic = (_flat(each) for each in (whom, what, topic))
    if not whom or not what:
        raise typer.BadParameter("say whom you helped and with what")
    made = helped.add(
        open_journal(ctx.obj), whom, what, topic, _past(on, now), minutes(took) if took else None, now
    )
    _show(ctx.obj, f"Noted: you helped {whom} ({made.helped_id[:6]}).", as_json)


def back(
    ctx: typer.Context,
    helped_id: Annotated[str, typer.Argument(metavar="ID", help="Which help; the first letters do.")],
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What came of it.")],
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """Note what came back of it: an answer, an introduction, code, an invitation."""
    from inroad.journal import helped
    from inroad.journal.store import open_journal

    now, what = NOW(dt.UTC), _flat(what)
    if not what:
        raise typer.BadParameter("say what came back")
    made = helped.came_back(open_journal(ctx.obj), helped_id, what, _past(on, now), now)
    _show(ctx.obj, f"Noted: of helping {made.whom} came: {what}", as_json)


def undo(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Take back what you noted last; again for the one before."""
    from inroad.journal import helped
    from inroad.journal.store import open_journal

    _show(ctx.obj, f"No longer noted: {helped.undo(open_journal(ctx.obj), NOW(dt.UTC))}", as_json)


def _show(config: Config, said: str, as_json: bool, top: int = 10) -> None:
    """All help as JSON, or the one sentence after a change, or the report."""
    from inroad.journal.helped import helped
    from inroad.journal.store import open_journal
    from inroad.path.helped import report

    if said and not as_json:
        terminal.show(said)
        if not said.startswith("No longer"):
            terminal.show("Undo it with: inroad helped undo")
        return
    from inroad.report import helped_text

    found = report(helped(open_journal(config)), said)
    terminal.answer(found, lambda each: helped_text.report(each, top), as_json)


def _past(on: dt.date | None, now: dt.datetime) -> dt.date:
    if on is not None and on > now.date():
        raise typer.BadParameter(f"{on} is still to come (days are counted in UTC)")
    return on or now.date()


def _flat(text: str) -> str:
    return " ".join(text.split())
