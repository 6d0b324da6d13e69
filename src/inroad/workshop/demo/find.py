"""All ways into a repository, the likeliest to be tried first, each with its reasons."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace

from inroad.types import DemoEntry, DemoOutput
from inroad.workshop.demo import forms, functions, inputs, kinds, members, scripts, uses
from inroad.workshop.demo.about import About
from inroad.workshop.demo.called import called
from inroad.workshop.demo.code import Code, Module
from inroad.workshop.demo.commands import commands
from inroad.workshop.demo.entry import made_of, parted, run_by
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.notebooks import notebooks
from inroad.workshop.demo.rank import called_names

_MOST = 40


def entries(code: Code, about: About) -> tuple[DemoEntry, ...]:
    """Every entry point, best first; ties by id."""
    found = [
        each for module in code.scripts() if _considered(module.path) for each in _of(code, module, about)
    ]
    found += [
        each
        for module in notebooks(code.tree)
        if _considered(module.path)
        for each in (*_functions(code, module, about), *_whole(code, module, about))
    ]
    found += _readme(code, about, found)
    kept: dict[str, DemoEntry] = {}
    for each in sorted(found, key=lambda each: (-each.score, each.entry_id)):
        kept.setdefault(each.entry_id, each)
    return tuple(kept.values())[:_MOST]


def _considered(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name not in (
        "setup.py",
        "conftest.py",
        "noxfile.py",
        "tasks.py",
        "versioneer.py",
    ) and not re.search(r"(^|/)(tests?|testing|unit_?tests?|docs?)/", path)


def _of(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    parsed = list(commands(code, module, about))
    yield from parsed
    yield from _functions(code, module, about)
    if not parsed:
        yield from _scripts(code, module, about)


def _functions(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    sort = "notebook" if module.path.endswith(".ipynb") else ""
    for name, function in functions.candidates(code, module, called_names(about)):
        seen = functions.takes(code, module, name, function)
        setup = functions.constructor(code, module, name)
        if not seen or setup is None or not any(each.required or _asked(each) for each in seen):
            continue
        yield called(
            code,
            module,
            about,
            sort or ("method" if "." in name else "function"),
            name,
            function,
            seen,
            setup,
        )


def _asked(each: Seen) -> bool:
    return kinds.by_name(each.name) in ("text", "image", "audio", "video", "table")


def _scripts(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    asked = scripts.prompts(code, module)
    if not asked and not scripts.reads_nothing_else(module):
        return
    seen = [*scripts.arguments(code, module), *asked, *members.settings(code, module)]
    seen += scripts.constants(code, module) if not module.has_main or not seen else []
    if seen and (module.has_main or not module.in_package):
        yield made_of(code, module, about, "script", None, "", seen, run_by(module, about, ""))


def _whole(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    """A notebook of which all cells are run, with other values for what is set in them."""
    seen = forms.fields(code, module)
    if not seen:
        return
    made = made_of(code, module, about, "cells", None, "", seen, ("file", ""))
    form = forms.has_form(code, module)
    reasons = (*(["it has a form"] if form else []), "all its cells are run", *made.reasons)
    kept = tuple(each for each in reasons if each != "found by cells")
    yield replace(made, score=made.score + 20 * form, reasons=kept)


def _readme(code: Code, about: About, found: list[DemoEntry]) -> Iterator[DemoEntry]:
    """Commands of the README that run something in the repository that is not found otherwise."""
    files = {each.path for each in code.tree.files}
    known = {each.file for each in found}
    for line, command in enumerate(about.commands):
        try:
            words = shlex.split(re.split(r"\s[|&;]|&&", command)[0])
        except ValueError:
            continue
        shell = words[:1] and words[0] in ("sh", "bash")
        target = (words[1] if shell and len(words) > 1 else words[0] if words else "").removeprefix("./")
        if target in files and target.endswith(".sh") and target not in known:
            yield _shell(about, target, words[2 if shell else 1 :], line)


def _shell(about: About, target: str, words: list[str], line: int) -> DemoEntry:
    """A shell script with the arguments of its example; ``> file`` takes what is printed."""
    at = words.index(">") if ">" in words else len(words)
    given = [each for each in words[:at] if not each.startswith("<")]
    seen = []
    for place, word in enumerate(given):
        stem = re.sub(r"\W+", "_", word.rpartition("/")[2].rpartition(".")[0] or word).strip("_").lower()
        used = uses.Uses(read=kinds.of_path(word) or "") if kinds.of_path(word) else uses.Uses()
        seen.append(
            Seen(
                stem or f"argument_{place + 1}",
                word,
                "positional",
                "README.md",
                0,
                required=True,
                uses=used,
                position=place,
            )
        )
    taken, written = parted(seen)
    printed = DemoOutput("text", "printed", "", "", None, "", True)
    return DemoEntry(
        target, "README", target, 0, "", "", "shell", inputs.arranged(taken), (), (*written, printed), "", 30,
        ("the README tells to run it",),
    )  # fmt: skip
