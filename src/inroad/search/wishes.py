"""What a query asks for, word by word, with all the ways in which a paper may say it.  Pure.

A *wish* is one word at the top of a query.  It may have near spellings, and it may be part of words that
name a method.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inroad.query import All, Any, Field, Node, Not, Phrase, Query, Word

_STOP = """
    a about all also am an and any are as at be been being but by can could did do does for from had has have
    how i if in into is it its me my no not of on or our out over own should so some such than that the their
    them then there these they this those to too under until up very via was we were what when where which
    while who whom why will with would you your paper papers using based state-of-the-art sota
"""
STOP = frozenset(_STOP.split())
"""Words that say little of what is sought; counted in phrases, and where a query has no others."""

_BY = re.compile(
    r"(?i)(?:(?:all |the |recent |new |latest )?(?:papers?|articles?|works?|publications?|preprints?) )?"
    r"(?:(?:written |published |co-?authored )?by|authored by) +(\S+(?: \S+){0,3})"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Wish:
    """One word that papers should have."""

    word: str
    """As typed."""
    terms: tuple[str, ...]
    """As the index keeps it: several for "GPT-4", which must then stand together to count in full."""
    near: tuple[str, ...] = ()
    """Terms of near spellings."""
    meant: tuple[str, ...] = ()
    """The near spellings themselves, the likeliest first."""
    weight: float = 1.0
    """How much the word counts as typed."""

    @property
    def year(self) -> str | None:
        """The year that it is, if it looks like one."""
        return self.word if _YEAR.fullmatch(self.word) else None

    @property
    def stop(self) -> bool:
        """It says little."""
        return self.word.lower().strip(".,;:!?") in STOP

    @property
    def telling(self) -> list[str]:
        """Its terms without stop words."""
        return [each for each in self.terms if each not in STOP] or list(self.terms)


def weight(word: str) -> float:
    """A year in a text counts less: it is mostly sought as that of the paper."""
    return 0.5 if _YEAR.fullmatch(word) else 1.0


def author_of(query: Query) -> Query | None:
    """``papers by Hinton`` as ``author:Hinton``; None where a query does not read like that."""
    if not all(isinstance(part, Word) for part in query.parts):
        return None
    found = _BY.fullmatch(" ".join(part.text for part in query.parts if isinstance(part, Word)))
    return replace(query, parts=(Field("author", found[1].rstrip(".,?!")),)) if found else None


def words(query: Query) -> list[str]:
    """The words that are wishes."""
    return [part.text for part in query.parts if isinstance(part, Word)]


def demands(query: Query) -> list[Node]:
    """What is not a wish."""
    return [part for part in query.parts if not isinstance(part, Word)]


def said(node: Node) -> list[str]:
    """Words and phrases that a demand holds and that may be seen in a paper: for ranking and highlights."""
    match node:
        case Word(text) | Phrase(text):
            return [text]
        case Field(name, value):
            return [value] if name in ("title", "abstract") else []
        case Not():
            return []
        case All(parts) | Any(parts):
            return [each for part in parts for each in said(part)]


def narrow(node: Node) -> bool:
    """Whether a demand says what is sought, so that papers that meet it are shown without any of the words.

    Dates, categories and exclusions only narrow what the words find.
    """
    match node:
        case Phrase() | Word():
            return False
        case Field(name, _):
            return name in ("after", "before", "year", "cat", "has")
        case Not():
            return True
        case All(parts) | Any(parts):
            return all(map(narrow, parts))


def values(node: Node, name: str) -> list[str]:
    """What a demand says in a field of this name."""
    match node:
        case Field(other, value) if other == name:
            return [value]
        case All(parts) | Any(parts):
            return [each for part in parts for each in values(part, name)]
    return []


def runs(length: int, most: int = 6) -> list[tuple[int, int]]:
    """Start and end of all runs of so many words, the longest first."""
    sizes = range(min(length, most), 0, -1)
    return [(start, start + size) for size in sizes for start in range(length - size + 1)]


def apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of these spans those that no earlier one covers."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not any(start < other_end and other < end for other, other_end in kept):
            kept.append((start, end))
    return sorted(kept)
