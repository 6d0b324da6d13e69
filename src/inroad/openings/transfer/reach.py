"""How far methods reach: which are named in which tasks' papers, and where their relatives and company are.

A method's *relatives* are those it builds on, those that build on it, those that build on the same, and those
it is compared with.  Its *company* are the methods named in the same papers.  If relatives and company are at
home in a task whose papers do not name the method, the method may well be next.

A paper is a task's if its title names the task; the same for features in every corpus, with or without
abstracts.  Whether a pair is joined already is asked of abstracts too where they are at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from inroad.atlas.open import Atlas
from inroad.atlas.schema import RELATIONS, ROLES
from inroad.openings.transfer.network import Floats, Ints, days, naming

Wide = NDArray[np.float32]

LEAST_PAPERS = 3
"""Papers that must name a method for it to be transferred: what nobody took up is another kind of opening."""
RECENT = 180
_USUAL = 50_000
"""Papers of RECENT days to which recent counts are scaled: a denser crawl must not look like growth."""
_MADE = [ROLES.index(kind) for kind in ("method", "model")]
_BUILDS_ON, _COMPARES = RELATIONS.index("builds on"), RELATIONS.index("compares with")
_SIBLING = 0.5
"""What a shared parent counts beside a parent; shared among all its children's number."""
_RIVAL = 0.5


@dataclass(frozen=True)
class Reach:
    """Methods x tasks at the end of a day."""

    methods: pl.DataFrame
    """method, method_id, papers: rows of the matrices."""
    tasks: list[str]
    """Columns of the matrices."""
    used: sparse.csr_array
    """methods x tasks: the task's papers that name each method."""
    own: Mapping[str, Floats]
    """Name -> (methods,) figures on a log scale."""
    of_task: Mapping[str, Floats]
    """Name -> (tasks,) figures on a log scale."""
    pair: Mapping[str, Wide]
    """Name -> methods x tasks."""

    @property
    def names(self) -> list[str]:
        """Names of the features, in the order of :meth:`features`."""
        return [*self.own, *self.of_task, *self.pair]

    def features(self, row: Ints, column: Ints) -> Floats:
        """(pairs, names) of some pairs."""
        columns = [values[row] for values in self.own.values()]
        columns += [values[column] for values in self.of_task.values()]
        columns += [values[row, column].astype(np.float64) for values in self.pair.values()]
        return np.stack(columns, axis=1)

    def log_odds(self, weights: Mapping[str, float], bias: float) -> Wide:
        """methods x tasks: the weighted sum of all features."""
        total = np.zeros((self.methods.height, len(self.tasks)), dtype=np.float32)
        total += (
            bias
            + sum((weights.get(name, 0.0) * value for name, value in self.own.items()), np.zeros(1))[:, None]
        )
        total += sum((weights.get(name, 0.0) * value for name, value in self.of_task.items()), np.zeros(1))[
            None, :
        ]
        for name, value in self.pair.items():
            total += np.float32(weights.get(name, 0.0)) * value
        return total


def transferable(atlas: Atlas, least: int = LEAST_PAPERS) -> pl.DataFrame:
    """method, method_id, papers of methods and models with an introducing paper that is no application."""
    counts = naming(atlas).group_by("method").len("papers").filter(pl.col("papers") >= least)
    general = atlas.papers.filter(pl.col("applied").fill_null(0) < 0.5).select(introduced_by="paper")
    rows = atlas.methods.filter(pl.col("kind").is_in(_MADE)).join(general, on="introduced_by", how="semi")
    return rows.join(counts, on="method").select("method", "method_id", "papers").sort("method")


def reach(atlas: Atlas, methods: pl.DataFrame, tasks: list[str], said: pl.DataFrame) -> Reach:
    """What is known at the end of an atlas's day.

    Args:
        atlas: as of that day.
        methods: method, method_id, papers, sorted by method.
        tasks: labels.
        said: paper, task: titles that name each task, none later than the day.
    """
    until = atlas.coverage().until
    assert until is not None
    naming_, day = naming(atlas), atlas.papers["date"].cast(pl.Int32).to_numpy().astype(np.int64)
    count = int(atlas.methods["method"].max() or 0) + 1  # type: ignore[arg-type]
    named = _matrix(naming_["method"], naming_["paper"], (count, len(day)))
    spoken = _matrix(said["paper"], said["task"], (len(day), len(tasks)))
    rows = methods["method"].to_numpy().astype(np.int64)
    lately = day > days(until) - RECENT
    everywhere = _met(naming_, said, count, len(tasks))
    older = _met(naming_, said.filter(pl.col("paper") < int((~lately).sum())), count, len(tasks))
    new = _ones(everywhere) - _ones(older)
    new.eliminate_zeros()
    relatives = kinship(atlas, rows, count)
    return Reach(
        methods,
        tasks,
        sparse.csr_array(everywhere[rows]),
        _own(named[rows], day, days(until), lately)
        | _reached("tasks it is named with", everywhere[rows], new[rows]),
        _of_task(spoken, lately) | _reached("methods named with it", everywhere.T, new.T),
        _pair(named, spoken, rows, everywhere, relatives)
        | {
            "like categories": _affinity(named[rows], spoken, atlas.papers["primary"]),
            "like domains": _affinity(named[rows], spoken, atlas.papers["domain"]),
        },
    )


def _met(naming_: pl.DataFrame, said: pl.DataFrame, methods: int, tasks: int) -> sparse.csr_array:
    """methods x tasks: papers that name both."""
    both = naming_.join(said, on="paper")
    met = _matrix(both["method"], both["task"], (methods, tasks))
    met.sum_duplicates()
    return met


def _matrix(row: pl.Series, column: pl.Series, shape: tuple[int, int]) -> sparse.csr_array:
    ones = np.ones(len(row), dtype=np.float32)
    return sparse.csr_array(
        (ones, (row.to_numpy().astype(np.int64), column.to_numpy().astype(np.int64))), shape=shape
    )


def _own(named: sparse.csr_array, day: Ints, until: int, lately: NDArray[np.bool_]) -> dict[str, Floats]:
    total = np.diff(named.indptr).astype(np.float64)
    first = np.minimum.reduceat(day[named.indices], named.indptr[:-1]) if named.nnz else total
    return {
        "papers of the method": np.log1p(total),
        f"its papers of {RECENT} days": np.log1p(np.asarray(named @ _scaled(lately))),
        "age of the method": np.log1p(np.maximum(until - first, 0).astype(np.float64)),
    }


def _reached(name: str, everywhere: sparse.csr_array, new: sparse.csr_array) -> dict[str, Floats]:
    """How many of the other side each is joined to, and since lately."""
    total, lately = (np.asarray((each > 0).sum(axis=1), dtype=np.float64) for each in (everywhere, new))
    return {name: np.log1p(total), f"{name} first in the last {RECENT} days": np.log1p(lately)}


def _scaled(lately: NDArray[np.bool_]) -> Floats:
    return np.asarray(lately * (_USUAL / max(int(lately.sum()), 1)), dtype=np.float64)


def _of_task(spoken: sparse.csr_array, lately: NDArray[np.bool_]) -> dict[str, Floats]:
    return {
        "papers of the task": np.log1p(np.asarray(spoken.sum(axis=0), dtype=np.float64)),
        f"the task's papers of {RECENT} days": np.log1p(np.asarray(_scaled(lately) @ spoken)),
    }


def _pair(
    named: sparse.csr_array,
    spoken: sparse.csr_array,
    rows: Ints,
    everywhere: sparse.csr_array,
    relatives: sparse.csr_array,
) -> dict[str, Wide]:
    """What speaks for a method and a task to meet: who is there already, and what else both deal with."""
    there, is_used = _log(everywhere), _ones(everywhere)
    together = _without_self(sparse.csr_array(named[rows] @ named.T), rows)
    company = _shares(together)
    reached = np.maximum(np.diff(everywhere.indptr), 1)
    specific = sparse.csr_array(sparse.diags_array((1 / reached).astype(np.float32)) @ is_used)
    beside = sparse.csr_array(spoken.T @ spoken)
    beside.setdiag(0)
    beside.eliminate_zeros()
    return {
        "relatives there": _dense(relatives @ is_used),
        "company there": _dense(company @ there, 10),
        "company of few tasks there": _dense(_ones(together) @ specific, 10),
        "company prefers it": (company @ _preference(everywhere, named.shape[1])).toarray(),
        "used for tasks with like methods": _dense(there[rows] @ _alike(everywhere)),
        "used for tasks named beside it": _dense(there[rows] @ _shares(beside).T, 10),
        "tasks named beside it": _dense(_ones(everywhere[rows]) @ _ones(beside)),
    }


def _dense(matrix: sparse.csr_array, scale: float = 1.0) -> Wide:
    return np.asarray(np.log1p(matrix.toarray() * np.float32(scale)), dtype=np.float32)


def _log(matrix: sparse.csr_array) -> sparse.csr_array:
    return sparse.csr_array((np.log1p(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)


def _ones(matrix: sparse.csr_array) -> sparse.csr_array:
    ones = np.ones(len(matrix.indices), dtype=np.float32)
    return sparse.csr_array((ones, matrix.indices, matrix.indptr), shape=matrix.shape)


def _without_self(matrix: sparse.csr_array, rows: Ints) -> sparse.csr_array:
    """Rows ``rows`` of a square matrix without its diagonal."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    matrix.data[matrix.indices == rows[row]] = 0
    matrix.eliminate_zeros()
    return matrix


def _shares(matrix: sparse.csr_array) -> sparse.csr_array:
    """Each row divided by its sum."""
    total = np.maximum(np.asarray(matrix.sum(axis=1), dtype=np.float32), 1)
    return sparse.csr_array(sparse.diags_array(1 / total) @ matrix)


def _preference(everywhere: sparse.csr_array, papers: int) -> sparse.csr_array:
    """Logarithm of what part of a task's papers name each method."""
    size = np.maximum(np.asarray(everywhere.sum(axis=0), dtype=np.float64), 1)
    share = np.log1p(everywhere.data * papers / 1e3 / size[everywhere.indices]).astype(np.float32)
    return sparse.csr_array((share, everywhere.indices, everywhere.indptr), shape=everywhere.shape)


_PRIOR = 5.0
"""Papers' worth of the average that is mixed into what a method's or task's papers are of."""


def _affinity(named: sparse.csr_array, spoken: sparse.csr_array, label: pl.Series) -> Wide:
    """Logarithm of how much oftener than by chance papers of the method and of the task share a label."""
    code = label.fill_null("").cast(pl.Categorical).to_physical().to_numpy().astype(np.int64)
    ones = np.ones(len(code), dtype=np.float32)
    of_paper = sparse.csr_array(
        (ones, (np.arange(len(code)), code)), shape=(len(code), int(code.max(initial=0)) + 1)
    )
    usual = np.maximum(np.asarray(of_paper.sum(axis=0)), 1e-9) / max(len(code), 1)
    one, other = (_profile(side @ of_paper, usual) for side in (named, sparse.csr_array(spoken.T)))
    return np.asarray(np.log((one / usual) @ other.T), dtype=np.float32)


def _profile(counts: sparse.csr_array, usual: Floats) -> Floats:
    mixed = counts.toarray().astype(np.float64) + _PRIOR * usual
    return np.asarray(mixed / mixed.sum(axis=1, keepdims=True))


def _alike(everywhere: sparse.csr_array) -> sparse.csr_array:
    """tasks x tasks: cosine of the methods named in their papers, roots of counts; none with itself."""
    root = everywhere.copy()
    root.data = np.sqrt(root.data)
    length = np.sqrt(np.asarray(root.multiply(root).sum(axis=0), dtype=np.float64))
    unit = sparse.csr_array(root @ sparse.diags_array(1 / np.maximum(length, 1e-9)))
    cosine = sparse.csr_array(unit.T @ unit)
    cosine.setdiag(0)
    return cosine


def kinship(atlas: Atlas, rows: Ints, count: int) -> sparse.csr_array:
    """rows x methods: how much of a relative each is."""
    related = atlas.related.drop_nulls("child").filter(pl.col("child") != pl.col("parent"))
    descent = _links(related.filter(pl.col("relation") == _BUILDS_ON), count)
    rivals = _links(related.filter(pl.col("relation") == _COMPARES), count)
    children = np.maximum(np.asarray(descent.sum(axis=0), dtype=np.float32), 1)
    mine, theirs = descent[rows], sparse.csr_array(descent.T)
    shared = mine @ sparse.diags_array(_SIBLING / np.sqrt(children)) @ theirs
    total = mine + theirs[rows] + shared + _RIVAL * (rivals[rows] + sparse.csr_array(rivals.T)[rows])
    return _without_self(sparse.csr_array(total), rows)


def _links(related: pl.DataFrame, count: int) -> sparse.csr_array:
    pairs = related.select("child", "parent").unique().sort("child", "parent")
    return _matrix(pairs["child"], pairs["parent"], (count, count))
