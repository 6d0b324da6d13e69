"""The figures and pictures that a network gives of its nodes at the end of a day (see :mod:`.known`)."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from inroad.openings.transfer.arrays import Floats, Thin
from inroad.openings.transfer.known import Snapshot
from inroad.openings.transfer.network import Network
from inroad.openings.transfer.pictures import YEAR, heat, pictures, walked, worded

RECENT = (60, 180, YEAR)
"""Days that count as recent."""
USUAL = 100_000
"""Papers of a year to which recent counts are scaled."""
ALIKE, WALK = "like categories", "walks of two steps"
_PRIOR = 5.0
"""Papers' worth of the average that is mixed into what each node's papers are of."""


def snapshot(network: Network, day: int) -> Snapshot:
    """Everything known at the end of ``day``; nothing of later papers is looked at."""
    counts = network.together(None, day)
    papers = network.papers_by_node(None, day)
    logs = {ALIKE: _alike(network, day), WALK: _plus_one(*walked(counts))}
    return Snapshot(day, papers, _own(network, day, papers, counts), pictures(network, day, counts), logs)


def _own(network: Network, day: int, papers: Floats, counts: sparse.csr_array) -> dict[str, Floats]:
    """Figures of single nodes, as logarithms."""
    known = np.minimum(network.first_day, day + 1)
    degree = np.diff(counts.indptr).astype(np.float64)
    recent = {span: _recent(network, day, span) for span in RECENT}
    figures = {"papers": papers, "neighbours": degree, "age in days": (day - known + 1).astype(np.float64)}
    figures |= {f"papers in {span} days": found for span, found in recent.items()}
    figures["new neighbours in 180 days"] = degree - degrees(network, day - 180)
    named = network.nodes["method_id"].is_not_null().to_numpy().astype(np.float64)
    words = worded(network.nodes["label"].to_list())
    return {
        **{name: np.log1p(np.maximum(figure, 0)) for name, figure in figures.items()},
        "name of the atlas": named,
        **heat(words, papers, recent[YEAR]),
    }


def _recent(network: Network, day: int, span: int) -> Floats:
    """Papers of a span, scaled to a usual number, so that a denser crawl does not look like growth."""
    count = network.papers_until(day) - network.papers_until(day - span)
    return network.papers_by_node(day - span, day) * (USUAL * span / YEAR / max(count, 1))


def degrees(network: Network, day: int) -> Floats:
    """(nodes,) how many nodes each is joined to by the end of a day."""
    edges = network.edges
    old = edges.day <= day
    ends = np.concatenate([edges.low[old], edges.high[old]])
    return np.bincount(ends, minlength=network.size).astype(np.float64)


def _alike(network: Network, day: int) -> tuple[Thin, Thin]:
    """Shares of categories among each node's papers, as a ratio to the usual and plain."""
    count = network.papers_until(day)
    # Numbered anew: a category of a later paper must not even add a column.
    category = np.unique(network.category[:count], return_inverse=True)[1]
    place = (np.arange(count), category)
    shape = (count, int(category.max(initial=0)) + 1)
    of_paper = sparse.csr_array((np.ones(count, np.float32), place), shape=shape)
    usual = np.maximum(np.bincount(category, minlength=shape[1]) / max(count, 1), 1e-9)
    mixed = (network.said[:count].T @ of_paper).toarray() + _PRIOR * usual
    share = mixed / mixed.sum(axis=1, keepdims=True)
    return np.asarray(share / usual, np.float32), np.asarray(share, np.float32)


def _plus_one(left: Thin, right: Thin) -> tuple[Thin, Thin]:
    """Left and right of a dot product that is greater by one."""
    ones = np.ones((len(left), 1), np.float32)
    return np.hstack([left, ones]), np.hstack([right, ones])
