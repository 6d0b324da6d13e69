"""Where links of a page that stands alone lead: to the papers themselves, and nowhere where there is none.

The site has the same functions in :mod:`inroad.web.links`, so that one template serves both.
"""

from __future__ import annotations

from typing import Any

from inroad.report import words
from inroad.types import Method

LIVE = False


def paper(paper_id: str | None) -> str:
    """The paper itself."""
    return words.link(paper_id) or ""


def method(method: Method) -> str:
    """The paper that introduced it."""
    return paper(method.introduced_by)


def method_id(identity: str) -> str:
    """Nothing tells its paper."""
    return ""


def field(query: str, **more: Any) -> str:
    """Only on the site."""
    return ""


def people(query: str = "", **more: Any) -> str:
    """Only on the site."""
    return ""


def venues(query: str = "", **more: Any) -> str:
    """Only on the site."""
    return ""


def openings(query: str = "", **more: Any) -> str:
    """Only on the site."""
    return ""


def drill(drill_id: str) -> str:
    """Only on the site."""
    return ""


def opening(opening_id: str) -> str:
    """Only on the site."""
    return ""


def search(query: str = "", **more: Any) -> str:
    """Only on the site."""
    return ""


def author(name: str) -> str:
    """Only on the site."""
    return ""


def map_(query: str = "", **more: Any) -> str:
    """Only on the site."""
    return ""


def compare(*names: str, what: str = "methods") -> str:
    """Only on the site."""
    return ""


def uses(identity: str, **more: Any) -> str:
    """Only on the site."""
    return ""


def claim(claim_id: str = "", **more: Any) -> str:
    """Only on the site."""
    return ""
