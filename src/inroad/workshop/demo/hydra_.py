"""Programs of hydra: settings of a file and of the files that its list of defaults names,."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field, replace
from typing import Any

from inroad.workshop.demo import lines
from inroad.workshop.demo.code import Code, Function, Module
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.settings import joined, leaves, scalar, seen
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted, keyword

_DEEPEST = 4
_MOST = 120
_FOLDERS = ("conf", "configs", "config", "cfg", "cfgs", "hydra_configs")
_ITEM = re.compile(
    r"^\s*-\s+(?P<override>override\s+|optional\s+)*(?P<group>[/\w.-]+)(?:@(?P<package>[\w.]+))?"
    r"(?:\s*:\s*(?P<options>[^#\n]*))?"
)
_GLOBAL = re.compile(r"^\s*#\s*@package\s+(\S+)", re.MULTILINE)
_OURS = ("hydra.", "defaults")


def settings(code: Code, module: Module, function: Function) -> list[Seen] | None:
    """The settings of a hydra program; None if the function is none."""
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and module.name_of(each.func) in ("hydra.main", "main"):
            given = dict(zip(("config_path", "config_name"), each.args, strict=False))
            told = [
                value(given.get(key) or keyword(each, key), module.constants)
                for key in ("config_path", "config_name")
            ]
            return _settings(code, module, function, *told)
    return None


def _settings(code: Code, module: Module, function: Function, folder: Any, name: Any) -> list[Seen]:
    stem = str(name).removesuffix(".yaml").removesuffix(".yml") if isinstance(name, str) else "config"
    base = _base(code, module, folder, stem)
    if base is None:
        return _structured(code, module, stem)
    found = _Composed(code, module, function, base)
    found.take(stem, "", 0)
    return list(found.seen.values())[:_MOST]


def _base(code: Code, module: Module, folder: Any, stem: str) -> str | None:
    """The folder of settings; where it is worked out when the program runs, the one that has the file."""
    own = module.path.rpartition("/")[0]
    if isinstance(folder, str):
        base = joined(own, folder)
        return base if _file(code, base, stem) else None
    there = [joined(up, each) for up in _above(own) for each in (*_FOLDERS, "")]
    return next((each for each in there if _file(code, each, stem)), None)


def _above(folder: str) -> list[str]:
    parts = folder.split("/") if folder else []
    return ["/".join(parts[:at]) for at in range(len(parts), -1, -1)]


def _file(code: Code, folder: str, stem: str) -> str | None:
    paths = (joined(folder, f"{stem}{ending}") for ending in (".yaml", ".yml"))
    return next((each for each in paths if code.tree.text(each) is not None), None)


def _structured(code: Code, module: Module, stem: str) -> list[Seen]:
    """Settings that are a class: ``ConfigStore.instance().store(name="config", node=Config)``."""
    for call in module.calls:
        given = {k.arg: k.value for k in call.node.keywords if k.arg}
        node = given.get("node") or (call.node.args[1] if len(call.node.args) > 1 else None)
        named = value(given.get("name") or (call.node.args[0] if call.node.args else None))
        home = code.owner(module, dotted(node)) if call.name.endswith(".store") and node is not None else None
        if home is not None and named == stem:
            return lines.settings(code, module, *home)
    return []


@dataclass
class _Composed:
    """Settings as the files add them up; a later file has the last word."""

    code: Code
    module: Module
    scope: Function
    base: str
    seen: dict[str, Seen] = field(default_factory=dict)

    def take(self, stem: str, package: str, depth: int) -> None:
        """A file with the files that it names."""
        path = _file(self.code, self.base, stem)
        text = self.code.tree.text(path) if path else None
        if path is None or text is None or depth > _DEEPEST or len(self.seen) > _MOST:
            return
        told = _GLOBAL.search(text[:500])
        package = package if told is None else "" if told[1] == "_global_" else told[1]
        inside = stem.rpartition("/")[0] if depth else ""
        for line, item in _defaults(text):
            self._item(item, inside, package, path, line, depth)
        for each in leaves(text):
            if not each.key.startswith(_OURS) and not each.key.rpartition(".")[2].startswith("_"):
                made = seen(self.code, self.module, self.scope, path, each)
                self._put(made, f"{package}.{each.key}" if package else each.key)

    def _put(self, made: Seen, key: str) -> None:
        self.seen[key] = replace(made, key=key, name=re.sub(r"\W", "_", key))

    def _item(self, item: re.Match[str], inside: str, package: str, path: str, line: int, depth: int) -> None:
        """A line of the list of defaults: a file, or a group of files and the one that is taken."""
        group = item["group"]
        if group == "_self_" or "override" in (item["override"] or "") or group.startswith("hydra/"):
            return
        root = group.lstrip("/") if group.startswith("/") else joined(inside, group)
        if item["options"] is None:
            self.take(root, package, depth + 1)
            return
        option = scalar(item["options"].strip())
        below = group.lstrip("/").replace("/", ".")
        place = item["package"] or (f"{package}.{below}" if package and not group.startswith("/") else below)
        self._group(root, option, path, line)
        if isinstance(option, str) and option != "???":
            self.take(f"{root}/{option}", "" if place == "_global_" else place, depth + 1)

    def _group(self, group: str, option: Any, path: str, line: int) -> None:
        """Which files of a group there are, to choose from."""
        folder = joined(self.base, group)
        stems = sorted(
            each.name.rpartition(".")[0]
            for each in self.code.tree.files
            if each.path.rpartition("/")[0] == folder and each.suffix in (".yaml", ".yml")
        )
        missing = option == "???"
        if len(stems) > 1 and (missing or option in stems):
            name = group.replace("/", "_")
            self.seen[f"/{group}"] = Seen(
                name, group, "setting", path, line, default=UNKNOWN if missing else option, required=missing,
                choices=tuple(stems), help=f"one of {group}/",
            )  # fmt: skip


def _defaults(text: str) -> list[tuple[int, re.Match[str]]]:
    """The lines of the list of defaults, with their numbers."""
    found = []
    within = False
    for number, line in enumerate(text.split("\n")[:500], 1):
        if re.match(r"defaults\s*:", line):
            within = True
        elif within and line.strip() and not line.startswith((" ", "-", "#")):
            break
        elif within and (told := _ITEM.match(line)):
            found.append((number, told))
    return found
