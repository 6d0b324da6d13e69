"""How often a sentence given as "left open" really is, beside a plain list of cues, and what that costs.

Also how often an opening made of one is right.

    python benchmarks/stated.py [DATA] [--home HOME]

DATA is the folder of real papers (else the environment's INROAD_DATA).  Labels come from
tests/gold/stated.json: 100 sentences that the extractor gave were drawn once at random, from papers that it
has not learnt from, and judged by reading; the cue list was judged on 60 of its own.  Only what the extractor
still gives counts, and how many of the drawn that are is said too.  Judged by the author of the rules.

An opening must also survive the search of later papers, so it is judged apart
(tests/gold/stated_openings.json): drawn by benchmarks/drawing.py from what the finder proposed over the
whole corpus.  All but "test 5" were used to make rules or to learn the chances that are shown; "test 5" was
drawn and judged afterwards.  With HOME the finder is asked again the queries of what was drawn by query, and
only what it still shows counts.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
from drawing import ASKED, in_memory, shown
from scipy.stats import binomtest

from inroad.atlas.field import find_field
from inroad.atlas.stated import stated
from inroad.openings.stated import find
from inroad.signals.seen import NOTHING

GOLD = Path(__file__).resolve().parents[1] / "tests/gold/stated.json"
OPENINGS = GOLD.with_name("stated_openings.json")
LIMIT = 0.8
SPLITS = ("dev", "dev 2", "dev 3", "dev 5", "test", "test 2", "test 3", "test 4", "test 5")
SAMPLE = 12_000
BATCH = 4_000


def labels(split: str) -> list[dict[str, Any]]:
    """The judged sentences of one split."""
    return [row for row in json.loads(GOLD.read_text("utf-8"))["rows"] if row["split"] == split]


def papers(data: Path) -> pl.LazyFrame:
    """Texts of all papers that have an abstract."""
    return (
        pl.scan_parquet(data / "arxiv" / "*.parquet")
        .drop_nulls("abstract")
        .select("arxiv_id", "title", "abstract")
    )


def given(data: Path, rows: list[dict[str, Any]]) -> set[tuple[str, int]]:
    """Paper and start of every sentence that the extractor gives for the papers of ``rows``."""
    wanted = sorted({row["id"] for row in rows})
    texts = papers(data).filter(pl.col("arxiv_id").is_in(wanted)).sort("arxiv_id").collect()
    found = stated(texts)
    return {(texts["arxiv_id"][row], start) for row, start in found.select("row", "start").iter_rows()}


def show(name: str, rows: list[dict[str, Any]]) -> None:
    """One line: the share of right ones with its 95 % interval."""
    right, total = sum(row["ok"] for row in rows), len(rows)
    interval = binomtest(right, total).proportion_ci(method="wilson")
    print(f"{name:44} {right:3} of {total:3} = {right / total:.3f} ({interval.low:.3f}-{interval.high:.3f})")


def cost(data: Path) -> None:
    """Processor time a paper, and how many papers state something."""
    texts = papers(data).select("title", "abstract").head(SAMPLE).collect()
    stated(texts.head(100))
    start = time.process_time()
    count = sum(stated(batch).height for batch in texts.iter_slices(BATCH))
    spent = time.process_time() - start
    start = time.process_time()
    for text in texts["abstract"]:
        text.upper()
    upper = time.process_time() - start
    print(
        f"{texts.height} papers: {count} sentences, {1000 * spent / texts.height:.4f} ms of processor a "
        f"paper "
        f"({spent / upper:.0f} times upper-casing)"
    )


def openings(home: Path | None) -> None:
    """How many openings are right, and why the others are not."""
    every = json.loads(OPENINGS.read_text("utf-8"))["rows"]
    for split in SPLITS:
        rows = [row for row in every if row["split"] == split]
        show(f"openings, {split}", rows)
        wrong = Counter(row["why"] for row in rows if not row["ok"])
        print(f"  wrong: {', '.join(f'{count} {why}' for why, count in wrong.most_common())}")
        if home is not None and all(row["query"] and "as_of" not in row for row in rows):
            found = again(home, rows)
            show("  of those that are still proposed", [r for r in rows if (r["id"], r["start"]) in found])


def again(home: Path, rows: list[dict[str, Any]]) -> set[tuple[str | None, int | None]]:
    """Paper and start of all that the finder proposes for the queries of ``rows``."""
    atlas = in_memory(home)
    found = (find(find_field(atlas, row["query"]), NOTHING, ASKED) for row in rows)
    return {(one.paper_id, one.evidence[0].start) for each in found for one in each if shown(one)}


def main() -> None:
    """Prints everything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    openings(options.home)
    data = Path(options.data)
    rows = labels("test")
    still = given(data, rows)
    kept = [row for row in rows if (row["id"], row["start"]) in still]
    print(f"{len(kept)} of {len(rows)} drawn sentences are still given; wanted: precision of {LIMIT}")
    show("inroad", kept)
    show("inroad, debatable ones out", [row for row in kept if not row["debatable"]])
    show("limitation | future work | remains", labels("peer"))
    cost(data)


if __name__ == "__main__":
    main()
