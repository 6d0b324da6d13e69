"""What to read first."""

from __future__ import annotations

import polars as pl

from inroad.atlas.asked import phrase_pattern
from inroad.atlas.schema import FIELDS
from inroad.atlas.text import name_key
from inroad.atlas.to_read import Field, reading
from inroad.scout.matter import Matter
from inroad.types import Reading

_MOST_USED = 5
_SHORT = 3
"""So few letters are found by the names of the atlas, not in running text."""


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
        matter.atlas.last_day,
        field.founders[:1],
        _about(matter),
    )
    return reading(shelf)


def _about(matter: Matter) -> set[int]:
    """Papers whose title has the field's words, or names one of its most used methods."""
    field = matter.field
    patterns = [phrase_pattern(phrase) for phrase in field.phrases if len(name_key(phrase)) > _SHORT]
    says = pl.any_horizontal(pl.lit(False), *(pl.col("title").str.contains(each) for each in patterns))
    top = field.methods.sort("in_field", "method", descending=[True, False]).head(_MOST_USED)["method"]
    named = field.mentions.filter(
        pl.col("method").is_in([*top, *field.founders[:1]]) & (pl.col("field") == FIELDS.index("title"))
    )
    return {*field.papers.filter(says)["paper"], *named["paper"]}


def _others(matter: Matter) -> dict[int, int]:
    """Method -> papers of the field that name it, but for the one that introduces it."""
    rows = matter.field.methods.select("method", "in_field")
    return {number: papers - 1 for number, papers in rows.iter_rows()}


def _methods_a_paper(matter: Matter) -> dict[int, int]:
    """Paper -> how many of the field's methods it names."""
    inside = matter.field.mentions.filter(pl.col("method").is_in(matter.numbers))
    return dict(inside.select("method", "paper").unique().group_by("paper").len().iter_rows())
