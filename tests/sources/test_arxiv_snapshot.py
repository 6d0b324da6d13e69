from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from inroad.sources.arxiv_snapshot import day, parse
from inroad.types import Paper, Reject

RECORD: dict[str, Any] = {
    "id": "2305.00001",
    "submitter": "Ada",
    "authors": "Ada Byron and K. Other",
    "title": "Machines that\n  Weave",
    "comments": "12 pages",
    "journal-ref": None,
    "doi": "10.1234/weave",
    "report-no": None,
    "categories": "cs.LG cs.CL",
    "license": "http://creativecommons.org/licenses/by/4.0/",
    "abstract": "  We weave.\n",
    "versions": [
        {"version": "v1", "created": "Tue, 2 May 2023 19:18:42 GMT"},
        {"version": "v2", "created": "Mon, 12 Jun 2023 00:00:01 GMT"},
    ],
    "update_date": "2023-06-14",
    "authors_parsed": [["Byron", "Ada", ""], ["Other", "K.", "Jr", "Some Institute"]],
}


def one(**fields: Any) -> Paper | Reject:
    (record,) = parse([json.dumps({**RECORD, **fields}).encode()], "dump")
    return record


def paper(**fields: Any) -> Paper:
    record = one(**fields)
    assert isinstance(record, Paper)
    return record


def test_a_whole_record() -> None:
    assert paper() == Paper(
        paper_id="2305.00001",
        title="Machines that\n  Weave",
        abstract="  We weave.\n",
        authors=("Ada Byron", "K. Other Jr"),
        categories=("cs.LG", "cs.CL"),
        date=dt.date(2023, 5, 2),
        updated=dt.date(2023, 6, 14),
        version=2,
        comment="12 pages",
        doi="10.1234/weave",
        license="http://creativecommons.org/licenses/by/4.0/",
    )


def test_old_id() -> None:
    assert paper(id="cond-mat.str-el/0104214v2", versions=None).paper_id == "cond-mat/0104214"


@pytest.mark.parametrize("authors", [None, [], [[]], [None], [[None, None]], "Byron", [["", "", ""]]])
def test_authors_from_the_line_where_the_parsed_ones_are_unusable(authors: object) -> None:
    assert paper(authors_parsed=authors).authors == ("Ada Byron", "K. Other")
    assert paper(authors_parsed=authors, authors=None).authors is None


@pytest.mark.parametrize(
    "versions", [None, [], "v1", [None], [{}], [{"version": "x", "created": "31 Feb 2023"}]]
)
def test_versions_unusable(versions: object) -> None:
    found = paper(versions=versions)
    assert (found.date, found.version, found.updated) == (None, None, dt.date(2023, 6, 14))


def test_fields_of_wrong_type_are_unknown() -> None:
    found = paper(abstract=5, categories={"a": 1}, comments=[], doi=1.5, update_date=20230614, license=True)
    assert (found.abstract, found.categories, found.comment, found.doi, found.license) == (None,) * 5
    assert found.updated == dt.date(2023, 6, 12)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "it is not JSON"),
        (b'"text"', "it is not a JSON object"),
        (b'{"title": "T"}', "it has no usable arXiv id"),
        (b'{"id": 2305.00001, "title": "T"}', "it has no usable arXiv id"),
        (b'{"id": "2305.00001"}', "it has no title"),
        (b'{"id": "2305.00001", "title": "  "}', "it has no title"),
        ('{"id": "2305.00001", "title": "caf\xe9"}'.encode("latin-1"), "it is not UTF-8"),
        (b'{"id": "2305.00001", "title": "\\ud800"}', "it is not JSON"),
        (None, "the line is longer than 16 MiB"),
        (b"\x00" * 1000, "it is not JSON"),
    ],
)
def test_bad_line_is_rejected_and_the_next_one_read(line: bytes | None, reason: str) -> None:
    bad, good = parse([line, json.dumps(RECORD).encode()], "dump")
    assert isinstance(bad, Reject)
    assert isinstance(good, Paper)
    assert bad.reason.startswith(reason)
    assert (bad.source, bad.place) == ("dump", "line 1")
    assert len(bad.raw) <= 500
    assert bad.raw.isprintable()


def test_byte_order_mark_and_blank_lines() -> None:
    records = list(parse([b"\xef\xbb\xbf" + json.dumps(RECORD).encode(), b"", b"  ", b"{"], "dump"))
    assert isinstance(records[0], Paper)
    assert isinstance(records[1], Reject)
    assert records[1].place == "line 4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 2 Apr 2007 19:18:42 GMT", dt.date(2007, 4, 2)),
        ("12 June 2023", dt.date(2023, 6, 12)),
        ("2023-06-14T00:00:00Z", dt.date(2023, 6, 14)),
        ("2023-13-01", None),
        ("31 Feb 2023", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (1.0, None),
    ],
)
def test_day(text: object, expected: dt.date | None) -> None:
    assert day(text) == expected
