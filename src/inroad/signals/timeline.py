"""The timeline of a GitHub issue (``/repos/{owner}/{name}/issues/{number}/timeline``) as what it shows.

One reply holds the comments *and* the pull requests that point to the issue, most of which nobody speaks of
in the thread.  Events are those of the REST interface (``application/vnd.github+json``), in order of time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Event = Mapping[str, Any]

_MEMBERS = frozenset(("OWNER", "MEMBER", "COLLABORATOR"))


@dataclass(frozen=True, slots=True)
class Thread:
    """What a whole timeline shows; give it only where every page of it was read."""

    comments: tuple[str, ...]
    """Texts in order of time, those of bots too: they say what is stale."""
    answered: dt.datetime | None
    """First comment by a member who is not a bot; None: there is none."""
    pull_request: bool
    """An open or merged pull request is linked; one closed without a merge leaves the task free."""


def read(events: Iterable[Event], author: str | None = None) -> Thread:
    """What the events of one issue show.

    Args:
        events: of all pages, in order of time; fields that lack are taken for unknown.
        author: login of whoever opened the issue; their own comment is no answer.
    """
    every = list(events)
    said = [event for event in every if event.get("event") == "commented"]
    answers = (event for event in said if _is_answer(event, author))
    return Thread(
        tuple(event.get("body") or "" for event in said),
        next((moment for event in answers if (moment := _moment(event))), None),
        _linked(every),
    )


def _is_answer(event: Event, author: str | None) -> bool:
    user = event.get("user") or {}
    person = user.get("type") != "Bot" and user.get("login") != author
    return person and event.get("author_association") in _MEMBERS


def _moment(event: Event) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(event.get("created_at") or "")
    except ValueError:
        return None


def _linked(events: list[Event]) -> bool:
    """Whether a pull request mentions the issue or was connected to it by hand, and still counts."""
    by_hand = sum({"connected": 1, "disconnected": -1}.get(str(event.get("event")), 0) for event in events)
    crossing = (event for event in events if event.get("event") == "cross-referenced")
    return by_hand > 0 or any(_counts((event.get("source") or {}).get("issue") or {}) for event in crossing)


def _counts(source: Event) -> bool:
    pull = source.get("pull_request")
    if pull is None:
        return False
    return source.get("state") == "open" or pull.get("merged_at") is not None
