"""``inroad follow``: what the feed looks out for."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.types import FollowKind, FollowsReport

KindOption = StrEnum("KindOption", ["query", "method", "author", "category"])
NOW = dt.datetime.now

Kind = Annotated[
    KindOption | None,
    typer.Option("--as", metavar="KIND", help=f"What the words are: {', '.join(KindOption)}."),
]


def follow(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY|METHOD|AUTHOR|CATEGORY", help="What to look out for; none: show all."),
    ] = None,
    kind: Kind = None,
    as_json: AsJson = False,
) -> None:
    """Follow a topic, a method, an author or a category; without one, show what you follow.

    `cs.CL` is a category, the name of a method in the atlas is that method, `author:"Ada Lovelace"` or the
    name of somebody who wrote a paper here is that person; anything else is looked for in titles and
    abstracts.
    """
    config: Config = ctx.obj
    report = _all(config) if not words else _one(config, " ".join(words), kind)
    show(report, as_json=as_json, listed=not words)


def show(report: FollowsReport, *, as_json: bool, listed: bool) -> None:
    """Print what is followed, or what has just been."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report import feed_text

        terminal.show_report(feed_text.follows(report) if listed else feed_text.followed(report))


def _all(config: Config) -> FollowsReport:
    from inroad.cli.progress import progress
    from inroad.following.reader import all_followed
    from inroad.following.stock import open_stock

    with progress() as tell:
        return all_followed(open_stock(config, NOW(dt.UTC).date(), tell))


def _one(config: Config, text: str, kind: KindOption | None) -> FollowsReport:
    from inroad.cli.progress import progress
    from inroad.following.reader import follow as keep
    from inroad.following.stock import open_stock

    now = NOW(dt.UTC)
    with progress() as tell:
        stock = open_stock(config, now.date(), tell)
        return keep(stock, text, cast("FollowKind | None", kind.value if kind else None), now)
