"""Which revision of an event a calendar file holds (RFC 5545, 3.8.7.4); no earlier file is asked (pure)."""

from __future__ import annotations

import datetime as dt

SINCE = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
MOST = 2**31 - 1
"""An INTEGER of iCalendar has 32 bits; seconds reach it in 2088."""


def sequence(now: dt.datetime) -> int:
    """SEQUENCE of events that are written at ``now``: the later file is the later revision.

    A plan follows from the day it is made on, and lists are replaced by newer ones, so the moment alone
    tells which of two files knows more.  Events that did not move are written anew as they were.
    """
    return min(max(0, (now - SINCE) // dt.timedelta(seconds=1)), MOST)
