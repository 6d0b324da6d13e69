"""The attempt to show that a method has met a task after all, in other words than those that were counted.

A pair counts as open if no paper that names the method speaks of the task.  Here the papers that name the
method, under all its names, are read again: one whose title, or one sentence of whose abstract, has the stems
of all words of the task refutes it ("segmenting the polyps" for "polyp segmentation").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from inroad.atlas.open import Atlas
from inroad.atlas.parts import mentions_of, papers_at
from inroad.atlas.title_words import singular, stem, words
from inroad.types import Evidence, Method, Refutation

_SHORTEST, _LONGEST = 4, 7
"""Letters that must agree at a word's beginning, at least and at most."""
_SENTENCE = r"[.!?;]\s"


@dataclass(frozen=True)
class Papers:
    """The papers that name a method, with what they say."""

    rows: pl.DataFrame
    """paper, paper_id, title, abstract (null if not at hand), oldest first."""

    def speaking(self, task: str) -> pl.DataFrame:
        """Those that speak of a task, in whatever form of its words."""
        return self.rows.filter(_says("title", task) | _says("abstract", task))


def papers_naming(
    atlas: Atlas, methods: Sequence[int], more: Sequence[int]
) -> tuple[dict[int, Papers], dict[str, str | None]]:
    """Method number -> its papers; and paper id -> abstract of these and ``more`` papers, read in one go."""
    pairs = mentions_of(atlas, methods, ["method", "paper"]).unique()
    rows = papers_at(atlas, [*pairs["paper"], *more], ["paper", "paper_id", "title"])
    texts = atlas.texts_of(rows["paper_id"]).select("paper_id", "abstract")
    told = pairs.join(rows, on="paper").join(texts, on="paper_id", how="left").sort("method", "paper")
    return (
        {number: Papers(told.filter(pl.col("method") == number)) for number in methods},
        dict(texts.iter_rows()),
    )


@cache
def beginnings(task: str) -> tuple[str, ...]:
    """What a word must begin with to stand for one of the task's.

    >>> beginnings("medical image segmentation")
    ('medic', 'imag', 'segment')
    """
    told = [singular(word) for word in task.split() if word not in words().stop]
    return tuple(dict.fromkeys(_root(word) for word in told))


def _root(word: str) -> str:
    root = stem(word)
    bare = root[:-1] if len(root) > _SHORTEST and root.endswith(("e", "y")) else root
    return bare[:_LONGEST]


def _says(field: str, task: str) -> pl.Expr:
    """Whether a sentence of a text has a word with each of the task's beginnings."""
    parts = pl.col(field).fill_null("").str.to_lowercase().str.replace_all(_SENTENCE, "\n").str.split("\n")
    each = [pl.element().str.contains(rf"\b{re.escape(start)}") for start in beginnings(task)]
    return parts.list.eval(pl.all_horizontal(each)).list.any()


def refutation(
    method: Method, task: str, papers: Papers, nearest: Sequence[Evidence], until: dt.date
) -> Refutation | None:
    """What the search found; None if a paper joins them."""
    if papers.speaking(task).height:
        return None
    full = papers.rows["abstract"].null_count() == 0
    names = tuple(dict.fromkeys((method.name, *method.aliases)))[:5]
    searched = (*names, *(f"{start}..." for start in beginnings(task)))
    place = (
        "title and every sentence of the abstract" if full else "titles, and abstracts where they are at hand"
    )
    return Refutation(
        searched=searched,
        looked_in=f"{papers.rows.height} papers that name it: {place}; up to {until}",
        found=f"none of them speaks of {task}",
        nearest=tuple(nearest),
    )
