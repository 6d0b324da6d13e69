"""Rebuilds src/inroad/data/weights/introductions.json: what tells that a paper introduces a name.

    python tools/train_introductions.py [DATA] --readings DIR [--papers 60000] [--long-prior]

DATA is the folder of real papers (else the environment's INROAD_DATA), DIR what was read from all of them
(see benchmarks/names.py).  Three steps:

1. A teacher learns from the labelled papers how signs of the paper as a whole and what earlier papers
   said tell an introduction, looking at no context, and gives every name of many papers a probability.
2. A student learns from these probabilities what each cue of the context is worth.  Teacher and student
   then teach each other once more, with the student's judgement among the teacher's signs.
3. Signs and families of cues are weighed against each other on the labelled papers.

Labelled papers, those of the test split among them, are kept out of step 2 by id; the test split is used
nowhere.  The figures printed are of papers held out in turn.  Needs some 6 GB of memory.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.names import corpus, forms, history, labelled, spellings, told  # noqa: E402
from inroad.atlas.extract import read  # noqa: E402
from inroad.atlas.introductions import candidates  # noqa: E402
from inroad.atlas.names import HARD, key_of  # noqa: E402
from inroad.atlas.roles import KINDS, votes  # noqa: E402

TARGET = ROOT / "src/inroad/data/weights/introductions.json"
HISTORY = ("log prior", "log same", "first", "new long", "first hard", "prior headed")
LONG_PRIOR = "log long prior"
SPLITS = ("dev", "dev2", "dev3")
RARE, KEPT, FOLDS = 15, 14_000, 5
STUDENT_PENALTY, SIGN_PENALTY, KIND_PENALTY = 3.0, 0.7, 1.0
RECALL = 0.85
"""Held-out recall at which the threshold is set: the highest that finds so many of the labelled names."""

Floats = np.ndarray[Any, np.dtype[np.float64]]


# -- learning -------------------------------------------------------------------------------------


def fitted(x: Any, y: Floats, penalty: float, steps: int = 300) -> Floats:
    """Logistic regression with an L2 penalty; ``y`` may be probabilities.  The first weight is the bias."""

    def loss(w: Floats) -> tuple[float, Floats]:
        z = x @ w[1:] + w[0]
        gap = 1 / (1 + np.exp(-z)) - y
        value = np.logaddexp(0, z).sum() - (y * z).sum() + penalty * (w[1:] ** 2).sum()
        return float(value), np.r_[gap.sum(), x.T @ gap + 2 * penalty * w[1:]]

    start = np.zeros(x.shape[1] + 1)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x)


def chances(x: Any, w: Floats) -> Floats:
    """Probabilities by fitted weights."""
    return np.asarray(1 / (1 + np.exp(-(x @ w[1:] + w[0]))))


def held_out(x: Floats, y: Floats, papers: Floats) -> Floats:
    """Log-odds of each row by weights learnt without its paper."""
    z = np.zeros(len(y))
    for fold in range(FOLDS):
        out = papers % FOLDS == fold
        w = fitted(x[~out], y[~out], SIGN_PENALTY)
        z[out] = x[out] @ w[1:] + w[0]
    return z


# -- tables of items ------------------------------------------------------------------------------


def once(found: list[str]) -> list[str]:
    """Without repeats, in order."""
    return list(dict.fromkeys(found))


def items_of(papers: pl.DataFrame) -> pl.DataFrame:
    """Every candidate of these papers with its signs and cues."""
    rows = [
        (number, key_of(c.name), c.name, c.shape, c.long_form, once(c.signs), once(c.cues))
        for number, _, title, abstract in papers.iter_rows()
        for c in candidates(read(title, abstract or ""))
    ]
    columns = ["paper", "key", "name", "shape", "long_form", "signs", "cues"]
    table = pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)
    return table.cast({"paper": pl.UInt32})


def with_labels(items: pl.DataFrame, papers: pl.DataFrame, gold: dict[str, Any]) -> tuple[pl.DataFrame, int]:
    """Items with ``right``, less debatable ones and second spellings; and the number of firm names."""
    ids = dict(papers.select("paper", "paper_id").iter_rows())
    used: set[tuple[int, int]] = set()
    right: list[bool | None] = []
    items = items.sort("paper", "shape", "name")
    for number, name, long_form in items.select("paper", "name", "long_form").iter_rows():
        names, spelt = gold[ids[number]]["introduces"], spellings(name, long_form)
        which = next((i for i, n in enumerate(names) if forms(n) & spelt), None)
        neutral = which is not None and (bool(names[which].get("debatable")) or (number, which) in used)
        right.append(None if neutral else which is not None)
        if which is not None:
            used.add((number, which))
    total = sum(not n.get("debatable") for p in gold.values() for n in p["introduces"])
    return items.with_columns(right=pl.Series(right, dtype=pl.Boolean)).drop_nulls("right"), total


@dataclass(frozen=True)
class Columns:
    """Which column of the matrices stands for what."""

    signs: list[str]
    cues: list[str]
    history: tuple[str, ...]

    @property
    def families(self) -> list[str]:
        """Kinds of cues, in the order of the columns of :func:`by_family`."""
        return sorted({family(cue) for cue in self.cues})


def family(cue: str) -> str:
    """What kind of cue it is: its first word."""
    return cue.partition(" ")[0]


def columns_of(items: pl.DataFrame, labels: pl.DataFrame, *, long_prior: bool) -> Columns:
    """Signs of the labelled papers, and the cues that are not too rare to be learnt from."""
    count = items.select(cue=pl.col("cues").explode()).group_by("cue").len().filter(pl.col("len") >= RARE)
    signs = sorted(set(labels["signs"].explode().drop_nulls()))
    return Columns(signs, sorted(count["cue"]), (*HISTORY, LONG_PRIOR) if long_prior else HISTORY)


def sparse(lists: pl.Series, names: list[str]) -> csr_matrix:
    """One row a list, one column a name, 1 where the list has it."""
    index = pl.DataFrame({"name": names}).with_row_index("column")
    long = pl.DataFrame({"name": lists}).with_row_index("row").explode("name").join(index, on="name")
    places = (long["row"].to_numpy(), long["column"].to_numpy())
    return csr_matrix((np.ones(long.height), places), shape=(len(lists), len(names)))


def whole_paper(items: pl.DataFrame, columns: Columns) -> Floats:
    """Signs and history, one row an item."""
    prior, long_prior = (np.log1p(items[c].to_numpy().astype(float)) for c in ("prior", "long_prior"))
    same = np.log1p(items["same"].to_numpy().astype(float))
    first, long = prior == 0, (items["long_key"] != "").to_numpy()
    hard = (items["shape"] == HARD).to_numpy()
    headed = items["signs"].list.contains("heads title").to_numpy()
    found = np.c_[prior, same, first, long & (same == 0), first & hard, prior * headed, long_prior]
    return np.c_[sparse(items["signs"], columns.signs).toarray(), found[:, : len(columns.history)]]


def by_family(cues: csr_matrix, worth: Floats, columns: Columns) -> Floats:
    """What the cues of each family are worth together."""
    families = np.array([family(cue) for cue in columns.cues])
    return np.column_stack([cues @ np.where(families == f, worth, 0.0) for f in columns.families])


def taught(unlabelled: pl.DataFrame, labels: pl.DataFrame, columns: Columns) -> Floats:
    """What each cue is worth, by two rounds of teacher and student."""
    y = labels["right"].to_numpy().astype(float)
    seen, known = whole_paper(unlabelled, columns), whole_paper(labels, columns)
    cues, own_cues = sparse(unlabelled["cues"], columns.cues), sparse(labels["cues"], columns.cues)
    belief = chances(seen, fitted(known, y, SIGN_PENALTY))
    worth = fitted(cues, belief, STUDENT_PENALTY, 60)[1:]
    teacher = fitted(np.c_[known, by_family(own_cues, worth, columns)], y, SIGN_PENALTY)
    belief = chances(np.c_[seen, by_family(cues, worth, columns)], teacher)
    return fitted(cues, belief, STUDENT_PENALTY, 150)[1:]


# -- kinds ----------------------------------------------------------------------------------------

# What a vote is believed to be worth before any label is seen: there are few labels for rare kinds.
_BELIEVED = {"end": 2.0, "described": 2.0, "after": 1.5, "long": 1.5, "before": 1.2, "title": 1.0}
_BELIEF = 1.5


def kind_weights(papers: pl.DataFrame, gold: dict[str, Any]) -> dict[str, list[int]]:
    """Hundredths of log-odds for each kind, by vote; prints the held-out share of right kinds."""
    seen, kinds, ids = [], [], []
    for number, paper, title, abstract in papers.iter_rows():
        reading = read(title, abstract or "")
        by_name = {form: c for c in candidates(reading) for form in spellings(c.name, None)}
        for name in gold[paper]["introduces"]:
            item = next((by_name[f] for f in sorted(forms(name)) if f in by_name), None)
            if item is not None and not name.get("debatable"):
                seen.append(list(dict.fromkeys(votes(reading, item))))
                kinds.append(KINDS.index(name["kind"]))
                ids.append(number)
    return _kind_weights(pl.Series(seen), np.array(kinds), np.array(ids))


def _kind_weights(seen: pl.Series, kinds: Any, ids: Any) -> dict[str, list[int]]:
    count = Counter(vote for found in seen for vote in found)
    names = sorted(v for v, n in count.items() if n >= 4 or v.partition(" ")[2] in KINDS)
    x, start = sparse(seen, names).toarray(), _believed(names)
    told_kinds = np.zeros(len(kinds), int)
    for fold in range(10):
        out = ids % 10 == fold
        w = _softmax(x[~out], kinds[~out], start)
        told_kinds[out] = (np.c_[np.ones(out.sum()), x[out]] @ w).argmax(1)
    groups = np.array([{"benchmark": 1, "dataset": 1, "task": 2}.get(kind, 0) for kind in KINDS])
    exact, grouped = (told_kinds == kinds).mean(), (groups[told_kinds] == groups[kinds]).mean()
    print(f"held out: {exact:.3f} of {len(kinds)} kinds right, {grouped:.3f} when method, model and tool")
    print("are one kind, and dataset and benchmark another")
    w = _softmax(x, kinds, start)
    w -= w.mean(1, keepdims=True)
    return {name: [round(100 * v) for v in row] for name, row in zip(["any", *names], w, strict=True)}


def _believed(names: list[str]) -> Floats:
    start = np.zeros((len(names) + 1, len(KINDS)))
    start[0, KINDS.index("method")] = 0.5
    for number, vote in enumerate(names):
        place, _, what = vote.partition(" ")
        if place in _BELIEVED and what in KINDS:
            start[number + 1, KINDS.index(what)] = _BELIEVED[place] * _BELIEF
    return start


def _softmax(x: Floats, kinds: Any, start: Floats) -> Floats:
    ones = np.c_[np.ones(len(x)), x]
    truth = np.eye(len(KINDS))[kinds]

    def loss(flat: Floats) -> tuple[float, Floats]:
        w = flat.reshape(start.shape)
        z = ones @ w
        z -= z.max(1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
        away = w - start
        away[0] = 0
        value = -np.log((p * truth).sum(1) + 1e-12).sum() + KIND_PENALTY * (away**2).sum()
        return float(value), (ones.T @ (p - truth) + 2 * KIND_PENALTY * away).ravel()

    return np.asarray(minimize(loss, start.ravel(), jac=True, method="L-BFGS-B").x).reshape(start.shape)


# -- the whole ------------------------------------------------------------------------------------


def threshold(z: Floats, y: Floats, total: int, wanted: float) -> tuple[float, float]:
    """The lowest threshold at which precision is as wanted, and the recall there."""
    order = np.argsort(-z)
    hits = np.cumsum(y[order])
    last = np.nonzero(hits / np.arange(1, len(y) + 1) >= wanted)[0].max()
    return float(z[order[last]]), float(hits[last] / total)


def highest(z: Floats, y: Floats, total: int, wanted: float) -> float:
    """The highest threshold at which recall is as wanted."""
    order = np.argsort(-z)
    enough = np.cumsum(y[order]) >= wanted * total
    return float(z[order[np.argmax(enough)]]) if enough.any() else float(z.min())


def weighed(labels: pl.DataFrame, total: int, columns: Columns, worth: Floats) -> dict[str, Any]:
    """Signs and cues weighed on the labelled papers, as they are stored."""
    y, papers = labels["right"].to_numpy().astype(float), labels["paper"].to_numpy()
    own = by_family(sparse(labels["cues"], columns.cues), worth, columns)
    x = np.c_[whole_paper(labels, columns), own]
    z = held_out(x, y, papers)
    for wanted in (0.85, 0.9, 0.93, 0.95, 0.97):
        at, recall = threshold(z, y, total, wanted)
        print(f"held out: recall {recall:.3f} at precision {wanted} (threshold {at:.2f})")
    w = fitted(x, y, SIGN_PENALTY)
    names = ["any", *columns.signs, *columns.history]
    signs = {name: round(float(v), 3) for name, v in zip(names, w, strict=False)}
    signs["accept"] = math.floor(100 * highest(z, y, total, RECALL)) / 100
    shares = dict(zip(columns.families, w[len(names) :], strict=True))
    cues = {cue: round(100 * v * shares[family(cue)]) for cue, v in zip(columns.cues, worth, strict=True)}
    return {"weights": signs, "cues": {cue: v for cue, v in cues.items() if abs(v) >= 2}}


def pruned(worth: Floats) -> Floats:
    """The cues that are worth most; the others would only make the file large."""
    least = np.sort(np.abs(worth))[-min(KEPT, len(worth))]
    return np.where(np.abs(worth) >= least, worth, 0.0)


ABOUT = (
    "Log-odds that a paper introduces a name, of signs, and in hundredths of cues; "
    "hundredths of log-odds of kinds, by vote. Made by tools/train_introductions.py."
)


def _line(key: str, value: Any) -> str:
    return f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"


def store(found: dict[str, Any], path: Path) -> None:
    """Write the weights, a part a line, whole or not at all."""
    lines = [_line(key, value) for key, value in {"about": ABOUT, **found}.items()]
    temporary = path.with_suffix(".tmp")
    temporary.write_text("{" + ",\n".join(lines) + "}\n", "utf-8")
    temporary.replace(path)


def main() -> None:
    """Learn and store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--papers", type=int, default=60_000)
    parser.add_argument("--long-prior", action="store_true", help="weigh also who spelt the long form before")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    papers = corpus(Path(options.data))
    spans, defined = told(papers, options.readings)
    gold = labelled(SPLITS)
    own = papers.filter(pl.col("paper_id").is_in(list(gold)))
    kinds = kind_weights(own, gold)
    labels, total = with_labels(history(items_of(own), spans, defined), own, gold)
    print("candidates", labels.height, "right", labels["right"].sum(), "of", total)
    kept_out = [*gold, *labelled(["test"])]
    late = papers[papers.height // 10 :].filter(~pl.col("paper_id").is_in(kept_out))
    sample = late.sample(min(options.papers, late.height), seed=11)
    unlabelled = history(items_of(sample), spans, defined)
    columns = columns_of(unlabelled, labels, long_prior=options.long_prior)
    worth = pruned(taught(unlabelled, labels, columns))
    store({**weighed(labels, total, columns, worth), "kinds": kinds}, options.out)


if __name__ == "__main__":
    main()
