"""Python read as a text: parsed, never compiled or run.

A file may be written to break its reader: a million brackets, a chain of a million dots, bytes that are no
Python.  Such a file gives ``None``, as one with a plain mistake does.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import orjson

LARGEST = 2**20
"""Characters of a file that is parsed; more was not written by hand."""
DEEPEST = 200
"""Nested brackets, and indentation in steps, that are parsed."""
LONGEST_LINE = 20_000
"""Characters of a line that is parsed: a chain of operators or dots is as deep as it is long."""
NOTEBOOK = 64 * 2**20
_BREAKING = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)
_MAGIC = re.compile(r"(\s*)(?:[%!?]|(?:[\w.]+\s*=\s*)?[%!]\s*\w|.*\?\s*$)")
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_KEEPS_PYTHON = frozenset({"time", "timeit", "capture", "prun"})


def parse(text: str) -> ast.Module | None:
    """The syntax tree of a file; None if it is no Python, or too large or too deep to be read safely."""
    if len(text) > LARGEST or _too_deep(text):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except _BREAKING:
        return None


@contextlib.contextmanager
def keeping() -> Iterator[None]:
    """Look for no garbage while many trees are read and kept: that takes three times as long as parsing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _too_deep(text: str) -> bool:
    """Whether brackets, lines or joined lines are such as only a machine writes."""
    depth = 0
    for mark in re.findall(r"[(\[{)\]}]", text):
        depth = max(0, depth + (1 if mark in "([{" else -1))
        if depth > DEEPEST:
            return True
    joined = text.replace("\\\n", "")
    return any(
        len(line) > LONGEST_LINE and '"' not in line and "'" not in line for line in joined.split("\n")
    )


# -- notebooks ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a notebook."""

    number: int
    """From 1, over cells of all kinds."""
    kind: str
    """``code``, ``markdown`` or what else the notebook says."""
    text: str
    """Of code without magics and shell lines; each line stays where it was."""


def cells(text: str) -> tuple[Cell, ...] | None:
    """The cells of a notebook (nbformat 3 to 4); None if it is none."""
    if len(text) > NOTEBOOK:
        return None
    try:
        book = orjson.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(book, Mapping):
        return None
    sheets = book.get("worksheets")
    found = book.get("cells")
    if found is None and isinstance(sheets, list):
        found = [cell for sheet in sheets if isinstance(sheet, Mapping) for cell in _list(sheet.get("cells"))]
    if not isinstance(found, list):
        return None
    return tuple(_cell(number, each) for number, each in enumerate(found, 1) if isinstance(each, Mapping))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _cell(number: int, cell: Mapping[str, object]) -> Cell:
    source = cell.get("source", cell.get("input", ""))
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    kind = str(cell.get("cell_type", ""))
    return Cell(number, kind, without_magics(text) if kind == "code" else text)


def without_magics(code: str) -> str:
    """A cell's code with IPython's own lines replaced by ``pass``; empty if the cell is no Python."""
    named = _CELL_MAGIC.match(code)
    if named and named[1] not in _KEEPS_PYTHON:
        return ""
    return "\n".join(
        f"{found[1]}pass" if (found := _MAGIC.match(line)) else line for line in code.split("\n")
    )


# -- what a module says -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module or name."""

    module: str
    """As written, dotted; empty for ``from . import x``."""
    name: str | None
    """Of ``from module import name``; None for ``import module``."""
    known_as: str
    """What it is called in the file."""
    level: int
    """Dots before it; 0: absolute."""
    line: int

    @property
    def top(self) -> str:
        """The package that it is from."""
        return self.module.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Call:
    """One call."""

    name: str
    """Dotted, with the names that imports stand for put in; ``?`` for what is no name (``?.cuda``)."""
    line: int
    node: ast.Call


def imports(module: ast.Module) -> tuple[Import, ...]:
    """Everything that a file imports, wherever it does, by line."""
    return imports_of(ast.walk(module))


def imports_of(nodes: Iterable[ast.AST]) -> tuple[Import, ...]:
    """The same of nodes that were walked already."""
    found: list[Import] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            for each in node.names:
                known = each.asname or each.name.partition(".")[0]
                found.append(Import(each.name, None, known, 0, node.lineno))
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                known = each.asname or each.name
                found.append(Import(node.module or "", each.name, known, node.level, node.lineno))
    return tuple(sorted(found, key=lambda each: (each.line, each.module, each.name or "")))


def meanings(found: tuple[Import, ...]) -> dict[str, str]:
    """What names in a file stand for: ``nn`` to ``torch.nn``."""
    told: dict[str, str] = {}
    for each in found:
        if each.name is not None:
            told[each.known_as] = f"{each.module}.{each.name}" if each.module else each.name
        elif each.known_as != each.top:
            told[each.known_as] = each.module
    return told


def calls(module: ast.Module, found: tuple[Import, ...] | None = None) -> tuple[Call, ...]:
    """Every call of a file, by line."""
    told = meanings(imports(module) if found is None else found)
    made = [
        Call(dotted(node.func, told), node.lineno, node)
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
    ]
    return tuple(sorted(made, key=lambda each: (each.line, each.node.col_offset, each.name)))


def dotted(node: ast.AST, told: Mapping[str, str] | None = None) -> str:
    """The dotted name of an expression; what is no name in it is ``?``."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    head = node.id if isinstance(node, ast.Name) else "?"
    return ".".join([(told or {}).get(head, head), *reversed(parts)])


def main_line(module: ast.Module) -> int | None:
    """The line of ``if __name__ == "__main__":``; None if there is none."""
    for node in module.body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Compare):
            sides = [node.test.left, *node.test.comparators]
            names = {side.id for side in sides if isinstance(side, ast.Name)}
            if "__name__" in names and "__main__" in {literal(side) for side in sides}:
                return node.lineno
    return None


def definitions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions and classes at the top of a file, and the methods of these classes."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from (
                each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
            )


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """What a call gives for a keyword; None if it does not."""
    return next((each.value for each in call.keywords if each.arg == name), None)


def literal(node: ast.AST | None) -> object:
    """The value of a constant, or of lists, tuples, sets and dicts of constants; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value
    if not isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict):
        return None
    try:
        return ast.literal_eval(node)
    except (*_BREAKING, TypeError):
        return None
