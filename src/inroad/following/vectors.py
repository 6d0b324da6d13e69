"""Vectors of papers where they were trained: the feed is better with them and right without."""

from __future__ import annotations

import importlib
from typing import cast

from inroad.config import Config
from inroad.following.shelf import Vectors


def open_if_there(config: Config) -> Vectors | None:
    """The vectors of a home; None where there are none."""
    try:
        module = importlib.import_module("inroad.search.vectors.ask")
    except ModuleNotFoundError:
        return None
    return cast("Vectors | None", module.open_vectors(config))
