"""Where a field's methods come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from inroad.atlas import describe
from inroad.atlas.lineage import TreeRow, tree
from inroad.atlas.threaded import method_threads
from inroad.scout.matter import Matter
from inroad.types import LineageNode, Method


def of(matter: Matter) -> tuple[LineageNode, ...]:
    """The family tree, from the method that the query names where it has children."""
    root = matter.founder if matter.founder in matter.graph.children else None
    drawn = tree(matter.graph, _adopted(matter.records), root=root, limit=matter.most).rows
    of_thread = _threads(matter, [row.method for row in drawn])
    nodes = (node(row, matter.records, matter.by_number, matter.field.methods) for row in drawn)
    return tuple(
        replace(each, thread=of_thread.get(row.method)) for each, row in zip(nodes, drawn, strict=True)
    )


def _adopted(records: Mapping[int, Method]) -> dict[int, int]:
    """Papers by others a method; all papers where authors are unknown."""
    return {
        number: method.papers if method.papers_by_others is None else method.papers_by_others
        for number, method in records.items()
    }


def _threads(matter: Matter, numbers: list[int]) -> dict[int, str]:
    """The thread that a method belongs to."""
    found = [thread for thread, _ in matter.threads]
    return method_threads(matter.field.mentions, found, matter.field.papers.height, numbers)


def node(
    row: TreeRow, records: Mapping[int, Method], papers: Mapping[int, describe.Row], methods: pl.DataFrame
) -> LineageNode:
    """One line of a lineage tree as users see it."""
    method = records[row.method]
    origin = methods.filter(pl.col("method") == row.method)["introduced_by"].item()
    return LineageNode(
        method=method,
        parent=None if row.parent is None else records[row.parent].method_id,
        problem=papers[origin]["problem"] if origin in papers else None,
        relation=describe.relation(row.edge.row, records, papers) if row.edge else None,
        on_main_path=row.on_main_path,
        depth=row.depth,
    )
