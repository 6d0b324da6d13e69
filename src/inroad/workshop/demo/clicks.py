"""Entry points that read their command line with click or typer: options are parameters of functions."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

from inroad.workshop.demo import docs, uses
from inroad.workshop.demo.code import Code, Function, Module, assigned, docstring
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated, annotated
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted, keyword

_CLICK_TYPES: dict[str, Annotated] = {
    "int": Annotated("integer", "value"),
    "float": Annotated("number", "value"),
    "bool": Annotated("yes/no", "value"),
    "str": Annotated(None, "str"),
    "INT": Annotated("integer", "value"),
    "FLOAT": Annotated("number", "value"),
    "BOOL": Annotated("yes/no", "value"),
    "STRING": Annotated(None, "str"),
    "IntRange": Annotated("integer", "value"),
    "FloatRange": Annotated("number", "value"),
    "Path": Annotated(None, "Path"),
    "File": Annotated(None, "Path"),
}


def click_command(code: Code, module: Module, function: Function) -> list[Seen] | None:
    """What a click command takes; None if the function is none."""
    decorators = [each for each in function.decorator_list if isinstance(each, ast.Call)]
    names = [module.name_of(each.func).rpartition(".")[2] for each in decorators]
    plain = [
        dotted(each).rpartition(".")[2] for each in function.decorator_list if not isinstance(each, ast.Call)
    ]
    if "command" not in names + plain or not {"option", "argument"} & set(names):
        return None
    found: list[Seen] = []
    for call, name in zip(decorators, names, strict=True):
        if name in ("option", "argument") and (
            seen := _click_parameter(code, module, function, call, name, found)
        ):
            found.append(seen)
    return found


def _click_parameter(
    code: Code, module: Module, function: Function, call: ast.Call, sort: str, before: list[Seen]
) -> Seen | None:
    flags = [each for node in call.args if isinstance(each := value(node, module.constants), str)]
    told = {k.arg: value(k.value, module.constants) for k in call.keywords if k.arg}
    if not flags:
        return None
    bare = [each for each in flags if not each.startswith("-")]
    flag = max(flags, key=lambda each: (each.startswith("--"), len(each)))
    name = (bare[0] if bare else flag.partition("/")[0].lstrip("-")).replace("-", "_").lower()
    kind, low, high, choices = _click_type(keyword(call, "type"), module)
    kind = replace(kind, form="each") if told.get("multiple") is True else kind
    switch = _click_switch(flag, told)
    hidden = uses.of(code, module, function, uses.named(name))
    position = sum(each.position is not None for each in before) if sort == "argument" else None
    default = told.get("default", UNKNOWN)
    return Seen(
        name=name,
        key=(flag if "/" in flag else f"{flag}/") if switch is not None else flag,
        how="positional" if sort == "argument" else "option",
        file=module.path,
        line=call.lineno,
        told=kind,
        default=default,
        required=told.get("required") is True
        or (sort == "argument" and told.get("required") is not False and default is UNKNOWN),
        choices=choices,
        help=str(told.get("help")) if isinstance(told.get("help"), str) else "",
        uses=hidden,
        position=position,
        low=low,
        high=high,
        many=told.get("multiple") is True
        or (told.get("nargs") not in (None, UNKNOWN, 1) and "nargs" in told),
        switch=switch,
    )


def _click_switch(flag: str, told: dict[str, Any]) -> bool | None:
    if "/" in flag or told.get("is_flag") is True:
        return told.get("default") is True
    return None


def _click_type(
    node: ast.expr | None, module: Module
) -> tuple[Annotated, float | None, float | None, tuple[str, ...]]:
    if node is None:
        return Annotated(), None, None, ()
    call = node if isinstance(node, ast.Call) else None
    tail = dotted(call.func if call else node).rpartition(".")[2]
    kind = _CLICK_TYPES.get(tail, Annotated())
    if call is None:
        return kind, None, None, ()
    given = [value(each, module.constants) for each in call.args]
    if tail == "Choice" and given and isinstance(given[0], tuple):
        return Annotated(), None, None, tuple(map(str, given[0]))
    ends = (
        [value(keyword(call, "min")), value(keyword(call, "max"))] if not given else [*given, None, None][:2]
    )
    low, high = (float(each) if isinstance(each, int | float) else None for each in ends)
    return kind, low, high, ()


# -- typer --------------------------------------------------------------------------------------------


def typer_command(code: Code, module: Module, function: Function) -> list[Seen]:
    """What a typer command takes: every parameter of a function."""
    found: list[Seen] = []
    for each, default in parameters(function):
        found.append(_typer_parameter(code, module, function, each, default, found))
    return found


def _typer_parameter(
    code: Code,
    module: Module,
    function: Function,
    each: ast.arg,
    default: ast.expr | None,
    before: list[Seen],
) -> Seen:
    if isinstance(default, ast.Name):  # options that several commands share
        kept = code.constant(module, default.id)
        default = kept if _is_info(kept) else default
    info = _info(each.annotation) or (default if _is_info(default) else None)
    inside = info is default and info is not None
    told = annotated(each.annotation)
    given = value(default, module.constants) if default is not None and not inside else UNKNOWN
    if inside and isinstance(info, ast.Call):
        given = value(info.args[0], module.constants) if info.args else value(keyword(info, "default"))
        given = UNKNOWN if info.args and dotted(info.args[0]) == "..." else given
        if info.args and isinstance(info.args[0], ast.Constant) and info.args[0].value is ...:
            given = UNKNOWN
    is_argument = isinstance(info, ast.Call) and dotted(info.func).endswith("Argument")
    required = default is None or (inside and given is UNKNOWN and not _is_none(info))
    choices, given = enumerated(code, module, each.annotation, default, given)
    required = required and (default is None or given is UNKNOWN)
    option = not is_argument and (not required or info is not None)
    flag = _flag(info, each.arg)
    names = (
        [value(keyword(info, key)) for key in ("min", "max")] if isinstance(info, ast.Call) else [None, None]
    )
    low, high = (float(n) if isinstance(n, int | float) else None for n in names)
    text = value(keyword(info, "help")) if isinstance(info, ast.Call) else None
    switch = bool(given) if told.kind == "yes/no" and option else None
    return Seen(
        name=each.arg,
        key=f"{flag}/--no-{flag[2:]}" if switch is not None and "/" not in flag else flag,
        how="option" if option else "positional",
        file=module.path,
        line=each.lineno,
        told=told if not choices else Annotated(),
        default=given,
        required=required,
        choices=choices,
        help=text if isinstance(text, str) else docs.parameters(docstring(function)).get(each.arg, ""),
        uses=uses.of(code, module, function, uses.named(each.arg)),
        position=None if option else sum(one.position is not None for one in before),
        low=low,
        high=high,
        many=told.many,
        switch=switch,
    )


def _info(node: ast.expr | None) -> ast.expr | None:
    """The ``typer.Option(...)`` within ``Annotated[...]``."""
    if isinstance(node, ast.Subscript) and dotted(node.value).endswith("Annotated"):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else []
        return next((each for each in inner if _is_info(each)), None)
    return None


def _is_info(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in ("Option", "Argument")


def _is_none(info: ast.expr | None) -> bool:
    return isinstance(info, ast.Call) and bool(info.args) and value(info.args[0]) is None


def _flag(info: ast.expr | None, name: str) -> str:
    given = [value(each) for each in info.args] if isinstance(info, ast.Call) else []
    flags = [each for each in given if isinstance(each, str) and each.startswith("-")]
    return max(
        flags, key=lambda each: (each.startswith("--"), len(each)), default=f"--{name.replace('_', '-')}"
    )


def enumerated(
    code: Code, module: Module, annotation: ast.expr | None, default: ast.expr | None, given: Any
) -> tuple[tuple[str, ...], Any]:
    """The values of an enumeration that a parameter is of, and its default among them."""
    name = dotted(annotation) if annotation is not None else ""
    if isinstance(annotation, ast.Subscript) and dotted(annotation.value).endswith("Annotated"):
        inner = annotation.slice.elts[0] if isinstance(annotation.slice, ast.Tuple) else annotation.slice
        name = dotted(inner)
    home = code.owner(module, name)
    found = home[1] if home else None
    if found is None or not any("Enum" in dotted(base) for base in found.bases):
        return (), given
    members = {
        target.id: str(text)
        for node in found.body
        for target, given_to in assigned(node)
        if isinstance(target, ast.Name) and isinstance(text := value(given_to), str | int)
    }
    source = default.args[0] if isinstance(default, ast.Call) and default.args else default
    member = dotted(source).rpartition(".")[2] if source is not None else ""
    return tuple(members.values()), members.get(member, given)


def parameters(function: Function, skip_self: bool = False) -> list[tuple[ast.arg, ast.expr | None]]:
    """The parameters of a function and their defaults; without ``*args`` and ``**kwargs``."""
    args = function.args
    plain = [*args.posonlyargs, *args.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(args.defaults)) + list(args.defaults)
    pairs = [*zip(plain, defaults, strict=True), *zip(args.kwonlyargs, args.kw_defaults, strict=True)]
    return pairs[1:] if skip_self and pairs else pairs
