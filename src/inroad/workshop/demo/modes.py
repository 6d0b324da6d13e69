"""Settings that the repository's files, or the wish to try it and not to train it, decide."""

from __future__ import annotations

import re
from dataclasses import replace

from inroad.types import DemoEntry, DemoInput
from inroad.workshop.demo import kinds
from inroad.workshop.source.tree import Tree

_USES = ("infer", "inference", "predict", "demo", "generate", "sample", "test", "eval", "single")
_SWITCHES = (*_USES[:4], "do_predict", "infer_only", "inference_only")
_TRAINS = re.compile(r"train|fit|prepare")
_SETTINGS = (".json", ".yaml", ".yml", ".toml", ".ini")
_MOST = 40
_READ = ("image", "audio", "video", "table")


def settled(entry: DemoEntry, tree: Tree) -> DemoEntry:
    """An entry with its mode set to use, and its files of settings to choose from."""
    inputs = tuple(_lost(_config(_mode(each), tree), tree) for each in entry.inputs)
    basic = sorted((each for each in inputs if each.basic), key=lambda each: not each.required)
    return replace(entry, inputs=(*basic, *(each for each in inputs if not each.basic)))


def _mode(each: DemoInput) -> DemoInput:
    """``--mode train`` becomes the choice that uses what was trained; ``--inference`` is switched on."""
    trains = each.kind == "choice" and _TRAINS.search(" ".join(each.choices))
    if trains and (each.default is None or _TRAINS.search(str(each.default))):
        use = next((word for word in _USES if word in each.choices), None)
        return replace(each, default=use, required=True, basic=False) if use else each
    if each.how == "switch" and each.default is False and each.name in _SWITCHES:
        return replace(each, default=True, required=True, basic=False)
    return each


def _lost(each: DemoInput, tree: Tree) -> DemoInput:
    """What is read from a place that only its author has is to be given."""
    is_read = each.kind in _READ or (each.kind == "folder" and each.form in _READ)
    if not is_read or each.required or not each.default or kinds.is_weights(each.name):
        return each
    path = str(each.default).removeprefix("./").strip("/")
    there = any(one.path == path or one.path.startswith(f"{path}/") for one in tree.files)
    return each if there else replace(each, default=None, required=True, basic=True)


def _config(each: DemoInput, tree: Tree) -> DemoInput:
    """A path to settings becomes a choice of the repository's files of settings."""
    named = {"config", "cfg", "conf", "yaml", "opt"} & set(kinds.words(each.name))
    pointed = str(each.default or "").endswith((".yaml", ".yml", ".toml"))
    if each.kind not in ("file", "text") or not (named or pointed):
        return each
    found = tuple(
        one.path
        for one in tree.files
        if one.suffix in _SETTINGS and re.search(r"(^|/)(conf|cfg|option|experiment)[^/]*", one.path)
    )
    default = str(each.default).removeprefix("./") if each.default else None
    if not found or len(found) > _MOST or (default and default not in found):
        return each
    return replace(each, kind="choice", form="str", choices=found, default=default or found[0], sure=True)
