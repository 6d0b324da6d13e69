"""Time that drills noted by themselves, without what the timer or the user counted already (pure)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from inroad.journal.records import Event
from inroad.path.spans import Span, length, minus
from inroad.practice.progress import Progress, progress_of
from inroad.types import Hours


class Stretch(NamedTuple):
    """Work on one drill without a pause."""

    span: Span
    drill_id: str


def practised(
    events: Iterable[Event], logged: Sequence[Hours], skills: Mapping[str, str]
) -> tuple[Hours, ...]:
    """One entry a drill and day, oldest first.

    A minute is counted once: not again while the timer ran, nor while another drill was counted; and time
    that the user logged ``about`` a drill stands for all that the drill noted on that day.

    Args:
        events: of the room of practice, in order.
        logged: what the user logged.
        skills: drill to what it trains; one that is not there trains nothing that is known.
    """
    timed = sorted((each.began, each.ended) for each in logged if each.began and each.ended)
    said = {(each.about, each.day) for each in logged if each.about}
    found: dict[tuple[dt.date, str], list[Span]] = {}
    busy = dt.datetime.min.replace(tzinfo=dt.UTC)
    for span, drill_id in sorted(stretches(events)):
        key = (span[0].date(), drill_id)
        if (f"drill:{drill_id}", key[0]) in said:
            continue
        left = minus(span, [*_around(timed, span), (span[0], max(busy, span[0]))])
        if left:
            found.setdefault(key, []).extend(left)
            busy = max(busy, span[1])  # stretches come by their beginning, so what was before is one piece
    return tuple(
        _entry(day, drill_id, spans, skills.get(drill_id, ""))
        for (day, drill_id), spans in sorted(found.items())
    )


def _around(timed: Sequence[Span], span: Span) -> Sequence[Span]:
    """The timer's stretches that may meet another one; none is longer than a day."""
    low = bisect_left(timed, span[0] - dt.timedelta(days=1), key=lambda each: each[0])
    return timed[low : bisect_left(timed, span[1], key=lambda each: each[0])]


def stretches(events: Iterable[Event]) -> Iterator[Stretch]:
    """Every stretch of work on a drill, as the room of practice counts it."""
    known: dict[str, Progress] = {}
    for event in events:
        before = known.get(event.subject)
        known |= progress_of(before, event)
        after = known.get(event.subject)
        spent = after.total_minutes - (before.total_minutes if before else 0.0) if after else 0.0
        if spent > 0:
            yield Stretch((event.at - dt.timedelta(minutes=spent), event.at), event.subject)


def _entry(day: dt.date, drill_id: str, spans: Sequence[Span], skill: str) -> Hours:
    about = f"drill:{drill_id}"
    began, ended = min(span[0] for span in spans), max(span[1] for span in spans)
    minutes = round(length(spans), 1)
    return Hours(f"{about}@{day}", day, minutes, "intense", skill, "", about, "drill", began, ended)
