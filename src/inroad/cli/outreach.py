"""``inroad outreach``: letters to people whose work you used, and what became of them."""

from __future__ import annotations

from typing import Annotated

import typer

from inroad.cli import pasted, terminal
from inroad.cli.options import AsJson


def lint(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A letter, with a line 'Subject: ...' first; - is piped in.")
    ],
    as_json: AsJson = False,
) -> None:
    """Read a letter as its reader will: what speaks against sending it, where, and what would be better.

    Exit code 0 whatever is found; --json tells the verdict.  Nothing leaves this machine and nothing is kept.
    """
    from inroad.path.outreach.lint import lint as look
    from inroad.path.plain_text import decoded
    from inroad.report.outreach_text import lint as text

    name, raw = pasted.read(file)
    terminal.answer(look(decoded(raw, name, "letter")), text, as_json)
