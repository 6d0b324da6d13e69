"""Learn what the cues around a name say about the relation: writes data/weights/relations.json.

    python tools/train_relations.py ATLAS_FOLDER

The folder holds mentions.parquet (with ``cue``), introduced.parquet, methods.parquet (with ``key``) and
papers.parquet (paper, paper_id, title), as :mod:`inroad.atlas.resolve` makes them.  Labelled pairs come
from the dev halves in tests/gold only.  Weights are the most likely ones under a quadratic penalty; the
temperature and the cuts come from ten-fold cross-validation by pair.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np
import polars as pl
from scipy.optimize import minimize

from inroad.atlas import relations
from inroad.atlas.cues import CUES
from inroad.atlas.relations import CLASSES, FEATURES
from inroad.atlas.text import name_key

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "src/inroad/data/weights/relations.json"
PENALTY = 2.5
FOLDS = 10
PRECISION = 0.92
"""What the cuts aim at in cross-validation; a little above the 0.90 that is promised."""

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
    for name in ("relations.json", "relations_dev2.json"):
        pairs = json.loads((ROOT / "tests/gold" / name).read_text("utf-8"))["pairs"]
        found += [pair for pair in pairs if pair["split"] == split]
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


def examples(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, pl.DataFrame]:
    """Inputs, classes and weights of all dev rows, and the rows themselves."""
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in ("mentions", "introduced", "methods")}
    papers = pl.read_parquet(folder / "papers.parquet")
    pairs = gold("dev")
    ids = papers.filter(pl.col("paper_id").is_in([pair["id"] for pair in pairs]))["paper"]
    mentions = tables["mentions"].filter(pl.col("paper").is_in(ids.implode()))
    introduced, methods = tables["introduced"], tables["methods"]
    places = relations.older_places(mentions, introduced, methods)
    rows = relations.with_features(places, introduced, methods, papers, mentions)
    rows = matched(pairs, rows, folder)
    labels = [str(pairs[pair]["relation"]) for pair in rows["pair"]]
    classes = np.array([CLASSES.index("mentions" if label == "wrong" else label) for label in labels])
    sure = np.array([0.5 if pairs[pair]["debatable"] else 1.0 for pair in rows["pair"]])
    weights = sure / rows.select(pl.len().over("pair")).to_series().to_numpy()
    return inputs(rows), classes, weights, rows.with_columns(sure=pl.Series(sure == 1.0))


def inputs(rows: pl.DataFrame) -> np.ndarray:
    """One row a pair: cues of the abstract, cues of the title, the other features."""
    features = rows.select(expr.cast(pl.Float32).alias(name) for name, expr in FEATURES.items())
    return np.hstack([bits(rows["cue"]), bits(rows["title_cue"]), features.to_numpy()])


def bits(masks: pl.Series) -> np.ndarray:
    return (masks.to_numpy()[:, None] >> np.arange(len(CUES), dtype=np.uint64) & 1).astype(np.float32)


def names() -> list[str]:
    return [*CUES, *(f"title: {cue}" for cue in CUES), *FEATURES]


# -- learning -------------------------------------------------------------------------------------


def fit(x: np.ndarray, y: np.ndarray, weights: np.ndarray, penalty: float = PENALTY) -> np.ndarray:
    """Weights of a multinomial logistic model, a column a class."""
    shape = (x.shape[1], len(CLASSES))
    target = np.eye(len(CLASSES))[y]
    free = np.array([name == "any" for name in names()])[:, None]  # the base rate is not held down

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(shape)
        shares = softmax(x @ w)
        held = np.where(free, 0.05, penalty)
        value = -(weights * np.log(shares[np.arange(len(y)), y] + 1e-12)).sum() + (held * w**2).sum() / 2
        slope = x.T @ ((shares - target) * weights[:, None]) + held * w
        return float(value), slope.ravel()

    return minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)


def softmax(score: np.ndarray) -> np.ndarray:
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def held_out(x: np.ndarray, y: np.ndarray, weights: np.ndarray, fold: np.ndarray, penalty: float = PENALTY) -> np.ndarray:
    """Scores of every row by a model that has not seen its pair."""
    scores = np.zeros((len(y), len(CLASSES)))
    for number in range(FOLDS):
        inside = fold != number
        scores[~inside] = x[~inside] @ fit(x[inside], y[inside], weights[inside], penalty)
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
        enough = np.flatnonzero(precision >= PRECISION)
        found[name] = float(np.floor(confidence[rows[enough[-1]]] * 100) / 100) if len(enough) else 0.95
    return found


def report(shares: np.ndarray, y: np.ndarray, sure: np.ndarray, least: dict[str, float]) -> None:
    """Precision and coverage of held-out rows, a line a relation."""
    best, confidence = shares.argmax(1), shares.max(1)
    cut = np.array([*least.values(), 2.0])[best]
    given = (confidence >= cut) & sure
    for number, name in [*enumerate(CLASSES[:-1]), (None, "all")]:
        mine = given & (best == number) if number is not None else given
        there = (y == number) & sure if number is not None else (y < len(CLASSES) - 1) & sure
        right = (best == y)[mine].sum()
        print(f"{name:14} precision {right / max(mine.sum(), 1):.3f} of {mine.sum():3}  coverage {right / there.sum():.3f} of {there.sum()}")


# -- all together ---------------------------------------------------------------------------------


def main(folder: Path) -> None:
    """Learn, show the held-out figures, write the weights."""
    x, y, weights, rows = examples(folder)
    fold = np.random.default_rng(7).permutation(FOLDS * 100)[rows["pair"].to_numpy()] % FOLDS
    sure = rows["sure"].to_numpy()
    scores = held_out(x, y, weights, fold)
    heat = temperature(scores, y, weights)
    shares = softmax(scores / heat)
    least = cuts(shares, y, sure)
    print(f"{len(y)} rows of {rows['pair'].n_unique()} pairs, temperature {heat:.2f}, cuts {least}")
    report(shares, y, sure, least)
    write(fit(x, y, weights), heat, least)


def write(learnt: np.ndarray, heat: float, least: dict[str, float]) -> None:
    stored = json.loads(WEIGHTS.read_text("utf-8"))
    stored["about"] = (
        "Log-odds of each cue and feature for each relation (title: cues in the title), before division by the "
        "temperature; cuts: least confidence at which a row is given; names: log-odds that a name which bears an "
        "older one stands for something built on it.  Learnt from the dev pairs of tests/gold."
    )
    stored["temperature"] = round(heat, 3)
    stored["cuts"] = {**least, "name": stored["cuts"]["name"]}
    columns = zip(CLASSES, learnt.T, strict=True)
    stored["weights"] = {
        name: {feature: round(float(w), 3) for feature, w in zip(names(), column, strict=True) if abs(w) >= 0.02}
        for name, column in columns
    }
    WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
