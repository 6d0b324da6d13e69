"""How a field grows."""

from __future__ import annotations

from inroad.atlas.growth import growth, month_counts
from inroad.scout.matter import Matter
from inroad.types import Growth


def of(matter: Matter) -> Growth:
    """Its papers a month, and what they tell."""
    covered = matter.atlas.covered
    return growth(month_counts(matter.field.papers["date"], covered), dense_since=covered.dense_since)
