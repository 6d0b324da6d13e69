"""Classes whose fields are settings: dataclasses, attrs, pydantic, named tuples, ``Tap``.

Libraries make command lines of such classes (``lines`` knows which); what is read here is each field with its
type, its default, and what is said of it: in ``metadata``, in a comment behind it, in a text below it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inroad.workshop.demo import docs, lexicon
from inroad.workshop.demo.code import Code, Module, comment, docstring
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted, keyword

_DECORATORS = lexicon.words("names", "makes_records")
_BASES = lexicon.words("names", "bases_of_records")
_DEEPEST = 6
_HELP = ("help", "description", "doc", "desc", "title")
_LOW = ("ge", "gt", "min", "low", "lower_bound", "minimum")
_HIGH = ("le", "lt", "max", "high", "upper_bound", "maximum")


@dataclass(frozen=True, slots=True)
class Declared:
    """One field, or one parameter of a function."""

    name: str
    annotation: ast.expr | None
    default: ast.expr | None
    """As an expression; None: there is none, and it has to be given."""
    told: dict[str, Any]
    """What ``field(...)`` and the like say: help, choices, low, high."""
    module: Module
    line: int


def is_record(code: Code, module: Module, node: ast.ClassDef, depth: int = 0) -> bool:
    """Whether a class is one whose fields are settings."""
    heads = [dotted(each.func if isinstance(each, ast.Call) else each) for each in node.decorator_list]
    if any(head.rpartition(".")[2] in _DECORATORS for head in heads):
        return True
    for base in node.bases if depth < _DEEPEST else ():
        if dotted(base).rpartition(".")[2] in _BASES:
            return True
        home = code.owner(module, dotted(base))
        if home is not None and home[1] is not node and is_record(code, *home, depth + 1):
            return True
    return False


def declared(code: Code, module: Module, node: ast.ClassDef, depth: int = 0) -> list[Declared]:
    """The fields of a class, with those of the classes that it is made from, in their order."""
    found: dict[str, Declared] = {}
    for base in reversed(node.bases) if depth < _DEEPEST else ():
        home = code.owner(module, dotted(base))
        if home is not None and home[1] is not node:
            found |= {each.name: each for each in declared(code, *home, depth + 1)}
    said = docs.parameters(docstring(node))
    for at, field in enumerate(node.body):
        if (each := _field(code, module, node, at, field, said)) is not None:
            found[each.name] = each
    return list(found.values())


def _field(
    code: Code, module: Module, owner: ast.ClassDef, at: int, node: ast.stmt, said: dict[str, str]
) -> Declared | None:
    if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
        return None
    if node.target.id.startswith("_") or dotted(_head(node.annotation)).rpartition(".")[2] == "ClassVar":
        return None
    default, told = of_default(node.value, module)
    if told.get("init") is False:
        return None
    told = {**_of_annotation(node.annotation, module), **told}
    below = owner.body[at + 1] if at + 1 < len(owner.body) else None
    text = (
        told.get("help")
        or said.get(node.target.id)
        or _below(below)
        or comment(code, module, node.end_lineno)
    )
    told["help"] = text if isinstance(text, str) else ""
    return Declared(node.target.id, node.annotation, default, told, module, node.lineno)


def _head(node: ast.expr) -> ast.expr:
    return node.value if isinstance(node, ast.Subscript) else node


def _below(node: ast.stmt | None) -> str:
    """A text that stands by itself below a field."""
    text = node.value if isinstance(node, ast.Expr) else None
    said = text.value if isinstance(text, ast.Constant) else None
    return " ".join(said.split()) if isinstance(said, str) else ""


# -- what stands for a default ------------------------------------------------------------------------

_MAKERS = lexicon.words("names", "makes_fields")
_MISSING = frozenset({"MISSING", "REQUIRED", "NOTHING", "PydanticUndefined"})


def of_default(node: ast.expr | None, module: Module) -> tuple[ast.expr | None, dict[str, Any]]:
    """The default that an expression stands for, and what else it says.

    ``field(default=1, metadata={"help": ...})``, ``Field(3, ge=1)``, ``Input(description=...)``; what is none
    of these is the default itself.
    """
    if not isinstance(node, ast.Call) or dotted(node.func).rpartition(".")[2] not in _MAKERS:
        return (None if _is_missing(node) else node), {}
    told = {k.arg: value(k.value, module.constants) for k in node.keywords if k.arg}
    held = keyword(node, "metadata")
    if isinstance(held, ast.Dict):
        pairs = zip(held.keys, held.values, strict=True)
        told |= {str(value(k)): value(v, module.constants) for k, v in pairs if k is not None}
    told = {name: each for name, each in told.items() if each is not UNKNOWN}
    if dotted(node.func).rpartition(".")[2] == "choice" and node.args:
        told["choices"] = value(ast.List(list(node.args)), module.constants)
    return _given(node), {**told, **_plain(told)}


def _is_missing(node: ast.expr | None) -> bool:
    """Whether an expression says that there is no default: ``...``, ``MISSING``."""
    is_dots = isinstance(node, ast.Constant) and node.value is ...
    return node is None or is_dots or dotted(node).rpartition(".")[2] in _MISSING


def _given(call: ast.Call) -> ast.expr | None:
    """The default that a call of ``field`` gives."""
    tail = dotted(call.func).rpartition(".")[2]
    for name in ("default", "default_factory", "factory"):
        node = keyword(call, name)
        if node is not None:
            return None if _is_missing(node) else _produced(node)
    if tail in ("list_field", "choice"):
        return ast.List(list(call.args)) if tail == "list_field" else None
    return None if not call.args or _is_missing(call.args[0]) else _produced(call.args[0])


def _produced(node: ast.expr) -> ast.expr:
    """What a factory gives, as far as it can be told: ``list``, ``lambda: [1, 2]``."""
    if isinstance(node, ast.Lambda):
        return node.body
    return ast.List([]) if dotted(node) in ("list", "tuple", "set") else node


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """The same under the names that are used here."""
    found: dict[str, Any] = {}
    for name, words in (("help", _HELP), ("low", _LOW), ("high", _HIGH)):
        given = next((told[word] for word in words if told.get(word) is not None), None)
        if name == "help" and isinstance(given, str):
            found[name] = given
        elif name != "help" and isinstance(given, int | float):
            found[name] = float(given)
    choices = told.get("choices")
    return found | ({"choices": tuple(map(str, choices))} if isinstance(choices, tuple) else {})


def _of_annotation(node: ast.expr | None, module: Module) -> dict[str, Any]:
    """What stands within ``Annotated[...]``, and whether a field has no name on the command line."""
    if not isinstance(node, ast.Subscript):
        return {}
    head = dotted(node.value).rpartition(".")[2]
    found: dict[str, Any] = {"positional": True} if head == "Positional" else {}
    inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for each in inner[1:] if head == "Annotated" else ():
        if isinstance(each, ast.Call):
            told = {k.arg: value(k.value, module.constants) for k in each.keywords if k.arg}
            found |= {k: v for k, v in told.items() if v is not UNKNOWN} | _plain(told)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            found.setdefault("help", each.value)
    return found


def bare(node: ast.expr | None) -> ast.expr | None:
    """An annotation without ``Annotated``, ``Positional`` and what else only a library reads."""
    while isinstance(node, ast.Subscript):
        head = dotted(node.value).rpartition(".")[2]
        if head not in (
            "Annotated",
            "Positional",
            "Final",
            "InitVar",
            "OmitArgPrefixes",
            "FlagConversionOff",
        ):
            return node
        node = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
    return node


def names_of(node: ast.expr | None) -> Iterator[str]:
    """The names in an annotation, which may be written as a text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200:
        try:
            node = ast.parse(node.value, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
    for each in ast.walk(node) if node is not None else ():
        if isinstance(each, ast.Name | ast.Attribute):
            yield dotted(each)
