"""Which papers use a method, and how: each in one group, told from what the atlas read in its text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

import polars as pl

from inroad.atlas import describe
from inroad.atlas.field import method_named
from inroad.atlas.open import Atlas
from inroad.atlas.parts import mentions_of, methods_at, papers_at, related_where
from inroad.atlas.relation_model import STATED
from inroad.atlas.schema import RELATIONS
from inroad.types import Count, MethodPapers, Use, UseGroup, UseKind

KINDS: tuple[UseKind, ...] = get_args(UseKind)
"""Groups in order; a paper that fits several is in the first."""


def papers_of(atlas: Atlas, name: str, *, as_of: dt.date | None = None, top: int = 10) -> MethodPapers:
    """The papers that name a method, by how they stand to it; the newest ``top`` of each group.

    Raises:
        NotFound: nothing of that name; carries near names.
    """
    atlas = atlas.until(as_of)
    found = method_named(atlas, name)
    return _Uses(atlas, found[0], top).report()


@dataclass(frozen=True)
class _Uses:
    """One report in the making."""

    atlas: Atlas
    method: int
    top: int

    @cached_property
    def places(self) -> pl.DataFrame:
        """paper, group, confidence and place: each paper once, in its group."""
        rows = pl.concat([self._introducing(), self._related(), self._mentioned()])
        # Of several places for one relation the surest counts; of mentions, which have no doubt, the first.
        surest = rows.sort("paper", "group", -pl.col("confidence"), "field", "start")
        return surest.unique("paper", keep="first", maintain_order=True)

    def _introducing(self) -> pl.DataFrame:
        rows = methods_at(self.atlas, [self.method]).select(paper="introduced_by")
        return _placed(rows.drop_nulls(), pl.lit(KINDS.index("introduces")))

    def _related(self) -> pl.DataFrame:
        every = related_where(self.atlas, "parent", [self.method])
        rows = every.filter(pl.col("confidence") >= STATED)
        groups = {number: KINDS.index(kind) for number, kind in enumerate(RELATIONS)}
        return _placed(rows, pl.col("relation").cast(pl.Int32).replace_strict(groups))

    def _mentioned(self) -> pl.DataFrame:
        rows = mentions_of(self.atlas, [self.method])
        return _placed(rows, pl.lit(KINDS.index("mentions only")))

    @cached_property
    def papers(self) -> pl.DataFrame:
        """PAPERS rows with group and place, newest first."""
        joined = self.places.join(papers_at(self.atlas, self.places["paper"]), on="paper", how="inner")
        return joined.sort("paper", descending=True)

    def report(self) -> MethodPapers:
        record = describe.methods(self.atlas, {self.method})[self.method]
        coverage = self.atlas.coverage()
        groups = (self._group(number, kind) for number, kind in enumerate(KINDS))
        return MethodPapers(
            method=record,
            corpus=coverage.corpus,
            until=coverage.until,
            papers=self.papers.height,
            groups=tuple(group for group in groups if group.papers),
            by_year=self._by_year(),
            namesakes=record.namesakes,
        )

    def _group(self, number: int, kind: UseKind) -> UseGroup:
        rows = self.papers.filter(pl.col("group") == number)
        shown = tuple(_use(row, kind) for row in rows.head(self.top).iter_rows(named=True))
        return UseGroup(kind, rows.height, shown)

    def _by_year(self) -> tuple[Count, ...]:
        years = self.papers.group_by(year=pl.col("date").dt.year()).len().sort("year")
        return tuple(Count(str(year), count, self.papers.height) for year, count in years.iter_rows())


_COLUMNS = pl.Schema(
    {
        "paper": pl.UInt32,
        "group": pl.Int32,
        "confidence": pl.Float32,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "sentence": pl.UInt16,
        "inferred": pl.Boolean,
    }
)


def _placed(rows: pl.DataFrame, group: pl.Expr) -> pl.DataFrame:
    """Rows in the columns of ``_COLUMNS``; what is not known stays unknown."""
    known = rows.with_columns(group=group.cast(pl.Int32))
    columns = (name if name in known.columns else pl.lit(None).alias(name) for name in _COLUMNS)
    return known.select(columns).cast(_COLUMNS)


def _use(row: dict[str, Any], kind: UseKind) -> Use:
    confidence, note = row["confidence"], "inferred from the name" if row["inferred"] else kind
    return Use(
        paper_id=row["paper_id"],
        title=row["title"],
        date=row["date"],
        confidence=None if confidence is None else round(confidence, 3),
        evidence=describe.place(row, row, note),
    )
