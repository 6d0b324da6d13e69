"""``inroad method``: one method, where it comes from and who uses it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Html, Top, one_form
from inroad.errors import StoreError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from inroad.config import Config
    from inroad.types import MethodReport, Reproduction


def method(
    ctx: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A method, as papers write it.")],
    lineage: Annotated[bool, typer.Option("--lineage", help="Show only ancestors and descendants.")] = False,
    papers: Annotated[
        bool, typer.Option("--papers", help="Show which papers use it, and how, instead.")
    ] = False,
    as_json: AsJson = False,
    html: Html = None,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Show one method: where it comes from, what it mends, who uses it."""
    one_form(as_json, html)
    from inroad.atlas.open import open_atlas
    from inroad.practice.catalogue import drills
    from inroad.scout import method as look

    if papers and lineage:
        raise typer.BadParameter("--papers and --lineage exclude each other; choose one")
    if html is not None and (papers or lineage):
        raise typer.BadParameter("--html writes the whole report; leave --papers and --lineage out")
    if papers:
        show_papers(ctx.obj, " ".join(name), as_json=as_json, as_of=as_of, top=top)
        return
    report = look(open_atlas(ctx.obj), " ".join(name), as_of=as_of, drills=drills(ctx.obj.drills))
    report = replace(report, reproductions=_checked(ctx.obj, report, as_of))
    show(report, lineage=lineage, as_json=as_json, html=html, top=top)


def _checked(config: Config, report: MethodReport, as_of: dt.date | None) -> tuple[Reproduction, ...]:
    """Verdicts on the method; a journal that cannot be read hides them, not the method."""
    from inroad.workshop.claim.evidence import on_method, reproductions

    try:
        return on_method(reproductions(config), report.method, as_of)
    except StoreError as error:
        terminal.complain(f"your own verdicts are not shown: {error}")
        return ()


def show_papers(config: Config, name: str, *, as_json: bool, as_of: dt.date | None, top: int) -> None:
    """Find and print the papers that use a method."""
    from inroad.atlas.open import open_atlas
    from inroad.search.uses import papers_of

    report = papers_of(open_atlas(config), name, as_of=as_of, top=top)
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report import search_text

        terminal.show_report(search_text.uses(report))


def show(report: MethodReport, *, lineage: bool, as_json: bool, html: Path | None, top: int) -> None:
    """Print or write one report; JSON is always whole, so that its shape does not depend on options."""
    if html is not None:
        from inroad.cli.files import write_page
        from inroad.report.html import method as page

        write_page(html, page(report, top))
    elif as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report import text

        shown = text.lineage_only(report, top) if lineage else text.method(report, top)
        terminal.show_report(shown)
