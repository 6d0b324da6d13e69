"""The map of the starter's papers, where the starter has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from inroad.config import Config
from inroad.search.map.stored import NO_AREA, Map, kept_map, months_of
from inroad.search.vectors.ask import UNDATED
from inroad.starter.map_parts import MAP, MAP_AREAS
from inroad.types import MapArea

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas


def tables_of(config: Config, atlas: Atlas) -> dict[str, pl.DataFrame]:
    """The map of a home's papers as the tables that a starter carries; none where there is no map."""
    kept = kept_map(config)
    if kept is None:
        return {}
    ids = [kept.ids[row] for row in range(len(kept.months))]
    x, y = np.asarray(kept.places).T
    points = pl.DataFrame({"paper_id": ids, "x": x, "y": y, "area": np.asarray(kept.area)})
    placed = atlas.papers.select("paper", "paper_id").join(points, on="paper_id", maintain_order="left")
    areas = pl.DataFrame([asdict(each) for each in kept.areas], schema=MAP_AREAS)
    return {"map": placed.select(pl.col(name).cast(dtype) for name, dtype in MAP.items()), "map_areas": areas}


def bundled_map(atlas: Atlas) -> Map | None:
    """The map of a starter; None where it has none (one of an earlier version)."""
    try:
        points, listed = atlas.read("map"), atlas.read("map_areas")
    except KeyError:
        return None
    rows = atlas.papers.select("paper", "paper_id", "title", "date").join(points, on="paper")
    days = rows["date"].to_physical().fill_null(UNDATED).to_numpy().astype(np.int32)
    months = months_of(days)
    ids = rows["paper_id"].to_list()
    order = np.lexsort((np.array(ids), months))
    rows, months = rows[order.tolist()], months[order]
    titles = rows["title"]

    def told(wanted: Sequence[int]) -> list[str]:
        return [titles[row] for row in wanted]

    return Map(
        name="starter",
        ids=rows["paper_id"].to_list(),
        places=np.stack([rows["x"].to_numpy(), rows["y"].to_numpy()], 1).astype(np.int16),
        months=months,
        area=rows["area"].fill_null(NO_AREA).to_numpy().astype(np.uint8),
        areas=tuple(MapArea(words=tuple(each.pop("words")), **each) for each in listed.iter_rows(named=True)),
        generation=f"starter{len(rows)}",
        titles=told,
    )
