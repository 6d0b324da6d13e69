"""Which places of a text a query met, and the part of an abstract that shows most of it.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inroad.atlas.text import sentences
from inroad.types import Mark

SNIPPET = 240
"""Characters of a snippet, about three lines."""


@dataclass(frozen=True, slots=True)
class Met:
    """A place where a word of the query was met."""

    start: int
    end: int
    word: str
    """As it stands in the query."""
    weight: float = 1.0
    """How much it tells: rare words more than frequent ones."""


def marks(found: Iterable[Met], text: str = "") -> tuple[Mark, ...]:
    """Places as marks in order; those that touch, or have only a space or hyphen between them, are one."""
    joined: list[Mark] = []
    for start, end in sorted((each.start, each.end) for each in found):
        if joined and start <= joined[-1].end + (text[joined[-1].end : start] in (" ", "-")):
            joined[-1] = Mark(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Mark(start, end))
    return tuple(joined)


def snippet(text: str, found: Sequence[Met]) -> tuple[int, int]:
    """Start and end of the part of ``text`` that tells most: begun at a sentence, cut between words.

    Each word of the query counts once; of parts that tell as much, that which comes soonest to the point, and
    of these the first.
    """
    if not found:
        return 0, _cut(text, 0)
    whole = {start for start, _ in sentences(text)}
    starts = whole | {_before(text, each.start) for each in found}
    best = max(starts, key=lambda start: (_told(found, start), start in whole, _soon(found, start), -start))
    return best, _cut(text, best)


def _told(found: Sequence[Met], start: int) -> float:
    weights = {each.word: each.weight for each in _inside(found, start)}
    return round(sum(weights.values()), 6)


def _soon(found: Sequence[Met], start: int) -> int:
    return max((start - each.start for each in _inside(found, start)), default=0)


def _inside(found: Sequence[Met], start: int) -> list[Met]:
    return [each for each in found if start <= each.start and each.end <= start + SNIPPET]


def _before(text: str, place: int) -> int:
    """The beginning of the word a few words before a place."""
    far = max(0, place - SNIPPET // 4)
    return 0 if not far else text.find(" ", far, place) + 1 or place


def _cut(text: str, start: int) -> int:
    end = min(len(text), start + SNIPPET)
    if end == len(text):
        return end
    space = text.rfind(" ", start + SNIPPET // 2, end + 1)
    return space if space > 0 else end
