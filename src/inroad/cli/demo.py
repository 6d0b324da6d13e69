"""``inroad demo``: from research code to something people can try."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson
from inroad.cli.progress import progress

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.types import DemoTestReport

NOW = dt.datetime.now


def make(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A repository: a folder or an archive.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="Where to make it; outside of PATH.")
    ],
    stub: Annotated[
        bool, typer.Option("--stub", help="Answers are made up, so that it runs without the model.")
    ] = False,
    entry: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call: FILE:NAME; else the likeliest.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a small package around a repository: a page, a notebook, a typed function, a Dockerfile.

    The repository is read, never imported or changed.  What cannot be told from its code is asked in
    DIR/demo.toml; answer there and run it again.
    """
    from inroad.report.demo_text import made
    from inroad.workshop.demo.make import make as work

    with progress() as tell:
        report = work(path, out, stub=stub, entry=entry, tell=tell)
    terminal.answer(report, made, as_json)


def check(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `inroad demo` made.")],
    real: Annotated[bool, typer.Option("--real", help="Run the original, not a stub.")] = False,
    python: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Interpreter that has what the package needs; else this one."),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where others can try it; it can then stand in your portfolio."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Import it, start it on loopback, answer one request in a real browser: yes or no for each step.

    What became of it with the original, not of made-up answers, is kept in the journal.
    """
    from inroad.report.demo_text import tested
    from inroad.workshop.demo.trying import tried as work

    if url is not None and not url.startswith(("https://", "http://")):
        raise typer.BadParameter(f"{url!r} is no address; write it like https://...")

    with progress() as tell:
        report = work(folder, real=real, python=python, tell=tell)
    if real:
        _keep(ctx.obj, folder, report, url)
    terminal.answer(report, tested, as_json)
    if not report.passed:
        raise typer.Exit(1)


def _keep(config: Config, folder: Path, report: DemoTestReport, url: str | None) -> None:
    from inroad.journal.demos import tested
    from inroad.journal.store import open_journal
    from inroad.workshop.demo.trying import title

    tested(open_journal(config), folder.resolve().name, title(folder), report.passed, url, NOW(dt.UTC))


test = check
# The verb's name; pytest's linter takes a function of that name for a test.
