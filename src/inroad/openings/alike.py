"""Later papers that are about the same as a paper, told by vectors: who takes it up often names it otherwise.

One near paper may be about something else of the same field; three hardly ever are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from inroad.atlas.open import Atlas
from inroad.atlas.parts import paper_at, papers_with

THIRD, FIRST = 0.50, 0.62
"""Cosines from which on the third nearest, or the nearest, of later papers tells that a field has moved on.

Set on 400 openings that were judged by reading (tests/gold/stated_openings.json).
"""
_NEAREST = 60
_NEAR = 0.4
"""Papers so near are searched, too."""


@dataclass(frozen=True)
class Alike:
    """What lies near some papers; nothing where there are no vectors."""

    atlas: Atlas
    asked: Sequence[tuple[int, str]]
    """Number and id of each."""

    @cached_property
    def nearest(self) -> dict[str, list[tuple[int, float]]]:
        """Id of a paper -> later papers and their cosines, the nearest first."""
        said, after = self.atlas.said, {paper_id: paper for paper, paper_id in self.asked}
        if said is None or not after:
            return {}
        since = paper_at(self.atlas, min(after.values()))["date"]
        told = said.alike(list(after), since, _NEAREST, self.atlas.as_of)
        known = papers_with(self.atlas, {other for others in told.values() for other, _ in others})
        number = dict(known.select("paper_id", "paper").iter_rows())
        return {
            one: [(number[other], near) for other, near in others if number.get(other, -1) > after[one]]
            for one, others in told.items()
        }

    @cached_property
    def papers(self) -> set[int]:
        """All that lie near one of them."""
        return {paper for others in self.nearest.values() for paper, near in others if near >= _NEAR}

    def crowded(self, paper_id: str) -> bool:
        """Whether so much lies near that what a paper left open is likely taken."""
        near = [cosine for _, cosine in self.nearest.get(paper_id, ())]
        return (len(near) > 0 and near[0] >= FIRST) or (len(near) > 2 and near[2] >= THIRD)
