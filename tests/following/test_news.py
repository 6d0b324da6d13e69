"""What is news: not seen, told once, not shut out."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from inroad.following import news

DAY = dt.date(2026, 3, 1)


def papers(*rows):
    """(id, title, days after DAY)."""
    made = [
        {"paper_id": i, "title": t, "abstract": "", "date": DAY + dt.timedelta(days=d)} for i, t, d in rows
    ]
    return pl.DataFrame(made, schema=news.NEWS)


def ids(table):
    return table["paper_id"].to_list()


def test_a_packed_set_of_ids_knows_its_own():
    packed = news.pack(["2603.00001", "2603.00002", "2603.00001"])
    assert len(packed) == 16
    assert news.known(packed, ["2603.00002", "2603.00003", "2603.00001"]).tolist() == [True, False, True]
    assert news.known(b"", ["2603.00002"]).tolist() == [False]


def test_later_papers_and_those_that_came_in_late_are_news():
    table = papers(("old", "A", 0), ("late", "B", 1), ("new", "C", 3))
    assert ids(news.unseen(table, DAY + dt.timedelta(days=2), news.pack(["old"]))) == ["late", "new"]


def test_without_a_memory_only_later_papers_are_news():
    table = papers(("old", "A", 0), ("new", "C", 3))
    assert ids(news.unseen(table, DAY, b"")) == ["new"]


def test_a_title_is_told_once_and_the_earliest_stays():
    table = papers(
        ("b", "Thin Rank Adapters: A Study", 1),
        ("a", "Thin rank adapters - a study", 2),
        ("c", "Something quite different", 1),
        ("d", "Short", 1),
        ("e", "Short", 1),
    )
    folded = news.fold(table, papers())
    assert sorted(ids(folded.papers)) == ["b", "c", "d", "e"]
    assert folded.rows == {"b": ("a",)}
    assert folded.gone == 1


def test_a_paper_that_was_there_before_is_no_news():
    before = papers(("x", "Thin Rank Adapters: A Study", -90))
    folded = news.fold(papers(("y", "Thin Rank Adapters: a study", 1)), before)
    assert folded.papers.is_empty()
    assert folded.gone == 1


@pytest.mark.parametrize(
    ("only", "without", "left"),
    [
        ((), (), ["a", "b", "c"]),
        (("rank adapter",), (), ["a"]),
        (("rank adapter", "birds"), (), ["a", "b"]),
        ((), ("bird",), ["a", "c"]),
        (("thin",), ("rank",), []),
        (("adapt",), (), []),
    ],
)
def test_words_let_in_and_shut_out(only, without, left):
    table = papers(("a", "Thin Rank-Adapters", 0), ("b", "Birds", 0), ("c", "C++ for all", 0))
    assert ids(news.filtered(table, only, without)) == left


def test_a_paper_without_abstract_is_not_lost():
    table = papers(("a", "Thin", 0)).with_columns(abstract=pl.lit(None, pl.String))
    assert ids(news.filtered(table, (), ("birds",))) == ["a"]
    assert ids(news.filtered(table, ("thin",), ())) == ["a"]
