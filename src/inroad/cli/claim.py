"""``inroad claim``: from a paper's sentence to a verdict."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, Html
from inroad.cli.progress import progress

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.workshop.claim.bench import Bench, Ran

NOW = dt.datetime.now

Name = Annotated[
    str, typer.Argument(metavar="CLAIM", help="A claim's folder, or its name in `inroad claim list`.")
]


def new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it: a-z, 0-9 and '-'.")],
    paper: Annotated[str | None, typer.Option(metavar="ID", help="The paper that claims it.")] = None,
    method: Annotated[str | None, typer.Option(metavar="NAME", help="The method it is about.")] = None,
    opening: Annotated[
        str | None, typer.Option("--from-opening", metavar="ID", help="An opening of kind reproduction.")
    ] = None,
    like: Annotated[
        str | None, typer.Option(metavar="CLAIM", help="Begin with a copy of this claim, without its runs.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to make it; else in your home.")
    ] = None,
) -> None:
    """Make the folder of a claim, with what the corpus knows of it and what you have to fill in."""
    from inroad.workshop.claim.new import make

    if sum(each is not None for each in (paper, method, opening, like)) > 1:
        raise typer.BadParameter(
            "--paper, --method, --from-opening and --like exclude each other; choose one"
        )
    made = make(ctx.obj, name, into, paper=paper, method=method, opening=opening, like=like)
    terminal.show(f"Made {made.folder}")
    for line in made.known:
        terminal.show(f"  {line}")
    terminal.show(f"Fill in: {', '.join(made.to_fill)}" if made.to_fill else "Nothing has to be filled in.")
    terminal.show(f"Then: inroad claim plan {made.called} --pilot 3, and inroad claim run {made.called}")


def run(
    ctx: typer.Context,
    name: Name,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Runs at a time.")
    ] = 1,
    retry: Annotated[bool, typer.Option("--retry", help="Also run again what failed.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where it was cut short, as it does anyway.")
    ] = False,
) -> None:
    """Run all seeds and variants that are still to be run; the protocol is frozen before the first.

    Each run is a process of its own and is written down as it ends.  A run that fails is failed, not zero.
    """
    with progress() as tell:
        ran = _bench(ctx.obj).run(name, jobs=jobs, retry=retry, tell=tell)
    _tell_ran(ran, name)


def plan(
    ctx: typer.Context,
    name: Name,
    pilot: Annotated[
        int, typer.Option(min=0, max=100, metavar="N", help="Run N pilot seeds first; they never decide.")
    ] = 0,
    power: Annotated[
        float, typer.Option(min=0.5, max=0.99, metavar="P", help="Chance of an answer to aim at.")
    ] = 0.9,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Runs at a time.")
    ] = 1,
    as_json: AsJson = False,
) -> None:
    """Say how many seeds are needed to tell the smallest effect that matters from none."""
    from inroad.report.claim_text import planned

    bench = _bench(ctx.obj)
    if pilot:
        with progress() as tell:
            bench.run(name, jobs=jobs, retry=False, tell=tell, pilot=pilot)
    terminal.answer(bench.plan(name, power), planned, as_json)


def verdict(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Say what became of a claim: reproduced, partly, not reproduced, inconclusive, not attempted.

    Claimed only where a bootstrap interval of the differences and a sign-flip permutation test agree.
    """
    from inroad.report.claim_text import judged

    terminal.answer(_bench(ctx.obj).verdict(name), judged, as_json)


def explore(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Compare everything that the protocol does not, corrected for how much that is; it confirms nothing."""
    from inroad.report.claim_text import explored

    terminal.answer(_bench(ctx.obj).explore(name), explored, as_json)


def report(
    ctx: typer.Context,
    name: Name,
    as_json: AsJson = False,
    html: Html = None,
    markdown: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="Write Markdown into a file.")
    ] = None,
) -> None:
    """Write one page on a claim, ready to send: Markdown, or a page with all seeds as points."""
    if sum((as_json, html is not None, markdown is not None)) > 1:
        raise typer.BadParameter("--json, --html and --markdown exclude each other; choose one")
    made = _bench(ctx.obj).report(name)
    if as_json:
        from inroad.report.json import dumps

        print(dumps(made))
    elif html is not None:
        from inroad.cli.files import write_page
        from inroad.report.html import claim as page

        write_page(html, page(made))
    else:
        from inroad.cli.files import write_page
        from inroad.report.claim_markdown import page as text

        write_page(markdown, text(made)) if markdown else terminal.show_text(text(made))


def list_(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show your claims and those that come with Inroad, and what became of them."""
    from inroad.report.claim_text import listed

    terminal.answer(_bench(ctx.obj).entries(), listed, as_json)


def _bench(config: Config) -> Bench:
    from inroad.workshop.claim.bench import Bench

    return Bench(config, lambda: NOW(dt.UTC))


def _tell_ran(ran: Ran, name: str) -> None:
    if ran.changed:
        terminal.complain("the protocol was changed since it was frozen; every report will list what was")
    elif ran.froze:
        terminal.show("The protocol is frozen; later changes will be listed as deviations.")
    failed = f", {ran.failed} failed" if ran.failed else ""
    terminal.show(
        f"{ran.made} runs made{failed}; {ran.planned - ran.left} of {ran.planned} planned have a result."
    )
    if ran.left:
        terminal.show(f"Failed runs can be made again: inroad claim run {name} --retry")
    terminal.show(f"What came out: inroad claim verdict {name}")
