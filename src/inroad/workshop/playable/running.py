"""Can a stranger run it: entry points, training, evaluation, inference, and on which machine?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.types import Seen
from inroad.workshop.playable.answers import Answered, no, several, unknown, yes
from inroad.workshop.playable.code import Facts
from inroad.workshop.playable.survey import Survey

CODE = re.compile(r"\.(?:py|ipynb|sh|m|r|jl|lua|cpp|cc|c|cu|java|scala|go|rs|js|ts|swift|f90|pyx)\Z", re.I)
_INFER = re.compile(
    r"(?:^|[_\-/.\d])(?:infer\w*|predict\w*|demo|generate|sampl(?:e|ing)|translate|detect|transcribe|synthesi[sz]e|run_model|serve)(?:[_\-/.\d]|\Z)",
    re.I,
)
_SCRIPT = re.compile(r"(?:python[\d.]*|bash|sh)\s+(?:-[uO]\s+)*([\w./-]+\.(?:py|sh))\b")
_UNIT = re.compile(
    r"(?:^|/)(?:tests?|testing|unit_?tests?)/|(?:^|/)conftest\.py\Z|(?:^|/)test_[\w]*\.py\Z", re.I
)
_DATA = re.compile(r"(?:^|/)(?:pre-?process|prepare|prepro|data|datasets?)[\w-]*(?:/|\.py\Z)", re.I)
_ASKS = re.compile(
    r"\b\d+\s?(?:x\s?)?(?:GPUs?\b|(?:NVIDIA\s)?(?:V100|A100|H100|P100|T4|K80|RTX|GTX|TITAN|TPU)s?)|\b\d+\s?G(?:i?B)?\s(?:of\s)?(?:GPU\s|video\s|V?RAM|memory)"
    r"|\bCUDA\s?\d+(?:\.\d+)?|\bmulti-?GPU|\bGPU memory",
    re.I,
)


def files(s: Survey, pattern: re.Pattern[str]) -> list[str]:
    """Code that is named so; tests, data and what only makes a package are none."""
    return [
        p
        for p in s.paths
        if CODE.search(p)
        and pattern.search(p)
        and not _UNIT.search(p)
        and not _DATA.search(p)
        and not p.endswith("__init__.py")
    ]


def missing(s: Survey) -> list[Seen]:
    """Commands of the README that start a script which is nowhere in the tree."""
    if s.readme is None or s.tree.left_out:
        return []
    names = {path.rpartition("/")[2] for path in s.paths}
    found = []
    for line, kind in s.commands:
        script = _SCRIPT.search(line.text) if kind == "run" else None
        if script and script[1].rpartition("/")[2] not in names:
            found.append(
                Seen(s.readme.path, line.number, f"starts {script[1][:80]}, which is not in the tree")
            )
    return found


def entry(s: Survey) -> Answered:
    """Somewhere to begin."""
    found = list(_entries(s))
    if found:
        return yes(f"{several(len(found), 'entry point')}.", found)
    scripts = [p for p in s.paths if re.search(r"\.(?:sh|ipynb)\Z", p)]
    if scripts:
        return yes(
            f"{several(len(scripts), 'script or notebook', 'scripts and notebooks')} to begin with.",
            [Seen(p, None, "can be run") for p in scripts],
        )
    package = any(each.path.endswith(("pyproject.toml", "setup.py", "setup.cfg")) for each in s.listings)
    called = _snippet(s)
    if package and called:
        return yes("It is a library, and the README shows how to call it.", called)
    if s.code.unread and not s.code.files:
        return unknown("The Python files could not be parsed.")
    if not s.python:
        return unknown("There is no Python; other languages are not looked into.")
    return no(
        "No file can be started by itself.", 'Add a script with `if __name__ == "__main__":` and options', 30
    )


def _snippet(s: Survey) -> list[Seen]:
    """Where the README imports it."""
    lines = s.readme.lines if s.readme else ()
    return [
        Seen(s.readme.path, line.number, line.text.strip()[:100])
        for line in lines
        if s.readme and line.code and re.match(r"\s*(?:>>> )?(?:import|from)\s+\w", line.text)
    ]


def _entries(s: Survey) -> Iterator[Seen]:
    for each in s.listings:
        text = (
            s.tree.text(each.path)
            if each.path.endswith(("pyproject.toml", "setup.py", "setup.cfg"))
            else None
        )
        at = re.search(r"console_scripts|^\[project\.scripts\]|^\[tool\.poetry\.scripts\]", text or "", re.M)
        if text and at:
            yield Seen(each.path, text.count("\n", 0, at.start()) + 1, "installs a command")
    for facts in sorted(s.code.files, key=lambda f: (f.path.count("/"), f.arguments is None, f.path)):
        if facts.main is not None and not _UNIT.search(facts.path):
            yield Seen(
                facts.path, facts.main, "can be started" + (", with options" if facts.arguments else "")
            )


def own(s: Survey) -> list[Facts]:
    """Files that are no tests."""
    return [each for each in s.code.files if not _UNIT.search(each.path)]


def count(seen: list[Seen], named: list[str], one: str, many: str) -> str:
    """``2 files train.``; where only names tell: ``1 file is named for it.``"""
    if not seen:
        return f"{several(len(named), 'file is', 'files are')} named for it."
    files = len({each.path for each in seen} | set(named))
    return f"{several(files, f'file {one}', f'files {many}')}."


def _named(paths: list[str], what: str) -> list[Seen]:
    return [Seen(path, None, f"named for {what}") for path in paths]


def inference(s: Survey) -> Answered:
    """The method can be used without training it."""
    known = {each.path: each for each in s.code.files}
    # A network's part may be called a predictor; what is meant for use can be started.
    named = [
        path
        for path in files(s, _INFER)
        if not path.endswith(".py") or path.count("/") < 2 or (path in known and known[path].main)
    ]
    called = [Seen(plain(f), line_of(f, f.predicts), "predicts") for f in own(s) if f.predicts]
    if named:
        return yes(count([], named, "", ""), _named(named, "inference"))
    apart = [
        each
        for each, facts in zip(called, [f for f in own(s) if f.predicts], strict=True)
        if not facts.trains
    ]
    if apart:
        return yes(count(apart, [], "predicts and does not train", "predict and do not train"), apart)
    if shown := _snippet(s):
        return yes("The README shows how to call it from Python.", shown)
    if s.code.unread or not s.python:
        return unknown("Not all code could be read.")
    return no(
        "Using it and training it are not apart.",
        "Add a script that loads weights and runs on one input",
        60,
        called,
    )


def hardware(s: Survey) -> Answered:
    """Runs without the authors' hardware."""
    stops = obstacles(s)
    if not s.python and not s.notebooks:
        return unknown("There is no Python to look into.")
    if stops:
        files = len({each.path for each in stops})
        calls = f"{several(len(stops), 'fixed call')} in {several(files, 'file')}"
        fix = f"Choose the device once, by torch.cuda.is_available(), instead of {calls}"
        return no(
            f"{several(len(stops), 'call')} in {several(files, 'file')} stop without a GPU.",
            fix,
            min(240, 10 + 5 * len(stops)),
            stops,
        )
    if s.code.unread:
        return unknown(f"{several(s.code.unread, 'file')} could not be read closely.")
    return yes("No call was found that stops without a GPU.")


def obstacles(s: Survey) -> list[Seen]:
    """Calls that stop without a GPU."""
    return [Seen(plain(f), line_of(f, line), note) for f in own(s) for line, note in f.cuda]


def homes(s: Survey) -> list[Seen]:
    """Paths that only the authors have."""
    return [
        Seen(plain(f), line_of(f, line), f"path of its author: {path}")
        for f in own(s)
        for line, path in f.homes
    ]


def asked(s: Survey) -> list[Seen]:
    """What the README says of the hardware."""
    if s.readme is None:
        return []
    hits = [(line, found) for line in s.readme.lines if (found := _ASKS.search(line.text))]
    return [Seen(s.readme.path, line.number, _around(line.text, found)) for line, found in hits]


def _around(text: str, found: re.Match[str]) -> str:
    """The part of a line around what was found."""
    start, end = max(0, found.start() - 50), found.end() + 50
    return "…" * (start > 0) + text[start:end].strip() + "…" * (end < len(text))


def plain(facts: Facts) -> str:
    """The path of a file; of a cell, that of its notebook."""
    return facts.path.partition("#")[0] if ".ipynb#" in facts.path else facts.path


def line_of(facts: Facts, line: int | None) -> int | None:
    """A line of a file; None in a notebook, whose lines nobody sees."""
    return None if ".ipynb#" in facts.path else line
