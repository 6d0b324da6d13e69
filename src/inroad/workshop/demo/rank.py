"""How likely an entry point is what people want to try, as a sum of points that each have a reason."""

from __future__ import annotations

import ast
import re
from functools import cache

from inroad.types import DemoInput, DemoOutput
from inroad.workshop.demo import functions, kinds, lexicon
from inroad.workshop.demo.about import About
from inroad.workshop.demo.code import Code, Module
from inroad.workshop.source.python import dotted

_MEASURES = re.compile(r"(^|[_\W])(eval|evaluat\w*|validat\w*|benchmark\w*|metrics?)([_\W]|$)")
_DOES = re.compile(
    "predict|infer|generat|sampl|demo|translat|transcri|summar|restor|enhanc|segment|detect|classif|apply|run|main"
    "|cli|synth|tts|caption|test_|process"
)
_TRAINS = re.compile(
    "train|finetun|fit|preprocess|prepare|download|convert|export|setup|install|build|label|annotat|make_|bench|plot"
    "|release|conf$|version|upload|stat"
)
_STRONG = re.compile(
    "predict|infer|generat|sampl|demo|translat|transcri|summar|restor|enhanc|segment|synth|separat|remov"
)
_ASIDE = lexicon.words("names", "folder_aside")
_BY = {
    "argparse": 20,
    "docopt": 20,
    "absl": 20,
    "gradio": 34,
    "click": 20,
    "typer": 20,
    "fire": 22,
    "hydra": 20,
    "method": 18,
    "function": 12,
    "notebook": 8,
    "script": 6,
    "cells": 4,
}


_BESIDE = frozenset({"scripts", "examples", "example", "tools"})
_SEEN = ("image", "audio", "video", "table")
_HAD = (*_SEEN, "text")
_PREPARES = lexicon.words("names", "prepares")


def _public(code: Code, module: Module, about: About, name: str) -> list[tuple[int, str]]:
    """What a package offers at its top, and what its README shows, is meant to be called by others."""
    told = []
    owner, _, own = name.rpartition(".")
    if (module.path, owner or own) in code.exported:
        told.append((20, "the package offers it"))
    elif code.exported and module.in_package:
        told.append((-8, "it is inside of the package"))
    if own in called_names(about):
        told.append((36, "the README calls it"))
    if kinds.words(own)[0] in _PREPARES:
        told.append((-12, "it only prepares"))
    return told


def scored(
    code: Code, module: Module, about: About, sort: str, name: str,
    taken: list[DemoInput], outputs: list[DemoOutput],
) -> tuple[int, list[str]]:  # fmt: skip
    """How likely this is what people want to try, and why."""
    calls = sort in ("function", "method")
    told = [
        (_BY.get(sort, 20), f"a {sort} that does it" if calls and sort != "notebook" else f"found by {sort}")
    ]
    told += _by_name(module, sort, name)
    told += _public(code, module, about, name) if sort in ("function", "method") else []
    told += _by_place(module, about, sort)
    told += _by_use(module, sort, taken, outputs)
    return sum(points for points, _ in told), [why for _, why in sorted(told, key=lambda each: -each[0])]


def _by_name(module: Module, sort: str, name: str) -> list[tuple[int, str]]:
    """What the names of the file, the class and the function say."""
    stem = module.path.rpartition("/")[2].rpartition(".")[0].lower()
    own = name.rpartition(":")[2].rpartition("/")[2].removesuffix(".py")
    owner, _, method = own.rpartition(".")
    told = []
    if sort == "method" and functions.CLASSES & set(kinds.words(owner)):
        told.append((16, "its class is made for use"))
    if sort in ("function", "method", "notebook"):
        told.append((functions.verb(method) // 2, "named for doing it"))
    if _STRONG.search(f"{stem} {method.lower()}"):
        told.append((15, "its name says that it is for use"))
    elif _DOES.search(f"{stem} {method.lower()}"):
        told.append((6, "its name sounds like use"))
    if _TRAINS.search(stem) or (
        _TRAINS.search(own.lower()) and sort in ("click", "typer", "argparse", "fire")
    ):
        told.append((-30, "it trains or prepares"))
    elif _MEASURES.search(own.lower()) or _MEASURES.search(stem):
        told.append((-5, "it measures how good a model is"))
    return told


def _by_place(module: Module, about: About, sort: str) -> list[tuple[int, str]]:
    """What the folder, the README and the installed commands say."""
    told = []
    if aside := _ASIDE & set(module.path.lower().split("/")[:-1]):
        told.append((-8 if aside <= _BESIDE else -14, f"it lies in {min(aside)}"))
    if any(module.path in command or f"-m {module.dotted}" in command for command in about.commands):
        told.append((20, "the README tells to run it"))
    if console_of(module, about) and sort not in ("function", "method"):
        told.append((18, "it is installed as a command"))
    return told


def _by_use(
    module: Module, sort: str, taken: list[DemoInput], outputs: list[DemoOutput]
) -> list[tuple[int, str]]:
    """What going in and coming out say."""
    told = []
    if any(each.kind in _HAD and each.required for each in taken):
        told.append((8, "it takes something that people have"))
    if any(each.kind in _SEEN for each in outputs):
        told.append((6, "it gives something to look at or hear"))
    if any(each.required and not each.sure for each in taken):
        told.append((-14, "what it takes is not clear"))
    if sort in ("function", "method", "fire") and _asks(module):
        told.append((-30, "its file asks for something when it is imported"))
    if sort in ("function", "method") and any(each.name.endswith(".add_argument") for each in module.calls):
        told.append((-10, "its file has a command line for it"))
    return told


def _asks(module: Module) -> bool:
    """Whether a file wants arguments or answers as soon as it is imported."""
    defining = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.If)
    doing = [each for node in module.tree.body if not isinstance(node, defining) for each in ast.walk(node)]
    calls = {module.name_of(each.func).rpartition(".")[2] for each in doing if isinstance(each, ast.Call)}
    held = {module.name_of(each.value) for each in doing if isinstance(each, ast.Subscript)}
    return bool(calls & {"parse_args", "parse_known_args", "input"} or held & {"os.environ", "sys.argv"})


@cache
def called_names(about: About) -> frozenset[str]:
    """What the README's Python calls."""
    return frozenset(dotted(call.func).rpartition(".")[2] for call in about.calls) - {"print", "__init__"}


def console_of(module: Module, about: About) -> str:
    """The function of a file that an installed command calls; empty if none does."""
    for _, target in about.console:
        home, _, name = target.partition(":")
        if home == module.dotted:
            return name
        if f"{home}.{name}".rpartition(".")[0] == module.dotted:  # package:module.function
            return name.rpartition(".")[2]
    return ""
