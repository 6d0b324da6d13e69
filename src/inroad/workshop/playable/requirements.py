"""What a repository says it needs: read from requirement files, project tables, setup calls, environments.

``setup.py`` is read as a text; what it works out while running cannot be told.
"""

from __future__ import annotations

import ast
import configparser
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inroad.workshop.source import python

_NAME = re.compile(r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*(.*)\Z", re.S)
_CLAUSE = re.compile(r"\s*(===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+\s*\Z")
_PINNED = re.compile(r"\s*(?:==\s*[\w.+!-]+|===\s*\S+|~=\s*\d+\.\d+\.\d+\S*)\s*\Z")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is needed."""

    name: str
    """Lower case, with ``-``; empty where it could not be told."""
    wanted: str
    """The rest of the line: versions."""
    path: str
    line: int | None
    pinned: bool
    problem: str = ""
    """Why nobody else can install it; empty: nothing known."""


def of_file(path: str, text: str) -> tuple[Requirement, ...] | None:
    """What a file of any of these kinds lists; None if it cannot be read, or says it only while running."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(".txt") or name.endswith(".in"):
        return tuple(_listed(path, text))
    if name.endswith((".yml", ".yaml")):
        return tuple(_environment(path, text))
    readers = {"pyproject.toml": _project, "setup.cfg": _config, "setup.py": _setup, "pipfile": _pipfile}
    return readers[name](path, text) if name in readers else None


def _listed(path: str, text: str) -> Iterator[Requirement]:
    for number, row in enumerate(text.replace("\\\n", "  ").split("\n"), 1):
        bare = re.sub(r"(^|\s)#.*", "", row).strip()
        if bare and not bare.startswith(("-r", "--", "-c", "-i", "-f")):
            yield one(bare, path, number)


def one(words: str, path: str, line: int | None) -> Requirement:
    """A requirement as a line says it (PEP 508, and what pip takes beside it)."""
    bare = re.sub(r"\s--?(?:hash|global-option|config-settings)\S*.*", "", words)
    bare = bare.partition(" #")[0].partition(";")[0].strip()
    if re.match(r"-e\b|--editable|\.{0,2}/|~|[A-Za-z]:\\|file:|\.\Z", bare) or re.match(
        r"[\w./-]+\.(?:whl|tar\.gz|zip)\Z", bare
    ):
        return Requirement("", bare[:200], path, line, False, _far(bare) or "is a path on somebody's machine")
    if "://" in bare and "@" not in bare.partition("://")[0]:
        return Requirement(
            "", bare[:200], path, line, bool(re.search(r"@[0-9a-f]{7,40}\b", bare)), _far(bare)
        )
    found = _NAME.match(bare)
    if not found:
        return Requirement("", bare[:200], path, line, False, "is no requirement that pip reads")
    name, rest = re.sub(r"[-_.]+", "-", found[1]).lower(), found[3].strip().strip("()")
    if rest.startswith("@"):
        fixed = bool(re.search(r"@[0-9a-f]{7,40}\b|\.whl\b", rest[1:]))
        return Requirement(name, rest[:200], path, line, fixed, _far(rest))
    clauses = [each for each in rest.split(",") if each.strip()]
    if all(_CLAUSE.match(each) for each in clauses):
        return Requirement(
            name, rest[:200], path, line, any(_PINNED.match(each) and "*" not in each for each in clauses)
        )
    # conda writes name=1.2=build_0
    if re.match(r"=\s*[\w.*]+(?:=\w+)?\Z", rest):
        return Requirement(
            name, rest, path, line, "*" not in rest, "is written as conda does, which pip does not read"
        )
    return Requirement(name, rest[:200], path, line, False, "is no requirement that pip reads")


def _far(words: str) -> str:
    """What is wrong with an address, as far as that can be told without asking it."""
    if re.search(r"file:|@\s*/", words):
        return "is a path on somebody's machine"
    if re.search(r"git\+ssh|(?:^|[\s+/@])git@|ssh://", words):
        return "is an address that asks for a key"
    if re.search(r"://(?:localhost|127\.|10\.|192\.168\.|[\w.-]*\.(?:local|internal|corp|lan)\b)", words):
        return "is an address within somebody's network"
    return ""


def _environment(path: str, text: str) -> Iterator[Requirement]:
    """An environment of conda, read line by line: only the list below ``dependencies`` counts."""
    inside = False
    for number, row in enumerate(text.split("\n"), 1):
        if re.match(r"\w+\s*:", row):
            inside = bool(re.match(r"dependencies\s*:", row))
        found = re.match(r"\s*-\s+([^#]+)", row) if inside else None
        bare = found[1].strip().strip("'\"") if found else ""
        if bare and not bare.endswith(":"):
            yield _conda(bare, path, number)


def _conda(words: str, path: str, line: int) -> Requirement:
    bare = words.rpartition("::")[2]
    found = re.match(r"([\w.-]+)\s*=\s*([\d][\w.]*)(?:=\w+)?\Z", bare)
    if found and "==" not in bare:
        return Requirement(found[1].lower().replace("_", "-"), found[2], path, line, True)
    return one(re.sub(r"\s+(?=[\d])", "==", bare), path, line)


def _toml(text: str) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _project(path: str, text: str) -> tuple[Requirement, ...] | None:
    table = _toml(text)
    if table is None:
        return None
    project, poetry = _part(table, "project"), _part(_part(table, "tool"), "poetry")
    if "dependencies" in (project.get("dynamic") or ()):  # type: ignore[operator]
        return None
    listed = project.get("dependencies")
    if isinstance(listed, list):
        return tuple(one(str(each), path, _where(text, str(each))) for each in listed)
    wanted = _part(poetry, "dependencies")
    return tuple(
        _of_poetry(name, value, path, _where(text, name))
        for name, value in wanted.items()
        if name != "python"
    )


def needs_nothing(text: str) -> bool:
    """Whether a pyproject.toml says outright that it depends on nothing."""
    return _part(_toml(text) or {}, "project").get("dependencies") == []


def _of_poetry(name: str, value: object, path: str, line: int | None) -> Requirement:
    words = str(value.get("version", "") if isinstance(value, Mapping) else value)
    local = isinstance(value, Mapping) and "path" in value
    fixed = bool(re.match(r"=*\s*\d+(?:\.\d+)+\Z", words))
    return Requirement(
        name.lower(), words, path, line, fixed, "is a path on somebody's machine" if local else ""
    )


def _pipfile(path: str, text: str) -> tuple[Requirement, ...] | None:
    table = _toml(text)
    if table is None:
        return None
    return tuple(
        _of_poetry(name, value, path, _where(text, name)) for name, value in _part(table, "packages").items()
    )


def _part(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = table.get(key)
    return found if isinstance(found, Mapping) else {}


def _where(text: str, words: str) -> int | None:
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def _config(path: str, text: str) -> tuple[Requirement, ...] | None:
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
        listed = parser.get("options", "install_requires", fallback="")
    except configparser.Error:
        return None
    rows = [row.strip() for row in listed.split("\n") if row.strip() and not row.strip().startswith("#")]
    return tuple(one(row, path, _where(text, row)) for row in rows if not row.startswith("file:"))


def _setup(path: str, text: str) -> tuple[Requirement, ...] | None:
    module = python.parse(text)
    call = setup_call(module) if module else None
    if module is None or call is None:
        return None
    given = python.keyword(call, "install_requires")
    if given is None:
        return ()
    listed = python.literal(given)
    if listed is None and isinstance(given, ast.Name):
        listed = _assigned(module, given.id)
    if isinstance(listed, str):
        listed = listed.split("\n")
    if not isinstance(listed, list | tuple):
        return None
    return tuple(one(str(each), path, given.lineno) for each in listed if str(each).strip())


def setup_call(module: ast.Module) -> ast.Call | None:
    """The call of ``setup`` in a setup.py."""
    return next((each.node for each in python.calls(module) if each.name.rpartition(".")[2] == "setup"), None)


def _assigned(module: ast.Module, name: str) -> object:
    for node in module.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == name for t in node.targets
        ):
            return python.literal(node.value)
    return None
