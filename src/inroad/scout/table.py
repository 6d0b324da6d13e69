"""The long table of a field's methods."""

from __future__ import annotations

from inroad.scout.matter import Matter
from inroad.scout.usage import Used
from inroad.types import FieldMethod, FieldMethods


def of(matter: Matter) -> FieldMethods:
    """All methods of the field, most named first."""
    rows = sorted((_row(matter, used) for used in matter.uses), key=lambda row: (-row.papers, row.method_id))
    return FieldMethods(matter.field.query, matter.atlas.coverage(), tuple(rows))


def _row(matter: Matter, used: Used) -> FieldMethod:
    use, method = used.use, used.use.method
    return FieldMethod(
        method_id=method.method_id,
        name=method.name,
        kind=method.kind,
        introduced_by=method.introduced_by,
        first_seen=method.first_seen,
        problem=matter.by_number[used.origin]["problem"] if used.origin in matter.by_number else None,
        papers=use.in_field,
        by_others=use.by_others,
        recent=use.recent,
        builds_on=use.builds_on,
        applies=use.applies,
        compares=use.compares,
        has_code=method.has_code,
    )
