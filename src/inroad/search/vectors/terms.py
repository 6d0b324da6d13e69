"""From a text to terms: lower case, cut at everything that is no letter or digit, English endings removed.

The same function reads papers and queries, so a term of one is a term of the other.  No word is stopped: how
little "the" says is learnt.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from typing import cast

LONGEST = 40
"""Bytes of a term; longer ones are not words."""


def terms(text: str) -> list[str]:
    """The terms of ``text``, in order, repeated as they are."""
    return _analyser()(text)


def code(term: str) -> int:
    """A term as a number of 64 bits, the same on every machine."""
    return int.from_bytes(blake2b(term.encode("utf-8", "replace"), digest_size=8).digest(), "little")


@cache
def _analyser() -> Callable[[str], list[str]]:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    built = TextAnalyzerBuilder(Tokenizer.simple())
    for each in (Filter.lowercase(), Filter.remove_long(LONGEST), Filter.stemmer("english")):
        built = built.filter(each)
    return cast("Callable[[str], list[str]]", built.build().analyze)
