"""Low-rank pictures of who is named with whom: a place for every node, so that likeness is a dot product.

Eigenvectors of the matrix of positive pointwise mutual information times log counts (Levy & Goldberg, NIPS
2014), found by random projection (Halko, Martinsson & Tropp, SIAM Review 53, 2011).  Broad and fine lines of
the picture are kept apart, so that a model can weigh them by itself (as in Kunegis & Lommatzsch, "Learning
spectral graph transformations for link prediction", ICML 2009).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from inroad.openings.transfer.arrays import Floats, Pair, Thin
from inroad.openings.transfer.network import Network

YEAR = 365
BANDS = (0, 8, 32, 96, 192)
"""Where the broad lines end and finer ones begin."""
LATE, MET, WALKED = 32, 64, 96
"""Dimensions of the other pictures."""
_ROUNDS = 3
_STEPS_SCALE = 1e4


def pictures(network: Network, day: int, counts: sparse.csr_array) -> dict[str, Pair]:
    """Closeness by name, of everything up to a day; ``counts`` are the papers that name two nodes."""
    weighed, mutual = information(counts)
    vectors, values = spectrum(weighed, BANDS[-1])
    places = vectors * np.sqrt(np.abs(values))
    bands = {
        f"like company, lines {low} to {high}": (_unit(places[:, low:high]), None)
        for low, high in pairwise(BANDS)
    }
    lately, strength = spectrum(information(network.together(day - YEAR, day))[0], LATE)
    named = worded(network.nodes["label"].to_list())
    kin = _kin(named, network.papers_by_node(None, day) > 0, places[:, :MET])
    own = _unit(places[:, :MET])
    return bands | {
        "like company in the last year": (_unit(lately * np.sqrt(np.abs(strength))), None),
        "company met": _met(counts, mutual),
        "like company of names alike": (kin, None),
        "like company of names like the other's": (kin, own),
    }


def walked(counts: sparse.csr_array) -> tuple[Thin, Thin]:
    """Left and right: ``1 + left(u) . right(v)`` tells how much of a walk of two steps leads from u to v."""
    root = np.sqrt(np.maximum(np.asarray(counts.sum(axis=1), dtype=np.float32), 1))
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    shared = counts.data / root[rows] / root[counts.indices]
    even = sparse.csr_array((shared.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape)
    vectors, values = spectrum(even, WALKED)
    return np.asarray(_STEPS_SCALE * vectors * values * np.abs(values), np.float32), vectors


# -- matrices -------------------------------------------------------------------------------------


def information(counts: sparse.csr_array) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Positive pointwise mutual information of each joined pair, times log count and plain."""
    total = np.maximum(np.asarray(counts.sum(axis=1), dtype=np.float64), 1e-9)
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    expected = total[rows] * total[counts.indices] / max(total.sum(), 1e-9)
    value = np.maximum(np.log(np.maximum(counts.data, 1e-9) / expected), 0)
    weighed, plain = (part.astype(np.float32) for part in (value * np.log1p(counts.data), value))
    shape = (counts.indices, counts.indptr)
    return (
        sparse.csr_array((weighed, *shape), shape=counts.shape),
        sparse.csr_array((plain, *shape), shape=counts.shape),
    )


def spectrum(matrix: sparse.csr_array, most: int) -> tuple[Thin, Thin]:
    """Vectors (nodes, k) and values (k,) of the ``most`` greatest eigenvalues by size of a symmetric matrix.

    By random projection with a fixed seed: the same matrix gives the same picture.
    """
    size = matrix.shape[0]
    width = min(most + 10, size)
    basis = np.random.default_rng(0).standard_normal((size, width)).astype(np.float32)
    for _ in range(_ROUNDS + 1):
        basis = _orthonormal(matrix @ basis)
    inner = basis.T @ (matrix @ basis)
    values, turned = np.linalg.eigh((inner + inner.T) / 2)
    order = np.argsort(-np.abs(values), kind="stable")[:most]
    return np.ascontiguousarray(basis @ turned[:, order]), values[order].astype(np.float32)


def _orthonormal(columns: Thin) -> Thin:
    """Columns of the same span at right angles, by their products: much cheaper than reflections.

    Twice, because the first time loses digits where columns are nearly alike; what is left of a column
    that adds nothing is noise of length one and does no harm.
    """
    for _ in range(2):
        values, turned = np.linalg.eigh((columns.T @ columns).astype(np.float64))
        kept = np.maximum(values, values[-1] * 1e-9 + 1e-30)
        columns = columns @ (turned / np.sqrt(kept)).astype(np.float32)
    return columns


def _met(counts: sparse.csr_array, mutual: sparse.csr_array) -> Pair:
    """Left: the mean place of a node's company in the picture of mutual information; right: the node's.

    Their product is the mean mutual information between one node and the company of the other, a smoothed
    count of common neighbours.
    """
    vectors, values = spectrum(mutual, MET)
    total = np.maximum(np.asarray(counts.sum(axis=1), dtype=np.float32), 1)
    company = (counts @ vectors) / total[:, None]
    return np.asarray(company, np.float32), np.asarray(vectors * values, np.float32)


def _unit(rows: Thin) -> Thin:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)


# -- names alike ----------------------------------------------------------------------------------


def worded(labels: Sequence[str]) -> sparse.csr_array:
    """nodes x words: the words of each label, rare ones count more; rows of length one."""
    numbers: dict[str, int] = {}
    rows, columns = [], []
    for row, label in enumerate(labels):
        for word in sorted({word.removesuffix("s") for word in re.findall(r"[a-z0-9]+", label.lower())}):
            rows.append(row)
            columns.append(numbers.setdefault(word, len(numbers)))
    shape = (len(labels), max(len(numbers), 1))
    found = sparse.csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    rarity = np.log(len(labels) / np.maximum(np.asarray(found.sum(axis=0)), 1)).astype(np.float32) + 1
    weighed = sparse.csr_array(found @ sparse.diags_array(rarity))
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1), dtype=np.float32))
    return sparse.csr_array(sparse.diags_array(1 / np.maximum(length, 1e-9)) @ weighed)


def _kin(named: sparse.csr_array, seen: NDArray[np.bool_], places: Thin) -> Thin:
    """Where the nodes stand whose labels share words with a node's own, itself among them."""
    there = sparse.diags_array(seen.astype(np.float32)) @ named
    return _unit(np.asarray(named @ (there.T @ places), np.float32))


def heat(named: sparse.csr_array, papers: Floats, recent: Floats) -> dict[str, Floats]:
    """How much of what is named with a node's words is recent, and how much that is; both as logarithms."""
    there = sparse.diags_array((papers > 0).astype(np.float32)) @ named
    total, lately = np.asarray(there.T @ papers), np.asarray(there.T @ recent)
    weight = np.maximum(np.asarray(named.sum(axis=1), dtype=np.float64), 1e-9)
    share = np.asarray(named @ np.log((lately + 1) / (total + 1)), dtype=np.float64) / weight
    return {"recent share of its words": share, "recent papers with its words": np.log1p(named @ lately)}
