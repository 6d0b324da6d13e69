"""Notebooks that are run as a whole: fields of their forms (``#@param``), or constants of their cells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from inroad.workshop.demo import scripts
from inroad.workshop.demo.code import Code, Module
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated
from inroad.workshop.demo.uses import named, of
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source import python

_PARAM = re.compile(r"#\s*@param\b\s*(\[[^\]]*\])?\s*(?:\{([^}]*)\})?")
_TOLD = re.compile(r"""(type|min|max|step)\s*:\s*["']?([\w.+-]+)""")
_TYPES: dict[str, Annotated] = {
    "string": Annotated(None, "str"),
    "number": Annotated("number", "value"),
    "slider": Annotated("number", "value"),
    "integer": Annotated("integer", "value"),
    "boolean": Annotated("yes/no", "value"),
}


def fields(code: Code, module: Module) -> list[Seen]:
    """What may be changed before all cells are run."""
    found = list(_params(code, module))
    return found or scripts.constants(code, module)


def has_form(code: Code, module: Module) -> bool:
    """Whether a notebook has fields to be filled in."""
    return any(True for _ in _params(code, module))


def _params(code: Code, module: Module) -> Iterator[Seen]:
    text = code.tree.text(module.path, python.NOTEBOOK)
    for cell in (python.cells(text) if text else None) or ():
        parsed = python.parse(cell.text) if cell.kind == "code" and "@param" in cell.text else None
        lines = cell.text.split("\n")
        for node in parsed.body if parsed else ():
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                told = _PARAM.search(lines[(node.end_lineno or node.lineno) - 1])
                if told is not None:
                    yield _field(code, module, node.targets[0].id, node, told)


def _field(code: Code, module: Module, name: str, node: ast.Assign, told: re.Match[str]) -> Seen:
    default = value(node.value)
    said = dict(_TOLD.findall(told[2] or ""))
    choices = value(_parsed(told[1])) if told[1] else ()
    kind = _TYPES.get(said.get("type", ""), Annotated())
    whole = isinstance(default, int) and "." not in f"{said.get('step', '')}{said.get('min', '')}"
    if kind.kind == "number" and whole and not isinstance(default, bool):
        kind = _TYPES["integer"]
    return Seen(
        name=name,
        key=name,
        how="constant",
        file=module.path,
        line=node.lineno,
        told=kind,
        default=default,
        required=default is UNKNOWN or default == "",
        choices=tuple(map(str, choices)) if isinstance(choices, tuple) else (),
        uses=of(code, module, module.tree, named(name)),
        low=_number(said.get("min")),
        high=_number(said.get("max")),
    )


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
