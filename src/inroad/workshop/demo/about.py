"""What a repository says of itself: name, licence, citation, what it needs, what its README tells to type."""

from __future__ import annotations

import ast
import re
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inroad.workshop.demo import lexicon, metadata
from inroad.workshop.demo.code import Code
from inroad.workshop.demo.values import value
from inroad.workshop.source import python
from inroad.workshop.source.python import keyword
from inroad.workshop.source.tree import Tree

_LICENCES = (
    ("Apache-2.0", r"Apache License[\s,]+Version 2|Apache[- ]2\.0|Apache Software License"),
    ("AGPL-3.0", r"GNU AFFERO GENERAL PUBLIC"),
    ("LGPL", r"GNU LESSER GENERAL PUBLIC"),
    ("GPL-3.0", r"GNU GENERAL PUBLIC LICENSE\s+Version 3|GPL-?v?3"),
    ("GPL-2.0", r"GNU GENERAL PUBLIC LICENSE\s+Version 2|GPL-?v?2"),
    ("CC BY-NC", r"CC[ -]BY[ -]NC|NonCommercial"),
    ("CC BY", r"CC[ -]BY|Creative Commons Attribution"),
    ("MPL-2.0", r"Mozilla Public License"),
    ("BSD-3-Clause", r"BSD-3-Clause|Neither the name of"),
    ("BSD", r"\bBSD\b|Redistribution and use in source and binary forms"),
    ("MIT", r"\bMIT\b"),
    ("ISC", r"\bISC License"),
    ("Unlicense", r"unencumbered software"),
)
_ROOT_README = re.compile(r"^readme(\.(md|rst|txt|markdown))?$", re.IGNORECASE)
_FENCE = re.compile(
    r"```[^\n]*\n(.*?)```|^((?: {4}|\t)\S[^\n]*(?:\n(?: {4}|\t)[^\n]*)*)", re.DOTALL | re.MULTILINE
)
_BIBTEX = re.compile(r"@\w+\s*\{[^@]{10,3000}?\n\s*\}", re.DOTALL)
_COMMAND = re.compile(r"^\s*(?:\$ |> |!)?\s*((?:CUDA_VISIBLE_DEVICES=\S+ )?(?:python3?|sh|bash|\./)\s*\S.*)$")


@dataclass(frozen=True, slots=True)
class About:
    """What a repository says of itself."""

    title: str
    licence: str | None
    licence_file: str | None
    citation: str
    """BibTeX or CITATION.cff as it stands; empty: none."""
    requirements: tuple[str, ...]
    commands: tuple[str, ...]
    """Of the README, in its order."""
    console: tuple[tuple[str, str], ...]
    """Commands that are installed: name, ``module:function``."""
    readme: str
    calls: tuple[ast.Call, ...] = ()
    """In the README's Python."""


def about(tree: Tree, code: Code) -> About:
    """Read what a repository says of itself."""
    readme = next(
        (
            tree.text(each.path) or ""
            for each in tree.files
            if not each.depth and _ROOT_README.match(each.name)
        ),
        "",
    )
    told = metadata.metadata(tree)
    readme = readme or told.readme
    project = _toml(tree, "pyproject.toml")
    setup = _setup_call(code)
    licence, file = _licence(tree, readme, project, setup)
    return About(
        title=_title(readme, told.name or tree.name),
        licence=licence or (_named(told.licence) or told.licence or None),
        licence_file=file,
        citation=_citation(tree, readme),
        requirements=tuple(_requirements(tree, project, setup, code, told.requirements)),
        commands=tuple(commands(readme)),
        console=tuple(sorted((dict(told.console) | _console(project, setup)).items())),
        readme=readme,
        calls=tuple(_calls(readme)),
    )


def _title(readme: str, name: str) -> str:
    readme = _FENCE.sub("", readme)
    told = re.search(r"^#\s+([^\n]+)", readme, re.MULTILINE) or re.match(r"([^\n]+)\n[=*-]{3,}", readme)
    text = re.sub(r"<[^>]*>|!?\[([^\]]*)\]\([^)]*\)", r"\1", told[1]) if told else ""
    plain = " ".join(text.replace("`", "").replace("*", "").split())
    return plain[:100] or name


# -- licence and citation -----------------------------------------------------------------------------


def _licence(
    tree: Tree, readme: str, project: dict[str, Any], setup: dict[str, Any]
) -> tuple[str | None, str | None]:
    for each in tree.files:
        if not each.depth and re.match(r"(?i)(licen[sc]e|copying|unlicense)", each.name):
            return _named(tree.head(each.path, 20_000) or "") or f"see {each.name}", each.path
    told = project.get("project", {}).get("license") if isinstance(project.get("project"), dict) else None
    text = told.get("text") if isinstance(told, dict) else told
    for said in (text, setup.get("license")):
        if isinstance(said, str) and said.strip():
            return _named(said) or said.strip()[:80], None
    near = re.search(
        r"(?i)licen[sc]e[^\n]{0,200}(\n[^\n]{0,200}){0,3}|^[^\n]{0,40}\bMIT\b[^\n]{0,20}$",
        readme,
        re.MULTILINE,
    )
    return (_named(near[0]) if near else None), None


def _named(text: str) -> str | None:
    return next((name for name, pattern in _LICENCES if re.search(pattern, text)), None)


def _citation(tree: Tree, readme: str) -> str:
    if (text := tree.text("CITATION.cff", 20_000)) is not None:
        return text.strip()
    entries = [each.strip() for each in _BIBTEX.findall(readme)[:3]]
    return "\n\n".join(entries) or (tree.text("CITATION.bib", 20_000) or "").strip()


# -- what it needs ------------------------------------------------------------------------------------

_DISTRIBUTIONS = lexicon.pairs("distributions")


def _requirements(
    tree: Tree, project: dict[str, Any], setup: dict[str, Any], code: Code, installed: tuple[str, ...]
) -> list[str]:
    """What the original says that it needs; else what it imports."""
    for name in ("requirements.txt", "requirements/requirements.txt", "requirements/base.txt"):
        if (text := tree.text(name)) is not None:
            return _lines(text)
    told = (
        project.get("project", {}).get("dependencies") if isinstance(project.get("project"), dict) else None
    )
    for given in (told, setup.get("install_requires"), installed):
        if isinstance(given, list | tuple) and given:
            return [_one_line(str(each)) for each in given]
    return imported(code)


def _lines(text: str) -> list[str]:
    kept = []
    for line in text.splitlines()[:300]:
        plain = _one_line(line.partition(" #")[0])
        # Files that are included, and the repository itself, are not where this package lies.
        if plain and not plain.startswith(("#", "-r", "-c", "-e", ".")):
            kept.append(plain)
    return kept


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def imported(code: Code) -> list[str]:
    """The packages that are imported and neither belong to Python nor to the repository, by name."""
    import sys

    own = {part for path in code.modules for part in path.removesuffix(".py").split("/")}
    tops = {
        each.top for module in code.modules.values() for each in module.imports if not each.level and each.top
    }
    names = tops - own - set(sys.stdlib_module_names)
    return sorted({_DISTRIBUTIONS.get(name, name) for name in names}, key=str.lower)


def _toml(tree: Tree, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(tree.text(path) or "")
    except (ValueError, RecursionError):
        return {}


def _setup_call(code: Code) -> dict[str, Any]:
    """The plain arguments of ``setup(...)``; setup.py is not run."""
    module = code.modules.get("setup.py")
    for call in module.calls if module else ():
        if call.name.rpartition(".")[2] == "setup" and module:
            found = {k.arg: value(k.value, module.constants) for k in call.node.keywords if k.arg}
            points = keyword(call.node, "entry_points")
            texts = [n.value for n in ast.walk(points) if isinstance(n, ast.Constant)] if points else []
            return {**found, "console": [each for each in texts if isinstance(each, str)]}
    return {}


def _console(project: dict[str, Any], setup: dict[str, Any]) -> dict[str, str]:
    table = project.get("project", {}).get("scripts") if isinstance(project.get("project"), dict) else None
    poetry = project.get("tool", {}).get("poetry", {}) if isinstance(project.get("tool"), dict) else {}
    table = table or (poetry.get("scripts") if isinstance(poetry, dict) else None)
    found = {str(k): v for k, v in table.items() if isinstance(v, str)} if isinstance(table, dict) else {}
    for text in setup.get("console", []):
        for line in text.splitlines():
            if told := re.match(r"\s*([\w.-]+)\s*=\s*([\w.]+:[\w.]+)\s*$", line):
                found.setdefault(told[1], told[2])
    return found


# -- commands -----------------------------------------------------------------------------------------


def _calls(readme: str) -> Iterator[ast.Call]:
    """The calls in a README's Python, prompts of an interpreter taken away."""
    for one, two in _FENCE.findall(readme[:200_000]):
        lines = textwrap.dedent(one or two).split("\n")
        shown = [line[4:] for line in lines if line.startswith((">>> ", "... "))]
        parsed = python.parse("\n".join(shown or lines))
        yield from (node for node in ast.walk(parsed) if isinstance(node, ast.Call)) if parsed else ()


def commands(readme: str) -> Iterator[str]:
    """The commands in a README's code, lines that go on joined."""
    seen: set[str] = set()
    inline = re.findall(r"`((?:python3?|sh|bash|\./)[^`\n]{3,300})`", readme)
    for block in [*(one or two for one, two in _FENCE.findall(readme[:200_000])), *inline, readme]:
        for line in re.sub(r"\\\n\s*", " ", block).split("\n"):
            told = _COMMAND.match(line)
            text = " ".join(told[1].split())[:500] if told else ""
            if text and text not in seen:
                seen.add(text)
                yield text
