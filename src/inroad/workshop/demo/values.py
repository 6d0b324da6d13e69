"""What an expression is worth, as far as its text tells; nothing is evaluated."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any, Final

from inroad.types import DemoValue
from inroad.workshop.source.python import dotted

UNKNOWN: Final = object()
"""The value cannot be told; None is a value."""
_JOINS = frozenset({"os.path.join", "osp.join", "path.join", "join"})
_SAME = frozenset({"str", "Path", "pathlib.Path", "PosixPath", "os.path.expanduser", "os.path.abspath"})
_DEEPEST = 20
_LONGEST = 10_000


def value(node: ast.AST | None, names: Mapping[str, ast.expr] | None = None, depth: int = 0) -> Any:
    """The value of constants, names of constants, joined paths and lists of such; else UNKNOWN."""
    if node is None or depth > _DEEPEST:
        return UNKNOWN
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str | int | float | bool | None) else UNKNOWN
    if isinstance(node, ast.Name):
        known = (names or {}).get(node.id)
        return value(known, names, depth + 1)
    if isinstance(node, ast.UnaryOp):
        return _unary(node, value(node.operand, names, depth + 1))
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return _all([value(each, names, depth + 1) for each in node.elts])
    if isinstance(node, ast.BinOp):
        left, right = (value(side, names, depth + 1) for side in (node.left, node.right))
        return _binary(node.op, left, right)
    if isinstance(node, ast.Call):
        return _call(node, names, depth)
    return UNKNOWN


def _unary(node: ast.UnaryOp, inner: Any) -> Any:
    if isinstance(inner, bool) or not isinstance(inner, int | float):
        return (not inner) if isinstance(node.op, ast.Not) and isinstance(inner, bool) else UNKNOWN
    if isinstance(node.op, ast.USub):
        return -inner
    return inner if isinstance(node.op, ast.UAdd) else UNKNOWN


def _all(found: list[Any]) -> Any:
    return UNKNOWN if any(each is UNKNOWN for each in found) else tuple(found)


def _binary(op: ast.operator, left: Any, right: Any) -> Any:
    """Sums and products as they stand in defaults: ``2 * 8``, ``ROOT + "x"``, ``HERE / "x"``."""
    if isinstance(left, str) and isinstance(right, str):
        if isinstance(op, ast.Add) and len(left) + len(right) < _LONGEST:
            return left + right
        return f"{left.rstrip('/')}/{right}" if isinstance(op, ast.Div) else UNKNOWN
    if not all(isinstance(side, int | float) and abs(side) < 1e15 for side in (left, right)):
        return UNKNOWN
    if isinstance(op, ast.Mult):
        return left * right
    if isinstance(op, ast.Add):
        return left + right
    if isinstance(op, ast.Sub):
        return left - right
    if isinstance(op, ast.Div) and right:
        return left / right
    small = abs(left) <= 10 and abs(right) <= 30
    return float(left) ** right if isinstance(op, ast.Pow) and small and left else UNKNOWN


def _call(node: ast.Call, names: Mapping[str, ast.expr] | None, depth: int) -> Any:
    called = dotted(node.func)
    given = [value(each, names, depth + 1) for each in node.args]
    if called in _JOINS and given and all(isinstance(each, str) for each in given):
        return "/".join(part.rstrip("/") for part in given if part)
    if called in _SAME and len(given) == 1 and isinstance(given[0], str):
        return given[0]
    if called == "range" and given and all(isinstance(each, int) for each in given):
        numbers = range(*given[:3]) if len(given) < 3 or given[2] else range(0)
        return tuple(numbers) if len(numbers) <= 50 else UNKNOWN
    if called in ("list", "tuple", "sorted") and len(given) == 1:
        return given[0]
    return UNKNOWN


def plain(found: Any) -> DemoValue:
    """A value as a field of a page holds it: sequences as words parted by spaces, what is unknown as None."""
    if isinstance(found, tuple):
        return " ".join(str(each) for each in found)
    if isinstance(found, float) and (found != found or found in (float("inf"), float("-inf"))):
        return None
    if isinstance(found, str | int | float | bool):
        return found
    return None
