"""Text as the atlas reads it: sentences by offset, and names folded to the key they share.

Offsets always refer to the stored text, so that a reader who has the abstract finds the words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

_STOP_WORDS = """
    a an and the of for in on with to by from via as at or its is into over under using between per
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that carry no meaning of their own."""


class Remembered(dict[str, Value]):
    """What a function says of single words, kept: the same few words make up most of a corpus.

    Ask with ``[word]``.  A plain dictionary that is emptied when it is full answers twice as fast as
    ``functools.lru_cache``, which moves every word asked for to the front of a list.
    """

    def __init__(self, function: Callable[[str], Value], most: int = 1 << 16) -> None:
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, word: str) -> Value:
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._function(word)
        return found


_BREAK = re.compile(r"[.!?][\"'”’)\]}]*\s+(?=[\"'“‘(\[$\\]*[A-Z0-9α-ωΑ-Ω])")

# A full stop after one of these does not end a sentence.
_SHORTENED = """
    e.g i.e cf al vs etc Fig Figs Eq Eqs Sec Tab No Dr Mr Mrs Ms Prof St resp approx w.r.t ca dept Inc Ltd
"""
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SHORTENED.split()))}|[A-Z])\.$")
_ENDINGS = frozenset(word[-2:] for word in _SHORTENED.split())


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of each sentence of ``text``, in order; [] for an empty text."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _BREAK.finditer(text):
        stop = found.start() + 1
        if text[stop - 1] == "." and _shortened(text, start, stop):
            continue
        spans.append((start, found.end()))
        start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _shortened(text: str, start: int, stop: int) -> bool:
    """Whether the full stop before ``stop``, in a sentence from ``start`` on, belongs to an abbreviation."""
    if text[stop - 3 : stop - 1] not in _ENDINGS and not text[stop - 2 : stop - 1].isupper():
        return False
    return _ABBREVIATION.search(text, max(start, stop - 12), stop) is not None


def sentence_at(starts: list[int], offset: int) -> int:
    """0-based number of the sentence that holds ``offset``, given the sentences' starts."""
    return max(bisect_right(starts, offset) - 1, 0)


_SEPARATORS = re.compile(r"[\s\-_‐‑‒–—/.:,'’`^{}()$\\]+")


def fold(name: str) -> str:
    """The key that all spellings of a name share: case, hyphens, spaces and accents do not count.

    >>> fold("Chain-of-Thought") == fold("chain of thought")
    True
    >>> fold("LoRA+")
    'lora+'
    """
    if name.isascii():
        return _SEPARATORS.sub("", name).casefold()
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", name)).casefold()
    # An accent that stood apart from its letter by a sign that is gone now belongs to it.
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", plain))


def name_key(name: str) -> str:
    """:func:`fold`, with the plural of an abbreviation taken off: ``KANs`` and ``KAN`` are one name."""
    if len(name) > 2 and name[-1] == "s" and (name[-2].isupper() or name[-2].isdigit()):
        name = name[:-1]
    return fold(name)
