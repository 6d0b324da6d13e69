"""Which family a method belongs to: for what is said of "methods that build on LoRA"."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from inroad.atlas.open import Atlas
from inroad.atlas.schema import RELATIONS


def families(atlas: Atlas, method_ids: Collection[str]) -> dict[str, str]:
    """method_id to the name of the method it builds on, the surest and then the youngest of those.

    Methods that build on none are left out, and those that this atlas does not know.
    """
    own = atlas.methods.filter(pl.col("method_id").is_in(sorted(method_ids)))
    edges = (
        atlas.related.filter(
            (pl.col("relation") == RELATIONS.index("builds on"))
            & pl.col("child").is_in(own["method"].implode())
            & (pl.col("parent") < pl.col("child"))  # numbers are in order of time
        )
        .sort("child", "confidence", "parent", descending=[False, True, True])
        .unique("child", keep="first", maintain_order=True)
        .select(method="child", parent="parent")
    )
    names = atlas.methods.select(parent="method", family="name")
    found = own.select("method", "method_id").join(edges, on="method").join(names, on="parent")
    return dict(found.select("method_id", "family").sort("method_id").iter_rows())
