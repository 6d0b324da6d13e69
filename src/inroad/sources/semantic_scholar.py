"""Semantic Scholar: how often a paper is cited.  Needs a key, which allows one request a second."""

from __future__ import annotations

from inroad.sources.answers import number, record

BASE_URL = "https://api.semanticscholar.org"
REQUEST = {"fields": "citationCount"}


def paper_path(paper_id: str) -> str:
    """Where a paper of arXiv is described."""
    return f"/graph/v1/paper/arXiv:{paper_id}"


def parse_citations(data: bytes) -> int | None:
    """Papers that cite it; None where the answer does not say.

    Raises:
        Unreadable: the answer is none.
    """
    return number(record(data).get("citationCount"))
