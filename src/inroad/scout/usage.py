"""How often a field's methods are named, and in which relation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from inroad.atlas.adoption import usage
from inroad.atlas.field import Field
from inroad.atlas.open import Atlas
from inroad.atlas.parts import related_where
from inroad.atlas.relation_model import STATED
from inroad.atlas.schema import RELATIONS
from inroad.types import Method, MethodUse

_BUILDS_ON, _APPLIES, _COMPARES = map(RELATIONS.index, ("builds on", "applies", "compares with"))


@dataclass(frozen=True, slots=True)
class Used:
    """One method's use, and where it is in the atlas."""

    number: int
    origin: int | None
    """The paper that introduces it."""
    use: MethodUse
    """Without evidence."""


def uses(atlas: Atlas, field: Field, lately: pl.DataFrame, records: Mapping[int, Method]) -> list[Used]:
    """How often each method of a field is named, lately too, and in which relation."""
    recent, counts = _named(field, lately), related(atlas, field.methods)
    rows = field.methods.select("method", "introduced_by", "in_field").iter_rows()
    return [
        Used(number, origin, _use(records[number], number, papers, counts, recent))
        for number, origin, papers in rows
    ]


def _use(
    method: Method,
    number: int,
    papers: int,
    counts: Mapping[tuple[int, int], int],
    recent: Mapping[int, int],
) -> MethodUse:
    return MethodUse(
        method=method,
        in_field=papers,
        builds_on=counts.get((number, _BUILDS_ON), 0),
        applies=counts.get((number, _APPLIES), 0),
        compares=counts.get((number, _COMPARES), 0),
        by_others=method.papers_by_others,
        recent=recent.get(number, 0),
        evidence=(),
    )


def related(atlas: Atlas, methods: pl.DataFrame) -> dict[tuple[int, int], int]:
    """(method, relation) -> papers that are said to stand so to it."""
    mine = related_where(atlas, "parent", methods["method"])
    stated = mine.filter(pl.col("confidence") >= STATED)
    return {(method, relation): papers for method, relation, papers in usage(stated, methods).iter_rows()}


def _named(field: Field, papers: pl.DataFrame) -> dict[int, int]:
    """Method -> how many of these papers name it."""
    inside = field.mentions.join(papers.select("paper"), on="paper", how="semi")
    return dict(inside.group_by("method").agg(pl.col("paper").n_unique()).iter_rows())
