"""``inroad search``: papers that fit a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Top

if TYPE_CHECKING:
    from inroad.types import SearchReport


def search(
    ctx: typer.Context,
    query: Annotated[
        list[str], typer.Argument(metavar="QUERY", help="Words, phrases, fields: docs/query.md.")
    ],
    as_json: AsJson = False,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Find papers by words, names of methods, authors, or an id.

    Words are wishes: papers with all of them come first.  Demands are "a phrase", -without, a OR b,
    (brackets), title: abstract: author: cat: venue: method: after: before: year: has:code.  Put the whole in
    single quotes, and -- before a query that begins with a hyphen.
    """
    from inroad.cli.progress import progress
    from inroad.query import parse
    from inroad.search import open_search

    asked = parse(" ".join(query))  # nobody should wait for an index to hear of a slip
    with progress() as tell:
        found = open_search(ctx.obj, tell)
    show(found.find(asked, top, as_of), as_json=as_json)


def show(report: SearchReport, *, as_json: bool) -> None:
    """Print one report."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report import search_text

        terminal.show_report(search_text.search(report))
