"""``inroad serve``: the page."""

from __future__ import annotations

from typing import Annotated

import typer

from inroad.cli import terminal


def serve(
    ctx: typer.Context,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, metavar="N", help="Where to listen (0: any free port); else 8734."),
    ] = None,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in your browser.")] = True,
) -> None:
    """Open the page: fields, methods, openings and practice to look at instead of reading tables.

    It answers to this machine only and loads nothing from outside.  Ctrl-C ends it.
    """
    from inroad.web.serve import serve as run

    def ready(address: str, already: bool) -> None:
        terminal.show(f"{'Already open' if already else 'Open'} at {address}")
        if not already:
            terminal.show("Ctrl-C ends it.")
        if browser:
            import webbrowser

            webbrowser.open(address)

    run(ctx.obj, port, ready)
