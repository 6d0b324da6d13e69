"""The lineage of a field over the map: papers that introduced methods, joined as one builds on the other."""

from __future__ import annotations

from inroad.search.map.stored import Map
from inroad.types import FieldReport, LineageNode, MapLine


def lines(found: Map, report: FieldReport) -> tuple[MapLine, ...]:
    """Lines from the methods of a field to those they build on, where both papers are on the map."""
    nodes = {node.method.method_id: node for node in report.lineage}
    rows = {node.method.method_id: _row(found, node) for node in report.lineage}
    made: list[MapLine] = []
    for identity, node in nodes.items():
        parent = nodes.get(node.parent or "")
        child_row, parent_row = rows[identity], rows.get(node.parent or "")
        if parent is None or child_row is None or parent_row is None:
            continue
        both = node.on_main_path and parent.on_main_path
        made.append(MapLine(child_row, node.method.name, parent_row, parent.method.name, both))
    return tuple(made)


def _row(found: Map, node: LineageNode) -> int | None:
    paper = node.method.introduced_by
    return next(iter(found.rows([paper] if paper else []).tolist()), None)
