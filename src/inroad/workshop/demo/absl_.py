"""Options that are defined as flags: ``flags.DEFINE_string("input", None, "what to read")``."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

from inroad.workshop.demo import loops, uses
from inroad.workshop.demo.argparse_ import HOLDERS
from inroad.workshop.demo.code import Code, Module, assigned
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated
from inroad.workshop.demo.values import UNKNOWN, number, value
from inroad.workshop.source.python import dotted

_TYPES: dict[str, Annotated] = {
    "string": Annotated(None, "str"),
    "integer": Annotated("integer", "value"),
    "float": Annotated("number", "value"),
    "bool": Annotated("yes/no", "value"),
    "boolean": Annotated("yes/no", "value"),
    "enum": Annotated(None, "str"),
    "list": Annotated("text", "str"),
    "spaceseplist": Annotated("text", "str"),
    "multi_string": Annotated(None, "each", many=True),
    "multi_enum": Annotated(None, "each", many=True),
    "multi_integer": Annotated("integer", "each", many=True),
    "multi_float": Annotated("number", "each", many=True),
}
_DEFINES = frozenset(f"DEFINE_{name}" for name in _TYPES)
_REQUIRES = frozenset({"mark_flag_as_required", "mark_flags_as_required"})


def options(code: Code, module: Module) -> list[Seen] | None:
    """The flags of a file and of those that it imports; None if it starts no program of flags."""
    if not any(each.name.endswith((".run", ".parse_flags_with_usage", "FLAGS")) for each in module.calls):
        return None
    homes = [code.imported(module, each) for each in module.imports]
    scope = {each.path: each for each in (module, *homes) if each is not None}
    wanted: set[str] = set()
    found: dict[str, Seen] = {}
    for each in scope.values():
        wanted |= _required(code, each)
        for made in loops.made(code, each, _DEFINES):
            if (seen := _flag(each, made)) is not None:
                found.setdefault(seen.name, seen)
    scoped = [scope[path] for path in sorted(scope)]
    return [_settled(code, scoped, each, wanted) for each in found.values()] or None


def _required(code: Code, module: Module) -> set[str]:
    given = [value(a, each.names) for each in loops.made(code, module, _REQUIRES) for a in each.call.args]
    flat = [one for each in given for one in (each if isinstance(each, tuple) else (each,))]
    return {each for each in flat if isinstance(each, str)}


def _flag(module: Module, made: loops.Made) -> Seen | None:
    kind = dotted(made.call.func).rpartition("DEFINE_")[2]
    order = ("name", "default", "values", "help") if kind.endswith("enum") else ("name", "default", "help")
    told: dict[str, Any] = dict(
        zip(order, (value(each, made.names) for each in made.call.args), strict=False)
    )
    told |= {k.arg: value(k.value, made.names) for k in made.call.keywords if k.arg}
    name = told.get("name", told.get("flag_name"))
    if not isinstance(name, str):
        return None
    values = told.get("values", told.get("enum_values"))
    is_switch = kind in ("bool", "boolean")
    help_text = told.get("help")
    return Seen(
        name=name,
        key=f"--{name}/--no{name}" if is_switch else f"--{name}",
        how="option",
        file=module.path,
        line=made.call.lineno,
        told=_TYPES[kind],
        default=told.get("default", UNKNOWN),
        required=told.get("required") is True,
        choices=tuple(map(str, values)) if isinstance(values, tuple) and kind == "enum" else (),
        help=help_text if isinstance(help_text, str) else "",
        low=number(told.get("lower_bound")),
        high=number(told.get("upper_bound")),
        many=kind.startswith("multi_"),
        switch=told.get("default") is True if is_switch else None,
    )


def _settled(code: Code, scope: list[Module], seen: Seen, wanted: set[str]) -> Seen:
    """A flag with what is done with it, as ``FLAGS.name`` or as ``_NAME.value``."""
    holders = {f"{name}.value" for each in scope for name in _holders(each, seen.name)}
    found = [uses.of(code, each, each.tree, _is_flag(seen.name, holders)) for each in scope]
    return replace(seen, uses=uses.together(found), required=seen.required or seen.name in wanted)


def _holders(module: Module, name: str) -> list[str]:
    """Names that a flag is kept under: ``_IMAGE = flags.DEFINE_string("image", ...)``."""
    return [
        target.id
        for node in module.tree.body
        for target, given in assigned(node)
        if isinstance(target, ast.Name)
        and isinstance(given, ast.Call)
        and given.args
        and value(given.args[0]) == name
    ]


def _is_flag(name: str, holders: set[str]) -> uses.Is:
    plain = uses.attribute(name, HOLDERS | {"flags.FLAGS"})
    return lambda node: plain(node) or (isinstance(node, ast.Attribute) and dotted(node) in holders)
