"""Made-up works, in the fields that OpenAlex's documentation names."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from inroad.sources.openalex_works import abstract, merged, parse
from inroad.types import Paper, Reject

ON_IT = {"id": "https://openalex.org/T1", "subfield": {"id": "https://openalex.org/subfields/1702"}}
OFF_IT = {"id": "https://openalex.org/T2", "subfield": {"id": "https://openalex.org/subfields/2740"}}
WORK: dict[str, Any] = {
    "id": "https://openalex.org/W42",
    "doi": "https://doi.org/10.1234/Weave.1",
    "title": "Machines that Weave",
    "display_name": "Machines that Weave",
    "publication_date": "2023-05-02",
    "created_date": "2023-05-20",
    "updated_date": "2024-01-15T03:04:05.123",
    "type": "article",
    "is_retracted": False,
    "ids": {"openalex": "https://openalex.org/W42", "doi": "https://doi.org/10.1234/weave.1"},
    "authorships": [
        {"author": {"id": "https://openalex.org/A1", "display_name": "Ada Byron"}},
        {"author": {"display_name": None}},
        {"author": {"display_name": "K. Other"}},
    ],
    "abstract_inverted_index": {"weave.": [1, 3], "We": [0], "Looms": [2]},
    "primary_topic": ON_IT,
    "topics": [ON_IT, OFF_IT],
    "locations": [{"landing_page_url": "https://doi.org/10.1234/weave.1"}],
}
ON_ARXIV = {"landing_page_url": "http://arxiv.org/abs/2305.01234v2", "pdf_url": None}


def all_of(*lines: bytes | None, everything: bool = False) -> list[Paper | Reject]:
    return list(parse(lines, "part", everything=everything))


def one(**fields: Any) -> Paper | Reject:
    (record,) = all_of(json.dumps(WORK | fields).encode())
    return record


def paper(**fields: Any) -> Paper:
    record = one(**fields)
    assert isinstance(record, Paper)
    return record


def test_a_whole_work() -> None:
    assert paper() == Paper(
        paper_id="doi:10.1234/weave.1",
        title="Machines that Weave",
        abstract="We weave. Looms weave.",
        authors=("Ada Byron", "K. Other"),
        date=dt.date(2023, 5, 2),
        updated=dt.date(2024, 1, 15),
        doi="10.1234/weave.1",
        also=("openalex:W42",),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"locations": [ON_ARXIV]},
        {"primary_location": {"landing_page_url": "https://arxiv.org/pdf/2305.01234"}},
        {"doi": "https://doi.org/10.48550/arXiv.2305.01234"},
        {"locations": [{"id": "pmh:oai:arXiv.org:2305.01234", "landing_page_url": None}]},
        {"ids": {"arxiv": "arXiv:2305.01234"}},
    ],
)
def test_an_arxiv_paper_goes_by_its_own_id_and_day(fields: dict[str, Any]) -> None:
    found = paper(**fields)
    assert (found.paper_id, found.date, found.updated) == ("2305.01234", None, None)
    assert found.also == ("openalex:W42",)


def test_a_work_without_doi_goes_by_its_own_id() -> None:
    assert paper(doi=None, ids={}).paper_id == "openalex:W42"
    assert paper(doi="not a doi", ids=None, id="W42").paper_id == "openalex:W42"


def test_the_first_of_january_is_only_a_year() -> None:
    assert paper(publication_date="2019-01-01").date_quality == "year"
    assert paper(publication_date="2019-13-01").date is None


@pytest.mark.parametrize(
    "fields",
    [
        {"primary_topic": OFF_IT, "topics": [OFF_IT]},
        {"primary_topic": None, "topics": [], "concepts": []},
        {
            "primary_topic": None,
            "topics": None,
            "concepts": [{"display_name": "Deep learning", "score": 0.1}],
        },
        {
            "primary_topic": OFF_IT,
            "topics": [],
            "concepts": [{"display_name": "Deep learning", "score": 0.9}],
        },
        {"type": "dataset"},
        {"is_paratext": True},
    ],
)
def test_other_subjects_and_kinds_are_passed_over(fields: dict[str, Any]) -> None:
    assert all_of(json.dumps(WORK | fields).encode()) == []


def test_concepts_count_where_there_are_no_topics() -> None:
    concepts = [{"display_name": "Machine learning", "score": 0.7}]
    assert paper(primary_topic=None, topics=[], concepts=concepts).title == WORK["title"]


def test_a_number_for_a_subfield() -> None:
    topic = {"subfield": {"id": 1702}}
    line = json.dumps(WORK | {"primary_topic": topic, "topics": [topic]}).encode()
    assert len(all_of(line, everything=True)) == 1


def test_any_subject_if_asked() -> None:
    line = json.dumps(WORK | {"primary_topic": OFF_IT, "topics": [OFF_IT]}).encode()
    assert [type(record) for record in all_of(line, everything=True)] == [Paper]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (json.dumps(WORK).encode()[:-5], "it is not JSON"),
        (b"\xff\xfe not json", "it is not JSON"),
        (b"[1, 2]", "it is not a JSON object"),
        (None, "longer than"),
        (json.dumps(WORK | {"id": "https://openalex.org/A42"}).encode(), "no usable OpenAlex id"),
        (json.dumps(WORK | {"title": " ", "display_name": None}).encode(), "no title"),
        (json.dumps(WORK | {"is_retracted": True}).encode(), "retracted"),
    ],
)
def test_what_cannot_be_used_is_said(line: bytes | None, reason: str) -> None:
    bad, good = all_of(line, json.dumps(WORK).encode())
    assert isinstance(bad, Reject)
    assert reason in bad.reason
    assert bad.place == "line 1"
    assert isinstance(good, Paper)


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ({"b": [1], "a": [0, 2]}, "a b a"),
        ({"a": [5], "b": [9]}, "a b"),
        ({"a": [-1, 10**9]}, None),
        ({"a": "0"}, None),
        ({}, None),
        (None, None),
        ([["a", 0]], None),
    ],
)
def test_abstracts_from_places(index: object, text: str | None) -> None:
    assert abstract(index) == text


@pytest.mark.parametrize(
    "fields",
    [
        {"authorships": "x", "ids": [], "locations": {}, "concepts": 3, "updated_date": 5},
        {"authorships": [None, {"author": []}], "locations": [None, 3], "primary_location": "x"},
        {"topics": ["x", None, {"subfield": None}], "doi": 7},
    ],
)
def test_fields_of_the_wrong_kind_are_unknown(fields: dict[str, Any]) -> None:
    assert paper(**fields).title == WORK["title"]


def test_lists_of_merged_works() -> None:
    assert merged(b"merge_date,id,merge_into_id\n2022-06-06,W7,W8\n2022-06-06,A7,A8\n2022-06-06,,\n") == (
        "openalex:W7",
    )
    assert merged(b"") == ()
