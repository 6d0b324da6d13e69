"""What is read from issues and what became of them."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "sync"))

import fake_world as fake

from inroad.sources.answers import Unreadable
from inroad.sources.github import parse_count, parse_merges, parse_repository
from inroad.sources.github_issues import files_named, issues_request, parse_issues, parse_thread
from inroad.sources.hub import parse_daily, parse_paper
from inroad.sources.pypi import parse_package


def issues(*found: object):
    return parse_issues(json.dumps(found).encode())


def thread(*events: object, author: str = "noor"):
    return parse_thread(json.dumps(events).encode(), author)


def test_pull_requests_are_told_from_issues():
    found, other = issues(fake.issue("Olga/PEBL", 1), fake.pull("Olga/PEBL", 2), "no object", {"number": 3})
    assert ([issue.number for issue in found], other) == ([1], 2)
    assert (found[0].repo, found[0].labels, found[0].assignees) == ("olga/pebl", ("good first issue",), ())


def test_fields_that_are_missing_are_unknown():
    ((issue,), _) = issues({"number": 1, "html_url": "https://github.com/a/b/issues/1", "body": None})
    assert (issue.repo, issue.labels, issue.assignees, issue.state, issue.length) == (
        "a/b",
        None,
        None,
        None,
        0,
    )
    assert (issue.created, issue.updated, issue.comments) == (None, None, None)


@pytest.mark.parametrize("body", [b"", b"{}", b"[", b"nothing", b'{"message": "Not Found"}'])
def test_answers_that_are_none(body):
    with pytest.raises(Unreadable):
        parse_issues(body)
    with pytest.raises(Unreadable):
        parse_thread(body)


CLAIMS = [
    "I'm on it",
    "I’m working on this now.",
    "im working on it",
    "Can I work on this?",
    "Hi! Could you please assign this to me?",
    "I'd like to take this one",
    "I would love to contribute here",
    "I'll open a PR tomorrow",
    "/assign",
    ".take",
    "I will fix this",
    "May I have a go at it?",
]
NO_CLAIMS = [
    "I can reproduce this.",
    "This works on my machine",
    "Is anyone working with rows here?",
    "Could you please share your version?",
    "> I'm on it",
    "Thanks for the report!",
    "it takes too long",
    "",
]


@pytest.mark.parametrize("words", CLAIMS)
def test_claims(words):
    assert thread(fake.comment(words)).claimed


@pytest.mark.parametrize("words", NO_CLAIMS)
def test_no_claims(words):
    assert not thread(fake.comment(words)).claimed


@pytest.mark.parametrize(
    "words",
    [
        "Sorry, I don't have time for this",
        "I am no longer working on it, feel free to take it",
        "This is up for grabs again",
    ],
)
def test_a_claim_is_let_go(words):
    claim = fake.comment("I'm on it", day=3)
    assert not thread(claim, fake.comment(words, day=5)).claimed
    assert thread(claim, fake.comment(words, day=5), fake.comment("I'll take it", "eve", day=6)).claimed


def test_assignments_are_claims_and_robots_claim_nothing():
    taken = {"event": "assigned", "created_at": "2025-09-02T10:00:00Z"}
    free = {"event": "unassigned", "created_at": "2025-09-04T10:00:00Z"}
    assert thread(taken).claimed
    assert not thread(taken, free).claimed
    assert thread(free, taken).claimed is False  # in order of time, whatever the order of the answer
    assert not thread(fake.comment("I'll take care of stale issues", "stale[bot]")).claimed


def test_the_first_answer_of_the_team():
    found = thread(
        fake.comment("me too", "eve", "NONE", 1),
        fake.comment("hello", "ci[bot]", "MEMBER", 2),
        fake.comment("my own", "noor", "MEMBER", 3),
        fake.comment("welcome", "olga", "MEMBER", 5),
        fake.comment("again", "olga", "OWNER", 7),
    )
    assert found.answered == dt.datetime(2025, 9, 5, 11, tzinfo=dt.UTC)
    assert thread(fake.comment("me too")).answered is None


@pytest.mark.parametrize(
    ("event", "linked"),
    [
        (fake.cross_reference("open"), True),
        (fake.cross_reference("closed", "2025-09-03T10:00:00Z"), True),
        (fake.cross_reference("closed"), False),
        (fake.cross_reference("open", is_pull=False), False),
        ({"event": "connected"}, True),
        ({"event": "labeled"}, False),
        ({"event": "cross-referenced", "source": None}, False),
    ],
)
def test_linked_pull_requests(event, linked):
    assert thread(event).pull_request is linked


def test_files():
    text = "See src/a/rows.py, `tests/test_x.py:12` and setup.cfg. v1.2 e.g. https://x.example/y.py"
    assert files_named(text) == ("src/a/rows.py", "tests/test_x.py", "setup.cfg")
    assert files_named("https://github.com/a/b/blob/main/src/z.py#L3") == ("src/z.py",)
    assert files_named("a.py " * 50 + " ".join(f"b{n}.py" for n in range(50)))[19:] == ("b18.py",)


def test_what_is_asked():
    assert issues_request(None)["state"] == "open"
    later = issues_request(dt.datetime(2025, 9, 1, 10, tzinfo=dt.UTC))
    assert (later["state"], later["since"], later["direction"]) == ("all", "2025-09-01T10:00:00Z", "asc")


def test_counts():
    assert parse_count(b'[{"id": 1}]', 34) == 34
    assert parse_count(b'[{"id": 1}]', None) == 1
    assert parse_count(b"", None) == 0  # an empty repository has no contributors, and says 204
    with pytest.raises(Unreadable):
        parse_count(b'{"message": "too large"}', None)


def test_merges_of_people_outside_the_team():
    now = dt.datetime(2025, 9, 21, tzinfo=dt.UTC)

    def merged(day: str | None, association: str = "CONTRIBUTOR", by: str = "eve") -> dict:
        user = {"login": by, "type": "User"}
        return {"merged_at": day and f"{day}T10:00:00Z", "author_association": association, "user": user}

    pulls = [merged("2025-09-01"), merged("2025-08-01", "FIRST_TIME_CONTRIBUTOR"), merged(None)]
    pulls += [
        merged("2025-01-01"),
        merged("2025-09-02", "MEMBER"),
        merged("2025-09-02", by="dependabot[bot]"),
    ]
    assert parse_merges(json.dumps(pulls).encode(), now) == 2


def test_a_repository():
    found = parse_repository(json.dumps(fake.repo("Olga/PEBL", 11)).encode())
    assert (found.name, found.written, found.number, found.licence) == ("olga/pebl", "Olga/PEBL", 11, "MIT")


def test_the_hub():
    page = parse_paper(json.dumps(fake.hub_paper("2405.00001", githubRepo="https://gitlab.com/a/b")).encode())
    assert (page.upvotes, page.repository, page.elsewhere) == (12, None, True)
    daily = [{"paper": fake.hub_paper("2405.00001", githubRepo="https://github.com/A/B")}, {"paper": None}, 3]
    (one,) = parse_daily(json.dumps(daily).encode())
    assert (one.repository, one.featured) == ("a/b", dt.datetime(2025, 8, 20, tzinfo=dt.UTC))


def test_packages():
    urls = {"Docs": "https://github.com/x/docs", "Source Code": "https://github.com/Olga/PEBL"}
    found = parse_package(json.dumps(fake.package("pebl", **urls)).encode())
    assert (found.version, found.released, found.repository) == ("1.2.0", "2025-09-05", "olga/pebl")
    assert parse_package(b'{"info": {"name": "pebl"}}') is None
