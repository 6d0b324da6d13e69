"""What is known of pairs of nodes at the end of a day, in a form in which all pairs can be scored.

Nearly every feature is one of three kinds: a *sum* ``f(u) + f(v)`` and a *product* ``f(u) f(v)`` of
something known of each node, or a *closeness* of their company, a dot product. A linear model of such
features is a product of two thin matrices, so that billions of pairs are scored block by block. The
exception is how much oftener than by chance a paper of one and a paper of the other share their category:
its logarithm.

Closeness is taken from low-rank pictures of who is named with whom: eigenvectors of the matrix of positive
pointwise mutual information times log counts (Levy & Goldberg, NIPS 2014), found by random projection (Halko,
Martinsson & Tropp, SIAM Review 53, 2011).  "Met" is the mean mutual information between one node and the
company of the other, a smoothed count of common neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from inroad.openings.transfer.network import Floats, Ints, Network

Thin = NDArray[np.float32]

RECENT = (60, 180, 365)
"""Days that count as recent."""
YEAR = 365
USUAL = 100_000
"""Papers of a year to which recent counts are scaled."""
COARSE, FINE = 32, 64
"""Dimensions of the pictures."""
ALIKE = "like categories"
_PRIOR = 5.0
"""Papers' worth of the average that is mixed into what each node's papers are of."""
_ROUNDS = 3


@dataclass(frozen=True)
class Snapshot:
    """What is known of every node at the end of a day."""

    day: int
    joined: sparse.csr_array
    """nodes x nodes, ones where a paper up to that day names both."""
    papers: Floats
    """(nodes,) papers that name each."""
    own: Mapping[str, Floats]
    """Name -> (nodes,) values on a log scale."""
    close: Mapping[str, tuple[Thin, Thin | None]]
    """Name -> left and right, each (nodes, dimensions); no right: ``left(u) . left(v)``."""

    alike: tuple[Thin, Thin]
    """Left and right, each (nodes, categories); the feature ALIKE is the log of ``left(u) . right(v)``."""

    @property
    def degree(self) -> Floats:
        """(nodes,) number of nodes each is joined to."""
        return np.asarray(np.diff(self.joined.indptr), dtype=np.float64)

    @property
    def names(self) -> list[str]:
        """Names of the features, in the order of :func:`pair_features`."""
        own = [f"{how} of {name}" for name in self.own for how in ("sum", "product")]
        return [*own, *self.close, ALIKE]


def snapshot(network: Network, day: int) -> Snapshot:
    """Everything known at the end of ``day``; nothing of later papers is looked at."""
    counts = network.together(None, day)
    joined = counts.copy()
    joined.data = np.ones_like(joined.data)
    papers = network.papers_by_node(None, day)
    own, close = _own(network, day, papers, joined), _close(network, day, counts)
    return Snapshot(day, joined, papers, own, close, _alike(network, day))


def _own(network: Network, day: int, papers: Floats, joined: sparse.csr_array) -> dict[str, Floats]:
    """Figures of single nodes."""
    known = np.minimum(network.first_day, day + 1)
    degree = np.diff(joined.indptr).astype(np.float64)
    figures = {"papers": papers, "neighbours": degree, "age in days": (day - known + 1).astype(np.float64)}
    for span in RECENT:
        # Scaled to a usual number of papers, so that a denser crawl does not look like growth.
        papers_of_span = network.papers_until(day) - network.papers_until(day - span)
        scale = USUAL * span / YEAR / max(papers_of_span, 1)
        figures[f"papers in {span} days"] = scale * network.papers_by_node(day - span, day)
    figures["new neighbours in 180 days"] = degree - _degree(network, day - 180)
    figures["name of the atlas"] = np.expm1(network.nodes["method_id"].is_not_null().to_numpy().astype(float))
    return {name: np.log1p(np.maximum(figure, 0)) for name, figure in figures.items()}


def _degree(network: Network, day: int) -> Floats:
    edges = network.edges
    old = edges.day <= day
    ends = np.concatenate([edges.low[old], edges.high[old]])
    return np.bincount(ends, minlength=network.size).astype(np.float64)


def _alike(network: Network, day: int) -> tuple[Thin, Thin]:
    """Shares of categories among each node's papers, as a ratio to the usual and plain."""
    count = network.papers_until(day)
    category = network.category[:count]
    place = (np.arange(count), category)
    shape = (count, int(network.category.max(initial=0)) + 1)
    of_paper = sparse.csr_array((np.ones(count, np.float32), place), shape=shape)
    usual = np.maximum(np.bincount(category, minlength=shape[1]) / max(count, 1), 1e-9)
    mixed = (network.said[:count].T @ of_paper).toarray() + _PRIOR * usual
    share = mixed / mixed.sum(axis=1, keepdims=True)
    return np.asarray(share / usual, np.float32), np.asarray(share, np.float32)


def _close(network: Network, day: int, counts: sparse.csr_array) -> dict[str, tuple[Thin, Thin | None]]:
    """Closeness of company: overall, in detail, of the last year, and what the other's company meets."""
    weighed, mutual = _information(counts)
    vectors, values = spectrum(weighed, FINE)
    recent = network.together(day - YEAR, day)
    lately, strength = spectrum(_information(recent)[0], COARSE)
    coarse = _unit(vectors[:, :COARSE] * np.sqrt(np.abs(values[:COARSE])))
    fine = _unit(vectors * np.abs(values))
    late = _unit(lately * np.sqrt(np.abs(strength)))
    return {
        "closeness": (coarse, None),
        "closeness in detail": (fine, None),
        "closeness in the last year": (late, None),
        "met": _met(counts, mutual),
    }


def _information(counts: sparse.csr_array) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Positive pointwise mutual information of each joined pair, times log count and plain."""
    total = np.maximum(np.asarray(counts.sum(axis=1), dtype=np.float64), 1e-9)
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    expected = total[rows] * total[counts.indices] / total.sum()
    value = np.maximum(np.log(np.maximum(counts.data, 1e-9) / expected), 0)
    shape = (counts.indices, counts.indptr)
    weighed = value * np.log1p(counts.data)
    return tuple(
        sparse.csr_array((part.astype(np.float32), *shape), shape=counts.shape) for part in (weighed, value)
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


def _met(counts: sparse.csr_array, mutual: sparse.csr_array) -> tuple[Thin, Thin]:
    """Left: the mean place of a node's company in the picture of mutual information; right: the node's."""
    vectors, values = spectrum(mutual, FINE)
    total = np.maximum(np.asarray(counts.sum(axis=1), dtype=np.float32), 1)
    company = (counts @ vectors) / total[:, None]
    return np.asarray(company, np.float32), np.asarray(vectors * values, np.float32)


def _unit(rows: Thin) -> Thin:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)


def pair_features(known: Snapshot, first: Ints, second: Ints) -> Floats:
    """(pairs, features) in the order of ``known.names``."""
    columns = []
    for value in known.own.values():
        columns += [value[first] + value[second], value[first] * value[second]]
    for left, right in known.close.values():
        if right is None:
            columns.append(_dots(left, left, first, second))
        else:
            columns.append(_dots(left, right, first, second) + _dots(left, right, second, first))
    left, right = known.alike
    columns.append(np.log(_dots(left, right, first, second)))
    return np.stack(columns, axis=1)


def _dots(left: Thin, right: Thin, first: Ints, second: Ints) -> Floats:
    return np.asarray(np.einsum("ij,ij->i", left[first], right[second]), dtype=np.float64)


def factors(known: Snapshot, weights: Mapping[str, float], bias: float) -> tuple[Thin, Thin]:
    """Matrices whose product holds the weighted sum of features of every pair: ``left @ right.T``."""
    size = len(known.papers)
    alone = np.zeros(size)
    left: list[NDArray[Any]] = []
    right: list[NDArray[Any]] = []
    for name, value in known.own.items():
        alone += weights.get(f"sum of {name}", 0.0) * value
        left.append((weights.get(f"product of {name}", 0.0) * value)[:, None])
        right.append(value[:, None])
    for name, (one, other) in known.close.items():
        weight = weights.get(name, 0.0)
        left += [weight * one] if other is None else [weight * one, weight * other]
        right += [one] if other is None else [other, one]
    ones = np.ones((size, 1))
    left += [(alone + bias)[:, None], ones]
    right += [ones, alone[:, None]]
    return _thin(left), _thin(right)


def _thin(columns: list[Floats]) -> Thin:
    return np.ascontiguousarray(np.concatenate(columns, axis=1), dtype=np.float32)
