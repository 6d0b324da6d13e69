"""``inroad like``, and what ``inroad dislike`` shares with it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.types import Sign, Voted, VotesReport

NOW = dt.datetime.now
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Papers: ids or addresses.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back.")]


def like(ctx: typer.Context, ids: Ids, undo: Undo = False, as_json: AsJson = False) -> None:
    """Tell the feed that you like papers: five make it useful, each more makes it better."""
    show(spoken(ctx.obj, ids, "like", undo=undo), as_json=as_json)


def spoken(config: Config, ids: list[str], sign: Sign, *, undo: bool) -> VotesReport:
    """Like, dislike or take it back."""
    from inroad.journal.follows import following
    from inroad.journal.store import open_journal
    from inroad.types import VotesReport

    now, journal = NOW(dt.UTC), open_journal(config)
    made = _undone(config, ids, sign, now) if undo else _given(config, ids, sign, now)
    reader = following(journal)
    return VotesReport(made, len(reader.likes), len(reader.dislikes))


def show(report: VotesReport, *, as_json: bool) -> None:
    """Print what became of the papers."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report import feed_words

        for line in feed_words.votes(report):
            terminal.show(line)


def _given(config: Config, ids: list[str], sign: Sign, now: dt.datetime) -> tuple[Voted, ...]:
    from inroad.following.stock import open_stock
    from inroad.following.votes import votes
    from inroad.journal.likes import vote
    from inroad.journal.store import open_journal
    from inroad.types import Voted

    made = votes(open_stock(config, now.date()), ids, sign, now)
    before = vote(open_journal(config), made, now)
    return tuple(Voted(each, each.title is not None, before[each.paper_id]) for each in made)


def _undone(config: Config, ids: list[str], sign: Sign, now: dt.datetime) -> tuple[Voted, ...]:
    from inroad.following.stock import open_stock
    from inroad.following.votes import read_ids
    from inroad.journal.likes import unvote
    from inroad.journal.store import open_journal
    from inroad.types import Voted

    gone = unvote(open_journal(config), read_ids(open_stock(config, now.date()), ids), sign, now)
    return tuple(Voted(each, each.title is not None, sign, undone=True) for each in gone)
