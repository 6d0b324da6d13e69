"""CSRankings' list of faculty: ``csrankings.csv`` as the project publishes it, or the same as Parquet.

Its licence does not allow to pass changed copies on, so the list is never bundled: the user downloads it.
"""

from __future__ import annotations

import io

import polars as pl
from polars.exceptions import PolarsError

from inroad.errors import InputError

NAME = "CSRankings"
LIST = pl.Schema({"name": pl.String, "affiliation": pl.String, "homepage": pl.String})
MOST = 50_000_000
"""Bytes; the real list has two million."""
_NOTE = r"\s*\[[^\]]*\]"
_WEB = r"^https?://[^\s@]+$"


def parse(data: bytes, source: str) -> tuple[pl.DataFrame, int]:
    """LIST, one row a name and affiliation, and how many rows could not be used.

    A homepage that is no web address (or hides one of mail) is left out, not the person.

    Raises:
        InputError: it is no such list.
    """
    table = _read(data, source)
    missing = {"name", "affiliation"} - set(table.columns)
    if missing:
        raise InputError(
            f"{source} is not a list of CSRankings: it has no column {' or '.join(sorted(missing))}",
            "download csrankings.csv from csrankings.org and name that file",
        )
    if "homepage" not in table.columns:
        table = table.with_columns(homepage=pl.lit(None, pl.String))
    texts = table.select(pl.col(LIST.names()).cast(pl.String).str.strip_chars())
    rows = texts.with_columns(
        name=pl.col("name").str.replace_all(_NOTE, ""),
        homepage=pl.when(pl.col("homepage").str.contains(_WEB)).then("homepage"),
    )
    usable = rows.filter(pl.col("name") != "", pl.col("affiliation") != "")
    return usable.unique().sort(LIST.names()), rows.height - usable.height


def _read(data: bytes, source: str) -> pl.DataFrame:
    if len(data) > MOST:
        raise InputError(
            f"{source} has {len(data):,} bytes, far more than the list", "name csrankings.csv itself"
        )
    try:
        if data[:4] == b"PAR1":
            return pl.read_parquet(io.BytesIO(data))
        return pl.read_csv(
            io.BytesIO(data), infer_schema=False, encoding="utf8-lossy", truncate_ragged_lines=True
        )
    except (PolarsError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else "it is empty"
        raise InputError(
            f"{source} cannot be read as a table ({reason})",
            "download csrankings.csv from csrankings.org and name that file",
        ) from None
