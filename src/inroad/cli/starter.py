"""``inroad starter``: make the atlas that is bundled with the program; for maintainers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.progress import progress


def build(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders with papers; none: your own atlas."),
    ] = None,
) -> None:
    """Write an atlas of facts only: ids, titles, dates, names, counts; no abstracts.

    It is made from the papers in the files, or from your own atlas, and its map if it has one, if no file is
    named.
    """
    from inroad.atlas.open import open_atlas
    from inroad.search.map.bundled import tables_of
    from inroad.starter import make

    with progress() as tell:
        if paths:
            make.build(paths, out, progress=tell)
        else:
            beside = tables_of(ctx.obj, open_atlas(ctx.obj))
            make.build_from_home(ctx.obj, out, beside=beside, progress=tell)
    terminal.show(f"Wrote the starter atlas to {out}.")
