"""What a query asks for, as far as its words tell, without tables (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from inroad.atlas.text import STOP_WORDS, name_key
from inroad.errors import InputError

FEW = 15
"""With fewer papers than this the words of the query are also looked for apart."""
MOST_CHARACTERS = 300
_STOP = frozenset(STOP_WORDS | {"and", "is", "are", "based"})
_SHORT = 3


def words_of(query: str) -> list[str]:
    """Words that are searched for.

    Raises:
        InputError: there is none, or the query is too long.
    """
    if len(query) > MOST_CHARACTERS:
        raise InputError(
            f"the query has {len(query)} characters", f"name the field in at most {MOST_CHARACTERS}"
        )
    words = [word for word in re.findall(r"[^\W_]+", query.lower()) if word not in _STOP]
    if not words:
        raise InputError(
            "the query has no word to search for", 'name a field, for example "low-rank adaptation"'
        )
    return words


def stems_of(words: Iterable[str]) -> list[str]:
    """How words begin that are counted as the same, where they are looked for apart."""
    return [word[: max(4, len(word) - 3)] for word in words]


def keys_of(name: str) -> set[str]:
    """What a name is folded to, in singular and plural."""
    key = name_key(name.strip())
    return {key, key.removesuffix("s"), key + "s"} - {""} if key else set()


def phrase_pattern(phrase: str) -> str:
    """A regular expression for a phrase in any case, with hyphens or spaces, singular or plural."""
    words = [re.escape(word) for word in re.findall(r"[^\W_]+\+*", phrase)]
    text = r"[\s\-‐‑]+".join(words)
    if text.endswith("+"):  # no word boundary lies behind "C++"
        return r"(?i)\b" + text + r"(?:[^\w+]|$)"
    return r"(?i)\b" + (text if text.endswith("ss") else text.removesuffix("s")) + r"(?:s|es)?\b"


def long_phrases(phrases: Iterable[str]) -> dict[str, str]:
    """Pattern -> phrase; two or three letters are found by the names of the atlas, not in running text."""
    return {phrase_pattern(each).lower(): each for each in phrases if len(name_key(each)) > _SHORT}
