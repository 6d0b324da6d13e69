"""Whether a text is English, the only language that letters and posts are read in yet."""

from __future__ import annotations

from collections.abc import Sequence

_WORDS = frozenset(
    (*("the", "and", "of", "to", "in", "for", "with", "a", "you", "your", "i", "my", "we", "our", "or", "on"),
     *("is", "are", "am", "will", "it", "that", "this", "be", "have", "was", "if", "not", "do"))
)  # fmt: skip


def share(words: Sequence[str]) -> float:
    """Part of some small words that hardly any other language has; 0 of none."""
    return sum(word in _WORDS for word in words) / max(len(words), 1)
