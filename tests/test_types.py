"""Records are made when they are asked for: every public one is found, and none is loaded without need."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from inroad import types


def told_to_checkers() -> set[str]:
    """What type checkers are told of."""
    tree = ast.parse(Path(str(types.__file__)).read_text("utf-8"))
    imports = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and each.module]
    return {
        alias.name for each in imports if str(each.module).startswith("inroad.types.") for alias in each.names
    }


def test_every_public_record_is_found() -> None:
    for name in types.__all__:
        assert getattr(types, name) is not None
    assert set(types.__all__) == told_to_checkers()


def test_others_are_not() -> None:
    with pytest.raises(AttributeError, match="Nothing"):
        types.Nothing  # noqa: B018


def test_a_record_loads_its_own_file_and_not_all() -> None:
    code = "import sys, inroad.types as t; t.AtTop; print(sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "inroad.types.forecasts" in told
    assert "inroad.types.claims" not in told
