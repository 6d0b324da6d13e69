"""Mutants: right answers with one small thing changed, as a slip of the hand would change it.

Nobody who wrote a drill has seen them, so they tell how strong its checks are where its wrong answers cannot.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator

_SWAPS: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
}
_NAMES = {"max": "min", "min": "max", "sum": "mean", "mean": "sum", "argmax": "argmin", "cos": "sin"}


def mutants(source: str, count: int, seed: str) -> Iterator[tuple[int, str]]:
    """Up to ``count`` different mutants of a source, each with its line, drawn by ``seed``."""
    sites = list(_sites(ast.parse(source)))
    random.Random(seed).shuffle(sites)
    original = ast.unparse(ast.parse(source))
    for place, kind in sites[:count]:
        tree = ast.parse(source)
        node = list(ast.walk(tree))[place]
        _change(node, kind)
        text = ast.unparse(ast.fix_missing_locations(tree))
        if text != original:
            yield getattr(node, "lineno", 0), text


def _sites(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Nodes that can be changed, by their place in the walk, and how."""
    for place, node in enumerate(ast.walk(tree)):
        if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _SWAPS:
            yield place, "operator"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            yield place, "power"
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPS:
            yield place, "comparison"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield place, "sign"
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield place, "number"
        elif isinstance(node, ast.Attribute) and node.attr in _NAMES:
            yield place, "name"
        elif isinstance(node, ast.Attribute) and node.attr == "T":
            yield place, "transposed"


def _change(node: ast.AST, kind: str) -> None:
    if isinstance(node, ast.BinOp | ast.AugAssign) and kind == "operator":
        node.op = _SWAPS[type(node.op)]()
    elif isinstance(node, ast.BinOp):
        node.op = ast.Mult()
    elif isinstance(node, ast.Compare):
        node.ops[0] = _SWAPS[type(node.ops[0])]()
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
    elif isinstance(node, ast.Constant):
        node.value = node.value + 1
    elif isinstance(node, ast.Attribute):
        node.attr = _NAMES.get(node.attr, "real")
