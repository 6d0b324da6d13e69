"""What lists call their deadlines, in words for somebody who hands in for the first time (pure)."""

from __future__ import annotations

_WORDS = {
    "commitment_deadline": "commitment (of a paper that was reviewed before)",
    "full": "paper",
    "abstract+full": "abstract and paper",
}


def label(stated: str) -> str:
    """The label of a list, readable.

    >>> label("camera_ready")
    'camera ready'
    """
    return _WORDS.get(stated.lower(), stated.replace("_", " "))
