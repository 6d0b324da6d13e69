"""What is known of pairs of nodes at the end of a day, in a form in which all pairs can be scored.

Nearly every feature is one of three kinds: a *sum* ``f(u) + f(v)`` and a *product* ``f(u) f(v)`` of
something known of each node, or a *closeness* of their company, a dot product (see :mod:`.pictures`).  A
linear model of such features is a product of two thin matrices, so that billions of pairs are scored block by
block.  Two more are logarithms of dot products: how much oftener than by chance a paper of one and a paper of
the other share their category, and how much of a walk of two steps leads from one to the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.openings.transfer.arrays import Floats, Ints, Pair, Thin

_LEAST = 1e-3
"""Logarithms are taken of no less."""


@dataclass(frozen=True)
class Snapshot:
    """What is known of every node at the end of a day."""

    day: int
    papers: Floats
    """(nodes,) papers that name each."""
    own: Mapping[str, Floats]
    """Name -> (nodes,) values on a log scale."""
    close: Mapping[str, Pair]
    """Name -> left and right, each (nodes, dimensions)."""
    logs: Mapping[str, tuple[Thin, Thin]]
    """Name -> left and right, each (nodes, dimensions); the feature is the log of ``left(u) . right(v)``."""

    @property
    def names(self) -> list[str]:
        """Names of the features, in the order of :func:`pair_features`."""
        own = [f"{how} of {name}" for name in self.own for how in ("sum", "product")]
        return [*own, *self.close, *self.logs]

    def part(self, nodes: Ints) -> Snapshot:
        """The same of some nodes, in their order."""

        def of(pair: tuple[Thin, Any]) -> tuple[Thin, Any]:
            return pair[0][nodes], None if pair[1] is None else pair[1][nodes]

        return replace(
            self,
            papers=self.papers[nodes],
            own={name: value[nodes] for name, value in self.own.items()},
            close={name: of(pair) for name, pair in self.close.items()},
            logs={name: of(pair) for name, pair in self.logs.items()},
        )


def pair_features(known: Snapshot, first: Ints | slice, second: Ints | slice) -> Floats:
    """(pairs, features) in the order of ``known.names``; slices spare copies, and one may be of one node."""
    columns = []
    for value in known.own.values():
        columns += [value[first] + value[second], value[first] * value[second]]
    for left, right in known.close.values():
        there = _dots(left, left if right is None else right, first, second)
        columns.append(there if right is None else there + _dots(left, right, second, first))
    columns += [_log(_dots(left, right, first, second)) for left, right in known.logs.values()]
    return np.stack(columns, axis=1)


def _dots(left: Thin, right: Thin, first: Ints | slice, second: Ints | slice) -> Floats:
    return np.asarray(np.einsum("ij,ij->i", left[first], right[second]), dtype=np.float64)


def _log(dots: Any) -> Any:
    return np.log(np.maximum(dots, dots.dtype.type(_LEAST)))


def factors(known: Snapshot, weights: Mapping[str, float], bias: float) -> tuple[Thin, Thin]:
    """Matrices whose product is the weighted sum of features, but for those of logs: ``left @ right.T``."""
    size = len(known.papers)
    alone = np.full(size, bias / 2)
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
    left += [alone[:, None], ones]
    right += [ones, alone[:, None]]
    return _thin(left), _thin(right)


def _thin(columns: list[NDArray[Any]]) -> Thin:
    return np.ascontiguousarray(np.concatenate(columns, axis=1), dtype=np.float32)


def weighed_logs(known: Snapshot, weights: Mapping[str, float], rows: Ints, columns: Ints) -> Thin:
    """rows x columns: what the features of logs add."""
    total = np.zeros((len(rows), len(columns)), np.float32)
    for name, (left, right) in known.logs.items():
        total += np.float32(weights.get(name, 0.0)) * _log(left[rows] @ right[columns].T)
    return total
