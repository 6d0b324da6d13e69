"""What the words of a sentence tell of whether something is stated to be open.

Words that tell the same thing are one class, so that few labels speak for many words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from inroad.atlas.lexicon import load

_WORD = re.compile(r"[a-z][a-z'’-]*|\d[\d.,]*%?|[:;?]")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")


@cache
def _class_of() -> dict[str, str]:
    """Word -> class."""
    classes: dict[str, str] = load("lexicon/statements.toml")["classes"]
    return {word: name for name, words in classes.items() for word in words.split()}


_NEAR = 4
"""Words between two classes, at most, for their order to be a sign."""


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """A word without its ending, and all numbers alike."""
    if word[0].isdigit():
        return "0%" if word.endswith("%") else "0"
    return _ENDING.sub("", word)[:8] if len(word) > 4 else word


def plain_signs(word: str) -> tuple[str, ...]:
    """A word as written and its class: all that a first glance looks at."""
    found = _WORD.match(word)
    if not found:
        return ()
    name = _class(found.group())
    return (_stem(found.group()), f"<{name}>") if name else (_stem(found.group()),)


def word_signs(sentence: str) -> dict[str, None]:
    """Words, classes of words, and classes that stand near each other; each once, in order."""
    words = _WORD.findall(sentence.lower())
    told = [(at, name) for at, word in enumerate(words) if (name := _class(word))]
    found = dict.fromkeys(map(_stem, words))
    found.update(dict.fromkeys(f"<{name}>" for _, name in told))
    for place, (at, name) in enumerate(told):
        for later, other in told[place + 1 : place + 4]:
            if later - at <= _NEAR:
                found[f"<{name} {other}>"] = None
    if words:
        found[f"^{_stem(words[0])}"] = None
    return found


def _class(word: str) -> str | None:
    return "number" if word[0].isdigit() else _class_of().get(word)


@cache
def telling_words() -> frozenset[str]:
    """Words that say how something is said ("struggle", "however"), not what is spoken of."""
    spoken_of = {"attack", "flaw", "gift", "human", "model", "way"}  # classes of things, not of manner
    return frozenset(word for word, name in _class_of().items() if name not in spoken_of)
