"""Whether two long forms of one name say the same.

"Mixture of Experts" and "Mixture-of-Experts layer" do, "Deep Q-Network" and "deep Q-learning network",
"neighbor embedding" and "neighbour embedding"; "Chain of Thought" and "Cooperative Training" do not.
"""

from __future__ import annotations

import polars as pl

_BEGINNING = 0.7
"""Part of the longer one that both begin with."""
_WITHIN = 0.5
"""Part of the longer one that the shorter one is, if it is the longer one with something left out."""
_ENDS = 2
"""Letters at both ends that are compared first: hardly a pair needs more."""


def alike(one: pl.Series, other: pl.Series, texts: pl.Series) -> pl.Series:
    """For each pair of long forms whether they say the same; False where one is unknown.

    Args:
        one, other: their numbers.
        texts: long forms without case, punctuation and plural, by number.
    """
    numbers = pl.DataFrame({"one": one, "other": other})
    pairs = numbers.filter(pl.col("one") != pl.col("other")).unique(maintain_order=True)
    given = pairs.with_columns(texts.gather(pairs["one"]).alias("a"), texts.gather(pairs["other"]).alias("b"))
    longer = pl.max_horizontal(pl.col("a", "b").str.len_chars())
    begin = (_BEGINNING * longer).ceil().cast(pl.UInt32)
    starts = pl.col("a").str.slice(0, begin) == pl.col("b").str.slice(0, begin)
    ends = pl.all_horizontal(
        pl.col("a").str.head(_ENDS) == pl.col("b").str.head(_ENDS),
        pl.col("a").str.tail(_ENDS) == pl.col("b").str.tail(_ENDS),
        pl.min_horizontal(pl.col("a", "b").str.len_chars()) >= _WITHIN * longer,
    )
    judged = given.with_columns(same=starts, ends=ends)
    within = pl.Series(
        [_left_out(a, b) for a, b in judged.filter("ends").select("a", "b").iter_rows()], dtype=pl.Boolean
    )
    told = pl.concat(
        [
            judged.filter("same").select("one", "other"),
            judged.filter("ends").filter(within).select("one", "other"),
        ]
    )
    hit = told.unique().with_columns(hit=True)
    found = numbers.join(hit, on=["one", "other"], how="left", maintain_order="left")["hit"]
    return found.fill_null(False) | (one == other).fill_null(False)


def _left_out(one: str, other: str) -> bool:
    """Whether one of both is the other with letters left out in one place."""
    short, long = sorted((one, other), key=len)
    unlike = (place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
    start = next(unlike, len(short))
    return short[start:] == long[len(long) - (len(short) - start) :]
