"""Counts by hand on a handful of papers, and what must hold for any table."""

from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from inroad.atlas import adoption
from inroad.atlas.schema import RELATIONS


def papers(*rows: tuple[str, list[int] | None]) -> pl.DataFrame:
    """Papers numbered from 0: (day, authors)."""
    return pl.DataFrame(
        {
            "paper": range(len(rows)),
            "date": [dt.date.fromisoformat(day) for day, _ in rows],
            "authors": [authors for _, authors in rows],
        },
        schema={"paper": pl.UInt32, "date": pl.Date, "authors": pl.List(pl.UInt32)},
    )


def methods(*introduced_by: int | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"method": range(len(introduced_by)), "introduced_by": introduced_by},
        schema={"method": pl.UInt32, "introduced_by": pl.UInt32},
    )


def mentions(*pairs: tuple[int, int]) -> pl.DataFrame:
    return pl.DataFrame(pairs, schema={"method": pl.UInt32, "paper": pl.UInt32}, orient="row")


PAPERS = papers(
    ("2025-01-03", [1, 2]),  # introduces method 0
    ("2025-01-20", [3]),  # others
    ("2025-01-30", None),  # unknown
    ("2025-02-01", [2, 9]),  # shares author 2
    ("2025-02-02", [4, 5]),  # others
    ("2025-02-28", [6]),  # names nothing
    ("2025-03-01", [5, 7]),  # others, same group as paper 4
)
METHODS = methods(0, None, 2)
MENTIONS = mentions((0, 0), (0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 6), (1, 1), (2, 2), (2, 4))


def test_monthly_counts_by_hand():
    found = adoption.monthly(MENTIONS, PAPERS, METHODS)
    assert found.schema == adoption.MONTHLY
    assert found.filter(pl.col("method") == 0).drop("share").rows() == [
        (0, dt.date(2025, 1, 1), 3, 1, 1, 1, 3),
        (0, dt.date(2025, 2, 1), 2, 1, 1, 0, 3),
        (0, dt.date(2025, 3, 1), 1, 0, 1, 0, 1),
    ]
    assert found["share"].to_list()[:3] == [1.0, 2 / 3, 1.0]


def test_unknown_is_not_zero():
    found = adoption.totals(MENTIONS, PAPERS, METHODS)
    assert found.schema == adoption.TOTALS
    # Method 1: nobody knows who introduced it.  Method 2: the introducing paper's authors are unknown.
    assert found.rows() == [(0, 6, 2, 3, 1, 6), (1, 1, 0, None, 1, 1), (2, 2, 1, None, 1, 2)]


def test_groups_are_linked_by_shared_authors():
    found = adoption.groups(MENTIONS, PAPERS)
    assert found.schema == adoption.GROUPS
    # {0, 3} by author 2, {1}, {4, 6} by author 5; paper 2 unknown.
    assert found.rows() == [(0, 3, 1), (1, 1, 0), (2, 1, 1)]


def test_usage_counts_papers_that_do_something_with_a_method():
    rows = [
        ("builds on", 1, 0),
        ("builds on", 1, 0),  # as a whole, and by a second method of its own
        ("builds on", 3, 0),
        ("applies", 4, 0),
        ("compares with", 0, 0),  # the introducing paper itself
        ("surveys", 5, 0),
        ("applies", 5, 1),  # nobody knows who introduced it
        ("applies", 5, 7),  # of another table
    ]
    columns = zip(
        *((RELATIONS.index(relation), paper, parent) for relation, paper, parent in rows), strict=True
    )
    related = pl.DataFrame(
        dict(zip(("relation", "paper", "parent"), columns, strict=True)),
        schema={"relation": pl.UInt8, "paper": pl.UInt32, "parent": pl.UInt32},
    )
    found = adoption.usage(related, METHODS)
    assert found.schema == adoption.USAGE
    told = [(method, RELATIONS[relation], papers) for method, relation, papers in found.rows()]
    assert told == [(0, "builds on", 2), (0, "applies", 1), (0, "surveys", 1), (1, "applies", 1)]


def test_one_method_is_the_same_as_all():
    one = adoption.monthly(MENTIONS.filter(pl.col("method") == 2), PAPERS, METHODS)
    assert_frame_equal(one, adoption.monthly(MENTIONS, PAPERS, METHODS).filter(pl.col("method") == 2))


def test_nothing_in_nothing_out():
    empty = MENTIONS.head(0)
    assert adoption.monthly(empty, PAPERS, METHODS).schema == adoption.MONTHLY
    assert adoption.groups(empty, PAPERS).rows() == []


TABLES = st.lists(
    st.tuples(
        st.integers(0, 400), st.none() | st.lists(st.integers(0, 8), min_size=1, max_size=3, unique=True)
    ),
    min_size=1,
    max_size=25,
)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    rows = sorted(draw(TABLES), key=lambda row: row[0])
    first = dt.date(2024, 1, 1)
    table = papers(*((str(first + dt.timedelta(days=day)), authors) for day, authors in rows))
    pair = st.tuples(st.integers(0, 3), st.integers(0, len(rows) - 1))
    pairs = draw(st.lists(pair, min_size=1, max_size=60))
    earliest = [min((p for m, p in pairs if m == method), default=None) for method in range(4)]
    known = draw(st.lists(st.booleans(), min_size=4, max_size=4))
    return mentions(*pairs), table, methods(*(p if k else None for p, k in zip(earliest, known, strict=True)))


@settings(deadline=None)
@given(corpora(), st.randoms())
def test_order_of_rows_does_not_matter(corpus, random):
    def shuffled(table: pl.DataFrame) -> pl.DataFrame:
        order = list(range(table.height))
        random.shuffle(order)
        return table[order]

    other = [shuffled(table) for table in corpus]
    assert_frame_equal(adoption.monthly(*corpus), adoption.monthly(*other))
    assert_frame_equal(adoption.groups(*corpus[:2]), adoption.groups(*other[:2]))


@settings(deadline=None)
@given(corpora())
def test_parts_add_up(corpus):
    found = adoption.totals(*corpus)
    told = found.filter(pl.col("by_others").is_not_null())
    assert (told["own"] + told["by_others"] + told["unknown"] == told["papers"]).all()
    months = adoption.monthly(*corpus).group_by("method").agg(pl.col("papers").sum()).sort("method")
    assert months["papers"].to_list() == found["papers"].to_list()


@settings(deadline=None)
@given(corpora(), st.integers(1, 24))
def test_later_papers_do_not_change_earlier_months(corpus, kept):
    named, table, known = corpus
    day = table["date"][min(kept, table.height) - 1]
    month = day.replace(day=1)
    # The atlas as of the end of the month before: later papers and the methods they introduce are not there.
    old = table.filter(pl.col("date") < month)
    inside = named.filter(pl.col("paper").is_in(old["paper"].implode()))
    then = adoption.monthly(inside, old, known.filter(pl.col("introduced_by").is_in(old["paper"].implode())))
    now = adoption.monthly(named, table, known).filter(pl.col("month") < month)
    assert_frame_equal(then, now)
