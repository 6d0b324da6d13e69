"""Which venues have a door for first papers: a small table of facts, each with its page and its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import cache

from inroad.content import load
from inroad.types import Door


@cache
def _listed() -> tuple[tuple[Door, frozenset[str]], ...]:
    content = load("venues/first_papers.toml")
    return tuple((_door(row, content["as_of"]), frozenset(row["venues"])) for row in content["door"])


def _door(row: dict[str, str], as_of: dt.date) -> Door:
    takes = " ".join(filter(None, (row["takes"], row.get("changed", ""))))
    return Door(row["name"], row["kind"], takes, row["cost"], row["link"], as_of)


def doors(venue: str) -> tuple[Door, ...]:
    """Those of one venue, as the atlas names it."""
    return tuple(door for door, venues in _listed() if venue in venues)


def elsewhere(shown: Collection[str]) -> tuple[Door, ...]:
    """Those that are open to every field and belong to none of the venues shown."""
    general = {"TMLR"}
    return tuple(
        door for door, venues in _listed() if not venues & set(shown) and (not venues or venues <= general)
    )
