"""The Hugging Face Hub: what it knows of a paper, and what there is that carries a paper's arXiv tag.

``parse_...`` turn bytes into records and cannot fetch.  Summaries and descriptions are not read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.signals.subjects import repository
from inroad.sources.answers import Record, moment, number, part, record, records, text

BASE_URL = "https://huggingface.co"
PAGE = 1000
MOST_PAGES = 5
"""A paper with more models than these pages hold has "at least" so many."""

Thing = Literal["models", "datasets", "spaces"]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What the Hub knows of one paper."""

    paper_id: str
    upvotes: int | None
    repository: str | None
    """owner/name in lower case; None: none is linked, or it lies elsewhere than on GitHub."""
    elsewhere: bool
    """Code is linked, but not on GitHub."""
    stars: int | None
    """Of that repository, as the Hub last saw them."""
    featured: dt.datetime | None = None
    """When it was on the list of a day."""


# -- asking -------------------------------------------------------------------------------------------


def paper_path(paper_id: str) -> str:
    """Where the Hub speaks of a paper."""
    return f"/api/papers/{paper_id}"


def things_path(thing: Thing) -> str:
    """Where the Hub lists its models, datasets or Spaces."""
    return f"/api/{thing}"


def things_request(paper_id: str) -> dict[str, str]:
    """Those that carry a paper's tag; only ids, to keep pages small."""
    return {"filter": f"arxiv:{paper_id}", "limit": str(PAGE), "expand[]": "createdAt"}


def daily_path() -> str:
    """Where the Hub lists the papers of a day."""
    return "/api/daily_papers"


def daily_request(day: str) -> dict[str, str]:
    """The papers featured on a day, ``2025-09-01``."""
    return {"date": day, "limit": "100"}


# -- reading ------------------------------------------------------------------------------------------


def parse_paper(data: bytes) -> PaperPage:
    """A paper's page.

    Raises:
        Unreadable: the answer is none.
    """
    return _page(record(data))


def parse_daily(data: bytes) -> list[PaperPage]:
    """The papers of a day's list.

    Raises:
        Unreadable: the answer is none.
    """
    pages = (_page(part(item.get("paper"))) for item in records(data))
    return [page for page in pages if page.paper_id]


def parse_count(data: bytes) -> int:
    """How many things one page lists.

    Raises:
        Unreadable: the answer is none.
    """
    return len(records(data))


def _page(paper: Record) -> PaperPage:
    address = text(paper.get("githubRepo"))
    name = repository(address)
    return PaperPage(
        text(paper.get("id"), 40) or "",
        number(paper.get("upvotes")),
        name,
        address is not None and name is None,
        number(paper.get("githubStars")) if name else None,
        moment(paper.get("submittedOnDailyAt")),
    )
