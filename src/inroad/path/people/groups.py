"""Papers of one name put into groups, each of one person as far as can be told.

Groups begin as single papers and the two that speak most for each other join, until no two speak for one person:
agglomerative clustering on pairwise log odds, as in Subramanian et al., "S2AND" (JCDL 2021).  How much two groups
speak for each other is the mean, over the papers of the smaller one, of the best score with a paper of the other:
people change their subjects, so not all of their papers are alike, but none hangs in the air.  Groups of
contradicting names never join.  Ties go to the older papers, so that the same papers give the same groups.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from inroad.path.people.likeness import NEVER, Floats


def groups(scores: Floats, least: float = 0.0) -> list[list[int]]:
    """Positions of the papers of each group, the largest first, older ones before.

    Args:
        scores: log odds of every pair, symmetric, shape (n, n).
        least: two groups join if they speak for one person by more than this.
    """
    n = len(scores)
    members: dict[int, list[int]] = {number: [number] for number in range(n)}
    near = scores.copy().astype(float)
    np.fill_diagonal(near, -np.inf)
    while len(members) > 1:
        best = int(np.argmax(near))
        one, other = sorted(divmod(best, n))
        if near[one, other] <= least:
            break
        members[one] += members.pop(other)
        near[other, :] = near[:, other] = -np.inf
        _renew(near, scores, members, one)
    return sorted((sorted(group) for group in members.values()), key=lambda group: (-len(group), group))


def _renew(near: Floats, scores: Floats, members: dict[int, list[int]], one: int) -> None:
    for other, group in members.items():
        if other != one:
            near[one, other] = near[other, one] = between(scores, members[one], group)


def between(scores: Floats, one: Sequence[int], other: Sequence[int]) -> float:
    """How much two groups speak for one person."""
    part = scores[np.ix_(one, other)]
    if part.min() <= NEVER / 2:
        return NEVER
    best = part.max(axis=1 if len(one) <= len(other) else 0)
    return float(best.mean())
