"""Transfer forecasts frozen at a past day and judged by what came, over all candidate pairs.

Two questions are asked.  *Tasks*: which methods will be named with which tasks (the pairs that openings are
made of).  *Network*: which nodes of the whole network of names and concepts will be joined, as in the
Science4Cast benchmark.  Both learn only from what was known on the day: from pairs not joined ``learn`` days
before, and whether they were by the day.

Preferential attachment and our own score are counted over every candidate, exactly but for steps of 1/16,384
of the scale.  Common neighbours and the fifteen features have their AUC from all that came (or 50,000 of
them) and a random 150,000 that did not; their first places are exact for common neighbours, and for the
fifteen features the best of the 20,000 pairs with most attachment and the 100 with most common neighbours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from scipy import sparse

from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.openings import measures
from inroad.openings.measures import PLACES, Bools
from inroad.openings.transfer import baselines
from inroad.openings.transfer.features import ALIKE, Snapshot, factors, pair_features, snapshot
from inroad.openings.transfer.model import Model, fit, probability
from inroad.openings.transfer.network import (
    NODES,
    Floats,
    Ints,
    Network,
    categories,
    choose_nodes,
    days,
    naming,
    observe,
    texts_of,
)
from inroad.openings.transfer.pairs import (
    Candidates,
    Counted,
    Drawn,
    Score,
    area,
    candidates,
    count_all,
    draw,
    holds,
    of_factors,
)
from inroad.openings.transfer.reach import LEAST_PAPERS, Reach, reach, transferable
from inroad.openings.transfer.tasks import said, tasks
from inroad.types import AtTop, Bin, Measured, Record

LONGEST_LESSON = 365
"""Days of the span that is learnt from, at most: an older one teaches what no longer holds."""
DRAWN_CAME, DRAWN_OTHERS = 40_000, 120_000
JUDGED_CAME, JUDGED_OTHERS = 50_000, 150_000
_POOL = 20_000

Pairs = Literal["tasks", "names", "all"]


def backtest_transfer(
    atlas: Atlas,
    as_of: dt.date,
    horizon: dt.timedelta,
    *,
    pairs: Pairs = "tasks",
    concepts: Sequence[str] = (),
    least: int | None = None,
) -> Record:
    """What a forecast of transfers made on a past day was worth.

    Args:
        atlas: reaching at least ``horizon`` beyond the day.
        as_of: the day; the forecast sees nothing later.
        horizon: time in which pairs may come.
        pairs: "tasks": methods with tasks; "names": names of the atlas with domains, phrases and concepts;
            "all": any two nodes.
        concepts: further nodes for "names" and "all"; without them frequent phrases are taken.
        least: papers that must name each node by the day (for "tasks": each method); None: 3 for
            tasks, else 10.

    Raises:
        InputError: the day, or the end of the horizon, lies outside of the corpus; or too little is known.
    """
    _check(atlas, as_of, horizon)
    lesson = min(horizon.days, LONGEST_LESSON)
    if pairs == "tasks":
        test = task_test(atlas, as_of, horizon.days, lesson, least or LEAST_PAPERS)
    else:
        test = _network_test(atlas, as_of, horizon.days, lesson, pairs, concepts, least or 10)
    return judge(test, as_of, horizon)


def _check(atlas: Atlas, as_of: dt.date, horizon: dt.timedelta) -> None:
    covered = atlas.coverage()
    since, until = covered.since, covered.until
    if since is None or until is None or not since < as_of or as_of + horizon > until:
        raise InputError(
            f"{horizon.days} days from {as_of} are not covered by this corpus ({since} to {until})",
            "choose an earlier day or a shorter horizon",
        )


@dataclass(frozen=True)
class Test:
    """Candidates of the day and their scores, and what was learnt from."""

    asked: str
    network: Network
    known: sparse.csr_array
    """nodes x nodes of ones: joined by the day."""
    candidates: Candidates
    score: Score
    """Log-odds of every candidate."""
    day: int
    lesson_day: int
    lesson: Drawn
    model: Model


# -- the whole network ----------------------------------------------------------------------------


def _network_test(
    atlas: Atlas, as_of: dt.date, horizon: int, lesson: int, pairs: Pairs, concepts: Sequence[str], least: int
) -> Test:
    nodes = choose_nodes(atlas.until(as_of), concepts, 2, None if concepts else 20)
    network = observe(atlas.until(as_of + dt.timedelta(days=horizon)), nodes)
    then, now = (snapshot(network, days(as_of) - back) for back in (lesson, 0))
    return network_test(network, then, now, horizon, pairs, least)


def network_test(
    network: Network, then: Snapshot, now: Snapshot, horizon: int, pairs: Pairs, least: int
) -> Test:
    """A test over pairs of a network whose nodes were chosen on the day of ``now``."""
    day, lesson = now.day, now.day - then.day
    taught = _asked(network, then, network.together(day - lesson, day), pairs, least)
    asked = _asked(network, now, network.together(day, day + horizon), pairs, least)
    model, drawn = learn(then, taught)
    bias = model.bias + float(np.log(horizon / lesson))
    kind = "two nodes of the network" if pairs == "all" else "a name of the atlas and a concept"
    words = f"{kind}, both in at least {least} papers, are named together in a paper within {horizon} days"
    score = additive(asked, now, model.weights, bias)
    return Test(words, network, now.joined, asked, score, day, day - lesson, drawn, model)


def _asked(
    network: Network, known: Snapshot, after: sparse.csr_array, pairs: Pairs, least: int
) -> Candidates:
    listed = network.nodes["known"].to_numpy() <= known.day
    there = (known.papers >= least) & listed
    named = network.nodes["method_id"].is_not_null().to_numpy()
    first = np.flatnonzero(there if pairs == "all" else there & named)
    second = first if pairs == "all" else np.flatnonzero(there & ~named)
    return candidates(known.joined, after, first, second)


def additive(asked: Candidates, known: Snapshot, weights: Mapping[str, float], bias: float) -> Score:
    """Log-odds of candidates by the weighted features of a day."""
    plain = of_factors(asked, *factors(known, weights, bias))
    left, right = known.alike
    weight = np.float32(weights.get(ALIKE, 0.0))
    alike = of_factors(asked, left, right)
    return lambda places: np.asarray(plain(places) + weight * np.log(alike(places)), dtype=np.float32)


def learn(known: Snapshot, taught: Candidates) -> tuple[Model, Drawn]:
    """The model that explains what came of the pairs of an earlier day, and the pairs it was learnt from."""
    drawn = draw(taught, DRAWN_CAME, DRAWN_OTHERS)
    _need(drawn)
    features = pair_features(known, drawn.first, drawn.second)
    return fit(features, drawn.came.astype(np.float64), known.names, drawn.weight), drawn


def _need(drawn: Drawn) -> None:
    if drawn.came.sum() < 10 or (~drawn.came).sum() < 10:
        raise InputError(
            f"only {int(drawn.came.sum())} pairs came together before that day: too few to learn from",
            "choose a later day, a longer horizon or a larger corpus",
        )


# -- methods and tasks ----------------------------------------------------------------------------


def task_test(
    atlas: Atlas, as_of: dt.date, horizon: int, lesson: int, least: int, *, abstracts: bool = False
) -> Test:
    """A test over methods and tasks; a task's papers are told by titles, or also by ``abstracts``."""
    now, later = atlas.until(as_of), atlas.until(as_of + dt.timedelta(days=horizon))
    then = atlas.until(as_of - dt.timedelta(days=lesson))
    labels = tasks(now.phrases)
    if not labels:
        raise InputError(
            f"the titles up to {as_of} speak of no task often enough", "add papers, or choose a later day"
        )
    spoken = said(texts_of(now) if abstracts else now.papers.select("paper", "title"), labels)
    network = _task_network(later, now, labels)
    before, today = (_reached(view, labels, spoken, least) for view in (then, now))
    model, drawn = learn_tasks(network, before, days(as_of) - lesson, days(as_of))
    table = today.log_odds(model.weights, model.bias + float(np.log(horizon / lesson)))
    known = baselines.joined_until(network, days(as_of))
    asked = _task_candidates(network, known, today, days(as_of), days(as_of) + horizon)
    words = f"a method of at least {least} papers and a task are named in one paper within {horizon} days"
    return Test(
        words,
        network,
        known,
        asked,
        lambda places: table[places],
        days(as_of),
        days(as_of) - lesson,
        drawn,
        model,
    )


def _reached(view: Atlas, labels: list[str], titles: pl.DataFrame, least: int) -> Reach:
    seen = titles.filter(pl.col("paper") < view.papers.height)
    return reach(view, transferable(view, least), labels, seen)


def _task_network(later: Atlas, now: Atlas, labels: list[str]) -> Network:
    """The methods of a day and tasks, joined by titles and, where they are at hand, abstracts."""
    methods = now.methods.join(naming(now).select("method").unique(), on="method", how="semi").sort("method")
    nodes = methods.select(
        kind=pl.lit("method"), label="name", method_id="method_id", known=pl.col("known").cast(pl.Int32)
    )
    extra = pl.DataFrame(
        {"kind": "task", "label": labels, "method_id": None, "known": days(dt.date.min)}, schema=NODES
    )
    return _joint(later, pl.concat([nodes, extra]), labels)


def _joint(later: Atlas, nodes: pl.DataFrame, labels: list[str]) -> Network:
    numbered = nodes.with_row_index("node")
    own = later.methods.join(numbered.drop_nulls("method_id").select("node", "method_id"), on="method_id")
    named = naming(later).join(own.select("method", "node"), on="method").select("paper", "node")
    offset = nodes.height - len(labels)
    spoken = said(texts_of(later), labels).select("paper", node=pl.col("task") + pl.lit(offset, pl.UInt32))
    pairs = pl.concat([named, spoken]).unique().sort("paper", "node")
    day = later.papers["date"].cast(pl.Int32).to_numpy().astype(np.int64)
    ones = np.ones(pairs.height, dtype=np.float32)
    place = (pairs["paper"].to_numpy(), pairs["node"].to_numpy())
    matrix = sparse.csr_array((ones, place), shape=(len(day), nodes.height))
    matrix.sort_indices()
    return Network(nodes, matrix, day, categories(later))


def _task_candidates(
    network: Network, known: sparse.csr_array, there: Reach, day: int, until: int
) -> Candidates:
    rows = _rows(network, there)
    columns = np.arange(network.size - len(there.tasks), network.size)
    return candidates(known, network.together(day, until), rows, columns)


def _rows(network: Network, there: Reach) -> Ints:
    """Nodes of the methods, in the order of the reach."""
    numbers = network.nodes.with_row_index("node").drop_nulls("method_id").select("node", "method_id")
    joined = there.methods.join(numbers, on="method_id", how="left", maintain_order="left")
    return joined["node"].to_numpy().astype(np.int64)


def learn_tasks(network: Network, there: Reach, day: int, until: int) -> tuple[Model, Drawn]:
    """The model of tasks, and the pairs of nodes that it was learnt from."""
    asked = _task_candidates(network, baselines.joined_until(network, day), there, day, until)
    drawn = draw(asked, DRAWN_CAME, DRAWN_OTHERS)
    _need(drawn)
    row = np.searchsorted(asked.rows, drawn.first)
    features = there.features(row, drawn.second - asked.columns[0])
    return fit(features, drawn.came.astype(np.float64), there.names, drawn.weight), drawn


# -- judging --------------------------------------------------------------------------------------


def judge(test: Test, as_of: dt.date, horizon: dt.timedelta) -> Record:
    """Our score and simple ones beside what came."""
    asked = test.candidates
    if not asked.positives or asked.count == asked.positives:
        raise InputError(
            "all candidates have the same outcome: nothing can be judged", "choose a longer horizon"
        )
    base = asked.positives / asked.count
    ours = count_all(asked, test.score, max(PLACES))
    return Record(
        kind="transfer",
        asked=test.asked,
        as_of=as_of,
        horizon_days=horizon.days,
        candidates=asked.count,
        came=asked.positives,
        tool=_forecast("inroad", ours, base),
        peers=(_by_chance(base), *_peers(test, base)),
        bins=_bins(ours),
        note="all candidate pairs; common neighbours and fifteen features: AUC from a random part",
    )


def _forecast(name: str, counted: Counted, base: float) -> Measured:
    said_ = probability(counted.middle)
    every = counted.came + counted.others
    error = counted.came * (1 - said_) ** 2 + counted.others * said_**2
    gaps = [each.count * abs(each.forecast - each.came) for each in _bins(counted)]
    return Measured(
        name,
        area(counted),
        _average_precision(counted),
        _at_top(counted.top, base),
        float(error.sum() / every.sum()),
        float(sum(gaps) / every.sum()),
    )


def _average_precision(counted: Counted) -> float | None:
    """Mean precision at each candidate that came, those of one step of the scale taken together."""
    came, every = counted.came[::-1], (counted.came + counted.others)[::-1]
    precision = np.cumsum(came) / np.maximum(np.cumsum(every), 1)
    return float((precision * came).sum() / came.sum()) if came.sum() else None


def _at_top(top: Bools, base: float) -> tuple[AtTop, ...]:
    shares = [(count, float(top[:count].mean())) for count in PLACES if count <= len(top)]
    return tuple(AtTop(count, share, share / base) for count, share in shares)


def _bins(counted: Counted, parts: int = 10) -> tuple[Bin, ...]:
    """Forecasts in bins of about equal count, lowest first; one step of the scale is never cut."""
    every = counted.came + counted.others
    place = np.minimum(np.cumsum(every) * parts // max(int(every.sum()), 1), parts - 1)
    told = probability(counted.middle)
    found = []
    for part in range(parts):
        here = (place == part) & (every > 0)
        size = int(every[here].sum())
        if size:
            mean = float((told[here] * every[here]).sum() / size)
            found.append(Bin(mean, float(counted.came[here].sum() / size), size))
    return tuple(found)


def _by_chance(base: float) -> Measured:
    return Measured("random", 0.5, base, tuple(AtTop(count, base, 1.0) for count in PLACES))


def _peers(test: Test, base: float) -> tuple[Measured, ...]:
    """Preferential attachment, common neighbours and the fifteen features."""
    asked, known = test.candidates, test.known
    attached = of_factors(asked, *baselines.attachment(np.diff(known.indptr).astype(np.float64)))
    by_degree = count_all(asked, attached, min(_POOL, asked.count))
    judged = draw(asked, JUDGED_CAME, JUDGED_OTHERS, seed=1)
    shared = baselines.common_neighbours(known, judged.first, judged.second)
    best = baselines.top_common(asked, known, max(PLACES))
    return (
        Measured(
            "preferential attachment",
            area(by_degree),
            _average_precision(by_degree),
            _at_top(by_degree.top[: max(PLACES)], base),
        ),
        Measured(
            "common neighbours", measures.auc(shared, judged.came), None, _at_top(_came(asked, *best), base)
        ),
        _fifteen(test, judged, (by_degree.best, best), base),
    )


def _fifteen(test: Test, judged: Drawn, pools: Sequence[tuple[Ints, Ints]], base: float) -> Measured:
    taught = test.lesson
    then = baselines.states(test.network, test.lesson_day)
    features = baselines.fifteen(then, taught.first, taught.second)
    model = fit(features, taught.came.astype(np.float64), baselines.FIFTEEN, taught.weight)
    now = baselines.states(test.network, test.day)

    def scores(first: Ints, second: Ints) -> Floats:
        return model.log_odds(baselines.fifteen(now, first, second), baselines.FIFTEEN)

    first, second = (np.concatenate(parts) for parts in zip(*pools, strict=True))
    key = np.unique(first * test.network.size + second)
    first, second = key // test.network.size, key % test.network.size
    order = np.argsort(-scores(first, second), kind="stable")[: max(PLACES)]
    top = _came(test.candidates, first[order], second[order])
    area_ = measures.auc(scores(judged.first, judged.second), judged.came)
    return Measured("fifteen features", area_, None, _at_top(top, base))


def _came(asked: Candidates, first: Ints, second: Ints) -> Bools:
    """What became of some candidates."""
    row, column = np.searchsorted(asked.rows, first), np.searchsorted(asked.columns, second)
    return holds(asked.came, row, column)
