"""What threads say of an issue's standing.  Every sentence here is made up."""

from __future__ import annotations

import pytest

from inroad.signals import claims
from inroad.signals.labels import labelled, titled

CLAIMS = (
    "take",
    "I'd be interested to work on it as a first step.",
    "I would be happy to add this to the library.",
    "I'll go ahead and prepare a PR.",
    "I'd like to take it over if it is still unassigned.",
    "Assigned, please look at the guide first.",
    "Picking up this small one.",
    "@maintainer can I do this?",
    "/assign",
    "/assign @rosa-dev",
    ".take",
    "#self-assign",
    "Can I work on this?",
    "Hi, could I pick this up please?",
    "May I take this one?",
    "I'd like to work on this issue.",
    "I would love to give this a try",
    "I’m on it!",
    "on it",
    "Working on it.",
    "I am currently working on this.",
    "I'll take this.",
    "I'll look into it tomorrow.",
    "Please assign this to me.",
    "Could you assign me this issue?",
    "Is it okay if I try this one?",
    "Mind if I take a shot?",
    "If nobody is on this, I'd like to tackle it.",
    "Is anyone working on this? If not, I can take it.",
    "I opened a PR for this: #812",
    "I've already got a working branch, will clean it up.",
    "Happy to submit a PR.",
    "Sure, go ahead!",
    "All yours, thanks!",
    "I have assigned it to @rosa-dev",
    "@rosa-dev is already working on this",
    "Let me work on this over the weekend",
    "Interested!\n\nI want to contribute to this.",
    "We are planning to implement this in our fork and send it upstream.",
)
NO_CLAIMS = (
    "",
    "Any news?",
    "Is anyone working on this?",
    "Is this still open?",
    "+1, we need this too.",
    "Happy to review a pull request.",
    "Feel free to open a PR!",
    "I can't work on this, sorry.",
    "I don't have time to work on this right now.",
    "I am not able to submit a PR.",
    "A pull request would be welcome.",
    "Contributions are welcome here.",
    "The loader should take the path as an argument.",
    "The kernel crashes when the batch is larger than the cache.",
    "> I'll take this\n\nDid that ever happen?",
    "```\ncan I take this\n```\nThe log is above.",
    "<!-- Please assign yourself: I'd like to work on this -->",
    "- [ ] I am willing to submit a PR",
)


@pytest.mark.parametrize("text", CLAIMS)
def test_somebody_is_on_it(text: str) -> None:
    assert claims.claimed([text])


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_nobody_is_on_it(text: str) -> None:
    assert not claims.claimed([text])


@pytest.mark.parametrize(
    "text",
    [
        "I'm no longer working on this, anyone can take over.",
        "Sorry, I don't have the time, someone else should pick it up.",
        "/unassign",
        "Unassigning you after four weeks of silence, this is up for grabs again.",
        "I won't be able to finish.",
    ],
)
def test_who_lets_go_frees_it_until_the_next_claim(text: str) -> None:
    assert not claims.claimed(["I'll take this", text])
    assert claims.claimed(["I'll take this", text, "Then can I work on it?"])


def test_permission_to_somebody_who_asked_frees_nothing() -> None:
    assert claims.claimed(["Can I take this?", "Sure, feel free to take it!"])


@pytest.mark.parametrize(
    "text",
    [
        "Opened #71 for this.\nSee PR #71",
        "I have submitted a pull request.",
        "PR: #71",
        "This should be fixed by #71",
        "https://github.com/somebody/something/pull/71",
        "#71 should fix this",
        "Addressed in https://github.com/somebody/something/pull/71",
    ],
)
def test_a_pull_request_is_there(text: str) -> None:
    assert claims.linked([text])


@pytest.mark.parametrize(
    "text", ["A PR is welcome.", "See #71 for the background.", "Would you open a PR? Thanks", "no news"]
)
def test_no_pull_request_is_there(text: str) -> None:
    assert not claims.linked([text])


def test_bodies_of_pull_requests_are_told_from_those_of_issues() -> None:
    assert claims.is_pull_request("# What does this PR do?\n\nAdds an adapter.")
    assert claims.is_pull_request("This PR adds thin adapters.")
    assert claims.is_pull_request("Fixes #12 by another order")
    assert not claims.is_pull_request("The adapter of #12 crashes. PR #13 did not help.")
    assert not claims.is_pull_request("<!-- What does this PR do? -->\nThe adapter crashes.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "This issue has been automatically marked as stale because it has not had recent activity.",
            "stale",
        ),
        ("It will be closed in 14 days due to inactivity.", "stale"),
        ("Blocked by #40.", "blocked"),
        ("We can do it once #40 is merged.", "blocked"),
        ("Waiting for upstream.", "blocked"),
        ("Closing as it works in main.", "dead"),
        ("Duplicate of #40", "dead"),
        ("This was already implemented last month.", "dead"),
        ("Fixed in v2.1", "dead"),
        ("That is out of scope for us.", "dead"),
        ("This needs a design first.", "undecided"),
        ("I'm not sure we really want this.", "undecided"),
        ("Could you share a full reproduction?", "undecided"),
    ],
)
def test_standings_that_comments_tell(text: str, said: str) -> None:
    assert claims.said([text]) == (said,)
    assert claims.said(["The adapter crashes with two heads."]) == ()


def test_who_comments_after_the_bot_makes_it_fresh_again() -> None:
    bot = "This issue is stale because it has been open for 90 days with no activity."
    assert claims.stale(["Hello", bot])
    assert not claims.stale([bot, "Still happens with the last release."])
    assert claims.stale([bot, "> Still happens"]), "an empty comment changes nothing"
    assert not claims.stale([])


def test_paths_that_a_text_names() -> None:
    text = (
        "In `src/thin/adapters.py` and docs/thin.md (https://github.com/ada/thin/blob/main/tests/test_a.py#L3)"
        ' the line\n  File "/home/ada/lib/site-packages/thin/core.py", line 4\nand /etc/hosts.txt, '
        "~/notes.md, ../up.py, https://example.org/a.html, adapters.py, `a.b.c`, e.g. 3.5 and `torch.js`."
    )
    assert claims.files(text) == (
        "src/thin/adapters.py",
        "docs/thin.md",
        "tests/test_a.py",
        "thin/core.py",
        "adapters.py",
        "torch.js",
    )


def test_links_into_other_repositories_name_no_path_here() -> None:
    text = "https://github.com/ada/thin/blob/main/a/b.py https://github.com/Bea/Thick/blob/v1/c/d.py"
    assert claims.files(text, "bea/thick") == ("c/d.py",)
    assert claims.files(text) == ("a/b.py", "c/d.py")


def test_many_paths_are_cut() -> None:
    assert len(claims.files(" ".join(f"src/a{number}.py" for number in range(40)))) == claims.MOST_FILES


def test_numbers_referred_to() -> None:
    assert claims.references("see #12, #7 and #12; not a&#39; or ```#99``` or `x#5`") == (12, 7)


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("good first issue", "welcome"),
        ("Good-First-Issue", "welcome"),
        ("state:needs-PR", "welcome"),
        ("status: help wanted", "welcome"),
        ("In Progress", "claimed"),
        ("WIP", "claimed"),
        ("has-patch", "claimed"),
        ("PR submitted", "claimed"),
        ("wontfix", "dead"),
        ("Duplicate", "dead"),
        ("stale-issue", "stale"),
        ("status/blocked", "blocked"),
        ("needs-discussion", "undecided"),
        ("question", "undecided"),
        ("bug", None),
        ("stalemate", None),
        ("design-system", "undecided"),
        ("documentation", None),
    ],
)
def test_labels(label: str, told: str | None) -> None:
    assert labelled([label]) == ({told} if told else frozenset())


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("[WIP] thin adapters", "claimed"),
        ("[RFC]: thinner adapters", "proposal"),
        ("[Tracking] adapters", "umbrella"),
        ("Roadmap for spring", "umbrella"),
        ("How to load an adapter", "question"),
        ("Adapters crash with two heads?", "question"),
        ("[Bug]: adapters crash", None),
        ("Support thin adapters in the trainer", None),
    ],
)
def test_titles(title: str, told: str | None) -> None:
    assert titled(title) == told


def test_everything_of_one_issue() -> None:
    read = claims.standing("Crash in thin/core.py", "It crashes.", ["Can I take this?", "Duplicate of #3"])
    assert read == claims.Standing(True, None, ("dead",), ("thin/core.py",))
    assert claims.standing("Crash", "It crashes.", []) == claims.Standing(False, None, (), ())


def test_comments_that_were_not_read_leave_it_open() -> None:
    assert claims.standing("Crash", "It crashes.", None) == claims.Standing(None, None, None, ())
    assert claims.standing("Crash", "I can submit a PR.", None).claimed is True
    assert claims.standing("Crash", "What does this PR do?", None).pull_request is True


def test_what_a_body_says_of_other_things_is_no_claim() -> None:
    assert claims.standing("Crash", "I want to do two passes, so I can try both.", []).claimed is False


def test_an_author_who_lets_go_in_a_comment() -> None:
    offer = "I can work on this if you like."
    assert claims.standing("Crash", offer, []).claimed is True
    assert claims.standing("Crash", offer, ["I don't have time after all."]).claimed is False
