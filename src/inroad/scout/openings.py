"""Where one could start."""

from __future__ import annotations

from inroad.openings.hints import hints
from inroad.scout.matter import Matter
from inroad.types import Hint


def of(matter: Matter) -> tuple[Hint, ...]:
    """What the atlas alone can point to."""
    return hints(matter.field, matter.records, matter.atlas.last_day, matter.most)
