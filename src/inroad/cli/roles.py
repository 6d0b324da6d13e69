"""``inroad roles``: where posts stand, what they ask for, and which step is near."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from inroad.cli import pasted, terminal
from inroad.cli.options import AsJson

NOW = dt.datetime.now


def roles(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Posts as text, Markdown or HTML; - is what you pipe in."),
    ],
    have: Annotated[
        str, typer.Option(metavar="SKILLS", help='What you can do: "python, pytorch, distributed systems".')
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show where a post or a team stands: from pure to applied, from models to infrastructure.

    Paste the text of a job post into a file, or pipe it in.  Every judgement shows the sentences that carry
    it.  What you have is what your journal shows and what you said of yourself, here or in your profile; both
    are told apart.  Several posts are put side by side.  Nothing leaves this machine and nothing is kept.
    """
    from inroad.path.plain_text import decoded
    from inroad.path.profile import report
    from inroad.path.roles.mine import mine
    from inroad.path.roles.read import read
    from inroad.report.roles_text import roles as text

    texts = [(name, decoded(raw, name)) for name, raw in map(pasted.read, dict.fromkeys(files))]
    known, unread = mine(report(ctx.obj, NOW(dt.UTC)), have.split(","))
    terminal.answer(read(texts, mine=known, unread=unread), text, as_json)
