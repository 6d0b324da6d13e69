from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from inroad.corpus.batch import tabled
from inroad.corpus.normalise import normalise
from inroad.corpus.schema import PAPERS
from inroad.types import Paper, Reject

TODAY = dt.date(2026, 3, 31)


def one(**fields: Any) -> dict[str, Any]:
    paper = Paper(**{"paper_id": "2305.14314", "title": "On Small Things", **fields})
    table, rejects = normalise(tabled([paper]), "test", TODAY)
    assert table.schema == PAPERS
    assert not rejects
    return table.row(0, named=True)


def rejected(**fields: Any) -> Reject:
    table, rejects = normalise(
        tabled([Paper(**{"paper_id": "2305.14314", "title": "On Small Things", **fields})]), "test", TODAY
    )
    assert table.is_empty()
    return rejects[0]


@pytest.mark.parametrize(
    ("paper_id", "date", "quality", "expected"),
    [
        ("2305.14314", dt.date(2023, 5, 23), "submission", (dt.date(2023, 5, 23), "submission")),
        ("2305.14314", None, "submission", (dt.date(2023, 5, 15), "id_month")),
        ("2305.14314", dt.date(1970, 1, 1), "submission", (dt.date(2023, 5, 15), "id_month")),
        ("2305.14314", dt.date(2024, 5, 1), "submission", (dt.date(2023, 5, 15), "id_month")),
        ("2305.14314", dt.date(2024, 4, 30), "digest", (dt.date(2024, 4, 30), "digest")),
        ("2305.14314", dt.date(2099, 1, 1), "submission", (dt.date(2023, 5, 15), "id_month")),
        ("hep-th/9108001", None, "submission", (dt.date(1991, 8, 15), "id_month")),
        ("acl:J79-1001", dt.date(1979, 7, 1), "year", (dt.date(1979, 7, 1), "year")),
        ("venue:x-1-a", dt.date(1, 7, 1), "year", (None, "year")),
        ("venue:x-2027-a", dt.date(2027, 7, 1), "year", (None, "year")),
        ("acl:X99-1001", None, "submission", (None, "year")),
        ("2305.14314", dt.date(2023, 5, 23), "guess", (dt.date(2023, 5, 15), "id_month")),
        ("2305.14314", dt.date(2023, 1, 1), "year", (dt.date(2023, 5, 15), "id_month")),
        ("acl:P23-1001", dt.date(2023, 7, 1), "guess", (dt.date(2023, 7, 1), "year")),
    ],
)
def test_dates(paper_id: str, date: Any, quality: Any, expected: tuple[dt.date | None, str]) -> None:
    row = one(paper_id=paper_id, date=date, date_quality=quality)
    assert (row["date"], row["date_quality"]) == expected


def test_impossible_update_is_unknown() -> None:
    assert one(updated=dt.date(1900, 1, 1))["updated"] is None


def test_version_from_the_id_unless_stated() -> None:
    assert one(paper_id="arXiv:2305.14314v3")["version"] == 3
    assert one(paper_id="2305.14314v3", version=4)["version"] == 4
    assert one(version=0)["version"] is None


def test_empty_is_unknown() -> None:
    row = one(abstract=" \n", authors=(), categories=("",), comment="", doi="none", code_url="soon")
    assert [row[name] for name in ("abstract", "authors", "categories", "comment", "doi", "code_url")] == [
        None
    ] * 6


def test_categories_keep_their_order_once() -> None:
    assert one(categories=("cs.LG", "cs.CL", "cs.LG"))["categories"] == ["cs.LG", "cs.CL"]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("name.github.io", "https://name.github.io"),
        ("javascript:alert(1)", None),
        ("see the paper", None),
    ],
)
def test_code_address(written: str, address: str | None) -> None:
    assert one(code_url=written)["code_url"] == address


def test_record_without_id_or_title_is_rejected() -> None:
    assert rejected(paper_id="not an id").reason == "it has no usable paper id"
    reject = rejected(title="\x00\u202e ", abstract="a\x1b[31mb" * 200)
    assert (reject.source, reject.place, reject.reason) == ("test", "record 1", "it has no title")
    assert len(reject.raw) <= 500
    assert reject.raw.isprintable()


def test_place_is_kept() -> None:
    table = tabled([Paper("x", "T")]).with_columns(pl.lit("row 7").alias("place"))
    assert normalise(table, "test", TODAY)[1][0].place == "row 7"
