"""How a paper, and the method it introduces, stands to the older methods it names.

"Builds on", "compares with", "applies", "surveys", or none of these: most names are merely mentioned.
The words around every place were read long before, one number a place (:mod:`inroad.atlas.cues`); here
they are summed up for each (paper, older method) by a small linear model learnt from labelled papers.
What it is not sure enough of is left out and counted, so that what is left can be believed.

A name may also tell by itself: QLoRA is a kind of LoRA, whether or not a text says so.  Such rows are
marked ``inferred``.

Promised: at most one row a (paper, child, parent), the same however the papers are cut into steps, and no
row depends on a later paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from inroad.atlas.kinship import inferred_by_name, name_confidence
from inroad.atlas.pairs import candidates, habits_of, new_crowds
from inroad.atlas.past import BESIDE, HABITS, NUMBER, SUMMED, Past
from inroad.atlas.relation_model import (
    CLASSES,
    DATA,
    FEATURES,
    LEAST,
    USUAL,
    Floats,
    by_bits,
    model,
    probabilities,
    with_usual,
)
from inroad.atlas.schema import RELATED
from inroad.atlas.tables import Named, summed


@dataclass(frozen=True, slots=True)
class Told:
    """What the new papers say of older methods."""

    rows: pl.DataFrame
    """New rows of RELATED without "introduces"."""
    past: Past
    dropped: dict[str, int]
    """How many pairs were left out, by reason."""


def related(
    mentions: Named,
    introduced: pl.DataFrame,
    methods: pl.DataFrame,
    papers: pl.DataFrame,
    past: Past,
    looks: pl.DataFrame | None = None,
) -> Told:
    """Relations of new papers to the older methods that they name, or whose name their own method bears.

    Earlier papers get rows too, to methods that are listed only now.

    Args:
        mentions: where methods are named.
        introduced: method, paper, ``headed`` (the name heads the paper's title); of all papers.
        methods: METHODS as they looked when they were first listed, and ``key`` (text), ``code`` (number of
            the key), ``sense``, ``since`` (paper from which on it is listed), ``new`` (listed only now).
        papers: PAPERS.
        past: what is known of earlier papers.
        looks: LOOKS, of names that looked like something else later on.
    """
    places, pairs, dropped = candidates(mentions, introduced, methods, papers, past, looks)
    judgement = judged(pairs, habits_of(past, methods))
    told, unsure = _told(*judgement)
    read = _with_place(told, places)
    beside = _beside(past, pairs, methods)
    inferred, left = inferred_by_name(mentions.every, methods, papers, beside)
    rows = pl.concat([read, inferred]).sort("paper", "child", "parent", nulls_last=True)
    now = replace(
        past,
        crowds=_with_crowds(past, pairs),
        habits=_with_habits(past, judgement[0], methods),
        beside=beside,
    )
    return Told(rows, now, summed(dropped, unsure, left))


# -- what is remembered ---------------------------------------------------------------------------


def _with_crowds(past: Past, pairs: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([past.crowds, new_crowds(pairs)])


def _with_habits(past: Past, pairs: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    new = pairs.group_by("parent", "field_code").agg(
        pl.len().cast(NUMBER).alias("pairs"), pl.col(*SUMMED).sum()
    )
    new = new.with_columns(sense=methods["sense"].gather(new["parent"])).select(HABITS.names()).cast(HABITS)
    every = pl.concat([past.habits, new]).group_by("sense", "field_code").agg(pl.all().sum())
    return every.select(HABITS.names()).sort("sense", "field_code")


def _beside(past: Past, pairs: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """BESIDE, the new papers counted."""
    told = pairs.filter("listed").select("child", "parent").drop_nulls()
    named = told.select(
        methods["sense"].gather(told["child"]), methods["code"].gather(told["parent"]).alias("key")
    )
    return pl.concat([past.beside, named.unique().sort("sense", "key").cast(BESIDE)])


# -- telling them apart ---------------------------------------------------------------------------


def judged(pairs: pl.DataFrame, habits: pl.DataFrame) -> tuple[pl.DataFrame, Floats]:
    """The pairs in order of (parent, paper), with SUMMED, and the probability of each class."""
    pairs = with_usual(pairs, probabilities(pairs, model().alone, FEATURES), model().shares, habits)
    return pairs, two_witnesses(pairs, probabilities(pairs, model().full, FEATURES | USUAL))


def two_witnesses(pairs: pl.DataFrame, shares: Floats) -> Floats:
    """Where the paper's own method bears the older name, "builds on" is false only if text and name err."""
    method = ~pl.col("child_kind").is_in(DATA) & pl.col("how").is_not_null()
    by_name = pairs.select(pl.when(method).then(name_confidence()).fill_null(0.0).cast(pl.Float32))
    shares = shares * (1 - by_name.to_numpy())
    shares[:, 0] += 1 - shares.sum(axis=1)
    return shares


def _told(pairs: pl.DataFrame, shares: Floats) -> tuple[pl.DataFrame, dict[str, int]]:
    """The pairs whose likeliest class is a relation, and sure enough; and what was left out."""
    best = pl.Series("best", shares.argmax(axis=1).astype(np.uint8))
    rows = pairs.with_columns(best, confidence=pl.Series(shares.max(axis=1))).with_columns(why=_why_not())
    dropped = dict(rows["why"].drop_nulls().value_counts(sort=True).iter_rows())
    return rows.filter(pl.col("why").is_null()), dropped


def _why_not() -> pl.Expr:
    """Why a pair gives no row; null if it gives one."""
    return (
        pl.when(pl.col("best") == len(CLASSES) - 1)
        .then(pl.lit("mentioned in passing"))
        .when(pl.col("confidence") < LEAST)
        .then(pl.lit("relation not sure enough"))
    )


def _with_place(told: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """RELATED rows, each with the place that alone speaks most for the relation."""
    learnt = model().full
    rows = places.join(told.select("paper", "parent", "child", "best", "confidence"), on=["paper", "parent"])
    scores = by_bits(rows["cue"].to_numpy(), learnt.cues)
    titled = by_bits(rows["cue"].to_numpy(), learnt.title_cues)
    in_title = rows["field"].to_numpy() == 0
    scores[in_title] = titled[in_title]
    scores -= scores.mean(axis=1, keepdims=True)
    speaks = scores[np.arange(len(rows)), rows["best"].to_numpy()]
    return (
        rows.with_columns(speaks=pl.Series(speaks), relation=pl.col("best") + 1, inferred=pl.lit(False))
        .sort("paper", "parent", "speaks", "field", "start", descending=[False, False, True, True, False])
        .unique(["paper", "parent"], keep="first", maintain_order=True)
        .select(RELATED.names())
        .cast(RELATED)
    )
