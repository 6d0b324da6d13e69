"""Decisions about lists: no network, no disk, every case of a page by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from inroad.sources import atom, oai
from inroad.sources.oai import ResumptionToken
from inroad.sync.listing import (
    EMPTY_TRIES,
    FIRST_EMPTY_TRIES,
    STUCK,
    UNREADABLE_TRIES,
    Listing,
    State,
    Target,
    after_atom,
    after_oai,
    begun,
    finished,
    restarted,
    token_died,
    with_token_life,
)
from inroad.types import Paper

NOON = dt.datetime(2024, 9, 1, 12, tzinfo=dt.UTC)


def page(
    *days: str, token: str | None = None, date: str = "2024-09-01T05:00:00Z", expires: str | None = None
) -> oai.Page:
    return oai.Page(
        datestamps=days, token=ResumptionToken(token, expires) if token else None, response_date=date
    )


def slice_(*days: str, total: int | None = None) -> atom.Page:
    updated = tuple(map(dt.date.fromisoformat, days))
    papers = tuple(Paper(f"2401.{n:05d}", "On rows", updated=day) for n, day in enumerate(updated))
    return atom.Page(papers, updated=updated, total=total, response_date="2024-09-01T05:00:00Z")


# -- which list ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "since", "start", "covered"),
    [
        (State(), None, None, None),
        (State(), "2024-05-01", "2024-05-01", "2024-05-01"),
        (State(None, "2024-08-01"), None, "2024-08-01", None),
        (State(None, "2024-08-01"), "2024-05-01", "2024-08-01", None),
        (State("2024-05-01", "2024-08-01"), "2024-06-01", "2024-08-01", "2024-05-01"),
        (State("2024-05-01", "2024-08-01"), "2024-09-01", "2024-08-01", "2024-05-01"),
        (State("2024-05-01", "2024-08-01"), "2024-01-01", "2024-01-01", "2024-01-01"),
    ],
)
def test_the_next_list(state, since, start, covered):
    got = begun(state, since)
    assert got.listing == Listing(start=start)
    assert got.covered_since == covered


def test_a_list_under_way_goes_on():
    under_way = State("2024-05-01", None, Listing("2024-05-01", token="t", pages=3))
    assert begun(under_way, None) == under_way
    assert begun(under_way, "2024-05-01") == under_way
    assert begun(under_way, "2024-07-01") == under_way


def test_an_earlier_day_begins_again_and_keeps_the_pages():
    under_way = State("2024-05-01", None, Listing("2024-05-01", token="t", pages=3, in_corpus=1))
    assert begun(under_way, "2024-01-01").listing == Listing("2024-01-01", pages=3, in_corpus=1)


# -- OAI-PMH ------------------------------------------------------------------------------------------


def test_pages_until_the_token_ends():
    first, verdict = after_oai(Listing(), page("2024-01-01", "2024-01-02", token="a"), 1)
    assert verdict.act == "keep"
    assert (first.token, first.newest, first.pages, first.complete) == ("a", "2024-01-02", 1, False)
    last, _ = after_oai(first, page("2024-01-02", "2024-01-05T10:00:00Z"), 1)
    assert (last.newest, last.pages, last.complete, last.ordered) == ("2024-01-05", 2, True, True)
    assert finished(State(listing=last)).next_from == "2024-01-05"


def test_an_empty_list_is_complete_and_moves_nothing():
    before = State("2024-01-01", "2024-02-01", Listing("2024-02-01"))
    nothing, verdict = after_oai(before.listing, oai.Page(error=oai.NO_RECORDS), 1)
    assert (nothing.complete, verdict.act) == (True, "skip")
    assert finished(State("2024-01-01", "2024-02-01", nothing)).next_from == "2024-02-01"


@pytest.mark.parametrize("error", [oai.BAD_TOKEN, oai.NO_RECORDS, "badArgument", "unknown"])
def test_a_dead_token_restarts_from_the_last_safe_day(error):
    under_way, _ = after_oai(Listing("2023-01-01"), page("2024-01-01", "2024-01-02", token="a"), 1)
    again, verdict = after_oai(under_way, oai.Page(error=error, message="gone"), 1)
    assert verdict.act == "skip"
    assert "2024-01-02" in verdict.why
    assert (again.token, again.resume, again.start, again.pages) == (None, "2024-01-02", "2023-01-01", 1)


@pytest.mark.parametrize("days", [("2024-01-02", "2024-01-01"), ("2024-01-01", "2024-12-31")])
def test_days_out_of_order_or_in_the_future_are_not_safe(days):
    under_way, _ = after_oai(Listing("2023-01-01"), page(*days, token="a"), 1)
    again, _ = restarted(under_way, "gone")
    assert again.resume == "2023-01-01"


def test_pages_out_of_order_are_not_safe():
    one, _ = after_oai(Listing("2023-01-01"), page("2024-01-05", token="a"), 1)
    two, _ = after_oai(one, page("2024-01-04", token="b"), 1)
    assert restarted(two, "gone")[0].resume == "2023-01-01"


def test_the_same_token_again_is_a_dead_one():
    one, _ = after_oai(Listing(), page("2024-01-05", token="a"), 1)
    again, verdict = after_oai(one, page("2024-01-06", token="a"), 1)
    assert (again.token, again.pages, verdict.act) == (None, 1, "skip")


def test_restarts_without_progress_end():
    listing, _ = after_oai(Listing(), page("2024-01-05", token="a"), 1)
    for _ in range(STUCK):
        listing, verdict = after_oai(listing, oai.Page(error=oai.BAD_TOKEN), 1)
        assert verdict.act == "skip"
        listing, _ = after_oai(listing, page("2024-01-05", token="a"), 1)
    _, verdict = after_oai(listing, oai.Page(error=oai.BAD_TOKEN), 1)
    assert verdict.act == "fail"


def test_restarts_with_progress_go_on():
    listing = Listing()
    for day in range(1, 20):
        listing, verdict = after_oai(
            listing, page(f"2024-01-{day:02d}", f"2024-01-{day + 1:02d}", token=f"t{day}"), 1
        )
        assert verdict.act == "keep"
        listing, verdict = after_oai(listing, oai.Page(error=oai.BAD_TOKEN), 1)
        assert verdict.act == "skip"


def test_unreadable_pages_are_asked_again_a_few_times():
    acts = [
        after_oai(Listing(), oai.Page(error=oai.BAD_XML), n)[1].act for n in range(1, UNREADABLE_TRIES + 1)
    ]
    assert acts == ["again"] * (UNREADABLE_TRIES - 1) + ["fail"]


def test_a_refused_list_says_why():
    _, verdict = after_oai(Listing(), oai.Page(error="badArgument", message="Set does not exist"), 1)
    assert verdict.act == "fail"
    assert "Set does not exist" in verdict.why


def test_the_next_day_comes_from_the_servers_clock_at_most():
    ahead = Listing(newest="2031-01-01", response_date="2024-09-01T05:00:00Z", pages=1, complete=True)
    assert finished(State(listing=ahead)).next_from == "2024-09-01"


def test_token_life_is_counted_from_its_arrival():
    # The page comes a day late out of a cache; its token lives as long as it was meant to.
    late = page("2024-08-29", token="a", date="2024-08-30T20:00:00Z", expires="2024-08-31T00:00:00Z")
    listing = with_token_life(Listing(token="a"), late, NOON)
    assert not token_died(listing, NOON + dt.timedelta(hours=3))
    assert token_died(listing, NOON + dt.timedelta(hours=4))
    assert not token_died(
        with_token_life(listing, page("2024-08-30", token="b"), NOON), NOON + dt.timedelta(days=9)
    )


@pytest.mark.parametrize("expires", ["soon", "2024-08-30T19:00:00Z", ""])
def test_a_token_life_that_cannot_be_is_none(expires):
    late = page("2024-08-29", token="a", date="2024-08-30T20:00:00Z", expires=expires)
    assert with_token_life(Listing(token="a"), late, NOON).token_until is None


# -- the query API ------------------------------------------------------------------------------------


def test_slices_until_the_total():
    one, verdict = after_atom(Listing(), slice_("2024-03-02", "2024-03-01", total=3), 1)
    assert verdict.act == "keep"
    assert (one.offset, one.newest, one.complete) == (2, "2024-03-02", False)
    two, _ = after_atom(one, slice_("2024-02-01", total=3), 1)
    assert (two.offset, two.newest, two.complete) == (3, "2024-03-02", True)
    assert finished(State(listing=two)).next_from == "2024-03-02"


def test_slices_until_what_is_known():
    done, _ = after_atom(Listing("2024-03-01"), slice_("2024-03-02", "2024-02-28", total=900), 1)
    assert done.complete
    assert not after_atom(Listing("2024-03-01"), slice_("2024-03-02", "2024-03-01", total=900), 1)[0].complete


def test_a_short_slice_costs_nothing():
    short, _ = after_atom(Listing(offset=200, total=900), slice_("2024-03-02", total=900), 1)
    assert (short.offset, short.complete) == (201, False)


@pytest.mark.parametrize("total", [0, None, 900])
def test_an_empty_slice_in_the_middle_is_asked_again(total):
    for tries in range(1, EMPTY_TRIES):
        assert after_atom(Listing(offset=400, total=900), slice_(total=total), tries)[1].act == "again"
    assert after_atom(Listing(offset=400, total=900), slice_(total=total), EMPTY_TRIES)[1].act == "fail"


def test_an_empty_slice_after_a_list_that_shrank_is_its_end():
    ended, verdict = after_atom(Listing(offset=400, total=401), slice_(total=400), 1)
    assert (ended.complete, verdict.act) == (True, "skip")


def test_no_results_at_all_are_believed_the_second_time():
    assert after_atom(Listing(), slice_(total=0), 1)[1].act == "again"
    ended, verdict = after_atom(Listing(), slice_(total=0), FIRST_EMPTY_TRIES)
    assert (ended.complete, verdict.act) == (True, "skip")


def test_more_results_than_the_api_gives():
    cut, _ = after_atom(
        Listing(offset=atom.LAST_RESULT - 1, total=90_000), slice_("2024-01-01", total=90_000), 1
    )
    assert cut.complete
    assert cut.cut


def test_a_refused_query_says_why():
    _, verdict = after_atom(Listing(), atom.Page(error=atom.BAD_QUERY, message="no such field"), 1)
    assert verdict.act == "fail"
    assert "no such field" in verdict.why


# -- names of state files -----------------------------------------------------------------------------


def test_keys_are_readable_and_different():
    targets = [
        Target("oai", None),
        Target("oai", "cs"),
        Target("oai", "cs:cs:LG"),
        Target("api", "cat:cs.LG"),
        Target("api", "cat:cs-LG"),
        Target("api", "../" * 40),
        Target("api", "ряд"),
    ]
    keys = [target.key for target in targets]
    assert keys[:3] == ["arxiv-oai-everything", "arxiv-oai-cs", "arxiv-oai-cs-cs-LG"]
    assert len(set(keys)) == len(keys)
    assert all(
        set(key) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") for key in keys
    )
