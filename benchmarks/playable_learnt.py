"""Would a learnt model answer the checklist better than the rules?  Needs scikit-learn.

    python benchmarks/playable_learnt.py FOLDER [FOLDER ...]

Two models beside the rules, on the repositories of ``tests/gold/checklist.json`` and
``tests/gold/fresh.json`` that lie in the folders: logistic regression over what the rules found and counted,
and over the words of README and names.  Both are cross-validated on what rules may be mended on, and trained
on all of it for the unseen part; what the rules cannot tell counts as no.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np
from playable import FRESH, ITEMS, TODAY, by_hand, kappa, marked
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from inroad.workshop.playable import readme
from inroad.workshop.playable.scan import scan
from inroad.workshop.playable.survey import survey
from inroad.workshop.playable.weights import SPEAKS
from inroad.workshop.source.open import open_tree


def numbers(path: Path) -> list[float]:
    """What the rules found and counted: 21 answers, and 16 counts as logarithms."""
    read = survey(open_tree(path))
    items = scan(read.tree, "", TODAY).items
    page = read.readme
    text = page.text if page else ""
    kinds = [kind for _, kind in read.commands]
    found = [each.kind for each in read.weights]
    counts = [
        *(kinds.count(kind) for kind in ("run", "install", "fetch")),
        *(found.count(kind) for kind in ("hub", "drive", "release", "file", "link")),
        len(read.listings),
        len(list(readme.tables(page))) if page else 0,
        len(SPEAKS.findall(text)),
        len(re.findall(r"!\[|<img", text)),
        len(re.findall(r"\d+\.\d+", text)),
        sum("train" in each for each in read.paths),
        sum("eval" in each or "test" in each for each in read.paths),
        len(text),
    ]
    answers = [{"yes": 1.0, "no": -1.0}.get(each.answer, 0.0) for each in items]
    return [*answers, *np.log1p(counts)]


def words(path: Path) -> str:
    """README and names."""
    read = survey(open_tree(path))
    return (read.readme.text if read.readme else "") + " " + " ".join(read.paths)


def main() -> None:
    """Kappa of each on both parts."""
    gold = {name: found for name, (_, _, found) in marked().items()}
    fresh = {n.lower(): (part, m) for n, part, m in json.loads(FRESH.read_text())["repositories"]}
    read = {
        path.name.split(".tar")[0].replace("__", "/").lower(): path
        for folder in map(Path, sys.argv[1:])
        for path in sorted(folder.iterdir())
    }
    names = sorted((gold.keys() | fresh.keys()) & read.keys() - by_hand().keys())
    unseen = np.array([name in fresh and fresh[name][0] == "unseen" for name in names])
    table = np.array([numbers(read[name]) for name in names])
    texts = np.array([words(read[name]) for name in names], dtype=object)
    for item in ITEMS:
        truth = np.array(
            [gold[n][item] if n in gold else fresh[n][1][ITEMS.index(item)] == "1" for n in names]
        )
        shown = []
        for given, model in (
            (table, make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))),
            (
                texts,
                make_pipeline(TfidfVectorizer(min_df=2), LogisticRegression(C=10, class_weight="balanced")),
            ),
        ):
            folds = StratifiedKFold(5, shuffle=True, random_state=5)
            crossed = cross_val_predict(model, given[~unseen], truth[~unseen], cv=folds)
            new = model.fit(given[~unseen], truth[~unseen]).predict(given[unseen])
            shown.append(f"{_kappa(crossed, truth[~unseen]):5.2f} / {_kappa(new, truth[unseen]):5.2f}")
        rules = table[:, _column(read[names[0]], item)] > 0
        own = f"{_kappa(rules[~unseen], truth[~unseen]):5.2f} / {_kappa(rules[unseen], truth[unseen]):5.2f}"
        print(f"{item:13} rules {own}   over evidence {shown[0]}   over words {shown[1]}")


def _column(path: Path, item: str) -> int:
    return [each.item for each in scan(open_tree(path), "", TODAY).items].index(item)


def _kappa(here: np.ndarray, there: np.ndarray) -> float:
    return kappa([(bool(a), bool(b)) for a, b in zip(here, there, strict=True)])


if __name__ == "__main__":
    main()
