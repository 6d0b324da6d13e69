"""When a deadline is: a list's date and zone to a moment in UTC.

"Anywhere on Earth" and ``UTC-12`` are the same; ``PT`` changes with the season, ``PST`` and ``PDT`` do not;
a date without a time ends with the day.  What cannot be read is unknown, with the reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo, available_timezones

from inroad.errors import NotFound
from inroad.sources.deadlines import Stated, kind
from inroad.types import Deadline

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-−–])\s*(\d{1,2})(?::?(\d{2}))?")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*")
_FIXED: dict[str, float] = {
    "aoe": -12, "anywhere on earth": -12, "utc": 0, "gmt": 0, "z": 0,
    "pst": -8, "pdt": -7, "est": -5, "edt": -4,
    "cest": 2, "jst": 9, "kst": 9,
}  # fmt: skip
_PLACES = {
    "pt": "America/Los_Angeles",
    "et": "America/New_York",
    "ct": "America/Chicago",
    "cet": "Europe/Paris",
}
"""Names that follow a place's clock; ``CET`` is written all year round by people who mean their own clock."""
_WIDEST = 14


def zone(name: str) -> dt.tzinfo | None:
    """A list's zone; None if it is unknown."""
    plain = " ".join(name.lower().replace("_", " ").split())
    if plain in _FIXED:
        return dt.timezone(dt.timedelta(hours=_FIXED[plain]))
    if plain in _PLACES:
        return ZoneInfo(_PLACES[plain])
    found = _OFFSET.fullmatch(plain)
    if found:
        sign = 1 if found[1] == "+" else -1
        hours = int(found[2]) + int(found[3] or 0) / 60
        return dt.timezone(sign * dt.timedelta(hours=hours)) if hours <= _WIDEST else None
    return ZoneInfo(name.strip()) if name.strip() in available_timezones() else None


def own_zone(environment: Mapping[str, str]) -> ZoneInfo:
    """The zone that the environment names in ``TZ``, if it is one; else UTC."""
    named = environment.get("TZ", "").lstrip(":")
    return ZoneInfo(named if named in available_timezones() else "UTC")


def users_zone(name: str) -> ZoneInfo:
    """The zone that a user names.

    Raises:
        NotFound: there is none of that name; carries near ones.
    """
    from inroad.near import near

    if name in available_timezones():
        return ZoneInfo(name)
    close = near(name, sorted(available_timezones()))
    remedy = f"did you mean {', '.join(close)}?" if close else "write it like Europe/Berlin"
    raise NotFound(f"there is no time zone {name!r}", remedy, close)


def moment(date: str, zone_name: str) -> tuple[dt.datetime | None, str]:
    """The moment in UTC, and what is to be known of it."""
    found = _DATE.fullmatch(date.strip())
    if not found:
        return None, "the date is not known yet" if _is_open(date) else "the date cannot be read"
    year, month, day, *clock = (int(part) if part else 0 for part in found.groups())
    note = "" if found[4] else "no time is given; taken as the end of the day"
    try:
        # 24:00 is the end of a day in some lists
        local = dt.datetime(year, month, day) + dt.timedelta(
            hours=clock[0], minutes=clock[1], seconds=clock[2]
        )
    except (ValueError, OverflowError):
        return None, "there is no such day"
    local = local if found[4] else local.replace(hour=23, minute=59, second=59)
    where = zone(zone_name) if zone_name else dt.timezone(dt.timedelta(hours=-12))
    if where is None:
        return None, f"the time zone {zone_name!r} is unknown"
    if not zone_name:
        note = "no time zone is given; taken as anywhere on Earth, so it may be up to a day earlier"
    try:
        return local.replace(tzinfo=where).astimezone(dt.UTC), note
    except OverflowError:
        return None, "there is no such day"


def _is_open(date: str) -> bool:
    return date.strip().lower() in {"", "tbd", "tba", "unknown", "?"}


def deadline(stated: Stated) -> Deadline:
    """A list's entry with its moment."""
    at, note = moment(stated.date, stated.zone)
    written = f"{stated.date} {stated.zone}".strip()
    told = "; ".join(filter(None, (stated.note, note)))
    of = kind(stated.label)
    return Deadline(
        stated.venue, stated.full_name, stated.year, of,  # type: ignore[arg-type]
        stated.label, written, at, stated.place, stated.conference, stated.link, stated.source, told,
    )  # fmt: skip
