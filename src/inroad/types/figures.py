"""Numbers with what they were counted on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Stage = Literal["emerging", "growing", "saturating", "fading", "steady", "unknown"]


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Papers of one month, and what they are a share of."""

    month: dt.date
    papers: int
    corpus: int
    """Papers the corpus covers in that month."""

    @property
    def share(self) -> float:
        """Part of the covered papers, 0-1."""
        return self.papers / self.corpus if self.corpus else 0.0


@dataclass(frozen=True, slots=True)
class Growth:
    """How fast something grows, measured on shares so that uneven crawling does not count."""

    series: tuple[MonthCount, ...]
    stage: Stage
    doubling_months: float | None
    """Months in which the share doubles (negative: halves); None when it cannot be told."""
    interval: tuple[float, float] | None
    """95 % interval of the yearly growth factor."""
    factor_per_year: float | None
    note: str = ""
    """Which months were used, and why."""


@dataclass(frozen=True, slots=True)
class Count:
    """A labelled number with what it was counted on."""

    label: str
    papers: int
    of: int
    """Papers for which this could be told at all."""
