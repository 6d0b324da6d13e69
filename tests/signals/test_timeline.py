"""Timelines of issues: who answered, what was said, which pull requests still count."""

from __future__ import annotations

from typing import Any

import pytest
from looks import moment

from inroad.signals.timeline import read


def _said(
    text: str, who: str = "ada", role: str = "NONE", kind: str = "User", day: str = "2024-05-01"
) -> Any:
    user = {"login": who, "type": kind}
    created = f"{day}T10:00:00Z"
    return {
        "event": "commented",
        "body": text,
        "user": user,
        "author_association": role,
        "created_at": created,
    }


def _crossed(state: str = "open", merged: str | None = None, pull: bool = True) -> Any:
    source: dict[str, Any] = {"number": 7, "state": state}
    if pull:
        source["pull_request"] = {"merged_at": merged}
    return {"event": "cross-referenced", "source": {"type": "issue", "issue": source}}


def test_comments_come_in_order_and_the_first_answer_is_a_members() -> None:
    events = [
        {"event": "labeled", "label": {"name": "bug"}},
        _said("Same here."),
        _said("Marked as stale.", "stale[bot]", "MEMBER", "Bot", "2024-05-02"),
        _said("More of it.", "bea", "MEMBER", day="2024-05-03"),
        _said("Thanks, a patch is welcome.", "mo", "COLLABORATOR", day="2024-05-04"),
        _said("Soon.", "mo", "COLLABORATOR", day="2024-05-09"),
    ]
    thread = read(events, author="bea")
    assert [text[:4] for text in thread.comments] == ["Same", "Mark", "More", "Than", "Soon"]
    assert thread.answered == moment("2024-05-04T10:00:00")
    assert thread.pull_request is False


@pytest.mark.parametrize(
    ("event", "counts"),
    [
        (_crossed(), True),
        (_crossed("closed", "2024-05-01T10:00:00Z"), True),
        (_crossed("closed"), False),
        (_crossed(pull=False), False),
        ({"event": "connected"}, True),
        ({"event": "referenced", "commit_id": "abc"}, False),
    ],
)
def test_which_pull_requests_count(event: Any, counts: bool) -> None:
    assert read([event]).pull_request is counts


def test_a_pull_request_taken_off_by_hand_counts_no_more() -> None:
    assert not read([{"event": "connected"}, {"event": "disconnected"}]).pull_request


def test_events_with_holes_are_read_as_far_as_they_go() -> None:
    thread = read([{"event": "commented", "body": None, "user": None}, {"event": "cross-referenced"}, {}])
    assert thread.comments == ("",)
    assert thread.answered is None
    assert not thread.pull_request


def test_an_answer_without_a_readable_moment_is_passed_over() -> None:
    broken = {**_said("Hello.", "mo", "OWNER"), "created_at": "yesterday"}
    assert read([broken]).answered is None
