"""Incoming papers on their way to the month tables, beyond ``HELD`` bytes on disk.

Of what is on disk, one file a batch, memory has only where each paper lies and what decides its month.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from inroad.corpus.schema import PAPERS
from inroad.corpus.scratch import scratch
from inroad.errors import StoreError

_PREFIX = "incoming-"
HELD = 256 * 2**20
INDEX = ("paper_id", "date", "date_quality")


class Spool:
    """Normalised batches, written once and read by paper id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: list[pl.DataFrame] = []
        self._held: dict[int, pl.DataFrame] = {}
        self._room = HELD

    def put(self, table: pl.DataFrame) -> None:
        """Put a batch away."""
        if table.is_empty():
            return
        part, size = len(self._parts), int(table.estimated_size())
        if size <= self._room:
            self._room -= size
            self._held[part] = table
        else:
            self._write(part, table)
        self._parts.append(table.select(*INDEX, pl.lit(part, pl.UInt32).alias("part")))

    def _write(self, part: int, table: pl.DataFrame) -> None:
        out = io.BytesIO()
        table.write_ipc(out, compression="lz4")
        try:
            self._file(part).write_bytes(out.getvalue())
        except OSError as error:
            raise StoreError(
                f"cannot write to {self._folder.parent} ({error.strerror})",
                "free some space, then run it again; what was there before still answers",
            ) from error

    def index(self) -> pl.DataFrame:
        """``INDEX`` of every record, and the ``part`` it lies in."""
        empty = pl.DataFrame(schema={name: PAPERS[name] for name in INDEX} | {"part": pl.UInt32})
        return pl.concat([empty, *self._parts])

    def rows(self, wanted: pl.DataFrame) -> pl.DataFrame:
        """All records of the papers in ``wanted`` (columns ``paper_id`` and ``part``)."""
        found = [PAPERS.to_frame()]
        for part in wanted["part"].unique().sort():
            ids = wanted.filter(pl.col("part") == part).select("paper_id").unique()
            table = self._held[part] if part in self._held else pl.read_ipc(self._file(part))
            found.append(table.join(ids, on="paper_id", how="semi"))
        return pl.concat(found)

    def _file(self, part: int) -> Path:
        return self._folder / f"{part:06}.arrow"


@contextmanager
def spool(folder: Path) -> Iterator[Spool]:
    """A spool inside ``folder``, removed at the end."""
    with scratch(folder, _PREFIX) as place:
        yield Spool(place)
