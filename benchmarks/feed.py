"""How well new papers are ranked for a reader, beside the two ways that are in use.

    python benchmarks/feed.py HOME [DATA] [--readers 300]

HOME has a corpus and its atlas; DATA is the folder of real data, for two curated lists.

Readers are simulated (``inroad.following.simulate``): one likes what an author wrote last before
2026-03-01 and wants to be told of what the same author wrote in March, out of all papers of March;
dislikes are random papers of the four months before.  The weights of the ranking were learnt from other
authors and an earlier month (``tools/train_feed.py``).  No way of ranking sees the names of authors: the
papers to be found have the reader's own on them.  Follows are not used either.

Peers, as their sources do it, on the same texts:

- SVM per reader (arxiv-sanity-lite): TF-IDF of title and abstract (words and pairs of words, 20,000
  features, sublinear), LinearSVC with C=0.01 and balanced classes, likes against everything else;
- recency-weighted (zotero-arxiv-daily): mean similarity to the likes, the i-th latest weighted by
  1 / (1 + log10(i)); its sentence encoder is replaced by the cosine of the same TF-IDF.

Curated lists: a reader is a section of a list, or a whole list; likes are its oldest papers, to be found
are the others, among random papers of the same months.  Intervals are 95 %, from 2,000 bootstrap samples
of readers, the same readers for both ways.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from inroad.config import Config
from inroad.following import simulate
from inroad.following.background import on_shelf
from inroad.following.rank import Reader, rank
from inroad.following.simulate import Month, Simulated, auc, ndcg
from inroad.following.stock import Stock, open_stock

FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
LABELS = ((5, 3), (31, 19))
OURS = "inroad"
Way = Callable[[Simulated], np.ndarray]


class Peers:
    """Both peers over one set of papers."""

    def __init__(self, month: Month) -> None:
        self.month = month
        rows = month.papers.select("title", "abstract").iter_rows()
        texts = [f"{title} {abstract or ''}" for title, abstract in rows]
        words = TfidfVectorizer(
            strip_accents="unicode", stop_words="english", token_pattern=r"(?u)\b[a-zA-Z_][a-zA-Z0-9_]+\b",
            ngram_range=(1, 2), max_features=20_000, sublinear_tf=True, max_df=0.1, min_df=5,
        )  # fmt: skip
        self.matrix = words.fit_transform(texts)
        self.new = self.matrix[month.new]

    def svm(self, reader: Simulated) -> np.ndarray:
        liked = [self.month.row[each] for each in reader.likes]
        disliked = [self.month.row[each] for each in reader.dislikes]
        rows = list(dict.fromkeys([*liked, *disliked, *self.month.background, *self.month.new]))
        target = np.isin(rows, liked).astype(int)
        model = LinearSVC(class_weight="balanced", max_iter=10_000, tol=1e-6, C=0.01)
        return model.fit(self.matrix[rows], target).decision_function(self.new)

    def recency(self, reader: Simulated) -> np.ndarray:
        latest = [self.month.row[each] for each in reversed(reader.likes)]
        decay = 1 / (1 + np.log10(np.arange(1, len(latest) + 1)))
        return (self.new @ self.matrix[latest].T) @ (decay / decay.sum())


def nearness(month: Month) -> Way:
    """zotero-arxiv-daily with the vectors of this home in place of its encoder."""
    vectors = month.shelf.vectors
    assert vectors is not None

    def way(reader: Simulated) -> np.ndarray:
        latest = vectors[[month.row[each] for each in reversed(reader.likes)]]
        decay = 1 / (1 + np.log10(np.arange(1, len(latest) + 1)))
        return (vectors[month.new] @ latest.T) @ (decay / decay.sum())

    return way


def every_way(month: Month) -> dict[str, Way]:
    peers = Peers(month)
    ways = {OURS: ours(month), "SVM per reader": peers.svm, "recency-weighted": peers.recency}
    if month.shelf.vectors is None:
        return ways
    plain = replace(month, shelf=replace(month.shelf, vectors=None))
    return ways | {"recency, vectors": nearness(month), "inroad, no vectors": ours(plain)}


def ours(month: Month) -> Way:
    new, background = month.shelf.take(month.new), month.shelf.take(month.background)

    def way(reader: Simulated) -> np.ndarray:
        likes, dislikes = (
            month.shelf.take([month.row[each] for each in ids]) for ids in (reader.likes, reader.dislikes)
        )
        return rank(new, Reader(likes, dislikes), background).scores

    return way


Table = dict[str, np.ndarray]
"""nDCG@10 and AUC of each reader [readers, 2] by way."""


def measured(readers: Sequence[Simulated], month: Month, ways: dict[str, Way]) -> Table:
    place = {month.papers["paper_id"][row]: number for number, row in enumerate(month.new)}
    found = {}
    for name, way in ways.items():
        rows = []
        for reader in readers:
            scores, relevant = way(reader), [place[each] for each in reader.relevant]
            rows.append((ndcg(scores, relevant), auc(scores, relevant)))
        found[name] = np.array(rows)
    return found


def show(title: str, found: Table) -> None:
    """Every way's means, and how much ours is above it."""
    print(f"\n{title}: {len(found[OURS])} readers")
    for name, table in found.items():
        line = f"  {name:18} nDCG@10 {table[:, 0].mean():.4f}  AUC {table[:, 1].mean():.4f}"
        if name != OURS:
            low_high = [interval(found[OURS][:, column] - table[:, column]) for column in (0, 1)]
            line += "   inroad above by " + "  ".join(low_high)
        print(line, flush=True)


def interval(differences: np.ndarray) -> str:
    """Mean and 95 % interval over readers."""
    chance = np.random.default_rng(0)
    means = [chance.choice(differences, len(differences)).mean() for _ in range(2000)]
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{differences.mean():+.4f} ({low:+.4f} to {high:+.4f})"


def authors(stock: Stock, most: int) -> None:
    identity = stock.between(FIRST - dt.timedelta(days=900), LAST).select("paper_id", "authors", "date")
    sets = {pair: simulate.readers(identity, FIRST, LAST, *pair, most, "test") for pair in LABELS}
    everybody = [reader for each in sets.values() for reader in each]
    month = simulate.month(stock, FIRST, LAST, everybody, vectors=stock.vectors)
    ways = every_way(month)
    for (likes, dislikes), readers in sets.items():
        wanted = np.mean([len(each.relevant) for each in readers])
        title = f"Authors, {likes + dislikes} labels ({likes} likes)"
        title += f", {wanted:.1f} of {len(month.new):,} to be found"
        show(title, measured(readers, month, ways))


# -- curated lists --------------------------------------------------------------------------------


def curated(stock: Stock, data: Path) -> None:
    entries = pl.read_parquet(data / "curated_lists" / "entries.parquet")
    there = stock.of(entries["arxiv_id"].drop_nulls().unique()).select("paper_id", "date")
    rows = entries.join(there, left_on="arxiv_id", right_on="paper_id").unique(["list", "arxiv_id"])
    for likes, dislikes in LABELS:
        tables = []
        for name, ids, dates in _groups(rows, likes):
            reader, month = _curated_reader(stock, name, ids, dates, likes, dislikes)
            tables.append(measured([reader], month, every_way(month)))
            print(f"  {len(reader.relevant):3} to be found: {name[-60:]}", flush=True)
        joined = {way: np.concatenate([table[way] for table in tables]) for way in tables[0]}
        show(f"Lists and their sections, {likes + dislikes} labels ({likes} likes)", joined)


def _groups(rows: pl.DataFrame, likes: int) -> list[tuple[str, list[str], list[dt.date]]]:
    """Sections with enough papers, and whole lists."""
    found = []
    for column in ("section", "list"):
        for (name,), group in rows.sort("date", "arxiv_id").group_by(column, maintain_order=True):
            group = group.unique("arxiv_id", keep="first", maintain_order=True)
            if group.height >= likes + 3:
                found.append((str(name), group["arxiv_id"].to_list(), group["date"].to_list()))
    return sorted(found)


def _curated_reader(
    stock: Stock, name: str, ids: list[str], dates: list[dt.date], likes: int, dislikes: int
) -> tuple[Simulated, Month]:
    first, last = dates[likes], dates[-1]
    pool = (
        stock.between(first - dt.timedelta(days=120), first - dt.timedelta(days=1))["paper_id"]
        .sort()
        .to_list()
    )
    chosen = np.random.default_rng(0).choice(
        [each for each in pool if each not in set(ids)], dislikes, replace=False
    )
    reader = Simulated(name, tuple(ids[:likes]), tuple(map(str, chosen)), tuple(ids[likes:]))
    return reader, simulate.month(stock, first, last, [reader], 10_000, stock.vectors)


# -- time -----------------------------------------------------------------------------------------


def duration(stock: Stock) -> None:
    """How long 10,000 new papers take for one reader, in one process, everything imported."""
    papers = stock.between(FIRST, LAST).head(10_000)
    old = stock.between(FIRST - dt.timedelta(days=30), FIRST - dt.timedelta(days=1)).head(1300)
    past = on_shelf(stock.atlas, old)
    background, likes, dislikes = (
        past.take(range(1200)),
        past.take(range(1200, 1231)),
        past.take(range(1231, 1250)),
    )
    reading, ranking = [], []
    for _ in range(7):
        start = time.process_time()
        new = on_shelf(stock.atlas, papers)
        reading.append(time.process_time() - start)
        start = time.process_time()
        rank(new, Reader(likes, dislikes), background).scores  # noqa: B018
        ranking.append(time.process_time() - start)
    print(
        f"\n{papers.height:,} new papers, 50 labels, processor time: words of their texts "
        f"{np.median(reading):.3f} s, ranking {np.median(ranking):.3f} s, limit 0.3 s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--readers", type=int, default=300)
    chosen = parser.parse_args()
    config = Config(chosen.home)
    stock = open_stock(config, LAST)
    duration(stock)
    authors(stock, chosen.readers)
    if chosen.data is not None:
        curated(stock, chosen.data)


if __name__ == "__main__":
    main()
