"""Slices of the query API as records, with the habits this API has."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from fake_arxiv import Record, atom_entry, atom_page
from hypothesis import given
from hypothesis import strategies as st

from inroad.sources import atom
from inroad.types import Paper

GOOD = Record("2401.00005", "2024-06-07", "On rows & columns", version=2, created="2024-01-09")
ERROR = (
    "<entry><id>https://arxiv.org/api/errors#incorrect_id</id><title>Error</title>"
    "<summary>incorrect id format for rows</summary></entry>"
)


def slice_of(*entries: str) -> bytes:
    return atom_page([], 1).replace(b"</feed>", "".join(entries).encode() + b"</feed>")


def test_an_entry_becomes_a_paper():
    page = atom.parse(atom_page([GOOD], total=741, start=20, per_page=10), "x")
    assert page.papers == (
        Paper(
            "2401.00005",
            "On rows & columns",
            "We stack pebbles <in a row> & count them.",
            ("Olga Grey", "Noor Pebble"),
            ("cs.LG", "stat.ML"),
            dt.date(2024, 1, 9),
            updated=dt.date(2024, 6, 7),
            version=2,
            comment="9 pages",
        ),
    )
    assert (page.total, page.start, page.per_page) == (741, 20, 10)
    assert page.updated == (dt.date(2024, 6, 7),)
    assert page.response_date == "2024-09-01T05:06:07Z"
    assert not page.empty


def test_old_ids_and_further_fields():
    extra = "<arxiv:doi>10.1000/row</arxiv:doi><arxiv:journal_ref>J. Rows 1</arxiv:journal_ref></entry>"
    entry = atom_entry(GOOD).replace("2401.00005v2", "cond-mat/0104214v1").replace("</entry>", extra)
    (paper,) = atom.parse(slice_of(entry), "x").papers
    assert (paper.paper_id, paper.version, paper.doi, paper.journal_ref) == (
        "cond-mat/0104214",
        1,
        "10.1000/row",
        "J. Rows 1",
    )


def test_times_are_days_in_utc():
    entry = atom_entry(GOOD).replace("2024-06-07T10:00:00Z", "2024-06-07T23:30:00-04:00")
    assert atom.parse(slice_of(entry), "x").papers[0].updated == dt.date(2024, 6, 8)


def test_an_error_comes_as_an_entry():
    page = atom.parse(slice_of(ERROR), "x")
    assert (page.error, page.message) == (atom.BAD_QUERY, "incorrect id format for rows")
    assert not page.papers
    assert not page.empty


@pytest.mark.parametrize("total", [0, 741])
def test_an_empty_slice_is_told_and_not_judged(total):
    page = atom.parse(atom_page([], total=total, start=400), "x")
    assert page.empty
    assert page.error is None
    assert page.total == total


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (atom_entry(GOOD).replace("2401.00005v2", "rows"), "is no arXiv address"),
        (
            atom_entry(GOOD).replace("<title>", "<subtitle>").replace("</title>", "</subtitle>"),
            "it has no title",
        ),
        ("<entry/>", "it has no id"),
        (atom_entry(GOOD).replace("<summary>", "<summary"), "it is not well-formed XML"),
    ],
)
def test_one_broken_entry_among_good_ones(entry, reason):
    page = atom.parse(slice_of(atom_entry(GOOD), entry, atom_entry(GOOD)), "a slice")
    assert len(page.papers) == 2
    assert page.entries == 3
    (reject,) = page.rejects
    assert reason in reject.reason
    assert reject.place == "record 2"


@pytest.mark.parametrize("data", [b"", b"<html/>", b"<feed/>", atom_page([GOOD], 1)[:-30], b"Rate exceeded."])
def test_no_slice(data):
    page = atom.parse(data, "x")
    assert page.error == atom.BAD_XML
    assert page.message
    assert not page.empty


def test_requests():
    assert atom.query_request("cat:cs.LG AND abs:row", start=200, max_results=5000) == {
        "search_query": "cat:cs.LG AND abs:row",
        "start": "200",
        "max_results": "2000",
        "sortBy": "lastUpdatedDate",
        "sortOrder": "descending",
    }
    assert atom.query_request("x", sort_by="submittedDate", newest_first=False)["sortOrder"] == "ascending"


@given(st.integers(0, 1500), st.binary(max_size=4))
def test_any_damage_gives_a_page(place, bytes_):
    data = atom_page([GOOD, GOOD], 2)
    assert isinstance(atom.parse(data[:place] + bytes_ + data[place + 3 :], "x"), atom.Page)


@pytest.mark.shared
def test_recorded_samples():
    folder = os.environ.get("INROAD_DATA")
    if not folder:
        pytest.skip("INROAD_DATA does not name the folder of recorded replies")
    files = sorted(Path(folder).glob("api_samples/*arxiv.py/*.json"))
    assert files
    for file in files:
        recorded = json.loads(file.read_bytes())
        page = atom.parse(recorded["body"].encode(), file.name)
        assert page.error == (atom.BAD_QUERY if recorded["status_code"] == 400 else None)
        assert not page.rejects
        assert len(page.papers) == recorded["body"].count("<published>")
        assert all(
            paper.categories and paper.authors and paper.date and paper.version for paper in page.papers
        )
