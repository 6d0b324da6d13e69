"""What reading a query must know of the index it will be asked of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from inroad.search.names import Named, Names
from inroad.search.spelling import Vocabulary
from inroad.search.terms import PROSE_FIELDS

_ENOUGH = 20
"""Titles."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan must know of the index."""

    frequency: Callable[[str, str], int]
    """Papers whose field (first) has a term (second)."""
    in_a_row: Callable[[str, Sequence[str]], int]
    """Papers whose field (first) has terms (second) one behind the other."""
    words: Vocabulary
    """Words of titles."""
    authors: Vocabulary
    """Parts of authors' names."""
    names: Names
    papers: int
    """All papers."""
    unread: int
    """Those whose methods the atlas does not know yet."""

    def tells(self, name: str, term: str) -> float:
        """Inverse document frequency of a term in a field, as BM25 has it."""
        having = self.frequency(name, term)
        return log(1 + (self.papers - having + 0.5) / (having + 0.5))

    def papers_with(self, term: str) -> int:
        """Papers that have a term in title or abstract, at least."""
        return max(self.frequency(name, term) for name in PROSE_FIELDS)

    def share(self, row: Sequence[str], method: Named) -> float:
        """Part of the papers with these terms in a row that name the method, as far as one can tell.

        Told from titles where enough of them have the terms, because that is counted in a tenth of the time.
        """
        titles = self.in_a_row("title", row)
        if titles >= _ENOUGH:
            return self.frequency("titled", method.method_id) / titles
        return method.papers / max(1, titles, self.in_a_row("abstract", row))
