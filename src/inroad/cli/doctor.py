"""``inroad doctor``: whether the home is whole, and what can be mended."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson
from inroad.cli.progress import progress

NOW = dt.datetime.now


def doctor(
    ctx: typer.Context,
    mend: Annotated[
        bool, typer.Option("--mend", help="Make anew what can be made anew; what cannot is kept aside.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look whether your home is whole: journal, papers, atlas, indexes, observations, and all else in it.

    Says what is damaged, what that means, and what can be done.  It reads every file and changes nothing
    unless you say --mend.  The journal is never mended by itself: `inroad journal restore` puts a backup in
    its place and keeps the file.  Exit code 1 if something is damaged or cannot be used.
    """
    from inroad import doctor as looking
    from inroad.report.journal_words import doctor as told

    with progress() as tell:
        found = (looking.mend if mend else looking.look)(ctx.obj, NOW(dt.UTC), tell)
    terminal.answer_lines(found, told, as_json)
    if not found.healthy:
        raise typer.Exit(1)
