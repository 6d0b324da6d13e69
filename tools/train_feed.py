"""Rebuilds src/inroad/data/following/weights.json: how much each feature of a new paper counts.

    python tools/train_feed.py HOME [--month 2026-01] [--readers 250]

HOME is one that ``inroad`` built, with its corpus.  Readers are simulated from authors' histories
(``inroad.following.simulate``), those of the dev half alone; ``benchmarks/feed.py`` measures on the other
half and a later month.  What is made small is the mean over readers of the negative log-likelihood of each
paper to be found against all papers of the month that are not (a softmax; Cao et al. 2007), with a small
ridge.  A weight is a number plus another one for each doubling of the labels over eight.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from inroad.config import Config
from inroad.following import simulate
from inroad.following.features import FEATURES, Measure
from inroad.following.rank import REACH, USUAL
from inroad.following.shelf import Shelf
from inroad.following.stock import open_stock

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/inroad/data/following/weights.json"
LABELS = ((3, 2), (5, 3), (12, 8), (31, 19))
"""Likes and dislikes."""
HARD, EASY = 300, 700
"""Negatives kept of each reader: the highest by nearness, and others at random, which stand for the rest."""
RIDGE = 1e-3
SET = {"unlike": -0.3}
"""Weights that are not learnt: what a simulated reader dislikes is any paper and tells nothing, what somebody
dislikes was chosen."""

Array = npt.NDArray[np.float64]


def measured(
    found: simulate.Month, reader: simulate.Simulated, background: Shelf, new: Shelf
) -> npt.NDArray[np.float32]:
    """Features of all papers of the month for one reader."""
    likes, dislikes = (
        found.shelf.take([found.row[each] for each in ids]) for ids in (reader.likes, reader.dislikes)
    )
    return Measure(likes, dislikes, background, np.ones(len(likes), np.float32)).of(new)


@dataclass(frozen=True)
class Sample:
    """One reader's papers: those to be found first, then others, each for exp(``many``) of its like."""

    features: Array
    many: Array
    positives: int


def sample(features: npt.NDArray[np.float32], relevant: list[int], labels: int, seed: int) -> Sample:
    """What the fit needs of one reader."""
    chance = np.random.default_rng(seed)
    near = features[:, FEATURES.index("near")] + features[:, FEATURES.index("profile")]
    wanted = np.isin(np.arange(len(features)), relevant)
    order = np.argsort(-near, kind="stable")
    order = order[~wanted[order]]
    rest = chance.choice(order[HARD:], EASY, replace=False)
    rows = np.concatenate([np.flatnonzero(wanted), order[:HARD], rest])
    many = np.zeros(len(rows) - wanted.sum())
    many[HARD:] = np.log((len(order) - HARD) / EASY)
    doublings = float(np.clip(np.log2(labels / USUAL), *REACH))
    plain = features[rows].astype(np.float64)
    return Sample(np.hstack([plain, plain * doublings]), many, int(wanted.sum()))


def loss(weights: Array, samples: list[Sample]) -> tuple[float, Array]:
    """Mean negative log-likelihood with ridge, and its gradient."""
    total, gradient = RIDGE * float(weights @ weights), 2 * RIDGE * weights
    for each in samples:
        scores = each.features @ weights
        found, others = scores[: each.positives], scores[each.positives :] + each.many
        highest = max(found.max(), others.max())
        mass = np.exp(others - highest)
        pull = each.features[each.positives :].T @ mass
        share = 1 / (each.positives * len(samples))
        for number in range(each.positives):
            own = np.exp(found[number] - highest)
            whole = mass.sum() + own
            total -= share * (found[number] - highest - np.log(whole))
            gradient = gradient - share * (
                each.features[number] - (pull + own * each.features[number]) / whole
            )
    return total, gradient


def fit(samples: list[Sample], without: tuple[str, ...] = ()) -> dict[str, list[float]]:
    """Weight and slope of each feature that counts."""
    fixed = SET | dict.fromkeys(without, 0.0)
    plain = [(fixed[name], fixed[name]) if name in fixed else (None, None) for name in FEATURES]
    slopes = [(0.0, 0.0) if name in fixed else (None, None) for name in FEATURES]
    start = np.array([fixed.get(name, 0.0) for name in FEATURES] + [0.0] * len(FEATURES))
    fitted = minimize(loss, start, args=(samples,), jac=True, method="L-BFGS-B", bounds=plain + slopes)
    rows = zip(FEATURES, *np.split(fitted.x, 2), strict=True)
    return {name: [round(float(one), 3), round(float(two), 3)] for name, one, two in rows if one or two}


def sampled(home: Path, month: str, most: int) -> tuple[list[Sample], bool]:
    """What the fit needs of all readers, and whether the home has vectors."""
    first = dt.date.fromisoformat(f"{month}-01")
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    stock = open_stock(Config(home), last)
    identity = stock.between(first - dt.timedelta(days=900), last).select("paper_id", "authors", "date")
    readers = [
        reader for pair in LABELS for reader in simulate.readers(identity, first, last, *pair, most, "dev")
    ]
    print(f"{len(readers)} readers", flush=True)
    found = simulate.month(stock, first, last, readers, vectors=stock.vectors)
    background, new = found.shelf.take(found.background), found.shelf.take(found.new)
    place = {paper_id: number for number, paper_id in enumerate(new.ids)}
    samples = []
    for number, reader in enumerate(readers):
        relevant = [place[each] for each in reader.relevant]
        labels = len(reader.likes) + len(reader.dislikes)
        samples.append(sample(measured(found, reader, background, new), relevant, labels, number))
    return samples, found.shelf.vectors is not None


def main() -> None:
    """Fits and writes the weights; those for homes with vectors only where there are some."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("--month", default="2026-01")
    parser.add_argument("--readers", type=int, default=250)
    chosen = parser.parse_args()
    samples, has_vectors = sampled(chosen.home, chosen.month, chosen.readers)
    made = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    made["plain"] = fit(samples, without=tuple(name for name in FEATURES if name.startswith("vector")))
    if has_vectors:
        made["vectors"] = fit(samples)
    text = json.dumps(made, indent=1) + "\n"
    WEIGHTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
