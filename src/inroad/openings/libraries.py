"""Well-known libraries: which methods they hold and which fields they serve, from a list kept by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from inroad.atlas.lexicon import load
from inroad.atlas.text import name_key
from inroad.types import Method


@dataclass(frozen=True, slots=True)
class Library:
    """One library of the list."""

    name: str
    repos: tuple[str, ...]
    """owner/name as GitHub writes it: today's first, then older ones."""
    package: str
    tool: str | None
    """Its name in ``papers.tools``."""
    serves: tuple[str, ...]
    broad: bool
    """It serves so many fields that an issue must itself speak of the field."""


def checked() -> dt.date:
    """Day up to which the list was kept."""
    day = load("openings/libraries.toml")["checked"]
    assert isinstance(day, dt.date)
    return day


@cache
def libraries() -> tuple[Library, ...]:
    """All of the list, in its order."""
    return tuple(
        Library(
            name,
            tuple(row["repo"]),
            row["package"],
            row.get("tool"),
            tuple(row["serves"]),
            row.get("broad", False),
        )
        for name, row in _rows()
    )


@cache
def by_repo() -> dict[str, Library]:
    """Folded ``owner/name``, old names too -> library."""
    return {repo.lower(): library for library in libraries() for repo in library.repos}


def holding(method: Method) -> tuple[str, ...]:
    """Names of the libraries from which a method can be used, as far as the list tells.

    A method whose introducing paper is known is told from its namesakes by that paper.
    """
    keys = {name_key(name) for name in (method.name, *method.aliases)}
    papers, names = _held()
    by_name = {library for key in keys for library in names.get(key, ())}
    if method.introduced_by is None:
        return tuple(sorted(by_name)) if not method.namesakes else ()
    return tuple(sorted(papers.get(method.introduced_by, set())))


@cache
def _held() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Paper -> libraries, name key -> libraries."""
    papers: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for library, row in _rows():
        for name, paper in row["holds"].items():
            names.setdefault(name_key(name), set()).add(library)
            if paper:
                papers.setdefault(paper, set()).add(library)
    return papers, names


def _rows() -> list[tuple[str, dict[str, Any]]]:
    return [(name, row) for name, row in load("openings/libraries.toml").items() if isinstance(row, dict)]
