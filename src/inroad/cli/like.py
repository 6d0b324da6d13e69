"""``inroad like``, and what ``inroad dislike`` shares with it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.types import Sign, VotesReport

NOW = dt.datetime.now
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Papers: ids or addresses.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back.")]


def like(ctx: typer.Context, ids: Ids, undo: Undo = False, as_json: AsJson = False) -> None:
    """Tell the feed that you like papers: five make it useful, each more makes it better."""
    show(spoken(ctx.obj, ids, "like", undo=undo), as_json=as_json)


def spoken(config: Config, ids: list[str], sign: Sign, *, undo: bool) -> VotesReport:
    """Like, dislike or take it back."""
    from inroad.following.reader import unvote, vote
    from inroad.following.stock import open_stock

    now = NOW(dt.UTC)
    return (unvote if undo else vote)(open_stock(config, now.date()), ids, sign, now)


def show(report: VotesReport, *, as_json: bool) -> None:
    """Print what became of the papers."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report import feed_words

        for line in feed_words.votes(report):
            terminal.show(line)
