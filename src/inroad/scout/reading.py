"""What to read first."""

from __future__ import annotations

import polars as pl

from inroad.atlas.to_read import Field, reading
from inroad.scout.matter import Matter
from inroad.types import Reading


def of(matter: Matter) -> tuple[Reading, ...]:
    """A few papers in the order in which they are to be read, each with the reason."""
    field = matter.field
    shelf = Field(
        field.papers,
        field.methods,
        _others(matter),
        matter.graph,
        matter.threads,
        _methods_a_paper(matter),
        matter.until,
        field.founders[:1],
    )
    return reading(shelf)


def _others(matter: Matter) -> dict[int, int]:
    """Method -> papers of the field that name it, but for the one that introduces it."""
    rows = matter.field.methods.select("method", "in_field")
    return {number: papers - 1 for number, papers in rows.iter_rows()}


def _methods_a_paper(matter: Matter) -> dict[int, int]:
    """Paper -> how many of the field's methods it names."""
    inside = matter.field.mentions.filter(pl.col("method").is_in(matter.numbers))
    return dict(inside.select("method", "paper").unique().group_by("paper").len().iter_rows())
