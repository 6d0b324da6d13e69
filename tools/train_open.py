"""Rebuilds the weights in src/inroad/data/openings/stated.json: how likely a stated opening is one.

    python tools/train_open.py HOME

HOME is one that ``inroad`` built, with its corpus, search index and vectors, of the days that the labels
in tests/gold/stated_openings.json were judged on.  Two logistic regressions with an L2 penalty: whether a
sentence states a gap, of all rows that the rules keep, and whether it is still open, of those that do.  The
rules were made on the first sets, and those were judged less strictly, so a row of these has a sign of its
own, whose weight is dropped.  The figures printed are of rows held out in turn; folds go by paper id.  What
stands under "judged" and "least" is kept as it is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import minimize

from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.openings.chance import gap_signs, taking_signs
from inroad.openings.stated import Search
from inroad.search.said import quick

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests/gold/stated_openings.json"
TARGET = ROOT / "src/inroad/data/openings/stated.json"
FRESH = ("test 3", "dev 3", "dev 5", "gaps", "test 4")
"""Sets that no rule was made on."""
STRICT = ("test 2", "test 3", "dev 3", "dev 5", "test 4")
"""Sets in which a later paper that removes a part counts as taken."""
LEARNT = ("dev", "dev 2", "dev 3", "dev 5", "gaps", "test", "test 2", "test 3", "test 4")
PENALTY, FOLDS = 2.0, 10

Floats = NDArray[np.float64]
Row = dict[str, Any]


class Given(Search):
    """A search of just the labelled statements."""

    def __init__(self, atlas: Atlas, rows: Sequence[Row]):
        one = find_field(atlas, "language model")
        super().__init__(replace(one, papers=one.papers.head(1)), len(rows), 0.0)
        self.labelled = rows

    @cached_property
    def _rows(self) -> pl.DataFrame:
        assert self.atlas.stated is not None
        keys = pl.DataFrame(
            [(row["id"], row["start"]) for row in self.labelled], ["paper_id", "start"], orient="row"
        )
        papers = self.atlas.papers.select("paper", "paper_id", "title", "date", "code", "survey")
        rows = self.atlas.stated.join(papers, on="paper")
        return rows.join(keys.cast({"start": rows.schema["start"]}), on=["paper_id", "start"], how="semi")


def signs(atlas: Atlas, rows: Sequence[Row]) -> list[Row]:
    """The rows that rules keep, with the signs of both models."""
    days = sorted({row.get("as_of") or "" for row in rows})
    if len(days) > 1:
        groups = ([row for row in rows if (row.get("as_of") or "") == day] for day in days)
        return [made for group in groups for made in signs(atlas, group)]
    search = Given(atlas.until(dt.date.fromisoformat(days[0]) if days[0] else None), rows)
    label = {(row["id"], row["start"]): row for row in rows}
    found = []
    for at, one in enumerate(search.statements):
        row, taking = label[one.paper["paper_id"], one.row["start"]], search.taking(at)
        assert taking is not None
        found.append(row | {"gap": gap_signs(one.gap), "open": taking_signs(taking)})
    return found


def fit(rows: Sequence[Row], name: str, right: Callable[[Row], bool], early: Callable[[Row], bool]) -> Floats:
    """Weights and bias of a logistic regression."""
    x = np.array([[*row[name], early(row), 1.0] for row in rows], dtype=float)
    y = np.array([right(row) for row in rows], dtype=float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = x @ weights
        value = (np.logaddexp(0, score) - y * score).sum() + 0.5 * PENALTY * (weights[:-1] ** 2).sum()
        return float(value), x.T @ (1 / (1 + np.exp(-score)) - y) + PENALTY * np.append(weights[:-1], 0.0)

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    return np.append(found[:-2], found[-1])


def models(rows: Sequence[Row]) -> tuple[Floats, Floats]:
    """Of a gap, and of what is open."""
    gaps = fit(rows, "gap", is_gap, lambda row: row["split"] not in FRESH)
    known = [row for row in rows if is_gap(row) and row["ok"] is not None]
    return gaps, fit(known, "open", lambda row: row["ok"], lambda row: row["split"] not in STRICT)


def is_gap(row: Row) -> bool:
    """Whether something is left to work on, taken or not."""
    return row["why"] in ("open", "taken", "gap")


def chances(made: tuple[Floats, Floats], rows: Sequence[Row]) -> Floats:
    """Probabilities of the product of both."""
    both = [
        np.array([[*row[name], 1.0] for row in rows]) @ weights
        for name, weights in zip(("gap", "open"), made, strict=True)
    ]
    return np.asarray(np.prod([1 / (1 + np.exp(-each)) for each in both], axis=0))


def held_out(rows: Sequence[Row]) -> Floats:
    """Probabilities of rows that the models have not seen."""
    folds = np.array([zlib.crc32(row["id"].encode()) % FOLDS for row in rows])
    said = np.zeros(len(rows))
    for fold in range(FOLDS):
        made = models([row for row, own in zip(rows, folds, strict=True) if own != fold])
        inside = np.flatnonzero(folds == fold)
        said[inside] = chances(made, [rows[at] for at in inside])
    return said


def show(rows: Sequence[Row]) -> None:
    """How many of each set are right from some probability on."""
    said = held_out(rows)
    for split in sorted({row["split"] for row in rows if row["ok"] is not None}):
        own = [(chance, row["ok"]) for chance, row in zip(said, rows, strict=True) if row["split"] == split]
        line = []
        for least in (0.0, 0.6, 0.64, 0.68, 0.72, 0.76, 0.8):
            kept = [ok for chance, ok in own if chance >= least]
            line.append(f"{least:.2f}: {sum(kept)} of {len(kept)}")
        print(f"{split:8} " + "; ".join(line))


def main() -> None:
    """Fits, prints what held-out rows say, writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    config = Config(parser.parse_args().home.absolute())
    rows = [row for row in json.loads(GOLD.read_text("utf-8"))["rows"] if row["split"] in LEARNT]
    ready = signs(quick(config, open_atlas(config)), rows)
    show(ready)
    gap, still = (weights.round(3).tolist() for weights in models(ready))
    kept = json.loads(TARGET.read_text("utf-8")) | {"gap": gap, "open": still}
    TARGET.write_text(json.dumps(kept) + "\n", "utf-8")
    print(json.dumps(kept))


if __name__ == "__main__":
    main()
