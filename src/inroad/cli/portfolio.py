"""``inroad portfolio``: what you can show, and what of it others may see."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, read_day

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.types import PortfolioReport

NOW = dt.datetime.now


class KindOption(StrEnum):
    """What a link leads to."""

    WRITING = "writing"
    PULL = "pull request"
    PAPER = "paper"
    DEMO = "demo"
    TALK = "talk"
    CODE = "code"


Items = Annotated[
    list[str],
    typer.Argument(metavar="ITEM", help="KIND:ID, as the list shows it; of the id the beginning is enough."),
]


def list_(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FOLDER", help="Write a page with its proofs there.")
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write one page of PDF, printed by this machine's Chromium, Chrome or Edge."
        ),
    ] = None,
    address: Annotated[
        str,
        typer.Option(metavar="URL", help="Where the page will be, so that the PDF can link to its proofs."),
    ] = "",
    all_proofs: Annotated[
        bool, typer.Option("--all-proofs", help="Ask of every undecided statement whether others may see it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what you can show; with -o or --pdf, write what others may see.

    Statements come from evidence alone: claims decided by your own runs, drills mastered, links that you
    added, help.  Each links to its proof.  Nothing is written that you did not mark with `portfolio show`;
    hours only if you show hours:all by name.
    """
    from inroad.path import showing

    now = NOW(dt.UTC)
    if all_proofs:
        _review(ctx.obj, now)
    if out is None and pdf is None:
        if not all_proofs:
            _show(showing.report(ctx.obj, now), as_json)
        return
    from inroad.report import portfolio_text

    found = showing.write(ctx.obj, now, out, pdf, address)
    if as_json:
        from inroad.report.json import dumps

        print(dumps(found))
        return
    for each in portfolio_text.written(found):
        terminal.show(each)


def show(ctx: typer.Context, items: Items, as_json: AsJson = False) -> None:
    """Let others see some statements."""
    from inroad.path import showing

    _said(showing.mark(ctx.obj, items, "shown", NOW(dt.UTC)), as_json)


def hide(ctx: typer.Context, items: Items, as_json: AsJson = False) -> None:
    """Let others not see some statements; the next writing takes away what was written of them."""
    from inroad.path import showing

    _said(showing.mark(ctx.obj, items, "hidden", NOW(dt.UTC)), as_json)


def add(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Where it stands, beginning with https://.")],
    title: Annotated[str, typer.Option(metavar="TEXT", help="What it is.")],
    kind: Annotated[
        KindOption,
        typer.Option(metavar="KIND", help="writing, 'pull request' (merged), paper, demo, talk or code."),
    ] = KindOption.WRITING,
    skill: Annotated[
        str, typer.Option(metavar="SKILL", help="A skill that it shows, as `inroad profile --json` names it.")
    ] = "",
    on: Annotated[
        dt.date | None,
        typer.Option("--on", parser=read_day, metavar="DATE", help="The day it is from, in UTC; else today."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Keep something of yours that stands elsewhere: it counts in your profile, and can be shown."""
    from inroad.path import showing

    now = NOW(dt.UTC)
    if on is not None and on > now.date():
        raise typer.BadParameter(f"{on} is still to come (days are counted in UTC)")
    _said(showing.add(ctx.obj, url, title, kind.value, skill, on or now.date(), now), as_json)


def remove(
    ctx: typer.Context,
    link: Annotated[str, typer.Argument(metavar="ID", help="A link, as link:ID; the beginning is enough.")],
    as_json: AsJson = False,
) -> None:
    """Take out a link that you added."""
    from inroad.path import showing

    _said(showing.remove(ctx.obj, link, NOW(dt.UTC)), as_json)


def _review(config: Config, now: dt.datetime) -> None:
    """Ask of every undecided statement; nothing is shown that was not asked for."""
    from inroad.path import showing

    left = [each for each in showing.report(config, now).items if each.state == "undecided"]
    if not left:
        terminal.show("Nothing is undecided.")
    for number, each in enumerate(left, 1):
        told = " · ".join(part for part in (each.detail, each.proof) if part)
        terminal.show(f"{number} of {len(left)}: {each.statement}" + (f" ({told})" if told else ""))
        answer = _asked()
        if answer is None:
            terminal.show("The rest stays undecided, so nobody sees it.")
            return
        showing.mark(config, [each.item], "shown" if answer else "hidden", now)


def _asked() -> bool | None:
    """Yes, no, or None to stop."""
    while True:
        try:
            said = input("May others see this? y, n, q to stop: ").strip().lower()
        except EOFError:
            print(file=sys.stdout)
            return None
        if said in ("y", "yes", "n", "no", "", "q"):
            return None if said == "q" else said in ("y", "yes")


def _show(found: PortfolioReport, as_json: bool) -> None:
    from inroad.report import portfolio_text

    terminal.answer(found, portfolio_text.report, as_json)


def _said(found: PortfolioReport, as_json: bool) -> None:
    if as_json:
        _show(found, as_json)
    else:
        terminal.show(found.said)
