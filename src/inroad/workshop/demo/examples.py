"""What a page begins with: the repository's own examples where it has some, else made-up ones."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import replace

from inroad.types import DemoEntry, DemoInput, DemoValue
from inroad.workshop.demo import kinds, samples
from inroad.workshop.demo.about import About
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted
from inroad.workshop.source.tree import Tree

_LARGEST = 5_000_000
_SHOWN = re.compile(r"example|sample|demo|test|input|asset|fixture|data", re.IGNORECASE)
_EG = re.compile(
    r"(?:e\.g\.?|for example|such as|i\.e\.),?:?\s*"
    r"""(?:'([^'\n]{1,200})'|"([^"\n]{1,200})"|`([^`\n]{1,200})`)"""
)


def own_example(each: DemoInput, tree: Tree, told: str) -> str | None:
    """A file of the repository that could be given for an input; None if there is none."""
    paths = {one.path for one in tree.files}
    for said in (told, str(each.default or "")):
        if said.removeprefix("./") in paths:
            return said.removeprefix("./")
    if each.kind == "file":
        wanted = set(kinds.by_ending(f"{each.help} {each.default or ''}"))
        wanted = set() if kinds.is_weights(each.name) else wanted
    else:
        wanted = {ending for ending, kind in kinds.ENDINGS.items() if kind == each.kind}
    found = [one for one in tree.files if one.suffix in wanted and 0 < one.size <= _LARGEST]
    likely = [one for one in found if _SHOWN.search(one.path)]
    return min(likely, key=lambda one: (one.depth, one.size, one.path)).path if likely else None


def own_content(each: DemoInput, tree: Tree, told: str) -> str | None:
    """A file of the repository to lie in a folder that is given; None if there is none."""
    folders = [said.removeprefix("./").strip("/") for said in (told, str(each.default or "")) if said]
    for folder in folders:
        inside = [one for one in tree.files if one.path.startswith(f"{folder}/") and 0 < one.size <= _LARGEST]
        if inside:
            return min(inside, key=lambda one: (one.depth, one.path)).path
    return own_example(replace(each, kind=each.form), tree, "") if each.form in ("image", "audio") else None  # type: ignore[arg-type]


def text_example(each: DemoInput, told: str, about: str) -> str:
    """A text that could be given: of the README's command, of the help, else a sentence."""
    if told and not told.startswith(("<", "$", "{", "[")):
        return told
    found = _EG.search(each.help) or _EG.search(about)
    return next(filter(None, found.groups()), "") if found else samples.SENTENCE


def of_commands(entry: DemoEntry, about: About) -> dict[str, str]:
    """What the README's commands give for the inputs of an entry."""
    stem = entry.file.rpartition("/")[2]
    names = {
        name for name, target in about.console if target.partition(":")[0].replace(".", "/") in entry.file
    }
    for command in about.commands:
        try:
            words = shlex.split(command)
        except ValueError:
            continue
        at = next((n for n, word in enumerate(words) if word.endswith(stem) or word in names), None)
        if at is not None and (found := _given(entry, words[at + 1 :])):
            return found
    return {}


def of_calls(entry: DemoEntry, about: About) -> dict[str, str]:
    """What the README's Python gives for the inputs of an entry, and for those of its class."""
    owner, _, method = entry.call.rpartition(".")
    found: dict[str, str] = {}
    for inputs, name in ((entry.setup, owner.rpartition(".")[2]), (entry.inputs, method)):
        calls = [each for each in about.calls if name and dotted(each.func).rpartition(".")[2] == name]
        for call in calls[:1]:
            first = next((each.name for each in inputs if each.required), "")
            named = [(k.arg, k.value) for k in call.keywords] + [(first, each) for each in call.args[:1]]
            for key, node in named:
                given = value(node)
                if key and given is not UNKNOWN and given is not None:
                    found[key] = "\n".join(map(str, given)) if isinstance(given, tuple) else str(given)
    return found


def _given(entry: DemoEntry, words: list[str]) -> dict[str, str]:
    keys = {each.key: each.name for each in entry.inputs if each.how == "option"}
    keys |= {f"--{each.name.replace('_', '-')}": each.name for each in entry.inputs}
    keys |= {f"--{each.name}": each.name for each in entry.inputs}
    found: dict[str, str] = {}
    for key, after in zip(words, [*words[1:], ""], strict=True):
        name, _, inline = key.partition("=")
        if name in keys and (inline or (after and not after.startswith("-"))):
            found[keys[name]] = inline or after
    return found


def shown(each: DemoInput, told: Mapping[str, str], about: str) -> DemoValue:
    """What a field that is no file begins with."""
    if each.default is not None or not each.required:
        return each.default
    said = told.get(each.name, "")
    if each.kind in ("integer", "number"):
        try:
            return int(said) if each.kind == "integer" else float(said)
        except ValueError:
            return each.low if each.low is not None else 1
    if each.kind == "choice":
        return said if said in each.choices else (each.choices[0] if each.choices else None)
    return text_example(each, said, about) if each.kind == "text" else each.default
