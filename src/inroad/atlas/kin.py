"""What a method grew out of and what grew out of it, in a whole atlas, without reading all its relations.

Which of its parents a method stands under in a tree, and which way the main path goes on from it, depend on
all relations; where the atlas is laid out (:mod:`inroad.atlas.rows`) both are worked out once for all.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from inroad.atlas.lineage import Edge, Lineage, Tree, ancestors, edge_of, hung, lineage, tree
from inroad.atlas.open import Atlas
from inroad.atlas.parts import papers_a_method, related_where, with_papers
from inroad.atlas.relation_model import LEAST
from inroad.atlas.rows import Rows


def upwards(atlas: Atlas, method: int) -> Lineage:
    """A graph that holds all edges to a method and to its ancestors."""
    if atlas.rows is None:
        return _whole(atlas)
    told: set[int] = set()
    line = {method}
    while line - told:
        told = line
        graph = lineage(related_where(atlas, "child", sorted(line)), least_confidence=LEAST)
        line = {method, *ancestors(graph, method)}
    return graph


def downwards(atlas: Atlas, method: int, limit: int) -> Tree:
    """The most used methods that grew out of one, each under its best parent; nothing for one without kin."""
    if atlas.rows is not None:
        return _hung(atlas, atlas.rows, method, limit)
    graph = _whole(atlas)
    if method not in graph.parents and method not in graph.children:
        return Tree((), 0)
    used = atlas.derived("adoption", lambda: dict(papers_a_method(atlas).iter_rows()))
    return tree(graph, used, root=method, limit=limit)


def _whole(atlas: Atlas) -> Lineage:
    return atlas.derived("lineage", lambda: lineage(atlas.related, least_confidence=LEAST))


def _hung(atlas: Atlas, rows: Rows, method: int, limit: int) -> Tree:
    line = rows.lines([method])
    if line["parent"].item() is None and line["ahead"].item() is None:
        return Tree((), 0)
    above = _below(rows, method)
    nodes = sorted({method, *above})
    used = with_papers(atlas, pl.DataFrame({"method": nodes}, schema={"method": pl.UInt32}))
    return hung(nodes, above, _main(rows, method), dict(used.iter_rows()), limit, _edges(rows))


def _below(rows: Rows, root: int) -> dict[int, int]:
    """Each method that stands under ``root``, directly or not, and its best parent."""
    above: dict[int, int] = {}
    line = [root]
    while line:
        found = dict(rows.lines_under(line).select("method", "parent").iter_rows())
        above |= found
        line = sorted(found)
    return above


def _main(rows: Rows, start: int) -> set[int]:
    """Methods on the main path from one on; none if nothing builds on it."""
    path = [start]
    while (following := rows.lines([path[-1]])["ahead"].item()) is not None:
        path.append(following)
    return set(path) if len(path) > 1 else set()


def _edges(rows: Rows) -> Callable[[int], Edge]:
    def edge(method: int) -> Edge:
        return edge_of(rows.at("related", rows.lines([method])["edge"]).row(0, named=True))

    return edge
