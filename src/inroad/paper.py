"""One paper: what it introduces, which methods it names and how, what it leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from inroad.atlas import describe
from inroad.atlas.open import Atlas
from inroad.atlas.relation_model import STATED
from inroad.atlas.schema import RELATIONS, STATEMENTS
from inroad.errors import NotFound
from inroad.following.stock import Stock
from inroad.types import Evidence, Method, Naming, Paper, PaperReport

Row = Mapping[str, Any]
_ORDER = ("builds on", "applies", "compares with", "surveys", None)


def paper(stock: Stock, paper_id: str) -> PaperReport:
    """What is known of one paper.

    Args:
        stock: the papers of a home and their atlas.
        paper_id: its id, as the corpus has it.

    Raises:
        NotFound: it is not in the corpus.
    """
    rows = stock.of([paper_id])
    if rows.is_empty():
        problem = f"the paper {paper_id} is not in this corpus"
        raise NotFound(problem, "get it with `inroad sync arxiv`, or search for its title")
    return _Read(stock.atlas, _paper(rows.row(0, named=True))).report()


def leaves_open(atlas: Atlas, paper_id: str) -> tuple[Evidence, ...]:
    """What a paper says of its limits; nothing where the atlas has not read it."""
    found = atlas.papers.filter(pl.col("paper_id") == paper_id)
    return _stated(atlas, found.row(0, named=True)) if found.height else ()


def _stated(atlas: Atlas, row: Row) -> tuple[Evidence, ...]:
    if atlas.stated is None:
        return ()
    rows = atlas.stated.filter(pl.col("paper") == row["paper"]).sort("field", "start")
    return tuple(describe.place(each, row, STATEMENTS[each["kind"]]) for each in rows.iter_rows(named=True))


def _paper(row: Row) -> Paper:
    authors, categories = row["authors"], row["categories"]
    return Paper(
        paper_id=row["paper_id"],
        title=row["title"],
        abstract=row["abstract"],
        authors=None if authors is None else tuple(authors),
        categories=None if categories is None else tuple(categories),
        date=row["date"],
        version=row["version"],
    )


@dataclass(frozen=True)
class _Read:
    """One report in the making."""

    atlas: Atlas
    paper: Paper

    def report(self) -> PaperReport:
        row, coverage = self.row, self.atlas.coverage()
        if row is None:
            late = "the atlas has not read this paper yet: run `inroad atlas build`"
            return PaperReport(self.paper, coverage, None, None, (), (), (), (late,))
        return PaperReport(
            paper=self.paper,
            coverage=coverage,
            problem=self._problem(row),
            has_code=row["code"],
            introduces=tuple(self.methods[number] for number in self.introduced if number in self.methods),
            names=self._names(row),
            leaves_open=_stated(self.atlas, row),
        )

    @cached_property
    def row(self) -> Row | None:
        """The paper in the atlas, which may be older than the corpus."""
        found = self.atlas.papers.filter(pl.col("paper_id") == self.paper.paper_id)
        return found.row(0, named=True) if found.height else None

    @cached_property
    def mentions(self) -> pl.DataFrame:
        assert self.row is not None
        return self.atlas.mentions.filter(pl.col("paper") == self.row["paper"]).sort("field", "start")

    @cached_property
    def introduced(self) -> list[int]:
        assert self.row is not None
        own = self.atlas.methods.filter(pl.col("introduced_by") == self.row["paper"])
        return own["method"].to_list()

    @cached_property
    def relations(self) -> dict[int, Row]:
        """The surest relation to each method."""
        assert self.row is not None
        rows = self.atlas.related.filter(
            pl.col("paper") == self.row["paper"], pl.col("confidence") >= STATED, ~pl.col("inferred")
        )
        return {row["parent"]: row for row in rows.sort("confidence", "parent").iter_rows(named=True)}

    @cached_property
    def methods(self) -> dict[int, Method]:
        numbers = {*self.introduced, *self.mentions["method"], *self.relations}
        return describe.methods(self.atlas, numbers)

    def _names(self, row: Row) -> tuple[Naming, ...]:
        places: dict[int, list[Evidence]] = {}
        for each in self.mentions.iter_rows(named=True):
            places.setdefault(each["method"], []).append(describe.place(each, row, "names it"))
        own = set(self.introduced)
        found = [
            self._naming(number, tuple(at))
            for number, at in places.items()
            if number in self.methods and number not in own
        ]
        return tuple(sorted(found, key=_rank))

    def _naming(self, number: int, places: tuple[Evidence, ...]) -> Naming:
        relation = self.relations.get(number)
        if relation is None:
            return Naming(self.methods[number], None, None, places)
        kind: Any = RELATIONS[relation["relation"]]
        return Naming(self.methods[number], kind, round(relation["confidence"], 3), places)

    def _problem(self, row: Row) -> Evidence | None:
        if row["problem"] is None:
            return None
        at = {name: row[f"problem_{name}"] for name in ("field", "start", "end", "sentence")}
        return describe.place(at, row, row["problem"])


def _rank(naming: Naming) -> tuple[int, int, str]:
    return _ORDER.index(naming.relation), -naming.method.papers, naming.method.method_id
