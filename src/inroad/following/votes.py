"""Papers liked or disliked by hand: from what somebody typed to what is kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from inroad.corpus import paper_ids
from inroad.errors import InputError
from inroad.following.stock import Stock
from inroad.types import BY_HAND, Sign, Vote

_OTHER = re.compile(paper_ids.OTHER_ID)
_DOI = re.compile(paper_ids.DOI)
_ACL = re.compile(r"(?i)^\s*https?://(?:www\.)?aclanthology\.org/([A-Za-z0-9.\-]+?)(?:\.pdf|/)?\s*$")


def read_id(text: str) -> str:
    """The id that an id or an address names.

    Raises:
        InputError: it names no paper.
    """
    if found := paper_ids.split_arxiv(text):
        return found[0]
    if acl := _ACL.match(text):
        return f"acl:{acl[1]}"
    if other := _OTHER.match(text):
        return other[1]
    if doi := _DOI.match(text):
        return f"doi:{doi[1].lower().rstrip('.')}"
    raise InputError(
        f"{text!r} is no id or address of a paper",
        "write it like 2305.14314, or give the paper's address on arXiv",
    )


def votes(stock: Stock, texts: Sequence[str], sign: Sign, now: dt.datetime) -> tuple[Vote, ...]:
    """What is to be kept for these papers, each once, with its title where the corpus has it.

    Raises:
        InputError: one of the texts names no paper; then none is kept.
    """
    ids = read_ids(stock, texts)
    there = {row["paper_id"]: row for row in stock.of(ids).iter_rows(named=True)}
    return tuple(_vote(each, there.get(each), sign, now) for each in ids)


def read_ids(stock: Stock, texts: Sequence[str]) -> list[str]:
    """The ids under which papers are kept, each once: the corpus's own where a DOI is one of its papers.

    Raises:
        InputError: one of the texts names no paper.
    """
    ids = list(dict.fromkeys(read_id(text) for text in texts))
    dois = {each.removeprefix("doi:") for each in ids if each.startswith("doi:")}
    by_doi = stock.ids_by_doi(dois) if dois else {}
    return list(dict.fromkeys(by_doi.get(each.removeprefix("doi:"), each) for each in ids))


def _vote(paper_id: str, row: dict[str, object] | None, sign: Sign, now: dt.datetime) -> Vote:
    if row is None:
        return Vote(paper_id, sign, now, BY_HAND)
    date = row["date"]
    year = date.year if isinstance(date, dt.date) else None
    return Vote(paper_id, sign, now, BY_HAND, str(row["title"]), year)
