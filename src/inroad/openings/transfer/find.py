"""Methods of a field that nobody has tried on a task, although others of the field are at home there.

Only pairs that a person can act on: the method is the field's own and has a paper, papers of the field speak
of the task, and another of the field's methods was used there, so that there is something to repeat.  What is
left is ordered by the forecast of how soon somebody will join them.  "Nobody" is said of this corpus, up to
its last day, under the names that are shown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import polars as pl

from inroad.atlas import describe
from inroad.atlas.field import Field
from inroad.openings.effort import estimate
from inroad.openings.transfer.network import Ints
from inroad.openings.transfer.outlook import HORIZON, Outlook, outlook
from inroad.openings.transfer.refute import Papers, beginnings, papers_naming, refutation
from inroad.openings.transfer.there import There, User, there
from inroad.openings.transfer.weights import shipped
from inroad.openings.transfer.words import parts, steps
from inroad.signals.seen import Signals
from inroad.types import Evidence, Forecast, Method, Opening

_MOSTLY = 0.5
"""Part of a method's papers that must be of the field: others are namesakes or guests."""
_NAMED = 5
"""Papers of the field that name it: fewer tell little of where it is not used."""
_COMMON = 150
"""Papers that make a method everybody's: where it was not tried then, the corpus has gaps."""
_AT_HOME = 2
"""Papers of the field that speak of a task, for the field to be at home there."""
_SUBJECT = 0.1
"""Part of the field's papers that makes a task what the field is about, and no transfer."""
_EACH = 2
"""Openings of one method that are shown before those of others."""
_LOOKED_AT = 3
"""Times as many pairs are looked at as are asked for, the likeliest first."""
_CHECKPOINT = re.compile(r"\d(?:\.\d+)?[bBmM]\b")

ASKED = f"a paper names both within {HORIZON} days"


@dataclass(frozen=True, slots=True)
class Pair:
    """A method and a task that no paper joins."""

    number: int
    """The method's, in METHODS."""
    row: int
    """Its place in the outlook."""
    task: int
    chance: float
    usual: float
    """Middle chance of the field's pairs."""
    at_home: int
    """Papers of the field that speak of the task."""


def find(field: Field, signals: Signals, most: int) -> list[Opening]:
    """The best openings of this kind, best first.

    Args:
        field: where to look; the last day known is that of its atlas.
        signals: not asked; transfers are told from papers alone.
        most: how many at most.

    Raises:
        InputError: the corpus speaks of no task often enough.
    """
    known = outlook(field.atlas)
    pairs = spread(sorted(_pairs(field, known), key=_order), known)[: _LOOKED_AT * most]
    seen = _seen(field, known, pairs)
    found = (_opening(pair, seen) for pair in pairs)
    return list(islice((opening for opening in found if opening is not None), most))


def _order(pair: Pair) -> tuple[float, int, int]:
    return -sum(part.points for part in parts(pair.chance, pair.usual, pair.at_home)), pair.number, pair.task


# -- candidates -----------------------------------------------------------------------------------


def _pairs(field: Field, known: Outlook) -> Iterator[Pair]:
    """Open pairs of the field's own methods with tasks where another of its methods is used."""
    methods, home = _methods(field, known), _at_home(field, known)
    rows = np.array([row for _, row in methods], dtype=np.int64)
    used = known.used[rows].toarray() > 0
    family = np.array([known.place[each] for each in field.methods["method_id"] if each in known.place])
    others = np.asarray((known.used[family] > 0).sum(axis=0)).ravel() if len(family) else np.zeros(len(home))
    tasks = np.flatnonzero((home >= _AT_HOME) & (home < _SUBJECT * field.papers.height) & (others > 0))
    chances = {row: known.probabilities(row, tasks) for row in rows.tolist()} if len(tasks) else {}
    usual = float(np.median(np.concatenate(list(chances.values())))) if chances else 0.0
    for place, (number, row) in enumerate(methods):
        for task, chance in zip(tasks.tolist(), chances.get(row, ()), strict=True) if chances else ():
            if not used[place, task]:
                yield Pair(number, row, task, float(chance), usual, int(home[task]))


def _methods(field: Field, known: Outlook) -> list[tuple[int, int]]:
    """Number and row of the methods that are the field's own and not yet everybody's."""
    own = (pl.col("in_field") >= _MOSTLY * pl.col("papers")) & (pl.col("in_field") >= _NAMED)
    special = (pl.col("papers") < _COMMON) & ~pl.col("name").str.contains(_CHECKPOINT.pattern)
    rows = field.methods.filter(own & special).select("method", "method_id").sort("method")
    return [(number, known.place[name]) for number, name in rows.iter_rows() if name in known.place]


def _at_home(field: Field, known: Outlook) -> Ints:
    """(tasks,) papers of the field that speak of each."""
    inside = np.zeros(known.spoken.shape[1], dtype=np.int64)
    inside[field.papers["paper"].to_numpy()] = 1
    return np.asarray(known.spoken @ inside).astype(np.int64)


def spread(pairs: Sequence[Pair], known: Outlook) -> list[Pair]:
    """The same with the best of every method first, and each task, however spelled, once among those."""
    first: list[Pair] = []
    later: list[Pair] = []
    shown: dict[int, int] = {}
    tasks: set[frozenset[str]] = set()
    for pair in pairs:
        key = frozenset(beginnings(known.tasks[pair.task]))
        fresh = shown.get(pair.number, 0) < _EACH and key not in tasks
        (first if fresh else later).append(pair)
        if fresh:
            shown[pair.number] = shown.get(pair.number, 0) + 1
            tasks.add(key)
    return first + later


# -- the opening ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Seen:
    """What openings are made of, looked up once for all pairs."""

    field: Field
    known: Outlook
    records: Mapping[int, Method]
    there: There
    papers: Mapping[int, Papers]
    texts: Mapping[str, str | None]
    """Abstracts of the papers to begin with."""
    until: dt.date

    def paper(self, number: int, note: str) -> Evidence:
        """A paper as evidence."""
        return describe.paper(self.field.atlas.papers.row(number, named=True), note)


def _seen(field: Field, known: Outlook, pairs: Sequence[Pair]) -> _Seen:
    found = there(field, known, {pair.task for pair in pairs})
    numbers = {pair.number for pair in pairs}
    users = {user.number for each in found.users.values() for user in each}
    examples = {each[0].example for each in found.users.values()}
    papers, texts = papers_naming(field.atlas, sorted(numbers), sorted(examples))
    until = field.atlas.coverage().until
    assert until is not None
    return _Seen(field, known, describe.methods(field.atlas, numbers | users), found, papers, texts, until)


def _opening(pair: Pair, seen: _Seen) -> Opening | None:
    method, task, users = (
        seen.records[pair.number],
        seen.known.tasks[pair.task],
        seen.there.users.get(pair.task),
    )
    if not users:
        return None
    shown = _nearest(pair, seen, users)
    refuted = refutation(method, task, seen.papers[pair.number], shown, seen.until)
    if refuted is None:
        return None
    other = seen.records[users[0].number]
    start = seen.field.atlas.papers.row(users[0].example, named=True)
    data = seen.there.data.get(pair.task)
    return Opening(
        opening_id=f"transfer:{method.method_id}×{task.replace(' ', '-')}",
        kind="transfer",
        title=f"try {method.name} for {task}" + (f" on {data}" if data else ""),
        why=f"{pair.at_home} papers of this field speak of {task}, and none that names {method.name} does; "
        f"{other.name} is named in {users[0].papers} papers on it",
        obstacle=f"nobody has tried {method.name} there, so nothing is known of how it does",
        parts=parts(pair.chance, pair.usual, pair.at_home),
        effort=estimate(start["title"], seen.texts.get(start["paper_id"])),
        steps=steps(method, other.name, start["paper_id"], task, data),
        refutation=refuted,
        wrong_if=f"a paper outside of this corpus uses {method.name} for {task}, under whatever name",
        evidence=shown,
        method=method.method_id,
        paper_id=method.introduced_by,
        forecast=Forecast(round(pair.chance, 4), ASKED, seen.until, HORIZON, shipped().record),
        unknown=("full texts and papers that this corpus does not hold were not searched",),
    )


def _nearest(pair: Pair, seen: _Seen, users: Sequence[User]) -> tuple[Evidence, ...]:
    """The nearest counter-examples: others of the field on the task, and the method on the nearest task."""
    task, name = seen.known.tasks[pair.task], seen.records[pair.number].name
    found = [
        seen.paper(user.example, f"nearest: {seen.records[user.number].name} for {task}")
        for user in users[:3]
    ]
    near = seen.known.nearest_used(pair.row, pair.task)
    if near is not None:
        mine = seen.papers[pair.number].rows["paper"].to_numpy()
        both = np.intersect1d(seen.known.papers_of(near), mine)
        found.append(seen.paper(int(both[-1]), f"nearest: {name} for {seen.known.tasks[near]}"))
    return tuple(found)
