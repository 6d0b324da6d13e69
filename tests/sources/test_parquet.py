from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from inroad.corpus.normalise import normalise
from inroad.errors import InputError
from inroad.sources import parquet

TODAY = dt.date(2026, 3, 31)


def read(tmp_path: Path, table: pl.DataFrame, rows: int = 2) -> list[dict[str, Any]]:
    file = tmp_path / "t.parquet"
    table.write_parquet(file)
    found = [normalise(batch.table, batch.source, TODAY)[0] for batch in parquet.read(file, rows)]
    return pl.concat(found).to_dicts()


def test_arxiv_table(tmp_path: Path) -> None:
    table = pl.DataFrame(
        {
            "arxiv_id": ["2305.00001", "2305.00002", None],
            "title": ["One", "Two", "Three"],
            "abstract": ["Text", None, None],
            "authors": [["Ada Byron"], None, []],
            "categories": [["cs.CL", "cs.LG"], None, None],
            "primary": ["cs.LG", "cs.AI", None],
            "primary_inferred": [False, True, None],
            "date": [dt.date(2023, 5, 2), None, None],
            "date_quality": ["digest", None, None],
            "first_digest": [None, None, dt.date(2023, 5, 2)],
            "comment": [None, "3 pages", None],
        }
    )
    one, two = read(tmp_path, table)
    assert one["categories"] == ["cs.LG", "cs.CL"]
    assert (one["date"], one["date_quality"], one["authors"]) == (
        dt.date(2023, 5, 2),
        "digest",
        ["Ada Byron"],
    )
    assert (two["categories"], two["comment"]) == (None, "3 pages")
    assert (two["date"], two["date_quality"]) == (dt.date(2023, 5, 15), "id_month")


def test_list_with_dates_of_unknown_meaning(tmp_path: Path) -> None:
    table = pl.DataFrame(
        {
            "arxiv_id": ["gr-qc/0112017", "2405.00001"],
            "title": ["One", "Two"],
            "date": ["2002-02-15", None],
            "published": [None, "2024-05-03"],
            "github_repo": [None, "https://example.org/code"],
        }
    )
    one, two = read(tmp_path, table)
    assert (one["date"], one["date_quality"]) == (dt.date(2001, 12, 15), "id_month")
    assert (two["date"], two["date_quality"]) == (dt.date(2024, 5, 3), "submission")
    assert two["code_url"] == "https://example.org/code"


MIRROR: dict[str, Any] = {
    "id": ["0704.0001", "hep-th/9901001"],
    "authors": ["A. One (X), B. Two", "C. Three"],
    "title": ["First\n  title", "Second"],
    "comments": [None, "9 pages"],
    "journal-ref": ["J. 1", None],
    "doi": ["10.1000/X", None],
    "categories": ["hep-ph cs.LG", "hep-th"],
    "abstract": ["  Words\nmore. ", None],
    "versions": [
        [
            {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
            {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
        ],
        [],
    ],
    "update_date": ["2008-11-26", None],
    "authors_parsed": [[["One", "A.", "Jr", "X"], ["Two", "B."]], []],
}


def test_mirror_of_the_snapshot(tmp_path: Path) -> None:
    one, two = read(tmp_path, pl.DataFrame(MIRROR))
    assert one == {
        "paper_id": "0704.0001",
        "title": "First title",
        "abstract": "Words more.",
        "authors": ["A. One Jr", "B. Two"],
        "categories": ["hep-ph", "cs.LG"],
        "date": dt.date(2007, 4, 2),
        "date_quality": "submission",
        "updated": dt.date(2008, 11, 26),
        "version": 2,
        "comment": None,
        "journal_ref": "J. 1",
        "doi": "10.1000/x",
        "license": None,
        "venue": None,
        "code_url": None,
        "also": [],
    }
    assert (two["authors"], two["date"], two["version"]) == (["C. Three"], dt.date(1999, 1, 15), None)


@pytest.mark.parametrize(
    "dates",
    [
        pl.Series([dt.date(2008, 11, 26), None]),
        pl.Series([dt.datetime(2008, 11, 26, 5), None]).cast(pl.Datetime("ns")),
        pl.Series([1227657600, None]),
        pl.Series([1227657600000, None]),
        pl.Series(["2008-11-26T00:00:00", "soon"]),
    ],
)
def test_mirrors_write_update_date_in_many_ways(tmp_path: Path, dates: pl.Series) -> None:
    one, two = read(tmp_path, pl.DataFrame(MIRROR).with_columns(dates.alias("update_date")))
    assert (one["updated"], two["updated"]) == (dt.date(2008, 11, 26), None)


def test_mirrors_may_have_lists_and_leave_columns_out(tmp_path: Path) -> None:
    lists = pl.DataFrame(MIRROR).with_columns(pl.col("categories").str.split(" "))
    one, _ = read(tmp_path, lists.drop("versions", "authors_parsed", "update_date", "doi"))
    assert one["categories"] == ["hep-ph", "cs.LG"]
    assert one["authors"] == ["A. One", "B. Two"]
    assert (one["date"], one["date_quality"]) == (dt.date(2007, 4, 15), "id_month")


def test_venue_table(tmp_path: Path) -> None:
    table = pl.DataFrame(
        {
            "pid": ["None", "2023.acl-long.1", "x 1", "r1"],
            "venue": ["cvpr", "acl", "nips", "iclr"],
            "year": [2017, 2023, None, 2018],
            "title": ["3D \u201cBoxes\u201d & More", "Two", "Three", "Four"],
            "status": ["Poster", "Long", None, "Reject"],
            "authors": [["Ada Byron"], [], None, None],
            "github": ["github.com/a/b", None, None, None],
            "arxiv": ["arXiv:1612.00496v2", None, None, None],
        }
    )
    one, two, four = read(tmp_path, table)
    assert one["paper_id"] == "venue:cvpr-2017-3d-boxes-more"
    assert (one["date"], one["date_quality"]) == (dt.date(2017, 7, 1), "year")
    assert (one["venue"], one["code_url"], one["also"]) == (
        "CVPR 2017",
        "https://github.com/a/b",
        ["1612.00496"],
    )
    assert (two["paper_id"], two["also"]) == ("venue:acl-2023-2023.acl-long.1", ["acl:2023.acl-long.1"])
    assert two["authors"] is None
    assert (four["paper_id"], four["venue"]) == ("venue:iclr-2018-r1", None)


@pytest.mark.parametrize(
    ("acl_id", "year", "month", "booktitle", "venue", "date"),
    [
        ("P18-1040", None, None, None, "ACL 2018", (dt.date(2018, 7, 1), "year")),
        ("C73-1030", None, None, None, "COLING 1973", (dt.date(1973, 7, 1), "year")),
        (
            "2020.findings-emnlp.302",
            2020,
            11,
            None,
            "Findings of EMNLP 2020",
            (dt.date(2020, 11, 15), "id_month"),
        ),
        ("2021.conll-1.3", 2021, 13, None, "CoNLL 2021", (dt.date(2021, 7, 1), "year")),
        (
            "W16-3501",
            2016,
            9,
            "Proceedings of a Workshop (WebNLG 2016)",
            "WebNLG 2016",
            (dt.date(2016, 9, 15), "id_month"),
        ),
        ("W16-3501", 2016, 9, "Proceedings of a Workshop", None, (dt.date(2016, 9, 15), "id_month")),
        ("12_Paper.pdf", None, None, None, None, (None, "year")),
    ],
)
def test_acl_table(
    tmp_path: Path,
    acl_id: str,
    year: int | None,
    month: int | None,
    booktitle: str | None,
    venue: str | None,
    date: Any,
) -> None:
    kinds = {"year": pl.Int64, "month": pl.Int64, "booktitle": pl.String}
    values = {"acl_id": [acl_id], "title": ["T"], "year": [year], "month": [month], "booktitle": [booktitle]}
    (row,) = read(tmp_path, pl.DataFrame(values, schema_overrides=kinds))
    assert row["paper_id"] == f"acl:{acl_id}"
    assert row["venue"] == venue
    assert (row["date"], row["date_quality"]) == date


def test_unknown_columns_name_the_expected_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, pl.DataFrame({"name": [1]}))
    assert "has the columns name" in caught.value.problem
    for expected in ("arxiv_id, title", "acl_id, title", "title, venue, year", "categories, id, title"):
        assert expected in caught.value.remedy


def test_wrong_types_are_unknown_not_errors(tmp_path: Path) -> None:
    table = pl.DataFrame(
        {"arxiv_id": ["2305.00001"], "title": [5], "authors": ["x"], "date": [b"x"], "abstract": [[1]]}
    )
    (row,) = read(tmp_path, table)
    assert (row["title"], row["authors"], row["abstract"], row["date_quality"]) == (
        "5",
        None,
        "1",
        "id_month",
    )


def test_damaged_file(tmp_path: Path) -> None:
    file = tmp_path / "t.parquet"
    pl.DataFrame({"arxiv_id": ["2305.00001"] * 500, "title": ["T"] * 500}).write_parquet(file)
    data = file.read_bytes()
    for broken in (
        data[:-50],
        b"PAR1" + bytes(200),
        data[:20] + bytes(len(data) // 2) + data[20 + len(data) // 2 :],
    ):
        file.write_bytes(broken)
        with pytest.raises(InputError, match="damaged Parquet"):
            list(parquet.read(file))


def test_rows_are_told_by_number(tmp_path: Path) -> None:
    file = tmp_path / "t.parquet"
    pl.DataFrame({"arxiv_id": ["2305.00001", "x", "y"], "title": ["T"] * 3}).write_parquet(file)
    places = [r.place for b in parquet.read(file, 2) for r in normalise(b.table, b.source, TODAY)[1]]
    assert places == ["row 2", "row 3"]
