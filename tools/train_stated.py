"""Rebuilds src/inroad/data/weights/stated.json: what tells that a sentence states something left open.

    python tools/train_stated.py [DATA]

DATA is the folder of real papers (else the environment's INROAD_DATA).  Labels are those of the dev split
of tests/gold/stated.json.  The model is a logistic regression with an L2 penalty over signs; the figures
printed are of papers held out in turn.  The result does not depend on chance: folds go by paper id.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from inroad.atlas.stated import Glance, Said, candidates, with_cues
from inroad.atlas.statement_words import plain_signs

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests/gold/stated.json"
TARGET = ROOT / "src/inroad/data/weights/stated.json"
RARE, FOLDS, PENALTY = 3, 10, 5.0
DEBATABLE = 0.5
"""Weight of a sentence that careful readers could label either way."""
MISSED = 0.02
"""Part of the sentences given that the first glance may lose."""
PRECISION = 0.85
"""Held-out precision at which the threshold is set."""

Floats = np.ndarray[Any, np.dtype[np.float64]]


def labelled(data: Path) -> pl.DataFrame:
    """paper_id, signs, sentence, ok, weight of every label of the dev split."""
    gold = [row for row in json.loads(GOLD.read_text("utf-8"))["rows"] if row["split"] == "dev"]
    labels = {(row["id"], row["start"]): row for row in gold}
    lake = pl.scan_parquet(data / "arxiv" / "*.parquet").rename({"arxiv_id": "paper_id"})
    ids = {row["id"] for row in gold}
    papers = lake.filter(pl.col("paper_id").is_in(sorted(ids))).select("paper_id", "title", "abstract")
    found = every(papers.collect().sort("paper_id"))
    rows = [
        (paper_id, list(said.signs), words, row["ok"], DEBATABLE if row["debatable"] else 1.0)
        for paper_id, said, words in found
        if (row := labels.get((paper_id, said.start)))
    ]
    columns = ["paper_id", "signs", "sentence", "ok", "weight"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def every(papers: pl.DataFrame) -> list[tuple[str, Said, str]]:
    """paper_id, candidate and its words, for all candidates of these papers."""
    ids = papers["paper_id"]
    return [
        (ids[row], said, text[said.start : said.end])
        for row, title, text, own, hits in with_cues(papers).iter_rows()
        for said in candidates(title, text, own, hits, lambda _: True)
    ]


def matrix(signs: list[list[str]], names: list[str]) -> csr_matrix:
    """One row a sentence, one column a name, 1 where it has the sign."""
    column = {name: number for number, name in enumerate(names)}
    pairs = [(row, column[s]) for row, each in enumerate(signs) for s in each if s in column]
    where = np.array(pairs).T
    return csr_matrix((np.ones(len(pairs)), (where[0], where[1])), shape=(len(signs), len(names)))


def fitted(x: Any, y: Floats, weight: Floats) -> Floats:
    """Logistic regression with an L2 penalty; the first weight is the bias."""

    def loss(w: Floats) -> tuple[float, Floats]:
        z = x @ w[1:] + w[0]
        gap = weight * (1 / (1 + np.exp(-z)) - y)
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() + PENALTY * (w[1:] ** 2).sum()
        return float(value), np.r_[gap.sum(), x.T @ gap + 2 * PENALTY * w[1:]]

    start = np.zeros(x.shape[1] + 1)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x)


def held_out(x: Any, y: Floats, weight: Floats, fold: Floats) -> Floats:
    """Log-odds of each row by weights learnt without its paper."""
    z = np.zeros(len(y))
    for number in range(FOLDS):
        out = fold == number
        w = fitted(x[~out], y[~out], weight[~out])
        z[out] = x[out] @ w[1:] + w[0]
    return z


def calibrated(z: Floats, y: Floats) -> tuple[float, float]:
    """Scale and shift that make held-out log-odds probabilities."""
    a, b = minimize(
        lambda p: np.logaddexp(0, p[0] * z + p[1]).sum() - (y * (p[0] * z + p[1])).sum(), [1.0, 0.0]
    ).x
    return float(a), float(b)


def least(p: Floats, y: Floats) -> float:
    """The lowest confidence above which held-out precision is as high as wanted."""
    order = np.argsort(-p, kind="stable")
    precision = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    enough = np.flatnonzero(precision >= PRECISION)
    return float(p[order][enough[-1]]) if len(enough) else 1.0


def glance(table: pl.DataFrame, given: Any) -> tuple[dict[str, float], float]:
    """Weights of plain signs, and the sum that all but a few of those given reach."""
    plain = [
        sorted({sign for word in set(said.lower().split()) for sign in plain_signs(word)})
        for said in table["sentence"]
    ]
    names = common(plain)
    w = fitted(matrix(plain, names), table["ok"].to_numpy().astype(float), table["weight"].to_numpy())
    weights = rounded(names, w[1:])
    total = np.array([Glance(weights, 0.0).worth(said) for said in table["sentence"]])
    limit = float(np.quantile(total[given], MISSED))
    print(f"at first glance {np.mean(total >= limit):.2f} of the sentences pass")
    return weights, round(limit, 3)


def common(signs: list[list[str]]) -> list[str]:
    """Signs of several sentences, in alphabetical order."""
    counts = Counter(s for each in signs for s in set(each))
    return sorted(s for s, count in counts.items() if count >= RARE)


def rounded(names: list[str], w: Floats) -> dict[str, float]:
    """Weights by name, those of no account left out."""
    return {name: round(float(v), 3) for name, v in zip(names, w, strict=True) if abs(v) > 0.01}


def main() -> None:
    """Learn, say how well it goes on papers held out, write the weights."""
    table = labelled(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["INROAD_DATA"]))
    signs = table["signs"].to_list()
    names = common(signs)
    x, y, weight = matrix(signs, names), table["ok"].to_numpy().astype(float), table["weight"].to_numpy()
    fold = np.array([zlib.crc32(i.encode()) % FOLDS for i in table["paper_id"]])
    z = held_out(x, y, weight, fold)
    scale, shift = calibrated(z, y)
    p = 1 / (1 + np.exp(-(scale * z + shift)))
    limit = least(p, y)
    given = p >= limit
    print(
        f"{len(y)} sentences, {y.mean():.2f} open; at {limit:.2f}: {given.sum()} given, "
        f"precision {y[given].mean():.3f}, recall {y[given].sum() / y.sum():.3f}"
    )
    first, passes = glance(table, given)
    w = fitted(x, y, weight)
    stored = {
        "bias": round(scale * float(w[0]) + shift, 3),
        "least": round(limit, 3),
        "signs": rounded(names, scale * w[1:]),
        "glance": first,
        "glance_least": passes,
    }
    TARGET.write_text(json.dumps(stored, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
