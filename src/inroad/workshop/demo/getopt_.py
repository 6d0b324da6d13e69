"""Scripts that read their options with getopt, and give each its meaning in a chain of comparisons."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from inroad.workshop.demo import uses
from inroad.workshop.demo.code import Code, Module, assigned
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import CONVERTED, Annotated
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted

_HELP = frozenset({"-h", "--help", "--version"})


def options(code: Code, module: Module) -> list[Seen] | None:
    """What a script takes; None if it does not use getopt."""
    for call in module.calls:
        if call.name in ("getopt.getopt", "getopt.gnu_getopt") and len(call.node.args) > 1:
            short, *longer = [value(each, module.constants) for each in call.node.args[1:3]]
            known = dict(_short(short)) | dict(_long(longer[0] if longer else ()))
            found = [_option(code, module, node, known) for node in _branches(module)]
            return list({each.name: each for each in found if each is not None}.values())
    return None


def _short(told: object) -> Iterator[tuple[str, bool]]:
    """Options of one letter, and whether a value follows them."""
    text = told if isinstance(told, str) else ""
    for at, letter in enumerate(text):
        if letter.isalnum():
            yield f"-{letter}", text[at + 1 : at + 2] == ":"


def _long(told: object) -> Iterator[tuple[str, bool]]:
    for each in told if isinstance(told, tuple) else ():
        yield f"--{str(each).rstrip('=')}", str(each).endswith("=")


def _branches(module: Module) -> Iterator[ast.If]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.If))


def _option(code: Code, module: Module, node: ast.If, known: dict[str, bool]) -> Seen | None:
    """What one comparison does with the option that it is about."""
    texts = [n.value for n in ast.walk(node.test) if isinstance(n, ast.Constant)]
    names = [each for each in texts if isinstance(each, str) and each in known]
    given = next(((t, v) for each in node.body for t, v in assigned(each) if isinstance(t, ast.Name)), None)
    if not names or _HELP & set(names) or given is None or not isinstance(given[0], ast.Name):
        return None
    flag = max(names, key=len)
    takes, name = known[flag], given[0].id
    made = dotted(given[1].func) if isinstance(given[1], ast.Call) else ""
    default = _first(module, name)
    return Seen(
        name=name,
        key=flag if takes else f"{flag}/",
        how="option",
        file=module.path,
        line=node.lineno,
        told=CONVERTED.get(made, Annotated()),
        default=UNKNOWN if default == "" else default,
        required=takes and default == "",
        uses=uses.of(code, module, module.tree, uses.named(name)),
        switch=None if takes else False,
    )


def _first(module: Module, name: str) -> object:
    """What a variable is given first."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == name:
                return value(node.value, module.constants)
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for one, given in zip(target.elts, node.value.elts, strict=False):
                    if isinstance(one, ast.Name) and one.id == name:
                        return value(given, module.constants)
    return UNKNOWN
