"""Can a stranger repeat it: is there code that trains, and code that evaluates?"""

from __future__ import annotations

import re
from collections.abc import Callable

from inroad.types import Seen
from inroad.workshop.playable.answers import Answered, no, unknown, yes
from inroad.workshop.playable.code import Facts
from inroad.workshop.playable.readme import Line, links
from inroad.workshop.playable.running import CODE, count, files, line_of, missing, own, plain
from inroad.workshop.playable.survey import Survey

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
_SAYS_TRAIN = re.compile(
    r"\b(?:to|how to|for) (?:re-?)?train\b|\btraining\b|\btrain (?:the|a|your|our|on|with|and)\b"
    r"|\blearning curves?\b",
    re.I,
)


def training(s: Survey) -> Answered:
    """Code that trains."""
    named = files(s, _SURE_TRAIN)
    seen = [Seen(plain(f), line_of(f, f.trains), "trains") for f in _best(s, named) if f.trains]
    if seen or named:
        return yes(count(seen, named, "trains", "train"), _both(seen, named, "training"))
    said = (
        _told(s, _SURE_TRAIN)
        or _below(s, _TRAIN_HEADING)
        or _whole(s)
        or _pointed(s, _TRAIN_HEADING, _TRAIN_CODE)
    )
    loose = files(s, _TRAIN)
    if said or (loose and s.code.unread and _speaks(s, _SAYS_TRAIN)):
        return yes(
            "The README says how to train.", said or [Seen(p, None, "starts experiments") for p in loose]
        )
    return _none_of(s, "train", "Publish the training script with the settings of the paper", 120)


def evaluation(s: Survey) -> Answered:
    """Code that evaluates."""
    named = [path for path in files(s, _EVAL) if not _trial(s, path)]
    every = [Seen(plain(f), line_of(f, f.evaluates), "evaluates") for f in _best(s, named) if f.evaluates]
    # What a training script measures on its way is no way to evaluate a model that is trained.
    seen = [each for each in every if not _SURE_TRAIN.search(each.path.rpartition("/")[2])]
    if seen or named:
        return yes(count(seen, named, "evaluates", "evaluate"), _both(seen, named, "evaluation"))
    said = _told(s, _EVAL) or _below(s, _EVAL_HEADING) or _pointed(s, _EVAL_HEADING, _EVAL_CODE)
    if not said and not files(s, _SURE_TRAIN):
        said = _whole(s)
    if said:
        return yes("The README says how to evaluate.", said)
    if every and not s.code.unread:
        fix = "Publish a script that evaluates a trained model by itself"
        return no("It is evaluated only while it is trained.", fix, 60, every)
    return _none_of(s, "evaluate", "Publish the evaluation script that gives the figures of the paper", 90)


def _ran(s: Survey, wanted: Callable[[Line], object]) -> list[Seen]:
    """Commands of the README that start something of the tree, if they are wanted."""
    if s.readme is None:
        return []
    absent = {each.line for each in missing(s)}
    return [
        Seen(s.readme.path, line.number, line.text.strip()[:100])
        for line, kind in s.commands
        if kind == "run" and line.number not in absent and wanted(line)
    ]


def _told(s: Survey, pattern: re.Pattern[str]) -> list[Seen]:
    """Commands that match in what they start, or in its mode."""
    return _ran(s, lambda line: pattern.search(" ".join(_STARTED.findall(line.text))))


def _below(s: Survey, heading: re.Pattern[str]) -> list[Seen]:
    """Commands below a heading that announces them."""
    return _ran(s, lambda line: heading.search(line.heading) and not _PREPARES.search(line.text))


def _whole(s: Survey) -> list[Seen]:
    """Commands that start whole experiments, where the code cannot be read: they train and they evaluate."""
    if not s.code.unread:
        return []
    return _ran(s, lambda line: _EXPERIMENT.search(line.text) and not _PREPARES.search(line.text))


def _pointed(s: Survey, heading: re.Pattern[str], says: re.Pattern[str]) -> list[Seen]:
    """Links of the README to scripts or folders of the tree, where it speaks of training or evaluation."""
    if s.readme is None:
        return []
    folders = {path.rpartition("/")[0] for path in s.paths if CODE.search(path)}
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
    return inside or (bool(CODE.search(target)) and target in paths)


def _trial(s: Survey, path: str) -> bool:
    """Whether a ``test.py`` that can be read only tries the code: nothing is started or evaluated."""
    if path.rpartition("/")[2] != "test.py" or s.tree.head(path, 1) is None:
        return False
    facts = next((each for each in s.code.files if each.path == path), None)
    return facts is None or not (facts.evaluates or facts.main or facts.arguments)


def _best(s: Survey, named: list[str]) -> list[Facts]:
    """Files that are named for what they do first, then those that can be started, then the shallow ones."""
    return sorted(own(s), key=lambda f: (plain(f) not in named, f.main is None, f.path.count("/"), f.path))


def _both(seen: list[Seen], named: list[str], what: str) -> list[Seen]:
    """Files named for it first, with their line if one was seen; then the others."""
    lines = {each.path: each for each in reversed(seen)}
    first = [lines.get(path, Seen(path, None, f"named for {what}")) for path in named]
    first.sort(key=lambda each: (each.line is None, each.path.count("/")))
    return [*first, *(each for each in seen if each.path not in set(named))]


def _speaks(s: Survey, pattern: re.Pattern[str]) -> bool:
    return bool(s.readme and pattern.search(s.readme.text))


def _none_of(s: Survey, what: str, fix: str, minutes: int) -> Answered:
    if not any(CODE.search(p) for p in s.paths):
        return no(f"There is no code that could {what}.", fix, minutes)
    if s.code.unread or not s.python:
        return unknown(
            f"No file is named for it, and not all code could be read: whether it can {what} is open."
        )
    return no(f"No code was found that would {what}.", fix, minutes)
