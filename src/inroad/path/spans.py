"""Lengths of time as people write them, and stretches of a clock (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from inroad.errors import InputError

Span = tuple[dt.datetime, dt.datetime]
"""From, to."""
MOST = 24 * 60
_FORMS = (
    re.compile(r"(?P<h>\d{1,3}(?:[.,]\d+)?)\s*h(?:ours?|rs?)?", re.ASCII),
    re.compile(r"(?P<m>\d{1,4})\s*m(?:in(?:utes?)?)?", re.ASCII),
    re.compile(r"(?P<h>\d{1,2})\s*h\s*(?P<m>\d{1,2})\s*(?:m(?:in)?)?", re.ASCII),
    re.compile(r"(?P<h>\d{1,2}):(?P<m>\d\d)", re.ASCII),
)


def minutes(text: str) -> int:
    """``1.5h``, ``90m``, ``1h30`` or ``1:30`` as minutes.

    Raises:
        InputError: it is no length of time, or none between a minute and a day.
    """
    plain = text.strip().lower()
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if found is None:
        raise InputError(f"{text!r} is no length of time", "write it like 1.5h, 90m, 1h30 or 1:30")
    parts = found.groupdict()
    hours = float((parts.get("h") or "0").replace(",", "."))
    made = round(60 * hours) + int(parts.get("m") or 0)
    if not 0 < made <= MOST:
        raise InputError(f"{text!r} is not between a minute and a day", "log longer work day by day")
    return made


def minus(span: Span, taken: Iterable[Span]) -> list[Span]:
    """The parts of a stretch that lie in none of some others, in order."""
    left = [span]
    for since, until in sorted(taken):
        left = [part for each in left for part in _without(each, since, until)]
    return left


def length(spans: Sequence[Span]) -> float:
    """Minutes of all of them together."""
    return sum((until - since) / dt.timedelta(minutes=1) for since, until in spans)


def _without(span: Span, since: dt.datetime, until: dt.datetime) -> list[Span]:
    if until <= span[0] or since >= span[1]:
        return [span]
    parts = [(span[0], since), (until, span[1])]
    return [each for each in parts if each[0] < each[1]]
