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

    found = look(open_journal(ctx.obj))
    if as_json:
        from inroad.report.json import dumps

        print(dumps(found))
    else:
        from inroad.report import journal_words

        for line in journal_words.doctor(found):
            terminal.show(line)
    if not found.healthy:
        raise typer.Exit(1)
