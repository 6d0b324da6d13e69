"""Rebuilds src/inroad/data/weights/kinds.json, the weights that tell applied papers from general ones.

    python tools/train_kinds.py [DATA]

DATA is the folder of real papers (else the environment's INROAD_DATA).  Labels are those of
tools/kinds_labels.json and of the gold file's dev split; papers of its test split are left out by id,
whatever else labels them.  The model is a logistic regression with an L2 penalty; its calibration
comes from papers held out in turn.  The result does not depend on chance: folds go by paper id.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from pathlib import Path

import numpy as np
import polars as pl
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from inroad.atlas.kinds import UNIT, Floats, group_features, phrases, words

ROOT = Path(__file__).resolve().parents[1]
PENALTY = 4.0
FOLDS = 10
DEBATABLE = 0.6
"""Weight of a paper that careful readers could label either way."""


def labelled(root: Path = ROOT) -> pl.DataFrame:
    """id, applied, weight of every paper that may be learned from."""
    gold = json.loads((root / "tests/gold/general_applied.json").read_text())["papers"]
    own = json.loads((root / "tools/kinds_labels.json").read_text())
    rows = [(r["id"], r["label"] == "applied", r["debatable"]) for r in gold if r["split"] == "dev"]
    rows += [(i, True, i in own["debatable"]) for i in own["applied"]]
    rows += [(i, False, i in own["debatable"]) for i in own["general"]]
    table = pl.DataFrame(rows, schema=["paper_id", "applied", "debatable"], orient="row")
    test = [r["id"] for r in gold if r["split"] == "test"]
    kept = table.filter(~pl.col("paper_id").is_in(test)).unique("paper_id", keep="first", maintain_order=True)
    return kept.with_columns(weight=pl.when("debatable").then(DEBATABLE).otherwise(1.0)).sort("paper_id")


def papers(data: Path, ids: pl.Series) -> pl.DataFrame:
    """Text and categories of the papers ``ids``, in their order."""
    lake = pl.scan_parquet(data / "arxiv" / "*.parquet").rename({"arxiv_id": "paper_id"})
    wanted = lake.filter(pl.col("paper_id").is_in(ids.implode())).select(
        "paper_id", "title", "abstract", "categories"
    )
    return ids.to_frame("paper_id").join(wanted.collect(), on="paper_id", how="inner", maintain_order="left")


def features(batch: pl.DataFrame) -> tuple[csr_matrix, list[str]]:
    """Paper x feature (groups, phrases by field, categories), and the names of the categories."""
    used = words(batch)
    n = len(phrases())
    said = csr_matrix(
        (np.ones(len(used.row)), (used.row, used.phrase + n * used.field)), shape=(batch.height, 2 * n)
    )
    categories = batch["categories"].explode().drop_nulls().unique().sort().to_list()
    listed = [batch["categories"].list.contains(c).fill_null(False).to_numpy() for c in categories]
    listed.append(batch["categories"].is_null().to_numpy())
    return hstack([group_features(used.counts), said, np.stack(listed, 1).astype(float)]).tocsr(), categories


def fitted(x: csr_matrix, y: Floats, weight: Floats, penalty: float = PENALTY) -> Floats:
    """Weights and, last, the bias of a logistic regression."""

    def loss(t: Floats) -> tuple[float, Floats]:
        score = x @ t[:-1] + t[-1]
        error = weight * (1 / (1 + np.exp(-score)) - y)
        value = (weight * (np.logaddexp(0, score) - y * score)).sum() + 0.5 * penalty * (t[:-1] @ t[:-1])
        return float(value), np.append(x.T @ error + penalty * t[:-1], error.sum())

    return np.asarray(minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x)


def held_out(x: csr_matrix, y: Floats, weight: Floats, ids: pl.Series) -> Floats:
    """Each paper's score by a model that has not seen it."""
    fold = np.array([zlib.crc32(i.encode()) % FOLDS for i in ids])
    scores = np.zeros(len(y))
    for k in range(FOLDS):
        model = fitted(x[fold != k], y[fold != k], weight[fold != k])
        scores[fold == k] = x[fold == k] @ model[:-1] + model[-1]
    return scores


def main() -> None:
    """Trains, prints how well held-out papers are told apart, writes the weights."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["INROAD_DATA"])
    labels = labelled()
    batch = papers(data, labels["paper_id"])
    labels = labels.join(batch.select("paper_id"), on="paper_id", how="semi")
    y, weight = labels["applied"].to_numpy().astype(float), labels["weight"].to_numpy()
    x, categories = features(batch)
    scores = held_out(x, y, weight, labels["paper_id"])
    scale, shift = fitted(csr_matrix(scores[:, None]), y, weight, 0.0)
    right = ((scale * scores + shift > 0) == y).mean()
    print(f"{len(y)} papers, {y.mean():.2f} applied; held out: accuracy {right:.3f}")
    for low in np.arange(0, 1, 0.2):
        p = 1 / (1 + np.exp(-(scale * scores + shift)))
        part = (p >= low) & (p < low + 0.2)
        print(f"  said {low:.1f}-{low + 0.2:.1f}: {part.sum()} papers, applied {y[part].mean():.2f}")
    write(fitted(x, y, weight), categories, (float(scale), float(shift)))


def write(model: Floats, categories: list[str], calibration: tuple[float, float]) -> None:
    """The data file that ``inroad.atlas.kinds`` reads."""
    n, k = len(phrases()), len(model) - 2 * len(phrases()) - len(categories) - 2
    own = np.round(model * UNIT).astype(int).tolist()
    told = {p: [own[k + i], own[k + n + i]] for i, p in enumerate(phrases()) if own[k + i] or own[k + n + i]}
    out = {
        "about": "Weights of inroad.atlas.kinds in thousandths, made by tools/train_kinds.py.",
        "bias": own[-1],
        "calibration": [round(v, 4) for v in calibration],
        "groups": own[:k],
        "categories": dict(zip(categories, own[k + 2 * n : -2], strict=True)),
        "no_categories": own[-2],
        "phrases": told,
    }
    path = ROOT / "src/inroad/data/weights/kinds.json"
    # One phrase a line, so that a change of the lexicon can be read as one.
    lines = [f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))}" for key, value in out.items()]
    lines[-1] = lines[-1].replace("],", "],\n")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB, {len(told)} phrases")


if __name__ == "__main__":
    main()
