from __future__ import annotations

import datetime as dt
from functools import reduce
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from inroad.corpus.batch import tabled
from inroad.corpus.merge import as_records, merge
from inroad.corpus.store import RECORDS
from inroad.types import Paper

DAY = dt.date(2024, 1, 1)


def merged(*papers: Paper) -> dict[str, Any]:
    table = merge(RECORDS.to_frame(), tabled(papers))
    assert table.height == 1
    return table.row(0, named=True)


def paper(**fields: Any) -> Paper:
    return Paper(**{"paper_id": "2401.00001", "title": "A", "date": DAY, **fields})


def test_newest_version_wins() -> None:
    old, new = (
        paper(version=1, updated=dt.date(2024, 6, 1)),
        paper(title="B", version=2, updated=dt.date(2024, 2, 1)),
    )
    assert merged(old, new)["title"] == "B"
    assert merged(new, old)["version"] == 2


def test_of_one_version_the_last_updated_wins() -> None:
    old, new = (
        paper(version=1, updated=DAY, doi="10.1000/b"),
        paper(version=1, updated=dt.date(2024, 3, 1), doi="10.1000/a"),
    )
    assert merged(old, new)["doi"] == "10.1000/a"


def test_unknown_never_replaces_known() -> None:
    old = paper(version=1, abstract="Text.", authors=("Ada",), comment="8 pages")
    row = merged(old, paper(version=2, title="Longer"))
    assert (row["abstract"], row["authors"], row["comment"], row["title"]) == (
        "Text.",
        ["Ada"],
        "8 pages",
        "Longer",
    )


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([("digest", 1), ("submission", 3)], ("submission", 3)),
        ([("submission", 3), ("submission", 2)], ("submission", 2)),
        ([("year", 1), ("id_month", 15)], ("id_month", 15)),
        ([("id_month", 15), ("digest", 20)], ("digest", 20)),
    ],
)
def test_first_date_of_the_best_quality(dates: list[tuple[Any, int]], expected: tuple[str, int]) -> None:
    row = merged(*(paper(date=dt.date(2024, 1, day), date_quality=quality) for quality, day in dates))
    assert (row["date_quality"], row["date"].day) == expected


def test_a_later_but_older_value_still_wins_over_an_even_older_one() -> None:
    # The case for which the age of values is kept.
    first, third = paper(version=1, comment="first"), paper(version=3)
    second = paper(version=2, comment="second")
    step = merge(merge(RECORDS.to_frame(), tabled([first])), tabled([third]))
    assert merge(step, tabled([second]))["comment"].item() == "second"


def test_sorted_by_date_then_id_with_the_undated_last() -> None:
    papers = [Paper("acl:b", "B"), Paper("2401.00002", "C", date=DAY), Paper("2401.00001", "D", date=DAY)]
    assert merge(RECORDS.to_frame(), tabled(papers))["paper_id"].to_list() == [
        "2401.00001",
        "2401.00002",
        "acl:b",
    ]


texts = st.none() | st.sampled_from(["a", "b", "ab"])
lists = st.none() | st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=2).map(tuple)
days = st.none() | st.dates(DAY, dt.date(2024, 1, 4))
records = st.builds(
    Paper,
    paper_id=st.sampled_from(["2401.00001", "2401.00002"]),
    title=st.sampled_from(["T", "U"]),
    abstract=texts,
    authors=lists,
    date=days,
    date_quality=st.sampled_from(["submission", "digest", "id_month", "year"]),
    updated=days,
    version=st.none() | st.integers(1, 3),
    comment=texts,
    also=st.lists(st.sampled_from(["acl:1", "venue:2"]), unique=True, max_size=2).map(
        lambda ids: tuple(sorted(ids))
    ),
).map(lambda p: p if p.date else Paper(**{**{f: getattr(p, f) for f in p.__slots__}, "date_quality": "year"}))


@settings(max_examples=60, deadline=None)
@given(st.lists(records, min_size=1, max_size=6), st.randoms(use_true_random=False), st.data())
def test_order_and_batches_do_not_matter(papers: list[Paper], random: Any, data: st.DataObject) -> None:
    whole = merge(RECORDS.to_frame(), tabled(papers))
    random.shuffle(papers)
    cut = data.draw(st.integers(0, len(papers)))
    left, right = (merge(RECORDS.to_frame(), tabled(part)) for part in (papers[:cut], papers[cut:]))
    assert_frame_equal(merge(left, right), whole)
    assert_frame_equal(merge(right, left), whole)
    assert_frame_equal(merge(whole, right), whole)
    one_by_one = reduce(merge, (as_records(tabled([each])) for each in papers), RECORDS.to_frame())
    assert_frame_equal(one_by_one, whole)


def test_records_keep_their_columns() -> None:
    assert merge(RECORDS.to_frame(), RECORDS.to_frame()).schema == RECORDS
    assert isinstance(RECORDS["older"], pl.Struct)
