"""The spellings of paper ids as regular expressions, and one id read from text.

Apart from :mod:`inroad.corpus.paper_ids`, so that a search need not load the table library to know an id.
"""

from __future__ import annotations

import re

_AROUND = (
    r"(?i)^\s*(?:https?://)?(?:(?:[a-z]+\.)?arxiv\.org/[a-z]+/|doi\.org/)?"
    r"(?:10\.48550/)?(?:arxiv[:.]\s*|oai:arxiv\.org:)?"
)
_NEW = r"(?:0[7-9]|[1-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{4,5}"
_OLD = r"([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2}|\.[a-z]+-[a-z]+)?/([0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})"
_AFTER = r"(?:v([0-9]{1,3}))?(?:\.pdf)?/?\s*$"

NEW_ID = _AROUND + "(" + _NEW + ")" + _AFTER
OLD_ID = _AROUND + _OLD + _AFTER
OTHER_ID = r"^\s*((?:venue|acl|doi|openalex):\S+)\s*$"
DOI = r"(?i)^\s*(?:https?://)?(?:dx\.)?(?:doi\.org/)?(?:doi:\s*)?(10\.[0-9]{4,9}/[^\s,;]+)"


def split_arxiv(text: str) -> tuple[str, int | None] | None:
    """The arXiv id and version that ``text`` spells, or None if it spells none.

    >>> split_arxiv("http://arxiv.org/abs/cond-mat.str-el/0104214v2")
    ('cond-mat/0104214', 2)
    """
    if new := re.match(NEW_ID, text):
        paper_id, version = (new[1], new[2]) if _right_length(new[1]) else ("", None)
    elif old := re.match(OLD_ID, text):
        paper_id, version = f"{old[1].lower()}/{old[2]}", old[3]
    else:
        return None
    return (paper_id, int(version) if version else None) if paper_id else None


def called(paper_id: str) -> str:
    """How a paper is called in a sentence: ``arXiv:2305.14314``; ids from elsewhere say where from.

    >>> called("2305.14314"), called("acl:P19-1001")
    ('arXiv:2305.14314', 'acl:P19-1001')
    """
    return paper_id if ":" in paper_id else f"arXiv:{paper_id}"


def _right_length(new: str) -> bool:
    # A short number after 2014 has lost its last zeros (an id that was read as a decimal fraction).
    return len(new) == (10 if new >= "1501" else 9)
