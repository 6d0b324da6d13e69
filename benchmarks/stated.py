"""How often a sentence given as "left open" really is, beside a plain list of cues, and what that costs.

    python benchmarks/stated.py [DATA]

DATA is the folder of real papers (else the environment's INROAD_DATA).  Labels come from
tests/gold/stated.json: 100 sentences that the extractor gave were drawn once at random, from papers that it
has not learnt from, and judged by reading; the cue list was judged on 60 of its own.  Only what the extractor
still gives counts, and how many of the drawn that are is said too.  Judged by the author of the rules.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
from scipy.stats import binomtest

from inroad.atlas.stated import stated

GOLD = Path(__file__).resolve().parents[1] / "tests/gold/stated.json"
LIMIT = 0.8
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


def main() -> None:
    """Prints everything."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["INROAD_DATA"])
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
