"""Settings that lie in files: those of hydra, as ``key=value`` on its command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from inroad.workshop.demo.code import Code, Function, Module
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.uses import Uses, attribute, of
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import keyword

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


def hydra_settings(code: Code, module: Module, function: Function) -> list[Seen] | None:
    """The settings of a hydra program; None if the function is none."""
    import ast

    for each in function.decorator_list:
        if isinstance(each, ast.Call) and module.name_of(each.func) == "hydra.main":
            folder, name = (value(keyword(each, key)) for key in ("config_path", "config_name"))
            return _settings(code, module, function, folder, name)
    return None


def _settings(code: Code, module: Module, function: Function, folder: Any, name: Any) -> list[Seen]:
    base = module.path.rpartition("/")[0]
    inner = folder if isinstance(folder, str) else ""
    stem = _joined(base, inner, str(name).removesuffix(".yaml"))
    texts = [(path, code.tree.text(path)) for path in (f"{stem}.yaml", f"{stem}.yml")]
    path, text = next(((p, t) for p, t in texts if t is not None), ("", ""))
    holder = function.args.args[0].arg if function.args.args else "cfg"
    kept = [each for each in leaves(text or "") if not each.key.startswith(("hydra.", "defaults"))]
    return [_seen(code, module, function, holder, path, each) for each in kept[:_MOST]]


def _seen(code: Code, module: Module, function: Function, holder: str, path: str, each: Leaf) -> Seen:
    last = each.key.rpartition(".")[2]
    found = of(
        code,
        module,
        function,
        attribute(last, frozenset({holder, f"{holder}.{each.key.rpartition('.')[0]}"})),
    )
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
        uses=found or Uses(),
    )


def _joined(*parts: str) -> str:
    """A path without ``.`` and ``..``."""
    kept: list[str] = []
    for part in "/".join(p for p in parts if p).split("/"):
        if part == ".." and kept:
            kept.pop()
        elif part not in ("", ".", ".."):
            kept.append(part)
    return "/".join(kept)
