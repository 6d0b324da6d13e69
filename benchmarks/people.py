"""Whether two papers under agreeing names are told to be one person's, beside two simpler ways.

    python benchmarks/people.py HOME [--part test] [--queries "low-rank adaptation" ...]

Labels are in ``tests/gold/people_pairs.json``: pairs drawn at random from signatures of the corpus in five
strata (common, middling and rare full names, initials, other spellings).  "dev" pairs were used to choose two
settings of the prior odds; "test" pairs were not.  Precision, recall and F1 are of pairs called one person's.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.path.people import warn
from inroad.path.people.ask import people
from inroad.path.people.blocks import blocks, rarity
from inroad.path.people.groups import groups
from inroad.path.people.likeness import scores
from inroad.path.people.names import Name, read
from inroad.path.register.opened import register_of
from inroad.types import NameGroups

GOLD = Path(__file__).parents[1] / "tests/gold/people_pairs.json"
Pair = tuple[int, Name, int, Name]


def pairs(atlas: Atlas, part: str) -> list[tuple[Pair, bool, str]]:
    """Numbers of both papers with the names, the truth and the stratum."""
    told = [each for each in json.loads(GOLD.read_text())["pairs"] if part in (each["part"], "all")]
    ids = sorted({each[side][0] for each in told for side in "ab"})
    rows = atlas.papers.filter(pl.col("paper_id").is_in(ids)).select("paper_id", "paper", "authors")
    known = {paper_id: (paper, authors) for paper_id, paper, authors in rows.iter_rows()}
    register = register_of(atlas)

    def side(found: list) -> tuple[int, Name]:
        paper, authors = known[found[0]]
        return paper, read(register.text(authors[found[1]]))

    return [((*side(each["a"]), *side(each["b"])), each["same"], each["stratum"]) for each in told]


WARNED: dict[Pair, bool] = {}
"""Whether a reader of a recommendation made of both papers is told that they may be two people's."""


def ours(atlas: Atlas, asked: list[Pair]) -> list[bool]:
    """The fuller name's block, put into groups."""
    fuller = [max(one, other, key=lambda name: (len(name.key), name.key)) for _, one, _, other in asked]
    register = register_of(atlas)
    made = {block.name: block for block in blocks(register, list(dict.fromkeys(fuller)))}
    rare = rarity(register, list(made.values()))
    grouped = {name: groups(scores(block, rare)) for name, block in made.items()}
    told = []
    for name, pair in zip(fuller, asked, strict=True):
        a, _, b, _ = pair
        papers = made[name].papers
        place = {paper.paper: number for number, paper in enumerate(papers)}
        both = next((g for g in grouped[name] if place.get(a) in g and place.get(b) in g), None)
        told.append(both is not None)
        several = NameGroups(len(papers), len(grouped[name]), 0)
        WARNED[pair] = any(warn.of_name(made[name], several, [papers[number] for number in both or ()]))
    return told


WAYS: dict[str, Callable[[Atlas, list[Pair]], list[bool]]] = {
    "ours": ours,
    "same written name": lambda atlas, asked: [one.key == other.key for _, one, _, other in asked],
    "surname and first initial": lambda atlas, asked: [
        (one.surname, one.key[:1]) == (other.surname, other.key[:1]) for _, one, _, other in asked
    ],
}


def figures(told: list[bool], truth: list[bool]) -> str:
    hits = sum(t and u for t, u in zip(told, truth, strict=True))
    precision, recall = hits / max(sum(told), 1), hits / max(sum(truth), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    right = sum(t == u for t, u in zip(told, truth, strict=True)) / len(truth)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  right {right:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("--part", default="test", choices=("dev", "test", "all"))
    parser.add_argument("--queries", nargs="*", default=["low-rank adaptation", "speculative decoding"])
    chosen = parser.parse_args()
    atlas = open_atlas(Config(chosen.home))
    known = pairs(atlas, chosen.part)
    truth = [same for _, same, _ in known]
    print(f"{len(known)} {chosen.part} pairs, {sum(truth)} of one person")
    for name, way in WAYS.items():
        told = way(atlas, [pair for pair, _, _ in known])
        print(f"{name:<28}{figures(told, truth)}")
        if name == "ours":
            wrong = [pair for t, (pair, same, _) in zip(told, known, strict=True) if t and not same]
            warned = sum(WARNED[pair] for pair in wrong)
            print(f"    {len(wrong)} pairs of two people joined, {warned} with a warning")
        for stratum in dict.fromkeys(sorted(each for _, _, each in known)):
            inside = [(t, u) for t, u, (_, _, s) in zip(told, truth, known, strict=True) if s == stratum]
            print(f"    {stratum:<24}{figures(*map(list, zip(*inside, strict=True)))}  ({len(inside)})")
    for query in chosen.queries:
        fresh = open_atlas(Config(chosen.home))
        start = time.process_time()
        report = people(fresh, query)
        print(
            f"{query!r}: {len(report.people)} people, {time.process_time() - start:.2f} s of processor time"
        )


if __name__ == "__main__":
    main()
