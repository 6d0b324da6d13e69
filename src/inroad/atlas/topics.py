"""The words that an abstract is about, as numbers in a list that comes with Inroad.

What a word is worth is fixed in that list, so that no later paper changes what an earlier one meant.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import polars as pl

TOPICS = pl.List(pl.UInt16())
"""Numbers of the words that an abstract is about, those that are worth most first."""

KEPT = 32
"""Words that are remembered of an abstract: about 80 bytes a thing with its name."""

_READ = 600
"""Characters of an abstract that are read: they tell what it is about, at half the price of all."""


@cache
def topic_list() -> tuple[list[str], npt.NDArray[np.int64]]:
    """Words, each with a space before it, and what each is worth."""
    lines = (files("inroad") / "data" / "lexicon" / "topic_words.txt").read_text("utf-8").split()
    return [f" {word}" for word in lines[::2]], np.array(lines[1::2], np.int64)


def topic_words(abstracts: pl.Series) -> pl.Series:
    """Numbers of the KEPT words of each abstract that are worth most; [] without abstract."""
    words, worth = topic_list()
    text = " " + abstracts.fill_null("").str.slice(0, _READ).str.to_lowercase()
    found = text.to_frame("text").select(
        word=pl.col("text").str.extract_many(words).cast(pl.List(pl.Enum(words)))
    )
    counts = found["word"].list.len().to_numpy().astype(np.uint64)
    word = found["word"].explode(empty_as_null=False).to_physical().to_numpy().astype(np.uint64)
    row = np.repeat(np.arange(len(abstracts), dtype=np.uint64), counts.astype(np.int64))
    # Row, worth and word in one number: sorting it puts the words of a text that are worth most first.
    lack = np.uint64(255) - worth.astype(np.uint64)[word]
    every = np.sort(row << np.uint64(24) | lack << np.uint64(16) | word)
    every = every[np.diff(every, prepend=~every[:1]) != 0]
    row = (every >> np.uint64(24)).astype(np.int64)
    starts = np.searchsorted(row, np.arange(len(abstracts) + 1))
    best = np.arange(len(row)) - starts[row] < KEPT
    lengths = np.minimum(np.diff(starts), KEPT)
    flat = pl.Series(every[best] & np.uint64(0xFFFF), dtype=pl.UInt16)
    owner = pl.Series(np.repeat(np.arange(len(abstracts)), lengths), dtype=pl.UInt32)
    lists = pl.DataFrame({"row": owner, "words": flat}).group_by("row", maintain_order=True).agg("words")
    whole = pl.DataFrame({"row": pl.int_range(len(abstracts), dtype=pl.UInt32, eager=True)})
    return whole.join(lists, on="row", how="left", maintain_order="left")["words"].fill_null([])
