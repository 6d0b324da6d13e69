"""The promise of methods on an atlas's last day, each with the parts of its sum and the tool's record."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import polars as pl

from inroad.atlas.open import Atlas
from inroad.openings.promise import latest
from inroad.openings.promise.candidates import ENOUGH, HORIZON
from inroad.openings.promise.features import seen_of
from inroad.openings.promise.model import AHEAD, BASE, LABELS, LATE, PARTS, Model, Stage, model
from inroad.openings.promise.words import Words, texts
from inroad.signals.seen import Signals
from inroad.types import Forecast, Part

_SAME = 12
"""Decimals to which chances are compared."""
SAID = "the words of its abstract"
ASKED = f"named in at least {ENOUGH} papers by others within {HORIZON} days of its first paper"


@dataclass(frozen=True, slots=True)
class Promise:
    """A forecast and what it is made of."""

    forecast: Forecast
    parts: tuple[Part, ...]
    """Their points sum to the log-odds of the forecast's probability (to rounding)."""


def forecasts(
    atlas: Atlas,
    signals: Signals,
    methods: Collection[int],
    most: int | None = None,
    weights: Model | None = None,
    *,
    reasons: bool = True,
) -> dict[int, Promise]:
    """Method number -> its promise.

    Left out are datasets and benchmarks, methods that no paper here introduces, those older than
    ``latest.OLDEST`` days, those that already seem to have been taken up, and all if there is no record of
    such forecasts.

    Args:
        atlas: its last day is the day of the forecast.
        signals: what had been seen by then.
        methods: numbers of METHODS.
        most: only so many, the likeliest; ties go to the lower number.
        weights: the model; by default the one shipped.
        reasons: whether parts say what they looked at, which takes as long as all the rest.
    """
    told = model() if weights is None else weights
    last = atlas.coverage().until
    if last is None or not told.records:
        return {}
    settled = latest.settled(atlas, told.words, pl.Series(sorted(methods), dtype=pl.UInt32))
    if settled.is_empty():
        return {}
    table = seen_of(signals.until(last), settled)
    table = table.filter(pl.col("more_others").exp() - 1 < ENOUGH - 0.5)
    stages = pl.Series("stage", [told.stage(int(age)) for age in table["age"]], dtype=pl.Int64)
    # Sums of floats depend on the order of adding in their last digits, and may not decide who comes first.
    chances = pl.Series("chance", told.probabilities(table).round(_SAME), dtype=pl.Float64)
    table = table.with_columns(stages, chances).sort("chance", "method", descending=[True, False])
    table = table if most is None else table.head(most)
    own = texts(atlas, table) if reasons else [None] * table.height
    table = table.with_columns(pl.Series("own", own, dtype=pl.String))
    found: dict[int, Promise] = {}
    for number, stage in enumerate(told.stages):
        mine = table.filter(pl.col("stage") == number)
        found |= _promised(mine, stage, told, number, last, reasons) if mine.height else {}
    return dict(sorted(found.items()))


def _promised(
    table: pl.DataFrame, stage: Stage, told: Model, number: int, last: dt.date, reasons: bool
) -> dict[int, Promise]:
    points = stage.points(table)
    found = {}
    for place, row in enumerate(table.iter_rows(named=True)):
        forecast = Forecast(round(row["chance"], 5), ASKED, last, HORIZON, told.records[number])
        parts = tuple(
            Part(name, round(float(values[place]), 3), why(name, row, stage, told.words) if reasons else "")
            for name, values in points.items()
        )
        found[row["method"]] = Promise(forecast, parts)
    return found


def why(part: str, row: dict[str, Any], stage: Stage, words: Words) -> str:
    """What a part looked at, in a few words: the two features that moved it most its way."""
    if part == BASE:
        return "log-odds of a candidate like most"
    if part == AHEAD:
        return f"{row['left']} days are left, with about {row['pace']:.0f} papers a day"
    if part == SAID:
        return f"above all: {', '.join(words.loudest(str(row['own'])))}" if row["own"] else "no abstract here"
    names = [name for name in {**PARTS, **LATE}[part] if name in stage.terms]
    moved = [(stage.terms[name].points(row[name]), _said(name, row[name])) for name in names]
    way = 1 if sum(points for points, _ in moved) >= 0 else -1
    return "; ".join(text for _, text in sorted(moved, key=lambda item: -way * item[0])[:2])


_LOGGED = frozenset(("length", "siblings", "title_words", "authors"))
_LOGGED_ABOVE_ONE = frozenset(
    ("busy", "record", "hits", "beside", "hottest", "young_hot", "family", "kin", "upvotes")
) | frozenset(("more_others", "others_titled", "doubtful", "named"))


def _said(name: str, value: Any) -> str:
    """A feature's value as a reader would count it."""
    if value is None:
        return f"{LABELS[name]}: unknown"
    if isinstance(value, bool):
        return LABELS[name] if value else f"not: {LABELS[name]}"
    amount = float(value)
    if name in _LOGGED:
        amount = math.exp(amount)
    elif name in _LOGGED_ABOVE_ONE:
        amount = math.exp(amount) - 1
    elif name == "applied":
        return f"{LABELS[name]} with {100 * amount:.0f} %"
    return f"{LABELS[name]}: {amount:.3g}"
