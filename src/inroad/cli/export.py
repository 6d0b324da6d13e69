"""``inroad export``: what is yours, as plain files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson


def journal(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder, or that of an earlier export.")
    ],
    as_json: AsJson = False,
) -> None:
    """Write everything that you did: Markdown to read, lines of JSON for programs.

    Nothing is left out, and the same journal gives the same files, so the folder can be kept under version
    control.  `inroad import journal DIR` takes it in again without loss.
    """
    from inroad.journal.export import export
    from inroad.journal.store import open_journal
    from inroad.report.journal_words import exported

    terminal.answer_lines(export(open_journal(ctx.obj), folder), exported, as_json)
