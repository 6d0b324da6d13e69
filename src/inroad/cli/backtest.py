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
    from inroad.atlas.open import Atlas
    from inroad.config import Config
    from inroad.types import BacktestReport, Record

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
    from inroad.errors import InroadError
    from inroad.openings.frozen import check
    from inroad.types import BacktestReport

    atlas = open_atlas(config)
    check(atlas, as_of, horizon)
    records: list[Record] = []
    warnings: list[str] = []
    kinds = [each for each in Forecasts if kind in (None, each)]
    with progress() as tell:
        for number, each in enumerate(kinds):
            tell(f"forecasting {each} as of {as_of}", number, len(kinds))
            try:
                records += _records(config, atlas, each, as_of, horizon)
            except InroadError as error:
                if kind is not None:
                    raise
                warnings.append(f"{each} is missing: {error}")
    return BacktestReport(as_of, horizon, atlas.coverage(), tuple(records), tuple(warnings))


def _records(
    config: Config, atlas: Atlas, kind: Forecasts, as_of: dt.date, horizon: int
) -> tuple[Record, ...]:
    if kind == Forecasts.transfer:
        from inroad.openings.transfer.backtest import backtest_transfer

        return (backtest_transfer(atlas, as_of, dt.timedelta(days=horizon)),)
    from inroad.openings.backtest import backtest_promise
    from inroad.signals.store import open_signals

    return backtest_promise(atlas, open_signals(config), as_of, horizon)


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
