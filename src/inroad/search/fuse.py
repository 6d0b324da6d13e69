"""Where full text and nearness of meaning come together: the one place for it.  Pure.

The list by text comes first.  Vectors widen it by papers that say the same in other words, and rank both
again: each score is put on a scale from 0 to 1 within the list, and the two are added, with a weight that
leaves what was plainly looked for (an id, a title, a method's own paper) on top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inroad.search.rank import Candidate, order

NEARNESS = "nearness of meaning"
WEIGHT = 0.5
"""Of the best paper's words' score, for a paper as near as the nearest; to be set on development data."""


def fuse(
    text: Sequence[Candidate], others: Sequence[Candidate], near: Mapping[str, float] | None
) -> list[Candidate]:
    """Candidates of both, best first.

    Args:
        text: by text, with ids.
        others: further papers that meet the query's demands, found by nearness alone.
        near: paper_id to cosine; papers that are not in it have no vector.  None: there are no vectors.
    """
    if not near:
        return sorted(text, key=order)
    best = max((each.words for each in text), default=0.0) or 1.0
    scale = _scale(list(near.values()))
    return sorted((_with(each, near, scale, WEIGHT * best) for each in (*text, *others)), key=order)


def _scale(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    return low, (high - low) or 1.0


def _with(each: Candidate, near: Mapping[str, float], scale: tuple[float, float], weight: float) -> Candidate:
    cosine = near.get(each.paper_id)
    if cosine is None:
        return each
    low, span = scale
    return replace(each, parts=each.parts | {NEARNESS: weight * (cosine - low) / span})
