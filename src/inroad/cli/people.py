"""``inroad people``: who is active in a field."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Top


def people(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="A field, in your own words.")],
    as_json: AsJson = False,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Show who is active in a field, by their recent papers.

    People of one name are told apart by whom they write with and about what; where that stays open, it is
    said.  Affiliations and homepages come from lists that you downloaded (inroad import csrankings), never
    from guessing.
    """
    # Pools of threads cost more than these small products take; NumPy looks at this when it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from inroad.atlas.open import open_atlas
    from inroad.path.people.ask import people as ask
    from inroad.path.people.faculty import stored
    from inroad.report.people_text import people as text
    from inroad.search.said import quick

    report = ask(
        quick(ctx.obj, open_atlas(ctx.obj)), " ".join(query), as_of=as_of, top=top, faculty=stored(ctx.obj)
    )
    terminal.answer(report, text, as_json)
