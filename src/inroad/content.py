"""Data files of the package: word lists, weights, facts."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed data file ``name`` (TOML or JSON) of the package; callers must not change it."""
    text = resources.files("inroad").joinpath("data", *name.split("/")).read_text("utf-8")
    parsed: dict[str, Any] = json.loads(text) if name.endswith(".json") else tomllib.loads(text)
    return parsed
