"""Papers on their way in: a few ten thousand at a time, as their source wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter

import polars as pl

from inroad.corpus.schema import PAPERS
from inroad.types import Paper, Reject

ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Part of a source."""

    table: pl.DataFrame
    """The columns of ``PAPERS``, not yet normalised; ``place`` too if the source knows the rows' places."""
    source: str
    """File name or address."""
    rejects: tuple[Reject, ...] = ()
    """Records that could not be read at all."""
    deleted: tuple[str, ...] = ()
    """Ids that the source says are no more."""


_VALUES = attrgetter(*(field.name for field in fields(Paper)))


def tabled(papers: Iterable[Paper]) -> pl.DataFrame:
    """Papers as a table in the columns of ``PAPERS``."""
    # By columns: several times faster than handing over rows.
    columns = list(zip(*(_VALUES(paper) for paper in papers), strict=True)) or [()] * len(PAPERS)
    named = zip(PAPERS.items(), columns, strict=True)
    return pl.DataFrame([pl.Series(name, column, kind, strict=False) for (name, kind), column in named])


def batches(records: Iterable[Paper | Reject], source: str, rows: int = ROWS) -> Iterator[Batch]:
    """Records cut into batches, papers and rejects apart."""
    rest = iter(records)
    while part := list(islice(rest, rows)):
        rejects = tuple(record for record in part if isinstance(record, Reject))
        yield Batch(tabled(record for record in part if isinstance(record, Paper)), source, rejects)
