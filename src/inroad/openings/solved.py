"""Whether a paper itself does away with what it states, and whether it states anything to work on.

"Limitation X; to solve it we propose Y" is the fix and not the gap, also where the fix is told a sentence
later, or is only that training on the paper's data helps.  "This underscores the need for further research"
names no gap at all.
"""

from __future__ import annotations

import re
from functools import cache

from inroad.atlas.lexicon import load

_LISTS = "openings/solved.toml"
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\[\"“])")
_LONGEST = 420
"""Characters of a sentence: longer ones report many results at once."""


@cache
def _rules(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rule, re.IGNORECASE | re.DOTALL) for rule in load(_LISTS)[name].split("\n") if rule
    )


def solved(abstract: str, start: int, end: int) -> bool:
    """Whether the sentence from ``start`` to ``end``, or one behind it, tells a way to remove what it states.

    >>> text = "Models fail on maps. To overcome this, we propose MapNet."
    >>> solved(text, 0, 20), solved("Models fail on maps. Our data are public.", 0, 20)
    (True, False)
    """
    behind, told = abstract[end:], abstract[start:]
    if _says("way", abstract[:start]) and _says("others", abstract[start:end]):
        return True
    if any(_is_gain(sentence) for sentence in _SENTENCES.split(behind)):
        return True
    proposed = any(_is_way(found[0]) for rule in _rules("proposes") for found in rule.finditer(behind))
    return (
        proposed
        or any(rule.search(behind) for rule in _rules("fixes"))
        or any(rule.search(told) for rule in _rules("helps"))
    )


def _is_gain(sentence: str) -> bool:
    """Whether a sentence tells that something the paper did helps."""
    return _says("gains", sentence) and _says("made", sentence) and not _says("hedges", sentence)


def _says(name: str, text: str) -> bool:
    return any(rule.search(text) for rule in _rules(name))


def counted(name: str, text: str) -> int:
    """How often the rules of a list are met."""
    return sum(len(rule.findall(text)) for rule in _rules(name))


def _is_way(words: str) -> bool:
    """Whether what is proposed is a method, and no data or measure."""
    return any(rule.search(words) for rule in _rules("ways")) and not any(
        rule.search(words) for rule in _rules("measures")
    )


def tells_failing(sentence: str) -> bool:
    """Whether a sentence says what fails, and not only that more should be done.

    >>> tells_failing("All models struggle with maps."), tells_failing("More research on maps is needed.")
    (True, False)
    """
    told = sentence
    for rule in _rules("idle"):
        told = rule.sub(" ", told)
    return any(rule.search(told) for rule in _rules("failing"))


def reports(sentence: str) -> bool:
    """Whether a sentence reports results, and states nothing that somebody could work on.

    >>> reports("Petrology is the most challenging domain for all models.")
    True
    >>> reports("All models fail to read handwritten maps.")
    False
    """
    return (
        len(sentence) > _LONGEST
        or not _says("explicit", sentence)
        or any(_says(name, sentence) for name in ("findings", "nameless", "listed"))
    )
