"""What others do with the same papers, beside what we do and beside what neither can cost less than.

    python benchmarks/scale.py [DATA] --peers 5000 20000

Each line is processor time of one core on titles, abstracts, authors and categories of the same papers, all
in one run.  The peers are written here from what their authors describe, with scikit-learn, pandas and SciPy
(requirements of this benchmark alone):

- arxiv-sanity-lite's features: TF-IDF of words and pairs of words, the 20,000 best, sublinear;
- topics as BERTopic finds them: an embedding, fewer dimensions, HDBSCAN, words of each class by class TF-IDF.
  In place of a sentence transformer and UMAP stand the singular vectors of TF-IDF, so this is a lower bound;
- counts as bibliometrix makes them, in pandas: papers by month, by author, by category, who wrote with whom,
  which categories and which words of titles come together;
- the fifteen features of the Science4Cast baseline, for 100,000 pairs of names.

Ours are whole stages as they run after new papers, from files to files.  The limit of a stage is what it has
to read: its bytes from the disk and, where it reads text, one pass of a regular expression over it.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl

from inroad.atlas import adoption
from inroad.atlas.open import Atlas, open_atlas
from inroad.atlas.stored import atlas_store
from inroad.config import Config
from inroad.corpus import store
from inroad.openings.transfer import baselines, features, known, making
from inroad.openings.transfer.network import days, observe
from inroad.path.register import tables
from inroad.search import build as words
from inroad.search.vectors import build as vectors

PAIRS = 100_000
MANY = 50
"""Authors beyond which a paper's pairs of authors are not counted: a thousand give half a million."""
_WORD = re.compile(r"\b[A-Za-z][\w+-]*[A-Z0-9][\w+-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One stage."""

    work: str
    who: str
    seconds: float
    limit: float
    """Seconds that reading its input takes."""

    def told(self) -> str:
        times = self.seconds / self.limit if self.limit else 0.0
        return f"  {self.work:<38} {self.who:<22} {self.seconds:8.2f} s  {times:8.1f} times its limit"


def compared(home: Path, built: float) -> Iterator[Line]:
    """All lines of a home with an atlas that took ``built`` seconds to build."""
    import pandas  # noqa: F401  (loading is no part of the work)
    import sklearn.cluster
    import sklearn.decomposition
    import sklearn.feature_extraction.text  # noqa: F401

    config = Config(home)
    papers = store.read(config).collect()
    texts = [
        f"{title} {abstract or ''}" for title, abstract in papers.select("title", "abstract").iter_rows()
    ]
    text = _spent(lambda: _bytes(config)) + _spent(lambda: [_WORD.findall(each) for each in texts])
    atlas = open_atlas(config)
    table = _spent(lambda: _tables(config))
    yield Line("names, mentions, relations", "inroad atlas build", built, text)
    yield Line("index of words", "inroad", _spent(lambda: words.build(config)), text)
    yield Line("features of papers", "inroad, learnt vectors", _spent(lambda: vectors.build(config)), text)
    yield Line("features of papers", "arxiv-sanity-lite", _spent(lambda: sanity(texts)), text)
    yield Line("topics", "BERTopic, at least", _spent(lambda: topics(texts)), text)
    yield Line(
        "counts of people, venues, words", "inroad, register", _spent(lambda: tables.arrays_of(atlas)), table
    )
    yield Line("adoption of every method", "inroad", _spent(lambda: _adopted(atlas)), table)
    yield Line(
        "counts of people, categories, words", "bibliometrix, pandas", _spent(lambda: counted(papers)), table
    )
    yield from _joined(atlas, table)


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _bytes(config: Config) -> None:
    for shard in store.papers_store(config).manifest().tables.values():
        (config.corpus / shard.file).read_bytes()


def _tables(config: Config) -> None:
    """Every table of the atlas, decoded once."""
    for shard in atlas_store(config).manifest().tables.values():
        if shard.file.startswith(("papers", "methods", "mentions")):
            pl.read_parquet(config.atlas / shard.file)


def _adopted(atlas: Atlas) -> None:
    papers, methods, mentions = atlas.papers, atlas.methods, atlas.mentions
    until = papers["date"].max()
    assert isinstance(until, dt.date)
    adoption.totals(mentions, papers, methods, until)
    adoption.monthly(mentions, papers, methods, adoption.per_month(papers))


# -- peers ----------------------------------------------------------------------------------------


def sanity(texts: list[str]) -> object:
    """Features of all papers, with arxiv-sanity-lite's settings."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(
        strip_accents="unicode", token_pattern=r"(?u)\b[a-zA-Z_][a-zA-Z0-9_]+\b", stop_words="english",
        ngram_range=(1, 2), max_features=20_000, sublinear_tf=True, max_df=0.1, min_df=5,
    )  # fmt: skip
    return made.fit_transform(texts)


def topics(texts: list[str]) -> object:
    """Classes of papers and ten words of each."""
    from sklearn.cluster import HDBSCAN
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    embedded = TruncatedSVD(50, random_state=0).fit_transform(TfidfVectorizer(min_df=5).fit_transform(texts))
    classes = HDBSCAN(min_cluster_size=10, copy=True).fit_predict(
        TruncatedSVD(5, random_state=0).fit_transform(embedded)
    )
    counts = CountVectorizer(stop_words="english", min_df=5)
    said = counts.fit_transform(texts)
    of_class = np.stack(
        [np.asarray(said[classes == each].sum(axis=0)).ravel() for each in np.unique(classes)]
    )
    weight = of_class * np.log1p(of_class.sum() / np.maximum(of_class.sum(axis=0), 1) / len(of_class))
    return counts.get_feature_names_out()[np.argsort(-weight, axis=1)[:, :10]]


def counted(papers: pl.DataFrame) -> object:
    """Tables of a bibliometric overview."""
    import pandas as pd

    frame = pd.DataFrame(papers.select("paper_id", "title", "date", "authors", "categories").to_dicts())
    frame["month"] = pd.to_datetime(frame["date"]).dt.to_period("M")
    authors, categories = frame.explode("authors"), frame.explode("categories")
    said = frame["title"].str.lower().str.findall(r"[a-z]{4,}")
    return (
        frame.groupby("month").size(),
        authors.groupby("authors").agg(papers=("paper_id", "size"), first=("date", "min")),
        categories.groupby(["categories", "month"]).size(),
        pd.Series(
            pair
            for each in frame["authors"].dropna()
            if len(each) <= MANY
            for pair in combinations(sorted(set(each)), 2)
        ).value_counts(),
        pd.Series(
            pair for each in frame["categories"].dropna() for pair in combinations(sorted(each), 2)
        ).value_counts(),
        pd.Series(pair for each in said for pair in combinations(sorted(set(each)), 2))
        .value_counts()
        .head(1000),
    )


def _joined(atlas: Atlas, table: float) -> Iterator[Line]:
    """Features of the same pairs of names, in both ways."""
    from inroad.openings.transfer.backtest import task_nodes

    until = atlas.coverage().until
    assert until is not None
    day = days(until)
    network = observe(atlas, task_nodes(atlas))
    chance = np.random.default_rng(0)
    often = np.flatnonzero(network.papers_by_node(None, day) >= 2)
    first, second = (chance.choice(often, PAIRS) for _ in range(2))

    def ours() -> object:
        return known.pair_features(features.snapshot(network, day), first, second)

    def theirs() -> object:
        return baselines.fifteen(baselines.states(network, day), first, second)

    yield Line(f"features of {PAIRS:,} pairs of names", "inroad", _spent(ours), table)
    yield Line(f"features of {PAIRS:,} pairs of names", "Science4Cast", _spent(theirs), table)
    yield Line("which methods meet which tasks, all", "inroad", _spent(lambda: making.made(atlas)), table)
