"""Making an outlook: the network of an atlas's last day, and of it what methods and tasks need."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from inroad.atlas.open import Atlas
from inroad.openings.transfer.arrays import Lists
from inroad.openings.transfer.backtest import method_rows, task_columns, task_nodes
from inroad.openings.transfer.features import snapshot
from inroad.openings.transfer.network import days, observe
from inroad.openings.transfer.outlook import Outlook


def made(atlas: Atlas) -> Outlook:
    """The outlook of an atlas's last day.

    Raises:
        InputError: titles speak of no task often enough.
    """
    nodes = task_nodes(atlas)
    until = atlas.coverage().until
    assert until is not None  # there are papers, else there were no tasks
    network = observe(atlas, nodes)
    methods, tasks = method_rows(network, atlas), task_columns(network, days(until))
    known = snapshot(network, days(until)).part(np.concatenate([methods, tasks]))
    spoken = sparse.csr_array(network.said[:, tasks].T)
    used = sparse.csr_array(network.said[:, methods].T @ sparse.csr_array(spoken.T))
    ids, told = tuple(nodes["method_id"].gather(methods)), tuple(nodes["label"].gather(tasks))
    speaking = _lists(spoken).turned(atlas.size)
    return Outlook(ids, told, known, _lists(used), _lists(spoken), speaking)


def _lists(matrix: sparse.csr_array) -> Lists:
    """The filled columns of each row."""
    matrix.sort_indices()
    return Lists(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64))
