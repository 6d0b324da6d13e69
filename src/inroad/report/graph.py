"""Lineage as a layered graph over time, drawn as SVG.

Time runs to the right, every method has a row of its own, and a line leads down from a method to those
that build on it: so no two labels can meet, whatever the data.  A dot's area follows the number of
papers, its colour the thread it belongs to; a dashed line is a relation that no text states.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from inroad.report import choose, sentences, svg, words
from inroad.report.clean import clean
from inroad.types import LineageNode, Method

ROW = 46
TOP = 34
LETTER = 6.4
"""Width of a letter of the small labels, roughly."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The space a drawing has."""

    width: float
    left: float
    labels: float
    """Room to the right of the last dot for its label."""
    step: float
    """A child stands at least this far right of its parent, so that the line between can be seen."""
    letters: int
    """Longest label."""


DESK = Sheet(860, 40, 190, 30, 34)
PHONE = Sheet(340, 21, 150, 18, 24)


@dataclass(frozen=True, slots=True)
class Spot:
    """A method and its place."""

    node: LineageNode
    x: float
    y: float
    radius: float
    parent: Spot | None


HUES = 7
"""Colours for threads; what has none of them is grey."""

Address = Callable[[Method], str]


def nowhere(method: Method) -> str:
    """No link: for a picture that leaves its page."""
    return ""


def lineage(
    nodes: Sequence[LineageNode], top: int, sheet: Sheet = DESK, address: Address = nowhere
) -> Markup:
    """The chosen methods of a lineage as one picture; empty for none.

    Args:
        nodes: all of it.
        top: so many at most.
        sheet: the space there is.
        address: where a click on a method leads.
    """
    shown = choose.nodes(nodes, top)
    if not shown:
        return Markup("")
    spots, colours = place(shown, sheet), hues(shown)
    parts = [*_calendar(shown, sheet, TOP + ROW * len(spots)), *map(_edge, spots)]
    for spot in spots:
        method = spot.node.method
        dot = _dot(spot, sheet, colours)
        parts.append(svg.group(dot, sentences.told(spot.node), address(method), method.method_id))
    wide = max(sheet.width, *(_end(spot, sheet) for spot in spots))
    linked = "group" if any(address(node.method) for node in shown) else "img"
    return svg.drawing(
        wide, TOP + ROW * len(spots) + 8, parts, "Lineage of methods over time", "graph", linked
    )


def hues(shown: Sequence[LineageNode]) -> dict[str, int]:
    """Label of a thread -> number of its colour from 1 on, for the threads with most methods here."""
    counts = Counter(node.thread for node in shown if node.thread)
    ranked = sorted(counts, key=lambda label: (-counts[label], label))
    return {label: number for number, label in enumerate(ranked[:HUES], 1)}


def place(shown: Sequence[LineageNode], sheet: Sheet) -> list[Spot]:
    """Rows in the order of the tree, columns by date."""
    parents, rows = choose.parents(shown), _rows(shown)
    first, last = _range(shown)
    largest = max(node.method.papers for node in shown)
    spots: dict[str, Spot] = {}
    for number, node in enumerate(rows):
        parent = spots.get(parents[node.method.method_id] or "")
        x = _x(node.method.first_seen, first, last, sheet)
        x = max(x, parent.x + sheet.step) if parent else x
        radius = 5 + 13 * math.sqrt(max(node.method.papers, 0) / max(largest, 1))
        spots[node.method.method_id] = Spot(node, x, TOP + ROW * (number + 0.5), radius, parent)
    return list(spots.values())


def _rows(shown: Sequence[LineageNode]) -> list[LineageNode]:
    parents, children = choose.parents(shown), defaultdict[str | None, list[LineageNode]](list)
    # Latest first: the stack turns the order round, and the oldest child must come out first.
    for node in sorted(shown, key=lambda each: each.method.first_seen, reverse=True):
        children[parents[node.method.method_id]].append(node)
    rows, waiting = [], list(children[None])
    while waiting:
        rows.append(waiting.pop())
        waiting += children[rows[-1].method.method_id]
    return rows


def _range(shown: Sequence[LineageNode]) -> tuple[dt.date, dt.date]:
    dates = [node.method.first_seen for node in shown]
    return min(dates), max(dates)


def _x(date: dt.date, first: dt.date, last: dt.date, sheet: Sheet) -> float:
    return sheet.left + (sheet.width - sheet.left - sheet.labels) * (date - first).days / max(
        (last - first).days, 1
    )


def _calendar(shown: Sequence[LineageNode], sheet: Sheet, height: float) -> list[Markup]:
    first, last = _range(shown)
    parts = []
    room = (sheet.width - sheet.left - sheet.labels) / max((last - first).days / 365.25, 0.5)
    for year in range(last.year, first.year, -max(1, math.ceil(40 / room))):
        x = _x(dt.date(year, 1, 1), first, last, sheet)
        parts += [svg.line(x, 22, x, height, "grid"), svg.text(x, 15, str(year), "tick", "middle")]
    return parts


def _edge(spot: Spot) -> Markup:
    if spot.parent is None:
        return Markup("")
    x, bend = spot.parent.x, 12
    run = f"M{x:.1f} {spot.parent.y:.1f}V{spot.y - bend:.1f}q0 {bend} {bend} {bend}H{spot.x:.1f}"
    inferred = spot.node.relation is not None and spot.node.relation.inferred
    css = "edge" + " main" * spot.node.on_main_path + " inferred" * inferred
    return svg.path(run, css)


def _end(spot: Spot, sheet: Sheet) -> float:
    name, under, _ = _labels(spot, sheet)
    return spot.x + spot.radius + 12 + max(1.35 * LETTER * len(name), LETTER * len(under))


def _labels(spot: Spot, sheet: Sheet) -> tuple[str, str, str]:
    """Name, the line under it, and what stands on the edge if there is room for it."""
    method = spot.node.method
    name, adoption = clean(method.name, sheet.letters * 2 // 3), words.plural(method.papers, "paper")
    problem = clean(spot.node.problem, sheet.letters) if spot.node.problem else ""
    room = spot.x - spot.radius - 20 - (spot.parent.x if spot.parent else spot.x)
    if not problem:
        return name, adoption, ""
    if room >= LETTER * len(problem):
        return name, adoption, problem
    both = f"{problem} · {adoption}"
    return name, both if len(both) <= sheet.letters else problem, ""


def _dot(spot: Spot, sheet: Sheet, colours: Mapping[str, int]) -> list[Markup]:
    x = spot.x + spot.radius + 7
    name, under, on_edge = _labels(spot, sheet)
    hue = f" hue{colours.get(spot.node.thread or '', 0)}" if colours else ""
    css = f"node{hue}" + " main" * spot.node.on_main_path
    parts = [
        svg.circle(spot.x, spot.y, spot.radius, css),
        svg.text(x, spot.y - 1, name, "name"),
        svg.text(x, spot.y + 14, under, "tick halo"),
    ]
    if on_edge:
        parts.append(svg.text(spot.x - spot.radius - 8, spot.y - 6, on_edge, "problem halo", "end"))
    return parts
