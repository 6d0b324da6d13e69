"""What came in, merged into the month tables; months that receive nothing new are not touched.

A paper's month is that of its first known date, so a record that comes later may move a paper to another
month.  Where each paper goes is decided beforehand from ids and dates alone; then the months concerned
are merged a group at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from inroad.corpus.merge import date_rank, merge, signature
from inroad.corpus.spool import INDEX, Spool
from inroad.corpus.store import LINKS, RECORDS, Shard, TableStore, month_table

GROUP_ROWS = 80_000
"""Rows merged at a time; a paper takes about 1.5 KB, and merging holds it a few times."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The month tables as they shall be, and what happened to the papers that came in."""

    tables: Mapping[str, Shard]
    new: int
    updated: int
    unchanged: int
    deleted: int


def settle(store: TableStore, spooled: Spool, deleted: set[str]) -> Settled:
    """Merge what was spooled into the store's months, as files not yet published."""
    tables = {name: shard for name, shard in store.manifest().tables.items() if name != LINKS}
    index = spooled.index()
    plan = _plan(_known(store, tables), index, deleted)
    counts, after = Counter[str](), dict(tables)
    for group in _groups(plan, index, tables):
        states, changed = _settle_group(store, spooled, plan, index, tables, group)
        counts.update(states)
        for name, shard in changed.items():
            after.pop(name, None)
            if shard is not None:
                after[name] = shard
    gone = plan["new"].null_count()
    return Settled(after, counts["new"], counts["updated"], counts["unchanged"], deleted=gone)


def _settle_group(
    store: TableStore,
    spooled: Spool,
    plan: pl.DataFrame,
    index: pl.DataFrame,
    tables: Mapping[str, Shard],
    group: list[str],
) -> tuple[dict[str, int], dict[str, Shard | None]]:
    """How many papers are in which state, and the group's tables that change (None: empty now).

    A function of its own so that its tables are freed before the next group's are read.
    """
    existing = _existing(store, plan, group, tables)
    merged = merge(existing, spooled.rows(_parts(plan, index, group)))
    states = _states(plan, existing, merged, group)
    del existing
    changed = {
        name: None if rows is None else store.stage(name, rows, lasting=True)
        for name, rows in _changed_months(plan, merged, states, group)
    }
    return dict(states["state"].value_counts().iter_rows()), changed


def _known(store: TableStore, tables: Mapping[str, Shard]) -> pl.DataFrame:
    """``INDEX`` of all papers at rest and the table each is in."""
    with store.guarded():
        rows = store.scan_shards(tables.values()) if tables else RECORDS.to_frame(eager=False)
        return rows.select(*INDEX, month_table().alias("table")).collect()


def _plan(known: pl.DataFrame, index: pl.DataFrame, deleted: set[str]) -> pl.DataFrame:
    """For every paper that came in or goes: its table before (``old``) and after (``new``), null for none."""
    gone = pl.col("paper_id").is_in(sorted(deleted))
    coming = index.filter(~gone).select("paper_id").unique()
    spoken = pl.concat([known.select(INDEX), index.select(INDEX)]).join(coming, on="paper_id", how="semi")
    first = spoken.sort(pl.col("date").is_null(), date_rank(), "date").unique("paper_id", keep="first")
    old = known.select("paper_id", old="table")
    stay = first.select("paper_id", month_table().alias("new")).join(old, on="paper_id", how="left")
    leave = old.filter(gone).with_columns(pl.lit(None, pl.String).alias("new"))
    return pl.concat([stay, leave.select(stay.columns)])


def _groups(plan: pl.DataFrame, index: pl.DataFrame, tables: Mapping[str, Shard]) -> Iterator[list[str]]:
    """Names of the tables concerned, in groups that fit into memory."""
    incoming = dict(index.join(plan, on="paper_id")["new"].value_counts().iter_rows())
    group, rows = list[str](), 0
    for name in sorted({*plan["old"], *plan["new"]} - {None}):
        size = incoming.get(name, 0) + (tables[name].rows if name in tables else 0)
        if group and rows + size > GROUP_ROWS:
            yield group
            group, rows = [], 0
        group.append(name)
        rows += size
    if group:
        yield group


def _existing(
    store: TableStore, plan: pl.DataFrame, group: list[str], tables: Mapping[str, Shard]
) -> pl.DataFrame:
    """Papers at rest that stay in the group's tables or move there."""
    moving = plan.filter(pl.col("new").is_in(group))["old"].drop_nulls().unique()
    names = sorted({*group, *moving} & set(tables))
    if not names:
        return RECORDS.to_frame()
    planned = plan.lazy().select("paper_id", "new", pl.lit(True).alias("planned"))
    after = pl.when(pl.col("planned")).then("new").otherwise(month_table())
    with store.guarded():
        rows = store.scan_shards(tables[name] for name in names).join(planned, on="paper_id", how="left")
        return rows.filter(after.is_in(group)).select(RECORDS.names()).collect()


def _parts(plan: pl.DataFrame, index: pl.DataFrame, group: list[str]) -> pl.DataFrame:
    coming = plan.filter(pl.col("new").is_in(group)).select("paper_id")
    return index.join(coming, on="paper_id", how="semi").select("paper_id", "part")


def _states(
    plan: pl.DataFrame, existing: pl.DataFrame, merged: pl.DataFrame, group: list[str]
) -> pl.DataFrame:
    """Every paper that came in: ``new``, ``updated`` or ``unchanged``."""
    coming = plan.filter(pl.col("new").is_in(group)).select("paper_id", "new")
    marks = [
        rows.join(coming, on="paper_id", how="semi").select("paper_id", signature().alias(name))
        for name, rows in (("before", existing), ("after", merged))
    ]
    state = (
        pl.when(pl.col("before").is_null()).then(pl.lit("new"))
        .when(pl.col("before") != pl.col("after")).then(pl.lit("updated"))
        .otherwise(pl.lit("unchanged"))
    )  # fmt: skip
    both = coming.join(marks[1], on="paper_id").join(marks[0], on="paper_id", how="left")
    return both.select("paper_id", "new", state.alias("state"))


def _changed_months(
    plan: pl.DataFrame, merged: pl.DataFrame, states: pl.DataFrame, group: list[str]
) -> Iterator[tuple[str, pl.DataFrame | None]]:
    """Tables of the group that differ from before, with their rows; None for one that is empty now."""
    left = plan.filter(pl.col("old") != pl.col("new").fill_null(""))["old"]
    changed = {*left, *states.filter(pl.col("state") != "unchanged")["new"]}
    dated = merged.with_columns(month_table().alias("month"))
    months = dated.partition_by("month", as_dict=True, include_key=False)
    for name in group:
        if name in changed:
            yield name, months.get((name,))
