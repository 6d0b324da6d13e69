import dataclasses
import datetime as dt
import json
from typing import Any

import pytest
import sample

from inroad.report.clean import UNSAFE
from inroad.report.json import SCHEMAS, dumps


def plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.mark.parametrize(
    "report", [sample.FULL, sample.EMPTY, sample.METHOD, sample.UNKNOWN_METHOD, sample.COVERAGE]
)
def test_shape_is_the_record(report):
    value = json.loads(dumps(report))
    head = {"schema": SCHEMAS[type(report).__name__], "version": 1}
    assert value == head | plain(report)
    assert list(value)[:2] == ["schema", "version"]


def test_unknown_is_null():
    value = json.loads(dumps(sample.EMPTY))
    assert value["first_papers"] is None
    assert value["growth"]["factor_per_year"] is None


def test_hostile_text_survives_but_steers_nothing():
    shown = dumps(sample.hostile())
    assert not UNSAFE.search(shown.replace("\n", ""))
    assert json.loads(shown)["query"] == sample.NASTY.replace("\ud800", "\ufffd")


def test_characters_outside_the_first_plane_survive():
    report = dataclasses.replace(sample.FULL, query="tag \U000e0041 \u202e 👩")
    assert json.loads(dumps(report))["query"] == report.query
