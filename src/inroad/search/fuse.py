"""Where full text and nearness of meaning come together: the one place for it.  Pure.

The list by text comes first.  Vectors widen it by papers that say the same in other words, and rank both
again: what they add is a deviation of theirs, as large as so many of the words' (``vectors/fuse.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inroad.search.rank import Candidate, order

NEARNESS = "nearness of meaning"


def fuse(
    text: Sequence[Candidate],
    others: Sequence[Candidate],
    near: Mapping[str, float] | None,
    words: int | None = None,
) -> list[Candidate]:
    """Candidates of both, best first.

    Args:
        text: by text, with ids.
        others: further papers that meet the query's demands, found by nearness alone.
        near: paper_id to cosine; papers that are not in it have no vector.  None: there are no vectors.
        words: how long the query is; None: a whole text.
    """
    if not near:
        return sorted(text, key=order)
    every = [*text, *others]
    told = [each for each in every if each.paper_id in near]
    import numpy as np  # words alone do not need it

    from inroad.search.vectors.fuse import nearness_points

    said = np.array([each.words for each in told], dtype=np.float32)
    cosines = np.array([near[each.paper_id] for each in told], dtype=np.float32)
    points = nearness_points(said, cosines, words).tolist()
    more = {each.paper_id: worth for each, worth in zip(told, points, strict=True)}
    return sorted((_with(each, more.get(each.paper_id)) for each in every), key=order)


def _with(each: Candidate, points: float | None) -> Candidate:
    return each if points is None else replace(each, parts=each.parts | {NEARNESS: points})
