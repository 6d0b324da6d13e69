"""General method or application, and of which domain.

A paper is *applied* when its point is a problem outside machine learning.  What gives it away are the
words of that outside: the lexicon lists them by domain, next to words of machine learning's own
subjects.  A linear model weighs which groups of words a paper uses, which single phrases, and its
arXiv categories; its weights are a data file made by ``tools/train_kinds.py``.  ``applied`` is that
model's probability, calibrated on papers held out of its training.

Weights of phrases and categories are whole thousandths, so that sums do not depend on their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from inroad.atlas.lexicon import heard, load, needle_table

Floats = npt.NDArray[np.float64]

UNIT = 1000
"""Weights are counted in this part of one."""

_TITLE = 3
"""A word in the title says as much about the domain as this many in the abstract."""
_CATEGORY = 2 * UNIT
"""What an arXiv category that belongs to a domain adds to it."""
_WORTH = 300
"""Least worth of a phrase when domains are compared; phrases that tell more are worth their weight."""


@cache
def groups() -> tuple[str, ...]:
    """Names of the lexicon's groups; those with a leading dot are not domains."""
    return tuple(load("lexicon/domains.toml"))


@cache
def domain_phrases() -> pl.DataFrame:
    """literal, phrase, number, group of the domain lexicon."""
    return needle_table({name: entry["words"] for name, entry in load("lexicon/domains.toml").items()})


@cache
def phrases() -> tuple[str, ...]:
    """The lexicon's phrases by number."""
    return tuple(domain_phrases().unique("number").sort("number")["phrase"])


@cache
def _group_of() -> npt.NDArray[np.int64]:
    """Phrase number -> group."""
    return domain_phrases().unique("number").sort("number")["group"].to_numpy().astype(np.int64)


@dataclass(frozen=True)
class Words:
    """What a batch says: one entry a phrase that a paper uses in a field, and sums of them."""

    row: npt.NDArray[np.int64]
    field: npt.NDArray[np.int64]
    phrase: npt.NDArray[np.int64]
    times: npt.NDArray[np.int64]
    counts: Floats
    """field x paper x group: how often words of the group are used."""


def words(papers: pl.DataFrame, matches: pl.DataFrame | None = None) -> Words:
    """Counts the lexicon's words in each paper; ``matches`` are those of ``lexicon.heard`` if at hand."""
    table = domain_phrases().select("literal", "number")
    if matches is None:
        matches = heard(papers, table["literal"])
    said = matches.select("row", "field", "literal").join(table, on="literal")
    said = said.group_by("row", "field", "number").agg(times=pl.len())
    row, field, phrase, times = (said[name].to_numpy().astype(np.int64) for name in said.columns)
    size = (2, papers.height, len(groups()))
    place = np.ravel_multi_index((field, row, _group_of()[phrase]), size)
    counts: Floats = np.bincount(place, weights=times, minlength=int(np.prod(size))).astype(np.float64)
    return Words(row, field, phrase, times, counts.reshape(size))


def group_features(counts: Floats) -> Floats:
    """Paper x feature: how much each group is used in title and abstract, and how much domains are at all."""
    domains = counts[:, :, [not name.startswith(".") for name in groups()]]
    title, abstract = domains
    overall = (title.sum(1), abstract.sum(1), abstract.max(1), (title + abstract).max(1))
    return np.asarray(np.log1p(np.hstack([counts[0], counts[1], np.stack(overall, 1)])))


# -- applied or general -----------------------------------------------------------------------------


@cache
def _weights() -> dict[str, Any]:
    return load("weights/kinds.json")


@cache
def _phrase_weights() -> npt.NDArray[np.int64]:
    """field x phrase."""
    told = _weights()["phrases"]
    return np.array([told.get(phrase, (0, 0)) for phrase in phrases()], dtype=np.int64).T


def _listed(papers: pl.DataFrame) -> pl.DataFrame:
    """row, category: each once."""
    lists = papers.select(
        row=pl.int_range(pl.len(), dtype=pl.UInt32), category=pl.col("categories").list.unique()
    )
    return lists.explode("category").drop_nulls()


def _category_scores(papers: pl.DataFrame) -> Floats:
    listed = _listed(papers)
    weight = listed["category"].replace_strict(_weights()["categories"], default=0, return_dtype=pl.Int64)
    known = np.bincount(listed["row"].to_numpy(), weights=weight.to_numpy(), minlength=papers.height)
    return np.asarray(known + papers["categories"].is_null().to_numpy() * _weights()["no_categories"])


def _probability(papers: pl.DataFrame, used: Words) -> Floats:
    weights = _weights()
    said = np.bincount(used.row, weights=_phrase_weights()[used.field, used.phrase], minlength=papers.height)
    by_group = (group_features(used.counts) * np.array(weights["groups"])).sum(1)
    score = (by_group + said + _category_scores(papers) + weights["bias"]) / UNIT
    scale, shift = weights["calibration"]
    return np.asarray(1 / (1 + np.exp(-(scale * score + shift))))


def speaks_of(papers: pl.DataFrame, domain: str) -> pl.Series:
    """Whether each paper (title, abstract) uses a domain's words: one in the title, or two in all."""
    group = groups().index(domain)
    told = words(papers).counts[:, :, group]
    return pl.Series((told[0] > 0) | (told.sum(axis=0) >= 2), dtype=pl.Boolean)


# -- domain -----------------------------------------------------------------------------------------


@cache
def _domain_of(category: str) -> int:
    """The group that lists an arXiv category, -1 if none does; a star in the lexicon leaves the end open."""
    for number, entry in enumerate(load("lexicon/domains.toml").values()):
        for listed in entry["categories"]:
            if category == listed or (listed.endswith("*") and category.startswith(listed[:-1])):
                return number
    return -1


def _category_domains(papers: pl.DataFrame) -> Floats:
    """paper x group."""
    listed = _listed(papers)
    number = {category: _domain_of(category) for category in listed["category"].unique()}
    group = listed["category"].replace_strict(number, default=-1, return_dtype=pl.Int64).to_numpy()
    votes = np.zeros((papers.height, len(groups())))
    votes[listed["row"].to_numpy()[group >= 0], group[group >= 0]] = _CATEGORY
    return votes


def _domains(papers: pl.DataFrame, used: Words) -> list[str | None]:
    """The domain each paper speaks of most, None if it speaks of none; of equals the one listed first."""
    worth = np.maximum(_phrase_weights()[used.field, used.phrase], _WORTH) * np.log1p(used.times)
    worth = np.round(worth * np.where(used.field == 0, _TITLE, 1))
    size = (papers.height, len(groups()))
    place = np.ravel_multi_index((used.row, _group_of()[used.phrase]), size)
    by_words = np.bincount(place, weights=worth, minlength=int(np.prod(size))).reshape(size)
    votes: Floats = by_words.astype(np.float64) + _category_domains(papers)
    votes[:, [name.startswith(".") for name in groups()]] = 0
    return [
        groups()[best] if most else None for best, most in zip(votes.argmax(1), votes.max(1), strict=True)
    ]


def kinds(papers: pl.DataFrame, matches: pl.DataFrame | None = None) -> pl.DataFrame:
    """``applied``, the probability of being an application, and ``domain`` where that is likely.

    Args:
        papers: columns title, abstract and categories.
        matches: those of ``lexicon.heard`` for these papers, if at hand.
    """
    used = words(papers, matches)
    applied = pl.Series("applied", _probability(papers, used), dtype=pl.Float32)
    domain = pl.Series("domain", _domains(papers, used), dtype=pl.String)
    return pl.DataFrame([applied, domain]).with_columns(
        pl.when(pl.col("applied") >= 0.5).then("domain").alias("domain")
    )
