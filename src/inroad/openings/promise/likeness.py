"""How alike two papers are by the rare words of their titles and abstracts (TF-IDF cosine, binary counts).

A word counts once, however often it stands in a text: two papers on one thing share its words, not their
number.  All of it are joins of tables, because many pairs are asked about at once, and each leaves out
another word (the name that both have).
"""

from __future__ import annotations

import polars as pl

from inroad.atlas.open import Atlas

_SAMPLE = 30_000
"""Document frequencies are counted on about so many papers: enough to tell rare words from common ones."""
_COMMON = 0.2
"""Words in a larger part of the papers say nothing."""


def likeness(atlas: Atlas, pairs: pl.DataFrame) -> pl.Series:
    """Cosine, 0-1, of each pair, in their order.

    Args:
        pairs: paper, own, and ``key``, the name that both have, in small letters without marks: what it
            means is what is asked, so it does not count.
    """
    assert atlas.texts is not None
    wanted = pl.concat([pairs["paper"], pairs["own"]]).unique()
    numbers = atlas.papers.select("paper", "paper_id")
    sampled = pl.col("paper") % max(atlas.papers.height // _SAMPLE, 1) == 0
    told = pl.col("paper").is_in(wanted.implode()) | sampled
    ids = numbers.filter(told)
    texts = atlas.texts().join(ids.lazy(), on="paper_id").select("paper", word=_words()).collect()
    sample = texts.filter(sampled)
    words = texts.filter(pl.col("paper").is_in(wanted.implode())).explode("word")
    return _cosines(pairs, _weighed(words, sample))


def _words() -> pl.Expr:
    text = pl.concat_str("title", pl.lit(" "), pl.col("abstract").fill_null(""))
    return text.str.to_lowercase().str.extract_all(r"[a-z][a-z0-9\-]{2,}").list.unique()


def _weighed(words: pl.DataFrame, sample: pl.DataFrame) -> pl.DataFrame:
    """paper, word, weight: inverse document frequency; a word that the sample does not have weighs most."""
    papers = max(sample.height, 1)
    counts = sample.explode("word").group_by("word").len("papers")
    rare = words.join(counts, on="word", how="left").with_columns(pl.col("papers").fill_null(1))
    kept = rare.filter(pl.col("papers") <= max(_COMMON * papers, 1))
    return kept.select("paper", "word", weight=(papers / pl.col("papers")).log() + 0.1)


def _cosines(pairs: pl.DataFrame, vectors: pl.DataFrame) -> pl.Series:
    lengths = vectors.group_by("paper").agg(length=(pl.col("weight") ** 2).sum().sqrt())
    asked = pairs.select("paper", "own", "key").unique()
    both = asked.join(vectors, on="paper").join(vectors.select(own="paper", word="word"), on=["own", "word"])
    other = pl.col("word").str.replace_all("-", "", literal=True).str.strip_suffix("s")
    both = both.filter(other != pl.col("key").str.strip_suffix("s"))
    dots = both.group_by("paper", "own", "key").agg(dot=(pl.col("weight") ** 2).sum())
    dots = dots.join(lengths, on="paper").join(lengths.select(own="paper", other="length"), on="own")
    # Rounded, so that the order in which sums are made does not matter.
    alike = (pl.col("dot") / (pl.col("length") * pl.col("other"))).round(9)
    told = dots.select("paper", "own", "key", alike=alike)
    joined = pairs.join(told, on=["paper", "own", "key"], how="left", maintain_order="left")
    return joined["alike"].fill_null(0.0)
