"""Records are made when they are asked for: every public one is found, and none is loaded without need."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from inroad import types


def defined() -> set[str]:
    """Every class that stands in the files of the records."""
    folder = Path(str(types.__file__)).parent
    trees = (ast.parse(file.read_text("utf-8")) for file in folder.glob("[a-z]*.py"))
    return {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}


def test_every_public_record_is_found() -> None:
    for name in types.__all__:
        assert getattr(types, name) is not None
    assert defined() - {name for name in defined() if name.startswith("_")} <= set(types.__all__)


def test_others_are_not() -> None:
    with pytest.raises(AttributeError, match="Nothing"):
        types.Nothing  # noqa: B018


def test_a_record_loads_its_own_file_and_not_all() -> None:
    code = "import sys, inroad.types as t; t.AtTop; print(sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "inroad.types.forecasts" in told
    assert "inroad.types.claims" not in told
