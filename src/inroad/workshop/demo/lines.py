"""Command lines that libraries make of classes: tyro, HfArgumentParser, simple_parsing, jsonargparse, Tap.

A library is a row of ``STYLES``: how it calls the options of fields, of fields within fields, and of what is
switched on.  To read another one, add a row.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from inroad.workshop.demo import docs, lexicon, records, uses
from inroad.workshop.demo.clicks import enumerated, parameters
from inroad.workshop.demo.code import Code, Function, Module, docstring
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated, annotated
from inroad.workshop.demo.records import Declared
from inroad.workshop.demo.values import UNKNOWN, number, value
from inroad.workshop.source.python import dotted

_DEEPEST = 4
_MOST = 200


@dataclass(frozen=True, slots=True)
class Style:
    """How a library makes options of fields."""

    lead: str = "--"
    hyphens: bool = False
    nested: bool = False
    """A field of a field is ``--outer.inner``; else ``--inner``."""
    switch: str = "word"
    """What yes/no becomes: ``word`` (--x=True), ``pair`` (--x, --no-x) or ``flag`` (--x where it is no)."""
    placed: bool = False
    """What has no default is given without a name."""


STYLES: dict[str, Style] = {
    "tyro.cli": Style(hyphens=True, nested=True, switch="pair"),
    "HfArgumentParser": Style(),
    "simple_parsing.parse": Style(),
    "add_arguments": Style(),
    "jsonargparse.CLI": Style(nested=True, placed=True),
    "jsonargparse.auto_cli": Style(nested=True, placed=True),
    "add_class_arguments": Style(nested=True),
    "pyrallis.parse": Style(nested=True),
    "draccus.parse": Style(nested=True),
    "pyrallis.wrap": Style(nested=True),
    "draccus.wrap": Style(nested=True),
    "datargs.parse": Style(hyphens=True, switch="flag"),
    "argparse_dataclass.ArgumentParser": Style(hyphens=True, switch="flag"),
    "argparse_dataclass.parse_args": Style(hyphens=True, switch="flag"),
    "pydantic_argparse.ArgumentParser": Style(hyphens=True, switch="pair"),
    "CliApp.run": Style(nested=True),
    "chz.entrypoint": Style(lead="", nested=True),
    "chz.nested_entrypoint": Style(lead="", nested=True),
    "chz.main": Style(lead="", nested=True),
    "tap.tapify": Style(switch="flag"),
}
TAP = Style(switch="flag")
CALLS_FUNCTIONS = lexicon.words("names", "runs_a_function")
"""Libraries that run the function which they are given; it can be called as well."""


def settings(code: Code, script: Module, module: Module, node: ast.ClassDef) -> list[Seen]:
    """The fields of a class as ``key=value``."""
    return _Reading(code, script, Style(lead="", nested=True)).of_class(module, node)


@dataclass(frozen=True, slots=True)
class Line:
    """A command line that was found."""

    seen: tuple[Seen, ...]
    about: str
    line: int
    library: str
    alone: bool = True
    """No other options are read beside these."""


def style_of(name: str) -> Style | None:
    """How a call of a dotted name makes options."""
    return STYLES.get(".".join(name.split(".")[-2:])) or STYLES.get(name.rpartition(".")[2])


def line(code: Code, module: Module) -> Line | None:
    """The command line that a file makes of classes or of functions that take them; None: it makes none."""
    found: list[Line] = []
    for call in module.calls:
        style = style_of(call.name)
        if style is not None:
            style = replace(style, placed=style.placed and _is_placed(call.node))
            found += _of_call(code, module, call.node, call.name, style)
        elif call.name.endswith(".parse_args"):
            found += _of_tap(code, module, call.node)
    for function in module.functions.values():
        found += _wrapped(code, module, function)
    kept = {each.name: each for one in found for each in one.seen}
    about = next((each.about for each in found if each.about), "")
    alone = all(each.alone for each in found)
    if not found:
        return None
    return replace(found[0], seen=tuple(kept.values())[:_MOST], about=about, alone=alone)


def _is_placed(call: ast.Call) -> bool:
    told = next((value(each.value) for each in call.keywords if each.arg == "as_positional"), None)
    return told is not False


def _of_call(code: Code, module: Module, call: ast.Call, name: str, style: Style) -> Iterator[Line]:
    """What a call makes of the class, the classes or the function that it is given."""
    given = [*call.args[:1], *(k.value for k in call.keywords if k.arg in ("config_class", "model_cls"))]
    nodes = [n for each in given for n in (each.elts if isinstance(each, ast.Tuple | ast.List) else [each])]
    alone = name.rpartition(".")[2] not in ("HfArgumentParser", "add_arguments", "add_class_arguments")
    made_by = {"add_arguments": "simple_parsing", "add_class_arguments": "jsonargparse"}
    library = made_by.get(name.rpartition(".")[2], name.partition(".")[0])
    for node in nodes:
        node = node.func if isinstance(node, ast.Call) else node
        if (home := code.owner(module, dotted(node))) is not None:
            seen = _Reading(code, module, style).of_class(*home)
            yield Line(tuple(seen), docs.about(docstring(home[1])), call.lineno, library, alone)
        elif (found := code.function(module, dotted(node))) is not None and _takes_record(code, *found):
            seen = _Reading(code, module, style).of_function(*found)
            yield Line(tuple(seen), docs.about(docstring(found[1])), call.lineno, library, alone)


def _takes_record(code: Code, module: Module, function: Function) -> bool:
    return any(record_of(code, module, each.annotation) for each, _ in parameters(function))


def _of_tap(code: Code, module: Module, call: ast.Call) -> Iterator[Line]:
    """``Arguments().parse_args()`` of a class that is a Tap."""
    made = call.func.value if isinstance(call.func, ast.Attribute) else None
    home = code.owner(module, dotted(made.func)) if isinstance(made, ast.Call) else None
    if home is not None and records.is_record(code, *home):
        seen = tuple(_Reading(code, module, TAP).of_class(*home))
        yield Line(seen, docs.about(docstring(home[1])), call.lineno, "tap")


def _wrapped(code: Code, module: Module, function: Function) -> Iterator[Line]:
    """``@pyrallis.wrap()`` above a function whose first parameter is a class of settings."""
    for each in function.decorator_list:
        name = module.name_of(each.func if isinstance(each, ast.Call) else each)
        style = style_of(name)
        first = next((arg for arg, _ in parameters(function)), None)
        home = record_of(code, module, first.annotation) if first else None
        if style is not None and home is not None:
            told = docs.about(docstring(function)) or docs.about(docstring(home[1]))
            yield Line(
                tuple(_Reading(code, module, style).of_class(*home)),
                told,
                function.lineno,
                name.partition(".")[0],
            )


def record_of(code: Code, module: Module, node: ast.expr | None) -> tuple[Module, ast.ClassDef] | None:
    """The class of settings that an annotation names."""
    for name in records.names_of(records.bare(node)):
        home = code.owner(module, name)
        if home is not None and records.is_record(code, *home):
            return home
    return None


_HOLDS = re.compile(
    r"(args?|arguments|argv|config|cfg|conf|options?|opts?|params|settings|flags|hparams)$", re.I
)


@dataclass
class _Reading:
    """Fields as they become options, one after the other."""

    code: Code
    script: Module
    style: Style
    seen: list[Seen] = field(default_factory=list)

    def of_class(self, module: Module, node: ast.ClassDef) -> list[Seen]:
        """The options of a class."""
        self._take(records.declared(self.code, module, node), (), 0)
        return self.seen

    def of_function(self, module: Module, function: Function) -> list[Seen]:
        """The options of a function."""
        said = docs.parameters(docstring(function))
        fields = []
        for each, default in parameters(function):
            given, told = records.of_default(default, module)
            told.setdefault("help", said.get(each.arg, ""))
            fields.append(Declared(each.arg, each.annotation, given, told, module, each.lineno))
        self._take(fields, (), 0)
        return self.seen

    def _take(self, fields: list[Declared], outer: tuple[str, ...], depth: int) -> None:
        for each in fields:
            home = record_of(self.code, each.module, each.annotation) if depth < _DEEPEST else None
            if home is not None:
                inside = (*outer, each.name) if self.style.nested else outer
                self._take(records.declared(self.code, *home), inside, depth + 1)
            elif len(self.seen) < _MOST:
                self.seen.append(self._one(each, outer))

    def _one(self, each: Declared, outer: tuple[str, ...]) -> Seen:
        bare = records.bare(each.annotation)
        told = annotated(bare, each.module.meanings)
        given = value(each.default, each.module.constants) if each.default is not None else UNKNOWN
        choices, given = enumerated(self.code, each.module, bare, each.default, given)
        choices = each.told.get("choices") or choices
        required = each.default is None and not told.optional
        placed = (required and self.style.placed) or each.told.get("positional") is True
        key = self._key(each, outer)
        switch = told.kind == "yes/no" and self.style.switch != "word" and not placed
        return Seen(
            name="_".join((*outer, each.name)),
            key=_switched(key, self.style, given) if switch else key,
            how="positional" if placed else "option" if self.style.lead else "setting",
            file=each.module.path,
            line=each.line,
            told=_form(told) if not choices else Annotated(),
            default=given,
            required=required,
            choices=choices,
            help=str(each.told.get("help", "")),
            uses=self._uses(each, outer),
            position=sum(one.position is not None for one in self.seen) if placed else None,
            low=number(each.told.get("low")),
            high=number(each.told.get("high")),
            many=told.many,
            switch=bool(given) if switch else None,
        )

    def _key(self, each: Declared, outer: tuple[str, ...]) -> str:
        own = each.told.get("name") if isinstance(each.told.get("name"), str) else each.name
        name = ".".join((*outer, str(own)))
        return self.style.lead + (name.replace("_", "-") if self.style.hyphens else name)

    def _uses(self, each: Declared, outer: tuple[str, ...]) -> uses.Uses:
        is_it = _held(each.name, frozenset(outer))
        modules = {one.path: one for one in (self.script, each.module)}
        return uses.together([uses.of(self.code, one, one.tree, is_it) for _, one in sorted(modules.items())])


def _held(name: str, holders: frozenset[str]) -> uses.Is:
    """``cfg.name``, ``model_args.name``, ``config.camera.name``."""

    def is_it(node: ast.AST) -> bool:
        if not isinstance(node, ast.Attribute) or node.attr != name:
            return False
        last = dotted(node.value).rpartition(".")[2]
        return last in holders or last == "self" or bool(_HOLDS.search(last))

    return is_it


def _switched(key: str, style: Style, given: Any) -> str:
    """The option that turns a switch on, a slash, and the option that turns it off."""
    if style.switch == "flag":
        return f"/{key}" if given is True else f"{key}/"
    head, _, last = key.removeprefix("--").rpartition(".")
    return f"{key}/--{head}{'.' if head else ''}no-{last}"


def _form(told: Annotated) -> Annotated:
    """Yes/no that is written as a word."""
    return replace(told, form="word") if told.kind == "yes/no" else told
