"""One issue as a task: whether it is open to a newcomer, what speaks for it, and what it would cost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from inroad.openings.codebases import Codebase
from inroad.openings.signs import counted, listed
from inroad.signals.labels import labelled, titled
from inroad.types import Effort, Part

Row = Mapping[str, Any]
"""A row of ISSUES."""

OLD = dt.timedelta(days=365)
"""An issue that nobody has touched for so long is dead."""
LOOK = dt.timedelta(days=60)
"""A look that long ago says nothing of today."""
_HALF = 45.0
"""Days after which freshness counts half."""
_SOON = 7.0
"""Days within which a maintainer's answer is soon."""
_MANY = 12
"""Comments after which a thread is a debate."""
_CLOSING = ("claimed", "dead", "stale", "blocked", "undecided")
_AS_WORDS = {
    "claimed": "somebody is on it",
    "dead": "done, a duplicate, or not wanted",
    "stale": "stale",
    "blocked": "blocked by something else",
    "undecided": "not decided whether or how it is to be done",
    "umbrella": "a list of tasks, not a task",
    "proposal": "a proposal, not a task",
    "question": "a question, not a task",
}


def closed(row: Row, day: dt.date) -> str | None:
    """Why an issue is not open to a newcomer; None if nothing speaks against it.

    An issue whose state was not seen, or whose thread was not read although it has comments, is not known
    to be open: see :func:`unread`.
    """
    if row["state"] == "closed":
        return "closed"
    if row["assignees"]:
        return "assigned"
    if row["claimed"]:
        return _AS_WORDS["claimed"]
    if row["pull_request"]:
        return "a pull request is there, or it is one"
    title = titled(row["title"])
    told = labelled(row["labels"] or ()) | set(row["said"] or ()) | ({title} if title else set())
    reason = next((name for name in (*_CLOSING, "umbrella", "proposal", "question") if name in told), None)
    if reason:
        return _AS_WORDS[reason]
    touched = row["updated"] or row["created"]
    if touched is not None and day - touched.date() > OLD:
        return f"nothing has happened since {touched:%Y-%m-%d}"
    return None


def unread(row: Row, day: dt.date) -> str | None:
    """What must be looked at before an issue can be called open; None if all was."""
    if row["state"] is None:
        return "its state"
    if day - row["observed"].date() > LOOK:
        return f"what has happened since {row['observed']:%Y-%m-%d}"
    if row["claimed"] is None and row["comments"] != 0:
        return "its comments"
    if row["pull_request"] is None:
        return "its linked pull requests"
    if row["updated"] is None and row["created"] is None:
        return "its age"
    return None


# -- score ------------------------------------------------------------------------------------------------


def points(
    row: Row, base: Codebase, topic: str | None, day: dt.date, answers: float | None, newcomers: float | None
) -> tuple[Part, ...]:
    """The parts of an issue's score.

    Args:
        row: the issue as last seen.
        base: where it lies.
        topic: what of the field its title speaks of.
        day: from which age is counted.
        answers: median days until a maintainer's first answer in this repository; None: unknown.
        newcomers: pull requests by newcomers merged there lately; None: unknown.
    """
    parts = [
        Part("codebase", base.points, base.why, base.evidence),
        Part("speaks of the field", 0.8 if topic else 0.0, f"its title says {topic}" if topic else ""),
        *_free(row),
        _fresh(row, day),
        *_welcome(row),
        *_clear(row),
        *_answered(row, answers),
        *_merged(newcomers),
    ]
    return tuple(part for part in parts if part.points)


def _free(row: Row) -> list[Part]:
    """How sure it is that nobody is on it."""
    looked = "no assignee" if row["assignees"] is not None else ""
    thread = "nobody in its thread" if row["claimed"] is False or row["comments"] == 0 else ""
    linked = "no linked pull request" if row["pull_request"] is False else ""
    told = [word for word in (looked, thread, linked) if word]
    return [Part("unclaimed", 0.5 * len(told), listed(told))] if told else []


def _fresh(row: Row, day: dt.date) -> Part:
    touched = row["updated"] or row["created"]
    days = max((day - touched.date()).days, 0)
    return Part("fresh", round(1.5 * 0.5 ** (days / _HALF), 3), f"last touched {counted(days, 'day')} ago")


def _welcome(row: Row) -> list[Part]:
    """Labels are a weak sign: newcomers solve about half of the issues that carry one."""
    if "welcome" not in labelled(row["labels"] or ()):
        return []
    names = [label for label in row["labels"] if "welcome" in labelled([label])]
    return [Part("label", 0.3, listed(sorted(names)))]


def _clear(row: Row) -> list[Part]:
    """A task that is written out, names files, and is not debated."""
    parts = []
    if row["files"]:
        parts.append(Part("names files", 0.3, listed(row["files"][:3])))
    if row["length"] is not None and 200 <= row["length"] <= 6000:
        parts.append(Part("written out", 0.2, f"{row['length']:,} characters"))
    if (row["comments"] or 0) > _MANY:
        over = row["comments"] - _MANY
        parts.append(
            Part("long thread", -round(min(0.05 * over, 1.0), 3), counted(row["comments"], "comment"))
        )
    return parts


def _answered(row: Row, answers: float | None) -> list[Part]:
    parts = []
    if row["answered"] is not None:
        parts.append(Part("answered", 0.4, f"a member has answered on {row['answered']:%Y-%m-%d}"))
    if answers is not None:
        said = f"half of the answered issues here are answered within {counted(round(answers), 'day')}"
        parts.append(Part("maintainers answer", 0.5 if answers <= _SOON else -0.3, said))
    return parts


def _merged(newcomers: float | None) -> list[Part]:
    if newcomers is None:
        return []
    said = f"{counted(round(newcomers), 'pull request')} of newcomers merged in 90 days"
    return [Part("newcomers are merged", 0.5 if newcomers >= 1 else -0.5, said)]


# -- effort -----------------------------------------------------------------------------------------------

_SIZES: tuple[tuple[str, tuple[int, int], str], ...] = (
    (r"\b(?:new model|add(?:ing)? .*model|model addition|port)\b", (30, 100), "a model to add"),
    (r"\b(?:refactor|redesign|rewrite|migrate|unify|cleanup)\b", (10, 40), "code to rearrange"),
    (r"\b(?:kernels?|triton|cuda|cutlass|fused?|fusion)\b", (20, 60), "a kernel"),
    (r"\b(?:docs?|documentation|docstrings?|tutorials?|readme|typos?|examples?)\b", (2, 10), "documentation"),
    (r"\b(?:tests?|coverage|ci)\b", (3, 16), "tests"),
    (r"\b(?:bug|error|fix|crash|fails?|wrong|incorrect)\b", (4, 24), "a fault to mend"),
    (r"\b(?:features?|support|add|implement|enable|integrate|enhancement)\b", (8, 40), "something to add"),
)
_SEVERAL = (
    r"\b(?:multi-?node|multi-?gpu|distributed|tensor parallel|fsdp|deepspeed|collectives?|moe|eplb|tp)\b"
)
_GPU = (
    r"\b(?:gpu|cuda|triton|kernels?|fp8|fp4|nvfp4|mxfp4|quantization|quant|bf16|fp16|hopper|blackwell|rocm"
    r"|flash)\b"
)


def effort(row: Row) -> Effort:
    """Hours and machine, from title, labels and what is known of the text."""
    said = " ".join([row["title"], *(row["labels"] or ())]).lower()
    size = next(((hours, name) for pattern, hours, name in _SIZES if re.search(pattern, said)), None)
    machine, why = _machine(said)
    if size is None:
        return Effort(None, machine, f"neither title nor labels tell what kind of work it is; {why}")
    (least, most), name = size
    if "welcome" in labelled(row["labels"] or ()):
        most = max(least, most * 2 // 3)
    return Effort((least, most), machine, f"{name}; {why}")


def _machine(said: str) -> tuple[Any, str]:
    if re.search(_SEVERAL, said):
        return "several GPUs", "it speaks of several devices"
    if re.search(_GPU, said):
        return "one GPU", "it speaks of a GPU"
    return "laptop", "nothing in it speaks of a GPU"


def files_of(row: Row) -> Sequence[str]:
    """Paths that the issue names."""
    return row["files"] or ()
