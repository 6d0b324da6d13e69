"""The tasks that titles speak of ("polyp segmentation", "code repair"), and the methods that may meet them.

A task is a phrase of at least two words that ends in a word for something one does (the list is data,
``openings/task_heads.toml``) and says to what: "image generation" is too wide to begin with, and left out.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import polars as pl

from inroad.atlas.lexicon import load
from inroad.atlas.open import Atlas
from inroad.atlas.schema import ROLES
from inroad.atlas.title_words import words
from inroad.openings.transfer.named import naming

LEAST = 8
"""Titles that must hold a task."""

LEAST_NAMED = 3
"""Papers that must name a method for it to be transferred: what nobody took up is another kind of opening."""
_MADE = [ROLES.index(kind) for kind in ("method", "model")]


_LISTS = "openings/task_heads.toml"
_TORN = 0.6
"""Share of a phrase's titles in which the same word stands before it, that makes it part of the phrase."""


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load(_LISTS)[name].split())


@cache
def digest() -> str:
    """Of the word lists: what was made with others is out of date."""
    return sha256(repr(sorted(load(_LISTS).items())).encode()).hexdigest()[:8]


def is_task(phrase: str) -> bool:
    """Whether a folded phrase (see ``atlas.phrases``) names a concrete task.

    >>> is_task("medical image segmentation"), is_task("robust segmentation"), is_task("low_rank_adaptation")
    (True, False, False)
    """
    *before, head = phrase.split(" ")
    if head not in _list("heads") or not before or before[0] in _list("torn"):
        return False
    idle = words().weak | words().link | _list("heads") | _list("vague")
    return any(word not in idle for word in before)


def tasks(phrases: pl.DataFrame, least: int = LEAST) -> list[str]:
    """The tasks among PHRASES, as words, in order of the alphabet."""
    last = pl.col("phrase").str.split(" ").list.last()
    often = phrases.filter(last.is_in(sorted(_list("heads")))).join(_torn(phrases), on="phrase", how="anti")
    told = often.filter(pl.col("papers") >= least)["phrase"]
    return sorted({phrase.replace("_", " ") for phrase in told if is_task(phrase)})


def _torn(phrases: pl.DataFrame) -> pl.DataFrame:
    """phrase: those that lack their beginning ("entity recognition"): one word mostly stands before."""
    longer = phrases.with_columns(phrase=pl.col("phrase").str.replace(r"^\S+ ", ""))
    most = longer.group_by("phrase").agg(longer=pl.col("papers").max())
    return (
        phrases.join(most, on="phrase").filter(pl.col("longer") >= _TORN * pl.col("papers")).select("phrase")
    )


def transferable(atlas: Atlas, least: int = LEAST_NAMED) -> pl.DataFrame:
    """METHODS rows and ``papers`` of methods and models with an introducing paper that is no application."""
    counts = naming(atlas).group_by("method").len("papers").filter(pl.col("papers") >= least)
    general = atlas.papers.filter(pl.col("applied").fill_null(0) < 0.5).select(introduced_by="paper")
    rows = atlas.methods.filter(pl.col("kind").is_in(_MADE)).join(general, on="introduced_by", how="semi")
    return rows.join(counts, on="method").sort("method")


def sense(task: str) -> str | None:
    """Which sense a task's data is for, as far as its words tell.

    >>> sense("speech recognition"), sense("pose estimation"), sense("weather forecasting")
    ('hearing', 'seeing', None)
    """
    words = set(task.split())
    lists = load("openings/senses.toml").items()
    return next((name for name, told in sorted(lists) if words & set(told.split())), None)
