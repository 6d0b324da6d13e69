"""What somebody could take up in a field: every kind's finder asked, their answers ranked for one person.

A finder is a module with ``find(field, signals, most) -> list[Opening]``, best first; it is imported when it
is asked.  To add a kind, write its module, add it to ``OpeningKind`` and to the table below.
"""

from __future__ import annotations

import datetime as dt
import importlib
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast

import polars as pl

from inroad.atlas.field import Field, find_field
from inroad.atlas.open import Atlas
from inroad.errors import InroadError
from inroad.openings.families import families
from inroad.openings.rank import KINDS, Ranked, rank
from inroad.signals.seen import Signals
from inroad.types import (
    Choices,
    KindCount,
    Newcomer,
    Opening,
    OpeningKind,
    OpeningsReport,
    Record,
)

Finder = Callable[[Field, Signals, int], list[Opening]]

FINDERS: Mapping[OpeningKind, str] = {
    "underplayed": "inroad.openings.underplayed",
    "transfer": "inroad.openings.transfer.find",
    "reproduction": "inroad.openings.reproduction",
    "stated": "inroad.openings.stated",
    "issue": "inroad.openings.issues",
}
"""Where each kind's ``find`` is."""

KEPT = 4
"""The report holds so many times ``top`` openings, so that a page can show more and say what is left out."""
NOT_YET = (
    "which methods meet which tasks is not worked out for this atlas yet; `inroad index build` does it, "
    "or ask again with --kind transfer (seconds, once)"
)
"""Why transfers are left out of an answer that is wanted at once."""
_LEAST_ASKED = 40
"""Openings to ask a finder for: somebody's means and choices may put the fortieth first."""


def openings(
    atlas: Atlas,
    signals: Signals,
    query: str,
    newcomer: Newcomer,
    choices: Choices = Choices(),  # noqa: B008 - frozen and empty
    *,
    kind: OpeningKind | None = None,
    as_of: dt.date | None = None,
    top: int = 10,
    at_once: bool = False,
) -> OpeningsReport:
    """What this person could take up in the field that a query names.

    Args:
        atlas: what is known.
        signals: what was seen of the world.
        query: the field, in the user's words.
        newcomer: what they have and can.
        choices: what they took and dismissed before.
        kind: openings of this kind only.
        as_of: nothing later than this day counts; None: all there is.
        top: how many openings are going to be shown; the report holds a few times more.
        at_once: leave out, and say so, what would first have to be worked out of the whole atlas.

    Raises:
        NotFound: nothing matches the query; carries near names.
        InputError: the query or the date cannot be used.
    """
    found = look(atlas, signals, query, kind=kind, as_of=as_of, top=top, at_once=at_once)
    return ranked(found, newcomer, choices, top=top)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is in a field, before it is known for whom."""

    field: Field
    seen: Signals
    answers: tuple[_Answer, ...]
    warnings: tuple[str, ...]


def look(
    atlas: Atlas,
    signals: Signals,
    query: str,
    *,
    kind: OpeningKind | None = None,
    as_of: dt.date | None = None,
    top: int = 10,
    at_once: bool = False,
) -> Found:
    """Ask all finders, which takes nearly all the time of :func:`openings`, as that would."""
    day, warnings = _within(atlas, as_of)
    seen = signals if as_of is None else signals.until(as_of)
    asked = [each for each in KINDS if kind in (None, each)]
    # Most of the work is done in tables and arrays, outside of Python's lock.
    with ThreadPoolExecutor() as pool:
        pool.map(_finder, asked)  # imported while the field's papers are looked for
        field = find_field(atlas.until(day), query)
        most = max(_LEAST_ASKED, KEPT * top)
        answers = pool.map(lambda each: _ask(each, field, seen, most, at_once), asked)
        return Found(field, seen, tuple(answers), warnings)


def ranked(
    found: Found,
    newcomer: Newcomer,
    choices: Choices = Choices(),  # noqa: B008 - frozen and empty
    *,
    top: int = 10,
) -> OpeningsReport:
    """What was found, ranked for one person as :func:`openings` does."""
    field, every = found.field, [opening for answer in found.answers for opening in answer.openings]
    order = rank(every, newcomer, choices, _families(field.atlas, every, choices))
    return OpeningsReport(
        query=field.query,
        coverage=field.atlas.coverage(),
        observed=_last_look(found.seen),
        newcomer=newcomer,
        openings=order.openings[: KEPT * top],
        kinds=tuple(_counted(answer, order) for answer in found.answers),
        left_out=order.left_out,
        records=_records(order.openings[: KEPT * top]),
        order=order.order,
        warnings=(
            *field.warnings,
            *found.warnings,
            *(answer.warning for answer in found.answers if answer.warning),
        ),
    )


# -- asking ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one finder said."""

    kind: OpeningKind
    openings: Sequence[Opening]
    note: str = ""
    """Why it could not look; empty if it could."""

    @property
    def warning(self) -> str:
        return f"openings of the kind {self.kind} are missing: {self.note}" if self.note else ""


def _ask(kind: OpeningKind, field: Field, signals: Signals, most: int, at_once: bool) -> _Answer:
    """One finder's answer.  An expected failure of one kind is told and hides no other; a mistake in a finder
    is raised."""
    if kind == "transfer" and at_once and not _is_soon(field.atlas):
        return _Answer(kind, (), NOT_YET)
    if kind == "issue" and signals.issues.is_empty():
        return _Answer(kind, (), f"no signals yet, run `inroad sync signals {shlex.quote(field.query)}`")
    try:
        return _Answer(kind, _finder(kind)(field, signals, most))
    except InroadError as error:
        return _Answer(kind, (), str(error))


def _is_soon(atlas: Atlas) -> bool:
    from inroad.openings.transfer.latest import is_soon  # with NumPy, which a report on issues does without

    return is_soon(atlas)


def _finder(kind: OpeningKind) -> Finder:
    return cast(Finder, importlib.import_module(FINDERS[kind]).find)


def _within(atlas: Atlas, as_of: dt.date | None) -> tuple[dt.date | None, tuple[str, ...]]:
    """The day to look from: never later than the corpus, which cannot say what came after it."""
    last = None if as_of is None else atlas.coverage().until
    if as_of is None or last is None or as_of <= last:
        return as_of, ()
    return last, (f"this corpus ends on {last}: papers up to then count, not up to {as_of}",)


def _families(atlas: Atlas, found: Iterable[Opening], choices: Choices) -> dict[str, str]:
    """Needed only where there is something to learn from."""
    decided = [each.opening for each in choices.taken] + [each.opening for each in choices.dismissed]
    if not decided:
        return {}
    return families(atlas, {each.method for each in (*found, *decided) if each.method is not None})


# -- telling --------------------------------------------------------------------------------------


def _counted(answer: _Answer, ranked: Ranked) -> KindCount:
    if answer.note:
        return KindCount(answer.kind, None, 0, answer.note)
    shown = sum(each.kind == answer.kind for each in ranked.openings)
    return KindCount(answer.kind, len(answer.openings), shown)


def _records(shown: Iterable[Opening]) -> tuple[Record, ...]:
    """The record of every forecast that is shown, once."""
    return tuple(dict.fromkeys(each.forecast.record for each in shown if each.forecast is not None))


def _last_look(signals: Signals) -> dt.date | None:
    days = [table.select(pl.col("observed").max()).item() for table in (signals.observations, signals.issues)]
    return max((day.date() for day in days if day is not None), default=None)
