"""``inroad feed``: what is new for you."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, Html, read_day

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.following.stock import Stock
    from inroad.following.window import Wish
    from inroad.types import FeedReport

NOW = dt.datetime.now
DIGESTS = (".xml", ".atom", ".txt", ".html", ".htm")


def feed(
    ctx: typer.Context,
    since: Annotated[
        dt.date | None,
        typer.Option(parser=read_day, metavar="DATE", help="From this day on; else since your last feed."),
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=1000, metavar="N", help="Papers to show.")] = 20,
    catch_up: Annotated[
        bool,
        typer.Option(
            "--catch-up", help="The ten that mattered since your last feed, what others took up counting."
        ),
    ] = False,
    least: Annotated[
        float | None, typer.Option("--min", metavar="SCORE", help="Only papers that score at least so much.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--not", metavar="WORD", help="Leave out papers that say this; may be repeated."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="WORD", help="Only papers that say this, or another --only."),
    ] = None,
    field: Annotated[
        str | None, typer.Option("--field", metavar="QUERY", help="Only papers of one field.")
    ] = None,
    digest: Annotated[
        Path | None,
        typer.Option(
            "--digest",
            metavar="FILE",
            help="Write it for mail or a reader of feeds: .xml or .atom, .txt, .html; - prints plain text.",
        ),
    ] = None,
    as_json: AsJson = False,
    html: Html = None,
) -> None:
    """Show the new papers that matter to you, ranked by what you follow and like, and say why.

    "New" is since your last feed, at first the last seven days; "today" is the corpus's last day.  A feed
    from --since or with words, field or least score leaves that mark where it was.
    """
    from inroad.following.window import Wish

    _one_form(as_json, html, digest)
    wish = Wish(since, top, tuple(only or ()), tuple(without or ()), field, least, catch_up)
    report, stock = _ask(ctx.obj, wish)
    show(report, as_json=as_json, html=html, digest=digest)
    if not (since or only or without or field or least is not None):
        _remember(stock, report)


def show(report: FeedReport, *, as_json: bool, html: Path | None, digest: Path | None) -> None:
    """Print or write one feed."""
    if html is not None or digest is not None:
        _write(report, html or digest or Path("-"))
    elif as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report import feed_text

        terminal.show_report(feed_text.feed(report))


def _write(report: FeedReport, path: Path) -> None:
    from inroad.cli.files import write_page
    from inroad.report import digest

    kind = path.suffix.lower()
    if str(path) == "-":
        terminal.show_text(digest.plain(report))
    elif kind in (".xml", ".atom"):
        write_page(path, digest.atom(report))
    elif kind == ".txt":
        write_page(path, digest.plain(report))
    else:
        write_page(path, digest.page(report))


def _one_form(as_json: bool, html: Path | None, digest: Path | None) -> None:
    if sum((as_json, html is not None, digest is not None)) > 1:
        raise typer.BadParameter("--json, --html and --digest exclude each other; choose one")
    if digest is not None and str(digest) != "-" and digest.suffix.lower() not in DIGESTS:
        raise typer.BadParameter(f"{digest} has none of the endings {', '.join(DIGESTS)}, and is not -")


def _ask(config: Config, wish: Wish) -> tuple[FeedReport, Stock]:
    from inroad.cli.progress import progress
    from inroad.following.reader import new_papers
    from inroad.following.stock import open_stock

    with progress() as tell:
        stock = open_stock(config, NOW(dt.UTC).date(), tell)
        return new_papers(stock, wish), stock


def _remember(stock: Stock, report: FeedReport) -> None:
    """The next feed begins where this one ended."""
    from inroad.errors import StoreError
    from inroad.following.reader import seen

    try:
        seen(stock, report, NOW(dt.UTC))
    except StoreError as error:
        # The feed has been shown; that the next one shows it again is better than a failure now.
        terminal.complain(f"this feed is not remembered, so the next one begins where it did: {error}")
