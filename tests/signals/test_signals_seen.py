"""What others ask of observations."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from inroad.signals.rows import Place, Row, table
from inroad.signals.schema import ISSUES
from inroad.signals.seen import NOTHING, Signals

START = dt.datetime(2025, 9, 1, 12, tzinfo=dt.UTC)


def place(day: float, source: str = "github", subject: str = "repo:a/b") -> Place:
    return Place(subject, START + dt.timedelta(days=day), source)


def signals(*rows: Row) -> Signals:
    return Signals(table(rows).sort("observed", maintain_order=True), ISSUES.to_frame())


def stars(*counts: tuple[float, float]) -> list[Row]:
    return [place(day).seen("stars", count) for day, count in counts]


def test_the_last_look_counts():
    seen = signals(*stars((0, 5), (9, 8), (4, 7))).latest(["repo:a/b", "repo:never/seen"])
    assert list(seen) == ["repo:a/b"]
    assert (seen["repo:a/b"]["stars"].value, seen["repo:a/b"]["stars"].status) == (8.0, "seen")


def test_a_failed_look_does_not_hide_what_was_seen_but_an_absence_does():
    rows = stars((0, 5))
    failed = place(3).unknown("stars", "busy")
    assert signals(*rows, failed).latest(["repo:a/b"])["repo:a/b"]["stars"].value == 5.0
    gone = place(2).absent("stars", "deleted")
    last = signals(*rows, gone, failed).latest(["repo:a/b"])["repo:a/b"]["stars"]
    assert (last.status, last.value, last.text) == ("absent", None, "deleted")


def test_only_failed_looks_are_unknown():
    last = signals(place(0).unknown("stars", "no key")).latest(["repo:a/b"])["repo:a/b"]["stars"]
    assert (last.status, last.text) == ("unknown", "no key")


def test_looks_at_the_same_moment_are_told_apart_the_same_way_always():
    rows = [place(1, source).seen("stars", value) for source, value in (("hub", 3), ("github", 4), ("a", 9))]
    found = [signals(*rows[n:], *rows[:n]).latest(["repo:a/b"])["repo:a/b"]["stars"].value for n in range(3)]
    assert found == [3.0, 3.0, 3.0]


def test_as_of_a_day_includes_its_last_moment():
    rows = [place(0).seen("stars", 1), place(0.4999).seen("stars", 2), place(0.5).seen("stars", 3)]
    then = signals(*rows).until(START.date())
    assert then.observations["value"].to_list() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("counts", "slope"),
    [
        ([], None),
        ([(0, 5)], None),
        ([(0, 5), (30, 65)], 2.0),
        ([(0, 5), (28, 33), (30, 65)], 2.0),  # from the look nearest to 30 days before
        ([(0, 5), (7, 40)], None),  # too near to each other
        ([(0, 5), (8, 21)], 2.0),
        ([(0, 50), (30, 20)], -1.0),
    ],
)
def test_slopes(counts, slope):
    assert signals(*stars(*counts)).slope("repo:a/b", "stars") == slope


def test_failed_looks_and_other_subjects_do_not_bend_a_slope():
    rows = [*stars((0, 5), (30, 65)), place(29).unknown("stars", "busy"), place(20).absent("stars")]
    rows += [place(0, subject="repo:c/d").seen("stars", 900)]
    assert signals(*rows).slope("repo:a/b", "stars") == 2.0


def test_a_slope_does_not_reach_over_a_replacement():
    rows = [*stars((0, 500), (30, 2)), place(30).seen("replaced", None, "made anew")]
    assert signals(*rows).slope("repo:a/b", "stars") is None
    assert signals(*rows, *stars((60, 32))).slope("repo:a/b", "stars") == 1.0


def test_nothing():
    assert NOTHING.latest(["repo:a/b"]) == {}
    assert NOTHING.slope("repo:a/b", "stars") is None
    assert NOTHING.last_issues().is_empty()


def test_the_last_state_of_an_issue():
    def state(day: float, number: int, words: str) -> dict:
        row = dict.fromkeys(ISSUES.names())
        return row | {
            "repo": "a/b",
            "number": number,
            "state": words,
            "observed": START + dt.timedelta(days=day),
        }

    rows = [state(3, 1, "closed"), state(1, 1, "open"), state(2, 2, "open")]
    issues = pl.DataFrame(rows, schema=ISSUES, orient="row")
    found = Signals(NOTHING.observations, issues).last_issues()
    assert sorted(found.select("number", "state").rows()) == [(1, "closed"), (2, "open")]
