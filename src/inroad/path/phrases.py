"""Phrases found in a text: words in a row, a star for an open end, dots for up to three words between.

A phrase is written as people write it: ``train * models`` is not meant, ``train ... models`` is.  Hyphens and
spaces are the same.  Where two phrases begin at the same place, the longer one holds; what one phrase has
taken, no other one of its kind gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
GAP = 3
"""Words that dots may stand for."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?(?:\+\+|#)?")
_HEAD = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, small."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase in a text."""

    value: T
    first: int
    """Number of its first word, and the number after its last one."""
    last: int
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text."""
    return [Word(found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(text)]


class Phrases(Generic[T]):
    """A set of phrases, each with what it stands for."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._by_head: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in pairs:
            pattern = tuple(_pattern(phrase))
            self._by_head.setdefault(pattern[0].rstrip("*")[:_HEAD], []).append((pattern, value))

    def find(self, found: Sequence[Word]) -> list[Found[T]]:
        """All places, from left to right, that do not overlap."""
        made, at = [], 0
        while at < len(found):
            best = self._longest(found, at)
            if best is not None:
                made.append(best)
            at = best.last if best is not None else at + 1
        return made

    def _longest(self, found: Sequence[Word], at: int) -> Found[T] | None:
        word = found[at].text
        best: tuple[int, int, T] | None = None
        for head in {word[:size] for size in range(1, _HEAD + 1)}:
            for pattern, value in self._by_head.get(head, ()):
                last = _match(pattern, found, at)
                if last is not None and (best is None or (last, _size(pattern)) > best[:2]):
                    best = (last, _size(pattern), value)
        if best is None:
            return None
        return Found(best[2], at, best[0], found[at].start, found[best[0] - 1].end)


def _pattern(phrase: str) -> Iterator[str]:
    yield from phrase.lower().replace("...", " \0 ").replace("-", " ").replace("/", " ").split()


def _match(pattern: tuple[str, ...], found: Sequence[Word], at: int) -> int | None:
    """The number after the last word if the pattern is there, else None."""
    for number, part in enumerate(pattern):
        if part == "\0":
            rest = pattern[number + 1 :]
            ends = (_match(rest, found, at + skip) for skip in range(GAP + 1))
            return next((end for end in ends if end is not None), None)
        if at >= len(found) or not _same(part, found[at].text):
            return None
        at += 1
    return at


def _size(pattern: tuple[str, ...]) -> int:
    """Of two patterns that end at the same word, the one that says more of it holds."""
    return sum(map(len, pattern))


def _same(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
