"""What looks ahead, and how often such forecasts were right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Coverage


@dataclass(frozen=True, slots=True)
class AtTop:
    """How a ranking's first places did."""

    places: int
    precision: float
    """Part of these places that came true, 0-1."""
    lift: float
    """``precision`` divided by the base rate."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one ranking foretold what happened."""

    name: str
    """"inroad", or the simple baseline it is measured beside."""
    auc: float | None
    """Probability that something that came is ranked above something that did not; None if only one of
    both kinds is there."""
    average_precision: float | None
    at: tuple[AtTop, ...]
    brier: float | None = None
    """Mean squared error of the probabilities; None for a ranking without probabilities."""
    calibration_error: float | None = None
    """Expected calibration error over ten bins of equal count; None without probabilities."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about the same probability, and what came of them."""

    forecast: float
    """Mean probability said."""
    came: float
    """Part that came true."""
    count: int
    low: float = 0.0
    """Probabilities from here on ..."""
    high: float = 1.0
    """... and below are in it (the highest bin has its upper end, too)."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """One of the first places of a frozen ranking, and what became of it."""

    title: str
    """The method, or the method and the task."""
    method_id: str | None
    probability: float
    came: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What a forecast frozen at a past date was worth, beside simple baselines."""

    kind: Literal["underplayed", "transfer"]
    asked: str
    """What was forecast, in words."""
    as_of: dt.date
    """The forecast saw nothing of later days."""
    horizon_days: int
    candidates: int
    came: int
    tool: Measured
    peers: tuple[Measured, ...]
    bins: tuple[Bin, ...]
    note: str = ""
    first: tuple[Foretold, ...] = ()
    """The first places, best first; () where only the figures were kept."""

    @property
    def base_rate(self) -> float:
        """Part of the candidates that came true."""
        return self.came / self.candidates if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class RecordsReport:
    """How often the forecasts that are shown were right: what is kept with the weights of each kind."""

    records: tuple[Record, ...]
    coverage: Coverage
    """Of the corpus at hand, in which another day can be tried."""
    latest: dt.date | None
    """Last day of it on which a forecast of ``horizon_days`` can be frozen; None: it is too short."""
    horizon_days: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """A probability with a date, and how often such forecasts were right.  There is none without."""

    probability: float
    asked: str
    made_on: dt.date
    horizon_days: int
    record: Record


@dataclass(frozen=True, slots=True)
class BacktestReport:
    """How often forecasts frozen at a past day were right: the answer of ``inroad backtest``."""

    as_of: dt.date
    horizon_days: int
    coverage: Coverage
    """Of the whole corpus, which says what came."""
    records: tuple[Record, ...]
    warnings: tuple[str, ...] = ()
