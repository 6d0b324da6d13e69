"""Can a stranger run it: entry points, training, evaluation, inference, and on which machine?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.types import Seen
from inroad.workshop.playable.answers import Answered, no, several, unknown, yes
from inroad.workshop.playable.code import Facts
from inroad.workshop.playable.readme import links
from inroad.workshop.playable.survey import Survey

_CODE = re.compile(r"\.(?:py|ipynb|sh|m|r|jl|lua|cpp|cc|c|cu|java|scala|go|rs|js|ts|swift|f90|pyx)\Z", re.I)
_TRAIN = re.compile(
    r"(?:^|[_\-/.\d])(?:pre-?)?(?:train|training|trainer|fine-?tune|finetuning|learn|learner|fit|optimi[sz]e|main|run|solver|experiments?|exp)(?:[_\-/.\d]|[A-Z]|\Z)",
    re.I,
)
_SURE_TRAIN = re.compile(
    r"(?:^|[_\-/.\d])(?:pre-?)?(?:train(?!ed)|training|trainer|fine-?tune(?!d)|finetuning)", re.I
)
_EVAL = re.compile(
    r"(?:^|[_\-/.\d])(?:eval\w*|test|testing|valid\w*|benchmark\w*|scor(?:e|ing)|metrics?|attack|reproduce|results?|analy[sz]e)(?:[_\-/.\d]|\Z)",
    re.I,
)
_INFER = re.compile(
    r"(?:^|[_\-/.\d])(?:infer\w*|predict\w*|demo|generate|sampl(?:e|ing)|translate|detect|transcribe|synthesi[sz]e|run_model|serve)(?:[_\-/.\d]|\Z)",
    re.I,
)
_STARTED = re.compile(
    r"[\w./-]+\.(?:py|sh|ipynb)\b|-m\s+[\w.]+|--(?:phase|mode|task|do)[= _]\w+|--(?:eval|test|train)\w*"
)
"""What a command starts, and in which mode: not the names of files that it is given."""
_TRAIN_HEADING = re.compile(r"\b(?:re-?|pre-?)?train(?:ing)?\b", re.I)
_EVAL_HEADING = re.compile(r"\b(?:evaluat\w*|test(?:ing)?|validation|validating)\b", re.I)
_TRAIN_CODE = re.compile(r"\b(?:code|scripts?)\b.{0,30}\btrain|\btrain\w*.{0,20}\b(?:code|scripts?)\b", re.I)
_EVAL_CODE = re.compile(
    r"\b(?:code|scripts?)\b.{0,30}\b(?:evaluat|test)|\b(?:evaluat\w+|test).{0,20}\b(?:code|scripts?)\b", re.I
)
"""Sentences that lead to the code for it."""
_EXPERIMENT = re.compile(r"(?<![A-Za-z0-9-])(?:main|experiments?)(?:_[\w-]{1,80})?\.(?:py|sh)\b", re.I)
"""A script that by its name runs all of it."""
_PREPARES = re.compile(r"pre-?process|prepare|download|setup|install|plot", re.I)
_SCRIPT = re.compile(r"(?:python[\d.]*|bash|sh)\s+(?:-[uO]\s+)*([\w./-]+\.(?:py|sh))\b")
_UNIT = re.compile(
    r"(?:^|/)(?:tests?|testing|unit_?tests?)/|(?:^|/)conftest\.py\Z|(?:^|/)test_[\w]*\.py\Z", re.I
)
_DATA = re.compile(r"(?:^|/)(?:pre-?process|prepare|prepro|data|datasets?)[\w-]*(?:/|\.py\Z)", re.I)
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
        if _CODE.search(p)
        and pattern.search(p)
        and not _UNIT.search(p)
        and not _DATA.search(p)
        and not p.endswith("__init__.py")
    ]


def _told(s: Survey, pattern: re.Pattern[str]) -> list[Seen]:
    """Commands of the README that match, and headings."""
    if s.readme is None:
        return []
    page, absent = s.readme.path, {each.line for each in missing(s)}
    return [
        Seen(page, line.number, line.text.strip()[:100])
        for line, kind in s.commands
        if kind == "run"
        and line.number not in absent
        and pattern.search(" ".join(_STARTED.findall(line.text)))
    ]


def _below(s: Survey, heading: re.Pattern[str]) -> list[Seen]:
    """Commands of the README below a heading that announces them."""
    absent = {each.line for each in missing(s)}
    return [
        Seen(s.readme.path, line.number, line.text.strip()[:100])
        for line, kind in s.commands
        if s.readme
        and kind == "run"
        and line.number not in absent
        and heading.search(line.heading)
        and not _PREPARES.search(line.text)
    ]


def _pointed(s: Survey, heading: re.Pattern[str], says: re.Pattern[str]) -> list[Seen]:
    """Links of the README to scripts or folders of the tree, where it speaks of training or evaluation."""
    if s.readme is None:
        return []
    folders = {path.rpartition("/")[0] for path in s.paths if _CODE.search(path)}
    return [
        Seen(s.readme.path, line.number, line.text.strip()[:100])
        for line, target in links(s.readme)
        if (heading.search(line.heading) or says.search(line.text))
        and "://" not in target
        and _leads_to_code(target.removeprefix("./").rstrip("/"), s.paths, folders)
    ]


def _leads_to_code(target: str, paths: tuple[str, ...], folders: set[str]) -> bool:
    if not target or target.startswith("#"):
        return False
    inside = any(folder == target or folder.startswith(f"{target}/") for folder in folders)
    return inside or (bool(_CODE.search(target)) and target in paths)


def _whole(s: Survey) -> list[Seen]:
    """Commands that start whole experiments, where the code cannot be read: they train and they evaluate."""
    if not s.code.unread or s.readme is None:
        return []
    absent = {each.line for each in missing(s)}
    return [
        Seen(s.readme.path, line.number, line.text.strip()[:100])
        for line, kind in s.commands
        if kind == "run"
        and line.number not in absent
        and _EXPERIMENT.search(line.text)
        and not _PREPARES.search(line.text)
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


def training(s: Survey) -> Answered:
    """Code that trains."""
    named = _files(s, _SURE_TRAIN)
    seen = [Seen(_plain(f), _line(f, f.trains), "trains") for f in _best(s, named) if f.trains]
    if seen or named:
        return yes(_count(seen, named, "trains", "train"), _both(seen, named, "training"))
    said = (
        _told(s, _SURE_TRAIN)
        or _below(s, _TRAIN_HEADING)
        or _whole(s)
        or _pointed(s, _TRAIN_HEADING, _TRAIN_CODE)
    )
    loose = _files(s, _TRAIN)
    if said or (loose and s.code.unread and _speaks(s, _SAYS_TRAIN)):
        return yes(
            "The README says how to train.", said or [Seen(p, None, "starts experiments") for p in loose]
        )
    return _none_of(s, "train", "Publish the training script with the settings of the paper", 120)


def evaluation(s: Survey) -> Answered:
    """Code that evaluates."""
    named = [path for path in _files(s, _EVAL) if not _trial(s, path)]
    every = [Seen(_plain(f), _line(f, f.evaluates), "evaluates") for f in _best(s, named) if f.evaluates]
    # What a training script measures on its way is no way to evaluate a model that is trained.
    seen = [each for each in every if not _SURE_TRAIN.search(each.path.rpartition("/")[2])]
    if seen or named:
        return yes(_count(seen, named, "evaluates", "evaluate"), _both(seen, named, "evaluation"))
    said = _told(s, _EVAL) or _below(s, _EVAL_HEADING) or _pointed(s, _EVAL_HEADING, _EVAL_CODE)
    if not said and not _files(s, _SURE_TRAIN):
        said = _whole(s)
    if said:
        return yes("The README says how to evaluate.", said)
    if every and not s.code.unread:
        fix = "Publish a script that evaluates a trained model by itself"
        return no("It is evaluated only while it is trained.", fix, 60, every)
    return _none_of(s, "evaluate", "Publish the evaluation script that gives the figures of the paper", 90)


def _own(s: Survey) -> list[Facts]:
    return [each for each in s.code.files if not _UNIT.search(each.path)]


def _trial(s: Survey, path: str) -> bool:
    """Whether a ``test.py`` that can be read only tries the code: nothing is started or evaluated."""
    if path.rpartition("/")[2] != "test.py" or s.tree.head(path, 1) is None:
        return False
    facts = next((each for each in s.code.files if each.path == path), None)
    return facts is None or not (facts.evaluates or facts.main or facts.arguments)


def _best(s: Survey, named: list[str]) -> list[Facts]:
    """Files that are named for what they do first, then those that can be started, then the shallow ones."""
    return sorted(_own(s), key=lambda f: (_plain(f) not in named, f.main is None, f.path.count("/"), f.path))


def _count(seen: list[Seen], named: list[str], one: str, many: str) -> str:
    """``2 files train.``; where only names tell: ``1 file is named for it.``"""
    if not seen:
        return f"{several(len(named), 'file is', 'files are')} named for it."
    files = len({each.path for each in seen} | set(named))
    return f"{several(files, f'file {one}', f'files {many}')}."


def _both(seen: list[Seen], named: list[str], what: str) -> list[Seen]:
    """Files named for it first, with their line if one was seen; then the others."""
    lines = {each.path: each for each in reversed(seen)}
    first = [lines.get(path, Seen(path, None, f"named for {what}")) for path in named]
    first.sort(key=lambda each: (each.line is None, each.path.count("/")))
    return [*first, *(each for each in seen if each.path not in set(named))]


def _named(paths: list[str], what: str) -> list[Seen]:
    return [Seen(path, None, f"named for {what}") for path in paths]


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
    known = {each.path: each for each in s.code.files}
    # A network's part may be called a predictor; what is meant for use can be started.
    named = [
        path
        for path in _files(s, _INFER)
        if not path.endswith(".py") or path.count("/") < 2 or (path in known and known[path].main)
    ]
    called = [Seen(_plain(f), _line(f, f.predicts), "predicts") for f in _own(s) if f.predicts]
    if named:
        return yes(_count([], named, "", ""), _named(named, "inference"))
    apart = [
        each
        for each, facts in zip(called, [f for f in _own(s) if f.predicts], strict=True)
        if not facts.trains
    ]
    if apart:
        return yes(_count(apart, [], "predicts and does not train", "predict and do not train"), apart)
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
    return [Seen(s.readme.path, line.number, _around(line.text, found)) for line, found in hits]


def _around(text: str, found: re.Match[str]) -> str:
    """The part of a line around what was found."""
    start, end = max(0, found.start() - 50), found.end() + 50
    return "…" * (start > 0) + text[start:end].strip() + "…" * (end < len(text))


def _plain(facts: Facts) -> str:
    return facts.path.partition("#")[0] if ".ipynb#" in facts.path else facts.path


def _line(facts: Facts, line: int | None) -> int | None:
    return None if ".ipynb#" in facts.path else line
