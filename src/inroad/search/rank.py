"""Candidates and their scores: several short lists of the index, put together into one.

Each list is ranked by the same sum over words (BM25, Robertson and Walker 1994, by field); a paper that is
also in the lists of "all words", "words in a row" and so on gets a named part for each.  The parts are
shares of the words' own score, so that they order papers of like words and cannot lift others far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite

from tantivy import DocAddress, Searcher, SearchResult
from tantivy import Query as Asked

from inroad.search import terms
from inroad.search.analysis import whole
from inroad.search.plan import Plan
from inroad.types import ScorePart

POOL = 200
"""Candidates of each list."""
MANY = 20_000
"""Of words that more papers have, it tells little that an abstract has them in a row, and takes long."""
LIKELY = 15
"""Papers whose title is compared letter by letter: short titles come first, so that it is among them."""
IN_TITLE = "all words in the title"
WORDS, ALL, TITLE_ROW, ROW, ADOPTED = "words", "all words", "in a row in the title", "in a row", "adopted"
NAMED, NAMESAKE, EXACT, ID = "introduces it", "introduces a namesake", "the title itself", "the paper itself"

SHARES = {ALL: 0.4, IN_TITLE: 0.5, TITLE_ROW: 0.3, ROW: 0.15}
"""Of the words' score."""
OF_BEST = {NAMED: 1.0, NAMESAKE: 0.4, EXACT: 2.0, ID: 4.0}
"""Of the best candidate's words' score: these are what was looked for."""
PER_DOUBLING = 0.02
"""Share for each doubling of the papers that name what a paper introduced: it settles near ties."""

Place = tuple[int, int]
"""Segment and number: where tantivy keeps a paper."""


@dataclass
class Candidate:
    """One paper and what speaks for it."""

    place: Place
    words: float
    parts: dict[str, float] = field(default_factory=dict)
    paper_id: str = ""
    day: int | None = None

    @property
    def score(self) -> float:
        """Sum of all parts."""
        return sum(self.parts.values())

    def told(self) -> tuple[ScorePart, ...]:
        """The parts, largest first."""
        order = sorted(self.parts.items(), key=lambda part: (-part[1], part[0]))
        return tuple(ScorePart(label, round(value, 3)) for label, value in order if value)


def address(place: Place) -> DocAddress:
    """Where to ask for a paper."""
    return DocAddress(*place)


def candidates(searcher: Searcher, plan: Plan, most: int) -> tuple[list[Candidate], int]:
    """Papers that may be shown, best first, and how many papers meet the whole query."""
    gathered = _Gathered(searcher, plan, max(POOL, 2 * most))
    gathered.by_words()
    with_all = gathered.by_all_words()
    gathered.by_rows(with_all)
    gathered.by_name()
    return gathered.scored(), with_all


def of_ids(searcher: Searcher, plan: Plan, paper_ids: Sequence[str]) -> list[Candidate]:
    """Those of some papers that meet the query's demands, scored by its words: to widen a list."""
    if not paper_ids:
        return []
    gathered = _Gathered(searcher, plan, len(paper_ids))
    gathered.by_ids(paper_ids)
    scored = gathered.scored()
    for each in scored:
        each.paper_id = str(searcher.doc(address(each.place)).get_first("id"))
    return scored


class _Gathered:
    """Candidates of one query, list by list."""

    def __init__(self, searcher: Searcher, plan: Plan, pool: int) -> None:
        self.searcher, self.plan, self.pool = searcher, plan, pool
        self.found: dict[Place, Candidate] = {}
        self.labels: dict[str, set[Place]] = {}

    def by_words(self) -> None:
        scoring, filters = self.plan.scoring, self.plan.filters
        if scoring is None:
            return
        query = (
            terms.filtered(scoring, filters) if self.plan.needs_words else terms.preferring(filters, scoring)
        )
        self._ask(WORDS, query)

    def by_all_words(self) -> int:
        demands = [*self.plan.every, *self.plan.filters]
        if not demands and self.plan.scoring is None:
            return 0
        query = terms.preferring(demands, self.plan.scoring)
        if self.plan.scoring is not None:
            return self._ask(ALL if self.plan.every else WORDS, query, count=True)
        return self._ask_newest(query)

    def by_rows(self, with_all: int) -> None:
        if self.plan.in_title:
            self._meeting(IN_TITLE, terms.all_of(self.plan.in_title))
        if not self.plan.run:
            return
        self._meeting(TITLE_ROW, terms.phrase("title", self.plan.run))
        if with_all <= MANY:
            self._meeting(ROW, terms.phrase("abstract", self.plan.run))

    def by_ids(self, paper_ids: Sequence[str]) -> None:
        self._meeting(WORDS, terms.one_of("id", paper_ids))

    def by_name(self) -> None:
        plan = self.plan
        self._titled(plan.title)
        for paper_id in plan.ids:
            self._meeting(ID, terms.term("id", paper_id))
        if named := plan.whole_name:
            self._introducing(NAMED, [named.method.introduced_by])
            self._introducing(NAMESAKE, [each.introduced_by for each in named.namesakes if each.papers > 2])

    def _titled(self, title: str) -> None:
        """Of the papers that have the words in a row, or the only one, those of just that title."""
        places = self.labels.get(TITLE_ROW if self.plan.run else WORDS, set()) if title else set()
        likely = sorted(places, key=lambda place: (-self.found[place].words, place))[:LIKELY]
        read = ((place, str(self.searcher.doc(address(place)).get_first("title"))) for place in likely)
        if exact := {place for place, text in read if whole(text) == title}:
            self.labels[EXACT] = exact

    def _introducing(self, label: str, paper_ids: Sequence[str | None]) -> None:
        for paper_id in paper_ids:
            if paper_id is not None:
                self._meeting(label, terms.term("id", paper_id))

    def _meeting(self, label: str, condition: Asked) -> None:
        self._ask(label, terms.preferring([condition, *self.plan.filters], self.plan.scoring))

    def _ask(self, label: str, query: Asked, count: bool = False) -> int:
        result = self.searcher.search(query, self.pool, count=count)
        for score, at in result.hits:
            place = (at.segment_ord, at.doc)
            self.found.setdefault(place, Candidate(place, score if isfinite(score) else 0.0))
            self.labels.setdefault(label, set()).add(place)
        return _count(result) if count else 0

    def _ask_newest(self, query: Asked) -> int:
        result = self.searcher.search(query, self.pool, count=True, order_by_field="day")
        for _, at in result.hits:
            place = (at.segment_ord, at.doc)
            self.found.setdefault(place, Candidate(place, 0.0))
        return _count(result)

    # -- scores -------------------------------------------------------------------------------------

    def scored(self) -> list[Candidate]:
        best = max((each.words for each in self.found.values()), default=0.0) or 1.0
        found = list(self.found.values())
        days = self._values("day", found)
        adopted = self._values("adopted", found) if self.plan.as_of is None else [0] * len(found)
        for each, day, doublings in zip(found, days, adopted, strict=True):
            each.day = day
            each.parts = self._parts(each, doublings or 0, best)
        return sorted(found, key=order)

    def _values(self, name: str, found: Sequence[Candidate]) -> list[int | None]:
        values = self.searcher.fast_field_values(name, [address(each.place) for each in found])
        return [None if value is None else int(value) for value in values]

    def _parts(self, each: Candidate, doublings: int, best: float) -> dict[str, float]:
        parts = {WORDS: each.words, ADOPTED: PER_DOUBLING * doublings * each.words}
        parts |= {
            label: SHARES[label] * each.words for label in SHARES if each.place in self.labels.get(label, ())
        }
        return parts | {
            label: OF_BEST[label] * best for label in OF_BEST if each.place in self.labels.get(label, ())
        }


def count(searcher: Searcher, query: Asked) -> int:
    """How many papers meet a query."""
    return _count(searcher.search(query, 1, count=True))


def _count(result: SearchResult) -> int:
    return int(getattr(result, "count", 0) or 0)  # not in the library's own type hints


def order(each: Candidate) -> tuple[float, int, str]:
    """Sort key: best first; of equals the newest, then by id."""
    return (-round(each.score, 4), -(each.day if each.day is not None else -(1 << 30)), each.paper_id)
