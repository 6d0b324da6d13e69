"""Papers of one name put into groups, each of one person as far as can be told.

Groups begin as single papers and the two that speak most for each other join, until no two speak for one
person: agglomerative clustering on pairwise log odds, as in Subramanian et al., "S2AND" (JCDL 2021).  How
much two groups speak for each other is the mean, over the papers of the smaller one, of the best score with a
paper of the other: people change their subjects, so not all of their papers are alike, but none hangs in the
air.  Groups of contradicting names never join.  Ties go to the older papers, so that the same papers give the
same groups.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inroad.path.people.likeness import NEVER, Floats

_GONE = 10 * NEVER


def groups(scores: Floats, least: float = 0.0) -> list[list[int]]:
    """Positions of the papers of each group, the largest first, older ones before.

    Args:
        scores: log odds of every pair, symmetric, shape (n, n).
        least: two groups join if they speak for one person by more than this.
    """
    found = [
        [part[at] for at in group]
        for part in _parts(scores > least)
        for group in _joined(scores, part, least)
    ]
    return sorted(found, key=lambda group: (-len(group), group))


def _joined(scores: Floats, part: list[int], least: float) -> list[list[int]]:
    """Groups of some papers, by position in ``part``."""
    if len(part) == 1:
        return [[0]]
    joining = _Joining(scores[np.ix_(part, part)])
    while joining.join(least):
        pass
    return joining.members()


def _parts(near: NDArray[np.bool_]) -> list[list[int]]:
    """Papers that hang together by any that speak for each other: those of two parts never join."""
    free, found = np.ones(len(near), bool), []
    for number in range(len(near)):
        if free[number]:
            inside = edge = np.arange(len(near)) == number
            while edge.any():
                edge = near[edge].any(axis=0) & ~inside
                inside = inside | edge
            free &= ~inside
            found.append(np.flatnonzero(inside).tolist())
    return found


class _Joining:
    """Groups under way; a group bears the position of its oldest paper."""

    def __init__(self, scores: Floats) -> None:
        self.of: NDArray[np.int64] = np.arange(len(scores))
        self.size = np.ones(len(scores))
        self.best = scores.copy()
        """Best score of each group with each paper."""
        self.sums = scores.copy()
        """For each group and another: the sum of ``best`` over the papers of the other."""
        self.apart = scores <= NEVER / 2
        self.near = np.array([self._near(number) for number in range(len(scores))])

    def join(self, least: float) -> bool:
        """Join the two groups that speak most for each other; False if none do."""
        at = int(self.near.argmax())
        one, other = sorted(divmod(at, len(self.of)))
        if self.near[one, other] <= least:
            return False
        self.best[one] = np.maximum(self.best[one], self.best[other])
        self.apart[one] |= self.apart[other]
        self.apart[:, one] |= self.apart[:, other]
        self.of[self.of == other] = one
        self.size[one] += self.size[other]
        self.size[other] = 0
        self.sums[:, one] += self.sums[:, other]
        self.sums[one] = np.bincount(self.of, weights=self.best[one], minlength=len(self.of))
        self.near[other] = self.near[:, other] = _GONE
        self.near[one] = self.near[:, one] = self._near(one)
        return True

    def _near(self, one: int) -> Floats:
        """How much every group and this one speak for one person."""
        size, mine = np.maximum(self.size, 1), self.size[one]
        mean = np.where(size <= mine, self.sums[one] / size, self.sums[:, one] / mine)
        mean[self.apart[one]] = NEVER
        mean[self.size == 0] = _GONE
        mean[one] = _GONE
        found: Floats = mean
        return found

    def members(self) -> list[list[int]]:
        """Papers by group."""
        found: dict[int, list[int]] = {}
        for number, group in enumerate(self.of.tolist()):
            found.setdefault(group, []).append(number)
        return list(found.values())
