"""Who uses a field's methods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from inroad.atlas import describe
from inroad.atlas.open import Atlas
from inroad.atlas.parts import related_where
from inroad.atlas.relation_model import STATED
from inroad.scout.matter import Matter
from inroad.scout.usage import Used
from inroad.types import Evidence, Method, MethodUse

_SETTLED = dt.timedelta(days=183)
"""A method this young may not be named by others because nobody had the time."""
_LATEST = 2


def by_others(matter: Matter) -> tuple[MethodUse, ...]:
    """Methods that others use, most used first."""
    found = [each for each in matter.uses if each.use.by_others is None or each.use.by_others > 0]
    found.sort(key=lambda each: (-each.use.in_field, each.use.method.method_id))
    return _shown(matter, found[: matter.most])


def only_by_authors(matter: Matter) -> tuple[MethodUse, ...]:
    """Methods of over half a year that nobody else names."""
    since = matter.atlas.last_day - _SETTLED
    found = [each for each in matter.uses if each.use.by_others == 0 and each.use.method.first_seen <= since]
    found.sort(key=lambda each: _most_then_latest(each.use.method))
    return _shown(matter, found[: matter.most])


def _most_then_latest(method: Method) -> tuple[int, int, str]:
    return -method.papers, -method.first_seen.toordinal(), method.method_id


# -- evidence -------------------------------------------------------------------------------------


def _shown(matter: Matter, found: Sequence[Used]) -> tuple[MethodUse, ...]:
    """With evidence: the introducing paper and the latest relations by others."""
    edges = _edges(matter.atlas, [each.number for each in found])
    return tuple(
        replace(
            each.use, evidence=(*_introduced(matter, each), *_related(matter, edges.get(each.number, [])))
        )
        for each in found
    )


def _introduced(matter: Matter, each: Used) -> list[Evidence]:
    row = None if each.origin is None else matter.by_number.get(each.origin)
    return [] if row is None else [describe.paper(row, "introduces it")]


def _related(matter: Matter, edges: list[dict[str, object]]) -> list[Evidence]:
    return [describe.relation(row, matter.records, matter.by_number).evidence for row in edges[:_LATEST]]


def _edges(atlas: Atlas, numbers: list[int]) -> dict[int, list[dict[str, object]]]:
    """Relations to each of some methods, the latest first."""
    rows = related_where(atlas, "parent", numbers).filter(pl.col("confidence") >= STATED)
    found: dict[int, list[dict[str, object]]] = {}
    for row in rows.sort("paper", descending=True).iter_rows(named=True):
        found.setdefault(row["parent"], []).append(row)
    return found
