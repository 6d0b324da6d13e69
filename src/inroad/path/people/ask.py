"""Who is active in a field: names that write most in it, told apart, each with what speaks for them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from inroad.atlas import describe
from inroad.atlas.field import Field, find_field
from inroad.atlas.open import Atlas
from inroad.atlas.schema import ROLES
from inroad.path.people import warn
from inroad.path.people.blocks import Block, Signed, blocks, names_of, rarity
from inroad.path.people.faculty import FacultyList
from inroad.path.people.groups import groups
from inroad.path.people.likeness import scores
from inroad.path.people.names import Name, named, read
from inroad.types import ActivePerson, Evidence, Faculty, Newcomers, PeopleReport

YEARS = 2
_NAMES = 3
"""So many names more than people are looked at: a name may turn out to be several people's."""
_SETTLE = dt.timedelta(days=183)
"""After so long in a dense corpus, somebody who never wrote before counts as new to it."""
_EVIDENCE, _WITH, _INTRODUCED = 4, 5, 5
_OWN = [ROLES.index(kind) for kind in ("method", "model")]
"""What somebody can have introduced; data sets and tools are not asked for here."""


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
    view = atlas.until(as_of)
    asking = _Asking(find_field(view, query), top, faculty)
    return asking.report()


@dataclass(frozen=True)
class _Asking:
    field: Field
    top: int
    faculty: FacultyList | None

    @property
    def atlas(self) -> Atlas:
        return self.field.atlas

    @cached_property
    def since(self) -> dt.date:
        return _years_before(self.atlas.last_day, YEARS)

    @cached_property
    def recent(self) -> pl.DataFrame:
        """PAPERS rows of the field that count."""
        return self.field.papers.filter(pl.col("date") > self.since)

    @cached_property
    def numbers(self) -> frozenset[int]:
        return frozenset(self.recent["paper"].to_list())

    @cached_property
    def names(self) -> pl.DataFrame:
        return names_of(self.atlas)

    def report(self) -> PeopleReport:
        found = sorted(self._people(), key=lambda each: (-each.in_field, -each.last.toordinal(), each.name))
        known = self._signed["paper"].n_unique()
        return PeopleReport(
            query=self.field.query,
            coverage=self.atlas.coverage(),
            since=self.since + dt.timedelta(days=1),
            papers=self.recent.height,
            known=known,
            people=tuple(found[: self.top]),
            warnings=(*self.field.warnings, *warn.of_report(self.atlas, self.recent.height, known)),
        )

    # -- names ------------------------------------------------------------------------------------------

    @cached_property
    def _signed(self) -> pl.DataFrame:
        """paper, date, text: recent papers of the field with the folded names they are signed with."""
        wrote = self.recent.select("paper", "date", author="authors").drop_nulls("author").explode("author")
        return wrote.join(self.names.select("author", "text", "surname", "given"), on="author")

    def _wanted(self) -> list[Name]:
        """The names that sign most of the field's papers, the most first; the fullest spelling of each."""
        longest = pl.col("text").sort_by(pl.col("text").str.len_chars(), "text").last()
        counts = self._signed.group_by("surname", "given").agg(
            text=longest, papers=pl.col("paper").n_unique(), last=pl.col("date").max()
        )
        order = counts.filter(pl.col("given") != "").sort(
            ["papers", "last", "text"], descending=[True, True, False]
        )
        return [read(text) for text in order.head(self.top + _NAMES)["text"]]

    # -- people -----------------------------------------------------------------------------------------

    def _people(self) -> Iterable[ActivePerson]:
        found = blocks(self.atlas, self._wanted())
        rare = rarity(self.atlas, found)
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
        rows = self._rows(made[: self.top])
        return [self._person(*one, rows) for one in made[: self.top]]

    def _rows(self, made: Sequence[tuple[Block, list[list[int]], tuple[Signed, ...], list[Signed]]]) -> _Rows:
        papers = sorted({each.paper for _, _, group, _ in made for each in group})
        return _Rows(self.atlas, papers)

    def _person(
        self,
        block: Block,
        parts: list[list[int]],
        papers: tuple[Signed, ...],
        inside: list[Signed],
        rows: _Rows,
    ) -> ActivePerson:
        spelt = rows.spellings(papers)
        several = warn.name_groups(block, parts, papers, self.numbers)
        listed, of_list = self._faculty(spelt[0], block)
        return ActivePerson(
            name=spelt[0],
            also=tuple(spelt[1:]),
            in_field=len(inside),
            papers=len(papers),
            first=papers[0].date,
            last=papers[-1].date,
            silent_months=_months(papers[-1].date, self.atlas.last_day),
            evidence=rows.evidence(inside),
            introduced=self._introduced(papers, rows),
            with_=rows.together(papers),
            newcomers=self._newcomers(papers, rows),
            name_groups=several,
            faculty=listed,
            warnings=(*warn.of_name(block, several, papers), *of_list),
        )

    def _faculty(self, name: str, block: Block) -> tuple[Faculty | None, tuple[str, ...]]:
        if self.faculty is None:
            return None, ()
        return self.faculty.of(named(name), rare=warn.namesakes(block) < warn.RARE)

    def _introduced(self, papers: Sequence[Signed], rows: _Rows) -> tuple[str, ...]:
        """Methods of theirs that papers of the field name, the most named first."""
        own = pl.Series([each.paper for each in papers], dtype=pl.UInt32).implode()
        theirs = rows.methods.filter(pl.col("introduced_by").is_in(own))
        named = self.field.papers.select("paper").join(rows.mentions, on="paper")
        counts = named.group_by("method").agg(in_field=pl.col("paper").n_unique())
        found = theirs.join(counts, on="method").sort("in_field", "method", descending=[True, False])
        return tuple(found["name"].head(_INTRODUCED))

    # -- newcomers --------------------------------------------------------------------------------------

    @cached_property
    def _settled(self) -> dt.date | None:
        """From when on a first paper in this corpus means something; None: never."""
        dense = self.atlas.covered.dense_since
        return dense + _SETTLE if dense is not None and dense + _SETTLE < self.atlas.last_day else None

    @cached_property
    def _usual(self) -> float | None:
        if self._settled is None:
            return None
        told = self.recent.filter(pl.col("date") >= self._settled)["newcomer"].drop_nulls()
        return float(told.sum()) / len(told) if len(told) else None

    def _newcomers(self, papers: Sequence[Signed], rows: _Rows) -> Newcomers:
        """Papers after somebody's first one, so that the newcomer is another."""
        if self._settled is None:
            return Newcomers(0, 0, None, None)
        later = [each for each in papers[1:] if each.date >= self._settled]
        told = [rows.newcomer[each.paper] for each in later if rows.newcomer[each.paper] is not None]
        return Newcomers(sum(map(bool, told)), len(told), self._usual, self._settled)


class _Rows:
    """Facts on the papers of those who are shown, read once for all of them."""

    def __init__(self, atlas: Atlas, papers: Sequence[int]) -> None:
        rows = atlas.papers.filter(pl.col("paper").is_in(pl.Series(papers, dtype=pl.UInt32).implode()))
        self.by_number = describe.papers_by_number(rows)
        self.newcomer = dict(rows.select("paper", "newcomer").iter_rows())
        introduced = pl.col("introduced_by").is_in(rows["paper"].implode())
        self.methods = atlas.methods.filter(introduced & pl.col("kind").is_in(_OWN))
        mine = pl.col("method").is_in(self.methods["method"].implode())
        self.mentions = atlas.mentions.filter(mine).select("paper", "method")
        authors = rows.select(author="authors").drop_nulls().explode("author").unique()
        named = atlas.authors.join(authors, on="author", how="semi").drop_nulls("name")
        self.names = dict(named.select("author", "name").iter_rows())

    def spellings(self, papers: Sequence[Signed]) -> list[str]:
        """Written names, the most used first; a fuller one before a shorter one."""
        counts = Counter(self.names[each.author] for each in papers)
        return sorted(counts, key=lambda name: (-counts[name], -len(name), name))

    def together(self, papers: Sequence[Signed]) -> tuple[str, ...]:
        """Names of those who wrote most of the papers too."""
        counts = Counter(other for each in papers for other in each.others if other in self.names)
        order = sorted(counts, key=lambda other: (-counts[other], self.names[other], other))
        return tuple(self.names[other] for other in order[:_WITH] if counts[other] > 1)

    def evidence(self, papers: Sequence[Signed]) -> tuple[Evidence, ...]:
        """The latest papers."""
        latest = sorted(papers, key=lambda each: -each.paper)[:_EVIDENCE]
        return tuple(describe.paper(self.by_number[each.paper], "author") for each in latest)


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


def _months(since: dt.date, until: dt.date) -> int:
    """Whole months between two days."""
    months = 12 * (until.year - since.year) + until.month - since.month
    return max(0, months - (until.day < since.day))
