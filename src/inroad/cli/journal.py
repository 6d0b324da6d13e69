"""``inroad journal``: its backups."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson

NOW = dt.datetime.now


def backups(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show the copies of your journal, and what would be lost by going back to each.

    One is made before the first change of a day.  The last of each of 7 days, 4 weeks and 12 months stay, and
    those from before a change of format.
    """
    from inroad.journal.health import report
    from inroad.journal.store import open_journal
    from inroad.report import journal_words

    terminal.answer_lines(report(open_journal(ctx.obj)), journal_words.backups, as_json)


def restore(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="DATE", help="A day, or a backup as `inroad journal backups` lists it.")
    ],
    with_readable: Annotated[
        bool,
        typer.Option("--with-readable", help="Put back what can still be read of the file that is there."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the journal's place; the file that is there is kept beside it."""
    from inroad.journal.restore import restore as put_back
    from inroad.journal.store import open_journal
    from inroad.report import journal_words

    found = put_back(open_journal(ctx.obj), name, NOW(dt.UTC), with_readable=with_readable)
    terminal.answer_lines(found, journal_words.restored, as_json)
