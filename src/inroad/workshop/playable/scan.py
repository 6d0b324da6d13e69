"""The door: a tree to a report.  Nothing of the tree is run, and the day is passed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inroad.types import NotRead, PlayItem, PlayReport, PlayStep, Repair
from inroad.workshop.playable import experiments, finding, installing, running, trusting
from inroad.workshop.playable.answers import Answered, several
from inroad.workshop.playable.survey import Survey, survey
from inroad.workshop.source.activity import last_activity
from inroad.workshop.source.tree import Tree

SHOWN = 50
"""Obstacles and sayings that a report holds."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the table below."""

    item: str
    step: PlayStep
    question: str
    weight: float
    ask: Callable[[Survey], Answered]
    checklist: bool = False


QUESTIONS = (
    Question("readme", "find", "Does a README show what to type?", 7, finding.commands),
    Question("weights", "find", "Are trained weights to be had?", 9, finding.weights, True),
    Question("data", "find", "Does it say how to get the data?", 5, finding.data),
    Question("package", "find", "Is it a package on an index?", 4, finding.package),
    Question("demo", "find", "Is there a demo or notebook?", 4, finding.demo),
    Question("colab", "find", "Can it be tried in Colab?", 2, finding.colab),
    Question("dependencies", "install", "Are dependencies listed?", 9, installing.dependencies, True),
    Question("pinned", "install", "Are their versions pinned?", 6, installing.pinned),
    Question("resolvable", "install", "Can others install them?", 5, installing.resolvable),
    Question("install", "install", "Is there a way to install it?", 5, installing.install),
    Question("entry", "run", "Is there somewhere to begin?", 5, running.entry),
    Question("inference", "run", "Can it be used without training?", 5, running.inference),
    Question("training", "run", "Is there training code?", 5, experiments.training, True),
    Question("evaluation", "run", "Is there evaluation code?", 5, experiments.evaluation, True),
    Question("hardware", "run", "Does it run without a GPU?", 5, running.hardware),
    Question("licence", "trust", "Is the code licensed?", 5, trusting.licence),
    Question("weights_licence", "trust", "Are the weights licensed?", 2, trusting.weights_licence),
    Question(
        "results", "trust", "Does the README show results and their commands?", 5, trusting.results, True
    ),
    Question("tests", "trust", "Are there tests?", 3, trusting.tests),
    Question("automation", "trust", "Does something check changes?", 2, trusting.automation),
)
ACTIVE = ("active", "trust", "Is it still looked after?", 2.0)


def scan_named(
    named: str, today: dt.date, tell: Callable[[str, int, int | None], None] = lambda stage, done, total: None
) -> PlayReport:
    """What a folder, an archive or the repository at an address offers to a stranger.

    Raises:
        InputError: there is nothing that can be read.
        SourceError: the address does not answer as it should.
    """
    from inroad.workshop.source.fetch import fetch, is_address
    from inroad.workshop.source.open import open_tree

    if not is_address(named):
        return scan(open_tree(Path(named)), named, today)
    tell("fetching the repository", 0, None)
    return scan(fetch(named), named, today)


def scan(tree: Tree, source: str, today: dt.date) -> PlayReport:
    """What a repository offers to a stranger.

    Args:
        tree: the repository.
        source: where it was read from.
        today: the day to which its age is counted.
    """
    read, last = survey(tree), last_activity(tree, today)
    items, fixes = [], []
    for each in QUESTIONS:
        answered = each.ask(read)
        items.append(_item(each.item, each.step, each.question, each.weight, answered, each.checklist))
        fixes += _fix(each.item, each.weight, answered)
    answered = trusting.active(read, last, today)
    items.append(_item(ACTIVE[0], "trust", ACTIVE[2], ACTIVE[3], answered, False))
    five = [each for each in items if each.checklist]
    return PlayReport(
        name=tree.name,
        source=source,
        files=len(tree.files),
        score=sum(each.points or 0.0 for each in items),
        undecided=sum(each.weight for each in items if each.points is None),
        checklist=sum(each.answer == "yes" for each in five),
        checklist_unknown=sum(each.answer == "could not tell" for each in five),
        items=tuple(items),
        repairs=tuple(sorted(fixes, key=lambda fix: (-fix.gain, fix.minutes, fix.item))),
        weights=read.weights,
        obstacles=tuple([*running.missing(read), *running.obstacles(read), *running.homes(read)][:SHOWN]),
        hardware=tuple(running.asked(read)[:SHOWN]),
        last_activity=last,
        not_read=tuple(NotRead(each.path, each.reason, each.files) for each in tree.left_out[:SHOWN]),
        warnings=tuple(_warnings(read)),
    )


def _item(
    item: str, step: PlayStep, question: str, weight: float, answered: Answered, checklist: bool
) -> PlayItem:
    points = {"yes": weight, "no": 0.0, "could not tell": None}[answered.answer]
    return PlayItem(
        item, step, question, answered.answer, answered.found, answered.seen, weight, points, checklist
    )


def _fix(item: str, weight: float, answered: Answered) -> list[Repair]:
    return [Repair(item, answered.repair, answered.minutes, weight)] if answered.repair else []


def _warnings(read: Survey) -> list[str]:
    said = []
    if not read.tree.files:
        said.append("There is no file in it.")
    if not read.python and not read.notebooks:
        said.append("There is no Python in it; other languages are hardly looked into.")
    if read.code.unread:
        said.append(
            f"{several(read.code.unread, 'Python file')} could not be parsed or came after the limit."
        )
    if read.tree.left_out:
        left = several(len(read.tree.left_out), "entry", "entries")
        said.append(f"{left} of the tree were not read; --json lists them.")
    return said
