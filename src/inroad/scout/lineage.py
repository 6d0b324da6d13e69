"""Where a field's methods come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from inroad.atlas import describe
from inroad.atlas.lineage import TreeRow, best_parents, offspring, tree
from inroad.atlas.threaded import method_threads
from inroad.scout.matter import Matter
from inroad.types import LineageNode, Method

_WHOLE = 2 / 3
"""Part of a field's methods, by how often they are named, that a family holds to stand for the field."""
_ALONE = 5
"""Papers of the field that name a method without kin, for it to have a line of its own."""


def of(matter: Matter) -> tuple[LineageNode, ...]:
    """The family tree: of the method that the query names where that is the field, else of all."""
    named = dict(matter.field.methods.select("method", "in_field").iter_rows())
    weights, root = _weights(matter, named), _root(matter, named)
    drawn = tree(matter.graph, weights, root=root, alone=_alone(matter, named), limit=matter.most).rows
    of_thread = _threads(matter, [row.method for row in drawn])
    nodes = (node(row, matter.records, matter.by_number, matter.field.methods) for row in drawn)
    return tuple(
        replace(each, thread=of_thread.get(row.method), in_field=named[row.method])
        for each, row in zip(nodes, drawn, strict=True)
    )


def _root(matter: Matter, named: Mapping[int, int]) -> int | None:
    """The method that the query names, if most of what the field names grew out of it."""
    founder, graph = matter.founder, matter.graph
    if founder is None or founder not in graph.children:
        return None
    inside = sum(named[method] for method in offspring(graph, founder))
    return founder if inside >= _WHOLE * sum(named[method] for method in graph.nodes) else None


def _alone(matter: Matter, named: Mapping[int, int]) -> list[int]:
    """Methods that much of the field names and whose own papers are here, whether or not their kin are."""
    often = matter.field.methods.filter(pl.col("in_field") >= _ALONE).drop_nulls("introduced_by")
    rows = often.select("method", "introduced_by").iter_rows()
    return [
        method
        for method, paper in rows
        if matter.by_number[paper]["title"].startswith(f"{matter.records[method].name}:")
    ]


def _weights(matter: Matter, named: Mapping[int, int]) -> dict[int, float]:
    """What makes a method worth a line: papers of the field that name it, times how sure its parent is.

    Not those of the whole corpus: a namesake elsewhere would count, and so would a model that many use for
    other things.
    """
    sure = {child: edge.confidence for child, edge in best_parents(matter.graph).items()}
    return {method: papers * sure.get(method, 1.0) for method, papers in named.items()}


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
