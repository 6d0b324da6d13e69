"""Settings in a script: entries of ``CONFIG = {...}``, attributes of ``class Config``, the environment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from inroad.workshop.demo import lexicon, uses
from inroad.workshop.demo.code import Code, Module, assigned, comment
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import CONVERTED, Annotated, words
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted, keyword

_CALLED = lexicon.words("names", "holds_settings")
_NAMESPACES = lexicon.words("names", "makes_namespaces")
_MACHINE = re.compile(
    r"CUDA|RANK|WORLD_SIZE|MASTER_|SLURM|^(HOME|PATH|USER|DEBUG|PYTHONPATH|TMPDIR|DISPLAY)$|_(TOKEN|KEY|SECRET)$|"
    r"_NUM_THREADS$|WANDB|^HF_|LOG_?LEVEL"
)
_MOST = 40


def settings(code: Code, module: Module) -> list[Seen]:
    """What a script sets in one place at its top, and what it asks the environment for."""
    found = [each for node in module.tree.body for each in _of(code, module, node)]
    return [*found, *_environment(code, module)][:_MOST]


def _of(code: Code, module: Module, node: ast.stmt) -> Iterator[Seen]:
    if isinstance(node, ast.ClassDef) and _CALLED & set(words(node.name)) and not node.bases:
        for inner in node.body:
            for target, given in assigned(inner):
                if isinstance(target, ast.Name):
                    yield from _member(code, module, node.name, target.id, given)
    for target, given in assigned(node):
        if isinstance(target, ast.Name) and _CALLED & set(words(target.id)):
            for name, each in entries(given):
                yield from _member(code, module, target.id, name, each)


def entries(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Names and values of a dictionary or a namespace."""
    if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in _NAMESPACES:
        yield from ((each.arg, each.value) for each in node.keywords if each.arg)
        node = node.args[0] if node.args else node
    if isinstance(node, ast.Dict):
        for key, given in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value, given


def _member(code: Code, module: Module, owner: str, name: str, node: ast.expr) -> Iterator[Seen]:
    given = value(node, module.constants)
    if given is UNKNOWN or given is None or isinstance(given, tuple) or name.startswith("_"):
        return
    yield Seen(
        name=name,
        key=f"{owner}.{name}",
        how="constant",
        file=module.path,
        line=node.lineno,
        default=given,
        help=comment(code, module, node.end_lineno),
        uses=uses.of(code, module, module.tree, _held(name)),
    )


def _held(name: str) -> uses.Is:
    """``CONFIG["name"]``, ``cfg.name``."""

    def is_it(node: ast.AST) -> bool:
        if isinstance(node, ast.Subscript):
            return isinstance(node.slice, ast.Constant) and node.slice.value == name
        return isinstance(node, ast.Attribute) and node.attr == name

    return is_it


def _environment(code: Code, module: Module) -> Iterator[Seen]:
    seen: set[str] = set()
    for node in ast.walk(module.tree):
        name, default = _variable(module, node)
        if name and name not in seen and not _MACHINE.search(name):
            seen.add(name)
            yield _asked(code, module, node, name, default)


def _variable(module: Module, node: ast.AST) -> tuple[str, ast.expr | None]:
    """The variable of the environment that an expression asks for, and its default."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        told = value(node.slice) if module.name_of(node.value) == "os.environ" else None
        return (told if isinstance(told, str) else ""), None
    if isinstance(node, ast.Call) and module.name_of(node.func) in ("os.environ.get", "os.getenv"):
        told = value(node.args[0]) if node.args else None
        default = node.args[1] if len(node.args) > 1 else keyword(node, "default")
        return (told if isinstance(told, str) else ""), default or ast.Constant(None)
    return "", None


def _asked(code: Code, module: Module, node: ast.AST, name: str, default: ast.expr | None) -> Seen:
    called = {id(call.node.args[0]): call.name for call in module.calls if call.node.args}
    given = value(default, module.constants)
    told = CONVERTED.get(called.get(id(node), ""), Annotated())
    number = told.kind is not None and isinstance(given, str)
    return Seen(
        name=name.lower(),
        key=f"env:{name}",
        how="constant",
        file=module.path,
        line=getattr(node, "lineno", 0),
        told=told,
        default=_number(given) if number else given,
        required=default is None,
        uses=uses.of(code, module, module.tree, lambda each: each is node),
    )


def _number(text: str) -> float | int | object:
    try:
        return int(text) if re.fullmatch(r"-?\d{1,18}", text) else float(text)
    except ValueError:
        return UNKNOWN
