"""Placement items: one function of a drill and a few ways to write it, of which one is right.

Whole answers would take minutes to read.  A drill's known mistakes say which function a wrong answer gets
wrong, so that function alone is shown, with the helpers that it uses.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inroad.practice import content
from inroad.types import Drill

OPTIONS = 4
_DIAGNOSIS = re.compile(r"\A# diagnosis: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a placement."""

    drill: Drill
    function: str
    """The function that is asked about."""
    task: str
    """What it is to do."""
    options: tuple[str, ...]
    """Ways to write it, as code."""
    right: int
    """Position of the right one."""


def item(drill: Drill, seed: str) -> Item:
    """An item of a drill: one right way among wrong ones, drawn by ``seed``."""
    chance = random.Random(hashlib.sha256(f"{seed}/{drill.drill_id}".encode()).digest())
    folder = Path(drill.folder)
    function, files = _asked(drill, folder, chance)
    wrong = chance.sample(files, OPTIONS - 1)
    shown = [_part(file, function, drill.calls) for file in wrong]
    right = _most_alike([folder / "solution.py", *_answers(folder, "alternatives")], shown, function, drill)
    place = chance.randrange(OPTIONS)
    return Item(drill, function, _task(drill, function), (*shown[:place], right, *shown[place:]), place)


def _asked(drill: Drill, folder: Path, chance: random.Random) -> tuple[str, list[Path]]:
    """A function that enough wrong answers get wrong, and these answers."""
    of = _mistaken(folder)
    by_function: dict[str, list[Path]] = {}
    for file in _answers(folder, "wrong"):
        told = _DIAGNOSIS.search(file.read_text("utf-8"))
        function = of.get(told[1].strip(), "") if told else ""
        if function in drill.calls:
            by_function.setdefault(function, []).append(file)
    enough = [name for name in drill.calls if len(by_function.get(name, ())) >= OPTIONS - 1]
    if enough:
        function = chance.choice(enough)
        return function, by_function[function]
    return "", _answers(folder, "wrong")


def _mistaken(folder: Path) -> dict[str, str]:
    """Each known mistake with the function that it is made in; those of several functions are left out."""
    found: dict[str, str] = {}
    tree = ast.parse((folder / "mistakes.py").read_text("utf-8"))
    for node in (each for each in tree.body if isinstance(each, ast.FunctionDef)):
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and mark.args and isinstance(mark.args[0], ast.Constant):
                name = str(mark.args[0].value)
                found[name] = node.name if found.get(name, node.name) == node.name else ""
    return found


def _most_alike(files: Iterable[Path], wrong: Sequence[str], function: str, drill: Drill) -> str:
    """The right way that is written most like the wrong ones, so that style does not give it away."""
    right = {_part(file, function, drill.calls) for file in files} - set(wrong)
    return max(sorted(right), key=lambda text: sum(_likeness(text, each) for each in wrong))


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).quick_ratio()


def _task(drill: Drill, function: str) -> str:
    """A drill's task without what it says of other functions."""
    lines, keep = [], True
    for line in content.task(drill).splitlines():
        if line.startswith("- `"):
            keep = not function or f"`{function}(" in line
        elif line and not line.startswith(" "):
            keep = True
        if keep:
            lines.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _answers(folder: Path, kind: str) -> list[Path]:
    return sorted((folder / kind).glob("*.py"))


# -- code -----------------------------------------------------------------------------------------


def _part(file: Path, function: str, calls: Sequence[str]) -> str:
    """A function with the helpers it uses; without comments and docstrings, which tell the right one."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        _without_docstring(node)
    if function:
        wanted = _used(tree, function, set(calls) - {function})
        tree.body = [node for node in tree.body if _names(node) & wanted]
    return ast.unparse(tree)


def _used(tree: ast.Module, function: str, others: set[str]) -> set[str]:
    """A function and all that it uses of its file, other functions that the drill asks for left out."""
    found, waiting = set[str](), [function]
    bodies = {name: node for node in tree.body for name in _names(node)}
    while waiting:
        name = waiting.pop()
        if name in bodies and name not in found:
            found.add(name)
            read = {node.id for node in ast.walk(bodies[name]) if isinstance(node, ast.Name)}
            waiting.extend(sorted(read - others))
    return found


def _names(node: ast.stmt) -> set[str]:
    """What a statement at the top of a file defines; imports define nothing worth showing."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)}
    return set()


def _without_docstring(node: ast.AST) -> None:
    if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and len(node.body) > 1:
        match node.body[0]:
            case ast.Expr(value=ast.Constant(value=str())):
                del node.body[0]
