"""The door to what a model is worth: a file and what its outcomes bring, in; one report, out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inroad.errors import InputError
from inroad.path import value
from inroad.path.scores import Scores, read
from inroad.path.value import Cases, Setting
from inroad.types import ValueReport, Worths

FEW = 30
"""Of positive or negative cases; below, intervals of a bootstrap are too narrow to trust."""
MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a file."""

    worths: Worths
    volume: float = 1000.0
    period: str = "1,000 cases"
    currency: str = ""
    prevalence: float | None = None
    """Share of positive cases where the model is used; None: as in the file."""
    cost: float = 0.0
    """Of the better model, in a period, above the simple one."""
    score: str | None = None
    label: str | None = None
    simple: str | None = None
    positive: str | None = None


def report(path: Path, asked: Asked) -> ValueReport:
    """What the scores of a file are worth.

    Raises:
        InputError: the file or what is asked cannot be used.
    """
    return report_of(_bytes(path), path.name, asked)


def report_of(data: bytes, name: str, asked: Asked) -> ValueReport:
    """The same for what a file holds; ``name`` is what it is called.

    Raises:
        InputError: the data or what is asked cannot be used.
    """
    _check(asked)
    found = read(data, asked.score, asked.label, asked.simple, asked.positive)
    cases, setting = Cases(found.positives, found.negatives), _setting(asked)
    split = value.halves(len(found.positives), len(found.negatives))
    chosen = value.best(*split.cut(found.positives, found.negatives), setting)
    curve = value.curve(cases, setting)
    return ValueReport(
        name,
        found.score,
        found.label,
        len(found.positives) + len(found.negatives),
        len(found.positives),
        cases.share if asked.prevalence is None else asked.prevalence,
        asked.prevalence is not None,
        value.auc(cases),
        asked.worths,
        asked.currency,
        asked.volume,
        asked.period,
        curve[0].value,
        curve[-1].value,
        chosen,
        curve,
        value.next_points(cases, setting, chosen),
        value.beside(found, setting, asked.simple, asked.cost, split) if asked.simple else None,
        tuple(_warnings(found, cases, asked)),
    )


def _setting(asked: Asked) -> Setting:
    return Setting(asked.worths, asked.volume, asked.prevalence)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path} is larger than {MOST_BYTES >> 20} MB", "draw a sample of its rows")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot read {path} ({reason})", "give a CSV file with scores and labels") from None


def _check(asked: Asked) -> None:
    w = asked.worths
    numbers = (w.tp, w.fp, w.fn, w.tn, asked.volume, asked.cost)
    if not all(map(math.isfinite, numbers)) or asked.volume <= 0:
        raise InputError(
            "worths, volume and cost must be plain numbers, the volume above zero", "write 1234.5"
        )
    if w.tp == w.fn and w.fp == w.tn:
        raise InputError("acting and not acting are worth the same", "say what each outcome brings")
    if asked.prevalence is not None and not 0 < asked.prevalence < 1:
        raise InputError(
            f"a prevalence of {asked.prevalence:g} is no share", "give one between 0 and 1, like 0.02"
        )


def _warnings(found: Scores, cases: Cases, asked: Asked) -> Iterator[str]:
    fewest = min(len(found.positives), len(found.negatives))
    if fewest < FEW:
        yield f"Only {fewest} cases of one label: intervals from so few are too narrow to rely on."
    if value.auc(cases) < 0.5:
        yield "Positive cases score below the others: the score may have to be turned round."
    w = asked.worths
    if w.tp <= w.fn and w.fp <= w.tn:
        yield "By these worths acting never pays, whatever the score; are costs negative?"
    elif w.tp >= w.fn and w.fp >= w.tn:
        yield "By these worths acting always pays, whatever the score; are costs negative?"
