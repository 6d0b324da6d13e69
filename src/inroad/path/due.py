"""Last days for a plan that is after a paper: the door to lists of deadlines and to a field's venues."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Sequence
from zoneinfo import ZoneInfo

from inroad.config import Config
from inroad.errors import InroadError
from inroad.types import AboutMe, LastDay

MOST = 4
_PAPER = re.compile(r"\b(?:papers?|workshops?|publish\w*|publications?|conferences?|posters?)\b", re.I)
_PATHS = frozenset({"workshop-paper"})
NO_LIST = (
    "You are after a paper, and no list of deadlines is here: download one (ai-deadlines or ccf-deadlines, "
    "as YAML), then inroad import deadlines FILE."
)
NO_VENUE = (
    "You are after a paper, and it is not clear where: name a venue in your aim, or see inroad venues {}."
)


def wanted(me: AboutMe, chosen: Collection[str]) -> bool:
    """Whether somebody is after a paper or a workshop, by their aim or the path they chose."""
    return bool(_PAPER.search(me.aim) or _PATHS & set(chosen))


def last_days(
    config: Config, me: AboutMe, weekly: float, now: dt.datetime, zone: ZoneInfo
) -> tuple[tuple[LastDay, ...], str]:
    """The next days by which papers are taken where they would fit, soonest first; else what is missing.

    Args:
        config: the home.
        me: what the user said: venues named in the aim come first, else those of the field.
        weekly: hours a week.
        now: the moment in UTC.
        zone: the user's.
    """
    from inroad.path.venues import dates
    from inroad.path.venues.coming import last_days as of_venue
    from inroad.path.venues.lists import stored

    lists = stored(config, now.year - 3)
    listed = dates.by_venue(lists.deadlines, lists.names)
    if not listed:
        return (), NO_LIST
    names = named(me.aim, listed) or _of_field(config, me.fields, listed)
    found = [day for each in names for day in of_venue(each, listed[each], now, zone, weekly)]
    found.sort(key=lambda each: (each.day or dt.date.max, each.title))
    from inroad.path.plan.draft import quoted

    return tuple(found[:MOST]), "" if found else NO_VENUE.format(quoted(me.fields))


def named(aim: str, listed: Collection[str]) -> list[str]:
    """Venues of a list that an aim names, as it is written."""
    words = set(re.findall(r"[\w-]+", aim.casefold()))
    return sorted(each for each in listed if set(each.casefold().split()) <= words)


def _of_field(config: Config, fields: Sequence[str], listed: Collection[str]) -> list[str]:
    """Venues of a list where papers of the first field appeared most, by index and atlas where they are."""
    from inroad.search import stored

    try:
        if not fields or stored.read(config) is None:
            return []
        counts = _venues(config, fields[0])
    except InroadError:  # a query that cannot be read, an index that is damaged: a plan is made all the same
        return []
    order = sorted(counts, key=lambda each: (-counts[each], each))
    return [each for each in order if each in listed][:MOST]


def _venues(config: Config, field: str) -> Counter[str]:
    """Papers of a field by venue; Findings and workshops count for their conference."""
    from inroad.path.register.opened import open_register
    from inroad.search import open_search

    register = open_register(config)
    papers = register.numbers(open_search(config).matching('"' + field.replace('"', " ") + '"'))
    found = (register.label("venue", int(each)) for each in papers)
    return Counter(each.removesuffix(" Findings").removesuffix(" workshop") for each in found if each)
