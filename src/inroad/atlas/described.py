"""How introducing papers write a name, and the words that their abstracts are about.

"Rotate" in a title is not RotatE, and a paper on draft tokens does not mean the EAGLE of robots.  The
words that each introducing abstract is about are remembered (see ``topics``).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from inroad.atlas.keys import long_key
from inroad.atlas.past import DESCRIBED, NUMBER, packed
from inroad.atlas.topics import topic_list

Floats = npt.NDArray[np.float64]


def written(names: pl.Series) -> pl.Series:
    """A hash of each name's letters as they are written, without punctuation and plural."""
    letters = names.str.replace_all(r"[^\p{L}\p{N}]", "").str.strip_suffix("s")
    return (letters.hash(seed=0) % 2**32).cast(NUMBER)


def described(new: pl.DataFrame, texts: pl.Series, words: pl.Series, first: int) -> pl.DataFrame:
    """DESCRIBED of new introductions.

    Args:
        new: sense (null: introduces a thing again), key, paper, name.
        texts: the names, by key.
        words: TOPICS, of the new papers.
        first: number of the first of them.
    """
    own = new.drop_nulls("sense")
    # "Sentence-BERT" says nothing of how SBERT is written.
    short = own.select(long_key("name")).to_series() == texts.gather(own["key"]).str.strip_suffix("s")
    rows = own.with_columns(
        written=pl.when(short).then(written(own["name"])), words=words.gather(own["paper"] - first)
    )
    return rows.sort("sense").select(DESCRIBED.names()).cast(DESCRIBED)


class Descriptions:
    """What the things introduced so far are described by, beside what new papers say."""

    def __init__(self, known: pl.DataFrame, spans: pl.DataFrame, words: pl.Series, first: int) -> None:
        """Args:
        known: DESCRIBED.
        spans: paper, key, surface: where new papers show names.
        words: TOPICS, of the new papers.
        first: number of the first of them.
        """
        self.known = known
        self._spans, self._words, self._first = spans, words, first

    def fit(self, pairs: pl.DataFrame, texts: pl.Series) -> tuple[Floats, Floats, Floats]:
        """How well each thing fits what the paper beside it says of the name.

        Args:
            pairs: paper (a new one), key, sense.
            texts: the names, by key.

        Returns:
            Each of shape (rows of ``pairs``,): cosine of the words, 0-1; whether the name is written the same
            (1) or not; whether it is written with other capitals (1) or not.
        """
        same, other = self._written(pairs, texts)
        return self._cosines(pairs), same, other

    def _written(self, pairs: pl.DataFrame, texts: pl.Series) -> tuple[Floats, Floats]:
        asked = pairs.select("paper", "key").unique()
        spans = self._spans.join(asked, on=["paper", "key"], how="semi").unique(["paper", "key", "surface"])
        # A long form of several words says nothing of how the short one is written.
        short = spans.select(long_key("surface")).to_series() == texts.gather(spans["key"]).str.strip_suffix(
            "s"
        )
        ways = spans.select("paper", "key", way=written(spans["surface"])).filter(short).unique()
        names = self.known.select("sense", "written")
        rows = pairs.select("paper", "key", "sense").join(
            names, on="sense", how="left", maintain_order="left"
        )
        hit = ways.with_columns(same=True)
        rows = rows.join(
            hit,
            left_on=["paper", "key", "written"],
            right_on=["paper", "key", "way"],
            how="left",
            maintain_order="left",
        )
        same = rows["same"].fill_null(False).to_numpy().astype(float)
        spelt = np.isin(packed(pairs["paper"], pairs["key"]), packed(ways["paper"], ways["key"]))
        return same, spelt * rows["written"].is_not_null().to_numpy() * (1.0 - same)

    def _cosines(self, pairs: pl.DataFrame) -> Floats:
        papers, senses = pairs["paper"].unique().sort(), pairs["sense"].unique().sort()
        theirs = self.known.join(senses.to_frame(), on="sense", how="semi").sort("sense")["words"]
        said = _matrix(self._words.gather(papers - self._first))
        told = _matrix(theirs)
        rows = said[np.searchsorted(papers.to_numpy(), pairs["paper"].to_numpy())]
        others = told[np.searchsorted(senses.to_numpy(), pairs["sense"].to_numpy())]
        lengths = [np.asarray(each.multiply(each).sum(axis=1)).ravel() for each in (rows, others)]
        # Whole numbers up to the root, so that it does not matter which other rows stand beside.
        product = np.asarray(rows.multiply(others).sum(axis=1)).ravel()
        cosines: Floats = product / np.sqrt(np.maximum(lengths[0] * lengths[1], 1).astype(float))
        return cosines


def _matrix(lists: pl.Series) -> sparse.csr_matrix:
    """What the words of each text are worth: text x word, whole numbers."""
    worth = topic_list()[1]
    ends = np.concatenate([[0], lists.list.len().to_numpy().astype(np.int64).cumsum()])
    words = lists.explode(empty_as_null=False).to_numpy().astype(np.int64)
    return sparse.csr_matrix((worth[words], words, ends), shape=(len(lists), len(worth)))
