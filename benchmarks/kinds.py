"""How often papers are rightly told general or applied, beside two simple rules, and what it costs.

    python benchmarks/kinds.py [DATA]

DATA is the folder of real papers (else the environment's INROAD_DATA); names of splits may follow.
Labels come from tests/gold/general_applied.json.  The weights have learned from its dev split, so that
figure flatters; neither weights nor lexicon were made or changed by its test split.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl

from inroad.atlas.facts import facts
from inroad.atlas.kinds import kinds
from inroad.corpus.schema import PAPERS

GOLD = Path(__file__).resolve().parents[1] / "tests/gold/general_applied.json"
BATCH = 20_000
INPUTS = ["paper_id", "title", "abstract", "categories", "comment", "journal_ref", "venue", "code_url"]

# The rule to beat: one category outside machine learning's own makes a paper applied.
OUTSIDE = (
    r"^(?:q-bio|q-fin|econ|physics|astro-ph|cond-mat|quant-ph|hep-|nucl-|gr-qc|nlin|eess\.(?:SP|SY|IV)"
    r"|cs\.(?:SE|CR|RO|CY|CE|NI|SI|HC|IR|DB|DC|AR|SY|PL|DL|GT))"
)


def corpus(data: Path) -> pl.DataFrame:
    """All papers in the columns that facts take."""
    found = pl.read_parquet(data / "arxiv" / "*.parquet").rename({"arxiv_id": "paper_id"})
    missing = [pl.lit(None, PAPERS[name]).alias(name) for name in INPUTS if name not in found.columns]
    return found.with_columns(missing).select(INPUTS)


def interval(right: np.ndarray, draws: int = 2000) -> tuple[float, float]:
    """95 % bootstrap interval of the share of right answers."""
    rng = np.random.default_rng(1)
    shares = rng.choice(right, (draws, len(right))).mean(1)
    return float(np.quantile(shares, 0.025)), float(np.quantile(shares, 0.975))


def report(gold: pl.DataFrame, split: str) -> None:
    """Accuracy of each way on one split."""
    part = gold.filter(split=split)
    truth = (part["label"] == "applied").to_numpy()
    rule = (
        part["categories"]
        .list.eval(pl.element().str.contains(OUTSIDE))
        .list.any()
        .fill_null(False)
        .to_numpy()
    )
    said = kinds(part)
    model = (said["applied"] >= 0.5).to_numpy()
    print(
        f"{split}: {len(truth)} papers, {truth.mean():.2f} applied, {part['debatable'].mean():.2f} debatable"
    )
    for name, answer in (
        ("always general", np.zeros_like(truth)),
        ("category rule", rule),
        ("inroad", model),
    ):
        right = answer == truth
        low, high = interval(right)
        clear = right[~part["debatable"].to_numpy()].mean()
        print(
            f"  {name:15s} accuracy {right.mean():.3f} ({low:.3f}-{high:.3f}), debatable ones out {clear:.3f}"
        )
    both = truth & model
    agree = (said["domain"] == part["domain"]).fill_null(False).to_numpy()
    print(
        f"  domain, of {both.sum()} rightly called applied: same word as the label {agree[both].mean():.2f}"
    )


def cost(papers: pl.DataFrame) -> None:
    """Seconds and memory of all facts over the corpus, a batch at a time."""
    wall, work = time.perf_counter(), time.process_time()
    for batch in papers.iter_slices(BATCH):
        facts(batch)
    wall, work = time.perf_counter() - wall, time.process_time() - work
    threads = pl.thread_pool_size()
    print(f"facts of {papers.height} papers: {wall:.1f} s, {work:.1f} s of processor, {threads} threads")


def main() -> None:
    """Prints everything."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["INROAD_DATA"])
    papers = corpus(data)
    labels = pl.DataFrame(json.loads(GOLD.read_text())["papers"], infer_schema_length=None)
    gold = labels.rename({"id": "paper_id"}).join(papers, on="paper_id", how="inner", maintain_order="left")
    for split in sys.argv[2:] or ("dev", "test"):
        report(gold, split)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    facts(papers.head(BATCH))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"memory: {before / 1e6:.2f} GB before, {grown / 1e6:.2f} GB more for a batch of {BATCH}")
    cost(papers)


if __name__ == "__main__":
    main()
