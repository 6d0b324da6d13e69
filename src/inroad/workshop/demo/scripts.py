"""Scripts without a parser: they read ``sys.argv``, or nothing but constants at their top."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TypeGuard

from inroad.workshop.demo import kinds, uses
from inroad.workshop.demo.code import Code, Module, comment
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import CONVERTED, Annotated
from inroad.workshop.demo.uses import Uses
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted

_LOCAL = re.compile(
    r"^(/(home|Users|data\d*|mnt|media|scratch|workspace|root|content|gpfs|nfs|storage|export)/|[A-Za-z]:[\\/]|~/)"
)
_MOST = 12


def is_local_path(text: object) -> TypeGuard[str]:
    """Whether a text is a path on somebody's own machine."""
    return isinstance(text, str) and "\n" not in text and len(text) < 300 and bool(_LOCAL.match(text))


def arguments(code: Code, module: Module) -> list[Seen]:
    """What a script takes from ``sys.argv``, by place."""
    places: dict[int, ast.Subscript] = {}
    optional: set[int] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.IfExp):
            optional |= {at for inner in ast.walk(node) if (at := _place(inner, module)) is not None}
        if (at := _place(node, module)) is not None:
            places.setdefault(at, node)  # type: ignore[arg-type]
    names = _usage(code, module)
    return [
        _argument(code, module, at, places[at], at in optional, names)
        for at in sorted(places)
        if 1 <= at < _MOST
    ]


def _place(node: ast.AST, module: Module) -> int | None:
    if isinstance(node, ast.Subscript) and module.name_of(node.value) == "sys.argv":
        at = value(node.slice)
        return at if isinstance(at, int) else None
    return None


def _usage(code: Code, module: Module) -> list[str]:
    """The names that a usage line gives: ``usage: x.py INPUT OUTPUT [EVERY]``."""
    text = code.tree.text(module.path) or ""
    name = re.escape(module.path.rpartition("/")[2])
    called = list(re.finditer(rf"\b{name}\s+(?=[^\n\"'`])", text))
    if not called:
        return []
    stop = (text + "\n").index("\n", called[0].start())  # of one line, the last
    last = max(each.end() for each in called if each.start() < stop)
    told = re.split(r"[\n\"'`]", text[last : last + 2_000])[0]
    return re.findall(r"[A-Za-z][\w.-]*", told)[:_MOST]


def _argument(code: Code, module: Module, at: int, node: ast.AST, optional: bool, names: list[str]) -> Seen:
    is_it = _is_place(at, module)
    found = uses.of(code, module, module.tree, is_it)
    told = (
        names[at - 1].lower().replace("-", "_").replace(".", "_")
        if len(names) >= at
        else _given_name(module, is_it) or f"argument_{at}"
    )
    return Seen(
        name=told,
        key=told,
        how="positional",
        file=module.path,
        line=getattr(node, "lineno", 0),
        told=_converted(module, is_it),
        default=UNKNOWN,
        required=not optional,
        uses=found,
        help=comment(code, module, getattr(node, "lineno", 0)),
        position=at - 1,
    )


def _is_place(at: int, module: Module) -> uses.Is:
    return lambda node: _place(node, module) == at


def _given_name(module: Module, is_it: uses.Is) -> str:
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        if any(is_it(inner) for inner in ast.walk(node.value)):
            return node.targets[0].id
    return ""


def _converted(module: Module, is_it: uses.Is) -> Annotated:
    for call in module.calls:
        if call.name in CONVERTED and call.node.args and is_it(call.node.args[0]):
            return CONVERTED[call.name]
    return Annotated()


def prompts(code: Code, module: Module) -> list[Seen]:
    """What a script asks for with ``input``, by the lines where it does."""
    around = {id(inner): node for node in ast.walk(module.tree) for inner in ast.iter_child_nodes(node)}
    asked = [call.node for call in module.calls if call.name in ("input", "raw_input")]
    return [_prompt(code, module, node, around) for node in asked[:_MOST]]


def _prompt(code: Code, module: Module, node: ast.Call, around: dict[int, ast.AST]) -> Seen:
    text = value(node.args[0], module.constants) if node.args else ""
    help_text = " ".join(str(text).split()).rstrip(":?> ") if isinstance(text, str) else ""
    told, default, name = Annotated(None, "str"), UNKNOWN, ""
    at: ast.AST | None = node
    while (at := around.get(id(at))) is not None and isinstance(at, ast.expr | ast.Assign | ast.keyword):
        if isinstance(at, ast.Call) and dotted(at.func) in ("int", "float"):
            told = Annotated("integer" if dotted(at.func) == "int" else "number", "value")
        elif isinstance(at, ast.BoolOp) and isinstance(at.op, ast.Or):
            default = value(at.values[-1], module.constants)
        elif isinstance(at, ast.Assign) and isinstance(at.targets[0], ast.Name):
            name = at.targets[0].id
    words = "_".join(re.findall(r"[a-z]+", help_text.lower())[:3])
    found = uses.of(code, module, module.tree, lambda each: each is node)
    return Seen(
        name=name or words or f"answer_{node.lineno}",
        key=f"input:{node.lineno}",
        how="constant",
        file=module.path,
        line=node.lineno,
        told=replace(told, form="") if found.read else told,
        default=default,
        required=default is UNKNOWN,
        help=help_text,
        uses=found,
    )


def constants(code: Code, module: Module) -> list[Seen]:
    """Constants at the top of a script, and paths on somebody's machine anywhere in it."""
    found = [each for node in module.tree.body if (each := _constant(code, module, node))]
    texts = {each.default for each in found}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and is_local_path(node.value) and node.value not in texts:
            texts.add(node.value)
            found.append(_path(code, module, node))
    return found[:40]


def _constant(code: Code, module: Module, node: ast.stmt) -> Seen | None:
    if (
        not isinstance(node, ast.Assign)
        or len(node.targets) != 1
        or not isinstance(node.targets[0], ast.Name)
    ):
        return None
    name, given = node.targets[0].id, value(node.value)
    if given is UNKNOWN or given is None or isinstance(given, tuple) or name.startswith("__"):
        return None
    found = uses.of(code, module, module.tree, uses.named(name))
    if is_local_path(given) or (isinstance(given, str) and (found.read or found.written)):
        return _seen_path(module, name, name, str(given), node.lineno, found)
    return Seen(name, name, "constant", module.path, node.lineno, default=given)


def _path(code: Code, module: Module, node: ast.Constant) -> Seen:
    text = str(node.value)
    found = uses.of(code, module, module.tree, uses.literal(text))
    leaf = text.rstrip("/").rpartition("/")[2].rpartition(".")[0] or text.rstrip("/").rpartition("/")[2]
    name = re.sub(r"\W+", "_", leaf).strip("_").lower() or "path"
    return _seen_path(module, name, text, text, node.lineno, found)


def _seen_path(module: Module, name: str, key: str, text: str, line: int, found: Uses) -> Seen:
    local = is_local_path(text)
    return Seen(
        name,
        key,
        "constant",
        module.path,
        line,
        default=UNKNOWN if local and not found.written else text,
        required=local and not found.written,
        help=f"instead of {text}" if local else "",
        uses=found if found.read or found.written else Uses(read=kinds.of_path(text) or ""),
    )


def reads_nothing_else(module: Module) -> bool:
    """Whether a file does something when it is run, beside defining things."""
    skip = (
        ast.Import,
        ast.ImportFrom,
        ast.FunctionDef,
        ast.ClassDef,
        ast.AsyncFunctionDef,
        ast.Assign,
        ast.AnnAssign,
    )
    doing = [node for node in module.tree.body if not isinstance(node, skip)]
    return (
        any(
            isinstance(node, ast.For | ast.With | ast.While)
            or (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Call)
                and dotted(node.value.func) != "sys.path.append"
            )
            for node in doing
        )
        or module.has_main
    )
