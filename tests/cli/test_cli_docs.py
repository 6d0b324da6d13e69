"""The written pages say what the program does."""

import ast
import dataclasses
from pathlib import Path

import pytest

from inroad import types
from inroad.cli import ROOMS, docs

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["cli.md", "json.md"])
def test_pages_are_up_to_date(name):
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == docs.pages()[name], "run: python -m inroad.cli.docs"


def test_every_command_is_documented():
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    for entry in (entry for entries in ROOMS.values() for entry in entries):
        for path in [f"{entry.name} {verb}" for verb in entry.verbs] or [entry.name]:
            assert f"### inroad {path}\n" in page


def test_every_command_and_option_has_a_meaning():
    rows = [line for line in docs.cli_page().splitlines() if line.startswith("| `")]
    assert rows
    assert not [row for row in rows if row.endswith("|  |")]


def test_every_field_of_a_report_is_documented():
    page = docs.json_page()
    for record in (types.FieldReport, types.LineageNode, types.Relation, types.Evidence, types.Method):
        for field in dataclasses.fields(record):
            assert f"| `{field.name}` |" in page


def test_records_are_read_from_source():
    source = '@dataclass\nclass A:\n    """An A."""\n\n    x: int | None\n    """How many."""\n    y: B\n'
    record = docs.records(source)["A"]
    assert record.meaning == "An A."
    assert record.fields == (docs.Field("x", "int | None", "How many."), docs.Field("y", "B", ""))


def test_every_record_that_the_stub_names_can_be_imported():
    stub = ast.parse(Path(types.__file__).with_suffix(".pyi").read_text("utf-8"))
    named = {
        alias.name: line.module
        for line in stub.body
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
    }
    assert set(types.__all__) == set(named)
    assert {name: getattr(types, name).__name__ for name in ("Paper", "FieldReport")} == {
        "Paper": "Paper",
        "FieldReport": "FieldReport",
    }
    for name in named:
        assert getattr(types, name) is not None
    listed = next(line for line in stub.body if isinstance(line, ast.Assign)).value
    assert sorted(ast.literal_eval(listed)) == sorted(named)
