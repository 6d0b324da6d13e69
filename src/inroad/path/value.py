"""What acting on a model's scores is worth (pure).

*Value.*  A case of each outcome brings its worth; the value of a threshold is the mean over cases, times the
volume of a period.  With a prevalence that is not the file's, positive and negative cases are weighed so
that it is (elsewhere called prior shift; recall and false-positive rate stay as measured).

*No optimism.*  The best of many thresholds looks better than it is on the cases it was chosen on.  Cases are
split at random, by label, into halves; a threshold is chosen on one and valued on the other.

*Intervals* are percentiles of a bootstrap over cases (Efron 1979).  Value depends on a case only through its
label and which thresholds it passes, so whole counts are drawn (a multinomial) instead of cases: the same
distribution, and a million cases cost as little as a thousand.

*The next point of AUC* needs a model of how scores would get better.  Each positive case has a place among
the negative ones, u = share of them with a higher score, and z = probit(1 - u).  A better model moves all
positive cases by the same d: z + d.  The mean of normal(z + d) is the AUC, so d is set to raise it by one
point; the whole curve of recall against false-positive rate moves with it.  For normal scores of equal spread
this is the binormal model (Green and Swets 1966); otherwise the curve keeps its own shape.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from inroad.path.scores import Floats, Scores
from inroad.types import BestThreshold, NextPoint, SimpleModel, ValueAt, ValueVerdict, Worths

DRAWS, SEED = 1000, 20_260_401
LINEAR, TOP = 120, 60
"""Thresholds by even steps of the share acted on, and by even ratios among the highest scores."""
GROUPS = 1000
POINT = 0.01
LEAST = 1e-3
"""Of a point that is left to gain; nothing is said of less."""
_NORMAL = NormalDist()

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a case is worth, how many there are, and how many of them are positive."""

    worths: Worths
    volume: float
    prevalence: float | None = None
    """None: as in the file."""

    def value(self, recall: Floats, false_rate: Floats, prevalence: Floats | float) -> Floats:
        """Value of a period, from the shares of positive and of negative cases that are acted on."""
        w = self.worths
        yes = recall * w.tp + (1 - recall) * w.fn
        no = false_rate * w.fp + (1 - false_rate) * w.tn
        return np.asarray(self.volume * (prevalence * yes + (1 - prevalence) * no), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Cases:
    """Scores of positive and negative cases, each ascending."""

    positives: Floats
    negatives: Floats

    @property
    def share(self) -> float:
        """Of positive cases."""
        return len(self.positives) / (len(self.positives) + len(self.negatives))


# -- value by threshold -----------------------------------------------------------------------------


def curve(cases: Cases, setting: Setting) -> tuple[ValueAt, ...]:
    """Value from acting on nobody to acting on everybody, each with its own interval."""
    grid = thresholds(cases)
    recall, false_rate = rates(cases, grid)
    prevalence = cases.share if setting.prevalence is None else setting.prevalence
    value = setting.value(recall, false_rate, prevalence)
    low, high = np.percentile(_drawn(cases, grid, setting), (2.5, 97.5), axis=0)
    acted = prevalence * recall + (1 - prevalence) * false_rate
    return tuple(
        ValueAt(
            None if math.isinf(grid[i]) else float(grid[i]),
            float(acted[i]),
            float(recall[i]),
            float(value[i]),
            (float(low[i]), float(high[i])),
        )
        for i in range(len(grid))
    )


def thresholds(cases: Cases) -> Floats:
    """Scores worth trying, descending, after one that nobody reaches: (t,)."""
    every = np.unique(np.concatenate([cases.positives, cases.negatives]))
    if len(every) > LINEAR + TOP:
        ordered = np.sort(np.concatenate([cases.positives, cases.negatives]))
        last = len(ordered) - 1
        places = np.concatenate([np.linspace(0, last, LINEAR), last + 1 - np.geomspace(1, last / 2, TOP)])
        every = np.unique(ordered[places.round().astype(np.int64)])
    return np.concatenate([[np.inf], every[::-1]])


def rates(cases: Cases, grid: Floats) -> tuple[Floats, Floats]:
    """Shares of positive and of negative cases that reach each threshold: (t,), (t,)."""
    return _reaching(cases.positives, grid), _reaching(cases.negatives, grid)


def auc(cases: Cases) -> float:
    """Chance that a positive case scores above a negative one; ties count half."""
    below = np.searchsorted(cases.negatives, cases.positives, "left")
    through = np.searchsorted(cases.negatives, cases.positives, "right")
    return float((below + through).sum() / (2 * len(cases.positives) * len(cases.negatives)))


def _reaching(ordered: Floats, grid: Floats) -> Floats:
    return np.asarray(1 - np.searchsorted(ordered, grid, "left") / len(ordered), dtype=np.float64)


def _drawn(cases: Cases, grid: Floats, setting: Setting) -> Floats:
    """Values of all thresholds in samples of the cases: (DRAWS, t)."""
    chance = np.random.default_rng(SEED)
    cells = np.concatenate([_between(cases.positives, grid), _between(cases.negatives, grid)])
    yes, no = _resampled(chance, cells, len(grid), setting.prevalence is not None)
    positives, negatives = yes.sum(axis=1, keepdims=True), no.sum(axis=1, keepdims=True)
    recall, false_rate = (
        np.cumsum(each, axis=1)[:, :-1] / np.maximum(n, 1) for each, n in ((yes, positives), (no, negatives))
    )
    if setting.prevalence is None:
        return setting.value(recall, false_rate, positives / (positives + negatives))
    return setting.value(recall, false_rate, setting.prevalence)


def _resampled(
    chance: np.random.Generator, cells: Counts, half: int, by_label: bool
) -> tuple[Counts, Counts]:
    """Counts of samples, positive and negative; with ``by_label`` as many of each as there were."""
    width = half + 1
    if by_label:
        parts = (cells[:width], cells[width:])
        yes, no = (chance.multinomial(int(part.sum()), part / part.sum(), DRAWS) for part in parts)
        return yes, no
    drawn = chance.multinomial(int(cells.sum()), cells / cells.sum(), DRAWS)
    return drawn[:, :width], drawn[:, width:]


def _between(ordered: Floats, grid: Floats) -> Counts:
    """Cases from each threshold up to the one before it, and those below all: (t + 1,)."""
    above = len(ordered) - np.searchsorted(ordered, grid, "left")
    return np.diff(np.concatenate([[0], above, [len(ordered)]]))


# -- the best threshold -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Halves:
    """Two halves of the cases: places of those in the first; the others are in the second."""

    positives: npt.NDArray[np.bool_]
    negatives: npt.NDArray[np.bool_]

    def cut(self, positives: Floats, negatives: Floats) -> tuple[Cases, Cases]:
        """Both halves."""
        first = Cases(np.sort(positives[self.positives]), np.sort(negatives[self.negatives]))
        return first, Cases(np.sort(positives[~self.positives]), np.sort(negatives[~self.negatives]))


def halves(positives: int, negatives: int) -> Halves:
    """A split at random, by label; the same for the same numbers of cases."""
    chance = np.random.default_rng(SEED + 1)
    made = []
    for n in (positives, negatives):
        first = np.zeros(n, dtype=np.bool_)
        first[chance.permutation(n)[: n // 2]] = True
        made.append(first)
    return Halves(*made)


def best(choosing: Cases, valuing: Cases, setting: Setting) -> BestThreshold:
    """The best threshold of some cases, valued on others."""
    grid = thresholds(choosing)
    prevalence = choosing.share if setting.prevalence is None else setting.prevalence
    values = setting.value(*rates(choosing, grid), prevalence)
    place = int(np.argmax(values))
    at = grid[place : place + 1]
    recall, false_rate = rates(valuing, at)
    prevalence = valuing.share if setting.prevalence is None else setting.prevalence
    nothing = np.array([0.0, 1.0])
    without = setting.value(nothing, nothing, prevalence)
    value = float(setting.value(recall, false_rate, prevalence)[0])
    drawn, ground = _drawn_best(valuing, at, setting)
    gain = drawn - ground[:, int(np.argmax(without))]
    return BestThreshold(
        None if math.isinf(at[0]) else float(at[0]),
        len(valuing.positives) + len(valuing.negatives),
        float(prevalence * recall[0] + (1 - prevalence) * false_rate[0]),
        float(recall[0]),
        value,
        _interval(drawn),
        float(values[place]),
        value - float(without.max()),
        _interval(gain),
    )


def _drawn_best(cases: Cases, at: Floats, setting: Setting) -> tuple[Floats, Floats]:
    """Values of one threshold in samples, and of acting on nobody and everybody in the same ones."""
    lowest = min(cases.positives[0], cases.negatives[0], *at)
    drawn = _drawn(cases, np.array([np.inf, *at, lowest]), setting)
    return drawn[:, 1], drawn[:, [0, 2]]


def _interval(drawn: Floats) -> tuple[float, float]:
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(low), float(high)


# -- the next point ---------------------------------------------------------------------------------


def next_points(cases: Cases, setting: Setting, chosen: BestThreshold) -> tuple[NextPoint, ...]:
    """What one more point of AUC and of recall at the chosen threshold would be worth, where one is left."""
    both = (_next_auc(cases, setting), _next_recall(cases, setting, chosen))
    return tuple(each for each in both if each.then - each.now > LEAST)


def _next_recall(cases: Cases, setting: Setting, chosen: BestThreshold) -> NextPoint:
    prevalence = cases.share if setting.prevalence is None else setting.prevalence
    then = min(chosen.recall + POINT, 1.0)
    each = setting.volume * prevalence * (setting.worths.tp - setting.worths.fn)
    said = "positive cases that are missed now are found, with no more false alarms; follows from the worths"
    return NextPoint("recall", chosen.recall, then, each * (then - chosen.recall), None, said)


def _next_auc(cases: Cases, setting: Setting) -> NextPoint:
    now = auc(cases)
    then = min(now + POINT, (now + 1) / 2)
    z, weights = _placed(cases)
    move = _move(z, weights, then - now)
    grid = np.unique(rates(cases, thresholds(cases))[1])
    edge = 0.5 / len(cases.negatives)
    cuts = np.array([_NORMAL.inv_cdf(1 - min(max(f, edge), 1 - edge)) for f in grid])
    chance = np.random.default_rng(SEED + 2)
    drawn = chance.multinomial(len(cases.positives), weights / weights.sum(), DRAWS // 4)
    counts = np.concatenate([weights[None, :], drawn])
    gained = _highest(z + move, cuts, grid, counts, cases, setting) - _highest(
        z, cuts, grid, counts, cases, setting
    )
    said = (
        "a model: every positive case moves up by one step on the normal scale of its place among the others"
    )
    return NextPoint("AUC", now, then, float(gained[0]), _interval(gained[1:]), said)


def _placed(cases: Cases) -> tuple[Floats, Counts]:
    """Positive cases' places among the others on the normal scale, ascending, and how many share each."""
    n = len(cases.negatives)
    below = np.searchsorted(cases.negatives, cases.positives, "left")
    through = np.searchsorted(cases.negatives, cases.positives, "right")
    place = np.clip((below + through) / (2 * n), 0.5 / n, 1 - 0.5 / n)
    values, counts = np.unique(place, return_counts=True)
    if len(values) > GROUPS:
        groups = np.array_split(place, GROUPS)  # ascending, as the scores are
        values, counts = np.array([g.mean() for g in groups]), np.array([len(g) for g in groups])
    return np.array([_NORMAL.inv_cdf(each) for each in values]), counts


def _move(z: Floats, weights: Counts, wanted: float) -> float:
    """The step that raises the AUC by ``wanted``, by halving."""
    start, low, high = _mean_normal(z, weights), 0.0, 8.0
    for _ in range(50):
        middle = (low + high) / 2
        if _mean_normal(z + middle, weights) - start < wanted:
            low = middle
        else:
            high = middle
    return high


def _mean_normal(z: Floats, weights: Counts) -> float:
    return float(np.average([_NORMAL.cdf(each) for each in z], weights=weights))


def _highest(
    z: Floats, cuts: Floats, false_rate: Floats, counts: Counts, cases: Cases, setting: Setting
) -> Floats:
    """Best value over all thresholds, acting on nobody included, for each row of counts."""
    prevalence = cases.share if setting.prevalence is None else setting.prevalence
    below = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
    recall = 1 - below[:, np.searchsorted(z, cuts, "left")] / below[:, -1:]
    recall[:, false_rate >= 1] = 1.0
    values = setting.value(recall, false_rate, prevalence)
    nobody = float(setting.value(np.zeros(1), np.zeros(1), prevalence)[0])
    return np.asarray(np.maximum(values.max(axis=1), nobody), dtype=np.float64)


# -- beside a simple model --------------------------------------------------------------------------


def beside(scores: Scores, setting: Setting, name: str, cost: float, split: Halves) -> SimpleModel:
    """A simple model's scores beside those of the model, each at its own best threshold."""
    assert scores.simple_positives is not None
    assert scores.simple_negatives is not None
    first, second = split.cut(scores.simple_positives, scores.simple_negatives)
    chosen = best(first, second, setting)
    model = best(*split.cut(scores.positives, scores.negatives), setting)
    drawn = _drawn_difference(scores, setting, split, model, chosen)
    difference, interval = model.value - chosen.value, _interval(drawn)
    verdict = _judge(interval, cost)
    whole = Cases(np.sort(scores.simple_positives), np.sort(scores.simple_negatives))
    needed = _needed(difference - cost, interval, second) if verdict == "cannot be told" else None
    return SimpleModel(name, auc(whole), chosen, difference, interval, cost, verdict, needed)


def _drawn_difference(
    scores: Scores, setting: Setting, split: Halves, model: BestThreshold, simple: BestThreshold
) -> Floats:
    """The difference in samples of the cases: what both do with a case stays together."""
    chance = np.random.default_rng(SEED + 3)
    pairs = ((scores.positives, scores.simple_positives), (scores.negatives, scores.simple_negatives))
    cells = []
    for (one, two), first in zip(pairs, (split.positives, split.negatives), strict=True):
        assert two is not None
        acted = [_acts(each[~first], at) for each, at in ((one, model), (two, simple))]
        cells.append(np.bincount(2 * acted[0] + acted[1], minlength=4))
    yes, no = _resampled(chance, np.concatenate(cells), 3, setting.prevalence is not None)
    positives, negatives = (np.maximum(each.sum(axis=1), 1) for each in (yes, no))
    prevalence = positives / (positives + negatives) if setting.prevalence is None else setting.prevalence
    value = [
        setting.value(yes[:, cell].sum(axis=1) / positives, no[:, cell].sum(axis=1) / negatives, prevalence)
        for cell in ([2, 3], [1, 3])
    ]
    return value[0] - value[1]


def _acts(scores: Floats, at: BestThreshold) -> npt.NDArray[np.int64]:
    return (scores >= (np.inf if at.threshold is None else at.threshold)).astype(np.int64)


def _judge(interval: tuple[float, float], cost: float) -> ValueVerdict:
    if interval[1] <= cost:
        return "simple is enough"
    return "better pays" if interval[0] > cost else "cannot be told"


def _needed(distance: float, interval: tuple[float, float], cases: Cases) -> int | None:
    """Cases at which the interval would be about as narrow as the distance to the cost."""
    if not distance:
        return None
    n = len(cases.positives) + len(cases.negatives)
    needed = 2 * n * ((interval[1] - interval[0]) / 2 / abs(distance)) ** 2
    return int(float(f"{needed:.1e}")) if needed < 1e9 else None
