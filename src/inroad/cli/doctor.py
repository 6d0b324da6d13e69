"""``inroad doctor``: whether what is yours is whole."""

from __future__ import annotations

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson


def doctor(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Look whether your journal is whole; name what is damaged, and which backup would bring what back.

    It changes nothing.  Exit code 1 if something is damaged or cannot be used.
    """
    from inroad.journal.health import look
    from inroad.journal.store import open_journal
    from inroad.report.journal_words import doctor as told

    found = look(open_journal(ctx.obj))
    terminal.answer_lines(found, told, as_json)
    if not found.healthy:
        raise typer.Exit(1)
