"""What single words of titles are worth, and their forms (pure); no table library is loaded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from inroad.content import load


@dataclass(frozen=True, slots=True)
class Words:
    """What title words are worth; see the data file.  All folded but ``stop`` and ``keep``."""

    stop: frozenset[str]
    link: frozenset[str]
    weak: frozenset[str]
    keep: frozenset[str]
    void: frozenset[str]
    endings: tuple[str, ...]


@cache
def words() -> Words:
    """The bundled word lists."""
    lists = load("lexicon/title_words.toml")
    stop, link, weak, keep, void, endings = (
        lists[name].split() for name in ("stop", "link", "weak", "keep", "void", "endings")
    )
    folded = {_singular(word, frozenset(keep)) for word in weak} | set(link)
    longest_first = sorted(endings, key=lambda ending: (-len(ending), ending))
    return Words(
        frozenset(stop),
        frozenset(link),
        frozenset(folded),
        frozenset(keep),
        frozenset(void),
        tuple(longest_first),
    )


@cache
def stem(word: str) -> str:
    """The word without the ending that makes a verb, a noun or an adjective of it.

    >>> stem("quantized") == stem("quantization"), stem("transformer") == stem("transfer")
    (True, False)
    """
    ending = next((end for end in words().endings if word.endswith(end) and len(word) - len(end) >= 4), "")
    return word.removesuffix(ending)


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """The word without a plural's ending; rough, but the same for the same word everywhere.

    >>> singular("policies"), singular("losses"), singular("analysis"), singular("llms")
    ('policy', 'loss', 'analysis', 'llm')
    """
    return _singular(word, words().keep)


def _singular(word: str, keep: Collection[str]) -> str:
    if len(word) < 4 or not word.endswith("s") or word in keep or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
