"""Numbers for all that is compared: names, long forms, spellings.

Joins, sorts and counts over millions of strings took most of a build; over numbers they take little.
Strings are numbered by the first paper that holds them, then by their letters, so that later papers only
add numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import numpy as np
import polars as pl

from inroad.atlas.past import KEYS, NUMBER, Ints
from inroad.atlas.readings import Apart


def long_key(column: str) -> pl.Expr:
    """Long forms compared without case, punctuation and plural."""
    return pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "").str.strip_suffix("s")


@dataclass(frozen=True, slots=True)
class Said:
    """What new papers say, with numbers for strings."""

    spans: pl.DataFrame
    introduced: pl.DataFrame
    """``phrase``: the long form, or the name if it has none."""
    defined: pl.DataFrame


def numbered(keys: pl.DataFrame, apart: Apart) -> tuple[pl.DataFrame, Said]:
    """KEYS with the new strings, and what the papers say with a number in place of each."""
    forms = _long_keys(pl.concat([apart.introduced["long_form"], apart.defined["long_form"]]))
    introduced = apart.introduced.join(forms, on="long_form", how="left", maintain_order="left")
    introduced = introduced.with_columns(phrase=pl.coalesce("long_key", long_key("name")))
    defined = apart.defined.join(forms, on="long_form", how="left", maintain_order="left")
    places = [(apart.spans, "key"), (introduced, "key"), (introduced, "phrase"), (introduced, "long_key")]
    places += [(defined, "key"), (defined, "long_key")]
    once, which = _once([table.select("paper", text=column) for table, column in places])
    keys, numbers = _with_new(keys, once)
    codes = iter(numbers.gather(part) for part in which)
    spans = apart.spans.with_columns(next(codes).alias("key"))
    introduced = introduced.with_columns(next(codes).alias(name) for name in ("key", "phrase", "long_key"))
    defined = defined.with_columns(next(codes).alias(name) for name in ("key", "long_key"))
    return keys, Said(spans, introduced, defined)


def _long_keys(forms: pl.Series) -> pl.DataFrame:
    """long_form, long_key: each long form once."""
    once = forms.drop_nulls().unique().alias("long_form").to_frame()
    return once.with_columns(long_key=long_key("long_form"))


def _once(found: list[pl.DataFrame]) -> tuple[pl.DataFrame, list[pl.Series]]:
    """paper, text: each text once, with its first paper; and for each table the row of each of its texts."""
    every = pl.concat(found)
    told = every.drop_nulls("text")
    order, group = _grouped(told["text"])
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    papers = told["paper"].to_numpy()[order]
    first = np.minimum.reduceat(papers, starts) if len(starts) else papers
    once = pl.DataFrame({"paper": first, "text": told["text"].gather(pl.Series(order[starts]))})
    whole = pl.Series([None], dtype=NUMBER).new_from_index(0, every.height)
    whole = whole.scatter(every["text"].is_not_null().arg_true(), pl.Series(group, dtype=NUMBER))
    ends = np.cumsum([table.height for table in found]).tolist()
    return once, [whole[end - table.height : end] for table, end in zip(found, ends, strict=True)]


def _grouped(text: pl.Series) -> tuple[Ints, Ints]:
    """An order in which equal texts stand together, and the number of each text's group in this order."""
    # Grouping millions of strings by their hash takes half the time of grouping them themselves; should two
    # ever share one, which a second hash shows, another way of hashing tells them apart.
    for seed in count(0, 2):
        hashes, others = (text.hash(way) for way in (seed, seed + 1))
        order = hashes.arg_sort().to_numpy().astype(np.int64)
        ordered = hashes.to_numpy()[order]
        new = np.diff(ordered, prepend=~ordered[:1]) != 0
        group = np.empty(len(text), np.int64)
        group[order] = np.cumsum(new) - 1
        if (others == others.gather(pl.Series(order[new])).gather(pl.Series(group))).all():
            return order, group
    raise AssertionError("unreachable")


def _with_new(keys: pl.DataFrame, once: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """KEYS with the strings of (paper, text) that it lacks, and their spellings; the numbers of ``once``."""
    spelt, plural = [once], once.filter(_PLURAL)
    while plural.height:
        spelt.append(plural.with_columns(_SINGULAR))
        plural = spelt[-1].filter(_PLURAL)
    every = pl.concat(spelt)
    if len(spelt) > 1:
        singular = pl.concat(spelt[1:]).group_by("text").agg(pl.col("paper").min())
        every = once.join(singular, on="text", how="full", coalesce=True)
        every = every.select("text", paper=pl.min_horizontal("paper", "paper_right"))
    known = every.select("text").join(_numbers(keys), on="text")
    new = every.join(known, on="text", how="anti").sort("paper", "text")
    fresh = _numbers(new, len(keys))
    numbers = pl.concat([known, fresh])
    singular = fresh.filter(_PLURAL).select(_SINGULAR, plural="number").join(numbers, on="text")
    spelling = fresh["number"].scatter(singular["plural"] - len(keys), singular["number"])
    columns = {name: pl.lit(0, NUMBER) for name in KEYS} | {"first": pl.lit(None, NUMBER)}
    columns |= {"text": pl.col("text"), "spelling": pl.lit(spelling)}
    coded = once.join(numbers, on="text", how="left", maintain_order="left")["number"]
    return pl.concat([keys, fresh.select(**columns)]), coded


_PLURAL = pl.col("text").str.ends_with("s")
_SINGULAR = pl.col("text").str.strip_suffix("s")


def _numbers(table: pl.DataFrame, first: int = 0) -> pl.DataFrame:
    """text, number: the position of each, from ``first`` on."""
    end = first + table.height
    return table.select("text", number=pl.int_range(first, end, dtype=NUMBER, eager=True))
