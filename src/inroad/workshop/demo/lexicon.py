"""The words by which code is understood, from ``data/demo/lexicon.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("inroad") / "data" / "demo" / "lexicon.toml").read_text(encoding="utf-8"))


def words(table: str, name: str) -> frozenset[str]:
    """A list of words."""
    return frozenset(_tables()[table][name].split())


def lists(table: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """All lists of a table, in its order."""
    return tuple((name, words(table, name)) for name in _tables()[table])


def pairs(table: str) -> dict[str, str]:
    """A table of words as it stands."""
    return dict(_tables()[table])


def points(table: str) -> dict[str, int]:
    """Word to the number that its list is called by."""
    return {word: int(name) for name, text in _tables()[table].items() for word in text.split()}
