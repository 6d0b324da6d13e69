"""Is a repository still the one that was seen before under this name? (pure)

A name on a host can pass to somebody else: the owner deletes the repository or gives up the account, and a
stranger makes another one.  Its stars must not be counted with those of the old one, nor must its code be
taken for the paper's.  The host's own number of a repository never changes, under any name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from inroad.signals.rows import Place, Row, of_repository
from inroad.signals.seen import Observation
from inroad.signals.subjects import repo
from inroad.sources.github import Repository

GONE = ("stars", "forks", "open_issues", "archived")
"""What is absent when a repository is no more."""

Identity = Literal["same", "made anew", "another's"]


def identity(
    found: Repository, before: Mapping[str, Observation], first_seen: dt.datetime | None
) -> Identity:
    """Who lives under the name now.

    Args:
        found: what the host says now.
        before: the last look at each thing of the subject.
        first_seen: when anything of the subject was first seen.
    """
    number, owner = _number(before, "id"), _number(before, "owner")
    if number is not None and found.number is not None:
        if number == found.number:
            return "same"
        return "made anew" if owner is not None and owner == found.owner else "another's"
    # Lists of stars have no numbers; but nobody saw a repository before it was made.
    younger = first_seen is not None and found.created is not None and _day_before(found) > first_seen.date()
    return "another's" if younger else "same"


def rows(found: Repository, who: Identity, asked: str, place: Place) -> list[Row]:
    """What is observed of the subject that was asked for, ``owner/name``.

    A repository of somebody else is a subject of its own, and the one asked for is gone.
    """
    if who == "another's":
        stranger = Place(f"{repo(found.name)}#{found.number}", place.observed, place.source)
        why = f"another repository, made {found.created or 'later'}, has this name now"
        return [
            place.seen("replaced", None, f"made {found.created or 'on an unknown day'} by somebody else"),
            *(place.absent(what, why) for what in GONE),
            *of_repository(found, stranger),
        ]
    told = [place.seen("replaced", None, f"made anew {found.created or ''} by its owner")]
    moved = [place.seen("renamed", None, found.name)] if found.name and found.name != asked else []
    return (told if who == "made anew" else []) + moved + of_repository(found, place)


def _number(before: Mapping[str, Observation], what: str) -> int | None:
    seen = before.get(what)
    return int(seen.value) if seen is not None and seen.value is not None else None


def _day_before(found: Repository) -> dt.date:
    # A list may be stamped with the wrong side of midnight.
    return dt.date.fromisoformat(found.created or "0001-01-02") - dt.timedelta(days=1)
