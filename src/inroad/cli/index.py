"""``inroad index``: make the index that `inroad search` asks, and show how it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson
from inroad.cli.progress import progress


def build(
    ctx: typer.Context,
    full: Annotated[
        bool, typer.Option("--full", help="Index every paper again, not only what changed.")
    ] = False,
) -> None:
    """Bring the search index up to date with your corpus and atlas.

    Searches go on with the index before until the new one is whole; stopping this loses only the new one.
    """
    from inroad.report import words
    from inroad.search.build import build as work

    with progress() as tell:
        built = work(ctx.obj, progress=tell, whole=full)
    indexed, papers = words.plural(built.added, "paper"), words.plural(built.papers, "paper")
    terminal.show(f"{indexed} indexed, {built.removed:,} taken out; the index holds {papers}")


def status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show what the search index holds and what it has not seen yet."""
    from inroad.search.status import index_status

    found = index_status(ctx.obj)
    if as_json:
        from inroad.report.json import dumps

        print(dumps(found))
    else:
        from inroad.report import search_text

        terminal.show_report(search_text.status(found))
