"""Where the feed's papers come from: the home's corpus, or the starter's titles where there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.corpus import paper_ids, store
from inroad.corpus.link import title_key
from inroad.errors import InputError
from inroad.following.news import NEWS
from inroad.types import Coverage

if TYPE_CHECKING:
    from inroad.search import Search
    from inroad.search.vectors import Vectors

Tell = Callable[[str, int, int | None], None]
_COLUMNS = [
    *(pl.col(name) for name in ("paper_id", "title", "abstract", "authors")),
    pl.col("categories").list.first().alias("category"),
    *(pl.col(name) for name in ("categories", "date", "version")),
]


@dataclass(frozen=True)
class Stock:
    """The papers of one home, up to a day."""

    config: Config
    atlas: Atlas
    today: dt.date
    """Nothing later counts; a date in the future is a mistake of its source."""
    tell: Tell
    """Is told of long work."""

    @cached_property
    def search(self) -> Search:
        """The search index, made if there is none."""
        from inroad.search import open_search

        return open_search(self.config, self.tell)

    @cached_property
    def vectors(self) -> Vectors | None:
        """Vectors of papers and texts; None where none were learnt.

        Raises:
            StoreError: they are damaged, or of a newer Inroad.
        """
        from inroad.search.vectors import open_vectors

        return open_vectors(self.config)

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Months of the corpus; none: there is only the starter."""
        return tuple(store.months(store.papers_store(self.config).manifest()))

    @cached_property
    def until(self) -> dt.date:
        """The corpus's last day.

        Raises:
            InputError: no paper is as old as ``today``.
        """
        last = self._last_of_corpus() if self.tables else self._last_of_atlas()
        if last is None:
            raise InputError(f"no paper of this corpus is from {self.today} or before", "choose a later day")
        return last

    def between(self, first: dt.date, last: dt.date) -> pl.DataFrame:
        """NEWS of these days, both included, oldest first."""
        if not self.tables:
            return self._starter(self.atlas.papers.filter(self._days(first, last)))
        return self._months(first, last).select(_COLUMNS).collect().cast(NEWS)

    def titles(self, first: dt.date, last: dt.date) -> pl.DataFrame:
        """paper_id, title and date of the papers of these days: much less to read."""
        if not self.tables:
            return self.atlas.papers.filter(self._days(first, last)).select("paper_id", "title", "date")
        return self._months(first, last).select("paper_id", "title", "date").collect()

    def of(self, ids: Collection[str]) -> pl.DataFrame:
        """NEWS of some papers, those that are there, sorted by id."""
        wanted = pl.col("paper_id").is_in(sorted(ids))
        if not self.tables:
            return self._starter(self.atlas.papers.filter(wanted)).sort("paper_id")
        return (
            store.read(self.config, self._months_of(ids))
            .filter(wanted)
            .select(_COLUMNS)
            .collect()
            .sort("paper_id")
        )

    def coverage(self) -> Coverage:
        """Which corpus an answer speaks of."""
        return self.atlas.coverage()

    # -- finding ----------------------------------------------------------------------------------

    def titled(self, keys: Collection[str]) -> dict[str, tuple[tuple[str, dt.date | None], ...]]:
        """Key of a title (:func:`title_key`) -> ids and dates of the papers that have it, sorted by id."""
        if not keys:
            return {}
        rows = self._identity.select("paper_id", "date", key=title_key())
        rows = rows.filter(pl.col("key").is_in(sorted(keys))).sort("paper_id")
        found: dict[str, list[tuple[str, dt.date | None]]] = {}
        for key, paper_id, date in rows.select("key", "paper_id", "date").iter_rows():
            found.setdefault(key, []).append((paper_id, date))
        return {key: tuple(each) for key, each in found.items()}

    def ids_by_doi(self, dois: Collection[str]) -> dict[str, str]:
        """DOI -> paper."""
        if not self.tables or not dois:
            return {}
        found = store.read(self.config).select("paper_id", doi=paper_ids.doi("doi")).drop_nulls().collect()
        found = found.filter(pl.col("doi").is_in(sorted(dois))).sort("paper_id", descending=True)
        return dict(found.select("doi", "paper_id").iter_rows())

    @cached_property
    def _identity(self) -> pl.DataFrame:
        """paper_id, title and date of all papers."""
        if not self.tables:
            return self.atlas.papers.select("paper_id", "title", "date")
        return store.read(self.config).select("paper_id", "title", "date").collect()

    def _months(self, first: dt.date, last: dt.date) -> pl.LazyFrame:
        names = {each for each in self.tables if f"{first:%Y-%m}" <= each <= f"{last:%Y-%m}"}
        return store.read(self.config, names).filter(self._days(first, last))

    def _days(self, first: dt.date, last: dt.date) -> pl.Expr:
        return pl.col("date").is_between(first, min(last, self.today))

    def _months_of(self, ids: Collection[str]) -> set[str] | None:
        """The months in which papers are, where the atlas knows all of them."""
        if self.atlas.name == "starter":
            return None
        wanted = pl.col("paper_id").is_in(sorted(ids))
        found = self.atlas.papers.filter(wanted).select("paper_id", store.month_table().alias("month"))
        return set(found["month"]) if found.height == len(set(ids)) else None

    def _last_of_corpus(self) -> dt.date | None:
        dated = [each for each in self.tables if each != store.UNDATED and each <= f"{self.today:%Y-%m}"]
        for name in reversed(dated):
            days = store.read(self.config, {name}).select("date").filter(pl.col("date") <= self.today)
            found = days.collect()["date"].max()
            if isinstance(found, dt.date):
                return found
        return None

    def _last_of_atlas(self) -> dt.date | None:
        found = self.atlas.papers.filter(pl.col("date") <= self.today)["date"].max()
        return found if isinstance(found, dt.date) else None

    def _starter(self, papers: pl.DataFrame) -> pl.DataFrame:
        """Papers of the atlas alone: titles without abstracts."""
        names = self.atlas.authors
        listed = papers.select("paper", author="authors").explode("author")
        listed = listed.join(names, on="author", how="left", maintain_order="left")
        authors = listed.drop_nulls("name").group_by("paper", maintain_order=True).agg(authors="name")
        rows = papers.drop("authors").join(authors, on="paper", how="left", maintain_order="left")
        known = pl.when(pl.col("primary").is_not_null())
        return rows.select(
            "paper_id", "title", pl.lit(None, pl.String).alias("abstract"), "authors",
            pl.col("primary").alias("category"),
            known.then(pl.concat_list("primary")).alias("categories"), "date",
            pl.lit(None, pl.Int32).alias("version"),
        ).cast(NEWS)  # fmt: skip


def open_stock(config: Config, today: dt.date, tell: Tell | None = None) -> Stock:
    """The papers of a home up to ``today``; ``tell`` is told of long work."""
    return Stock(config, open_atlas(config), today, tell or _quiet)


def _quiet(stage: str, done: int, total: int | None) -> None:
    pass
