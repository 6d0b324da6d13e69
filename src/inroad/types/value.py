"""What a model is worth: value by threshold, of the next point, and beside a simpler one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ValueVerdict = Literal["simple is enough", "better pays", "cannot be told"]


@dataclass(frozen=True, slots=True)
class Worths:
    """What one case of each outcome brings; costs are negative."""

    tp: float
    """Acted on, rightly."""
    fp: float
    """Acted on, wrongly."""
    fn: float
    """Not acted on, wrongly."""
    tn: float
    """Not acted on, rightly."""


@dataclass(frozen=True, slots=True)
class ValueAt:
    """What acting from one threshold on is worth in a period, on all cases of the file."""

    threshold: float | None
    """Act if the score is at least this; None: act on nobody."""
    acted: float
    """Share of cases that are acted on."""
    recall: float
    """Share of the positive ones that are."""
    value: float
    interval: tuple[float, float]
    """95 %, of this threshold alone, by bootstrap over cases."""


@dataclass(frozen=True, slots=True)
class BestThreshold:
    """The best threshold of one half of the cases, valued on the other."""

    threshold: float | None
    """None: act on nobody."""
    cases: int
    """On which it was valued."""
    acted: float
    recall: float
    value: float
    """On the other half, so that nothing flatters it."""
    interval: tuple[float, float]
    """95 %, by bootstrap over the cases of the other half."""
    chosen_on: float
    """Value on the half it was chosen on, which flatters."""
    gain: float
    """Value above the better of acting on nobody and on everybody."""
    gain_interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class NextPoint:
    """What one more point of a measure would be worth in a period."""

    measure: Literal["AUC", "recall"]
    now: float
    then: float
    value: float
    interval: tuple[float, float] | None
    """95 %; None: follows from the worths alone."""
    model: str
    """How it was worked out, in a sentence."""


@dataclass(frozen=True, slots=True)
class SimpleModel:
    """A simpler model beside it, on the same cases."""

    score: str
    auc: float
    best: BestThreshold
    difference: float
    """Value of the model above that of the simple one, on the other half."""
    interval: tuple[float, float]
    """95 %, by bootstrap over the same cases for both."""
    cost: float
    """What building and keeping the better one costs in a period."""
    verdict: ValueVerdict
    cases_needed: int | None
    """About so many cases would tell; None: it is told, or no number would."""


@dataclass(frozen=True, slots=True)
class ValueReport:
    """The answer of ``inroad value``."""

    source: str
    score: str
    label: str
    cases: int
    positives: int
    prevalence: float
    """Share of positive cases that is reckoned with."""
    prevalence_said: bool
    """It was given; else it is that of the file."""
    auc: float
    worths: Worths
    currency: str
    volume: float
    """Cases in a period."""
    period: str
    nobody: float
    """Value of acting on nobody."""
    everybody: float
    """Value of acting on everybody."""
    best: BestThreshold
    curve: tuple[ValueAt, ...]
    """From acting on nobody to acting on everybody."""
    next_points: tuple[NextPoint, ...]
    simple: SimpleModel | None
    """None: no other score was named."""
    warnings: tuple[str, ...] = ()
