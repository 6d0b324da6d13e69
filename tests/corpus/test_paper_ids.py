from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.corpus import paper_ids

SPELLINGS = [
    ("2305.14314", "2305.14314", None),
    ("arXiv:2305.14314v3", "2305.14314", 3),
    ("ARXIV:2305.14314V2", "2305.14314", 2),
    (" 0704.0001 ", "0704.0001", None),
    ("https://arxiv.org/pdf/2305.14314v2.pdf", "2305.14314", 2),
    ("export.arxiv.org/abs/2305.14314", "2305.14314", None),
    ("oai:arXiv.org:1412.6980", "1412.6980", None),
    ("https://doi.org/10.48550/arXiv.2305.14314", "2305.14314", None),
    ("http://arxiv.org/abs/cond-mat/0104214v1", "cond-mat/0104214", 1),
    ("cond-mat.str-el/0104214", "cond-mat/0104214", None),
    ("math.GT/0309136", "math/0309136", None),
    ("hep-th/9901001v12", "hep-th/9901001", 12),
    ("acl:P18-1001", "acl:P18-1001", None),
    ("venue:iclr-2017-abc", "venue:iclr-2017-abc", None),
    ("2313.12345", None, None),  # no thirteenth month
    ("2305.1431", None, None),  # a zero was lost: five digits since 2015
    ("0704.00011", None, None),
    ("quant-ph/9913001", None, None),
    ("venue:two words", None, None),
    ("something", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "paper_id", "version"), SPELLINGS)
def test_one_spelling_comes_out(text: str, paper_id: str | None, version: int | None) -> None:
    row = pl.DataFrame({"id": [text]}).select(
        paper_ids.paper_id("id").alias("p"), paper_ids.version("id").alias("v")
    )
    assert row.row(0) == (paper_id, version)
    if ":" not in (paper_id or ""):
        assert paper_ids.split_arxiv(text) == ((paper_id, version) if paper_id else None)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{4}\.[0-9]{4,5}(v[0-9]{1,2})?", fullmatch=True))
def test_python_and_polars_read_alike(text: str) -> None:
    expected = paper_ids.split_arxiv(text) or (None, None)
    table = pl.DataFrame({"id": [text]})
    found = table.select(paper_ids.paper_id("id").alias("p"), paper_ids.version("id").alias("v")).row(0)
    if found[0] is None or ":" not in found[0]:
        assert found[0] == expected[0]


@pytest.mark.parametrize(
    ("paper_id", "month"),
    [
        ("2305.14314", dt.date(2023, 5, 1)),
        ("cond-mat/0104214", dt.date(2001, 4, 1)),
        ("hep-th/9108001", dt.date(1991, 8, 1)),
        ("acl:2020.acl-main.1", None),
    ],
)
def test_month_of_an_id(paper_id: str, month: dt.date | None) -> None:
    assert pl.DataFrame({"id": [paper_id]}).select(paper_ids.month("id")).item() == month


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1234/ABC", "10.1234/abc"),
        ("doi:10.1234/abc.", "10.1234/abc"),
        ("10.1234/a, 10.1234/b", "10.1234/a"),
        ("http://hdl.handle.net/2065/12055", None),
    ],
)
def test_doi(text: str, doi: str | None) -> None:
    assert pl.DataFrame({"doi": [text]}).select(paper_ids.doi("doi")).item() == doi
