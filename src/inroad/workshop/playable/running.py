"""Can a stranger run it: entry points, training, evaluation, inference, and on which machine?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.types import Seen
from inroad.workshop.playable.answers import Answered, no, several, unknown, yes
from inroad.workshop.playable.code import Facts
from inroad.workshop.playable.survey import Survey

_CODE = re.compile(r"\.(?:py|ipynb|sh|m|r|jl|lua|cpp|cc|c|cu|java|scala|go|rs|js|ts|swift|f90|pyx)\Z", re.I)
_TRAIN = re.compile(
    r"(?:^|[_\-/.\d])(?:pre-?)?(?:train|training|trainer|fine-?tune|finetuning|learn|learner|fit|optimi[sz]e|main|run|solver|experiments?|exp)(?:[_\-/.\d]|[A-Z]|\Z)",
    re.I,
)
_SURE_TRAIN = re.compile(r"(?:^|[_\-/.\d])(?:pre-?)?(?:train|training|trainer|fine-?tune|finetuning)", re.I)
_EVAL = re.compile(
    r"(?:^|[_\-/.\d])(?:eval\w*|test|testing|valid\w*|benchmark\w*|scor(?:e|ing)|metrics?|attack|compare|reproduce|results?|plot\w*|figures?|predict\w*|analy[sz]e)(?:[_\-/.\d]|\Z)",
    re.I,
)
_INFER = re.compile(
    r"(?:^|[_\-/.\d])(?:infer\w*|predict\w*|demo|generate|sampl(?:e|ing)|translate|detect|transcribe|synthesi[sz]e|run_model|serve)(?:[_\-/.\d]|\Z)",
    re.I,
)
_UNIT = re.compile(
    r"(?:^|/)(?:tests?|testing|unit_?tests?)/|(?:^|/)conftest\.py\Z|(?:^|/)test_[\w]*\.py\Z", re.I
)
_SAYS_TRAIN = re.compile(
    r"\b(?:to|how to|for) (?:re-?)?train\b|\btraining\b|\btrain (?:the|a|your|our|on|with|and)\b"
    r"|\blearning curves?\b",
    re.I,
)
_SAYS_EVAL = re.compile(
    r"\bevaluat\w*|\bto test\b|\btesting\b|\btest (?:the|a|set|on|your)\b|\breproduc\w+|\bbenchmark\w*", re.I
)
_ASKS = re.compile(
    r"\b\d+\s?(?:x\s?)?(?:GPUs?\b|(?:NVIDIA\s)?(?:V100|A100|H100|P100|T4|K80|RTX|GTX|TITAN|TPU)s?)|\b\d+\s?G(?:i?B)?\s(?:of\s)?(?:GPU\s|video\s|V?RAM|memory)"
    r"|\bCUDA\s?\d+(?:\.\d+)?|\bmulti-?GPU|\bGPU memory",
    re.I,
)


def _files(s: Survey, pattern: re.Pattern[str]) -> list[str]:
    return [
        p
        for p in s.paths
        if _CODE.search(p) and pattern.search(p) and not _UNIT.search(p) and not p.endswith("__init__.py")
    ]


def _told(s: Survey, pattern: re.Pattern[str]) -> list[Seen]:
    """Commands of the README that match, and headings."""
    if s.readme is None:
        return []
    page = s.readme.path
    return [
        Seen(page, line.number, line.text.strip()[:100])
        for line, kind in s.commands
        if kind == "run" and pattern.search(line.text)
    ]


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
    if s.code.unread and not s.code.files:
        return unknown("The Python files could not be parsed.")
    if not s.python:
        return unknown("There is no Python; other languages are not looked into.")
    return no(
        "No file can be started by itself.", 'Add a script with `if __name__ == "__main__":` and options', 30
    )


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


def training(s: Survey) -> Answered:
    """Code that trains."""
    seen = [Seen(_plain(f), _line(f, f.trains), "trains") for f in _own(s) if f.trains]
    named = _files(s, _SURE_TRAIN)
    if seen or named:
        return yes(
            f"{_first(seen, named)} trains.", seen or [Seen(p, None, "named for training") for p in named]
        )
    said = _told(s, _SURE_TRAIN)
    loose = _files(s, _TRAIN)
    if said or (loose and _speaks(s, _SAYS_TRAIN)):
        return yes(
            "The README says how to train.", said or [Seen(p, None, "starts experiments") for p in loose]
        )
    if loose and (not s.code.files or s.code.unread):
        return yes(f"{loose[0]} runs experiments.", [Seen(p, None, "named for experiments") for p in loose])
    return _none_of(s, "train", "Publish the training script with the settings of the paper", 120)


def evaluation(s: Survey) -> Answered:
    """Code that evaluates."""
    named = _files(s, _EVAL)
    seen = [Seen(_plain(f), _line(f, f.evaluates), "evaluates") for f in _own(s) if f.evaluates]
    if seen or named:
        return yes(
            f"{_first(seen, named)} evaluates.",
            seen or [Seen(p, None, "named for evaluation") for p in named],
        )
    said = _told(s, _EVAL)
    if said:
        return yes("The README says how to evaluate.", said)
    return _none_of(s, "evaluate", "Publish the evaluation script that gives the figures of the paper", 90)


def _own(s: Survey) -> list[Facts]:
    return [each for each in s.code.files if not _UNIT.search(each.path)]


def _first(seen: list[Seen], named: list[str]) -> str:
    return seen[0].path if seen else named[0]


def _speaks(s: Survey, pattern: re.Pattern[str]) -> bool:
    return bool(s.readme and pattern.search(s.readme.text))


def _none_of(s: Survey, what: str, fix: str, minutes: int) -> Answered:
    if not any(_CODE.search(p) for p in s.paths):
        return no(f"There is no code that could {what}.", fix, minutes)
    if s.code.unread or not s.python:
        return unknown(
            f"No file is named for it, and not all code could be read: whether it can {what} is open."
        )
    return no(f"No code was found that would {what}.", fix, minutes)


def inference(s: Survey) -> Answered:
    """The method can be used without training it."""
    named = _files(s, _INFER)
    called = [Seen(_plain(f), _line(f, f.predicts), "predicts") for f in _own(s) if f.predicts]
    if named:
        return yes(
            f"{named[0]} uses it without training.", [Seen(p, None, "named for inference") for p in named]
        )
    apart = [
        each
        for each, facts in zip(called, [f for f in _own(s) if f.predicts], strict=True)
        if not facts.trains
    ]
    if apart:
        return yes(f"{apart[0].path} predicts and does not train.", apart)
    if s.readme and any(
        line.code and re.match(r"\s*(?:>>> )?(?:import|from)\s+\w", line.text) for line in s.readme.lines
    ):
        return yes(
            "The README shows how to call it from Python.", [Seen(s.readme.path, None, "shows a call")]
        )
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
    return [Seen(_plain(f), _line(f, line), note) for f in _own(s) for line, note in f.cuda]


def homes(s: Survey) -> list[Seen]:
    """Paths that only the authors have."""
    return [
        Seen(_plain(f), _line(f, line), f"path of its author: {path}")
        for f in _own(s)
        for line, path in f.homes
    ]


def asked(s: Survey) -> list[Seen]:
    """What the README says of the hardware."""
    if s.readme is None:
        return []
    hits = [(line, found) for line in s.readme.lines if (found := _ASKS.search(line.text))]
    return [Seen(s.readme.path, line.number, line.text.strip()[:120]) for line, _ in hits]


def _plain(facts: Facts) -> str:
    return facts.path.partition("#")[0] if ".ipynb#" in facts.path else facts.path


def _line(facts: Facts, line: int | None) -> int | None:
    return None if ".ipynb#" in facts.path else line
