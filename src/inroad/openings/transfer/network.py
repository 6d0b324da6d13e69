"""The growing network of methods and concepts: which things papers name together, and since which day.

Nodes are the atlas's names (methods, models, datasets, tools, tasks) and further things that are looked for
in texts: tasks that titles speak of, or a caller's own list of concepts.  Two nodes are joined from the day
of the first paper that names both in title or abstract (Krenn et al., "Forecasting the future of artificial
intelligence with machine learning-based link prediction in an exponentially growing knowledge network",
Nature Machine Intelligence 5, 2023).  Without texts at hand only titles are looked at.

A name inside a longer one ("attention" in "self attention") is joined to it from the start, so such a pair
is never a candidate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from inroad.atlas.open import Atlas
from inroad.atlas.schema import ROLES
from inroad.atlas.text import fold
from inroad.openings.transfer.arrays import Floats, Ints
from inroad.openings.transfer.named import naming
from inroad.openings.transfer.spot import spotted

NODES = pl.Schema(
    {
        "kind": pl.String,  # one of the atlas's ROLES, or "concept"
        "label": pl.String,
        "method_id": pl.String,  # of a name of the atlas, else null
        "known": pl.Int32,  # day from which it is listed, in days since 1970
    }
)
"""A node's number is its row."""

CONCEPT = "concept"

_EPOCH = dt.date(1970, 1, 1)
_BITS = 15
"""Bits of a day counted from the first paper's: 89 years."""


def days(day: dt.date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


@dataclass(frozen=True)
class Edges:
    """Every joined pair once, sorted by (low, high)."""

    low: Ints
    high: Ints
    """The greater node number."""
    day: Ints
    """Day of the first paper that names both."""


@dataclass(frozen=True)
class Network:
    """Nodes, and the papers that name them."""

    nodes: pl.DataFrame
    said: sparse.csr_array
    """papers x nodes, ones; papers in order of their date."""
    day: Ints
    """(papers,) days since 1970, rising."""
    category: Ints
    """(papers,) number of the primary category; those unknown share one."""

    @property
    def size(self) -> int:
        """Number of nodes."""
        return self.nodes.height

    def papers_until(self, day: int) -> int:
        """How many papers are of ``day`` or before."""
        return int(np.searchsorted(self.day, day, "right"))

    def papers_by_node(self, after: int | None, until: int) -> Floats:
        """(nodes,) papers after one day, up to another, that name each node."""
        first = 0 if after is None else self.papers_until(after)
        part = self.said[first : self.papers_until(until)]
        return np.bincount(part.indices, minlength=self.size).astype(np.float64)

    def together(self, after: int | None, until: int) -> sparse.csr_array:
        """nodes x nodes: papers of a span that name both; the diagonal is empty."""
        first = 0 if after is None else self.papers_until(after)
        part = self.said[first : self.papers_until(until)]
        counts = sparse.csr_array(part.T @ part)
        counts.setdiag(0)
        counts.eliminate_zeros()
        counts.sort_indices()
        return counts

    @cached_property
    def edges(self) -> Edges:
        """All joined pairs with their first day."""
        return dated_edges(self.said, self.day)

    def joined(self, day: int) -> sparse.csr_array:
        """nodes x nodes of ones where a paper up to ``day`` names both."""
        edges = self.edges
        old = edges.day <= day
        low, high = edges.low[old], edges.high[old]
        place = np.concatenate([low, high]), np.concatenate([high, low])
        ones = np.ones(2 * len(low), dtype=np.float32)
        matrix = sparse.csr_array((ones, place), shape=(self.size, self.size))
        matrix.sort_indices()
        return matrix

    @property
    def concepts(self) -> NDArray[np.bool_]:
        """(nodes,) which are no names of the atlas."""
        return self.nodes["method_id"].is_null().to_numpy()

    @cached_property
    def first_day(self) -> Ints:
        """(nodes,) day of the first paper that names each node; far in the future if none does."""
        first = np.full(self.size, np.iinfo(np.int32).max, dtype=np.int64)
        rows = np.repeat(self.day, np.diff(self.said.indptr))
        np.minimum.at(first, self.said.indices, rows)
        return first


def dated_edges(said: sparse.csr_array, day: Ints) -> Edges:
    """Pairs of nodes named together, with the day of the first paper that does."""
    size, start = said.shape[1], int(day[0]) if len(day) else 0
    if size * size >= 1 << (63 - _BITS):
        raise ValueError(f"{size} nodes are too many for one network")
    keys = np.sort(np.concatenate([np.empty(0, np.int64), *_pairs(said, day - start)]))
    pair, since = keys >> _BITS, keys & ((1 << _BITS) - 1)
    first = np.append(True, pair[1:] != pair[:-1])[: len(pair)]
    return Edges(pair[first] // size, pair[first] % size, since[first] + start)


def _pairs(said: sparse.csr_array, day: Ints) -> list[Ints]:
    """Low node, high node and day of every pair of every paper, packed; papers of one length at a time."""
    lengths = np.diff(said.indptr)
    packed = []
    for length in np.unique(lengths[lengths > 1]).tolist():
        rows = np.flatnonzero(lengths == length)
        named = said.indices[said.indptr[rows][:, None] + np.arange(length)].astype(np.int64)
        one, other = np.triu_indices(length, 1)
        pair = named[:, one] * said.shape[1] + named[:, other]
        packed.append(((pair << _BITS) | day[rows, None]).ravel())
    return packed


# -- from an atlas --------------------------------------------------------------------------------


def choose_nodes(atlas: Atlas, concepts: Sequence[str], least: int = 2) -> pl.DataFrame:
    """NODES of an atlas: its names, then concepts.

    Args:
        atlas: as of the day that may be known.
        concepts: further things to look for in texts.
        least: papers that must name a name of the atlas for it to be a node.
    """
    rows = _often_named(atlas, least)
    kind = pl.col("kind").replace_strict(dict(enumerate(ROLES)), return_dtype=pl.String)
    names = rows.select(kind.alias("kind"), "method_id", label="name", known=pl.col("known").cast(pl.Int32))
    columns = {"kind": CONCEPT, "label": list(concepts), "method_id": None, "known": days(dt.date.min)}
    return pl.concat([names.select(NODES.names()), pl.DataFrame(columns, schema=NODES)])


def new_names(atlas: Atlas, names: Iterable[str], least: int = 2) -> list[str]:
    """Those that are no name of a node of an atlas, each once, in their order."""
    nodes = _often_named(atlas, least).select("method")
    told = atlas.aliases.join(nodes, on="method", how="semi")["alias"]
    taken = {fold(alias) for alias in told} | {""}
    first = {fold(name): name for name in reversed(list(names))}
    return [name for key, name in reversed(first.items()) if key not in taken]


def _often_named(atlas: Atlas, least: int) -> pl.DataFrame:
    """METHODS rows of the names in at least ``least`` papers."""
    counts = naming(atlas).group_by("method").len("papers").filter(pl.col("papers") >= least)
    return atlas.methods.join(counts, on="method", how="semi").sort("method")


def observe(atlas: Atlas, nodes: pl.DataFrame) -> Network:
    """These nodes in the papers of an atlas, of the day they were chosen on or a later one."""
    pairs = pl.concat([_mentioned(atlas, nodes), _in_texts(atlas, nodes)]).unique().sort("paper", "node")
    papers = atlas.papers["date"].cast(pl.Int32).to_numpy().astype(np.int64)
    rows, columns = pairs["paper"].to_numpy(), pairs["node"].to_numpy()
    ones = np.ones(pairs.height, dtype=np.float32)
    said = sparse.csr_array((ones, (rows, columns)), shape=(len(papers), nodes.height))
    said.sort_indices()
    return Network(nodes, said, papers, _categories(atlas))


def _categories(atlas: Atlas) -> Ints:
    """(papers,) number of each paper's primary category."""
    known = atlas.papers["primary"].fill_null("")
    number = {name: place for place, name in enumerate(known.unique().sort())}
    return known.replace_strict(number, return_dtype=pl.Int64).to_numpy()


def _mentioned(atlas: Atlas, nodes: pl.DataFrame) -> pl.DataFrame:
    own = nodes.with_row_index("node").drop_nulls("method_id").select("node", "method_id")
    numbers = atlas.methods.select("method", "method_id").join(own, on="method_id").select("method", "node")
    return naming(atlas).join(numbers, on="method").select("paper", "node")


def _in_texts(atlas: Atlas, nodes: pl.DataFrame) -> pl.DataFrame:
    own = nodes.with_row_index("node").filter(pl.col("kind") == CONCEPT).select("node", "label")
    found = spotted(texts_of(atlas) if own.height else atlas.papers.head(0), own["label"].to_list())
    numbers = own.with_row_index("name").select("name", "node")
    return found.join(numbers, on="name").select("paper", "node")


def texts_of(atlas: Atlas) -> pl.DataFrame:
    """paper, title and, with a corpus at hand, abstract of all papers of an atlas."""
    papers = atlas.papers.select("paper", "paper_id", "title")
    if atlas.texts is None:
        return papers.select("paper", "title")
    texts = atlas.texts().select("paper_id", "abstract").collect()
    return papers.join(texts, on="paper_id", how="left", maintain_order="left").drop("paper_id")
