"""A venue's deadlines beside a day: which come, which are not fixed, which are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from inroad.path.venues.coming import expected
from inroad.path.venues.rounds import noted
from inroad.types import Deadline, VenueDates

SUBMIT = ("abstract", "paper")
"""Kinds of deadline that are asked for."""
MOST = 6
NOTHING = VenueDates((), (), ())


def named(titles: Iterable[str]) -> dict[str, str]:
    """Venues of a list as the atlas names them ("NIPS" is "NeurIPS")."""
    listed = sorted(set(titles))
    if not listed:
        return {}
    import polars as pl  # not loaded where there is no list

    from inroad.atlas.venues import venue

    rows = pl.DataFrame({"venue": listed}, schema={"venue": pl.String})
    known = venue(
        rows.with_columns(pl.lit(None, pl.String).alias(name) for name in ("journal_ref", "comment"))
    )
    return {title: name or title for title, name in zip(listed, known, strict=True)}


def by_venue(found: Iterable[Deadline], names: Mapping[str, str] | None = None) -> dict[str, list[Deadline]]:
    """Deadlines for submitting, by the atlas's name of their venue; what several lists agree on once.

    Args:
        found: deadlines of all kinds.
        names: what :func:`named` gave for their venues, if that is at hand.
    """
    asked = sorted((each for each in found if each.kind in SUBMIT), key=_order)
    names = names or named(each.venue for each in asked)
    made: dict[str, dict[tuple[object, ...], Deadline]] = {}
    for each in asked:
        # Lists differ in seconds: 11:59 and 11:59:59 are the same deadline.
        at = each.at.replace(second=0) if each.at else None
        key = (each.kind, at) if at else (each.kind, each.year, each.stated)
        made.setdefault(names[each.venue], {}).setdefault(key, each)
    return {name: noted(list(rows.values())) for name, rows in made.items()}


def _order(each: Deadline) -> tuple[object, ...]:
    return (each.at or _NEVER, each.venue, each.kind, each.source, each.stated)


_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


def beside(found: Sequence[Deadline], now: dt.datetime) -> VenueDates:
    """Deadlines of one venue at a moment."""
    coming = [each for each in found if each.at is not None and each.at >= now]
    open_ = [each for each in found if each.at is None and (each.year is None or each.year >= now.year)]
    over = [each for each in found if each.at is not None and each.at < now]
    last = {each.year for each in over[-1:]}
    past = [each for each in over if each.year in last]
    announced = any(each.kind == "paper" for each in coming)
    return VenueDates(
        tuple(coming[:MOST]),
        tuple(open_[:MOST]),
        tuple(past[-MOST:]),
        () if announced else expected(found, now)[:MOST],
    )


def of(name: str, listed: dict[str, list[Deadline]], now: dt.datetime) -> VenueDates:
    """Of a venue as the atlas names it; Findings are reached through their conference."""
    own = listed.get(name) or listed.get(name.removesuffix(" Findings"), [])
    return beside(own, now) if own else NOTHING
