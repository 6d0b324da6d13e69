"""Lineage as a tree of lines for the terminal; which nodes to show is shared with the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from inroad.report import choose, sentences, words
from inroad.report.clean import TITLE, clean
from inroad.types import LineageNode

GUIDES = "dim"


def tree(nodes: Sequence[LineageNode], top: int) -> list[RenderableType]:
    """One tree a root, oldest first; what is left out is counted."""
    shown = choose.nodes(nodes, top)
    children: dict[str | None, list[LineageNode]] = defaultdict(list)
    parents = choose.parents(shown)
    for node in sorted(shown, key=lambda each: each.method.first_seen):
        children[parents[node.method.method_id]].append(node)
    rows: list[RenderableType] = [_branch(root, children) for root in children[None]]
    more = len(nodes) - len(shown)
    return [*rows, Text(words.left_out(more), "dim")] if more else rows


def _branch(root: LineageNode, children: dict[str | None, list[LineageNode]]) -> Tree:
    top = Tree(_label(root), guide_style=GUIDES, highlight=False)
    waiting = [(top, root)]
    while waiting:
        place, node = waiting.pop()
        for child in children.pop(node.method.method_id, []):
            waiting.append((place.add(_label(child)), child))
    return top


def _label(node: LineageNode) -> Text:
    return Text("\n").join([_name(node), *(Text(clean(detail)) for detail in _details(node))])


def _name(node: LineageNode) -> Text:
    made = Text(clean(node.method.name, TITLE), "bold")
    return made.append(f", {sentences.origin(node.method)}", "not bold")


def _details(node: LineageNode) -> Iterator[str]:
    yield "; ".join([*sentences.mends(node), words.people(node.method.papers, node.method.papers_by_others)])
    if node.relation:
        yield f"seen in {words.cite(node.relation.evidence)}"
    elif node.method.introduced_by:
        yield f"introduced in {words.paper(node.method.introduced_by)}"
