"""How often forecasts are right: the records that come with the weights, and a try of another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from inroad.atlas.open import Atlas
from inroad.config import Config
from inroad.errors import InroadError
from inroad.openings import frozen
from inroad.types import BacktestReport, Record, RecordsReport

Forecasts = Literal["underplayed", "transfer"]
KINDS: tuple[Forecasts, ...] = get_args(Forecasts)
HORIZON = 180
"""Days ahead that the shipped forecasts look."""

Tell = Callable[[str, int, int | None], None]


def shipped() -> tuple[Record, ...]:
    """The records of the weights that come with the program."""
    from inroad.openings.promise.model import model
    from inroad.openings.transfer import weights

    return (*model().records, weights.shipped().record)


def kept(atlas: Atlas) -> RecordsReport:
    """The records that every forecast shown refers to, and until when another day can be tried here."""
    first, last = atlas.papers["date"].min(), atlas.papers["date"].max()
    latest = last - dt.timedelta(days=HORIZON) if isinstance(last, dt.date) else None
    enough = latest is not None and isinstance(first, dt.date) and latest > first
    return RecordsReport(shipped(), atlas.coverage(), latest if enough else None, HORIZON)


def tried(
    config: Config, atlas: Atlas, as_of: dt.date, horizon: int, kinds: Sequence[Forecasts], tell: Tell
) -> BacktestReport:
    """What forecasts of one day were worth; a kind that cannot be tried then is told.

    Args:
        config: the home, for what was seen of the world.
        atlas: its atlas.
        as_of: nothing later is known to the forecasts.
        horizon: days ahead.
        kinds: which forecasts; one that is asked for alone fails aloud.
        tell: told what is being forecast.

    Raises:
        InputError: the corpus cannot judge that day.
    """
    frozen.check(atlas, as_of, horizon)
    records: list[Record] = []
    warnings: list[str] = []
    for number, kind in enumerate(kinds):
        tell(f"forecasting {kind} as of {as_of}", number, len(kinds))
        try:
            records += _records(config, atlas, kind, as_of, horizon)
        except InroadError as error:
            if len(kinds) == 1:
                raise
            warnings.append(f"{kind} is missing: {error}")
    return BacktestReport(as_of, horizon, atlas.coverage(), tuple(records), tuple(warnings))


def _records(
    config: Config, atlas: Atlas, kind: Forecasts, as_of: dt.date, horizon: int
) -> tuple[Record, ...]:
    if kind == "transfer":
        from inroad.openings.transfer.backtest import backtest_transfer

        return (backtest_transfer(atlas, as_of, dt.timedelta(days=horizon)),)
    from inroad.openings.backtest import backtest_promise
    from inroad.signals.store import open_signals

    return backtest_promise(atlas, open_signals(config), as_of, horizon)
