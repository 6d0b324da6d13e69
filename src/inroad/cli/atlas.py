"""``inroad atlas``: work out what the papers say, and show over what."""

from __future__ import annotations

from contextlib import AbstractContextManager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import indexing, terminal
from inroad.cli.options import AsJson
from inroad.cli.progress import progress

if TYPE_CHECKING:
    from inroad.atlas.workers import Reader


class Engine(StrEnum):
    """Where papers are read."""

    embedded = "embedded"
    spark = "spark"


def build(
    ctx: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Read every paper again, not only new ones.")] = False,
    index: Annotated[
        bool,
        typer.Option("--index", help="Bring the search index up to date, too: it knows methods by name."),
    ] = False,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Read papers on this machine, or on a Spark cluster.")
    ] = Engine.embedded,
    master: Annotated[
        str | None,
        typer.Option("--master", metavar="URL", help="Spark's master: local[4], spark://HOST:7077, yarn ..."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--input",
            metavar="PATH",
            help="With Spark: papers as Parquet, instead of your corpus (docs/scale.md).",
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--output", metavar="PATH", help="With --input: where the atlas is put, on any path."),
    ] = None,
) -> None:
    """Work out methods, mentions and relations from the papers of your corpus.

    Can be interrupted and run again: what was read is kept.  The atlas is the same with either engine.
    """
    from inroad.atlas.build import build as work

    _together(engine, master, source, target, index)
    if source is not None and target is not None:
        _elsewhere(master, source, target, full)
        return
    with progress() as tell:
        work(ctx.obj, full=full, progress=tell, engine=_reader(engine, master))
    if index:
        indexing.follow(ctx.obj)
    status(ctx)
    indexing.remind(ctx.obj)


def _together(
    engine: Engine, master: str | None, source: str | None, target: str | None, index: bool
) -> None:
    """Refuse options that mean nothing without others."""
    if engine is Engine.embedded and not (master is source is target is None):
        raise typer.BadParameter("--master, --input and --output are for --engine spark")
    if (source is None) is not (target is None):
        raise typer.BadParameter("--input and --output go together; give both or neither")
    if index and source is not None:
        raise typer.BadParameter("--index is for the papers of your home, not for --input")


def _elsewhere(master: str | None, source: str, target: str, full: bool) -> None:
    """Build an atlas that is no home's."""
    from inroad.report import words
    from inroad.scale.build import build as work
    from inroad.scale.session import LOCAL

    with progress() as tell:
        built = work(master or LOCAL, source, target, full=full, progress=tell)
    papers, methods = words.plural(built.papers, "paper"), words.plural(built.methods, "method")
    terminal.show(f"{papers}, {built.read:,} of them read now; {methods}; the atlas is in {target}")


def _reader(engine: Engine, master: str | None) -> AbstractContextManager[Reader] | None:
    """Where papers are read; on this machine if None."""
    if engine is Engine.embedded:
        return None
    from inroad.scale.reading import spark
    from inroad.scale.session import LOCAL

    return spark(master or LOCAL)


def status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show which atlas answers and which papers it speaks of."""
    from inroad.atlas.open import open_atlas

    coverage = open_atlas(ctx.obj).coverage()
    if as_json:
        from inroad.report.json import dumps

        print(dumps(coverage))
    else:
        from inroad.report import sentences

        terminal.show(sentences.coverage(coverage))
        terminal.show(sentences.dense(coverage))
