"""Parts of an atlas read where they lie: what a field needs costs what the field is large, not the corpus.

An atlas at rest is packed, and a packed table is read whole.  When an atlas is first asked after a build its
tables are laid out once more as arrays (:mod:`inroad.atlas.columns`) in a file that is mapped into memory
(:mod:`inroad.atlas.mapped`), with what many questions count anew otherwise: how many papers name each method,
which methods are called alike, how many papers the corpus has a month.  Where it cannot be kept the tables
answer as before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from inroad.atlas.columns import equal_texts, laid_out, plain_texts, positions, rows_of, taken
from inroad.atlas.mapped import Array, Facts, Mapped
from inroad.atlas.schema import ALIASES, AUTHORS, MENTIONS, METHODS, PAPERS, RELATED

VERSION = 2
"""Raised when the same tables would be laid out differently."""
_SCHEMAS: dict[str, pl.Schema] = {
    "papers": PAPERS,
    "authors": AUTHORS,
    "methods": METHODS,
    "aliases": ALIASES,
    "mentions": MENTIONS,
    "related": RELATED,
}
LINES = pl.Schema(dict.fromkeys(("method", "parent", "edge", "ahead"), pl.UInt32))
"""``edge`` is a row of RELATED; null where there is no parent, or no way on."""
_BY = {
    "papers": ("authors",),
    "methods": ("introduced_by",),
    "aliases": ("method",),
    "mentions": ("method", "paper"),
    "related": ("parent", "child", "paper"),
}
"""Columns by which rows are asked for; those of papers, authors and methods have their place as number."""
_ALIGNED = 64
Read = Callable[[str], pl.DataFrame]


@dataclass(frozen=True)
class Rows:
    """Some rows of an atlas at a time."""

    arrays: Mapping[str, Array]
    facts: Mapping[str, Any]

    @property
    def papers(self) -> int:
        """Papers of the corpus."""
        return int(self.facts["papers"])

    @cached_property
    def months(self) -> tuple[tuple[dt.date, int], ...]:
        """First day of each month that has papers, and how many."""
        return tuple((dt.date.fromisoformat(month), papers) for month, papers in self.facts["months"])

    @cached_property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """Of the first paper and of the last."""
        first, last = (each and dt.date.fromisoformat(each) for each in self.facts["days"])
        return first, last

    @property
    def dates(self) -> pl.Series:
        """Of all papers, in their order."""
        return pl.Series("date", np.asarray(self.arrays["papers/date"])).cast(pl.Date)

    def at(
        self, table: str, numbers: Sequence[int] | pl.Series, columns: Collection[str] | None = None
    ) -> pl.DataFrame:
        """The rows of a table with these numbers: those of papers, authors and methods, else their places."""
        count = int(self.facts[table])
        return taken(self.arrays, table, _columns(table, columns), positions(numbers, count))

    def where(
        self,
        table: str,
        by: str,
        numbers: Sequence[int] | pl.Series,
        columns: Collection[str] | None = None,
    ) -> pl.DataFrame:
        """The rows of a table that have one of some numbers in a column, in the order of the table."""
        found = rows_of(self.arrays, table, by, numbers)
        return taken(self.arrays, table, _columns(table, columns), found)

    def numbered(self, ids: Sequence[str]) -> pl.DataFrame:
        """paper and paper_id of those ids that papers have, in order of time."""
        asked = np.array(sorted({each.encode() for each in ids}), dtype=np.bytes_)
        known = self.arrays["ids"]
        places = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
        found = places[known[places] == asked] if len(known) else places[:0]
        return self.at("papers", self.arrays["ids ="][found].astype(np.int64).tolist(), ("paper", "paper_id"))

    def papers_a_method(self, methods: pl.Series) -> pl.Series:
        """In how many papers each of these methods is named; 0 for one without mention."""
        return pl.Series("papers", np.asarray(self.arrays["methods papers"][methods.to_numpy()]))

    def lines(self, methods: Sequence[int]) -> pl.DataFrame:
        """LINES of some methods."""
        return taken(self.arrays, "lines", LINES, positions(methods, int(self.facts["methods"])))

    def lines_under(self, parents: Sequence[int]) -> pl.DataFrame:
        """LINES of the methods whose best parent is one of these."""
        return taken(self.arrays, "lines", LINES, rows_of(self.arrays, "lines", "parent", parents))

    def alike(self, methods: pl.Series) -> pl.DataFrame:
        """The methods with a name that one of these has, they themselves included: METHODS."""
        names = pl.Series(np.asarray(self.arrays["methods alike/name"][methods.to_numpy()]))
        return self.at("methods", rows_of(self.arrays, "methods alike", "name", names).tolist())

    def spelt(self, keys: Collection[str]) -> pl.DataFrame:
        """method and ``key``: the methods that have one of these folded names."""
        found = [row for key in sorted(keys) for row in equal_texts(self.arrays, "spellings/key", key)]
        schema = {"method": pl.UInt32(), "key": pl.String()}
        return taken(self.arrays, "spellings", schema, np.array(found, dtype=np.int64))


def _columns(table: str, columns: Collection[str] | None) -> dict[str, pl.DataType]:
    schema = _SCHEMAS[table]
    return {name: schema[name] for name in schema if columns is None or name in columns}


def lines_of(related: pl.DataFrame, methods: int) -> pl.DataFrame:
    """Each method's best parent, the row of RELATED that tells of it, and what follows on the main path."""
    from inroad.atlas.lineage import lineage  # asked for once after a build
    from inroad.atlas.relation_model import LEAST

    graph = lineage(related.with_row_index("at"), least_confidence=LEAST)
    best = [(child, edge.parent, edge.row["at"]) for child, edge in graph.best.items()]
    ahead = [(node, way[2]) for node, way in graph.ahead.items()]
    every = pl.DataFrame({"method": pl.int_range(methods, dtype=pl.UInt32, eager=True)})
    edges = pl.DataFrame(best, dict.fromkeys(("method", "parent", "edge"), pl.UInt32), orient="row")
    ways = pl.DataFrame(ahead, dict.fromkeys(("method", "ahead"), pl.UInt32), orient="row")
    told = every.join(edges, on="method", how="left", maintain_order="left")
    return told.join(ways, on="method", how="left", maintain_order="left").select(LINES.names())


def folded(column: str) -> pl.Expr:
    """As :func:`inroad.atlas.text.name_key`, near enough for finding."""
    return pl.col(column).str.replace_all(r"[\s\-_‐‑–—/.:,'’`^{}()$\\]", "").str.to_lowercase()


# -- making -----------------------------------------------------------------------------------------


def _made(read: Read) -> tuple[dict[str, Array], Facts]:
    """Arrays and facts of an atlas."""
    arrays: dict[str, Array] = {}
    facts: Facts = {}
    for name, schema in _SCHEMAS.items():
        table = read(name)
        if table.schema != schema:
            raise ValueError(f"{name} has other columns")
        facts[name] = table.height
        arrays |= laid_out(name, table, _BY.get(name, ()))
    arrays |= dict(_derived(read))
    return arrays, facts | _calendar(read("papers")["date"])


def _derived(read: Read) -> Iterator[tuple[str, Array]]:
    papers, methods = read("papers"), read("methods")
    ids = np.array([each.encode() for each in papers["paper_id"]], dtype=np.bytes_)
    order = np.argsort(ids, kind="stable")
    yield "ids", ids[order]
    yield "ids =", order.astype(np.uint32)
    pairs = read("mentions").select("method", "paper")
    first = (pairs["method"] != pairs["method"].shift()) | (pairs["paper"] != pairs["paper"].shift())
    counted = np.bincount(pairs.filter(first.fill_null(True))["method"].to_numpy(), minlength=methods.height)
    yield "methods papers", counted.astype(np.uint32)
    names = methods["method_id"].str.split("@").list.first().rank("dense") - 1
    yield from laid_out("methods alike", names.cast(pl.UInt32).alias("name").to_frame(), ("name",))
    spellings = read("aliases").select("method", key=folded("alias")).sort("key", "method")
    yield from laid_out("lines", lines_of(read("related"), methods.height), ("parent",))
    yield "spellings/method", spellings["method"].to_numpy()
    yield from plain_texts("spellings/key", spellings["key"])


def _calendar(dates: pl.Series) -> Facts:
    """Facts on the days of papers, as text."""
    counts = dates.dt.truncate("1mo").drop_nulls().value_counts(sort=False).sort("date")
    return {
        "days": [None if day is None else str(day) for day in (dates.min(), dates.max())],
        "months": [[str(month), papers] for month, papers in counts.iter_rows()],
    }


def rows_in(mapped: Mapped, read: Read) -> Rows | None:
    """The rows of an atlas; laid out now if they are not yet.  None where they cannot be kept.

    Args:
        mapped: where they are kept, of this atlas.
        read: gives its tables by name.
    """
    with suppress(ValueError):
        found = mapped.get(f"rows-{VERSION}", lambda: _made(read))
        return Rows(*found) if found else None
    return None
