"""Build the atlas of a home: read what is new, join everything, put it in place in one step.

Readings are kept month by month, and what the joins know of the papers so far is kept, too, so that a month
of new papers costs a month's work.  It is gone on from only if every paper before is as it was and every new
one comes later; else all kept readings are joined from the first paper on.  The result is the same either
way.  Interrupted, a build goes on where it was; until it is done the last good atlas answers.

Papers are joined here while later ones are still being read elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from inroad.atlas.calendar import calendar
from inroad.atlas.heap import give_back
from inroad.atlas.joins import JOINED, Joined, start, step
from inroad.atlas.memory import Staging, kept_past, recalled
from inroad.atlas.months import READINGS, Month, after, made_of
from inroad.atlas.pile import room_for_piles
from inroad.atlas.readings import INPUT
from inroad.atlas.stored import atlas_store
from inroad.atlas.tables import ignore
from inroad.atlas.workers import Reader, reader
from inroad.config import Config
from inroad.corpus.store import Shard, TableStore, papers_store
from inroad.errors import NoAtlas

_OFTEN = 40_000
"""Papers that are read before their readings are put where an interruption leaves them."""
_STEP, _MOST = 60_000, 100_000
"""Papers that are joined at a time, at least and at most, unless a month has more: a step has its own cost,
and what its papers say must fit into memory."""
_STEP_OF_KNOWN = 0.5
"""A step takes at least so many papers for each that is known already: all steps cost as much as the last."""

Progress = Callable[[str, int, int | None], None]
"""Called with a stage's name, how much is done, and of how much (None if not known)."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    papers: int
    read: int
    """Papers whose text had to be read; the others' readings were kept."""
    methods: int
    dropped: dict[str, int]


def build(
    config: Config,
    *,
    full: bool = False,
    progress: Progress = lambda *_: None,
    workers: int | None = None,
    engine: AbstractContextManager[Reader] | None = None,
) -> Built:
    """Bring the atlas of a home up to date with its corpus.

    Args:
        config: the home.
        full: read every paper again.
        progress: told how far it is.
        workers: processes that read; one a core if None.
        engine: where papers are read instead of in workers; the atlas is the same.

    Raises:
        NoAtlas: the corpus is empty.
        Locked: another process is building.
    """
    give_back()
    store = atlas_store(config)
    with (
        store.lock(),
        engine or reader(_unread(config, store, full), workers) as read,
        room_for_piles(store.path) as room,
        Staging(store) as staging,
    ):
        every = calendar(config, anew=full)
        if not every:
            raise NoAtlas(
                "there are no papers to build an atlas from",
                "run `inroad ingest PATH` or `inroad sync arxiv` first",
            )
        kept = {} if full else kept_readings(store)
        home = _Home(store, kept, _fresh(store, every, kept, progress, read))
        with closing(home):
            known = joined(store, every, home, 0 if full else kept_past(store.manifest()), staging, room)
            said = {month.name: home.shard(month.name) for month in every}
        progress("write", 0, None)
        papers = known.tables.papers.height
        shards, facts = staging.all_of(known, made_of(every, papers))
        store.publish({**shards, **said}, facts)
        return Built(papers, home.read, known.tables.methods.height, known.dropped)


# -- joining --------------------------------------------------------------------------------------


class Source(Protocol):
    """Where the papers of months are, and what they say."""

    def papers(self, months: Sequence[Month]) -> pl.DataFrame:
        """The papers of these months, columns JOINED, in order of (date, paper_id)."""

    def readings(self, months: Sequence[Month]) -> pl.DataFrame:
        """Their readings, in the same order."""


def joined(
    store: TableStore, every: Sequence[Month], source: Source, count: int, staging: Staging, room: Path
) -> Joined:
    """All papers joined, from the last one on that is remembered, or from the first.

    Args:
        store: where what is remembered lies.
        every: all months, oldest first.
        source: gives their papers and readings, which is waited for.
        count: papers that are remembered.
        staging: takes the tables as soon as they will not change any more.
        room: a folder for what need not stay in memory.
    """
    known = recalled(store, made_of(every, count), room) if count else start(room)
    total = sum(month.rows for month in every)
    for months, fresh in _steps(every, known.tables.papers.height):
        last = known.tables.papers.height + fresh == total
        papers, made = source.papers(months)[-fresh:], staging.put if last else ignore
        # Nobody but the step holds what the papers say, so that it can be let go of once taken apart.
        known = step(known, papers, source.readings(months)[-fresh:], made)
    return known


def _steps(every: Sequence[Month], known: int) -> Iterator[tuple[list[Month], int]]:
    """Months of papers after the first ``known``, enough at a time for a step to be worth it.

    With them, how many of their papers, the last ones, are meant.
    """
    months: list[Month] = []
    count = 0
    for month, before in after(every, known):
        fresh = month.rows - before
        if months and (count >= _worth_a_step(known) or count + fresh > _MOST):
            yield months, count
            known, months, count = known + count, [], 0
        months.append(month)
        count += fresh
    if months:
        yield months, count


def _worth_a_step(known: int) -> int:
    return max(_STEP, round(_STEP_OF_KNOWN * known))


# -- reading --------------------------------------------------------------------------------------


def kept_readings(store: TableStore) -> dict[str, Shard]:
    """Readings of earlier builds; the name of each ends with the digest of what it was made from."""
    return {name: shard for name, shard in store.manifest().tables.items() if name.startswith(READINGS)}


class _Home:
    """The papers of a home; kept readings are at hand, others are waited for.

    Args:
        store: holds readings.
        kept: readings of earlier builds.
        fresh: gives those that are missing, as they come.
    """

    def __init__(
        self, store: TableStore, kept: dict[str, Shard], fresh: Generator[tuple[str, Shard], None, None]
    ):
        self._store, self._at_hand, self._fresh = store, dict(kept), fresh
        self.read = 0

    def papers(self, months: Sequence[Month]) -> pl.DataFrame:
        """What joins look at, of these months' papers."""
        return pl.concat(month.papers().select(JOINED).collect() for month in months)

    def readings(self, months: Sequence[Month]) -> pl.DataFrame:
        """What they say."""
        return self._store.scan_shards([self.shard(month.name) for month in months]).collect()

    def shard(self, name: str) -> Shard:
        """The readings of one month."""
        while name not in self._at_hand:
            read, shard = next(self._fresh)
            self._at_hand[read] = shard
            self.read += shard.rows
        return self._at_hand[name]

    def close(self) -> None:
        """Wait for nothing more."""
        self._fresh.close()


def _fresh(
    store: TableStore,
    every: Sequence[Month],
    kept: Collection[str],
    progress: Progress,
    read: Reader,
) -> Generator[tuple[str, Shard], None, None]:
    """Readings of the months that are not kept, put into the store as they come; begun at once."""
    missing = {month.name: (month.rows, _input(month)) for month in every if month.name not in kept}
    total = sum(rows for rows, _ in missing.values())
    progress("read", 0, total)
    return _put(store, read(missing), total, progress)


def _input(month: Month) -> Callable[[], pl.DataFrame]:
    """Opens what of a month is read."""
    return lambda: month.papers().select(INPUT).collect()


def _put(
    store: TableStore, incoming: Iterator[tuple[str, pl.DataFrame]], total: int, progress: Progress
) -> Generator[tuple[str, Shard], None, None]:
    fresh: dict[str, Shard] = {}
    done = pending = 0
    for name, table in incoming:
        fresh[name] = store.stage(name, table)
        done += table.height
        progress("read", done, total)
        if done == total:
            progress("join", 0, None)
        yield name, fresh[name]
        pending += table.height
        if pending >= _OFTEN:
            _keep(store, fresh)
            pending = 0


def _keep(store: TableStore, fresh: dict[str, Shard]) -> None:
    """Make finished readings part of the generation in force, so that an interruption loses little."""
    now = store.manifest()
    store.publish({**now.tables, **fresh}, now.facts)


def _unread(config: Config, store: TableStore, full: bool) -> int:
    """About how many papers will have to be read: told from two manifests, before any paper is opened."""
    kept = {} if full else kept_readings(store)
    there = papers_store(config).manifest().tables
    return sum(shard.rows for shard in there.values()) - sum(shard.rows for shard in kept.values())
