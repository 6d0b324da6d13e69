"""Which method grew out of which: a graph of methods by time, its branch points, tree and main path.

An edge leads from an older method (parent) to a newer one that builds on it (child).  Methods are
numbered by first appearance, so an edge is only kept when the parent's number is the smaller one: then
no cycle is possible, and methods of the same day are ordered by the same numbers.  Edges that time
contradicts are dropped and counted, never turned round.

Promised: the order of rows does not matter, nothing recurses, and every row of a tree points back to
the row of RELATED that is its evidence.  See ``atlas.schema`` for the tables.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import polars as pl

from inroad.atlas.schema import RELATIONS

Row = Mapping[str, object]

NEAR: Final = 0.6
"""A nearer parent wins over its own ancestor unless it is less than this part as sure."""


@dataclass(frozen=True, slots=True)
class Edge:
    """``child`` builds on ``parent``."""

    parent: int
    child: int
    confidence: float
    """Of the best row, 0-1."""
    inferred: bool
    row: Row = field(compare=False)
    """The best row of RELATED: the evidence."""


@dataclass(frozen=True)
class Lineage:
    """A directed acyclic graph of methods; every parent has a smaller number than its children."""

    parents: Mapping[int, tuple[Edge, ...]]
    """child -> its edges, oldest parent first; methods without an edge are in neither mapping."""
    children: Mapping[int, tuple[Edge, ...]]
    """parent -> its edges, oldest child first."""
    dropped: int
    """Edges that contradict the order of time."""

    @cached_property
    def nodes(self) -> list[int]:
        """All methods with an edge, oldest first (a topological order)."""
        return sorted(self.parents.keys() | self.children.keys())

    # Worked out once: whoever draws the families of many methods asks one graph again and again.

    @cached_property
    def best(self) -> Mapping[int, Edge]:
        """Each method's one parent; see :func:`best_parents`."""
        return {child: _best(self, edges) for child, edges in self.parents.items()}

    @cached_property
    def ahead(self) -> Mapping[int, tuple[int, float, int]]:
        """The best way on from each node towards the leaves, as (count, confidence, next node)."""
        counts = path_counts(self)
        found: dict[int, tuple[int, float, int]] = {}
        for node in reversed(self.nodes):
            ways = [_way(edge, counts, found) for edge in self.children.get(node, ())]
            if ways:
                found[node] = max(ways, key=lambda way: (way[0], way[1], -way[2]))
        return found


def lineage(
    related: pl.DataFrame,
    *,
    among: Collection[int] | None = None,
    least_confidence: float = 0.0,
    comparisons: float | None = None,
) -> Lineage:
    """The graph of RELATED's "builds on" rows that name a child.

    Args:
        related: RELATED, or any part of it.
        among: only edges between these methods; None: all.
        least_confidence: rows less sure are left out.
        comparisons: also take "compares with" rows at least this sure; None: none.  A new method that
            is measured against one older method often continues it, but says so less plainly.
    """
    rows = _edge_rows(related, least_confidence, comparisons)
    if among is not None:
        inside = list(among)
        rows = rows.filter(pl.col("child").is_in(inside) & pl.col("parent").is_in(inside))
    timely = rows.filter(pl.col("parent") < pl.col("child"))
    edges = [edge_of(row) for row in timely.iter_rows(named=True)]
    return Lineage(
        _grouped(edges, lambda edge: edge.child),
        _grouped(edges, lambda edge: edge.parent),
        len(rows) - len(timely),
    )


def _edge_rows(related: pl.DataFrame, least: float, comparisons: float | None) -> pl.DataFrame:
    """One row a (child, parent): the surest, the stated before the inferred, the earliest paper."""
    wanted = pl.col("relation") == RELATIONS.index("builds on")
    if comparisons is not None:
        sure = pl.col("confidence") >= comparisons
        wanted |= (pl.col("relation") == RELATIONS.index("compares with")) & sure
    named = pl.col("child").is_not_null() & (pl.col("child") != pl.col("parent"))
    order = ["child", "parent", "confidence", "inferred", "relation", "paper", "field", "start"]
    return (
        related.filter(wanted & named & (pl.col("confidence") >= least))
        .sort(order, descending=[False, False, True, False, False, False, False, False])
        .unique(["child", "parent"], keep="first", maintain_order=True)
    )


def edge_of(row: Row) -> Edge:
    """A row of RELATED that names a child, as an edge."""
    parent, child, confidence = row["parent"], row["child"], row["confidence"]
    assert isinstance(parent, int)
    assert isinstance(child, int)
    assert isinstance(confidence, float)
    return Edge(parent, child, confidence, bool(row["inferred"]), row)


def _grouped(edges: Iterable[Edge], key: Callable[[Edge], int]) -> dict[int, tuple[Edge, ...]]:
    found: dict[int, list[Edge]] = {}
    for edge in edges:
        found.setdefault(key(edge), []).append(edge)
    return {node: tuple(sorted(of, key=lambda e: (e.parent, e.child))) for node, of in found.items()}


# -- reach ----------------------------------------------------------------------------------------


def ancestors(graph: Lineage, method: int) -> list[int]:
    """All methods that ``method`` builds on, directly or not, oldest first; without itself."""
    return _reach(method, lambda node: [edge.parent for edge in graph.parents.get(node, ())])


def descendants(graph: Lineage, method: int) -> list[int]:
    """All methods that build on ``method``, directly or not, oldest first; without itself."""
    return _reach(method, lambda node: [edge.child for edge in graph.children.get(node, ())])


def _reach(start: int, following: Callable[[int], list[int]]) -> list[int]:
    seen, waiting = {start}, [start]
    while waiting:
        new = [node for node in following(waiting.pop()) if node not in seen]
        seen.update(new)
        waiting.extend(new)
    return sorted(seen - {start})


def branch_points(graph: Lineage, least: int = 2) -> list[tuple[int, int]]:
    """Methods on which at least ``least`` others build directly, as (method, children), most first."""
    counts = [(node, len(edges)) for node, edges in graph.children.items() if len(edges) >= least]
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


# -- one parent each ------------------------------------------------------------------------------


def best_parents(graph: Lineage) -> Mapping[int, Edge]:
    """For display as a tree, the one parent of each method that has any.

    The rule: of two parents of which one descends from the other, the nearer one explains more, so the
    farther one is set aside, unless the nearer one is less than 0.6 times as sure.  (LoftQ builds on
    LoRA and QLoRA, QLoRA on LoRA: LoftQ goes under QLoRA.)  Of those left the highest confidence times
    specificity wins, specificity being 1 / log2(1 + children): everything builds on the Transformer,
    which says little.  Then the younger parent.
    """
    return graph.best


def _best(graph: Lineage, edges: tuple[Edge, ...]) -> Edge:
    left = [edge for edge in edges if not _has_nearer(graph, edge, edges)]
    return max(left, key=lambda edge: (edge.confidence * _specificity(graph, edge), edge.parent))


def _specificity(graph: Lineage, edge: Edge) -> float:
    return 1 / math.log2(1 + len(graph.children[edge.parent]))


def _has_nearer(graph: Lineage, edge: Edge, edges: tuple[Edge, ...]) -> bool:
    # The youngest parent has none younger, so at least one edge is always left.
    return any(
        other.parent > edge.parent
        and other.confidence >= NEAR * edge.confidence
        and _descends(graph, other.parent, edge.parent)
        for other in edges
    )


def _descends(graph: Lineage, node: int, ancestor: int) -> bool:
    """Walks up from ``node``, but never past ``ancestor``'s number: older ones cannot descend from it."""
    seen, waiting = {node}, [node]
    while waiting:
        above = {edge.parent for edge in graph.parents.get(waiting.pop(), ()) if edge.parent >= ancestor}
        if ancestor in above:
            return True
        waiting.extend(above - seen)
        seen |= above
    return False


# -- main path ------------------------------------------------------------------------------------


def path_counts(graph: Lineage) -> dict[tuple[int, int], int]:
    """Search path count of every edge (parent, child): how many ways from a root to a leaf use it.

    Hummon & Doreian 1989, "Connectivity in a citation network", proposed counting paths; this count
    and its computation in one pass each way are from Batagelj 2003, "Efficient algorithms for citation
    network analysis".  Counts are exact integers: they outgrow 64 bits in long lineages.
    """
    order = graph.nodes
    down, up = dict.fromkeys(order, 1), dict.fromkeys(order, 1)
    for node in order:
        if node in graph.parents:
            down[node] = sum(down[edge.parent] for edge in graph.parents[node])
    for node in reversed(order):
        if node in graph.children:
            up[node] = sum(up[edge.child] for edge in graph.children[node])
    return {
        (edge.parent, edge.child): down[edge.parent] * up[edge.child]
        for edges in graph.children.values()
        for edge in edges
    }


def main_path(graph: Lineage, start: int | None = None) -> tuple[int, ...]:
    """The path of the largest total search path count: the field's main line, oldest method first.

    The "global main path" of Liu & Lu 2012, "An integrated approach for main path analysis".  Ties go
    to the surer edges, then to the older methods.

    Args:
        graph: of the field.
        start: the path begins here; None: at whichever root is best.

    Returns:
        Empty if there is no edge (from ``start`` on).
    """
    ahead = graph.ahead
    if start is None and ahead:
        start = max(ahead, key=lambda node: (*ahead[node][:2], -node))
    return _followed(start, ahead)


def _way(
    edge: Edge, counts: Mapping[tuple[int, int], int], ahead: Mapping[int, tuple[int, float, int]]
) -> tuple[int, float, int]:
    further = ahead.get(edge.child, (0, 0.0, -1))
    return counts[edge.parent, edge.child] + further[0], edge.confidence + further[1], edge.child


def _followed(start: int | None, ahead: Mapping[int, tuple[int, float, int]]) -> tuple[int, ...]:
    if start is None or start not in ahead:
        return ()
    path = [start]
    while path[-1] in ahead:
        path.append(ahead[path[-1]][2])
    return tuple(path)


# -- the tree for display -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line of a drawn tree."""

    method: int
    parent: int | None
    """The method it is drawn under; None for a root."""
    depth: int
    """0 for a root."""
    edge: Edge | None
    """To ``parent``; None for a root."""
    on_main_path: bool
    hidden: int
    """Children of this method in the tree that are not drawn."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A forest, each method followed by its children, the most adopted first."""

    rows: tuple[TreeRow, ...]
    left_out: int
    """Methods of the tree that are not drawn."""


def tree(
    graph: Lineage,
    adoption: Mapping[int, float],
    *,
    root: int | None = None,
    alone: Collection[int] = (),
    limit: int = 40,
) -> Tree:
    """The most adopted methods, each under its best parent.

    Args:
        graph: of the field.
        adoption: how much each method is used; missing methods count 0.
        root: only this method and what grew out of it; None: all roots.
        alone: methods that may stand for themselves though nothing is known of their kin.
        limit: at most so many rows.  The most adopted methods are chosen, each together with the
            parents above it, so that no row stands under a parent that is not drawn.
    """
    best = best_parents(graph)
    nodes = sorted({*graph.nodes, *alone}) if root is None else _below(best, root)
    above = {node: best[node].parent for node in nodes if node in best and node != root}
    return hung(nodes, above, set(main_path(graph, root)), adoption, limit, best.__getitem__)


def hung(
    nodes: Collection[int],
    above: Mapping[int, int],
    main: Collection[int],
    adoption: Mapping[int, float],
    limit: int,
    edge: Callable[[int], Edge],
) -> Tree:
    """A tree whose parents are known.

    Args:
        nodes: all methods of it, oldest first.
        above: the parent of each that has one.
        main: methods on the main path.
        adoption: as for :func:`tree`.
        limit: as for :func:`tree`.
        edge: gives the edge to a method's parent.
    """
    chosen = _chosen(nodes, above, main, adoption, limit)
    rows = _drawn(chosen, above, adoption)
    hidden = Counter(above[node] for node in nodes if node in above and node not in chosen)
    return Tree(
        tuple(
            TreeRow(
                node,
                above.get(node),
                depth,
                edge(node) if node in above else None,
                node in main,
                hidden[node],
            )
            for node, depth in rows
        ),
        len(nodes) - len(chosen),
    )


def offspring(graph: Lineage, root: int) -> list[int]:
    """``root`` and all that stand under it in a tree, oldest first."""
    return _below(graph.best, root)


def _below(best: Mapping[int, Edge], root: int) -> list[int]:
    """``root`` and all under it in the tree of best parents; parents are older, so one pass will do."""
    inside = {root}
    for child in sorted(best):
        if best[child].parent in inside:
            inside.add(child)
    return sorted(inside)


def _chosen(
    nodes: Iterable[int],
    above: Mapping[int, int],
    main: Collection[int],
    adoption: Mapping[int, float],
    limit: int,
) -> set[int]:
    chosen: set[int] = set()
    for node in sorted(nodes, key=lambda node: (-adoption.get(node, 0), node not in main, node)):
        line = [node]
        while line[-1] in above and above[line[-1]] not in chosen:
            line.append(above[line[-1]])
        if node not in chosen and len(chosen) + len(line) <= limit:
            chosen.update(line)
    return chosen


def _drawn(
    chosen: Collection[int], above: Mapping[int, int], adoption: Mapping[int, float]
) -> list[tuple[int, int]]:
    """(method, depth) in the order of drawing."""
    under: dict[int | None, list[int]] = {}
    for node in sorted(chosen, key=lambda node: (adoption.get(node, 0), -node)):
        under.setdefault(above.get(node), []).append(node)
    rows: list[tuple[int, int]] = []
    waiting = [(node, 0) for node in under.get(None, [])]
    while waiting:
        node, depth = waiting.pop()
        rows.append((node, depth))
        waiting.extend((child, depth + 1) for child in under.get(node, []))
    return rows
