"""What methods are called: a small SQLite file beside the index, so that a query need not open the atlas.

A name is looked up by its folded form (``atlas.text.name_key``), as the atlas does.  The file is written once
with an index and never changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from inroad.atlas.meant import meant
from inroad.atlas.text import name_key

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas

_SCHEMA = """
    CREATE TABLE method (
        method_id TEXT PRIMARY KEY, name TEXT, kind TEXT, long_form TEXT, papers INTEGER, introduced_by TEXT,
        known TEXT, aliases TEXT
    ) WITHOUT ROWID;
    CREATE TABLE alias (
        key TEXT, papers INTEGER, method_id TEXT, PRIMARY KEY (key, papers, method_id)
    ) WITHOUT ROWID;
"""
_SEPARATOR = "\x1f"
_MOST_ASKED = 500


@dataclass(frozen=True, slots=True)
class Named:
    """One method as a query needs it."""

    method_id: str
    name: str
    kind: str
    long_form: str | None
    papers: int
    introduced_by: str | None
    known: str
    """ISO day from which the corpus gives reason to list it."""
    aliases: tuple[str, ...]
    """Other spellings, in order of time."""

    @property
    def exact(self) -> str:
        """A name that stands for this one alone, as far as it is known who introduced it."""
        bare = "@" in self.method_id or self.introduced_by is None
        return self.method_id if bare else f"{self.method_id}@{self.introduced_by}"


class Names:
    """The names of one index."""

    def __init__(self, file: Path) -> None:
        # Never changed once written, so that SQLite need not lock it; gone files stay open.
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        self._base = sqlite3.connect(address, uri=True, check_same_thread=False)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def called(self, name: str, until: str | None = None) -> list[Named]:
        """Methods that a name or id stands for, the likeliest first (:mod:`inroad.atlas.meant`)."""
        return meant(name, lambda plain: self._called(plain, until))

    def _called(self, name: str, until: str | None) -> list[Named]:
        key = _key(name.strip())
        keys = sorted({key, key.removesuffix("s"), key + "s"} - {""})
        marks = ",".join("?" * len(keys))
        # ruff: noqa: S608 - only question marks are put in
        rows = self._base.execute(f"SELECT DISTINCT method_id FROM alias WHERE key IN ({marks})", keys)
        return self._methods([row[0] for row in rows.fetchall()], until)

    def _methods(self, ids: Sequence[str], until: str | None) -> list[Named]:
        found = []
        for start in range(0, len(ids), _MOST_ASKED):
            some = ids[start : start + _MOST_ASKED]
            marks = ",".join("?" * len(some))
            found += self._base.execute(f"SELECT * FROM method WHERE method_id IN ({marks})", some).fetchall()
        named = [_named(row) for row in found]
        known = [each for each in named if until is None or each.known <= until]
        return sorted(known, key=lambda each: (-each.papers, each.method_id))


def _key(name: str) -> str:
    """The key of the atlas, accents left out as everywhere in the index."""
    if name.isascii():
        return name_key(name)
    return name_key("".join(c for c in normalize("NFKD", name) if not combining(c)))


def _named(row: tuple[Any, ...]) -> Named:
    method_id, name, kind, long_form, papers, introduced_by, known, aliases = row
    others = tuple(filter(None, aliases.split(_SEPARATOR)))
    return Named(method_id, name, kind, long_form, papers, introduced_by, known, others)


def write(file: Path, atlas: Atlas) -> int:
    """Make the file; how many methods it holds."""
    methods, aliases = _tables(atlas)
    with closing(sqlite3.connect(file)) as base, base:
        base.executescript(_SCHEMA)
        base.executemany("INSERT INTO method VALUES (?,?,?,?,?,?,?,?)", methods)
        base.executemany("INSERT OR IGNORE INTO alias VALUES (?,?,?)", aliases)
    return len(methods)


def _tables(atlas: Atlas) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    import polars as pl

    from inroad.atlas.schema import ROLES

    counts = atlas.mentions.group_by("method").agg(papers=pl.col("paper").n_unique())
    ids = atlas.papers.select(introduced_by="paper", origin="paper_id")
    spelt = atlas.aliases.sort("method", "since", "alias").group_by("method").agg("alias")
    rows = (
        atlas.methods.join(counts, on="method", how="left")
        .join(ids, on="introduced_by", how="left")
        .join(spelt, on="method", how="left")
        .with_columns(pl.col("papers").fill_null(0), known=pl.col("known").cast(pl.String))
        .sort("method_id")
    )
    methods: list[tuple[Any, ...]] = []
    aliases: list[tuple[Any, ...]] = []
    for method_id, name, kind, long_form, papers, origin, known, spellings in rows.select(
        "method_id", "name", "kind", "long_form", "papers", "origin", "known", "alias"
    ).iter_rows():
        others = [each for each in spellings or () if each != name]
        methods.append(
            (method_id, name, ROLES[kind], long_form, papers, origin, known, _SEPARATOR.join(others))
        )
        keys = sorted({_key(each) for each in (name, long_form or "", *others)} - {""})
        aliases += [(key, papers, method_id) for key in keys]
    return methods, aliases
