"""What could not be told is asked in demo.toml; what was answered there is used the next time."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from inroad.errors import InputError
from inroad.report.clean import clean
from inroad.types import DemoEntry, DemoInput, DemoKind, DemoOutput, DemoQuestion
from inroad.workshop.demo import kinds
from inroad.workshop.source.tree import Tree

FILE = "demo.toml"
KINDS: tuple[str, ...] = get_args(DemoKind)
_INPUT = frozenset({"kind", "default", "choices", "low", "high", "help", "show", "value"})
_HEAD = """\
# What could not be told from the code of {name}.
# Take the # away from a line, write the answer, and run `inroad demo` again; this file is never overwritten.
# Kinds: {kinds}.
"""


def answers(text: str) -> dict[str, Any]:
    """What was answered.

    Raises:
        InputError: it is no TOML, or answers something that is not asked.
    """
    try:
        told = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{FILE} cannot be read ({clean(str(error), 200)})", "mend that line") from None
    if extra := sorted(set(told) - {"entry", "title", "inputs", "output"}):
        raise InputError(f"{FILE} has {extra[0]!r}", "it may have entry, title, output and [inputs.NAME]")
    inputs = told.get("inputs", {})
    if not isinstance(inputs, dict):
        raise InputError(f"inputs in {FILE} is no table", "write [inputs.NAME] above what is said of each")
    for name, given in inputs.items():
        if not isinstance(given, dict) or set(given) - _INPUT or not _of_their_types(given):
            raise InputError(
                f"[inputs.{name}] in {FILE} is not right",
                f"it may have {', '.join(sorted(_INPUT))}; low and high are numbers, choices is a list",
            )
        _kind(given.get("kind"), f"inputs.{name}.kind")
    _kind(told.get("output"), "output")
    return told


def _of_their_types(given: Mapping[str, Any]) -> bool:
    numbers = (given.get(key, 0) for key in ("low", "high"))
    are = all(isinstance(each, int | float) and not isinstance(each, bool) for each in numbers)
    return are and isinstance(given.get("choices", []), list)


def _kind(given: object, where: str) -> None:
    if given is not None and given not in KINDS:
        raise InputError(f"{where} in {FILE} is {given!r}", f"choose one of {', '.join(KINDS)}")


def answered(entry: DemoEntry, told: Mapping[str, Any]) -> DemoEntry:
    """An entry with what the user said of its inputs and its output.

    Raises:
        InputError: the entry has no input of a name.
    """
    given: Mapping[str, Any] = told.get("inputs") or {}
    names = {each.name for each in (*entry.inputs, *entry.setup)}
    if extra := sorted(set(given) - names):
        raise InputError(f"{FILE} speaks of an input {extra[0]!r}", f"there are {', '.join(sorted(names))}")
    outputs = entry.outputs
    if kind := told.get("output"):
        outputs = (replace(outputs[0], kind=kind, sure=True), *outputs[1:])
    return replace(
        entry,
        inputs=tuple(_told(each, given.get(each.name, {})) for each in entry.inputs),
        setup=tuple(_told(each, given.get(each.name, {})) for each in entry.setup),
        outputs=outputs,
    )


def _told(each: DemoInput, given: Mapping[str, Any]) -> DemoInput:
    if not given:
        return each
    kind = given.get("kind", "choice" if "choices" in given else each.kind)
    form = (
        each.form
        if kind == each.kind
        else "path"
        if kind in kinds.MEDIA
        else "str"
        if kind == "text"
        else "value"
    )
    fixed = "value" in given
    return replace(
        each,
        kind=kind,
        form=form,
        default=given.get("value", given.get("default", each.default)),
        choices=tuple(map(str, given.get("choices", each.choices))),
        low=given.get("low", each.low),
        high=given.get("high", each.high),
        help=str(given.get("help", each.help)),
        basic=bool(given.get("show", each.basic)) and not fixed,
        required=each.required or fixed,
        sure=True,
        fixed=fixed,
    )


def asked(
    entry: DemoEntry | None, others: tuple[DemoEntry, ...], tree: Tree, told: Mapping[str, Any]
) -> tuple[DemoQuestion, ...]:
    """What is still to be answered."""
    if entry is None:
        found = tuple(f"{each.entry_id} ({each.found_by})" for each in others[:10])
        return (DemoQuestion("entry", "Which function, script or command should the demo call?", found),)
    made = [_entry(entry, others, told)]
    made += [
        _input(each, tree)
        for each in (*entry.inputs, *entry.setup)
        if each.name not in (told.get("inputs") or {})
    ]
    unsure = [each for each in entry.outputs[:1] if not each.sure]
    if unsure and "output" not in told:
        made.append(
            DemoQuestion("output", f"What does it give? Taken for: {unsure[0].kind}.", (entry.entry_id,))
        )
    return tuple(each for each in made if each is not None)


NEAR = 4
"""Points by which the likeliest way in must lead, or it is asked whether it is meant."""


def _entry(entry: DemoEntry, found: tuple[DemoEntry, ...], told: Mapping[str, Any]) -> DemoQuestion | None:
    """Whether the right way in was taken, where another is about as likely."""
    near = [each for each in found if each.entry_id != entry.entry_id and each.score > entry.score - NEAR]
    if not near or "entry" in told or entry.entry_id != found[0].entry_id:
        return None
    ask = f"Several ways in look alike. Which one is meant? Taken: {entry.entry_id}."
    return DemoQuestion("entry", ask, tuple(each.entry_id for each in near[:8]))


def _input(each: DemoInput, tree: Tree) -> DemoQuestion | None:
    where = tuple(filter(None, (f"{each.file}, line {each.line}" if each.line else "", each.help)))
    if each.fixed:
        return None
    lost = bool(each.default and "/" in str(each.default) and not _there(str(each.default), tree))
    if kinds.is_weights(each.name) and each.kind in ("file", "folder", "text") and (each.required or lost):
        ask = f"Which file or folder holds the weights ({each.name})? {_missing(each)}"
        return DemoQuestion(f"inputs.{each.name}.value", ask, where)
    if each.required and not each.sure:
        return DemoQuestion(
            f"inputs.{each.name}.kind", f"What is {each.name}? Taken for: {each.kind}.", where
        )
    if each.kind == "file" and lost:
        ask = f"{each.default} is not in the repository. What should stand for {each.name}?"
        return DemoQuestion(f"inputs.{each.name}.default", ask, where)
    return None


def _missing(each: DemoInput) -> str:
    return f"{each.default} is not in the repository." if each.default else "None is named."


def _there(path: str, tree: Tree) -> bool:
    plain = path.removeprefix("./").rstrip("/")
    return any(each.path == plain or each.path.startswith(f"{plain}/") for each in tree.files)


def page(name: str, questions: tuple[DemoQuestion, ...]) -> str:
    """A new demo.toml: every question as lines that are still comments."""
    parts = [_HEAD.format(name=clean(name, 100), kinds=", ".join(KINDS))]
    ordered = sorted(questions, key=lambda each: (each.key.startswith("inputs."), each.key))
    return "\n".join([*parts, *(_asked(each) for each in ordered)])


def added(text: str, questions: tuple[DemoQuestion, ...]) -> str:
    """A demo.toml of the user's with the questions that it does not have yet."""
    new = [each for each in questions if _line(each) not in text]
    return "\n".join([text.rstrip("\n") + "\n", *(_asked(each) for each in new)]) if new else text


def _line(each: DemoQuestion) -> str:
    table, _, key = each.key.rpartition(".")
    top, _, name = table.partition(".")
    quoted = name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)
    return f"[{top}.{quoted}]" if table else f"{key} ="


def _asked(each: DemoQuestion) -> str:
    key = each.key.rpartition(".")[2]
    head = f"# {_line(each)}\n" if "." in each.key else ""
    lines = [f"# {clean(each.ask)}", *(f"#   {clean(text, 200)}" for text in each.found)]
    return "\n".join(lines) + f'\n{head}# {key} = ""\n'


def outputs_of(entry: DemoEntry) -> tuple[DemoOutput, ...]:
    """What is shown: the first of each kind."""
    kept: dict[str, DemoOutput] = {}
    for each in entry.outputs:
        kept.setdefault(f"{each.kind}{each.how == 'printed'}", each)
    return tuple(kept.values())
