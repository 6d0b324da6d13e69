"""``inroad backtest``: how often forecasts frozen at a past day were right."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, Html, one_form, read_day, read_horizon

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.types import BacktestReport

Forecasts = StrEnum("Forecasts", ["underplayed", "transfer"])


def backtest(
    ctx: typer.Context,
    as_of: Annotated[
        dt.date,
        typer.Option("--as-of", parser=read_day, metavar="DATE", help="Freeze everything at this day."),
    ],
    horizon: Annotated[
        int,
        typer.Option(parser=read_horizon, metavar="TIME", help="How far ahead: 180d, 26w, 6m or 1y."),
    ] = "180d",  # type: ignore[assignment]
    kind: Annotated[
        Forecasts | None, typer.Option(metavar="KIND", help=f"Only one of {', '.join(Forecasts)}.")
    ] = None,
    as_json: AsJson = False,
    html: Html = None,
) -> None:
    """Rank as on a past day, score on what happened since, beside simple rankings.

    Nothing later than that day is used to rank.  Everything that could have been ranked is scored, not a
    sample.
    """
    one_form(as_json, html)
    show(run(ctx.obj, as_of, horizon, kind), as_json=as_json, html=html)


def run(config: Config, as_of: dt.date, horizon: int, kind: Forecasts | None) -> BacktestReport:
    """The records of one backtest; a kind that cannot be tried on that day is told."""
    from inroad.atlas.open import open_atlas
    from inroad.cli.progress import progress
    from inroad.openings.trying import KINDS, tried

    kinds = [each for each in KINDS if kind is None or kind.value == each]
    with progress() as tell:
        return tried(config, open_atlas(config), as_of, horizon, kinds, tell)


def show(report: BacktestReport, *, as_json: bool, html: Path | None) -> None:
    """Print or write one backtest."""
    if html is not None:
        from inroad.cli.files import write_page
        from inroad.report.html import backtest as page

        write_page(html, page(report))
    elif as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report.record_text import backtest as text

        terminal.show_report(text(report))
