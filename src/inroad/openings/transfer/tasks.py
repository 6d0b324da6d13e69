"""The tasks that titles speak of ("polyp segmentation", "code repair"), and the methods that may meet them.

A task is a phrase of at least two words that ends in a word for something one does (the list is data,
``lexicon/task_heads.toml``) and says to what: "image generation" is too wide to begin with, and left out.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from inroad.atlas.lexicon import load
from inroad.atlas.open import Atlas
from inroad.atlas.phrases import words
from inroad.atlas.schema import ROLES
from inroad.openings.transfer.network import naming

LEAST = 8
"""Titles that must hold a task."""

LEAST_NAMED = 3
"""Papers that must name a method for it to be transferred: what nobody took up is another kind of opening."""
_MADE = [ROLES.index(kind) for kind in ("method", "model")]


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    lists = load("lexicon/task_heads.toml")
    return frozenset(lists["heads"].split()), frozenset(lists["vague"].split())


def is_task(phrase: str) -> bool:
    """Whether a folded phrase (see ``atlas.phrases``) names a concrete task.

    >>> is_task("medical image segmentation"), is_task("robust segmentation"), is_task("low_rank_adaptation")
    (True, False, False)
    """
    heads, vague = _lists()
    *before, head = phrase.split(" ")
    idle = words().weak | words().link | heads | vague
    return head in heads and any(word not in idle for word in before)


def tasks(phrases: pl.DataFrame, least: int = LEAST) -> list[str]:
    """The tasks among PHRASES, as words, in order of the alphabet."""
    heads, _ = _lists()
    last = pl.col("phrase").str.split(" ").list.last()
    often = phrases.filter(pl.col("papers") >= least, last.is_in(sorted(heads)))["phrase"]
    return sorted({phrase.replace("_", " ") for phrase in often if is_task(phrase)})


def transferable(atlas: Atlas, least: int = LEAST_NAMED) -> pl.DataFrame:
    """METHODS rows and ``papers`` of methods and models with an introducing paper that is no application."""
    counts = naming(atlas).group_by("method").len("papers").filter(pl.col("papers") >= least)
    general = atlas.papers.filter(pl.col("applied").fill_null(0) < 0.5).select(introduced_by="paper")
    rows = atlas.methods.filter(pl.col("kind").is_in(_MADE)).join(general, on="introduced_by", how="semi")
    return rows.join(counts, on="method").sort("method")
