"""Asking the index: what ``inroad search`` and all that follows queries call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from tantivy import Document, Searcher

from inroad.config import Config
from inroad.errors import Damaged, InroadError
from inroad.query import Query, parse
from inroad.search import rank, stored, terms, wishes
from inroad.search.fuse import fuse
from inroad.search.known import Known
from inroad.search.names import Names
from inroad.search.plan import Plan
from inroad.search.rank import Candidate
from inroad.search.shown import Shown
from inroad.types import Hit, Searched, SearchReport

if TYPE_CHECKING:
    from inroad.search.vectors.ask import Vectors

NEAREST = 40
"""Papers nearest in meaning that are looked at besides those with the words."""
MORE = 20
"""Candidates beyond those shown whose ids are looked up, so that equals stand in order of id."""


class Search:
    """One open index; it goes on answering while another is made, or when its files are gone."""

    def __init__(self, config: Config, searcher: Searcher, names: Names, searched: Searched) -> None:
        self.config = config
        self.searched = searched
        """What it searches in, and what is missing."""
        self._searcher = searcher
        self._names = names

    def find(self, query: str | Query, top: int = 10, as_of: dt.date | None = None) -> SearchReport:
        """The papers that fit a query best.

        Args:
            query: in the language of docs/query.md.
            top: how many hits.
            as_of: no paper later than this day, and names as they were known then.

        Raises:
            QueryError: the query cannot be read.
            Damaged: the index cannot be read.
        """
        with self._guard:
            return self._found(self.plan(query, as_of), top)

    def _found(self, plan: Plan, top: int) -> SearchReport:
        found, with_all = rank.candidates(self._searcher, plan, top)
        ranked = self._ranked(found, top + MORE)
        others, near = self._near(plan, ranked, NEAREST if with_all < top + MORE else 0)
        hits = self._hits(plan, fuse(ranked, others, near, len(plan.text.split()))[:top])
        return SearchReport(
            query=plan.query.text,
            searched=self.searched,
            hits=tuple(hits),
            with_all=with_all,
            expanded=plan.expanded,
            corrected=plan.corrected,
            notes=plan.told,
        )

    def matching(
        self, query: str | Query, since: dt.date | None = None, until: dt.date | None = None
    ) -> list[str]:
        """Ids of all papers that meet the whole query, every word included, newest first.

        Args:
            query: in the language of docs/query.md.
            since: first day, included; None: from the first paper on.
            until: last day, included.  With either, papers without a date are left out.
        """
        with self._guard:
            plan = self.plan(query, None)
            conditions = [*plan.every, *plan.filters]
            if not conditions:
                return []
            if since or until:
                conditions.append(terms.days(since, until))
            every = max(1, self._searcher.num_docs)
            found = self._searcher.search(terms.preferring(conditions, None), every, count=False)
            papers = [self._searcher.doc(at) for _, at in found.hits]
        days = [(paper.get_first("day"), str(paper.get_first("id"))) for paper in papers]
        return [paper_id for day, paper_id in sorted(days, key=_newest_first)]

    def plan(self, query: str | Query, as_of: dt.date | None) -> Plan:
        """How a query is read."""
        read = parse(query) if isinstance(query, str) else query
        by = wishes.author_of(read)
        if by is None:
            return Plan(read, self.known, as_of)
        plan = Plan(by, self.known, as_of)
        name = by.parts[0]
        if not self._searcher.search(plan.demands.asked(name), 1, count=False).hits:
            return Plan(read, self.known, as_of)
        plan.notes.append(f"read as {by.text}; put quotes around a word to search for it")
        return plan

    @cached_property
    def known(self) -> Known:
        """What plans ask of the index."""
        return Known(
            frequency=self._searcher.doc_freq,
            in_a_row=lambda name, row: rank.count(self._searcher, terms.phrase(name, row)),
            words=lambda start: self._searcher.terms_with_prefix("word", start),
            authors=lambda start: self._searcher.terms_with_prefix("author", start),
            names=self._names,
            papers=self._searcher.num_docs,
            unread=self.searched.unread,
        )

    def _near(
        self, plan: Plan, ranked: Sequence[Candidate], widen: int
    ) -> tuple[list[Candidate], dict[str, float] | None]:
        """Papers near in meaning that the words did not find, and cosines by id; None without vectors.

        The list is widened only where few papers have all words: else it holds enough of what was meant.
        """
        if not self.searched.vectors or not plan.text:
            return [], None
        from inroad.search.vectors.ask import nearness  # loads NumPy, which words alone do not need

        try:
            near = nearness(self._vectors, plan.text, [each.paper_id for each in ranked], widen)
        except InroadError as error:
            plan.notes.append(f"told by words alone: {error}")
            return [], None
        known = {each.paper_id for each in ranked}
        others = rank.of_ids(self._searcher, plan, [each for each in near if each not in known])
        return others, near or None

    @cached_property
    def _vectors(self) -> Vectors:
        from inroad.search.vectors.ask import open_vectors

        found = open_vectors(self.config)
        if found is None:
            raise Damaged("the vectors are incomplete", stored.REMAKE)
        return found

    def _ranked(self, found: Sequence[Candidate], most: int) -> list[Candidate]:
        """The first candidates with their ids, so that equals stand in order of id."""
        first = [replace(each, paper_id=self._id(each)) for each in found[:most]]
        return sorted(first, key=rank.order)

    def _id(self, candidate: Candidate) -> str:
        return str(self._paper(candidate).get_first("id"))

    def _paper(self, candidate: Candidate) -> Document:
        return self._searcher.doc(rank.address(candidate.place))

    def _hits(self, plan: Plan, found: Sequence[Candidate]) -> list[Hit]:
        shown = Shown(plan)
        return [shown.hit(self._paper(each), each) for each in found]

    @property
    def _guard(self) -> AbstractContextManager[None]:
        return stored.guarded(self.config.search)


def _newest_first(paper: tuple[int | None, str]) -> tuple[bool, int, str]:
    day, paper_id = paper
    return day is None, -(day or 0), paper_id
