"""Methods of a field that nobody has tried on a task, although the field is at home there.

Only pairs that a person can act on: the method is the field's own and has a paper, papers of the field speak
of the task, and another method was used there, so that there is something to repeat.  What is
left is ordered by the forecast of how soon somebody will join them.  "Nobody" is said of this corpus, up to
its last day, under the names that are shown.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from inroad.atlas import describe
from inroad.atlas.field import Field
from inroad.atlas.parts import paper_at, papers_at
from inroad.errors import InputError
from inroad.openings.effort import estimate
from inroad.openings.meaning import means_two_things
from inroad.openings.signs import counted
from inroad.openings.transfer.latest import outlook
from inroad.openings.transfer.outlook import HORIZON, Outlook
from inroad.openings.transfer.own import nothing_own, own_methods
from inroad.openings.transfer.refute import Papers, beginnings, papers_naming, refutation
from inroad.openings.transfer.tasks import is_task, sense
from inroad.openings.transfer.there import There, User, there
from inroad.openings.transfer.weights import shipped
from inroad.openings.transfer.words import parts, points, steps
from inroad.signals.seen import Signals
from inroad.types import Evidence, Forecast, Method, Opening

_SUBJECT = 0.1
"""Part of the field's papers that makes a task what the field is about, and no transfer."""
_EACH, _ENOUGH = 3, 24
"""Openings of one method; more where that gives fewer than enough."""
_LIKELY = 1.0
"""Log-odds above the usual pair, at least."""
_LEAST = 0.01
"""Chance below which nobody should be told to try something, however unlikely all else is."""
_SHOWN = 3
"""Methods that are there already, as nearest counter-examples."""
_SAME = {"predict": "forecas"}
"""Beginnings of words that tasks use for one another."""
_REPEATED = 2
"""Papers of the field on a task, and papers on it that name a method that is there already: one may speak of
either in passing."""
_LOOKED_AT = 3
"""Times as many pairs are looked at as are asked for, the likeliest first."""

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
        InputError: the corpus speaks of no task often enough, or of no method of the field.
    """
    known = outlook(field.atlas)
    methods = own_methods(field, known)
    if not methods:
        raise InputError(*nothing_own(field))
    pairs = spread(sorted(_pairs(field, known, methods), key=_order), known)[: _LOOKED_AT * most]
    seen = _seen(field, known, pairs)
    found = (_opening(pair, seen) for pair in pairs)
    return list(islice((opening for opening in found if opening is not None), most))


def _order(pair: Pair) -> tuple[float, int, int]:
    return -round(sum(points(pair.chance, pair.usual, pair.at_home)), 2), pair.number, pair.task


# -- candidates -----------------------------------------------------------------------------------


def _pairs(field: Field, known: Outlook, methods: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    """Open pairs of the field's own methods with tasks that its papers speak of."""
    inside = field.papers["paper"].to_numpy().astype(np.int64)
    home = known.speaking.counts(inside, len(known.tasks))
    tasks = np.flatnonzero((home >= _REPEATED) & (home < _SUBJECT * len(inside)))
    tasks = tasks[[goes_further(known.tasks[task], field.query) for task in tasks.tolist()]]
    chances = known.probabilities([row for _, row in methods], tasks)
    usual = float(np.median(chances)) if len(tasks) else 0.0
    floor = max(_less_than_likely(usual), _LEAST)
    for (number, row), told in zip(methods, chances, strict=True):
        still = ~np.isin(tasks, known.used[row]) & (told > floor)
        for task, chance in zip(tasks[still].tolist(), told[still].tolist(), strict=True):
            if points(chance, usual, 1)[0] >= _LIKELY:
                yield Pair(number, row, task, chance, usual, int(home[task]))


def _less_than_likely(usual: float) -> float:
    """A chance that is surely too low to be shown: most pairs are passed over by it without more ado."""
    odds = max(usual, 1e-9) / max(1 - usual, 1e-9) * math.exp(_LIKELY - 0.01)
    return odds / (1 + odds)


def goes_further(task: str, query: str) -> bool:
    """Whether a task is one still without the query's words: else it is what the field is about.

    >>> query = "diffusion models for time series"
    >>> goes_further("time series prediction", query), goes_further("load forecasting", query)
    (False, True)
    """
    asked = set(beginnings(re.sub(r"[^a-z0-9]+", " ", query.lower())))
    return is_task(" ".join(word for word in task.split() if not asked & set(beginnings(word))))


def spread(pairs: Sequence[Pair], known: Outlook) -> list[Pair]:
    """Those that bring something new, in their order: few of one method, one of a task and its kinds."""
    each = max(_EACH, _ENOUGH // max(len({pair.number for pair in pairs}), 1))
    kept: list[Pair] = []
    shown: Counter[int] = Counter()
    tasks: list[frozenset[str]] = []
    for pair in pairs:
        task = frozenset(_SAME.get(each, each) for each in beginnings(known.tasks[pair.task]))
        if shown[pair.number] < each and not any(task <= other or other <= task for other in tasks):
            kept.append(pair)
            shown[pair.number] += 1
            tasks.append(task)
    return kept


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

    examples: Mapping[int, describe.Row]
    """The papers to begin with, and those of others beside them."""

    def paper(self, number: int, note: str) -> Evidence:
        """A paper as evidence."""
        row = self.examples.get(number) or paper_at(self.field.atlas, number)
        return describe.paper(row, note)


def _seen(field: Field, known: Outlook, pairs: Sequence[Pair]) -> _Seen:
    found = there(field, known, {pair.task for pair in pairs})
    numbers = {pair.number for pair in pairs}
    users = {user.number for each in found.users.values() for user in each[:_SHOWN]}
    examples = {each[0].example for each in found.users.values()}
    papers, texts = papers_naming(field.atlas, sorted(numbers), sorted(examples))
    until = field.atlas.coverage().until
    assert until is not None
    shown = {user.example for each in found.users.values() for user in each[:_SHOWN]}
    rows = papers_at(field.atlas, sorted(shown), ["paper", "paper_id", "title", "date"])
    of = {row["paper"]: row for row in rows.iter_rows(named=True)}
    records = describe.methods(field.atlas, numbers | users)
    return _Seen(field, known, records, found, papers, texts, until, of)


def _opening(pair: Pair, seen: _Seen) -> Opening | None:
    method, task, users = (
        seen.records[pair.number],
        seen.known.tasks[pair.task],
        seen.there.users.get(pair.task),
    )
    if not users or users[0].papers < _REPEATED or means_two_things(method.name, method.aliases):
        return None
    if not _fits(pair, method, seen):
        return None
    shown = _nearest(pair, seen, users)
    refuted = refutation(method, task, seen.papers[pair.number], shown, seen.until)
    if refuted is None:
        return None
    other = seen.records[users[0].number]
    start = seen.examples[users[0].example]
    data = seen.there.data.get(pair.task)
    return Opening(
        opening_id=f"transfer:{method.method_id}×{task.replace(' ', '-')}",
        kind="transfer",
        title=f"try {method.name} for {task}" + (f" on {data}" if data else ""),
        why=f"{counted(pair.at_home, 'paper')} of this field on {task}, none of which names {method.name}; "
        f"{other.name} is named in {counted(users[0].papers, 'paper')} on it",
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


def _fits(pair: Pair, method: Method, seen: _Seen) -> bool:
    """Whether a trained model may take a task's data: it was used for some of that sense."""
    task, used = seen.known.tasks[pair.task], seen.known.used[pair.row]
    if method.kind != "model" or sense(task) is None:
        return True
    return any(sense(seen.known.tasks[other]) == sense(task) for other in used)


def _nearest(pair: Pair, seen: _Seen, users: Sequence[User]) -> tuple[Evidence, ...]:
    """The nearest counter-examples: others of the field on the task, and the method on the nearest task."""
    task, name = seen.known.tasks[pair.task], seen.records[pair.number].name
    found = [
        seen.paper(user.example, f"nearest: {seen.records[user.number].name} for {task}")
        for user in users[:_SHOWN]
    ]
    near = seen.known.nearest_used(pair.row, pair.task)
    if near is not None:
        mine = seen.papers[pair.number].rows["paper"].to_numpy()
        both = np.intersect1d(seen.known.spoken[near], mine)
        found.append(seen.paper(int(both[-1]), f"nearest: {name} for {seen.known.tasks[near]}"))
    return tuple({each.paper_id: each for each in reversed(found)}.values())[::-1]
