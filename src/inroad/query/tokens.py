"""From text to tokens: one spelling for all Unicode forms, then the pieces that the grammar is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from inroad.query.tree import FIELDS, OPERATORS

SAME = {"authors": "author", "category": "cat", "categories": "cat", "abs": "abstract", "methods": "method"}
"""Other names of fields."""
QUOTES = '"“”„‟«»'

_NAMES = "|".join((*FIELDS, *SAME))
_PHRASE = rf"[{QUOTES}][^{QUOTES}]*(?:[{QUOTES}]|$)"
_WORD = rf"(?:[^\s(){QUOTES}]|\([^\s(){QUOTES}]*\))+"
# A name that stands apart from its value is a field only in small letters: titles have "Method: ...".
_FIELD = rf"(?:(?:{_NAMES}):\s*|(?i:{_NAMES}):(?=\S))(?:{_PHRASE}|{_WORD})?"
_MINUS = rf"-+(?=[^\s(){QUOTES}]*[^\W_]|[({QUOTES}])"
_TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<field>{_FIELD})|(?P<phrase>{_PHRASE})|(?P<open>\()|(?P<close>\))"
    rf"|(?P<minus>{_MINUS})|(?P<word>{_WORD})"
)
_HIDDEN = frozenset({"Cf", "Cs", "Cn", "Co"})


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query."""

    kind: str
    """field, phrase, open, close, minus or word."""
    text: str
    at: int
    """Where it begins."""

    @property
    def operator(self) -> str:
        """AND, OR or NOT; "" for all else."""
        return self.text if self.kind == "word" and self.text in OPERATORS else ""


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a :func:`normal` text, in order."""
    before = "space"
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        # A hyphen right behind a quote or bracket joins, it does not exclude: "(RAG)-based".
        if kind != "space" and (kind != "minus" or before in ("space", "open")):
            yield Token(kind, found[0], found.start())
        before = kind


def normal(text: str) -> str:
    """One spelling for all Unicode forms; control characters as spaces, invisible ones left out."""
    if text.isascii() and text.isprintable():
        return text
    for _ in range(2):  # what stood around an invisible character may combine once that is gone
        kinds = ((c, unicodedata.category(c)) for c in unicodedata.normalize("NFKC", text))
        text = "".join(" " if kind == "Cc" else c for c, kind in kinds if kind not in _HIDDEN)
    return unicodedata.normalize("NFKC", text)
