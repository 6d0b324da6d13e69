"""Who is active in a field: names that write most in it, told apart, each with what speaks for them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from inroad.config import Config
from inroad.path.people import warn
from inroad.path.people.blocks import Block, Signed, blocks, rarity
from inroad.path.people.faculty import FacultyList
from inroad.path.people.groups import groups
from inroad.path.people.likeness import scores
from inroad.path.people.names import Name, named, read
from inroad.path.register.field import Found, field_of, quick_field
from inroad.path.register.register import NOBODY, Numbers, Register, once
from inroad.types import ActivePerson, Evidence, Faculty, Newcomers, PeopleReport

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas

YEARS = 2
_NAMES = 3
"""So many names more than people are looked at: a name may turn out to be several people's."""
_SETTLE = dt.timedelta(days=183)
"""After so long in a dense corpus, somebody who never wrote before counts as new to it."""
_EVIDENCE, _WITH, _INTRODUCED = 4, 5, 5


def people(
    atlas: Atlas,
    query: str,
    *,
    as_of: dt.date | None = None,
    top: int = 10,
    faculty: FacultyList | None = None,
) -> PeopleReport:
    """Who wrote most in a field in the last two years of the corpus.

    Args:
        atlas: what is known.
        query: the field, in the user's words.
        as_of: nothing later than this day counts.
        top: at most so many people.
        faculty: a list of faculty that the user brought.

    Raises:
        NotFound: nothing matches; carries near names.
        InputError: the query or the date cannot be used.
    """
    return _Asking(field_of(atlas.until(as_of), query, YEARS), top, faculty).report()


def quickly(
    config: Config, query: str, *, top: int = 10, faculty: FacultyList | None = None
) -> PeopleReport | None:
    """The same of a home as it is now, without any tables; None where these have to be asked.

    Raises:
        InputError: the query cannot be used.
    """
    found = quick_field(config, query, YEARS)
    return None if found is None else _Asking(found, top, faculty).report()


@dataclass(frozen=True)
class _Asking:
    field: Found
    top: int
    faculty: FacultyList | None

    @property
    def register(self) -> Register:
        return self.field.register

    @cached_property
    def last_day(self) -> dt.date:
        """Today, as far as the corpus goes; there must be papers."""
        until = self.register.coverage.until
        assert until is not None
        return until

    @property
    def recent(self) -> Numbers:
        """Papers of the field that count."""
        return self.field.papers

    @cached_property
    def numbers(self) -> frozenset[int]:
        return frozenset(self.recent.tolist())

    def report(self) -> PeopleReport:
        found = sorted(self._people(), key=lambda each: (-each.in_field, -each.last.toordinal(), each.name))
        known = len(once(self._signed[0]))
        return PeopleReport(
            query=self.field.query,
            coverage=self.register.coverage,
            since=self.field.after + dt.timedelta(days=1),
            papers=len(self.recent),
            known=known,
            people=tuple(found[: self.top]),
            warnings=(
                *self.field.warnings,
                *warn.of_report(self.register.coverage.corpus, len(self.recent), known),
            ),
        )

    # -- names ------------------------------------------------------------------------------------------

    @cached_property
    def _signed(self) -> tuple[Numbers, Numbers]:
        """Recent papers of the field and the known authors who signed them, one pair each."""
        of, authors = self.register.parts("wrote", self.recent)
        known = self.register.arrays["known"][authors]
        return self.recent[of[known]], authors[known].astype(np.int64)

    def _wanted(self) -> list[Name]:
        """The names that sign most of the field's papers, the most first; the fullest spelling of each."""
        papers, authors = self._signed
        people = self.register.arrays["person"][authors]
        full = people != NOBODY
        signed = once((people[full].astype(np.int64) << 32) + papers[full])
        at = np.flatnonzero(np.diff(signed >> 32, prepend=-1))
        names, counts = signed[at] >> 32, np.diff(at, append=len(signed))
        if not len(names):
            return []
        last = np.maximum.reduceat(self.register.arrays["day"][signed & (2**32 - 1)], at)
        most = self.top + _NAMES
        order = np.lexsort((-last, -counts))
        least = order[:most][-1]
        enough = (counts > counts[least]) | ((counts == counts[least]) & (last >= last[least]))
        spelt = self._fullest(authors[full], people[full], names[enough])
        rows = zip(-counts[enough], -last[enough], spelt, strict=True)
        return [read(text) for _, _, text in sorted(rows)[:most]]

    def _fullest(self, authors: Numbers, people: Numbers, names: Numbers) -> list[str]:
        """The longest spelling of each of some names."""
        spelt = [{self.register.text(each) for each in once(authors[people == name])} for name in names]
        return [max(texts, key=lambda text: (len(text), text)) for texts in spelt]

    # -- people -----------------------------------------------------------------------------------------

    def _people(self) -> Iterable[ActivePerson]:
        found = blocks(self.register, self._wanted())
        rare = rarity(self.register, found)
        parted = [(block, groups(scores(block, rare))) for block in found]
        shown: set[tuple[int, int]] = set()
        made = []
        for block, parts in parted:
            for part in parts:
                papers = tuple(block.papers[number] for number in part)
                inside = [each for each in papers if each.paper in self.numbers]
                signed = {(each.paper, each.author) for each in papers}
                if inside and not signed & shown:
                    shown |= signed
                    made.append((block, parts, papers, inside))
        made.sort(key=lambda one: (-len(one[3]), -one[3][-1].paper, one[0].name.key))
        latest = {each.paper for one in made[: self.top] for each in _latest(one[3])}
        titles = self.field.titles(sorted(latest))
        return [self._person(*one, titles) for one in made[: self.top]]

    def _person(
        self,
        block: Block,
        parts: list[list[int]],
        papers: tuple[Signed, ...],
        inside: list[Signed],
        titles: Mapping[int, str | None],
    ) -> ActivePerson:
        spelt = self._spellings(papers)
        several = warn.name_groups(block, parts, papers, self.numbers)
        listed, of_list = self._faculty(spelt[0], block)
        return ActivePerson(
            name=spelt[0],
            also=tuple(spelt[1:]),
            in_field=len(inside),
            papers=len(papers),
            first=papers[0].date,
            last=papers[-1].date,
            silent_months=_months(papers[-1].date, self.last_day),
            evidence=tuple(self._evidence(each, titles) for each in _latest(inside)),
            introduced=self._introduced(papers),
            with_=self._together(papers),
            newcomers=self._newcomers(papers),
            name_groups=several,
            faculty=listed,
            warnings=(*warn.of_name(block, several, papers), *of_list),
        )

    def _faculty(self, name: str, block: Block) -> tuple[Faculty | None, tuple[str, ...]]:
        if self.faculty is None:
            return None, ()
        return self.faculty.of(named(name), rare=warn.namesakes(block) < warn.RARE)

    def _introduced(self, papers: Sequence[Signed]) -> tuple[str, ...]:
        """Methods of theirs that recent papers of the field name, the most named first."""
        order = sorted(
            (-self._named[method], method)
            for each in papers
            for method in self.register.own(each.paper).tolist()
            if method in self._named
        )
        return tuple(self.register.method_text(method) for _, method in order[:_INTRODUCED])

    @cached_property
    def _named(self) -> dict[int, int]:
        """In how many recent papers of the field each method is named."""
        counts = np.bincount(self.register.parts("named", self.field.papers)[1])
        methods = np.flatnonzero(counts)
        return dict(zip(methods.tolist(), counts[methods].tolist(), strict=True))

    # -- newcomers --------------------------------------------------------------------------------------

    @cached_property
    def _settled(self) -> dt.date | None:
        """From when on a first paper in this corpus means something; None: never."""
        dense = self.register.coverage.dense_since
        return dense + _SETTLE if dense is not None and dense + _SETTLE < self.last_day else None

    @cached_property
    def _usual(self) -> float | None:
        if self._settled is None:
            return None
        late = self.register.since(self.recent, self._settled - dt.timedelta(days=1))
        told = self.register.arrays["newcomer"][late]
        told = told[told >= 0]
        return float(told.sum()) / len(told) if len(told) else None

    def _newcomers(self, papers: Sequence[Signed]) -> Newcomers:
        """Papers after somebody's first one, so that the newcomer is another."""
        if self._settled is None:
            return Newcomers(0, 0, None, None)
        later = [each for each in papers[1:] if each.date >= self._settled]
        said = [self.register.newcomer(each.paper) for each in later]
        told = [each for each in said if each is not None]
        return Newcomers(sum(map(bool, told)), len(told), self._usual, self._settled)

    # -- facts ------------------------------------------------------------------------------------------

    def _spellings(self, papers: Sequence[Signed]) -> list[str]:
        """Written names, the most used first; a fuller one before a shorter one."""
        counts = Counter(self.register.name(each.author) for each in papers)
        return sorted(counts, key=lambda name: (-counts[name], -len(name), name))

    def _together(self, papers: Sequence[Signed]) -> tuple[str, ...]:
        """Names of those who wrote most of the papers too."""
        counts = Counter(other for each in papers for other in each.others if self.register.is_known(other))
        names = {other: self.register.name(other) for other, papers_ in counts.items() if papers_ > 1}
        order = sorted(names, key=lambda other: (-counts[other], names[other], other))
        return tuple(names[other] for other in order[:_WITH])

    def _evidence(self, of: Signed, titles: Mapping[int, str | None]) -> Evidence:
        paper_id = self.register.paper_id(of.paper)
        return Evidence(paper_id=paper_id, title=titles[of.paper], date=of.date, note="author")


def _latest(papers: Sequence[Signed]) -> list[Signed]:
    return sorted(papers, key=lambda each: -each.paper)[:_EVIDENCE]


def _months(since: dt.date, until: dt.date) -> int:
    """Whole months between two days."""
    months = 12 * (until.year - since.year) + until.month - since.month
    return max(0, months - (until.day < since.day))
