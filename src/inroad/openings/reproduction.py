"""Much-used claims that nobody seems to have checked: no code linked, no reproduction, or a contradiction.

A method counts when papers by others name it and it is not so common that hundreds must have run it.  Its
claim is open in one of two ways: the text of its paper links to no code and no later paper that names it
speaks of reproducing it; or a later study by others reports that it does not do what it should.  That no
link is in the text does not prove that there is no code, and the opening says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cached_property

import polars as pl

from inroad.atlas import describe
from inroad.atlas.describe import Row
from inroad.atlas.field import Field
from inroad.atlas.parts import introduced_in, mentions_of, papers_at, related_where
from inroad.atlas.schema import FIELDS, RELATIONS, ROLES
from inroad.atlas.text import sentence_at, sentences
from inroad.openings import reproduction_words as telling
from inroad.openings.effort import estimate
from inroad.openings.libraries import holding
from inroad.openings.meaning import (
    means_two_things,
    mostly_meant,
    of_known_families,
    says_name,
    there_before,
)
from inroad.openings.reproduction_words import SHOWN, Against, Claim
from inroad.openings.signs import Seen
from inroad.signals.seen import Signals
from inroad.types import Method, Opening, Refutation

YOUNG = dt.timedelta(days=3 * 365)
LEAST_OTHERS, MOST_PAPERS = 4, 80
"""Papers by others that make a method much used; papers in all from which on many must have run it."""
_MOSTLY = 0.3
"""Part of a method's papers that must be of the field."""
_POOL, _READ = 3, 10
"""Times ``most`` that are looked at closely; later papers read for each."""
_MAKES = tuple(ROLES.index(kind) for kind in ("method", "model"))
_COMPARES = RELATIONS.index("compares with")

_CHECKS = re.compile(
    r"\b(?:reproduc(?!e the (?:image|input|signal))\w*|replicat\w+|re-?implement\w*|re-?evaluat\w+"
    r"|re-?examin\w+"
    r"|revisit\w*|(?:a )?closer look|critical (?:look|analysis|evaluation)|sanity check\w*|pitfalls?)\b",
    re.IGNORECASE,
)
_REPRODUCES = re.compile(
    r"\b(?:reproduc(?:e|ed|es|ing|tion|ib\w+)|replicat\w+|re-?implement\w*)\b", re.IGNORECASE
)
_FINDS = re.compile(
    r"\b(?:we (?:also |further )?(?:find|found|show|observe|demonstrate|reveal)|results|experiments"
    r"|analysis|findings"
    r"|surprisingly|contrary|however|evaluation)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:^|\bthat|[,;:]|\b(?:and|while|although|but|however|when))\s*(?:the |existing |even )?$",
    re.IGNORECASE,
)
"""What stands before a name that is what its sentence speaks of."""
_FAILS = re.compile(
    r"^\)?\s(?:(?:often|also|still|alone|itself|training|models?|generally|consistently) "
    r"){0,2}(?:fails?|failed"
    r"|underperforms?|does not|do not|did not|cannot|degrades?|collapses?|struggles?|is not|are not"
    r"|provides? (?:no|little)|offers? (?:no|little)|performs? (?:poorly|worse))\b",
    re.IGNORECASE,
)
_TITLE = 500
"""Characters of a title; there is a row for every place in it, and a broken one may have millions."""
_OTHER_WORK = re.compile(
    r"\b(?:survey|review|benchmark\w*|datasets?|evaluation|robustness analysis|applications? of|applying)\b",
    re.IGNORECASE,
)
"""Titles of papers whose claim is not that a method works."""


def find(field: Field, signals: Signals, most: int) -> list[Opening]:
    """Claims of the field that could be checked now, best first.

    Args:
        field: where to look.
        signals: tells whether a repository was seen for a paper, or was looked for in vain.
        most: how many at most.
    """
    if most <= 0 or field.atlas.coverage().until is None:
        return []
    return _Search(field, signals, most).openings()


class _Search:
    """One run of the finder."""

    def __init__(self, field: Field, signals: Signals, most: int):
        self.field, self.atlas, self.signals, self.most = field, field.atlas, signals, most
        self.until = self.atlas.coverage().until or dt.date.min

    def openings(self) -> list[Opening]:
        """Openings, best first."""
        found = [self._opening(claim) for number in self._numbers if (claim := self._claim(number)).open]
        return sorted(found, key=lambda one: (-one.score, one.opening_id))[: self.most]

    # -- methods --------------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> pl.DataFrame:
        """METHODS of the field that are young and named enough, the most named first."""
        rows = self.field.methods.filter(
            pl.col("kind").is_in(_MAKES)
            & pl.col("introduced_by").is_not_null()
            & pl.col("papers").is_between(LEAST_OTHERS + 1, MOST_PAPERS)
            & (pl.col("in_field") >= _MOSTLY * pl.col("papers"))
            & pl.col("introduced_by").is_in(self.field.papers["paper"].implode())
        )
        own = papers_at(self.atlas, rows["introduced_by"], ["paper", "title", "date"])
        own = own.select("date", introduced_by="paper", of="title")
        dated = rows.join(own, on="introduced_by").filter(pl.col("date") > self.until - YOUNG)
        young = dated.filter(~pl.col("of").str.contains(f"(?i){_OTHER_WORK.pattern}"))
        titled = pl.Series(
            [says_name(*each) for each in young.select("name", "of").iter_rows()], dtype=pl.Boolean
        )
        known = self.field.titled(young.filter(titled).drop("of"))
        ordered = known.sort("papers", "method", descending=[True, False])
        likely = mostly_meant(ordered.head(2 * _POOL * self.most), self.atlas)
        doubted = there_before(likely, self.atlas) | of_known_families(likely, self.atlas)
        return likely.filter(~pl.col("method").is_in(sorted(doubted)))

    @cached_property
    def _records(self) -> dict[int, Method]:
        return describe.methods(self.atlas, self._rows["method"].to_list())

    @cached_property
    def _numbers(self) -> list[int]:
        """Methods that enough papers name which are not known to share an author, the most named first."""
        counts = {number: len({row["paper"] for row in rows}) for number, rows in self._by_method.items()}
        used = [number for number in self._rows["method"] if counts.get(number, 0) >= LEAST_OTHERS]
        # What a well-known library holds has been run by many.
        used = [number for number in used if number in self._records and _is_its_own(self._records[number])]
        return used[: _POOL * self.most]

    @cached_property
    def _origin(self) -> dict[int, int]:
        return dict(self._rows.select("method", "introduced_by").iter_rows())

    # -- papers ---------------------------------------------------------------------------------------

    @cached_property
    def _mentions(self) -> pl.DataFrame:
        """Places where later papers name one of the methods, with the paper; own papers are left out."""
        of = self._rows.select("method", "introduced_by")
        named = mentions_of(self.atlas, of["method"])
        columns = ["paper", "paper_id", "title", "date", "authors", "survey"]
        papers = papers_at(self.atlas, pl.concat([named["paper"], of["introduced_by"]]), columns)
        founders = papers.select(introduced_by="paper", founders="authors")
        rows = named.join(of, on="method").filter(pl.col("paper") > pl.col("introduced_by"))
        joined = rows.join(papers, on="paper").join(founders, on="introduced_by")
        shared = pl.col("authors").list.set_intersection("founders").list.len() > 0
        titled = joined.with_columns(pl.col("title").str.head(_TITLE))
        return titled.filter(~shared.fill_null(False)).sort("method", "paper", "field", "start")

    @cached_property
    def _by_method(self) -> dict[int, list[Row]]:
        """Places of each method, the latest papers first."""
        found: dict[int, list[Row]] = {}
        for row in self._mentions.sort(
            "method", "paper", descending=[False, True], maintain_order=True
        ).iter_rows(named=True):
            found.setdefault(row["method"], []).append(row)
        return found

    @cached_property
    def _makers(self) -> frozenset[int]:
        """Papers that introduce a method of their own: what they say of others is their motivation."""
        own = introduced_in(self.atlas, self._mentions["paper"], ["kind", "introduced_by"])
        return frozenset(own.filter(pl.col("kind").is_in(_MAKES))["introduced_by"])

    @cached_property
    def _own(self) -> dict[int, Row]:
        """The papers that introduce what is looked at closely."""
        rows = papers_at(self.atlas, sorted({self._origin[number] for number in self._numbers}))
        return {row["paper"]: row for row in rows.iter_rows(named=True)}

    @cached_property
    def _looks(self) -> dict[str, Seen]:
        return {**self.signals.latest(sorted(f"paper:{row['paper_id']}" for row in self._own.values()))}

    @cached_property
    def _compared(self) -> dict[int, int]:
        rows = related_where(self.atlas, "parent", self._numbers).filter(pl.col("relation") == _COMPARES)
        return dict(rows.group_by("parent").agg(pl.col("paper").n_unique()).iter_rows())

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Abstracts of the introducing papers, and of those that may speak of checking a method."""
        read = {row["paper_id"] for n in self._numbers for row in self._read(n)}
        own = {row["paper_id"] for row in self._own.values()}
        found = self.atlas.texts_of(pl.Series(sorted(own | read), dtype=pl.String))
        return {paper_id: text for paper_id, _, text in found.iter_rows() if text}

    def _read(self, number: int) -> list[Row]:
        """Places in later papers that are read: titles that speak of checking, then studies."""
        places = self._by_method.get(number, [])
        likely = [row for row in places if _CHECKS.search(row["title"])]
        studies = [row for row in places if row["paper"] not in self._makers and not row["survey"]]
        papers = list(dict.fromkeys(row["paper"] for row in (*likely, *studies)))[:_READ]
        return [row for row in places if row["paper"] in papers]

    # -- claims ---------------------------------------------------------------------------------------

    def _claim(self, number: int) -> Claim:
        paper = self._own[self._origin[number]]
        places = self._by_method.get(number, [])
        others = tuple({row["paper"]: row for row in places}.values())
        abstract = self._texts.get(paper["paper_id"])
        looked = self._looks.get(f"paper:{paper['paper_id']}", {})
        return Claim(
            self._records[number],
            paper,
            abstract,
            others,
            self._compared.get(number, 0),
            self._checks(number, others),
            tuple(self._against(number)),
            looked.get("repository"),
            estimate(paper["title"], abstract),
        )

    def _checks(self, number: int, others: Sequence[Row]) -> tuple[Row, ...]:
        """Later papers whose title speaks of examining the method, or whose sentence of reproducing it."""
        titled = {
            row["paper"]: row
            for row in self._by_method.get(number, [])
            if row["field"] == FIELDS.index("title") and _CHECKS.search(row["title"])
        }
        for row in self._read(number):
            told = self._sentence(row)
            if told and _REPRODUCES.search(told[2]):
                titled.setdefault(row["paper"], row)
        return tuple(titled[paper] for paper in sorted(titled, reverse=True))

    def _against(self, number: int) -> list[Against]:
        found: dict[int, Against] = {}
        for row in self._read(number):
            told = self._sentence(row)
            if told and row["paper"] not in self._makers and row["paper"] not in found:
                start, end, words = told
                if _denied(words, row["start"] - start, row["end"] - start):
                    found[row["paper"]] = Against(row, start, end, row["sentence"], words)
        return list(found.values())[:SHOWN]

    def _sentence(self, row: Row) -> tuple[int, int, str] | None:
        """Start, end and words of the sentence of a place in an abstract that is at hand."""
        text = self._texts.get(row["paper_id"])
        if text is None or row["field"] != FIELDS.index("abstract") or row["start"] is None:
            return None
        spans = sentences(text)
        start, end = spans[sentence_at([start for start, _ in spans], row["start"])]
        return start, start + len(text[start:end].rstrip()), text[start:end].rstrip()

    # -- openings -------------------------------------------------------------------------------------

    def _opening(self, claim: Claim) -> Opening:
        name, paper = claim.method.name, claim.paper
        claimed = telling.claimed(claim)
        return Opening(
            opening_id=f"reproduction:{claim.method.method_id}",
            kind="reproduction",
            title=f"settle what {name} does" if claim.against else f"reproduce {name}",
            why=telling.why(claim),
            obstacle=telling.obstacle(claim),
            parts=telling.parts(claim, self.until),
            effort=claim.effort,
            steps=telling.steps(claim),
            refutation=self._refutation(claim),
            wrong_if=f"there is public code of {name} by others than its authors, or a report that "
            f"repeats its main "
            "figure, outside of this corpus or in a full text",
            evidence=(claimed, *telling.used(claim), *telling.contradicts(claim)),
            method=claim.method.method_id,
            paper_id=paper["paper_id"],
            unknown=telling.unknown(claim, self.atlas.texts is not None),
        )

    def _refutation(self, claim: Claim) -> Refutation:
        names = (
            claim.method.name,
            *([claim.method.long_form] if claim.method.long_form else []),
            *claim.method.aliases,
        )
        found = (
            f"{len(claim.checks)} later papers speak of examining it"
            if claim.checks
            else "none speaks of reproducing it"
        )
        looked = (
            f"all {len(claim.others)} later papers by others that name it, up to {self.until}: titles, and "
            "abstracts of studies"
        )
        words = ("reproduc*", "replicat*", "reimplement*", "revisit*", "re-evaluat*", "closer look")
        near = claim.checks or claim.others
        shown = tuple(
            describe.paper(row, "examines it" if claim.checks else "names it") for row in near[:SHOWN]
        )
        return Refutation(tuple(dict.fromkeys((*names, *words))), looked, found, shown)


def _is_its_own(method: Method) -> bool:
    """Whether its name means it alone, and no well-known library holds it."""
    return not holding(method) and not means_two_things(method.name, method.aliases)


def _denied(words: str, start: int, end: int) -> bool:
    """Whether a sentence reports, as something found, that what it names from ``start`` to ``end`` fails."""
    return bool(_FINDS.search(words) and _SUBJECT.search(words[:start]) and _FAILS.search(words[end:]))
