"""Near spellings of words that hardly any paper has, by optimal string alignment (Levenshtein's distance with
exchanged neighbours as one step; Damerau 1964)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from string import ascii_lowercase

RARE = 60
"""Words in more papers than this are believed."""
_TIMES = 20
"""A near word counts if so many times as many titles have it."""
_LEAST = 5
"""Titles that have a near word at least."""
_MOST = 3
"""Near words that are searched for."""
_OF_BEST = 0.1
"""Part of the papers of the most frequent near word that another must have."""

Vocabulary = Callable[[str], Iterable[tuple[str, int]]]
"""Words that begin so, with the number of titles that have them."""


def near_words(word: str, papers: int, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Frequent words that are spelt much like ``word``, the nearest first; () for words that are believed.

    Args:
        word: letters in lower case.
        papers: how many papers have it.
        vocabulary: see :data:`Vocabulary`.
    """
    most = _distance(word)
    if papers > RARE or not most:
        return ()
    least = max(_LEAST, _TIMES * papers)
    for starts in ([word[:2]], _other_starts(word)):
        known = ((each, count) for start in starts for each, count in vocabulary(start))
        found = _ranked(word, most, ((each, count) for each, count in known if count >= least))
        if found:
            return found
    return ()


def _other_starts(word: str) -> list[str]:
    """How words begin that a slip among the first two letters turns into ``word``: few of all."""
    first, second, rest = word[0], word[1], word[2:]
    starts = {second + first + rest[:1], word[1:4], first + rest[:2]}
    for letter in ascii_lowercase:
        starts |= {
            letter + word[:2],
            letter + word[1:3],
            first + letter + word[1:2],
            first + letter + rest[:1],
        }
    return sorted(start for start in starts if not start.startswith(word[:2]))


def _distance(word: str) -> int:
    """Mistakes allowed: none in short words and in numbers, two in long ones."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def _ranked(word: str, most: int, known: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA  # only rare words need it

    near = [
        (distance, -count, each)
        for each, count in known
        if abs(len(each) - len(word)) <= most
        and 0 < (distance := OSA.distance(word, each, score_cutoff=most)) <= most
    ]
    best = [row for row in sorted(near) if row[0] == min(near)[0]]
    return tuple(each for _, count, each in best if count <= _OF_BEST * best[0][1])[:_MOST]
