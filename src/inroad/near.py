"""What somebody may have meant by a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable


def near(name: str, known: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """Those of ``known`` that are spelt much like ``name`` or hold it, the nearest first, ties by name."""
    from rapidfuzz import fuzz, process  # only failures need it

    ordered = sorted(set(known))
    found = process.extract(
        name, ordered, scorer=fuzz.WRatio, processor=str.lower, limit=most, score_cutoff=65
    )
    return tuple(match for match, _, _ in found)
