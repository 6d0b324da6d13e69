"""Records as plain JSON and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import openings_sample as sample
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.errors import Damaged
from inroad.plain import from_json, to_json
from inroad.types import BacktestReport, Evidence, Opening, OpeningReport, OpeningsReport


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (OpeningsReport, sample.FULL),
        (OpeningsReport, sample.EMPTY),
        (OpeningReport, sample.ONE),
        (OpeningReport, sample.BARE),
        (BacktestReport, sample.BACKTEST),
    ],
    ids=["full", "empty", "one", "bare", "backtest"],
)
def test_what_is_written_is_read_back_equal(kind, record):
    assert from_json(kind, to_json(record)) == record


@given(
    st.text(st.characters(exclude_categories=())),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_text_and_any_number(text, figure):
    record = Evidence(title=text, note=text, figure=figure, date=dt.date(2024, 2, 29))
    stored = to_json(record)
    assert stored.isascii()
    assert from_json(Evidence, stored) == record


def test_a_number_that_is_none_is_refused_when_written():
    with pytest.raises(ValueError):
        to_json(Evidence(figure=float("nan")))


def test_fields_of_a_later_version_are_passed_over():
    value = json.loads(to_json(sample.opening()))
    value["colour"] = "red"
    value["effort"]["mood"] = {"good": 1}
    assert from_json(Opening, json.dumps(value)) == sample.opening()


def test_fields_that_were_not_there_yet_are_unknown():
    value = json.loads(to_json(sample.opening()))
    del value["unknown"]  # has a default
    del value["effort"]["hours"]  # may be null
    del value["evidence"]  # a list
    read = from_json(Opening, json.dumps(value))
    assert (read.unknown, read.effort.hours, read.evidence) == ((), None, ())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "lottery"}, "lottery"),
        ({"title": 3}, "str"),
        ({"steps": ["one", "two"]}, "Opening"),
        ({"effort": None}, "Effort"),
        ({"evidence": "none"}, "list"),
        ({"parts": [{"name": "x", "points": True}]}, "float"),
        ({"forecast": {"made_on": "yesterday"}}, "missing"),
    ],
)
def test_what_is_no_such_record_is_damaged(change, said):
    value = json.loads(to_json(sample.opening())) | change
    with pytest.raises(Damaged, match=said):
        from_json(Opening, json.dumps(value))


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"opening_id": 1}', "[" * 100_000])
def test_what_is_no_record_at_all_is_damaged(text):
    with pytest.raises(Damaged, match="Opening"):
        from_json(Opening, text)


def test_a_required_field_that_is_missing_is_named():
    value = json.loads(to_json(sample.opening()))
    del value["title"]
    with pytest.raises(Damaged, match=r"Opening\.title"):
        from_json(Opening, json.dumps(value))
    assert "title" in {each.name for each in dataclasses.fields(Opening)}
