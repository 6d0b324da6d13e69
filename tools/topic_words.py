"""Make the list of words by which namesakes are told apart, and what each is worth, from a home's abstracts.

    python tools/topic_words.py HOME

Writes ``src/inroad/data/lexicon/topic_words.txt``: words of at least five letters that neither hardly any
abstract holds nor more than a few in a hundred, and sixteen times the logarithm of how rare each is.  Made
once: what an atlas says must not change with the papers that come later.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl

from inroad.config import Config
from inroad.corpus.store import papers_store

OUT = Path(__file__).resolve().parents[1] / "src/inroad/data/lexicon/topic_words.txt"
LEAST, MOST = 0.0005, 0.03
"""Parts of all abstracts that hold a word."""
BATCH = 20_000


def held(home: Path) -> tuple[pl.DataFrame, int]:
    """word, papers; and how many papers have an abstract."""
    store = papers_store(Config(home))
    texts = (
        store.scan_shards(list(store.manifest().tables.values())).select("abstract").drop_nulls().collect()
    )
    counts: list[pl.DataFrame] = []
    for batch in texts.iter_slices(BATCH):
        words = batch.select(
            pl.col("abstract").str.to_lowercase().str.extract_all("[a-z]{5,}").list.unique().alias("word")
        )
        counts.append(words.explode("word").drop_nulls().group_by("word").len("papers"))
    return pl.concat(counts).group_by("word").agg(pl.col("papers").sum()), texts.height


def main() -> None:
    """Write the list."""
    words, papers = held(Path(sys.argv[1]))
    share = pl.col("papers") / papers
    kept = words.filter(share.is_between(LEAST, MOST)).sort("word")
    worth = np.rint(16 * np.log(papers / kept["papers"].to_numpy())).astype(int)
    lines = [f"{word} {number}" for word, number in zip(kept["word"], worth, strict=True)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} words of {papers} abstracts")


if __name__ == "__main__":
    main()
