"""Placement items: a drill's task and a few answers, of which one is right."""

from __future__ import annotations

import ast
import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from inroad.types import Drill

OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a placement."""

    drill: Drill
    options: tuple[str, ...]
    """Answers, as code."""
    right: int
    """Position of the right one."""


def item(drill: Drill, seed: str) -> Item:
    """An item of a drill: one right answer among wrong ones, drawn by ``seed``."""
    chance = random.Random(hashlib.sha256(f"{seed}/{drill.drill_id}".encode()).digest())
    folder = Path(drill.folder)
    right = chance.choice([folder / "solution.py", *sorted((folder / "alternatives").glob("*.py"))])
    wrong = chance.sample(sorted((folder / "wrong").glob("*.py")), OPTIONS - 1)
    place = chance.randrange(OPTIONS)
    files = [*wrong[:place], right, *wrong[place:]]
    return Item(drill, tuple(_shown(file) for file in files), place)


def _shown(file: Path) -> str:
    """The code alone: neither the diagnosis nor comments nor docstrings tell which is right."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and body:
            first = body[0]
            is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            if is_text and isinstance(first.value.value, str) and len(body) > 1:
                del body[0]
    return ast.unparse(tree)
