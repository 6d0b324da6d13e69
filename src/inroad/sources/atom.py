"""arXiv's query API: a search as Atom feeds, a slice at a time.

``parse`` turns one slice into records and cannot fetch; ``query_request`` says what to ask.  It
promises what ``oai.parse`` promises.  Two habits of this API are named instead of believed: an
error arrives as a feed with one entry called "Error", and a slice in the middle of a list may come
back empty, now and then with a total of zero (``Page.empty``): only who knows the slices before can
tell that from the end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from inroad.sources import feedxml
from inroad.sources.feedxml import day, folded, reject, split_id, text
from inroad.types import Paper, Reject

BASE_URL = "https://export.arxiv.org/api/query"
BAD_XML = "badXML"
"""The page cannot be read; asking again may help."""
BAD_QUERY = "badQuery"
"""The API refuses the question; asking again does not help."""
LAST_RESULT = 30_000
"""The API gives no results beyond this one, whatever their number."""
LARGEST_SLICE = 2_000

SortBy = Literal["relevance", "lastUpdatedDate", "submittedDate"]

_ATOM = "http://www.w3.org/2005/Atom"
_NAMES: Mapping[str, str] = {
    "f": _ATOM,
    "s": "http://a9.com/-/spec/opensearch/1.1/",
    "a": "http://arxiv.org/schemas/atom",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What one slice holds."""

    papers: tuple[Paper, ...] = ()
    rejects: tuple[Reject, ...] = ()
    updated: tuple[dt.date, ...] = ()
    """Day of the last version of every paper, in the slice's order."""
    total: int | None = None
    """Results of the whole query, as far as the API is to be believed."""
    start: int | None = None
    per_page: int | None = None
    response_date: str | None = None
    """The server's clock when it made the feed."""
    error: str | None = None
    """``badXML`` or ``badQuery``; None where the slice is good."""
    message: str | None = None
    """What is wrong, in words."""

    @property
    def entries(self) -> int:
        """Records of the slice, read or not."""
        return len(self.papers) + len(self.rejects)

    @property
    def empty(self) -> bool:
        """No records, and no error that would explain it."""
        return not self.entries and self.error is None


# -- asking -------------------------------------------------------------------------------------------


def query_request(
    query: str,
    *,
    start: int = 0,
    max_results: int = 200,
    sort_by: SortBy = "lastUpdatedDate",
    newest_first: bool = True,
) -> dict[str, str]:
    """Parameters that ask for ``max_results`` papers from the 0-based ``start``."""
    return {
        "search_query": query,
        "start": str(start),
        "max_results": str(min(max_results, LARGEST_SLICE)),
        "sortBy": sort_by,
        "sortOrder": "descending" if newest_first else "ascending",
    }


# -- reading a slice ----------------------------------------------------------------------------------


def parse(data: bytes, source: str) -> Page:
    """One slice; ``source`` names it in rejects."""
    document = feedxml.read(data, "entry")
    root = document.root
    if root is None:
        return Page(error=BAD_XML, message=document.fault)
    if root.tag != f"{{{_ATOM}}}feed":
        return Page(error=BAD_XML, message="it is no Atom feed")
    return _page(root, document.broken, source)


def _page(root: Element, broken: Mapping[int, bytes], source: str) -> Page:
    papers: list[Paper] = []
    rejects: list[Reject] = []
    for number, entry in enumerate(root.iterfind("f:entry", dict(_NAMES))):
        if _is_error(entry):
            return Page(error=BAD_QUERY, message=text(entry, "f:summary", _NAMES) or "it does not say why")
        found = "it is not well-formed XML" if number in broken else _paper(entry)
        if isinstance(found, Paper):
            papers.append(found)
        else:
            rejects.append(reject(source, number, found, broken.get(number, entry)))
    return Page(
        tuple(papers),
        tuple(rejects),
        tuple(paper.updated for paper in papers if paper.updated),
        _number(root, "totalResults"),
        _number(root, "startIndex"),
        _number(root, "itemsPerPage"),
        text(root, "f:updated", _NAMES),
    )


def _is_error(entry: Element) -> bool:
    address = text(entry, "f:id", _NAMES) or ""
    return "/api/errors" in address


def _number(root: Element, name: str) -> int | None:
    words = text(root, f"s:{name}", _NAMES)
    return int(words) if words and re.fullmatch(r"[0-9]{1,12}", words) else None


# -- one entry ----------------------------------------------------------------------------------------


def _paper(entry: Element) -> Paper | str:
    """The paper, or why there is none."""
    address, title = text(entry, "f:id", _NAMES), text(entry, "f:title", _NAMES)
    found = split_id(address)
    if found is None:
        return f"its id {address!r} is no arXiv address" if address else "it has no id"
    if title is None:
        return "it has no title"
    return Paper(
        found[0],
        title,
        text(entry, "f:summary", _NAMES),
        _authors(entry),
        _categories(entry),
        day(text(entry, "f:published", _NAMES)),
        updated=day(text(entry, "f:updated", _NAMES)),
        version=found[1],
        comment=text(entry, "a:comment", _NAMES),
        journal_ref=text(entry, "a:journal_ref", _NAMES),
        doi=text(entry, "a:doi", _NAMES),
    )


def _authors(entry: Element) -> tuple[str, ...] | None:
    names = map(folded, entry.iterfind("f:author/f:name", dict(_NAMES)))
    return tuple(name for name in names if name) or None


def _categories(entry: Element) -> tuple[str, ...] | None:
    """The primary one first; a term with a blank or comma is a class of MSC or ACM, none of arXiv's."""
    primary = entry.find("a:primary_category", dict(_NAMES))
    terms = [primary] if primary is not None else []
    terms += entry.findall("f:category", dict(_NAMES))
    words = [(term.get("term") or "").strip() for term in terms]
    return (
        tuple(dict.fromkeys(word for word in words if re.fullmatch(r"[a-z-]+(?:\.[A-Za-z-]+)?", word)))
        or None
    )
