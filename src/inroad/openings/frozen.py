"""Whether a corpus can judge a forecast frozen at a past day at all."""

from __future__ import annotations

import datetime as dt

from inroad.atlas.open import Atlas
from inroad.errors import InputError


def check(atlas: Atlas, as_of: dt.date, horizon_days: int) -> None:
    """Refuse a day that this corpus cannot speak of, and a horizon that is not over yet.

    Raises:
        InputError: nothing is as old as ``as_of``, or ``horizon_days`` later the corpus has ended.
    """
    first, last = atlas.papers["date"].min(), atlas.papers["date"].max()
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        raise InputError("this corpus has no dated papers", "get some with `inroad sync arxiv`")
    if not first <= as_of <= last:
        raise InputError(
            f"{as_of} is outside of this corpus, which goes from {first} to {last}", "choose a day within it"
        )
    if (last - as_of).days < horizon_days:
        fits = (last - first).days >= horizon_days
        latest = last - dt.timedelta(days=horizon_days) if fits else None
        instead = f"choose {latest} or before, or a " if latest else "choose a "
        raise InputError(
            f"{horizon_days} days after {as_of} are not over in this corpus, which ends on {last}",
            f"{instead}shorter horizon",
        )
