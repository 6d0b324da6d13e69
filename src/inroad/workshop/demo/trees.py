"""Settings that are put together by code: ``config.model.width = 32``, as ml_collections and yacs have it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from inroad.workshop.demo import members, uses
from inroad.workshop.demo.code import Code, Module, comment
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted

_MAKERS = frozenset({"ConfigDict", "CN", "CfgNode", "FrozenConfigDict", "placeholder"})
_MOST = 120


@dataclass(frozen=True, slots=True)
class _Set:
    """One setting and where it stands."""

    key: str
    node: ast.expr
    line: int


def flags(code: Code, module: Module) -> list[Seen]:
    """Settings of the file that ``config_flags.DEFINE_config_file`` names, as ``--config.key``."""
    found: list[Seen] = []
    for call in module.calls:
        if not call.name.endswith("DEFINE_config_file") or not call.node.args:
            continue
        name, path = ([value(each) for each in call.node.args] + [None])[:2]
        home = code.modules.get(str(path).removeprefix("./"))
        maker = home.functions.get("get_config") if home else None
        if isinstance(name, str) and home is not None and maker is not None:
            made = [_seen(code, home, module, each, f"--{name}.{each.key}") for each in _settings(maker.body)]
            found += [each for each in made if each is not None]
    return found[:_MOST]


def pairs(code: Code, module: Module) -> list[Seen]:
    """Settings of a tree that a script lets its command line change by ``KEY VALUE``, as yacs does."""
    if not any(each.name.endswith(".merge_from_list") for each in module.calls):
        return []
    for home in code.scripts():
        told = _settings(home.tree.body)
        if told and any(each.top == "yacs" or "fvcore" in each.module for each in home.imports):
            made = [_seen(code, home, module, each, each.key) for each in told]
            return [each for each in made if each is not None][:_MOST]
    return []


def _settings(body: list[ast.stmt]) -> list[_Set]:
    """All settings of a block, in its order; the last word on each."""
    holders: dict[str, str] = {}
    found: dict[str, _Set] = {}
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        given = node.value if isinstance(node, ast.Assign) else None
        path = next((told for each in targets if (told := _path(each, holders))), "")
        is_tree = isinstance(given, ast.Call) and dotted(given.func).rpartition(".")[2] in _MAKERS
        for each in targets:
            if isinstance(each, ast.Name) and (is_tree or (given is not None and _path(given, holders))):
                holders[each.id] = path or ("" if is_tree or given is None else _path(given, holders))
        for one in _leaves(path, given, is_tree, getattr(node, "lineno", 0)):
            found[one.key] = one
    return list(found.values())


def _leaves(path: str, given: ast.expr | None, is_tree: bool, line: int) -> Iterator[_Set]:
    if given is None:
        return
    if is_tree:
        inner = given.args[0] if isinstance(given, ast.Call) and given.args else given
        for name, each in members.entries(inner):
            yield _Set(f"{path}.{name}" if path else name, each, each.lineno)
    elif path:
        yield _Set(path, given, line)


def _path(node: ast.expr, holders: dict[str, str]) -> str:
    """``model.width`` for ``config.model.width``; empty for what is no setting."""
    head, _, rest = dotted(node).partition(".")
    if not isinstance(node, ast.Attribute) or head not in holders:
        return ""
    return f"{holders[head]}.{rest}" if holders[head] else rest


def _seen(code: Code, home: Module, script: Module, each: _Set, key: str) -> Seen | None:
    given = value(each.node, home.constants)
    if given is UNKNOWN or isinstance(given, tuple):
        return None
    last = each.key.rpartition(".")[2]
    return Seen(
        name=each.key.replace(".", "_").lower(),
        key=key,
        how="option",
        file=home.path,
        line=each.line,
        told=Annotated("yes/no", "word") if isinstance(given, bool) else Annotated(),
        default=given,
        help=comment(code, home, each.node.end_lineno),
        uses=uses.of(code, script, script.tree, lambda n: isinstance(n, ast.Attribute) and n.attr == last),
    )
