"""What is said of a transfer: the parts of its score, the first steps, why it is thought likely."""

from __future__ import annotations

from math import log, log2

from inroad.corpus.id_text import called
from inroad.openings.signs import counted, percent
from inroad.types import Method, Part

_AT_HOME = 0.5
"""Points for twice as many papers of the field on the task."""


def points(chance: float, usual: float, at_home: int) -> tuple[float, float]:
    """How likely it is, and how much the field is at home there, in units of log-odds."""
    return _logit(chance) - _logit(usual), _AT_HOME * log2(at_home)


def parts(chance: float, usual: float, at_home: int) -> tuple[Part, ...]:
    """The parts of a pair's score."""
    likely, home = (round(each, 2) for each in points(chance, usual, at_home))
    times = chance / max(usual, 1e-9)
    told = f"forecast {percent(chance)}, {times:.0f} times the field's usual pair"
    there = f"{counted(at_home, 'paper')} of this field on the task"
    return Part("likely", likely, told), Part("at home", home, there)


def _logit(chance: float) -> float:
    return log(max(chance, 1e-9) / max(1 - chance, 1e-9))


def steps(method: Method, other: str, paper_id: str, task: str, data: str | None) -> tuple[str, str, str]:
    """The first three."""
    on = f" on {data}" if data else ""
    return (
        f"read {called(paper_id)}, which uses {other} for {task}, and repeat its smallest experiment{on}",
        f"read {_paper(method)} and put {method.name} in the place of {other}, "
        "with the same data, budget and seeds",
        "compare both over at least six seeds, and write down where it helps, where not, and why",
    )


def _paper(method: Method) -> str:
    return called(method.introduced_by) if method.introduced_by else f"the paper of {method.name}"
