"""Which paper of the corpus somebody means: by arXiv id, by DOI, else by title and year."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from inroad.corpus.link import title_key
from inroad.following.stock import Stock
from inroad.types import Vote


def title_keys(titles: Sequence[str | None]) -> list[str | None]:
    """Letters and digits of each title; None where too few to tell papers apart."""
    found: list[str | None] = (
        pl.DataFrame({"title": titles}, schema={"title": pl.String}).select(title_key()).to_series().to_list()
    )
    return found


def found_since(stock: Stock, votes: Sequence[Vote]) -> dict[str, str]:
    """Id of each vote -> id that the corpus has: what was only a DOI or a title may have come in since."""
    ids = {each.paper_id: each.paper_id for each in votes}
    by_title = [each for each in votes if each.paper_id.startswith(("title:", "doi:")) and each.title]
    if not by_title:
        return ids
    keys = title_keys([each.title for each in by_title])
    found = stock.ids_by_title({key for key in keys if key})
    return ids | {each.paper_id: found[key] for each, key in zip(by_title, keys, strict=True) if key in found}
