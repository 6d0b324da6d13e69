"""How a paper, and the method it introduces, stands to the older methods it names.

"Builds on", "compares with", "applies", "surveys", or none of these: most names are merely mentioned.
The words around every place were read long before, one number a place (:mod:`inroad.atlas.cues`); here
they are summed up for each (paper, older method) by a small linear model learnt from labelled papers.
What it is not sure enough of is left out and counted, so that what is left can be believed.

A name may also tell by itself: QLoRA is a kind of LoRA, whether or not a text says so.  Such rows are
marked ``inferred``.

Promised: at most one row a (paper, child, parent), the same whatever the order of the rows that come in,
and no row depends on a later paper.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from inroad.atlas.cues import CUES
from inroad.atlas.kinship import (
    LETTERS,
    bears,
    ending,
    field_code,
    inferred_by_name,
    name_confidence,
    plain,
)
from inroad.atlas.names import common_words
from inroad.atlas.relation_model import (
    CLASSES,
    DATA,
    EVALUATED,
    FEATURES,
    LEAST,
    SUFFIX,
    USUAL,
    VERSION,
    WORDS,
    Floats,
    by_bits,
    model,
    probabilities,
    with_usual,
)
from inroad.atlas.schema import RELATED, ROLES


def related(
    mentions: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Relations of all papers to the older methods that they name, or whose name their own method bears.

    Args:
        mentions: MENTIONS, ``cue``, and ``listed``: whether the method was listed on the paper's day.
        introduced: method, paper, ``headed`` (the name heads the paper's title).
        methods: METHODS and ``key``.
        papers: paper and title.

    Returns:
        RELATED without "introduces", sorted by (paper, child, parent), and how many pairs were left out
        for which reason.
    """
    places, pairs, dropped = candidates(mentions, introduced, methods, papers)
    told, unsure = _told(pairs)
    read = _with_place(told, places)
    inferred, left = inferred_by_name(mentions, methods, papers, pairs)
    rows = pl.concat([read, inferred]).sort("paper", "child", "parent", nulls_last=True)
    return rows, {**dropped, **unsure, **left}


# -- places and pairs -----------------------------------------------------------------------------


def older_places(mentions: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """The places where a paper names a method that is older and not its own; ``method`` becomes parent."""
    first = methods.select("method", "first_paper", parent_kind="kind")
    return (
        mentions.join(first, on="method")
        .filter(pl.col("first_paper") < pl.col("paper"))
        .join(introduced, on=["method", "paper"], how="anti")
        .with_columns(company=_with_listed("listed", "paper", "field", "sentence").cast(pl.UInt16))
        .rename({"method": "parent"})
        .drop("first_paper")
    )


def _with_listed(listed: str, *over: str) -> pl.Expr:
    """How many rows of a group count: those on methods that were listed by then, and the row itself."""
    return pl.col(listed).sum().over(*over) + ~pl.col(listed)


def candidates(
    mentions: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, int]]:
    """Places, pairs (paper, parent) with all that the model looks at, and what is no candidate at all."""
    places = older_places(mentions, introduced, methods)
    pairs = _summed(places, introduced, methods, mentions)
    reason = pairs.select(why=_no_candidate())["why"]
    dropped = dict(reason.drop_nulls().value_counts(sort=True).iter_rows())
    return places, with_features(pairs.filter(reason.is_null()), methods, papers), dropped


DATA_OF_DATA = pl.col("child_kind").is_in(DATA) & pl.col("bears")


_ACRONYM = (pl.col("parent_kind") == ROLES.index("acronym")).fill_null(False)


def _no_candidate() -> pl.Expr:
    """Why a pair cannot be a relation, whatever the text says; null if it can."""
    # The older one of two versions is of the newer one's kind.
    same = DATA_OF_DATA.fill_null(False) | (pl.col("how") == VERSION).fill_null(False)
    evaluated = pl.col("parent_kind").is_in(EVALUATED) & ~same
    return (
        pl.when(_ACRONYM)
        .then(pl.lit("letters that stand for plain words"))
        .when(evaluated)
        .then(pl.lit("data sets, benchmarks and tasks: evaluated on"))
    )


def _summed(
    places: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame, mentions: pl.DataFrame
) -> pl.DataFrame:
    """One row a (paper, parent): its places together, and the child (null if the paper has none)."""
    own = _own(introduced, methods)
    beside = mentions.join(own, left_on=["paper", "method"], right_on=["paper", "child"], how="semi")
    beside = beside.select("paper", "field", "sentence", beside=pl.lit(True)).unique()
    return (
        places.join(beside, on=["paper", "field", "sentence"], how="left")
        .group_by("paper", "parent")
        .agg(*_SUMMED)
        .join(_kin(places.filter(~_ACRONYM), introduced, methods), on=["paper", "parent"], how="left")
        .join(own, on="paper", how="left")
        .with_columns(
            child=pl.coalesce("kin", "child"),
            bears=pl.col("kin").is_not_null(),
            child_kind=pl.coalesce("kin_kind", "child_kind"),
        )
    )


def with_features(pairs: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """``pairs``, in order of (parent, paper), with what else the model looks at."""
    older = methods.select(
        parent="method",
        older="name",
        older_long=plain("long_form"),
        claimed=pl.col("introduced_by").is_not_null(),
        older_tail=ending(),
    )
    newer = methods.select(child="method", newer_long=plain("long_form"), newer_tail=ending())
    return (
        pairs.drop("older", strict=False)
        .join(older, on="parent", how="left")
        .join(newer, on="child", how="left")
        .join(_titles(papers.join(pairs, on="paper", how="semi")), on="paper", how="left")
        .sort("parent", "paper")
        .with_columns(
            seen=pl.int_range(pl.len()).over("parent"),
            at_home=pl.int_range(pl.len()).over("parent", field_code()),
        )
        .with_columns(
            rivals=_with_listed("listed", "paper"),
            sole_limit=_LIMITED & (_LIMITED_LISTED.sum().over("paper") + ~pl.col("listed") == 1),
            part=_PLACES / (_PLACES.filter("listed").sum().over("paper") + _PLACES * ~pl.col("listed")),
            spelt=_SPELT,
            alike=_ALIKE,
            plain=pl.col("older").str.to_lowercase().is_in(sorted(common_words())),
            known=pl.lit(True),
            # The text names the older method itself, so which of several is meant is settled.
            how=pl.coalesce("how", pl.when(_ALIKE).then(pl.lit(WORDS, dtype=pl.UInt8))),
            capitals=pl.coalesce("capitals", pl.lit(False)),
            length=pl.coalesce("length", pl.lit(2)),
            shared=pl.when(pl.col("how").is_not_null() | _SPELT).then(1.0).otherwise(0.67),
            lead=pl.lit(1.0),
            at_home=(pl.col("at_home") + 1) / (pl.col("seen") + 4),
            numbered=(pl.col("how") == VERSION).fill_null(False),
        )
    )


_PLACES = pl.col("places") + 1
_LONG = pl.col("older_long").str.count_matches(r" [^ ]") > 1
_SPELT = (
    _LONG
    & (
        pl.col("newer_long").str.contains(pl.col("older_long"), literal=True).fill_null(False)
        | pl.col("plain_title").str.contains(pl.col("older_long"), literal=True).fill_null(False)
    )
).fill_null(False)
"""The child's long form, or the title, spells out the older method."""

_ALIKE = (pl.col("newer_tail") == pl.col("older_tail")).fill_null(False)
"""The child's long form ends as the older method's does."""

_LIMIT_BITS: Final = sum(1 << CUES.index(f"limit, {where}") for where in ("just before", "just after"))
_LIMITED = pl.col("cue").cast(pl.UInt64) & pl.lit(_LIMIT_BITS, dtype=pl.UInt64) > 0


_LIMITED_LISTED = _LIMITED & pl.col("listed")

_IN_TITLE = pl.col("field") == 0
_SUMMED = (
    pl.col("cue").filter(~_IN_TITLE).bitwise_or().fill_null(0).alias("cue"),
    pl.col("cue").filter(_IN_TITLE).bitwise_or().fill_null(0).alias("title_cue"),
    (~_IN_TITLE).sum().alias("places"),
    _IN_TITLE.any().alias("in_title"),
    pl.col("sentence").filter(~_IN_TITLE).min().alias("first"),
    pl.col("company").min(),
    pl.col("beside").any().alias("beside"),
    pl.col("listed").first(),
    pl.col("parent_kind").first(),
)


def _own(introduced: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """The main method that a paper introduces: paper, child, child_kind.

    The one that heads the title, else one whose letters the paper spells out: GSPO before "Group Sequence
    Policy Optimization".
    """
    names = methods.select("method", child_kind="kind", spelled=pl.col("long_form").is_not_null())
    return (
        introduced.join(names, on="method", how="left")
        .sort("paper", "headed", "spelled", "method", descending=[False, True, True, False])
        .unique("paper", keep="first", maintain_order=True)
        .select("paper", "child_kind", child="method")
    )


def _kin(places: pl.DataFrame, introduced: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """Where one of the paper's own names contains the older name: paper, parent, kin, how, length ..."""
    names = methods.select("method", "name", "key", "long_form", kin_kind="kind")
    older = methods.select(parent="method", older="name", older_key="key")
    pairs = (
        places.select("paper", "parent")
        .unique()
        .join(introduced, on="paper")
        .join(names, on="method")
        .join(older.filter(pl.col("older").str.len_chars() > 1), on="parent")
        .filter(
            pl.col("key").str.contains(pl.col("older_key"), literal=True)
            | pl.col("long_form").str.contains(pl.col("older"), literal=True)
        )
    )
    how = [
        _first(bears(name, older), bears(long_form or "", older) and SUFFIX)
        for name, long_form, older in pairs.select("name", "long_form", "older").iter_rows()
    ]
    return (
        pairs.with_columns(how=pl.Series(how, dtype=pl.UInt8))
        .drop_nulls("how")
        .sort("paper", "parent", "headed", "method", descending=[False, False, True, False])
        .unique(["paper", "parent"], keep="first", maintain_order=True)
        .select("paper", "parent", "how", "kin_kind", kin="method", **LETTERS)
    )


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


_SURVEY = r"(?i)\b(?:survey|review|overview|tutorial|introduction to|roadmap|perspectives?)\b"
_STUDY = (
    r"(?i)\b(?:stud(?:y|ies)|compar\w+|evaluat\w+|benchmark\w*|assess\w+|analy\w+|empirical|investigat\w+"
    r"|prob(?:e|ing)|explor\w+|understanding|versus|vs|how|do|does|is|are|can|what|why|towards?|case)\b"
)


def _titles(papers: pl.DataFrame) -> pl.DataFrame:
    title = pl.col("title")
    return papers.select(
        "paper",
        "primary",
        survey=title.str.contains(_SURVEY),
        study=title.str.contains(_STUDY),
        applied=pl.col("applied").fill_null(0.5),
        plain_title=plain("title"),
    )


def judged(pairs: pl.DataFrame) -> tuple[pl.DataFrame, Floats]:
    """The pairs in order of (parent, paper) and the probability of each class."""
    pairs = with_usual(pairs, probabilities(pairs, model().alone, FEATURES), model().shares)
    return pairs, two_witnesses(pairs, probabilities(pairs, model().full, FEATURES | USUAL))


def two_witnesses(pairs: pl.DataFrame, shares: Floats) -> Floats:
    """Where the paper's own method bears the older name, "builds on" is false only if text and name err."""
    method = ~pl.col("child_kind").is_in(DATA) & pl.col("how").is_not_null()
    by_name = pairs.select(pl.when(method).then(name_confidence()).fill_null(0.0).cast(pl.Float32))
    shares = shares * (1 - by_name.to_numpy())
    shares[:, 0] += 1 - shares.sum(axis=1)
    return shares


def _told(pairs: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """The pairs whose likeliest class is a relation, and sure enough; and what was left out."""
    pairs, shares = judged(pairs)
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
