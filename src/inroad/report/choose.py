"""Which nodes of a lineage to show when there is room for only some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inroad.types import LineageNode, MethodReport


def nodes(every: Sequence[LineageNode], top: int) -> list[LineageNode]:
    """The main path and the most used, with all that they stand on; in the given order."""
    by_id = {node.method.method_id: node for node in every}
    kept: set[str] = set()
    for node in sorted(by_id.values(), key=_weight):
        line = _ancestry(node, by_id, kept)
        if kept and len(kept) + len(line) > top:
            continue
        kept |= set(line)
    return [node for method_id, node in by_id.items() if method_id in kept]


def _weight(node: LineageNode) -> tuple[bool, float]:
    """The main path first; then what is much used here and surely stands where it is drawn."""
    papers = node.method.papers if node.in_field is None else node.in_field
    return not node.on_main_path, -papers * (node.relation.confidence if node.relation else 1.0)


def _ancestry(node: LineageNode, by_id: dict[str, LineageNode], kept: set[str]) -> list[str]:
    """The node and its ancestors that are not kept yet; a circle in the data ends the walk."""
    line: list[str] = []
    step: LineageNode | None = node
    while step and step.method.method_id not in kept and step.method.method_id not in line:
        line.append(step.method.method_id)
        step = by_id.get(step.parent) if step.parent else None
    return line


def parents(shown: Sequence[LineageNode]) -> dict[str, str | None]:
    """The parent of each shown node that is shown too; where the data runs in a circle it is cut open."""
    chosen: dict[str, str | None] = {}
    known = {node.method.method_id for node in shown}
    for node in shown:
        child = node.method.method_id
        usable = node.parent in known and not _reaches(node.parent, child, chosen)
        chosen[child] = node.parent if usable else None
    return chosen


def _reaches(start: str | None, goal: str, chosen: dict[str, str | None]) -> bool:
    while start is not None and start != goal:
        start = chosen.get(start)
    return start == goal


def family(report: MethodReport) -> list[LineageNode]:
    """A method between what it builds on and what was built on it, as one lineage.

    Ancestors come with the edge by which one gets up to them; drawn downwards, that edge belongs to the
    younger end.  Where several lead to one method, the latest stays.
    """
    own = report.method.method_id
    down: dict[str, LineageNode] = {}
    for node in report.ancestors:
        if node.relation and node.relation.child:
            down[node.relation.child] = node
    above = [_under(node, down.get(node.method.method_id)) for node in report.ancestors]
    itself = LineageNode(report.method, None, report.problem, None, on_main_path=True, depth=len(above))
    return [*above, _under(itself, down.get(own)), *report.descendants]


def _under(node: LineageNode, parent: LineageNode | None) -> LineageNode:
    if parent is None:
        return replace(node, parent=None, relation=None)
    return replace(node, parent=parent.method.method_id, relation=parent.relation)
