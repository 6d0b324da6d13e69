"""Transfer forecasts frozen at a past day, to be judged by what came (see :mod:`.judge`).

Two questions can be asked.  *Tasks*: which methods will be named with which tasks, the pairs that openings
are made of.  *Network*: which nodes of the whole network of names and concepts will be joined, as in the
Science4Cast benchmark.  Both learn only from what was known on the day: from pairs not joined a *lesson*
before, and whether they were by the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.openings import frozen
from inroad.openings.measures import PLACES
from inroad.openings.transfer.arrays import Ints, Thin
from inroad.openings.transfer.calibration import Calibration, anchored, bend
from inroad.openings.transfer.features import snapshot
from inroad.openings.transfer.judge import Trial, judge
from inroad.openings.transfer.known import Snapshot, factors, pair_features, weighed_logs
from inroad.openings.transfer.model import Model, fit
from inroad.openings.transfer.network import Network, choose_nodes, days, new_names, observe
from inroad.openings.transfer.pairs import Candidates, Drawn, candidates, draw
from inroad.openings.transfer.scan import Score, count_all, of_factors
from inroad.openings.transfer.tasks import LEAST as LEAST_TASK
from inroad.openings.transfer.tasks import tasks, transferable
from inroad.types import Record

LONGEST_LESSON = 365
"""Days of the span that is learnt from, at most: an older one teaches what no longer holds."""
ESTABLISHED = 10
"""Papers that name a node of the network by the day: with fewer, little but chance can be told of it."""
RECENT = 60
"""Days that tell how many papers come a day."""
_MOST = 0.9
"""Part of the pairs that are expected to come, at most."""
DRAWN_CAME, DRAWN_OTHERS = 40_000, 120_000


def backtest_transfer(atlas: Atlas, as_of: dt.date, horizon: dt.timedelta) -> Record:
    """What a forecast of which methods meet which tasks, made on a past day, was worth.

    Args:
        atlas: reaching at least ``horizon`` beyond the day.
        as_of: the day; the forecast sees nothing later.
        horizon: time in which pairs may come.

    Raises:
        InputError: the day, or the end of the horizon, lies outside of the corpus; or too little is known.
    """
    frozen.check(atlas, as_of, horizon.days)
    return judge(task_trial(atlas, as_of, horizon.days), as_of, horizon)


def fitted(atlas: Atlas, horizon: int) -> tuple[Model, Calibration]:
    """The model of methods and tasks that explains what came within a horizon up to an atlas's last day.

    With it what makes probabilities of it for as long from then on.
    """
    until = atlas.coverage().until
    assert until is not None
    then = until - dt.timedelta(days=horizon)
    network, (before, last) = observe(atlas, task_nodes(atlas)), (days(then), days(until))
    question = Question(
        "",
        {before: method_rows(network, atlas.until(then)), last: method_rows(network, atlas)},
        {day: task_columns(network, day) for day in (before, last)},
    )
    lesson, asked = (_asked(network, question, day, day + horizon) for day in (before, last))
    known = snapshot(network, before)
    model, _ = learn(known, lesson)
    bent = _bent(lesson, additive(known, model.weights, model.bias))
    now = count_all(asked, additive(snapshot(network, last), model.weights, model.bias), 1)
    return model, anchored(bent, now.middle, now.every, expected(network, lesson, last, horizon))


# -- questions ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """Which pairs of nodes are asked about, as of any day: rows and columns of candidates."""

    words: str
    rows: Mapping[int, Ints]
    """Day -> nodes that may be first."""
    columns: Mapping[int, Ints]
    """Day -> nodes that may be second."""


def task_trial(atlas: Atlas, as_of: dt.date, horizon: int) -> Trial:
    """Methods and tasks; what is asked of openings.

    Raises:
        InputError: titles speak of no task often enough, or too little came to learn from.
    """
    now, later = atlas.until(as_of), atlas.until(as_of + dt.timedelta(days=horizon))
    network = observe(later, task_nodes(now))
    lesson = min(horizon, LONGEST_LESSON)
    views = {days(as_of): now, days(as_of) - lesson: atlas.until(as_of - dt.timedelta(days=lesson))}
    question = Question(
        f"a method and a task are named in one paper within {horizon} days",
        {day: method_rows(network, view) for day, view in views.items()},
        {day: task_columns(network, day) for day in views},
    )
    return trial(network, question, days(as_of), horizon)


def network_trial(
    network: Network, as_of: int, horizon: int, least: int, known: Mapping[int, Snapshot] | None = None
) -> Trial:
    """Any two nodes of a network whose nodes were chosen on the day, both in at least ``least`` papers."""
    listed = network.nodes["known"].to_numpy()
    nodes = {
        day: np.flatnonzero((network.papers_by_node(None, day) >= least) & (listed <= day))
        for day in (as_of, as_of - min(horizon, LONGEST_LESSON))
    }
    words = (
        f"two nodes of the network, each in at least {least} papers, are named together within {horizon} days"
    )
    return trial(network, Question(words, nodes, nodes), as_of, horizon, known)


def task_nodes(atlas: Atlas) -> pl.DataFrame:
    """NODES: all names of an atlas, and the tasks that its titles speak of."""
    labels = tasks(atlas.phrases)
    if not labels:
        last = atlas.coverage().until
        raise InputError(
            f"the titles up to {last} speak of no task often enough", "add papers, or choose a later day"
        )
    return choose_nodes(atlas, labels)


def concept_nodes(atlas: Atlas, concepts: Sequence[str]) -> pl.DataFrame:
    """NODES: names of an atlas that two papers have, and concepts of the caller's."""
    return choose_nodes(atlas, new_names(atlas, concepts))


def method_rows(network: Network, view: Atlas) -> Ints:
    """Nodes of the methods that may be transferred, as an atlas of some day knows them."""
    ids = transferable(view).select("method_id")
    return _numbers(network.nodes.with_row_index("node").join(ids, on="method_id", how="semi")["node"])


def task_columns(network: Network, day: int) -> Ints:
    """Nodes of the tasks that enough papers speak of by a day."""
    often = network.papers_by_node(None, day) >= LEAST_TASK
    return np.flatnonzero(often & network.concepts)


def _numbers(column: pl.Series) -> Ints:
    return np.sort(column.to_numpy().astype(np.int64))


# -- trials ---------------------------------------------------------------------------------------


def trial(
    network: Network, question: Question, day: int, horizon: int, known: Mapping[int, Snapshot] | None = None
) -> Trial:
    """A question, what was learnt for it, and what came.

    Args:
        network: reaching to the end of the horizon; its nodes were chosen on ``day``.
        question: which pairs.
        day: the last that is known.
        horizon: in days.
        known: its :func:`snapshots`, if at hand.
    """
    before = day - min(horizon, LONGEST_LESSON)
    then, now = (known or snapshots(network, day, horizon)).values()
    lesson, asked = _asked(network, question, before, day), _asked(network, question, day, day + horizon)
    model, drawn = learn(then, lesson)
    score = additive(now, model.weights, model.bias)
    ours = count_all(asked, score, max(PLACES))
    bent = _bent(lesson, additive(then, model.weights, model.bias))
    right = anchored(bent, ours.middle, ours.every, expected(network, lesson, day, horizon))
    return Trial(question.words, network, asked, score, ours, right, day, before, drawn, model)


def _bent(lesson: Candidates, score: Score) -> tuple[float, float]:
    """How log-odds must be bent to be right over all pairs of a lesson."""
    told = count_all(lesson, score, 1)
    return bend(told.middle, told.every, told.came)


def expected(network: Network, lesson: Candidates, day: int, horizon: int) -> float:
    """How many pairs are likely to come after a day: as many a paper as came in the lesson up to it, and as
    many papers a day as in the last ``RECENT`` days."""
    span = min(horizon, LONGEST_LESSON)
    before, late = (network.papers_until(day) - network.papers_until(day - each) for each in (span, RECENT))
    a_day = (late or before * RECENT / span) / RECENT
    return min(lesson.positives * a_day * horizon / before, _MOST * lesson.count)


def snapshots(network: Network, day: int, horizon: int) -> dict[int, Snapshot]:
    """What was known when the lesson began, and on the day of a trial."""
    return {each: snapshot(network, each) for each in (day - min(horizon, LONGEST_LESSON), day)}


def _asked(network: Network, question: Question, day: int, until: int) -> Candidates:
    after, joined = network.together(day, until), network.joined(day)
    return candidates(joined, after, question.rows[day], question.columns[day])


def learn(known: Snapshot, lesson: Candidates) -> tuple[Model, Drawn]:
    """The model that explains what came of the pairs of an earlier day, and the pairs it was learnt from."""
    drawn = draw(lesson, DRAWN_CAME, DRAWN_OTHERS)
    came = int(drawn.came.sum())
    if min(came, len(drawn.came) - came) < 10:
        raise InputError(
            f"only {came} pairs came together before that day: too few to learn from",
            "choose a later day, a longer horizon or a larger corpus",
        )
    features = pair_features(known, drawn.first, drawn.second)
    return fit(features, drawn.came.astype(np.float64), known.names, drawn.weight), drawn


def additive(known: Snapshot, weights: Mapping[str, float], bias: float) -> Score:
    """Log-odds of pairs by the weighted features of a day."""
    plain = of_factors(*factors(known, weights, bias))

    def score(rows: Ints, columns: Ints) -> Thin:
        return plain(rows, columns) + weighed_logs(known, weights, rows, columns)

    return score
