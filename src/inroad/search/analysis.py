"""From text to the terms under which it is kept; documents and queries go the same way.

Prose is cut into runs of letters and digits, in lower case, without accents, and stemmed (Snowball's
English, Porter 1980), so that "adaptations" finds "adaptation"; stop words are kept, for phrases.
Names of people and places are not stemmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_WORD = 80
"""Longer runs are data, not words."""

CODE, UNREAD = "code", "unread"
"""``flag``: the paper links to code; the atlas does not know the paper yet."""

PROSE, NAMES = "inroad-prose", "inroad-names"

_SIGNED = r"[\p{L}\p{N}]+(?:\+{1,2}|#)"
SIGNED_PATTERN = rf"{_SIGNED}(?:[^\p{{L}}\p{{N}}+#]|$)"
"""Words that a sign behind them tells apart, as Polars finds them: C++, LoRA+, F#."""


@cache
def analyzers() -> dict[str, TextAnalyzer]:
    """How the fields of the schema read text."""
    plain = (Filter.remove_long(LONGEST_WORD), Filter.lowercase(), Filter.ascii_fold())
    return {PROSE: _analyzer(*plain, Filter.stemmer("english")), NAMES: _analyzer(*plain)}


def _analyzer(*filters: Filter) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for each in filters:
        builder = builder.filter(each)
    return builder.build()


def registered(index: Index) -> Index:
    """``index``, knowing our ways of reading: it keeps only their names."""
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)
    return index


def stems(text: str) -> list[str]:
    """The terms of prose, in order."""
    return list(analyzers()[PROSE].analyze(text))


def parts_of_name(text: str) -> list[str]:
    """The terms of a name, in order."""
    return list(analyzers()[NAMES].analyze(text))


def read(text: str) -> tuple[list[str], Callable[[int, int], tuple[int, int]]]:
    """The terms of prose, and what gives the place of terms ``first`` to ``last`` in characters."""
    found = analyzers()[PROSE].pre_tokenize(text).tokens

    def place(first: int, last: int) -> tuple[int, int]:
        return found[first].char_offset_from, found[last].char_offset_to

    return [each.text for each in found], place


def signed(word: str) -> str | None:
    """``c++`` for C++: the term of a word that a sign behind it tells apart."""
    found = re.fullmatch(r"[^\W_]+(?:\+{1,2}|#)", word)
    return found[0].lower() if found else None


def whole(title: str) -> str:
    """A title's letters and digits alone, by which it is known again."""
    return "".join(filter(str.isalnum, title.lower()))


@cache
def schema() -> Schema:
    """Fields of one paper, filled from :data:`inroad.search.documents.DOCUMENTS`.

    ``word`` holds the title once more, not stemmed: near spellings are looked for among its terms.
    """
    builder = SchemaBuilder()
    for name in ("title", "abstract"):
        builder.add_text_field(name, stored=True, tokenizer_name=PROSE)
    for name in ("author", "venue"):
        builder.add_text_field(name, stored=True, tokenizer_name=NAMES)
    for name, stored in _TERMS.items():
        builder.add_text_field(name, stored=stored, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("word", tokenizer_name=NAMES, index_option="basic")
    builder.add_integer_field("day", stored=True, indexed=False, fast=True)
    builder.add_integer_field("adopted", stored=False, indexed=False, fast=True)
    return builder.build()


_TERMS = {
    "id": True,
    "cat": True,
    "method": True,
    "titled": False,
    "flag": True,
    "when": False,
    "signed": False,
}
