"""Which papers name which methods."""

from __future__ import annotations

import polars as pl

from inroad.atlas.open import Atlas


def naming(atlas: Atlas) -> pl.DataFrame:
    """method, paper: each pair of MENTIONS once, in their order."""
    again = (pl.col("method") == pl.col("method").shift(1)) & (pl.col("paper") == pl.col("paper").shift(1))
    return atlas.mentions.filter(~again.fill_null(False)).select("method", "paper")
