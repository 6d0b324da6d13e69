"""How many papers of a field work on methods, and how many apply them, to what."""

from __future__ import annotations

import polars as pl

from inroad.scout.counts import counted
from inroad.scout.matter import Matter
from inroad.types import Count

_APPLIED = 0.5


def general(matter: Matter) -> int:
    """Papers on the methods themselves."""
    return int((matter.field.papers["applied"] < _APPLIED).sum())


def applied(matter: Matter) -> int:
    """Papers that apply them."""
    return int((matter.field.papers["applied"] >= _APPLIED).sum())


def unclear(matter: Matter) -> int:
    """Papers of which neither can be told."""
    return matter.field.papers["applied"].null_count()


def domains(matter: Matter) -> tuple[Count, ...]:
    """What they are applied to."""
    told = matter.field.papers.filter(pl.col("applied") >= _APPLIED)
    return counted(told["domain"], matter.most)
