"""Papers as weighted bags of terms: what is learnt from, and what a vector is the sum of.

How rare a term is does not count here, as it does in TF-IDF: how much a term says is the length of its
vector, which is learnt.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inroad.search.vectors.terms import code, terms

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Codes = NDArray[np.uint64]
Halves = NDArray[np.float16]
Whole = NDArray[np.int8]
Octets = NDArray[np.uint8]

_TOLD = 2_000
"""Texts between two words on how far it is."""


@dataclass(frozen=True, slots=True)
class Bags:
    """n texts as rows of a sparse matrix: row i is ``starts[i]:starts[i + 1]`` of the other two."""

    starts: Longs
    """Shape [n + 1]."""
    terms: Ints
    """Numbers of terms, which are rows of a table."""
    weights: Floats
    """1 + log of how often the term stands in the text: the tenth time says less than the first."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def times(self, table: Floats) -> Floats:
        """Weighted sums of a table's rows: [n, d]."""
        from scipy.sparse import csr_array

        made = csr_array((self.weights, self.terms, self.starts), shape=(len(self), len(table))) @ table
        return np.asarray(made, dtype=np.float32)

    def rows(self, chosen: Longs) -> Bags:
        """Some of the texts, in the order of ``chosen``."""
        lengths = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        places = np.arange(starts[-1]) + np.repeat(self.starts[chosen] - starts[:-1], lengths)
        return Bags(starts, self.terms[places], self.weights[places])

    def over(self, other: Bags) -> Bags:
        """These texts, then the others."""
        starts = np.concatenate([self.starts, self.starts[-1] + other.starts[1:]])
        terms = np.concatenate([self.terms, other.terms])
        return Bags(starts, terms, np.concatenate([self.weights, other.weights]))


@dataclass(frozen=True, slots=True)
class Read:
    """Texts as they were read: bags whose terms are numbered as they came, and the codes of the numbers."""

    bags: Bags
    codes: Codes

    def known(self, vocabulary: Codes) -> Bags:
        """The bags over a vocabulary (sorted codes), without the terms it does not have."""
        numbers = places(vocabulary, self.codes).astype(np.int32)[self.bags.terms]
        keep = numbers >= 0
        starts = np.concatenate([np.zeros(1, np.int32), np.cumsum(keep, dtype=np.int32)])[self.bags.starts]
        return Bags(starts.astype(np.int64), numbers[keep], self.bags.weights[keep])

    def frequencies(self) -> Longs:
        """In how many of the texts each term stands: [codes]."""
        return np.bincount(self.bags.terms, minlength=len(self.codes)).astype(np.int64)


def read(texts: Iterable[str | None], told: Callable[[int], None] = lambda done: None) -> Read:
    """Bags of texts; one that is not there has no terms."""
    known: dict[str, int] = {}
    numbers, counts, starts = array("i"), array("i"), array("q", [0])
    for done, text in enumerate(texts, 1):
        bag = Counter(terms(text)) if text else {}
        numbers.extend([known.setdefault(term, len(known)) for term in bag])
        counts.extend(bag.values())
        starts.append(len(numbers))
        if done % _TOLD == 0:
            told(done)
    weights = np.frombuffer(counts, np.int32).astype(np.float32)
    np.log(weights, out=weights)
    weights += 1
    bags = Bags(np.frombuffer(starts, np.int64), np.frombuffer(numbers, np.int32), weights)
    return Read(bags, np.array([code(term) for term in known], dtype=np.uint64))


def places(vocabulary: Codes, codes: Codes) -> Longs:
    """Where ``codes`` stand in a sorted vocabulary, -1 for those that do not."""
    if not len(vocabulary):
        return np.full(len(codes), -1, np.int64)
    found = np.minimum(np.searchsorted(vocabulary, codes), len(vocabulary) - 1)
    return np.where(vocabulary[found] == codes, found, -1)


def unit(vectors: Floats) -> Floats:
    """Rows at length one; a row of zeros stays."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return np.asarray(vectors / np.maximum(lengths, 1e-12)[:, None], dtype=np.float32)
