"""Where a field is published."""

from __future__ import annotations

from inroad.scout.counts import counted
from inroad.scout.matter import Matter
from inroad.types import Count

_YEARS = 3


def of(matter: Matter) -> tuple[Count, ...]:
    """Venues of late, of the papers that name one."""
    return counted(matter.recent(_YEARS)["venue"], matter.most)
