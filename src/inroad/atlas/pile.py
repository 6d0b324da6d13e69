"""A table that only grows at its end: what came before lies on disk, once there is much of it.

Joins look at few of these rows again, so they are not worth the memory that they would take.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from inroad.corpus.scratch import scratch
from inroad.errors import StoreError

_PREFIX = "pile-"
_FEW = 20_000
"""So few rows stay in memory."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Rows in the order in which they came."""

    name: str
    schema: pl.Schema
    folder: Path | None = None
    """Where rows go; None: all stay in memory."""
    parts: tuple[pl.DataFrame | Path, ...] = ()
    height: int = 0

    def with_rows(self, rows: pl.DataFrame) -> Pile:
        """These rows, too, after the others.

        Raises:
            StoreError: there is no room for them.
        """
        away = self.folder is not None and rows.height > _FEW
        part = self._put(self.folder, rows) if away and self.folder else rows
        return replace(self, parts=(*self.parts, part), height=self.height + rows.height)

    def _put(self, folder: Path, rows: pl.DataFrame) -> Path:
        file = folder / f"{self.name}-{self.height}.arrow"
        try:
            rows.write_ipc(file, compression="lz4")
        except OSError as error:
            raise StoreError(
                f"cannot write to {folder.parent} ({error.strerror or error})",
                "free some space, then run it again; what was there before still answers",
            ) from error
        return file

    def where(self, predicate: pl.Expr) -> pl.DataFrame:
        """The rows of which this is true; one part is looked at after the other."""
        found = (_scan(part).filter(predicate).collect(engine="streaming") for part in self.parts)
        return pl.concat([self.schema.to_frame(), *found])

    def scan(self) -> pl.LazyFrame:
        """All rows, not yet in memory."""
        return pl.concat([self.schema.to_frame(eager=False), *(_scan(part) for part in self.parts)])

    def whole(self) -> pl.DataFrame:
        """All rows, in memory."""
        return self.scan().collect()


def _scan(part: pl.DataFrame | Path) -> pl.LazyFrame:
    if isinstance(part, pl.DataFrame):
        return part.lazy()
    return pl.scan_parquet(part, glob=False) if part.suffix == ".parquet" else pl.scan_ipc(part, glob=False)


def room_for_piles(folder: Path) -> AbstractContextManager[Path]:
    """A place for piles inside ``folder``, for the time of one build."""
    return scratch(folder, _PREFIX)
