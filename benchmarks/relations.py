"""How often relations are right, beside two simpler ways, and which known lineages are found.

    python benchmarks/relations.py ATLAS_FOLDER [--split dev|test]
    python benchmarks/relations.py --home DIR [--split dev|test]

The folder holds the tables that ``tools/train_relations.py`` describes; the rows are then told anew.  A
home is one that ``inroad`` built: its own rows are judged.  Without either the folder named by
``INROAD_DATA`` is taken.  Rows count from ``STATED`` on; known lineages count from ``LEAST`` on.

Precision counts pairs that are not debatable; "mentions" given as a relation is an error.  Coverage is the
part of all labelled relations that is given and right, whether or not the atlas lists the older method at
all.  Weights were learnt on dev: only test tells.  A home is also held against relations that were drawn from
what such a home states (tests/gold/relations_drawn.json says how); those that it states no more do not count.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from scipy.stats import binomtest

from inroad.atlas import relation_model, relations
from inroad.atlas.bearing import bears as is_borne
from inroad.atlas.open import open_atlas
from inroad.atlas.pairs import candidates, habits_of
from inroad.atlas.past import nothing
from inroad.atlas.schema import RELATIONS
from inroad.atlas.tables import named as placed
from inroad.atlas.text import name_key
from inroad.config import Config

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from train_relations import FORMS, gold, matched  # noqa: E402

LIMIT = 0.9

Pair = dict[str, object]
Given = dict[int, tuple[str, float]]
"""Pair -> relation and confidence."""


@dataclass(frozen=True)
class Tables:
    """What is judged."""

    papers: pl.DataFrame
    methods: pl.DataFrame  # with ``key``
    rows: pl.DataFrame  # RELATED
    named: pl.DataFrame  # paper, parent: every older method that a paper names
    alike: pl.DataFrame  # paper, parent: those whose name one of the paper's own bears
    judged: pl.DataFrame | None  # verdicts on all pairs, rows or not
    aliases: pl.DataFrame  # method, spelt: keys of all that a method is called


def from_folder(folder: Path) -> Tables:
    """Tables before the relations, which are told here."""
    names = ("mentions", "introduced", "methods", "papers")
    mentions, introduced, methods, papers = (pl.read_parquet(folder / f"{name}.parquet") for name in names)
    begun = time.perf_counter()
    told = relations.related(placed(mentions), introduced, methods, papers, nothing())
    rows, dropped = told.rows, told.dropped
    taken = time.perf_counter() - begun
    print(f"{len(mentions)} places -> {len(rows)} relations in {taken:.1f} s; left out: {dropped}")
    places, found, _ = candidates(placed(mentions), introduced, methods, papers, nothing())
    named = places.select("paper", "parent").unique()
    alike = pl.concat([found.filter("bears").select("paper", "parent"), inferred(rows)])
    spelt = methods.select("method", spelt="key")
    return Tables(papers, methods, rows, named, alike, with_verdict(found, methods), spelt)


def from_home(home: Path) -> Tables:
    """A built atlas, as it is."""
    atlas = open_atlas(Config(home))
    papers, mentions, rows = (atlas.read(name) for name in ("papers", "mentions", "related"))
    methods = atlas.read("methods")
    methods = methods.with_columns(
        key=pl.Series([name_key(name) for name in methods["name"]], dtype=pl.String)
    )
    first = methods.select(parent="method", name="name", first="first_paper")
    named = mentions.select("paper", parent="method").unique().join(first, on="parent")
    named = named.filter(pl.col("first") < pl.col("paper"))
    own = methods.select(paper="introduced_by", newer="name").drop_nulls("paper")
    both = named.join(own, on="paper")
    bears = [is_borne(newer, name) is not None for newer, name in both.select("newer", "name").iter_rows()]
    alike = both.filter(pl.Series(bears, dtype=pl.Boolean)).select("paper", "parent").unique()
    print(f"{len(mentions)} places -> {len(rows)} relations")
    return Tables(
        papers,
        methods,
        rows,
        named.select("paper", "parent"),
        pl.concat([alike, inferred(rows)]),
        None,
        called(atlas.read("aliases"), methods),
    )


def called(aliases: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """method, spelt: the name and all aliases of each method, as keys: whoever asks for one finds it."""
    keys = pl.Series([name_key(alias) for alias in aliases["alias"]], dtype=pl.String)
    every = [methods.select("method", spelt="key"), aliases.select("method", spelt=keys)]
    return pl.concat(every).unique().sort("method", "spelt")


def inferred(rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs of the rows that names alone told."""
    return rows.filter("inferred").select("paper", "parent")


# -- three ways -----------------------------------------------------------------------------------


def ours(pairs: list[Pair], tables: Tables) -> Given:
    """The surest row of each labelled pair."""
    sure = tables.rows.filter(pl.col("confidence") >= relation_model.STATED)
    found = found_in(pairs, sure, tables).sort("confidence")
    return {
        pair: (RELATIONS[kind], sure)
        for pair, kind, sure in found.select("pair", "relation", "confidence").iter_rows()
    }


def built_on(pairs: list[Pair], rows: pl.DataFrame, tables: Tables) -> Given:
    """Peers: whatever a paper names, or whatever its method's name bears, it builds on."""
    return dict.fromkeys(found_in(pairs, rows, tables)["pair"], ("builds on", 1.0))


def found_in(pairs: list[Pair], rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The rows of labelled pairs."""
    return matched(pairs, rows, tables.papers, tables.methods)


# -- figures --------------------------------------------------------------------------------------


def show(title: str, given: Given, pairs: list[Pair]) -> None:
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


def show_drawn(tables: Tables) -> None:
    """Precision of what was drawn from stated relations, a line a draw, with its 95 % interval."""
    pairs = json.loads((ROOT / "tests/gold/relations_drawn.json").read_text("utf-8"))["pairs"]
    print("\n== drawn from what is stated ==")
    for draws in (("drawn",), ("drawn again",), ("drawn", "drawn again")):
        asked = [pair for pair in pairs if pair["split"] in draws and not pair["debatable"]]
        given = ours(asked, tables)
        right = sum(said == asked[number]["relation"] for number, (said, _) in given.items())
        interval = binomtest(right, len(given)).proportion_ci(method="wilson")
        print(
            f"  {' and '.join(draws):24} right {right} of {len(given)} = {right / len(given):.3f} "
            f"({interval.low:.3f}-{interval.high:.3f}), limit {LIMIT}"
        )


def show_reliability(pairs: list[Pair], tables: Tables) -> None:
    """Whether what is said with 80 % is right in 80 % of the cases; of a home, rows only."""
    told = tables.judged
    if told is None:
        names = pl.Series(RELATIONS).gather(tables.rows["relation"])
        told = tables.rows.select("paper", "parent", "confidence", said=names)
    best = found_in(pairs, told, tables).sort("confidence").unique("pair", keep="last")
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


def show_lineages(tables: Tables) -> None:
    """Which of the well-known (child, parent) pairs have a "builds on" row, and why the others have none."""
    pairs = json.loads((ROOT / "tests/gold/lineage_pairs.json").read_text("utf-8"))["pairs"]
    keys = tables.aliases
    edges = tables.rows.filter(pl.col("relation") == RELATIONS.index("builds on")).drop_nulls("child")
    edges = edges.join(keys.rename({"method": "child", "spelt": "newer"}), on="child")
    edges = edges.join(keys.rename({"method": "parent", "spelt": "older"}), on="parent")
    best = edges.group_by("newer", "older").agg(sure=pl.col("confidence").max())
    told = {(newer, older): sure for newer, older, sure in best.iter_rows()}
    found = {
        (child, parent): max(told.get(pair, 0.0) for pair in _spelt(child, parent)) for child, parent in pairs
    }
    stated = sum(sure >= relation_model.STATED for sure in found.values())
    missed = [pair for pair, sure in found.items() if not sure]
    print(f"\nknown lineages: {len(found) - len(missed)} of {len(found)}, {stated} of them stated; missed:")
    for child, parent in missed:
        print(f"  {child} < {parent}: {_why_missed(child, parent, tables.methods)}")


def _spelt(child: str, parent: str) -> list[tuple[str, str]]:
    return [(name_key(child), name_key(form)) for form in (parent, *FORMS.get(parent, ()))]


def _why_missed(child: str, parent: str, methods: pl.DataFrame) -> str:
    """The method that is not in the atlas, or whose paper is not; else it was not sure enough."""
    newer, *older = name_key(child), *(key for _, key in _spelt(child, parent))
    mine = methods.filter(pl.col("key") == newer)
    if mine.is_empty():
        return f"no method {child} in the atlas"
    if methods.filter(pl.col("key").is_in(older)).is_empty():
        return f"no method {parent} in the atlas"
    if mine["introduced_by"].null_count() == mine.height:
        return f"the paper that introduces {child} is absent, and the names do not tell"
    return f"confidence below {relation_model.LEAST}"


def with_verdict(found: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """The likeliest class of every pair, and how likely."""
    rows, shares = relations.judged(found, habits_of(nothing(), methods))
    said = [relation_model.CLASSES[number] for number in shares.argmax(axis=1)]
    return rows.select("paper", "parent").with_columns(
        said=pl.Series(said), confidence=pl.Series(shares.max(axis=1))
    )


def main(arguments: Iterable[str] | None = None) -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("atlas", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--home", type=Path, help="a home whose built atlas is judged as it is")
    parser.add_argument("--split", choices=("dev", "test"), action="append")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.home is None and options.atlas is None:
        parser.error("name the folder with the atlas's tables, or --home, or set INROAD_DATA")
    tables = from_home(options.home) if options.home else from_folder(Path(options.atlas))
    stated = (tables.rows["confidence"] >= relation_model.STATED).sum()
    print(f"counted from {relation_model.STATED} on: {stated} rows")
    for split in options.split or ("dev", "test"):
        pairs = gold(split)
        named = built_on(pairs, tables.named, tables)
        print(f"\n== {split}: {len(pairs)} pairs, {len(named)} of them named in the atlas ==")
        show("ours", ours(pairs, tables), pairs)
        show("peer: named together is built on", named, pairs)
        show("peer: alike in name is built on", built_on(pairs, tables.alike, tables), pairs)
        show_reliability(pairs, tables)
    if options.home:
        show_drawn(tables)
    show_lineages(tables)


if __name__ == "__main__":
    main()
