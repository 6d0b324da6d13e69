"""From texts to the arrays of :mod:`inroad.path.register.said`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from inroad.atlas.mapped import Array, Facts
from inroad.atlas.open import Atlas
from inroad.path.register.tables import texts_in

_TOKENS = r"\w+|[^\w\s\-‐‑]+"
"""Words, and what parts phrases: any sign but spaces and hyphens."""
_APART = " . "
_BATCH = 10_000
"""Papers whose words are apart in memory at once."""
_HALF = np.uint64(32)
Keys = npt.NDArray[np.uint64]
"""Number of a word and, in the lower half, its place."""


def words_of_all(atlas: Atlas) -> tuple[dict[str, Array], Facts]:
    """Arrays of what the papers of an atlas say: ``title``, ``word``, ``places`` and ``said``.

    55 million words of 244,524 papers take 12 s of processor time and 220 MB.
    """
    found: dict[str, Array] = {}
    texts_in(found, "title", atlas.papers["title"])
    phrases = atlas.phrases.sort("phrase")
    texts_in(found, "usual", phrases["phrase"])
    found["usual_papers"] = phrases["papers"].to_numpy()
    codes, counts = zip(*(_coded(each) for each in _batches(atlas)), strict=True)
    found["said_ends"] = np.cumsum(np.concatenate(counts), dtype=np.int64).astype(np.uint32)
    words, numbers = _vocabulary(codes)
    texts_in(found, "word", words)
    found["places"], found["places_ends"] = _by_word(numbers, words.len())
    return found, {}


def _batches(atlas: Atlas) -> Iterator[pl.Series]:
    """Titles and abstracts, in the order of papers, a batch at a time."""
    papers = atlas.papers.select("paper", "paper_id", "title")
    if atlas.texts is None:
        table = papers.with_columns(abstract=pl.lit(None, pl.String))
    else:
        texts = atlas.texts().select("paper_id", "title", "abstract").collect()
        table = papers.drop("title").join(texts, on="paper_id", how="left", maintain_order="left")
    parts = [pl.col(name).fill_null("") for name in ("title", "abstract")]
    for start in range(0, max(1, table.height), _BATCH):
        yield table[start : start + _BATCH].select(text=pl.concat_str(*parts, separator=_APART))["text"]


def _coded(texts: pl.Series) -> tuple[pl.Series, Array]:
    """All words and signs in a row, and how many each text has."""
    tokens = texts.str.to_lowercase().str.extract_all(_TOKENS)
    row = tokens.explode(empty_as_null=False).cast(pl.Categorical)
    return row, tokens.list.len().to_numpy()


def _vocabulary(rows: Sequence[pl.Series]) -> tuple[pl.Series, list[Array]]:
    """Words in order, and of each place the number of its word; len(words) where a sign stands."""
    known = pl.concat([row.unique() for row in rows]).unique()
    table = pl.DataFrame({"code": known.to_physical(), "word": known.cast(pl.String)})
    words = table.filter(pl.col("word").str.contains(r"^\w")).sort("word")
    number = np.full(int(table["code"].to_numpy().max(initial=0)) + 1, words.height, np.uint32)
    number[words["code"].to_numpy()] = np.arange(words.height, dtype=np.uint32)
    return words["word"], [number[row.to_physical().to_numpy()] for row in rows]


def _by_word(rows: Sequence[Array], words: int) -> tuple[Array, Array]:
    """Places of each word in a row, ascending, and where they end; a batch at a time is put in its place."""
    counts = np.zeros(words, np.int64)
    for row in rows:
        counts += np.bincount(row, minlength=words + 1)[:words]
    ends = np.cumsum(counts)
    free, places, start = ends - counts, np.empty(int(counts.sum()), np.uint32), 0
    for row in rows:
        both: Keys = np.left_shift(row.astype(np.uint64), _HALF)
        both += np.arange(start, start + len(row), dtype=np.uint64)
        both = np.sort(both[row < words])
        word = (both >> _HALF).astype(np.int64)
        first = np.flatnonzero(np.diff(word, prepend=-1))
        sizes = np.diff(first, append=len(word))
        rank = np.arange(len(word)) - np.repeat(first, sizes)
        places[free[word] + rank] = both.astype(np.uint32)
        free[word[first]] += sizes
        start += len(row)
    return places, ends.astype(np.uint32)
