"""``inroad starter``: make the atlas that is bundled with the program; for maintainers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.progress import progress


def build(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or folders with papers.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")],
) -> None:
    """Read papers and write an atlas of facts only: ids, titles, dates, names, counts; no abstracts."""
    from inroad.starter.make import build as work

    with progress() as tell:
        work(paths, out, progress=tell)
    terminal.show(f"Wrote the starter atlas to {out}.")
