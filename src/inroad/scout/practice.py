"""What of a field can be practised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from inroad.atlas.field import methods_meant
from inroad.atlas.open import Atlas
from inroad.atlas.parts import methods_at
from inroad.practice import links
from inroad.scout.matter import Matter
from inroad.types import Drill, Practice

_NAMED_OFTEN = 0.002
"""Part of a field's papers that must name a method before its drills are proposed."""


def of(matter: Matter) -> tuple[Practice, ...]:
    """Methods that the field's papers name, its own or not, with the drills that prepare for them."""
    field = matter.field
    least = max(2, field.papers.height * _NAMED_OFTEN)
    often = field.named.filter((pl.col("in_field") >= least) | pl.col("method").is_in(field.founders[:1]))
    return prepared(matter.atlas, matter.drills, dict(often.select("method", "in_field").iter_rows()))[
        : matter.most
    ]


def prepared(atlas: Atlas, drills: Sequence[Drill], papers: Mapping[int, int]) -> tuple[Practice, ...]:
    """Of the methods that are counted, those with drills, the most counted first."""
    if not drills:
        return ()
    meant = methods_meant(atlas, links.names(drills))
    counted = {name: [n for n in numbers if n in papers] for name, numbers in meant.items()}
    wanted = {name: max(some, key=lambda n: (papers[n], -n)) for name, some in counted.items() if some}
    rows = methods_at(atlas, sorted(set(wanted.values())))
    told = {
        number: links.Meant(name, method_id, papers[number])
        for number, name, method_id in rows.select("method", "name", "method_id").iter_rows()
    }
    return links.practice(drills, {name: told[number] for name, number in wanted.items()})
