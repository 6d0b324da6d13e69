"""How a command of click or typer is reached: the words before its options, and the group that reads them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from inroad.workshop.demo.code import Code, Function, Module
from inroad.workshop.demo.values import value
from inroad.workshop.source.python import dotted, keyword

_DEEPEST = 4
_LIBRARIES = frozenset({"click", "rich_click", "asyncclick", "typer"})
Place = tuple[Module, str]
"""A file and a name at its top."""


@dataclass(frozen=True, slots=True)
class Door:
    """The way to a command."""

    words: str
    """Parted by spaces; empty: it is the only command."""
    module: Module
    name: str
    """Of the group, or of the command itself."""


def is_command(function: Function) -> bool:
    """Whether a function is a command of click or typer."""
    return any(head.rpartition(".")[2] == "command" for head, _ in _heads(function))


def door(code: Code, module: Module, function: Function) -> Door:
    """The way to a command, through the groups that it is added to."""
    at: Place = (module, function.name)
    own = _own_name(function)
    words: list[str] = []
    for _ in range(_DEEPEST):
        found = _parent(code, at, function if not words else None)
        if found is None:
            break
        at, named = found
        words.insert(0, named or (own if not words else at[1]))
    is_typer = "Typer" in dotted(getattr(at[0].constants.get(at[1]), "func", ast.Constant("")))
    if is_typer and len(words) == 1 and len(list(_below(code, at))) == 1:
        words = []
    return Door(" ".join(words), *at)


def _heads(function: Function) -> Iterator[tuple[str, ast.expr]]:
    for each in function.decorator_list:
        yield dotted(each.func if isinstance(each, ast.Call) else each), each


def _own_name(function: Function) -> str:
    """What a command calls itself."""
    for head, each in _heads(function):
        if head.rpartition(".")[2] in ("command", "group") and isinstance(each, ast.Call):
            told = value(each.args[0] if each.args else keyword(each, "name"))
            if isinstance(told, str):
                return told
    return function.name.replace("_", "-").lower()


def _parent(code: Code, at: Place, function: Function | None) -> tuple[Place, str] | None:
    """The group that something is added to, and the name that it is given there (empty: its own)."""
    module, name = at
    function = function or module.functions.get(name)
    for head, _ in _heads(function) if function else ():
        owner, _, tail = head.rpartition(".")
        if tail in ("command", "group") and owner and owner not in _LIBRARIES:
            home = code.home(module, owner)
            return (home, _own_name(function) if function else "") if home else None
    for other, call in code.groupings:
        owner = dotted(call.func).rpartition(".")[0]
        if call.args and code.home(other, dotted(call.args[0])) == at and (home := code.home(other, owner)):
            told = value(call.args[1] if len(call.args) > 1 else keyword(call, "name"))
            return home, told if isinstance(told, str) else ""
    return None


def _below(code: Code, at: Place) -> Iterator[str]:
    """What is added to a group: commands and groups."""
    for module in code.scripts():
        for name, function in module.functions.items():
            for head, _ in _heads(function):
                owner, _, tail = head.rpartition(".")
                if tail in ("command", "callback") and owner and code.home(module, owner) == at:
                    yield name
    for module, call in code.groupings:
        if code.home(module, dotted(call.func).rpartition(".")[0]) == at:
            yield "group"
