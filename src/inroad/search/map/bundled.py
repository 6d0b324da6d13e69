"""The map of the starter's papers, where the starter has one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from inroad.atlas.open import Atlas
from inroad.search.map.stored import NO_AREA, Map, months_of
from inroad.search.vectors.ask import UNDATED
from inroad.types import MapArea


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
