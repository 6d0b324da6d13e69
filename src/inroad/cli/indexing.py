"""After papers came in or the atlas changed: the search index follows, and spoils nothing done before."""

from __future__ import annotations

from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.progress import progress
from inroad.config import Config
from inroad.errors import InroadError

READ_NEXT = "scout, method and openings know the new papers after `inroad atlas build`"
NoIndex = Annotated[
    bool, typer.Option("--no-index", help="Leave the search index for `inroad index build` to renew.")
]


def follow(config: Config) -> None:
    """Renew the search index; what goes wrong is told, and the papers stay."""
    from inroad.search import stored

    if stored.tables(config.corpus) is None:
        return
    from inroad.search.build import build

    try:
        with progress() as tell:
            build(config, progress=tell)
    except InroadError as error:
        terminal.complain(f"the papers are there, but search does not know them yet: {error}")


def remind(config: Config) -> None:
    """Say it if search does not know the newest atlas yet."""
    from inroad.search import stored

    try:
        made = stored.read(config)
        behind = made is not None and stored.lag(config, made).atlas
    except InroadError:
        return
    if behind:
        terminal.show("Search knows the methods of the atlas before this one; renew it: inroad index build")
