"""The tasks that titles speak of: "polyp segmentation", "knowledge tracing", "code repair".

A task is a phrase of at least two words that ends in a word for something one does (the list is data,
``lexicon/task_heads.toml``) and says to what: "image generation" is too wide to begin with, and left out.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from inroad.atlas.lexicon import load
from inroad.atlas.phrases import words
from inroad.openings.transfer.spot import spotted

LEAST = 8
"""Titles that must hold a task."""

SAID = pl.Schema({"paper": pl.UInt32, "task": pl.UInt32})


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


def said(texts: pl.DataFrame, labels: list[str]) -> pl.DataFrame:
    """SAID: which papers speak of which of ``labels``; ``texts`` as for :func:`spot.spotted`."""
    return spotted(texts, labels).select("paper", task="name")
