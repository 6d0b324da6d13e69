"""OpenAlex: how often a paper is cited.  Needs a key (free of charge since 2026)."""

from __future__ import annotations

from inroad.sources.answers import number, record

BASE_URL = "https://api.openalex.org"
REQUEST = {"select": "id,cited_by_count"}
"""Looking up one work by its DOI costs nothing of the daily allowance."""


def work_path(paper_id: str) -> str:
    """Where a paper of arXiv is described."""
    return f"/works/doi:10.48550/arXiv.{paper_id}"


def parse_citations(data: bytes) -> int | None:
    """Papers that cite it; None where the answer does not say.

    Raises:
        Unreadable: the answer is none.
    """
    return number(record(data).get("cited_by_count"))
