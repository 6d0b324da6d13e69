"""Has somebody taken it already?  The search of later papers that tries to refute that something is open.

What is asked about is a set of weighted words and names.  Every searched paper is scored by how much of
their weight its title and abstract hold: rare words weigh more (inverse document frequency among the
searched papers, as in BM25; texts are short and of like length, so nothing else of it is needed).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from inroad.atlas.acronyms import STOP_WORDS
from inroad.atlas.lexicon import flat, padded
from inroad.atlas.stated import telling_words

Floats = NDArray[np.float64]

_WORD = re.compile(r"[a-z]{3,}")
_ENDING = re.compile(r"(?:ations?|ingly|ings?|edly|ed|es|s|ly|ness)$")
_MOST = 9
"""Letters of a word that are compared."""
_GENERIC = frozenset(
    """
    ability able accuracy achieve achieved achieving across additionally among analyze approach approaches around
    average baseline based become been being best better both can capabilities capability case cases clear common
    compared comparison complex comprehensive conduct conducted consistent consistently current data demonstrating
    despite different diverse during each effective efficient empirical especially essential evaluate evaluated
    evaluating existing experiment extensive extent factors few first found furthermore general give given handle
    high higher highest how image importance important including increase increased indicate into involving issue
    issues its key known larger lead leading learning less level levels like limits low lower main make making many
    may methods model more moreover most much multiple namely necessary new notable notably number obtain one ones
    only other our outcomes over overall paper particular particularly perform performance performing point points
    potential practical problem problems provide real-world recent regarding relevant reliably result results role
    same score scores second setting settings several show showing shown significantly similar simple single
    specific still strong substantially such suggesting system tackle task tasks test tested testing than that the
    their them there these they third this those three through thus time train trained training two types under
    understanding use used useful user uses using value various very was well were what when where whether which
    while who will with within work would yet you zero limitation limitations shortcoming shortcomings weakness
    weaknesses deficit deficits gap gaps failure failures method methods approach framework models model llm llms
    language vlm vlms mllm mllms agent agents systems algorithms techniques strategy solution state-of-the-art
    """.split()
)


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
    """A later paper, and how much of what was asked about it holds."""

    paper: int
    score: float
    """Part of the weight of words and names, 0-1."""


def stem(word: str) -> str:
    """A word without its ending."""
    return _ENDING.sub("", word)[:_MOST] if len(word) > 5 else word.removesuffix("s")


def content_words(text: str) -> tuple[str, ...]:
    """Stems of the words of a text that say what it is about, in order, each once."""
    words = (word for word in _WORD.findall(text.lower()) if word not in _empty_words())
    return tuple(dict.fromkeys(stem(word) for word in words))


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(STOP_WORDS) | _GENERIC | telling_words()


TOPIC = 0.35
"""Weight of a word of the topic beside one of the statement itself."""
NAME = 1.5
"""Weight of a name beside a word that is as rare."""


def nearest(asked: Sequence[Asked], texts: pl.DataFrame, most: int) -> list[list[Near]]:
    """For each thing asked about the searched papers that hold most of it, the best first.

    Args:
        asked: what to look for.
        texts: columns paper and text, the papers searched.
        most: how many papers for each.
    """
    if not asked or texts.is_empty():
        return [[] for _ in asked]
    ordered = texts.sort("paper")
    numbers = ordered["paper"].to_numpy()
    stems = sorted({word for one in asked for word in (*one.words, *one.topic)})
    held = _held(ordered["text"], stems)
    rarity = _rarity(held)
    scores = held @ _weights(asked, stems, rarity)
    total = np.array([_total(one, stems, rarity) for one in asked])
    place = {int(number): row for row, number in enumerate(numbers)}
    found = []
    for column, one in enumerate(asked):
        score, whole = scores[:, column].copy(), total[column]
        for papers in one.names.values():
            worth = NAME * _rare(len(papers), len(numbers))
            whole += worth
            score[[place[paper] for paper in papers if paper in place]] += worth
        found.append(_best(score / whole if whole else score, numbers, one.paper, most))
    return found


def _best(score: Floats, numbers: NDArray[np.uint32], after: int, most: int) -> list[Near]:
    score = np.where(numbers > after, score, 0.0).round(6)
    if len(score) > most:  # sorting all would cost more than all the rest
        score[score < np.partition(score, -most)[-most]] = 0.0
    rows = np.flatnonzero(score > 0)
    order = rows[np.lexsort((numbers[rows], -score[rows]))][:most]
    return [Near(int(numbers[row]), round(float(score[row]), 3)) for row in order]


def _held(texts: pl.Series, stems: Sequence[str]) -> csr_matrix:
    """Text x stem: 1 where it stands at the start of a word (a short one: is the word)."""
    column = {literal: number for number, word in enumerate(stems) for literal in _literals(word)}
    # Full stops are no boundaries of literals here, so they go too.
    spaced = padded(flat(pl.col("text")).str.replace_all(".", " ", literal=True))
    table = texts.alias("text").to_frame().select(
        row=pl.int_range(pl.len(), dtype=pl.UInt32), hit=spaced.str.extract_many(list(column), overlapping=True)
    )
    hits = table.filter(pl.col("hit").list.len() > 0).explode("hit")
    each = hits.select("row", column=pl.col("hit").replace_strict(column, return_dtype=pl.UInt32)).unique()
    ones = np.ones(each.height)
    return csr_matrix((ones, (each["row"].to_numpy(), each["column"].to_numpy())), (len(texts), len(stems)))


def _literals(word: str) -> tuple[str, ...]:
    return (f" {word}",) if len(word) > 4 else (f" {word} ", f" {word}s ")


def _rare(papers: int, of: int) -> float:
    return float(np.log1p(of / (papers + 0.5)))


def _rarity(held: csr_matrix) -> Floats:
    papers = np.asarray(held.sum(axis=0)).ravel()
    rarity: Floats = np.log1p(held.shape[0] / (papers + 0.5))
    return rarity


def _weights(asked: Sequence[Asked], stems: Sequence[str], rarity: Floats) -> Floats:
    """Stem x thing asked about."""
    place = {word: number for number, word in enumerate(stems)}
    weights = np.zeros((len(stems), len(asked)))
    for column, one in enumerate(asked):
        for words, worth in ((one.topic, TOPIC), (one.words, 1.0)):
            rows = [place[word] for word in words]
            weights[rows, column] = worth * rarity[rows]
    return weights


def _total(one: Asked, stems: Sequence[str], rarity: Floats) -> float:
    """Weight of all words of one thing."""
    place = {word: number for number, word in enumerate(stems)}
    extra = [word for word in one.topic if word not in one.words]
    own = sum(rarity[place[word]] for word in one.words)
    return float(own + TOPIC * sum(rarity[place[word]] for word in extra))
