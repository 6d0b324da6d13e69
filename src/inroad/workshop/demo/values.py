"""What an expression is worth, as far as its text tells; nothing is evaluated."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from inroad.types import DemoValue
from inroad.workshop.source.python import dotted

UNKNOWN: Final = object()
"""The value cannot be told; None is a value."""
_JOINS = frozenset({"os.path.join", "osp.join", "path.join", "join"})
_SAME = frozenset({"str", "Path", "pathlib.Path", "PosixPath", "os.path.expanduser", "os.path.abspath"})
_DEEPEST = 20
_LONGEST = 10_000
_MOST = 2_000
"""Expressions that are looked at for one value: names that stand for lists of names could go on for ever."""
_METHODS: Mapping[str, tuple[int, Callable[..., str]]] = {
    "lower": (0, str.lower),
    "upper": (0, str.upper),
    "title": (0, str.title),
    "capitalize": (0, str.capitalize),
    "strip": (0, str.strip),
    "replace": (2, str.replace),
}


def value(node: ast.AST | None, names: Mapping[str, ast.expr] | None = None) -> Any:
    """The value of constants, names of constants, joined paths and texts, and lists of such; else UNKNOWN."""
    return _Reading(names or {}).of(node, 0)


class _Reading:
    """One value that is read, with what names stand for."""

    def __init__(self, names: Mapping[str, ast.expr]) -> None:
        self.names, self.left = names, _MOST

    def of(self, node: ast.AST | None, depth: int) -> Any:
        self.left -= 1
        if node is None or depth > _DEEPEST or self.left < 0:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str | int | float | bool | None) else UNKNOWN
        read = self._READERS.get(type(node))
        return read(self, node, depth + 1) if read else UNKNOWN

    def _name(self, node: ast.Name, depth: int) -> Any:
        return self.of(self.names.get(node.id), depth)

    def _unary(self, node: ast.UnaryOp, depth: int) -> Any:
        inner = self.of(node.operand, depth)
        if isinstance(inner, bool) or not isinstance(inner, int | float):
            return (not inner) if isinstance(node.op, ast.Not) and isinstance(inner, bool) else UNKNOWN
        if isinstance(node.op, ast.USub):
            return -inner
        return inner if isinstance(node.op, ast.UAdd) else UNKNOWN

    def _list(self, node: ast.List | ast.Tuple | ast.Set, depth: int) -> Any:
        found = [self.of(each, depth) for each in node.elts]
        return UNKNOWN if any(each is UNKNOWN for each in found) else tuple(found)

    def _binary(self, node: ast.BinOp, depth: int) -> Any:
        return _binary(node.op, self.of(node.left, depth), self.of(node.right, depth))

    def _text(self, node: ast.JoinedStr, depth: int) -> Any:
        return _joined([self.of(each, depth) for each in node.values])

    def _part(self, node: ast.FormattedValue, depth: int) -> Any:
        return UNKNOWN if node.format_spec else self.of(node.value, depth)

    def _picked(self, node: ast.Subscript, depth: int) -> Any:
        """``DEFAULTS["x"]`` of a dictionary that stands in the text, ``NAMES[0]`` of a list that does."""
        at = self.of(node.slice, depth)
        held = self.names.get(node.value.id) if isinstance(node.value, ast.Name) else node.value
        if isinstance(held, ast.Dict):
            pairs = zip(held.keys, held.values, strict=True)
            found = next((v for k, v in pairs if k and at is not UNKNOWN and self.of(k, depth) == at), None)
            return self.of(found, depth)
        told = self.of(held, depth)
        fits = isinstance(told, tuple | str) and type(at) is int and -len(told) <= at < len(told)
        return told[at] if fits else UNKNOWN

    def _call(self, node: ast.Call, depth: int) -> Any:
        given = [self.of(each, depth) for each in node.args]
        found = _called(dotted(node.func), given)
        if found is not UNKNOWN or not isinstance(node.func, ast.Attribute) or node.keywords:
            return found
        return _method(self.of(node.func.value, depth), node.func.attr, given)

    _READERS: Mapping[type, Callable[..., Any]] = {
        ast.Name: _name,
        ast.UnaryOp: _unary,
        ast.List: _list,
        ast.Tuple: _list,
        ast.Set: _list,
        ast.BinOp: _binary,
        ast.JoinedStr: _text,
        ast.FormattedValue: _part,
        ast.Subscript: _picked,
        ast.Call: _call,
    }


def _joined(parts: list[Any]) -> Any:
    """An f-string of which all parts are known."""
    if any(not isinstance(each, str | int | float) for each in parts):
        return UNKNOWN
    text = "".join(map(str, parts))
    return text if len(text) < _LONGEST else UNKNOWN


def _binary(op: ast.operator, left: Any, right: Any) -> Any:
    """Sums and products as they stand in defaults: ``2 * 8``, ``ROOT + "x"``, ``HERE / "x"``."""
    if isinstance(left, str) and isinstance(op, ast.Mod):
        return _filled(left, right)
    if isinstance(left, str) and isinstance(right, str):
        if isinstance(op, ast.Add) and len(left) + len(right) < _LONGEST:
            return left + right
        return f"{left.rstrip('/')}/{right}" if isinstance(op, ast.Div) else UNKNOWN
    if isinstance(left, tuple) and isinstance(right, tuple) and isinstance(op, ast.Add):
        return left + right if len(left) + len(right) < _LONGEST else UNKNOWN
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


def _filled(text: str, given: Any) -> Any:
    """``"--%s_x" % name``; widths are not followed, as they could ask for a text of any length."""
    parts = given if isinstance(given, tuple) else (given,)
    plain = re.fullmatch(r"[^%]*(?:%[sd%][^%]*)*", text) and all(
        isinstance(each, str | int | float) for each in parts
    )
    if not plain or len(text) + sum(len(str(each)) for each in parts) > _LONGEST:
        return UNKNOWN
    try:
        return text % parts
    except (TypeError, ValueError):
        return UNKNOWN


def _method(text: Any, name: str, given: list[Any]) -> Any:
    """``name.replace("_", "-")``, ``"--{}".format(name)`` and the like."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        return UNKNOWN
    if name == "format" and text.count("{") == text.count("{}") == len(given):
        first, *rest = text.split("{}")
        return _joined([first, *(part for pair in zip(given, rest, strict=True) for part in pair)])
    wanted, made = _METHODS.get(name, (-1, str))
    short = all(isinstance(each, str) and 0 < len(each) < 20 for each in given)
    return made(text, *given) if wanted == len(given) and short else UNKNOWN


def _called(name: str, given: list[Any]) -> Any:
    if name in _JOINS and given and all(isinstance(each, str) for each in given):
        return "/".join(part.rstrip("/") for part in given if part)
    if name in _SAME and len(given) == 1 and isinstance(given[0], str):
        return given[0]
    if name == "range" and given and all(isinstance(each, int) for each in given):
        numbers = range(*given[:3]) if len(given) < 3 or given[2] else range(0)
        return tuple(numbers) if len(numbers) <= 50 else UNKNOWN
    if name in ("list", "tuple", "sorted") and len(given) == 1:
        return given[0]
    return UNKNOWN


def number(told: Any) -> float | None:
    """The end of a range, if it is one."""
    return float(told) if isinstance(told, int | float) and not isinstance(told, bool) else None


def plain(found: Any) -> DemoValue:
    """A value as a field of a page holds it: sequences as words parted by spaces, what is unknown as None."""
    if isinstance(found, tuple):
        return " ".join(str(each) for each in found)
    if isinstance(found, float) and (found != found or found in (float("inf"), float("-inf"))):
        return None
    if isinstance(found, str | int | float | bool):
        return found
    return None
