"""The words that an abstract is about, as numbers in a list that comes with Inroad.

What a word is worth is fixed in that list, so that no later paper changes what an earlier one meant.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import chain

import numpy as np
import numpy.typing as npt
import polars as pl

from inroad.atlas.text import Remembered

TOPICS = pl.List(pl.UInt16())
"""Numbers of the words that an abstract is about, those that are worth most first."""

KEPT = 32
"""Words that are remembered of an abstract: about 80 bytes a thing with its name."""

_READ = 600
"""Characters of an abstract that are read: they tell what it is about, at half the price of all."""

_NUMBER = (1 << 16) - 1
_NONE = 1 << 24
"""Rank of what begins with no word of the list."""


@cache
def topic_list() -> tuple[list[str], npt.NDArray[np.int64]]:
    """Words, each with a space before it, and what each is worth."""
    lines = (files("inroad") / "data" / "lexicon" / "topic_words.txt").read_text("utf-8").split()
    return [f" {word}" for word in lines[::2]], np.array(lines[1::2], np.int64)


@cache
def _ranks() -> Remembered[int]:
    """Of any word what the shortest listed word that begins it is worth, best least, and its number."""
    words, worth = topic_list()
    rank = {word[1:]: int(255 - worth[number]) << 16 | number for number, word in enumerate(words)}
    shortest, longest = min(map(len, rank)), max(map(len, rank))

    def ranked(word: str) -> int:
        ends = range(shortest, min(len(word), longest) + 1)
        return next((rank[word[:end]] for end in ends if word[:end] in rank), _NONE)

    return Remembered(ranked)


def topic_words(abstracts: pl.Series) -> pl.Series:
    """Numbers of the KEPT words of each abstract that are worth most; [] without abstract."""
    ranked = _ranks().__getitem__
    split = (text[:_READ].lower().split(" ") for text in abstracts.fill_null(""))
    found = [_best({*map(ranked, words)}) for words in split]
    # Flat first: a column of lists of Python's numbers would take as long to make as the words to find.
    lengths = np.fromiter(map(len, found), np.int64, len(found))
    flat = np.fromiter(chain.from_iterable(found), np.int64, int(lengths.sum()))
    whole = pl.DataFrame({"row": pl.int_range(len(found), eager=True)})
    rows = pl.DataFrame({"row": np.repeat(np.arange(len(found)), lengths), "words": flat & _NUMBER})
    lists = rows.cast({"words": pl.UInt16}).group_by("row", maintain_order=True).agg("words")
    return whole.join(lists, on="row", how="left", maintain_order="left")["words"].fill_null([])


def _best(ranks: set[int]) -> list[int]:
    """The best of them, in order."""
    ranks.discard(_NONE)
    return sorted(ranks)[:KEPT]
