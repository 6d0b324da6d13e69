"""Numbers for all that is compared: names, long forms, spellings.

Joins, sorts and counts over millions of strings took most of a build; over numbers they take little.
Strings are numbered by the first paper that holds them, then by their letters, so that later papers only
add numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    keys, numbers = _with_new(keys, found)
    said = Said(
        _coded(apart.spans, numbers, "key"),
        _coded(introduced, numbers, "key", "long_key", "phrase"),
        _coded(defined, numbers, "key", "long_key"),
    )
    return keys, said


def _long_keys(forms: pl.Series) -> pl.DataFrame:
    """long_form, long_key: each long form once."""
    once = forms.drop_nulls().unique().alias("long_form").to_frame()
    return once.with_columns(long_key=long_key("long_form"))


def _coded(table: pl.DataFrame, numbers: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """``table`` with numbers (text, number) in place of strings."""
    for column in columns:
        named = numbers.rename({"text": column})
        table = table.join(named, on=column, how="left", maintain_order="left")
        table = table.with_columns(pl.col("number").alias(column)).drop("number")
    return table


def _with_new(keys: pl.DataFrame, found: list[pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """KEYS with the strings of (paper, text) that it lacks, and their spellings; numbers of all found."""
    once = [_once(table) for table in found]
    plural = _once(pl.concat(once).filter(_PLURAL))
    while plural.height:
        once.append(plural.with_columns(_SINGULAR))
        plural = once[-1].filter(_PLURAL)
    every = _once(pl.concat(once))
    known = every.select("text").join(_numbers(keys), on="text")
    new = every.join(known, on="text", how="anti").sort("paper", "text")
    fresh = _numbers(new, len(keys))
    numbers = pl.concat([known, fresh])
    singular = fresh.filter(_PLURAL).select(_SINGULAR, plural="number").join(numbers, on="text")
    spelling = fresh["number"].scatter(singular["plural"] - len(keys), singular["number"])
    columns = {name: pl.lit(0, NUMBER) for name in KEYS} | {"first": pl.lit(None, NUMBER)}
    columns |= {"text": pl.col("text"), "spelling": pl.lit(spelling)}
    return pl.concat([keys, fresh.select(**columns)]), numbers


_PLURAL = pl.col("text").str.ends_with("s")
_SINGULAR = pl.col("text").str.strip_suffix("s")


def _numbers(table: pl.DataFrame, first: int = 0) -> pl.DataFrame:
    """text, number: the position of each, from ``first`` on."""
    end = first + table.height
    return table.select("text", number=pl.int_range(first, end, dtype=NUMBER, eager=True))


def _once(found: pl.DataFrame) -> pl.DataFrame:
    """text and the first paper that holds it."""
    return found.group_by("text").agg(pl.col("paper").min()).select("paper", "text")
