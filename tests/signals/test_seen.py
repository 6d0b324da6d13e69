"""Observations as of a day: nothing later shows, a failed look hides nothing, order does not matter."""

from __future__ import annotations

import datetime as dt
import random

import polars as pl
import pytest
from looks import issue, moment, observed, signals

from inroad.signals.schema import ISSUES, WHAT
from inroad.signals.seen import NOTHING, Signals

REPO = "repo:ada/thin"


def _stars(*pairs: tuple[str, int]) -> Signals:
    return signals(observed(*((REPO, "stars", value, day) for day, value in pairs)))


def test_the_last_look_counts() -> None:
    seen = _stars(("2024-01-01", 5), ("2024-03-01", 9), ("2024-02-01", 7)).latest([REPO])
    assert seen[REPO]["stars"].value == 9
    assert seen[REPO]["stars"].status == "seen"
    assert seen[REPO]["stars"].observed == moment("2024-03-01")


def test_a_failed_look_hides_nothing() -> None:
    seen = signals(observed((REPO, "stars", 5, "2024-01-01"), (REPO, "stars", ..., "2024-02-01")))
    assert seen.latest([REPO])[REPO]["stars"].value == 5
    failed = signals(observed((REPO, "stars", ..., "2024-02-01")))
    assert failed.latest([REPO])[REPO]["stars"].status == "unknown"


def test_what_is_gone_is_gone() -> None:
    seen = signals(observed((REPO, "stars", 5, "2024-01-01"), (REPO, "stars", None, "2024-02-01")))
    assert seen.latest([REPO])[REPO]["stars"].status == "absent"


def test_what_was_never_looked_at_is_left_out() -> None:
    assert _stars(("2024-01-01", 5)).latest(["repo:bea/other", REPO]).keys() == {REPO}
    assert NOTHING.latest([REPO]) == {}
    assert _stars(("2024-01-01", 5)).latest([]) == {}


def test_later_looks_do_not_show() -> None:
    seen = _stars(("2024-01-01T23:59:59.999999", 5), ("2024-01-02", 9))
    assert seen.until(dt.date(2024, 1, 1)).latest([REPO])[REPO]["stars"].value == 5
    assert seen.until(dt.date(2023, 12, 31)).latest([REPO]) == {}
    later = signals(None, issue(observed="2024-01-02"))
    assert later.until(dt.date(2024, 1, 1)).last_issues().height == 0
    assert later.until(dt.date(2024, 1, 2)).last_issues().height == 1


def test_looks_of_one_moment_come_out_the_same_in_any_order() -> None:
    table = pl.concat(
        [
            observed((REPO, "stars", 5, "2024-01-01"), (REPO, "stars", 7, "2024-03-01"), source="github"),
            observed((REPO, "stars", 6, "2024-01-01"), (REPO, "stars", 8, "2024-03-01"), source="table"),
        ]
    )
    found = set()
    for seed in range(6):
        rows = table.rows()
        random.Random(seed).shuffle(rows)
        mixed = signals(pl.DataFrame(rows, schema=table.schema, orient="row"))
        found.add((mixed.latest([REPO])[REPO]["stars"], mixed.slope(REPO, "stars")))
    assert len(found) == 1


# -- slopes -----------------------------------------------------------------------------------------------


def test_growth_is_told_over_the_days_asked_for() -> None:
    seen = _stars(("2024-01-01", 0), ("2024-03-01", 100), ("2024-03-31", 160))
    assert seen.slope(REPO, "stars", 30) == pytest.approx(2.0)
    assert seen.slope(REPO, "stars", 90) == pytest.approx(160 / 90)


def test_growth_is_not_told_from_one_look_or_from_looks_too_near() -> None:
    assert _stars(("2024-01-01", 5)).slope(REPO, "stars") is None
    assert _stars(("2024-01-01", 5), ("2024-01-07", 9)).slope(REPO, "stars", 30) is None
    assert _stars(("2024-01-01", 5), ("2024-01-09", 9)).slope(REPO, "stars", 30) == pytest.approx(0.5)
    assert NOTHING.slope(REPO, "stars") is None


def test_a_look_without_a_number_is_no_point_of_a_slope() -> None:
    seen = observed((REPO, "stars", 5, "2024-01-01"), (REPO, "stars", ..., "2024-02-01"))
    assert signals(seen).slope(REPO, "stars") is None


# -- issues -----------------------------------------------------------------------------------------------


def test_an_issue_is_as_it_was_last_seen_whatever_the_case_of_its_repository() -> None:
    first = issue(repo="Ada/Thin", state="open", observed="2024-06-01")
    last = issue(repo="ada/thin", state="closed", observed="2024-06-02")
    for order in ((first, last), (last, first)):
        (row,) = signals(None, *order).last_issues().to_dicts()
        assert row["state"] == "closed"
    assert signals(None, first, last).last_issues().columns == ISSUES.names()


def test_a_list_read_later_does_not_hide_what_a_thread_had_shown() -> None:
    thread = issue(claimed=True, pull_request=True, comments=3, observed="2024-06-01")
    listed = issue(claimed=None, pull_request=None, files=None, comments=5, observed="2024-06-02")
    (row,) = signals(None, thread, listed).last_issues().to_dicts()
    assert (row["claimed"], row["pull_request"], row["comments"]) == (True, True, 5)
    assert row["files"] == ["thin/core.py"]
    assert row["observed"] == moment("2024-06-02")


@pytest.mark.parametrize(("comments", "claimed"), [(3, False), (4, None)])
def test_that_nobody_was_on_it_counts_until_there_are_other_comments(
    comments: int, claimed: bool | None
) -> None:
    thread = issue(claimed=False, comments=3, observed="2024-06-01")
    listed = issue(claimed=None, comments=comments, observed="2024-06-02")
    (row,) = signals(None, thread, listed).last_issues().to_dicts()
    assert row["claimed"] is claimed
    assert row["observed"] == moment("2024-06-01" if claimed is False else "2024-06-02")


def test_that_no_pull_request_was_linked_counts_no_more_than_the_comments_read_with_it() -> None:
    thread = issue(claimed=False, pull_request=False, comments=3, observed="2024-06-01")
    listed = issue(claimed=None, pull_request=None, comments=4, observed="2024-06-02")
    (row,) = signals(None, thread, listed).last_issues().to_dicts()
    assert row["pull_request"] is None


def test_issues_come_in_order() -> None:
    rows = [issue(number=number, repo=repo) for repo in ("bea/b", "Ada/a") for number in (3, 1, 2)]
    found = signals(None, *rows).last_issues().select("repo", "number").rows()
    assert found == [(repo, number) for repo in ("Ada/a", "bea/b") for number in (1, 2, 3)]


def test_nothing_seen_gives_nothing() -> None:
    assert NOTHING.last_issues().is_empty()
    assert NOTHING.until(dt.date(2024, 1, 1)).observations.is_empty()


def test_every_thing_that_can_be_looked_at_says_what_it_is() -> None:
    assert all(WHAT.values())
