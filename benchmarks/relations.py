"""How often relations are right, beside two simpler ways, and which known lineages are found.

    python benchmarks/relations.py ATLAS_FOLDER [--split dev|test]

The folder holds the tables that ``tools/train_relations.py`` describes; without it the folder named by
``INROAD_DATA`` is taken.  Precision counts pairs that are not debatable; "mentions" given as a relation is
an error.  Coverage is the part of all labelled relations that is given and right, whether or not the atlas
lists the older method at all.  Weights were learnt on dev: only test tells.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from inroad.atlas import relations
from inroad.atlas.schema import RELATIONS
from inroad.atlas.text import name_key

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from train_relations import FORMS, gold, matched  # noqa: E402

Given = dict[int, tuple[str, float]]
"""Pair -> relation and confidence."""


def tables(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """mentions, introduced, methods, papers."""
    names = ("mentions", "introduced", "methods", "papers")
    mentions, introduced, methods, papers = (pl.read_parquet(folder / f"{name}.parquet") for name in names)
    return mentions, introduced, methods, papers


# -- three ways -----------------------------------------------------------------------------------


def ours(pairs: list[dict[str, object]], rows: pl.DataFrame, folder: Path) -> Given:
    """The surest row of each labelled pair."""
    found = matched(pairs, rows, folder).sort("confidence")
    return {
        pair: (RELATIONS[kind], sure)
        for pair, kind, sure in found.select("pair", "relation", "confidence").iter_rows()
    }


def together(pairs: list[dict[str, object]], named: pl.DataFrame, folder: Path) -> Given:
    """Peer: whatever a paper names, it builds on."""
    return dict.fromkeys(matched(pairs, named, folder)["pair"], ("builds on", 1.0))


def alike(pairs: list[dict[str, object]], named: pl.DataFrame, rows: pl.DataFrame, folder: Path) -> Given:
    """Peer: a method builds on what its name bears, and nothing else is said."""
    borne = pl.concat(
        [named.filter("bears").select("paper", "parent"), rows.filter("inferred").select("paper", "parent")]
    )
    return dict.fromkeys(matched(pairs, borne, folder)["pair"], ("builds on", 1.0))


# -- figures --------------------------------------------------------------------------------------


def show(title: str, given: Given, pairs: list[dict[str, object]]) -> None:
    """Precision and coverage, a line a relation."""
    print(title)
    sure = {number: str(pair["relation"]) for number, pair in enumerate(pairs) if not pair["debatable"]}
    for kind in (*RELATIONS[1:], "all"):
        mine = {n: said for n, (said, _) in given.items() if n in sure and kind in (said, "all")}
        there = [n for n, label in sure.items() if label in RELATIONS and kind in (label, "all")]
        right = sum(said == sure[n] for n, said in mine.items())
        precision = f"{right / len(mine):.3f}" if mine else "  -  "
        coverage = f"{right / max(len(there), 1):.3f} of {len(there)}"
        print(f"  {kind:14} precision {precision} of {len(mine):3}   coverage {coverage}")


def show_reliability(judged: pl.DataFrame, pairs: list[dict[str, object]], folder: Path) -> None:
    """Whether what is said with 80 % is right in 80 % of the cases, cuts left aside."""
    best = matched(pairs, judged, folder).sort("confidence").unique("pair", keep="last")
    told = [
        (sure, pairs[n]["relation"] == said or (said == "mentions" and pairs[n]["relation"] == "wrong"))
        for n, said, sure in best.select("pair", "said", "confidence").iter_rows()
        if not pairs[n]["debatable"]
    ]
    for low in range(2, 10):
        inside = [(sure, right) for sure, right in told if low / 10 <= sure < (low + 1) / 10 + 1e-6]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            print(f"  said {mean:.2f}   was {share:.2f}   of {len(inside)}")


def show_lineages(rows: pl.DataFrame, methods: pl.DataFrame) -> None:
    """Which of the well-known (child, parent) pairs have a "builds on" row."""
    pairs = json.loads((ROOT / "tests/gold/lineage_pairs.json").read_text("utf-8"))["pairs"]
    keys = dict(methods.select("method", "key").iter_rows())
    edges = rows.filter(pl.col("relation") == RELATIONS.index("builds on")).drop_nulls("child")
    found = {(keys[child], keys[parent]) for child, parent in edges.select("child", "parent").iter_rows()}

    def there(child: str, parent: str) -> bool:
        return any((name_key(child), name_key(form)) in found for form in (parent, *FORMS.get(parent, ())))

    missing = [f"{child} < {parent}" for child, parent in pairs if not there(child, parent)]
    print(f"known lineages: {len(pairs) - len(missing)} of {len(pairs)}; missing: {', '.join(missing)}")


def with_verdict(pairs: pl.DataFrame) -> pl.DataFrame:
    """The likeliest class of every pair, and how likely."""
    rows, shares = relations.judged(pairs)
    said = [relations.CLASSES[number] for number in shares.argmax(axis=1)]
    return rows.select("paper", "parent").with_columns(
        said=pl.Series(said), confidence=pl.Series(shares.max(axis=1))
    )


def main(arguments: Iterable[str] | None = None) -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("atlas", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--split", choices=("dev", "test"), action="append")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.atlas is None:
        parser.error("name the folder with the atlas's tables, or set INROAD_DATA")
    folder = Path(options.atlas)
    mentions, introduced, methods, papers = tables(folder)
    begun = time.perf_counter()
    rows, dropped = relations.related(mentions, introduced, methods, papers)
    taken = time.perf_counter() - begun
    print(f"{len(mentions)} places -> {len(rows)} relations in {taken:.1f} s; left out: {dropped}")
    places = relations.older_places(mentions, introduced, methods)
    named = relations.with_features(places, introduced, methods, papers, mentions)
    for split in options.split or ("dev", "test"):
        pairs = gold(split)
        listed = together(pairs, named, folder)
        print(f"\n== {split}: {len(pairs)} pairs, {len(listed)} of them named in the atlas ==")
        show("ours", ours(pairs, rows, folder), pairs)
        show("peer: named together is built on", listed, pairs)
        show("peer: alike in name is built on", alike(pairs, named, rows, folder), pairs)
        show_reliability(with_verdict(named), pairs, folder)
    show_lineages(rows, methods)


if __name__ == "__main__":
    main()
