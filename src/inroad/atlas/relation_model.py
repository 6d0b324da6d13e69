"""The small linear model that tells relations apart, and how sure it is.

Its weights are learnt from labelled papers (``tools/train_relations.py``) and calibrated, so that of the
rows given 0.8 about eight in ten are right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.cues import CUES
from inroad.atlas.past import SUMMED
from inroad.atlas.schema import RELATIONS, ROLES

VERSION, SUFFIX, PREFIX, WORDS = 0, 1, 2, 3
"""How a name bears an older one: Mamba-2, SciBERT, CLIP-Adapter; or its long form: Group Sequence Policy
Optimization, after Group Relative Policy Optimization."""

CLASSES: Final = (*RELATIONS[1:], "mentions")
"""What the model tells apart; the last is no relation."""

LEAST: Final = 0.5
"""Least confidence of a row of RELATED."""

DATA: Final = tuple(ROLES.index(kind) for kind in ("dataset", "benchmark"))
EVALUATED: Final = (*DATA, ROLES.index("task"))

MADE: Final = tuple(ROLES.index(kind) for kind in ("method", "model"))

Floats = NDArray[np.float32]

_CORE: Final = ("cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML", "cs.NE")
"""Categories where methods are made; elsewhere they are rather put to use."""

FEATURES: Final = {
    "any": pl.lit(1.0),
    "in title": pl.col("in_title"),
    "only in title": pl.col("places") == 0,
    "places": pl.col("places").cast(pl.Float32).log1p(),
    "first sentence": (pl.col("first") == 0).fill_null(False),
    "company": pl.col("company").cast(pl.Float32).log(),
    "own name": pl.col("child").is_not_null(),
    "beside own name": pl.col("beside").fill_null(False),
    "in own name": pl.col("bears"),
    "own data": pl.col("child_kind").is_in(DATA).fill_null(False),
    "model": pl.col("parent_kind") == ROLES.index("model"),
    "survey": pl.col("survey").fill_null(False),
    "study": pl.col("study").fill_null(False),
    "version": (pl.col("how") == VERSION).fill_null(False),
    "prefix": (pl.col("how") == PREFIX).fill_null(False),
    "spelt out": pl.col("spelt"),
    "title names own data": (pl.col("in_title") & pl.col("child_kind").is_in(DATA)).fill_null(False),
    "sole limit": pl.col("sole_limit"),
    "alone": pl.col("rivals") == 1,
    "rivals": pl.col("rivals").cast(pl.Float32).log(),
    "part": pl.col("part"),
    "seen": pl.col("seen").cast(pl.Float32).log1p() / 4,
    "at home": pl.col("at_home"),
    "ends alike": pl.col("alike"),
    "applied": pl.col("applied"),
    "elsewhere": ~pl.col("primary").is_in(_CORE).fill_null(True),
    "claimed": pl.col("claimed"),
    "tool": pl.col("parent_kind") == ROLES.index("tool"),
    "short": pl.col("older").str.len_chars() < 4,
    "capitals": pl.col("older").str.contains("^[A-Z]+$"),
    "plain": pl.col("plain"),
}
"""What the model looks at besides the cues of the places in the abstract and in the title."""


USUAL: Final = {f"usually {kind}": pl.col(f"usually {kind}") for kind in CLASSES}
"""And what earlier papers did with the older method, as :func:`with_usual` counts it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds a class: rows are cues or features, columns ``CLASSES``."""

    cues: Floats
    title_cues: Floats
    features: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learnt."""

    alone: Weights
    """For a paper by itself; sums of these tell what is usual for a method."""
    full: Weights
    """With what is usual."""
    shares: tuple[float, ...]
    """How often each class is met at all."""
    stated: float
    """Least confidence of a row that counts as stated."""
    names: dict[str, float]


@cache
def model() -> Model:
    """The learnt weights; what the file does not name weighs nothing."""
    text = (files("inroad") / "data" / "weights" / "relations.json").read_text("utf-8")
    stored = json.loads(text)
    alone, full = (_weights(stored[name]) for name in ("alone", "full"))
    shares = tuple(stored["shares"][kind] for kind in CLASSES)
    return Model(alone, full, shares, stored["stated"], stored["names"])


def _weights(stored: dict[str, Any]) -> Weights:
    by_class = stored["weights"]

    def column(names: Iterable[str]) -> Floats:
        rows = [[by_class[kind].get(name, 0.0) for kind in CLASSES] for name in names]
        return np.array(rows, np.float32) / np.float32(stored["temperature"])

    return Weights(column(CUES), column(f"title: {cue}" for cue in CUES), column([*FEATURES, *USUAL]))


STATED: Final = model().stated
"""From this confidence on a row counts as what the paper states; less sure ones only help to draw lineage."""


def by_bits(masks: NDArray[np.uint64], weights: Floats) -> Floats:
    """For each mask the sum of the rows of ``weights`` whose bit is set, looked up a byte at a time."""
    total = np.zeros((len(masks), weights.shape[1]), np.float32)
    bits = (np.arange(256)[:, None] >> np.arange(8) & 1).astype(np.float32)
    for number in range(8):
        table = bits @ weights[8 * number : 8 * number + 8]
        total += table[(masks >> np.uint64(8 * number) & np.uint64(255)).astype(np.intp)]
    return total


def probabilities(pairs: pl.DataFrame, weights: Weights, features: dict[str, pl.Expr]) -> Floats:
    """Calibrated probability of each class, a row a pair."""
    values = pairs.select(expr.cast(pl.Float32).alias(name) for name, expr in features.items())
    score = by_bits(pairs["cue"].to_numpy(), weights.cues)
    score += by_bits(pairs["title_cue"].to_numpy(), weights.title_cues)
    # One feature after the other: a matrix product may round a row otherwise when other rows stand beside it.
    for column, worth in zip(values, weights.features, strict=False):
        score += np.outer(column.to_numpy(), worth)
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


_FEW: Final = 10
"""So many papers' worth of the average is mixed into what is usual for a method."""
_WHOLE: Final = 1 << 20
"""Probabilities are summed up in whole parts of this size: no sum depends on how the papers were cut."""


def with_usual(
    pairs: pl.DataFrame, shares: Floats, average: Sequence[float], habits: pl.DataFrame
) -> pl.DataFrame:
    """``pairs`` with what earlier papers did with each older method, as log-ratio to the average.

    Summed up from the first paper on, so that a pair never hears of later papers.

    Args:
        pairs: parent, and ``seen`` (earlier pairs of the parent); sorted by (parent, paper).
        shares: the probability of each class.
        average: how often each class is met at all.
        habits: parent and SUMMED, the sums of earlier steps.

    Returns:
        ``pairs`` with "usually ..." and SUMMED, the pair's own probabilities as whole numbers.
    """
    parts = np.rint(shares.astype(np.float64) * _WHOLE).astype(np.int64)
    before = habits.group_by("parent").agg(pl.col(name).sum().alias(f"{name} before") for name in SUMMED)
    told = pairs.hstack(pl.DataFrame(parts, schema=list(SUMMED)))
    told = told.join(before, on="parent", how="left", maintain_order="left")
    usual = []
    for name, kind, mean in zip(SUMMED, CLASSES, average, strict=True):
        earlier = pl.col(name).cum_sum().over("parent") - pl.col(name) + pl.col(f"{name} before").fill_null(0)
        ratio = (earlier / _WHOLE / mean + _FEW) / (pl.col("seen") + _FEW)
        usual.append(ratio.log().alias(f"usually {kind}"))
    return told.with_columns(usual).drop(f"{name} before" for name in SUMMED)
