"""``inroad unfollow``: look out for something no longer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, cast

import typer

from inroad.cli import terminal
from inroad.cli.follow import NOW, Kind

if TYPE_CHECKING:
    from inroad.types import FollowKind


def unfollow(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What you follow, as it was written.")],
    kind: Kind = None,
) -> None:
    """Follow something no longer."""
    from inroad.journal.follows import unfollow as remove
    from inroad.journal.store import open_journal

    chosen = cast("FollowKind | None", kind.value if kind else None)
    gone = remove(open_journal(ctx.obj), " ".join(" ".join(words).split()), NOW(dt.UTC), chosen)
    terminal.show(f"You no longer follow the {gone.kind} {gone.text}.")
