"""Words of a title that may tell its subject (pure)."""

from __future__ import annotations

WORD = r"[\p{L}\p{N}]+"
MOST_CHARACTERS = 500
"""Of a title."""
EMPTY = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "via",
        "using",
        "toward",
        "towards",
        "based",
        "into",
        "over",
        "under",
        "are",
        "can",
        "not",
        "all",
        "new",
        "its",
        "how",
        "what",
        "when",
        "why",
        "does",
        "beyond",
        "through",
        "across",
        "without",
        "about",
        "between",
        "among",
        "within",
        "model",
        "models",
        "learning",
        "deep",
        "neural",
        "network",
        "networks",
        "large",
        "language",
        "approach",
        "method",
        "methods",
        "study",
        "analysis",
        "framework",
    ]
)
"""They tell nothing of who wrote it."""
