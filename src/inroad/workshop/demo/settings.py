"""Settings that lie in YAML files, and reach a program as ``key=value`` on its command line."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Any

from inroad.workshop.demo import uses
from inroad.workshop.demo.code import Code, Module
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted

_LINE = re.compile(r"^(\s*)([A-Za-z_][\w.-]*)\s*:(?:\s+(.*))?$")
_MOST = 80


@dataclass(frozen=True, slots=True)
class Leaf:
    """One setting of a file."""

    key: str
    value: Any
    help: str
    line: int


def leaves(text: str) -> list[Leaf]:
    """The plain values of a YAML file by dotted key; lists over lines, anchors and blocks are left out."""
    found: list[Leaf] = []
    around: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n")[:2000], 1):
        if (told := _LINE.match(line)) is None:
            continue
        indent = len(told[1])
        around = [each for each in around if each[0] < indent]
        key = ".".join([*(name for _, name in around), told[2]])
        rest, _, comment = (told[3] or "").partition(" #")
        if not rest.strip() or rest.lstrip().startswith("#"):
            around.append((indent, told[2]))
        elif (given := scalar(rest.strip())) is not UNKNOWN:
            found.append(Leaf(key, given, comment.strip(), number))
    return found


def scalar(text: str) -> Any:
    """A plain value of YAML; UNKNOWN for lists, references and blocks."""
    if text[:1] in "[{&*|>!$" or "${" in text:
        return UNKNOWN
    if text[:1] in "'\"":
        return text[1:-1] if len(text) > 1 and text[-1] == text[0] else UNKNOWN
    low = text.lower()
    if low in ("true", "false", "yes", "no", "on", "off"):
        return low in ("true", "yes", "on")
    if low in ("null", "~", "none"):
        return None
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def seen(code: Code, module: Module, scope: ast.AST, path: str, each: Leaf) -> Seen:
    """A setting of a file as something that can be given."""
    missing = each.value == "???"
    return Seen(
        name=each.key.replace(".", "_"),
        key=each.key,
        how="setting",
        file=path,
        line=each.line,
        default=UNKNOWN if missing else each.value,
        required=missing,
        help=each.help,
        uses=uses.of(code, module, scope, _at(each.key)),
    )


def _at(key: str) -> uses.Is:
    """``cfg.model.name`` for the setting ``model.name``, whatever holds all settings."""
    parts = key.split(".")

    def is_it(node: ast.AST) -> bool:
        if isinstance(node, ast.Subscript):
            return len(parts) == 1 and isinstance(node.slice, ast.Constant) and node.slice.value == key
        return isinstance(node, ast.Attribute) and dotted(node).split(".")[-len(parts) - 1 :][1:] == parts

    return is_it


def merged(code: Code, module: Module, options: list[Seen]) -> list[Seen]:
    """Settings of files that a program loads and lets its command line change, as OmegaConf does."""
    names = {each.name.rpartition(".")[2] for each in module.calls if "OmegaConf" in each.name}
    if not names & {"from_cli", "from_dotlist"}:
        return []
    defaults = {each.name: each.default for each in options}
    found: list[Seen] = []
    for call in module.calls:
        if call.name.endswith("OmegaConf.load") and call.node.args:
            node = call.node.args[0]
            told = value(node, module.constants)
            path = told if isinstance(told, str) else defaults.get(dotted(node).rpartition(".")[2])
            text = code.tree.text(path) if isinstance(path, str) and path in _paths(code) else None
            found += [seen(code, module, module.tree, str(path), each) for each in leaves(text or "")]
    return found[:_MOST]


def _paths(code: Code) -> frozenset[str]:
    return frozenset(each.path for each in code.tree.files)


def joined(*parts: str) -> str:
    """A path without ``.`` and ``..``."""
    kept: list[str] = []
    for part in "/".join(p for p in parts if p).split("/"):
        if part == ".." and kept:
            kept.pop()
        elif part not in ("", ".", ".."):
            kept.append(part)
    return "/".join(kept)
