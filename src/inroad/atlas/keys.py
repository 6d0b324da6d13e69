"""Numbers for all that is compared: names, long forms, spellings.

Joins, sorts and counts over millions of strings took most of a build; over numbers they take little.
Strings are numbered by the first paper that holds them, then by their letters, so that later papers only
add numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from inroad.atlas.past import KEYS, NUMBER
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
    found = [
        *(table.select("paper", text="key") for table in (apart.spans, introduced, defined)),
        introduced.select("paper", text="phrase"),
        defined.select("paper", text="long_key"),
    ]
    keys = _with_new(keys, found)
    said = Said(
        _coded(apart.spans, keys, "key"),
        _coded(introduced, keys, "key", "long_key", "phrase"),
        _coded(defined, keys, "key", "long_key"),
    )
    return keys, said


def _long_keys(forms: pl.Series) -> pl.DataFrame:
    """long_form, long_key: each long form once."""
    once = forms.drop_nulls().unique().alias("long_form").to_frame()
    return once.with_columns(long_key=long_key("long_form"))


def _coded(table: pl.DataFrame, keys: pl.DataFrame, *columns: str) -> pl.DataFrame:
    for column in columns:
        numbers = keys.select(pl.col("text").alias(column), pl.int_range(pl.len(), dtype=NUMBER).alias("_n"))
        table = table.join(numbers, on=column, how="left", maintain_order="left")
        table = table.with_columns(pl.col("_n").alias(column)).drop("_n")
    return table


def _with_new(keys: pl.DataFrame, found: list[pl.DataFrame]) -> pl.DataFrame:
    """KEYS with the strings of (paper, text) that it lacks, and their spellings."""
    once = [_once(table) for table in found]
    plural = _once(pl.concat(once).filter(pl.col("text").str.ends_with("s")))
    while plural.height:
        once.append(plural.with_columns(pl.col("text").str.strip_suffix("s")))
        plural = once[-1].filter(pl.col("text").str.ends_with("s"))
    new = _once(pl.concat(once)).join(keys.select("text"), on="text", how="anti").sort("paper", "text")
    count = len(keys) + len(new)
    numbers = pl.concat([keys["text"], new["text"]]).to_frame().with_row_index("own")
    singular = (
        new.select(pl.col("text").str.strip_suffix("s"))
        .with_row_index("row")
        .filter(new["text"].str.ends_with("s"))
    )
    spelling = np.arange(len(keys), count, dtype=np.uint32)
    told = singular.join(numbers, on="text", maintain_order="left")
    spelling[told["row"].to_numpy()] = told["own"].to_numpy()
    zero = {name: pl.lit(0, NUMBER) for name in KEYS.names()[2:]}
    fresh = new.select("text", spelling=pl.Series(spelling, dtype=NUMBER)).with_columns(**zero)
    return pl.concat([keys, fresh.with_columns(first=pl.lit(None, NUMBER)).select(KEYS.names())])


def _once(found: pl.DataFrame) -> pl.DataFrame:
    """text and the first paper that holds it."""
    return found.group_by("text").agg(pl.col("paper").min()).select("paper", "text")
