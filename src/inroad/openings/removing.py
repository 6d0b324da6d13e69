"""What removing an obstacle takes: hours, machine, the first steps and the files they begin with."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.corpus.id_text import called
from inroad.openings.play import DATA, Play
from inroad.types import Effort, Method

POINTS = {
    "code": 0.8,
    "install instructions": 0.5,
    "package": 0.5,
    "weights": 0.3,
    "demo": 0.4,
    "copy on the Hub": 0.5,
    "upkeep": 0.3,
    "licence": 0.0,  # only its authors can give one
}
"""What an obstacle adds to a score: how much easier use becomes when an engineer removes it."""

_HOURS = {
    "code": (30, 120),
    "install instructions": (3, 10),
    "package": (8, 24),
    "weights": (10, 40),
    "demo": (6, 16),
    "copy on the Hub": (4, 12),
    "upkeep": (4, 20),
    "licence": (1, 2),
}
_TRAINS = frozenset(("code", "weights"))
"""Obstacles whose removal needs the machine of the paper's own experiments."""


def effort(play: Play, paper: Effort) -> Effort:
    """Hours and machine for removing all that is in the way.

    Args:
        play: what is missing.
        paper: effort and machine of the paper's own experiments.
    """
    if not play.missing:
        return Effort(None, "unknown", "nobody has looked at what is missing; the look takes an hour or two")
    hours = [_HOURS[name] for name in play.missing]
    least, most = sum(low for low, _ in hours), sum(high for _, high in hours)
    what = " + ".join(play.missing)
    if _TRAINS & set(play.missing):
        return Effort(
            (least, most), paper.machine, f"{what}; machine of the paper's experiments: {paper.why}"
        )
    return Effort((least, most), "laptop", f"{what}; nothing is trained, a tiny input will do for tests")


def steps(method: Method, play: Play) -> tuple[str, str, str]:
    """The first three steps; later obstacles wait until these are done."""
    found = [_STEPS[name] for name in _ORDER if name in play.missing]
    fallbacks = _DATA_FALLBACKS if method.kind in DATA else _FALLBACKS
    plan = [*(text for texts in found for text in texts), *fallbacks]
    if not play.missing or play.sign("code").answer == "unknown":
        plan = [_SEARCH if play.repo is None else _OPEN, *plan]
    first = list(dict.fromkeys(plan))[:3]
    return _filled(first[0], method, play), _filled(first[1], method, play), _filled(first[2], method, play)


def _filled(text: str, method: Method, play: Play) -> str:
    module = "".join(c if c.isalnum() else "_" for c in method.name.lower()).strip("_") or "method"
    if module[0].isdigit():
        module = f"m_{module}"
    paper = called(method.introduced_by) if method.introduced_by else f"the paper of {method.name}"
    where = f"github.com/{play.repo}" if play.repo else f"the repository that {paper} links to"
    return text.format(name=method.name, module=module, paper=paper, repo=where)


_ORDER = (
    "licence",
    "code",
    "upkeep",
    "install instructions",
    "package",
    "weights",
    "demo",
    "copy on the Hub",
)
_STEPS: dict[str, Sequence[str]] = {
    "licence": ("open an issue in {repo} that asks for a licence: without one nothing may be passed on",),
    "code": (
        "read {paper}; write algorithm, smallest experiment and the numbers to reach into `README.md`",
        "write `src/{module}/core.py` and `tests/test_{module}.py`: a tiny input, checked by hand",
        "run the smallest experiment in `examples/smallest.py`, put its numbers beside the paper's, and "
        "write to the authors before you publish",
    ),
    "upkeep": (
        "run the examples of {repo} with today's versions, write down each failure in `UPGRADE.md`, and "
        "ask whether the authors take patches",
    ),
    "install instructions": (
        "install {repo} in a fresh environment, write each step that was needed into `INSTALL.md`, and "
        "pin what must be pinned",
    ),
    "package": (
        "move the core of {repo} into `src/{module}/` with a `pyproject.toml` and one documented function",
        "add `tests/test_{module}.py` with a tiny input, and build the package in CI",
    ),
    "weights": (
        "train the smallest configuration of {paper} with `train.py`, and upload the weights with a model "
        "card that carries the paper's arXiv tag",
    ),
    "demo": (
        "write `app.py`: one input, one output, an example that runs in under a minute; publish it as a "
        "Space that carries the paper's arXiv tag",
    ),
    "copy on the Hub": (
        "write `load.py` that reads the data of {repo} into one table with named columns, and check "
        "its counts against {paper}",
        "ask the authors whether a copy may be published, then upload it with a data card that carries the "
        "paper's arXiv tag",
    ),
}
_OPEN = "open {repo}; look for licence, installation, package, weights and demo (or `inroad sync signals`)"
_SEARCH = 'look for code of {paper} under its title and under "{name}"; `inroad sync signals` does it too'
_FALLBACKS = (
    "write `examples/quickstart.ipynb` for {name}: from installation to one result of {paper} in ten cells",
    "offer what you have to the authors of {paper} as a pull request, with the run's log and numbers",
    "measure how long a newcomer needs from zero to the first result, and shorten it",
)
_DATA_FALLBACKS = (
    "write `examples/evaluate.ipynb` for {name}: load it, score one small public model, compare with {paper}",
    "add {name} to an evaluation harness, in `tasks/{module}/`, with one number of {paper} as its test",
    "offer loader and task to the authors of {paper} as a pull request",
)
