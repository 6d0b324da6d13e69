"""Simple rankings of pairs to measure beside.

* *preferential attachment*: the product of both degrees (Barabasi & Albert, Science 286, 1999).
* *common neighbours*: how many nodes are joined to both (Liben-Nowell & Kleinberg, CIKM 2003).
* *fifteen features*: the baseline of the Science4Cast benchmark (Krenn et al., Nature Machine Intelligence 5,
  2023): of both nodes the degree and the number of paths of length two, and of the pair the number of common
  neighbours, each on the day and one and two years before.  Published is a small neural network over these;
  here a logistic regression over their logarithms stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from inroad.openings.transfer.arrays import Floats, Ints, Thin
from inroad.openings.transfer.network import Network
from inroad.openings.transfer.pairs import Candidates

Joined = sparse.csr_array
"""nodes x nodes of ones."""
YEARS_BACK = (0, 1, 2)
FIFTEEN = tuple(
    f"{what}, {years} years before"
    for years in YEARS_BACK
    for what in ("degree of one", "degree of other", "paths of one", "paths of other", "common neighbours")
)
_STEP = 20_000


def attachment(degree: Floats) -> tuple[Thin, Thin]:
    """Factors whose product is the logarithm of (degree + 1) (degree + 1)."""
    value, one = np.log1p(degree)[:, None], np.ones((len(degree), 1))
    return np.hstack([value, one]).astype(np.float32), np.hstack([one, value]).astype(np.float32)


def states(network: Network, day: int) -> list[sparse.csr_array]:
    """nodes x nodes of ones: the network on a day and one and two years before."""
    return [network.joined(day - 365 * years) for years in YEARS_BACK]


def common_neighbours(joined: sparse.csr_array, first: Ints, second: Ints) -> Floats:
    """(pairs,) nodes that are joined to both."""
    found = np.zeros(len(first))
    for start in range(0, len(first), _STEP):
        part = slice(start, start + _STEP)
        both = joined[first[part]].multiply(joined[second[part]])
        found[part] = np.asarray(both.sum(axis=1)).ravel()
    return found


def fifteen(matrices: Sequence[sparse.csr_array], first: Ints, second: Ints) -> Floats:
    """(pairs, 15) in the order of ``FIFTEEN``, as logarithms."""
    columns = []
    for joined in matrices:
        degree = np.diff(joined.indptr).astype(np.float64)
        paths = np.asarray(joined @ degree)
        columns += [degree[first], degree[second], paths[first], paths[second]]
        columns.append(common_neighbours(joined, first, second))
    return np.asarray(np.log1p(np.stack(columns, axis=1)), dtype=np.float64)


def top_common(asked: Candidates, joined: sparse.csr_array, places: int) -> tuple[Ints, Ints]:
    """The candidates with most common neighbours, best first: exactly, by looking at well-joined nodes only.

    A pair has no more common neighbours than the lesser degree of both.  So once the last place has at least
    as many as the degree of the next node that was not looked at, no other pair can be better.
    """
    degree = np.diff(joined.indptr)
    size = 1_000
    while True:
        rows, columns = (_well_joined(nodes, degree, size) for nodes in (asked.rows, asked.columns))
        first, second, shared = _most_common(asked, joined, rows, columns, places)
        left_out = max(_next_degree(nodes, degree, size) for nodes in (asked.rows, asked.columns))
        if len(shared) == places and shared[-1] >= left_out:
            return first, second
        if size >= max(len(asked.rows), len(asked.columns)):
            return first, second
        size *= 2


def _well_joined(nodes: Ints, degree: Ints, size: int) -> Ints:
    return np.sort(nodes[np.argsort(-degree[nodes], kind="stable")[:size]])


def _next_degree(nodes: Ints, degree: Ints, size: int) -> int:
    ordered = np.sort(degree[nodes])[::-1]
    return int(ordered[size]) if len(ordered) > size else 0


def _most_common(
    asked: Candidates, joined: sparse.csr_array, rows: Ints, columns: Ints, places: int
) -> tuple[Ints, Ints, Floats]:
    across = sparse.csc_array(joined[columns].T)
    best = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        shared = (joined[part] @ across).toarray()
        shared[joined[part][:, columns].nonzero()] = -1
        shared[
            part[:, None] >= columns[None, :] if asked.symmetric else part[:, None] == columns[None, :]
        ] = -1
        top = np.argsort(-shared, axis=None, kind="stable")[:places]
        row, column = np.unravel_index(top, shared.shape)
        kept = shared[row, column] >= 0
        best.append((part[row[kept]], columns[column[kept]], shared[row, column][kept].astype(np.float64)))
    first, second, count = (np.concatenate(parts) for parts in zip(*best, strict=True))
    order = np.lexsort((second, first, -count))[:places]
    return first[order], second[order], count[order]
