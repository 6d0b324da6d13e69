"""Observations at rest: only ever added to, never changed, each with its date.

What was seen on a day cannot be seen again, so this store is kept as carefully as the user's own data:

- every addition is one step: whatever stops the program leaves all that was there, and all or nothing of
  the addition;
- an observation that is already there is not added again, so the same file or answer may come twice;
- one writer at a time; readers see one whole state.

The rows lie in parts, newest last.  A part is merged with the one before it until every part has more than
twice as many rows as the next: there are never more than about twenty, and a row is rewritten about as
often, however many small additions come.  Merging keeps every row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import polars as pl

from inroad.config import Config
from inroad.corpus.store import Shard, TableStore
from inroad.signals.schema import ISSUES, OBSERVATIONS
from inroad.signals.seen import Signals

FORMAT_VERSION = 1
KINDS: Mapping[str, pl.Schema] = {"observations": OBSERVATIONS, "issues": ISSUES}
VALIDATORS = pl.Schema({"subject": pl.String, "look": pl.String, "etag": pl.String, "modified": pl.String})
"""What servers said about the version of their last answers; a cache, replaced as a whole."""
_VALIDATORS = "validators"
_ORDER = {
    "observations": ["observed", "subject", "what", "source", "status", "value", "text"],
    "issues": ["observed", "repo", "number", "source", "updated", "state", "title"],
}


@dataclass(frozen=True, slots=True)
class Added:
    """How many rows were new."""

    observations: int = 0
    issues: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.observations + other.observations, self.issues + other.issues)


def signals_store(config: Config) -> TableStore:
    """Where the observations of a home are."""
    remake = (
        "put the folder back from a copy, or let `inroad doctor --mend` keep what is whole; "
        "what was observed once cannot be observed again"
    )
    return TableStore(config.signals, FORMAT_VERSION, "observations", remake)


def open_signals(config: Config, until: dt.date | None = None) -> Signals:
    """All that was observed, up to the end of a day if that is given; nothing in a new home.

    Raises:
        errors.Damaged: what is there cannot be read.
    """
    store = signals_store(config)
    shards = store.manifest().tables
    with store.guarded():
        signals = Signals(*(_read(store, shards, kind, until) for kind in KINDS))
    return signals


def validators(config: Config) -> pl.DataFrame:
    """VALIDATORS as last kept."""
    store = signals_store(config)
    return store.read(_VALIDATORS) if _VALIDATORS in store.manifest().tables else VALIDATORS.to_frame()


def _read(store: TableStore, shards: Mapping[str, Shard], kind: str, until: dt.date | None) -> pl.DataFrame:
    names = parts(shards, kind)
    if not names:
        return KINDS[kind].to_frame()
    rows = store.scan_shards(shards[name] for name in names)
    if until is not None:
        rows = rows.filter(pl.col("observed") <= dt.datetime.combine(until, dt.time.max, dt.UTC))
    # Parts are in order of time each; only where their times overlap is there anything to sort.
    table = rows.collect()
    return table if table["observed"].is_sorted() else table.sort("observed", maintain_order=True)


def parts(shards: Mapping[str, Shard], kind: str) -> list[str]:
    """Names of the tables that hold the rows of a kind, oldest first."""
    return sorted(name for name in shards if name.startswith(f"{kind}-"))


# -- writing --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Writer:
    """Adds to one home's observations; made by :func:`writing`."""

    store: TableStore
    added: Added = field(default_factory=Added)

    def add(
        self,
        observations: pl.DataFrame | None = None,
        issues: pl.DataFrame | None = None,
        validators: pl.DataFrame | None = None,
    ) -> Added:
        """Add what is not there yet, and put ``validators`` in place of those kept, all in one step."""
        shards = dict(self.store.manifest().tables)
        given = {"observations": observations, "issues": issues}
        new = {
            kind: self._new(shards, kind, table)
            for kind, table in given.items()
            if table is not None and not table.is_empty()
        }
        for kind, table in new.items():
            if not table.is_empty():
                self._append(shards, kind, table)
        if validators is not None:
            shards[_VALIDATORS] = self.store.stage(_VALIDATORS, validators.sort(VALIDATORS.names()))
        self._publish(shards)
        done = Added(*(new[kind].height if kind in new else 0 for kind in KINDS))
        self.added += done
        return done

    def compact(self) -> None:
        """Put all rows of a kind into one part."""
        shards = dict(self.store.manifest().tables)
        for kind in KINDS:
            if len(names := parts(shards, kind)) > 1:
                self._merge(shards, kind, names, KINDS[kind].to_frame())
        self._publish(shards)

    def _new(self, shards: dict[str, Shard], kind: str, table: pl.DataFrame) -> pl.DataFrame:
        """The rows that are not there yet, each once, in order."""
        columns = KINDS[kind].names()
        rows = table.select(columns).cast(KINDS[kind]).unique(maintain_order=True)
        if names := parts(shards, kind):
            between = pl.col("observed").is_between(rows["observed"].min(), rows["observed"].max())
            of_these = pl.col("source").is_in(rows["source"].unique().to_list())
            with self.store.guarded():
                known = self.store.scan_shards(shards[n] for n in names).filter(between, of_these).collect()
            rows = rows.join(known, on=columns, how="anti", nulls_equal=True) if known.height else rows
        return rows.sort(_ORDER[kind], maintain_order=True)

    def _append(self, shards: dict[str, Shard], kind: str, rows: pl.DataFrame) -> None:
        names = parts(shards, kind)
        small: list[str] = []
        size = rows.height
        while names and shards[names[-1]].rows <= 2 * size:
            size += shards[names[-1]].rows
            small.insert(0, names.pop())
        self._merge(shards, kind, small, rows)

    def _merge(self, shards: dict[str, Shard], kind: str, names: list[str], rows: pl.DataFrame) -> None:
        """Put these parts and rows into one part, behind all that stay."""
        number = 1 + max((int(name.rpartition("-")[2]) for name in parts(shards, kind)), default=0)
        with self.store.guarded():
            old = [self.store.scan_shards([shards[name]]).collect() for name in names]
        table = pl.concat([*old, rows]).sort(_ORDER[kind], maintain_order=True)
        for name in names:
            del shards[name]
        shards[f"{kind}-{number:08d}"] = self.store.stage(f"{kind}-{number:08d}", table)

    def _publish(self, shards: dict[str, Shard]) -> None:
        rows = {kind: sum(shards[name].rows for name in parts(shards, kind)) for kind in KINDS}
        self.store.publish(shards, rows)


@contextmanager
def writing(config: Config) -> Iterator[Writer]:
    """Be the only one that adds to the observations of a home.

    Raises:
        errors.Locked: another process is adding.
        errors.StoreError: the disk is full or the folder may not be written; all that was there stays.
    """
    store = signals_store(config)
    with store.lock():
        yield Writer(store)
