"""Random recent papers, with which a reader's taste is compared, and papers of an atlas on the shelf."""

from __future__ import annotations

import polars as pl

from inroad.atlas.open import Atlas
from inroad.following.news import digest
from inroad.following.shelf import Shelf, Vectors, shelf

BACKGROUND = 1200
"""Papers of the background."""
BEFORE_DAYS = 120
"""They are of so many days before the feed's first one."""


def shuffled(papers: pl.DataFrame) -> pl.DataFrame:
    """Papers in an order that has nothing to do with what they are, and is always the same."""
    order = pl.Series([digest(paper_id) for paper_id in papers["paper_id"]], dtype=pl.Binary)
    return papers.with_columns(order=order).sort("order", "paper_id").drop("order")


def on_shelf(atlas: Atlas, papers: pl.DataFrame, vectors: Vectors | None = None) -> Shelf:
    """Papers (NEWS) with the methods that the atlas finds in them."""
    ids = atlas.papers.select("paper", "paper_id").join(papers.select("paper_id"), on="paper_id", how="semi")
    named = atlas.mentions.select("method", "paper").join(ids, on="paper").select("paper_id", "method")
    highest = atlas.methods["method"].max()
    width = 1 + (highest if isinstance(highest, int) else 0)
    return shelf(papers, named, width, vectors)
