"""``inroad dislike``: papers of which the feed should bring fewer."""

from __future__ import annotations

import typer

from inroad.cli.like import Ids, Undo, show, spoken
from inroad.cli.options import AsJson


def dislike(ctx: typer.Context, ids: Ids, undo: Undo = False, as_json: AsJson = False) -> None:
    """Tell the feed that papers are nothing for you."""
    show(spoken(ctx.obj, ids, "dislike", undo=undo), as_json=as_json)
