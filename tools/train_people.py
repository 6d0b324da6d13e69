"""Learn how much shared co-authors, words, methods ... speak for one person.

    python tools/train_people.py HOME

Only surname and initial of an author are shown; the full name tells the answer.  Pairs of papers under one
rare full name are of one person; pairs under full names that contradict each other ("Zhiyuan", "Zhongyu") are
of two. The intercept is moved so that the sum is a log likelihood ratio: what a name is worth is added as
prior odds.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.linear_model import LogisticRegression

from inroad.atlas.open import open_atlas
from inroad.config import Config
from inroad.path.people import blocks as rooms
from inroad.path.people.likeness import PARTS, features
from inroad.path.people.names import agreement, read
from inroad.path.register.opened import register_of
from inroad.path.register.tables import names_of

OUT = Path(__file__).parents[1] / "src/inroad/data/weights/people.json"
RARE = 0.05
KEPT = {
    "crowd": 10.0,
    "least": 0.05,
    "names": {"same": 0.0, "longer": -0.3, "initials": -1.5, "short form": -1.0, "turned": -3.0},
}
"""Chosen on the "dev" pairs of tests/gold/people_pairs.json."""


def crowds(atlas: object, seed: int, count: int) -> list[list[rooms.Block]]:
    """So many surnames with initial, each with the blocks of its rare full names of two papers or more."""
    register = register_of(atlas)
    names = names_of(atlas.authors)
    wrote = pl.DataFrame({"author": names["author"], "len": [*map(register.written, names["author"])]})
    table = names.join(wrote, on="author").filter(pl.col("len") > 1, pl.col("given").str.len_chars() > 3)
    table = table.with_columns(key=pl.concat_str(pl.col("given").str.slice(0, 1), pl.lit(" "), "surname"))
    table = table.filter(pl.col("bearers") < RARE).unique(["given", "surname"], keep="none")
    keys = (
        table.group_by("key")
        .agg(texts=pl.col("text").sort())
        .filter(pl.col("texts").list.len() > 2)
        .sort("key")
    )
    drawn = random.Random(seed).sample(range(keys.height), min(count, keys.height))
    wanted = [_apart(keys["texts"][number].to_list()) for number in sorted(drawn)]
    every = rooms.blocks(register, [read(text) for texts in wanted for text in texts])
    made, at = [], 0
    for texts in wanted:
        made.append([_own(block) for block in every[at : at + len(texts)] if len(block.papers) < 60])
        at += len(texts)
    return made


def _own(block: rooms.Block) -> rooms.Block:
    """Only the papers signed with the full name."""
    return replace(block, papers=tuple(each for each in block.papers if each.name.key == block.name.key))


def _apart(texts: list[str]) -> list[str]:
    """Names of which no two may be one person's."""
    kept: list[str] = []
    for text in texts:
        if not any(agreement(read(text), read(other)) for other in kept):
            kept.append(text)
    return kept[:12]


def pairs(atlas: object, made: list[list[rooms.Block]], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Features and truth, as many pairs of one person as of two, a few of each name."""
    chance, rows, truth = random.Random(seed), [], []
    rarity = rooms.rarity(register_of(atlas), [block for crowd in made for block in crowd])
    for crowd in made:
        papers = [(owner, paper) for owner, block in enumerate(crowd) for paper in block.papers]
        if len(papers) < 3:
            continue
        owners = np.array([owner for owner, _ in papers])
        told = features([paper for _, paper in papers], rarity)
        upper = np.triu_indices(len(papers), 1)
        same = owners[upper[0]] == owners[upper[1]]
        for wanted in (True, False):
            found = np.flatnonzero(same == wanted)
            for each in chance.sample(list(found), min(10, len(found))):
                rows.append(told[upper[0][each], upper[1][each]])
                truth.append(wanted)
    return np.array(rows), np.array(truth)


def main() -> None:
    """Learn, tell how often the answer is right for other names, and write the weights."""
    atlas = open_atlas(Config(Path(sys.argv[1])))
    x, y = pairs(atlas, crowds(atlas, 1, 400), 2)
    model = LogisticRegression(C=10.0, max_iter=1000, class_weight="balanced").fit(x, y)
    held, truth = pairs(atlas, crowds(atlas, 99, 100), 3)
    print(f"{len(y)} pairs, {y.mean():.2f} of one person; right on others: {model.score(held, truth):.3f}")
    learnt = dict(zip(PARTS, (round(float(w), 3) for w in model.coef_[0]), strict=True))
    told = {"weights": learnt, "bias": round(float(model.intercept_[0]), 3), **KEPT}
    OUT.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
