"""Learn what the cues around a name say about the relation: writes data/weights/relations.json.

    python tools/train_relations.py ATLAS_FOLDER

The folder holds mentions.parquet (with ``cue``), introduced.parquet, methods.parquet (with ``key``) and
papers.parquet (paper, paper_id, title), as :mod:`inroad.atlas.resolve` makes them.  Labelled pairs come
from the dev halves in tests/gold only.  Weights are the most likely ones under a quadratic penalty; the
temperature and the cut come from ten-fold cross-validation by pair.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import minimize

from inroad.atlas import relations
from inroad.atlas.cues import CUES
from inroad.atlas.relations import CLASSES, FEATURES, NAME_FEATURES, USUAL
from inroad.atlas.text import name_key

ROOT = Path(__file__).parent.parent
GOLD = ("relations.json", "relations_dev2.json", "relations_dev3.json", "relations_dev4.json")
WEIGHTS = ROOT / "src/inroad/data/weights/relations.json"
PENALTY = 5.0
FOLDS = 10
PRECISION = 0.91
"""What the cuts aim at in cross-validation; a little above the 0.90 that is promised."""

NAME_PRECISION = 0.85
"""The same for rows told by the name alone, which say so themselves."""

FORMS = {
    "Chain-of-Thought": ["CoT"],
    "3D Gaussian Splatting": ["3DGS", "Gaussian Splatting"],
    "Swin Transformer": ["Swin"],
    "ViT": ["Vision Transformer"],
    "GAN": ["Generative Adversarial Network"],
    "VAE": ["Variational Autoencoder"],
    "SAM": ["Segment Anything", "Segment Anything Model"],
    "NeRF": ["Neural Radiance Field"],
    "LSTM": ["Long Short-Term Memory"],
    "GCN": ["Graph Convolutional Network"],
    "GRU": ["Gated Recurrent Unit"],
    "wav2vec 2.0": ["wav2vec"],
}
"""Other names of the gold parents; names that an atlas lists as aliases need not stand here."""


# -- labelled pairs as rows of an atlas -----------------------------------------------------------


def gold(split: str) -> list[dict[str, object]]:
    """The labelled pairs of one split."""
    found = []
    for name in GOLD:
        pairs = json.loads((ROOT / "tests/gold" / name).read_text("utf-8"))["pairs"]
        found += [pair for pair in pairs if (pair["split"] == "test") == (split == "test")]
    return found


def family(parent: str) -> re.Pattern[str]:
    """Keys of a method and its later versions: YOLO, YOLOv11; Qwen, Qwen2.5-7B."""
    keys = "|".join(re.escape(name_key(form)) for form in (parent, *FORMS.get(parent, ())))
    return re.compile(rf"(?:{keys})s?(?:v?\d\S*)?(?:large|base|mini|turbo|xl)?$")


def matched(pairs: list[dict[str, object]], rows: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """Rows (paper, parent ...) of an atlas that belong to labelled pairs, with the pair's number."""
    papers = pl.read_parquet(folder / "papers.parquet", columns=["paper", "paper_id"])
    methods = pl.read_parquet(folder / "methods.parquet", columns=["method", "name", "key"])
    numbers = dict(papers.select("paper_id", "paper").iter_rows())
    wanted = pl.DataFrame(
        {"pair": range(len(pairs)), "paper": [numbers.get(pair["id"]) for pair in pairs]},
        schema={"pair": pl.UInt32, "paper": pl.UInt32},
    )
    joined = rows.join(wanted, on="paper").join(methods.rename({"method": "parent"}), on="parent")
    families = [family(str(pair["parent"])) for pair in pairs]
    hits = [families[pair].match(key) is not None for pair, key in joined.select("pair", "key").iter_rows()]
    return joined.filter(pl.Series(hits, dtype=pl.Boolean)).sort("pair", "parent")


def pairs_of(folder: Path) -> pl.DataFrame:
    """All (paper, older method) of an atlas with their features."""
    mentions, introduced, methods, papers = (
        pl.read_parquet(folder / f"{name}.parquet")
        for name in ("mentions", "introduced", "methods", "papers")
    )
    return relations.candidates(mentions, introduced, methods, papers)[1]


@dataclass(frozen=True)
class Examples:
    """Labelled rows: an older method as a paper names it."""

    rows: pl.DataFrame
    classes: np.ndarray
    sure: np.ndarray
    """Not debatable."""

    @property
    def weights(self) -> np.ndarray:
        """One a pair, however many versions of the method it names; half for debatable ones."""
        return np.where(self.sure, 1.0, 0.5) / self.rows.select(pl.len().over("pair")).to_series().to_numpy()


def examples(split: str, rows: pl.DataFrame, folder: Path) -> Examples:
    """The rows of ``rows`` that are labelled."""
    pairs = gold(split)
    found = matched(pairs, rows, folder)
    labels = [str(pairs[pair]["relation"]) for pair in found["pair"]]
    classes = np.array([CLASSES.index("mentions" if label == "wrong" else label) for label in labels])
    return Examples(found, classes, np.array([not pairs[pair]["debatable"] for pair in found["pair"]]))


def inputs(rows: pl.DataFrame, features: dict[str, pl.Expr]) -> np.ndarray:
    """One row a pair: cues of the abstract, cues of the title, the other features."""
    values = rows.select(expr.cast(pl.Float32).alias(name) for name, expr in features.items())
    return np.hstack([bits(rows["cue"]), bits(rows["title_cue"]), values.to_numpy()])


def bits(masks: pl.Series) -> np.ndarray:
    """A column a cue."""
    return (masks.to_numpy()[:, None] >> np.arange(len(CUES), dtype=np.uint64) & 1).astype(np.float32)


NAMES = [*CUES, *(f"title: {cue}" for cue in CUES), *FEATURES, *USUAL]


# -- learning -------------------------------------------------------------------------------------


def fit(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weights of a multinomial logistic model, a column a class."""
    shape = (x.shape[1], len(CLASSES))
    target = np.eye(len(CLASSES))[y]
    free = np.array([name == "any" for name in NAMES[: x.shape[1]]])[
        :, None
    ]  # the base rate is not held down

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(shape)
        shares = softmax(x @ w)
        held = np.where(free, 0.05, PENALTY)
        value = -(weights * np.log(shares[np.arange(len(y)), y] + 1e-12)).sum() + (held * w**2).sum() / 2
        slope = x.T @ ((shares - target) * weights[:, None]) + held * w
        return float(value), slope.ravel()

    return minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)


def softmax(score: np.ndarray) -> np.ndarray:
    """Probabilities of the classes."""
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def held_out(x: np.ndarray, y: np.ndarray, weights: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """Scores of every row by a model that has not seen its pair."""
    scores = np.zeros((len(y), len(CLASSES)))
    for number in range(FOLDS):
        inside = fold != number
        scores[~inside] = x[~inside] @ fit(x[inside], y[inside], weights[inside])
    return scores


def temperature(scores: np.ndarray, y: np.ndarray, weights: np.ndarray) -> float:
    """The divisor of the scores under which held-out labels are likeliest."""
    options = np.linspace(0.5, 2.0, 31)
    losses = [-(weights * np.log(softmax(scores / t)[np.arange(len(y)), y])).sum() for t in options]
    return float(options[int(np.argmin(losses))])


def cuts(shares: np.ndarray, y: np.ndarray, sure: np.ndarray) -> dict[str, float]:
    """For each relation the lowest confidence from which on held-out rows are right often enough."""
    best, confidence = shares.argmax(1), shares.max(1)
    found = {}
    for number, name in enumerate(CLASSES[:-1]):
        rows = np.flatnonzero((best == number) & sure)
        rows = rows[np.argsort(-confidence[rows])]
        precision = np.cumsum(y[rows] == number) / np.arange(1, len(rows) + 1)
        enough = np.flatnonzero((precision >= PRECISION) & (np.arange(len(rows)) >= 4))
        # Hardly ever sure in the sample: given where the calibration alone promises enough.
        least = confidence[rows[enough[-1]]] if len(enough) else 0.9
        found[name] = float(np.floor(min(max(least, 0.5), 0.95) * 100) / 100)
    return found


def report(shares: np.ndarray, y: np.ndarray, sure: np.ndarray, least: dict[str, float]) -> None:
    """Precision and coverage of held-out rows, a line a relation, and how far confidence can be believed."""
    best, confidence = shares.argmax(1), shares.max(1)
    floor = np.array([*least.values(), 2.0])[best]
    for number, name in enumerate((*CLASSES[:-1], "all")):
        mine = sure & (best == number if name != "all" else best < len(CLASSES) - 1)
        there = sure & (y == number if name != "all" else y < len(CLASSES) - 1)
        given = mine & (confidence >= floor)
        right = (best == y)[given].sum()
        line = f"{name:14} precision {right / max(given.sum(), 1):.3f} of {given.sum():3}"
        print(f"{line}  coverage {right / there.sum():.3f} of {there.sum()}")
    for low in (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        inside = sure & (confidence >= low) & (confidence < low + (0.2 if low == 0.2 else 0.1))
        if inside.any():
            was = (best == y)[inside].mean()
            print(f"said {confidence[inside].mean():.2f}  was {was:.2f}  of {inside.sum()}")


# -- all together ---------------------------------------------------------------------------------


def main(folder: Path) -> None:
    """Learn, show the held-out figures, write the weights."""
    every = pairs_of(folder)
    stored = json.loads(WEIGHTS.read_text("utf-8"))
    learn_names(stored, folder)
    WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    relations.model.cache_clear()
    shares = learn("alone", every, FEATURES, stored, folder)
    stored["shares"] = dict(zip(CLASSES, np.round(shares.mean(0), 4).tolist(), strict=True))
    usual = relations.with_usual(every, shares.astype(np.float32), list(stored["shares"].values()))
    learn("full", usual, FEATURES | USUAL, stored, folder)
    WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def learn(
    name: str, every: pl.DataFrame, features: dict[str, pl.Expr], stored: dict[str, Any], folder: Path
) -> np.ndarray:
    """Learn one set of weights into ``stored``; the probabilities that it gives to all pairs."""
    dev = examples("dev", every, folder)
    x, y, weights = inputs(dev.rows, features), dev.classes, dev.weights
    fold = np.random.default_rng(7).permutation(FOLDS * 100)[dev.rows["pair"].to_numpy()] % FOLDS
    scores = held_out(x, y, weights, fold)
    heat = temperature(scores, y, weights)
    shares = softmax(scores / heat)
    if name == "full":
        shares = relations.two_witnesses(dev.rows, shares)
    stored["cuts"] = cuts(shares, y, dev.sure)
    print(f"{name}: {len(y)} rows, temperature {heat:.2f}, cuts {stored['cuts']}")
    report(shares, y, dev.sure, stored["cuts"])
    learnt = fit(x, y, weights)
    stored[name] = {"temperature": round(heat, 3), "weights": readable(learnt)}
    return softmax(inputs(every, features) @ (learnt / heat).astype(np.float32))


def labelled_names(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and answers of the labelled names that bear an older one."""
    told = json.loads((ROOT / "tests/gold/relations_dev2.json").read_text("utf-8"))["names"]
    known = {(pair["id"], pair["child"], pair["parent"]): pair["built_on"] for pair in told}
    mentions, methods, papers = (
        pl.read_parquet(folder / f"{name}.parquet") for name in ("mentions", "methods", "papers")
    )
    called = methods.select("method", "name")
    rows = relations.bearers(mentions, methods)
    rows = rows.join(papers.select("paper", "paper_id"), on="paper")
    rows = rows.join(called.rename({"method": "child", "name": "newer"}), on="child")
    rows = rows.join(called.rename({"method": "parent", "name": "older"}), on="parent").sort("child")
    labels = [known.get(key) for key in rows.select("paper_id", "newer", "older").iter_rows()]
    rows = rows.with_columns(built_on=pl.Series(labels, dtype=pl.Boolean)).drop_nulls("built_on")
    values = rows.select(expr.cast(pl.Float32).alias(name) for name, expr in NAME_FEATURES.items())
    return values.to_numpy(), rows["built_on"].to_numpy().astype(float)


def learn_names(stored: dict[str, Any], folder: Path) -> None:
    """How far a name that bears another can be believed: an ordinary logistic model."""
    x, y = labelled_names(folder)
    fold = np.arange(len(y)) % FOLDS
    held = np.zeros(len(y))
    for number in range(FOLDS):
        held[fold == number] = x[fold == number] @ fit_two(x[fold != number], y[fold != number])
    chance = 1 / (1 + np.exp(-held))
    order = np.argsort(-chance)
    right = np.cumsum(y[order])
    last = np.flatnonzero(right / np.arange(1, len(y) + 1) >= NAME_PRECISION)[-1]
    stored["name cut"] = float(np.floor(chance[order[last]] * 100) / 100)
    stored["names"] = dict(zip(NAME_FEATURES, np.round(fit_two(x, y), 3).tolist(), strict=True))
    given = f"precision {right[last] / (last + 1):.3f} of {last + 1}"
    print(f"names: {len(y)} rows, cut {stored['name cut']}, {given}  coverage {right[last] / y.sum():.3f}")


def fit_two(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic model with two classes; the first column is the base rate."""
    held = np.array([0.05, *[1.0] * (x.shape[1] - 1)])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        value = (np.logaddexp(0, z) - y * z).sum() + (held * w**2).sum() / 2
        return float(value), x.T @ (1 / (1 + np.exp(-z)) - y) + held * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def readable(learnt: np.ndarray) -> dict[str, dict[str, float]]:
    """Weights by class and name, without those that hardly weigh."""
    return {
        kind: {name: round(float(w), 3) for name, w in zip(NAMES, column, strict=False) if abs(w) >= 0.02}
        for kind, column in zip(CLASSES, learnt.T, strict=True)
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
