"""What people come to the user for, and what came back (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.types import Helped, HelpedReport, HelpTopic


def report(entries: Sequence[Helped], said: str = "") -> HelpedReport:
    """All help with its topics.

    Args:
        entries: the oldest first.
        said: what has just been changed.
    """
    return HelpedReport(
        len(entries),
        len({each.whom.casefold() for each in entries}),
        sum(bool(each.came_back) for each in entries),
        topics(entries),
        tuple(reversed(entries)),
        said,
    )


def topics(entries: Sequence[Helped]) -> tuple[HelpTopic, ...]:
    """The most frequent first; case does not count, the first spelling stands."""
    groups: dict[str, list[Helped]] = {}
    for each in entries:
        groups.setdefault(each.topic.casefold(), []).append(each)
    found = [
        HelpTopic(
            mine[0].topic,
            len(mine),
            len({each.whom.casefold() for each in mine}),
            sum(bool(each.came_back) for each in mine),
            max(each.day for each in mine),
        )
        for mine in groups.values()
    ]
    return tuple(sorted(found, key=lambda each: (-each.times, -each.people, each.topic)))
