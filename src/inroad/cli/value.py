"""``inroad value``: what a model is worth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, Html, one_form

if TYPE_CHECKING:
    from inroad.types import ValueReport

PER_THOUSAND = "1,000 cases"


def value(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV with a header: a score and a label a row.")
    ],
    tp: Annotated[float, typer.Option("--tp", metavar="X", help="A case acted on rightly brings this.")],
    fp: Annotated[float, typer.Option("--fp", metavar="X", help="One acted on wrongly; a cost is negative.")],
    fn: Annotated[float, typer.Option("--fn", metavar="X", help="One missed; a cost is negative.")] = 0.0,
    tn: Annotated[float, typer.Option("--tn", metavar="X", help="One rightly left alone.")] = 0.0,
    volume: Annotated[
        float | None, typer.Option(metavar="N", help="Cases in a period; else values are per 1,000 cases.")
    ] = None,
    period: Annotated[str, typer.Option(metavar="WORD", help="What the period is called.")] = "month",
    currency: Annotated[str, typer.Option(metavar="WORD", help="What the worths are counted in.")] = "",
    score: Annotated[str | None, typer.Option(metavar="COLUMN", help="The score; else `score`.")] = None,
    label: Annotated[str | None, typer.Option(metavar="COLUMN", help="The label; else `label`.")] = None,
    positive: Annotated[
        str | None, typer.Option(metavar="LABEL", help="The label of positive cases; else 1, true or yes.")
    ] = None,
    prevalence: Annotated[
        float | None,
        typer.Option(metavar="SHARE", help="Share of positive cases in use; else that of the file."),
    ] = None,
    simple: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="The score of a simpler model, to see if it would do."),
    ] = None,
    cost: Annotated[
        float,
        typer.Option(metavar="X", help="What the better model costs in a period above the simple one."),
    ] = 0.0,
    as_json: AsJson = False,
    html: Html = None,
) -> None:
    """Work out what acting on a model's scores is worth, and what a better model would be.

    The threshold is chosen on one half of the cases and valued on the other, so that the figure does not
    flatter.  With --html, one page with one picture for those who decide.
    """
    one_form(as_json, html)
    from inroad.path.valued import Asked, report
    from inroad.types import Worths

    asked = Asked(
        Worths(tp, fp, fn, tn),
        1000.0 if volume is None else volume,
        PER_THOUSAND if volume is None else period,
        currency,
        prevalence,
        cost,
        score,
        label,
        simple,
        positive,
    )
    show(report(path, asked), as_json=as_json, html=html)


def show(report: ValueReport, *, as_json: bool, html: Path | None) -> None:
    """Print or write it."""
    if html is not None:
        from inroad.cli.files import write_page
        from inroad.report.html import value as page

        write_page(html, page(report))
    else:
        from inroad.report import value_text

        terminal.answer(report, value_text.report, as_json)
