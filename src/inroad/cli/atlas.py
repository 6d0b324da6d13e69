"""``inroad atlas``: work out what the papers say, and show over what."""

from __future__ import annotations

from typing import Annotated

import typer

from inroad.cli import indexing, terminal
from inroad.cli.options import AsJson
from inroad.cli.progress import progress


def build(
    ctx: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Read every paper again, not only new ones.")] = False,
    index: Annotated[
        bool,
        typer.Option("--index", help="Bring the search index up to date, too: it knows methods by name."),
    ] = False,
) -> None:
    """Work out methods, mentions and relations from the papers of your corpus.

    Can be interrupted and run again: what was read is kept.
    """
    from inroad.atlas.build import build as work

    with progress() as tell:
        work(ctx.obj, full=full, progress=tell)
    if index:
        indexing.follow(ctx.obj)
    status(ctx)
    indexing.remind(ctx.obj)


def status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show which atlas answers and which papers it speaks of."""
    from inroad.atlas.open import open_atlas

    coverage = open_atlas(ctx.obj).coverage()
    if as_json:
        from inroad.report.json import dumps

        print(dumps(coverage))
    else:
        from inroad.report import sentences

        terminal.show(sentences.coverage(coverage))
        terminal.show(sentences.dense(coverage))
