"""Has somebody taken it already?  The search of later papers that tries to refute that something is open.

What is asked about is a set of words and names.  A searched paper comes near in two ways: its title and
abstract *hold* much of their weight, or its title is *about* the same (cosine).  A word weighs more the rarer
it is (inverse document frequency, as in BM25), and the more often papers that use it have it in their title:
"segmentation" tells a subject, "persistent" does not, however rare.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.lexicon import flat, load, padded
from inroad.atlas.statement_words import telling_words
from inroad.atlas.text import STOP_WORDS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_WORD = re.compile(r"[a-z]{3,}")
_ENDING = re.compile(r"(?:ations?|ingly|ings?|edly|ed|ies|es|s|ly|y|ness)$")
_MOST = 9
"""Letters of a word that are compared."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that may have been taken."""

    paper: int
    """Number of the paper that left it open; only later ones are searched."""
    words: tuple[str, ...]
    """Stems looked for."""
    topic: tuple[str, ...]
    """Stems of what it is about at all (the paper's title), which count less."""
    names: Mapping[str, Collection[int]]
    """Names looked for under all aliases, and the papers that name each."""


@dataclass(frozen=True, slots=True)
class Near:
    """A later paper, and how near it comes."""

    paper: int
    holds: float
    """Part of the weight of words and names that its title and abstract hold, 0-1."""
    about: float
    """Cosine between its title and what was asked about, 0-1."""

    @property
    def score(self) -> float:
        """How near it comes, 0-1."""
        return round((self.holds + self.about) / 2, 3)


def stem(word: str) -> str:
    """A word without its ending."""
    return _ENDING.sub("", word)[:_MOST] if len(word) > 5 else word.removesuffix("s")


def content_words(text: str) -> tuple[str, ...]:
    """Stems of the words of a text that say what it is about, in order, each once."""
    words = (word for word in _WORD.findall(text.lower()) if word not in _empty_words())
    return tuple(dict.fromkeys(stem(word) for word in words))


@cache
def _empty_words() -> frozenset[str]:
    return (
        frozenset(STOP_WORDS)
        | frozenset(load("openings/subject_words.toml")["empty"].split())
        | telling_words()
    )


TOPIC = 0.6
"""Weight of a word of the topic beside one of the statement itself."""
NAME = 1.5
"""Weight of a name beside a word that is as rare."""
_FEW = 10
"""Words of fewer papers weigh no more: they are often somebody's own coinage."""
_TITLED = 0.2
"""Words that so large a part of their papers have in the title tell a subject fully."""
_SAMPLE, _EVERYBODYS = 8_000, 0.004
"""Titles that tell how common a word is, and the part of them from which on it is everybody's."""
_FARTHEST = 0.05
"""A paper that scores less is not near."""
_OTHER = 5.0
"""Weight of a title's word that was not asked about: about the mean."""


class Searched:
    """Papers made ready for a search of some things."""

    def __init__(self, asked: Sequence[Asked], texts: pl.DataFrame):
        """``texts`` has the columns paper, title and abstract (may be null)."""
        ordered = texts if texts["paper"].is_sorted() else texts.sort("paper")
        if ordered["abstract"].null_count() == ordered.height:  # by title alone most papers come near nothing
            ordered = ordered.filter(_with_rare(ordered["title"], asked))
        self.asked, self.papers, self._titles = asked, ordered["paper"], ordered["title"]
        self._stems = sorted({word for one in asked for word in (*one.words, *one.topic)})
        self._titled = self._held = _held(self._titles, self._stems)
        if ordered["abstract"].null_count() < ordered.height:
            self._held = self._titled.or_in(_held(ordered["abstract"].fill_null(""), self._stems))
        self._worth = _worth(self._held, self._titled)

    @property
    def worth(self) -> dict[str, float]:
        """How much each stem tells of a subject among these papers."""
        return dict(zip(self._stems, self._worth.tolist(), strict=True))

    def nearest(self, most: int) -> list[list[Near]]:
        """For each thing asked about the papers that come nearest, the best first, at most so many."""
        weights = _weights(self.asked, self._stems, self._worth)
        about = _cosines(self._titled, weights, self._worth, self._titles)
        holds = _with_names(self._held.times(weights), weights.sum(axis=0), self.asked, self.papers)
        numbers, holds, about = self.papers.to_numpy(), holds.T.copy(), about.T.copy()
        return [_best(holds[at], about[at], numbers, one.paper, most) for at, one in enumerate(self.asked)]

    def most_held(self, thing: int, papers: Sequence[int]) -> float:
        """The largest part of the words of one thing asked about that one of some papers holds, 0-1."""
        words, place = self.asked[thing].words, {word: at for at, word in enumerate(self._stems)}
        wanted = np.flatnonzero(np.isin(self.papers.to_numpy(), np.array(papers, dtype=np.int64)))
        if not words or not len(wanted):
            return 0.0
        counts = sum(np.isin(wanted, self._held.of(place[word])).astype(np.int64) for word in words)
        return float(np.max(counts)) / len(words)


def _with_names(score: Floats, whole: Floats, asked: Sequence[Asked], papers: pl.Series) -> Floats:
    """Part of the weight of words and names that each paper holds."""
    place = {number: row for row, number in enumerate(papers)}
    for column, one in enumerate(asked):
        for namers in one.names.values():
            worth = NAME * float(np.log1p(len(papers) / max(len(namers), _FEW)))
            whole[column] += worth
            score[[place[paper] for paper in namers if paper in place], column] += worth
    parts: Floats = score / np.maximum(whole, 1e-9)
    return parts


def _best(holds: Floats, about: Floats, numbers: NDArray[np.uint32], after: int, most: int) -> list[Near]:
    score = holds + about
    rows = np.flatnonzero((score > 2 * _FARTHEST) & (numbers > after))
    if len(rows) > most:  # sorting all would cost more than all the rest
        limit = np.partition(score[rows], -most)[-most]
        rows = rows[score[rows] >= limit]
    order = rows[np.lexsort((numbers[rows], -score[rows].round(6)))][:most]
    return [
        Near(int(numbers[row]), round(float(holds[row]), 3), round(float(about[row]), 3)) for row in order
    ]


@dataclass(frozen=True, slots=True)
class Held:
    """Which texts hold which stems: a matrix of ones, without SciPy, whose import costs a search."""

    texts: int
    bounds: Ints
    """(stems + 1,) where the texts of each begin."""
    rows: Ints
    """Texts of the first stem, rising, then those of the next."""

    def of(self, stem: int) -> Ints:
        """Texts that hold a stem."""
        return self.rows[self.bounds[stem] : self.bounds[stem + 1]]

    def or_in(self, other: Held) -> Held:
        """Texts that hold a stem in one place or another."""
        return _sorted(np.concatenate([self._keys(), other._keys()]), self.texts, len(self.bounds) - 1)

    def counts(self) -> Ints:
        """(stems,) texts that hold each."""
        return np.diff(self.bounds)

    def stems(self) -> Ints:
        """(texts,) stems that each holds."""
        return np.bincount(self.rows, minlength=self.texts)

    def times(self, weights: Floats) -> Floats:
        """(texts, things): the summed weights of what each holds, from (stems, things)."""
        made = np.zeros((weights.shape[1], self.texts))
        for thing, stem in zip(*np.nonzero(weights.T), strict=True):
            made[thing, self.of(stem)] += weights[stem, thing]
        return made.T

    def _keys(self) -> Ints:
        return np.repeat(np.arange(len(self.bounds) - 1), self.counts()) * self.texts + self.rows


def _sorted(keys: Ints, texts: int, stems: int) -> Held:
    """Of ``stem * texts + text``, in any order."""
    ordered = np.sort(keys)  # numpy.unique hashes, which takes ten times as long
    kept = ordered[np.diff(ordered, prepend=-1) != 0]
    bounds = np.searchsorted(kept, np.arange(stems + 1) * texts)
    return Held(texts, bounds, kept % max(texts, 1))


def _held(texts: pl.Series, stems: Sequence[str]) -> Held:
    """Which hold which: at the start of a word (a short one: is the word)."""
    if not stems or texts.is_empty():
        return _sorted(np.empty(0, np.int64), len(texts), len(stems))
    column = {literal: number for number, word in enumerate(stems) for literal in _literals(word)}
    table = texts.alias("text").to_frame()
    found = table.select(
        row=pl.int_range(pl.len(), dtype=pl.Int64),
        hit=_spaced("text").str.extract_many(list(column), overlapping=True),
    )
    hits = found.filter(pl.col("hit").list.len() > 0).explode("hit")
    stem = pl.col("hit").replace_strict(column, return_dtype=pl.Int64)
    return _sorted(
        hits.select(stem * len(texts) + pl.col("row")).to_series().to_numpy(), len(texts), len(stems)
    )


def _with_rare(titles: pl.Series, asked: Sequence[Asked]) -> pl.Series:
    """Which titles hold a word asked about that is not everybody's, as a sample of the titles tells."""
    stems = sorted({word for one in asked for word in (*one.words, *one.topic)})
    sample = titles.gather_every(max(len(titles) // _SAMPLE, 1))
    papers = _held(sample, stems).counts()
    rare = [word for word, count in zip(stems, papers, strict=True) if count <= _EVERYBODYS * len(sample) + 1]
    if not rare:
        return pl.Series([False] * len(titles))
    # Words that begin with one of a few letters are let through too: this only spares work.
    literals = [f"{before}{word}" for word in rare for before in (" ", "-")]
    text = pl.concat_str(pl.lit(" "), pl.col("text").str.to_lowercase())
    return titles.to_frame("text").select(text.str.contains_any(literals)).to_series()


def _spaced(text: str) -> pl.Expr:
    # Full stops are no boundaries of literals here, so they go too.
    return padded(flat(pl.col(text)).str.replace_all(".", " ", literal=True))


def _literals(word: str) -> tuple[str, ...]:
    return (f" {word}",) if len(word) > 4 else (f" {word} ", f" {word}s ")


def _worth(held: Held, titled: Held) -> Floats:
    """Weight of each stem: how rare it is, and whether it tells a subject."""
    papers, titles = held.counts(), titled.counts()
    rare = np.log1p(held.texts / np.maximum(papers, _FEW))
    subject = np.minimum((titles + 0.5) / (papers + 5) / _TITLED, 1.0)
    worth: Floats = rare * subject
    return worth


def _weights(asked: Sequence[Asked], stems: Sequence[str], worth: Floats) -> Floats:
    """Stem x thing asked about."""
    place = {word: number for number, word in enumerate(stems)}
    weights = np.zeros((len(stems), len(asked)))
    for column, one in enumerate(asked):
        for words, part in ((one.topic, TOPIC), (one.words, 1.0)):
            rows = [place[word] for word in words]
            weights[rows, column] = part * worth[rows]
    return weights


def _cosines(titled: Held, weights: Floats, worth: Floats, titles: pl.Series) -> Floats:
    """Title x thing asked about; words of a title that nobody asked about count with the mean weight."""
    told = titled.stems()
    words = titles.str.count_matches(r"[A-Za-z]{4,}").to_numpy().astype(float)
    lengths = np.sqrt(titled.times(worth[:, None] ** 2)[:, 0] + np.maximum(words - told, 0.0) * _OTHER**2)
    sizes = np.sqrt((weights**2).sum(axis=0))
    both = titled.times(worth[:, None] * weights)
    cosines: Floats = both / np.maximum(lengths[:, None] * sizes, 1e-9)
    return cosines
