"""How often a paper is rightly told to mean one of several things of one name, beside the way before.

    python benchmarks/namesakes.py HOME [--before HOME]

HOME is a home with a built atlas; ``--before`` one whose atlas another version built from the same papers.
Labels come from tests/gold/namesakes.json, at most one mention a name: weights were learnt on dev, only test
tells.  Rows "given" were drawn from what the way before gave to an introduced thing, so they hold more of its
mistakes than of its misses; rows "all" from all mentions of such names.  Beside it: to believe that nothing
introduced is ever meant, and the thing that most papers mean by the name.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import polars as pl

from inroad.atlas.open import open_atlas
from inroad.atlas.text import name_key
from inroad.config import Config

GOLD = Path(__file__).resolve().parents[1] / "tests/gold/namesakes.json"

Told = dict[tuple[str, str], str | None]
"""Paper and key of the name -> the introducing paper of what it means."""


def told(home: Path, rows: list[dict[str, str | None]]) -> tuple[Told, Told]:
    """What a home's atlas says of labelled mentions, and what most papers mean by these names there."""
    atlas = open_atlas(Config(home))
    papers = atlas.read("papers").select("paper", "paper_id")
    methods = atlas.read("methods").select("method", "name", "introduced_by")
    keys = pl.Series("key", [name_key(name) for name in methods["name"]])
    asked = pl.DataFrame({"paper_id": [r["paper"] for r in rows], "key": [r["name"] for r in rows]})
    named = methods.with_columns(keys).filter(pl.col("key").is_in(asked["key"].unique().implode()))
    used = (
        atlas.read("mentions").join(named, on="method").unique(["method", "paper"]).join(papers, on="paper")
    )
    origin = papers.select(introduced_by="paper", origin="paper_id")
    used = used.join(origin, on="introduced_by", how="left")
    mine = used.join(asked, on=["paper_id", "key"], how="semi")
    said: Told = {(p, k): o for p, k, o in mine.select("paper_id", "key", "origin").iter_rows()}
    counts = used.drop_nulls("origin").group_by("key", "origin").len().sort("len", "origin", descending=True)
    most = dict(counts.unique("key", keep="first", maintain_order=True).select("key", "origin").iter_rows())
    return said, {(str(r["paper"]), str(r["name"])): most.get(str(r["name"])) for r in rows}


def show(name: str, said: Told, rows: list[dict[str, str | None]]) -> None:
    """One line: how many are right, and of those given to an introduced thing."""
    pairs = [(said.get((str(r["paper"]), str(r["name"]))), r["introduced_by"]) for r in rows]
    right = sum(given == truth for given, truth in pairs)
    given = [given == truth for given, truth in pairs if given]
    meant = sum(truth is not None for _, truth in pairs)
    precision = f"{sum(given) / len(given):.3f}" if given else "  -  "
    print(
        f"  {name:28} right {right / len(rows):.3f} of {len(rows)}   given to a thing {len(given):3}, "
        f"right {precision}   found {sum(given) / max(meant, 1):.3f} of {meant}"
    )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("--before", type=Path)
    options = parser.parse_args()
    rows = json.loads(GOLD.read_text("utf-8"))["rows"]
    ours, most = told(options.home, rows)
    before = told(options.before, rows)[0] if options.before else None
    for split in ("dev", "test"):
        for drawn in (("all",), ("given",), ("all", "given")):
            part = [row for row in rows if row["split"] == split and row["drawn"] in drawn]
            print(f"{split}, drawn from {' and '.join(drawn)}")
            show("ours", ours, part)
            if before is not None:
                show("the way before", before, part)
            show("nothing introduced", {}, part)
            show("what most papers mean", most, part)


if __name__ == "__main__":
    main()
