"""The corpus of a home month by month, opening only what changed: most months are what they were.

What was found out about a month's papers is noted beside the atlas, under a digest of the corpus's file and
of the links that change how its papers read.  Such a note stays true whatever is built: it tells what opening
the file would tell.  Notes that are missing or broken are made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

import polars as pl

from inroad.atlas.months import NEEDED, Month, months
from inroad.atlas.readings import way_of_reading
from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.corpus.digests import loaded, sealed, unsealed
from inroad.corpus.store import Manifest, papers_store

NOTES = "months.json"
_HELD = 100_000
"""Papers that stay in memory once opened; of more than these, months are opened again when needed."""

Notes = dict[str, tuple[str, int, str]]
"""What is known of the papers in a file (``name``, ``rows``, ``own`` of a Month; no rows if none counts), by
the digest of all it depends on."""


def calendar(config: Config, *, anew: bool = False) -> list[Month]:
    """The months of the dated papers of a home, oldest first, all of one generation of its corpus.

    Args:
        config: the home; needs the lock of its atlas.
        anew: open every month, whatever is noted.
    """
    manifest = papers_store(config).manifest()
    keys = _keys(config, manifest)
    known = {} if anew else _noted(config)
    opened = _opened(config, manifest, [table for table, key in keys.items() if key not in known])
    notes = {key: known.get(key) or _note(opened.get(table)) for table, key in keys.items()}
    if notes != known:
        _write(config, notes)
    every = (opened.get(table) or _closed(config, manifest, table, notes[key]) for table, key in keys.items())
    return [month for month in every if month.rows]


def _keys(config: Config, manifest: Manifest) -> dict[str, str]:
    """For each month's table the digest of all that its papers, and the reading of them, depend on."""
    way = hashlib.sha256(way_of_reading()).hexdigest()
    links = corpus.link_digests(config, manifest)
    tables = [table for table in corpus.months(manifest) if table != corpus.UNDATED]
    parts = {table: f"{way} {manifest.tables[table].sha256} {links.get(table, '')}" for table in tables}
    return {table: hashlib.sha256(told.encode()).hexdigest()[:32] for table, told in parts.items()}


def _opened(config: Config, manifest: Manifest, tables: Collection[str]) -> dict[str, Month]:
    """Months by table, a group opened at a time; those without a paper that counts are left out."""
    held = sum(manifest.tables[table].rows for table in tables) <= _HELD
    found: dict[str, Month] = {}
    for group in _groups(manifest, tables):
        papers = _papers(config, manifest, group).collect()
        named = papers.select(corpus.month_table()).to_series().unique(maintain_order=True)
        for table, month in zip(named.to_list(), months(papers), strict=True):
            told = (month.name, month.rows, month.own)
            found[table] = month if held else _closed(config, manifest, table, told)
    return found


def _groups(manifest: Manifest, tables: Iterable[str]) -> Iterator[list[str]]:
    """Tables in groups whose papers fit into memory together."""
    group, rows = list[str](), 0
    for table in tables:
        if group and rows + manifest.tables[table].rows > _HELD:
            yield group
            group, rows = [], 0
        group.append(table)
        rows += manifest.tables[table].rows
    if group:
        yield group


def _closed(config: Config, manifest: Manifest, table: str, note: tuple[str, int, str]) -> Month:
    """A month that is opened when its papers are asked for."""
    return Month(*note, lambda: _papers(config, manifest, [table]))


def _papers(config: Config, manifest: Manifest, tables: Collection[str]) -> pl.LazyFrame:
    return corpus.read(config, tables, manifest).select(NEEDED)


# -- notes ----------------------------------------------------------------------------------------


def _note(month: Month | None) -> tuple[str, int, str]:
    return ("", 0, "") if month is None else (month.name, month.rows, month.own)


def _noted(config: Config) -> Notes:
    """Notes of an earlier build; none if they cannot be read."""
    with suppress(OSError, ValueError, TypeError, OverflowError):
        raw: dict[str, Any] = unsealed(loaded((config.atlas / NOTES).read_bytes()))
        return {str(key): (str(name), int(rows), str(own)) for key, (name, rows, own) in raw.items()}
    return {}


def _write(config: Config, notes: Notes) -> None:
    """Keep the notes; where that fails, the next build opens what it need not have opened."""
    part = config.atlas / f"{NOTES}.part"
    with suppress(OSError):
        part.write_text(json.dumps(sealed(notes), indent=0))
        part.replace(config.atlas / NOTES)
