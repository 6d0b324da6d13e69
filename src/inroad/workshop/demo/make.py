"""``inroad demo``: from a repository to a package that people can try."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from inroad.errors import InputError, NotFound
from inroad.types import DemoEntry, DemoObstacle, DemoReport
from inroad.workshop.demo import code as codes
from inroad.workshop.demo import find, folder, modes, questions, render
from inroad.workshop.demo.about import About, about
from inroad.workshop.demo.code import Code
from inroad.workshop.demo.notebooks import with_notebooks
from inroad.workshop.demo.obstacles import obstacles
from inroad.workshop.source.open import open_tree
from inroad.workshop.source.tree import Tree

LARGEST = 100_000_000
"""Bytes of a file of the original that is copied."""
MOST = 500_000_000
"""Bytes of all that is copied: it passes through memory."""
VENDORED = re.compile(
    r"(^|/)(third_party|thirdparty|3rdparty|vendor|vendors|_vendor|external)$", re.IGNORECASE
)
OTHERS = 10

Tell = Callable[[str, int, int | None], None]


def make(path: Path, out: Path, *, stub: bool, entry: str | None, tell: Tell) -> DemoReport:
    """Find the way into a repository and write a package around it.

    Args:
        path: the repository, a folder or an archive.
        out: folder of the package.
        stub: the app shows made-up answers unless it is told otherwise.
        entry: ``file:name`` of the entry point; None: the likeliest.

    Raises:
        InputError: something cannot be read or written, or the folder is not ours.
        NotFound: there is no such entry point; carries near names.
    """
    folder.checked(path, out)
    tell("reading the repository", 0, None)
    tree = open_tree(path)
    code = codes.read(tree)
    said = about(tree, code)
    answers = _answers(out)
    found = find.entries(code, said)
    chosen = _chosen(found, entry or answers.get("entry"), said)
    if chosen is not None:
        chosen = questions.answered(modes.settled(chosen, tree), answers)
    return _made(path, tree, code, said, chosen, found, answers, out, stub, tell)


def _answers(out: Path) -> dict[str, Any]:
    try:
        return questions.answers((out / questions.FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {out / questions.FILE} ({error})", "mend it or move it away") from None


def _chosen(found: tuple[DemoEntry, ...], wanted: str | None, said: About) -> DemoEntry | None:
    if wanted is None:
        return found[0] if found else None
    for each in found:
        if wanted in (each.entry_id, each.entry_id.rpartition(":")[2], f"{each.file}:{each.command}"):
            return each
    from inroad.near import near

    known = [each.entry_id for each in found]
    remedy = f"there are {', '.join(known[:8])}" if known else "none was found at all"
    raise NotFound(f"there is no entry point {wanted!r}", remedy, near(wanted, known))


def _made(
    path: Path, tree: Tree, code: Code, said: About, chosen: DemoEntry | None, found: tuple[DemoEntry, ...],
    answers: Mapping[str, Any], out: Path, stub: bool, tell: Tell,
) -> DemoReport:  # fmt: skip
    asked = questions.asked(chosen, found, tree, answers)
    in_the_way = _in_the_way(code, chosen, said)
    files: dict[str, bytes] = {}
    copied: dict[str, bytes] = {}
    warnings = [f"{each} could not be read as Python" for each in code.unread[:5]]
    if chosen is not None:
        title = str(answers.get("title") or said.title)
        plan = render.Plan(tree.name, title, chosen, code, said, in_the_way, asked, stub)
        files = render.files(plan)
        tell("copying the original", 0, None)
        copied, left = _original(path, tree)
        warnings += left
        folder.write(out, files | copied, {"entry": chosen.entry_id, "name": tree.name, "stub": stub})
    _ask(out, tree.name, asked)
    return DemoReport(
        name=tree.name,
        folder=str(out),
        stub=stub,
        entry=chosen,
        others=tuple(each for each in found if chosen is None or each.entry_id != chosen.entry_id)[:OTHERS],
        obstacles=in_the_way,
        questions=asked,
        licence=said.licence,
        files=tuple(sorted(files)),
        copied=len(copied),
        warnings=tuple(warnings),
    )


def _ask(out: Path, name: str, asked: tuple[Any, ...]) -> None:
    """Write demo.toml, or add to it what is new; what the user wrote stays."""
    if not asked:
        return
    file = out / questions.FILE
    try:
        out.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else None
        text = questions.page(name, asked) if before is None else questions.added(before, asked)
        if text != before:
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"cannot write {file} ({error.strerror})", "choose a folder that you may write"
        ) from None


def _in_the_way(code: Code, chosen: DemoEntry | None, said: About) -> tuple[DemoObstacle, ...]:
    whole = with_notebooks(code)
    found = obstacles(whole, _reached(whole, chosen)) if chosen else ()
    none = (DemoObstacle("licence", "", 0, "no licence was found: ask before you publish"),)
    return found + (() if said.licence else none)


def _reached(code: Code, chosen: DemoEntry) -> frozenset[str]:
    """The file of the entry point and those of the repository that it imports, directly or not."""
    reached: set[str] = set()
    waiting = [chosen.file]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in code.modules:
            continue
        reached.add(path)
        module = code.modules[path]
        waiting += [home.path for each in module.imports if (home := code.imported(module, each))]
    return frozenset(reached)


def _original(path: Path, tree: Tree) -> tuple[dict[str, bytes], list[str]]:
    """The files of the original by their place in the package, and what was left out and why."""
    copied: dict[str, bytes] = {}
    left: list[str] = []
    spent = 0
    for prefix, part in [("", tree), *_vendored(path, tree)]:
        for each in part.files:
            name = f"{prefix}{each.path}"
            spent += each.size
            content = part.bytes(each.path, LARGEST + 1) if each.size <= LARGEST and spent <= MOST else None
            if content is None or len(content) != each.size:
                left.append(f"{name} was not copied: it is too large, or not readable")
            else:
                copied[f"original/{name}"] = content
    left += [
        f"{each.path} was not copied: {each.reason}"
        for each in tree.left_out
        if _worth_telling(each.path, each.reason)
    ]
    return copied, left[:20]


def _worth_telling(path: str, reason: str) -> bool:
    return reason != "installed or vendored" or (
        VENDORED.search(path) is None and not re.search(r"(^|/)[._]", path)
    )


def _vendored(path: Path, tree: Tree) -> list[tuple[str, Tree]]:
    """Code of others that the authors keep beside theirs: not read for entry points, but needed to run."""
    if not path.is_dir():
        return []
    inner = [
        each.path
        for each in tree.left_out
        if each.reason == "installed or vendored" and VENDORED.search(each.path)
    ]
    return [(f"{each}/", open_tree(path / each)) for each in inner]
