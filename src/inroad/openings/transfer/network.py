"""The growing network of methods and concepts: which things papers name together, and since which day.

Nodes are the atlas's names (methods, models, datasets, tools, tasks), the domains of applications, frequent
phrases of titles and, if given, concepts of the caller's own.  Two nodes are joined from the day of the first
paper that names both in title or abstract (Krenn et al., "Forecasting the future of artificial intelligence
with machine learning-based link prediction in an exponentially growing knowledge network", Nature Machine
Intelligence 5, 2023).  Without texts at hand phrases and concepts are looked for in titles only.

A name inside a longer one ("attention" in "self attention") is joined to it from the start, so such a pair
is never a candidate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from inroad.atlas.open import Atlas
from inroad.atlas.schema import ROLES
from inroad.atlas.text import fold
from inroad.openings.transfer.spot import spotted

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NODES = pl.Schema(
    {
        "kind": pl.String,  # one of the atlas's ROLES, "domain", "phrase" or "concept"
        "label": pl.String,
        "method_id": pl.String,  # of a name of the atlas, else null
        "known": pl.Int32,  # day from which it is listed, in days since 1970
    }
)
"""A node's number is its row."""

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


def network(
    atlas: Atlas, concepts: Sequence[str] = (), *, least: int = 2, phrases: int | None = 20
) -> Network:
    """The network of an atlas, up to its day.

    Args:
        atlas: as of the day that may be known.
        concepts: further things to look for; those that are a name of the atlas are left out.
        least: papers that must name a name of the atlas for it to be a node.
        phrases: titles that must hold a phrase for it to be a node; None: no phrases.
    """
    nodes = choose_nodes(atlas, concepts, least, phrases)
    return observe(atlas, nodes)


def choose_nodes(atlas: Atlas, concepts: Sequence[str], least: int, phrases: int | None) -> pl.DataFrame:
    """NODES of an atlas: names, then domains, then phrases, then concepts."""
    names = _names(atlas, least)
    told = atlas.aliases.join(names.select("method"), on="method", how="semi")["alias"]
    taken = {fold(alias) for alias in told}
    listed = [
        names.select(NODES.names()),
        _plain("domain", atlas.papers["domain"].drop_nulls().unique().sort()),
    ]
    if phrases is not None:
        often = atlas.phrases.filter(pl.col("papers") >= phrases)["phrase"].str.replace_all("_", " ")
        listed.append(_plain("phrase", _new(often.sort().to_list(), taken)))
    listed.append(_plain("concept", _new(concepts, taken)))
    return pl.concat(listed)


def _names(atlas: Atlas, least: int) -> pl.DataFrame:
    """NODES columns and ``method`` of the names in at least ``least`` papers."""
    counts = naming(atlas).group_by("method").len("papers").filter(pl.col("papers") >= least)
    rows = atlas.methods.join(counts, on="method", how="semi").sort("method")
    kind = pl.col("kind").replace_strict(dict(enumerate(ROLES)), return_dtype=pl.String)
    return rows.select("method", "method_id", kind=kind, label="name", known=pl.col("known").cast(pl.Int32))


def naming(atlas: Atlas) -> pl.DataFrame:
    """method, paper: each pair of MENTIONS once, in their order."""
    again = (pl.col("method") == pl.col("method").shift(1)) & (pl.col("paper") == pl.col("paper").shift(1))
    return atlas.mentions.filter(~again.fill_null(False)).select("method", "paper")


def _plain(kind: str, labels: Sequence[str] | pl.Series) -> pl.DataFrame:
    columns = {"kind": kind, "label": list(labels), "method_id": None, "known": days(dt.date.min)}
    return pl.DataFrame({**columns, "kind": [kind] * len(labels)}, schema=NODES)


def _new(names: Sequence[str], taken: set[str]) -> list[str]:
    """Names that are not taken yet, each once; they are taken then."""
    kept = []
    for name in names:
        key = fold(name)
        if key and key not in taken:
            taken.add(key)
            kept.append(name)
    return kept


def observe(atlas: Atlas, nodes: pl.DataFrame) -> Network:
    """The same nodes in the papers of another day's atlas."""
    parts = [_mentioned(atlas, nodes), _in_domains(atlas, nodes), _in_texts(atlas, nodes)]
    pairs = pl.concat(parts).unique().sort("paper", "node")
    papers = atlas.papers["date"].cast(pl.Int32).to_numpy().astype(np.int64)
    rows, columns = pairs["paper"].to_numpy(), pairs["node"].to_numpy()
    ones = np.ones(pairs.height, dtype=np.float32)
    said = sparse.csr_array((ones, (rows, columns)), shape=(len(papers), nodes.height))
    said.sort_indices()
    return Network(nodes, said, papers, categories(atlas))


def categories(atlas: Atlas) -> Ints:
    """(papers,) number of each paper's primary category."""
    known = atlas.papers["primary"].fill_null("")
    number = {name: place for place, name in enumerate(known.unique().sort())}
    return known.replace_strict(number, return_dtype=pl.Int64).to_numpy()


def _numbered(nodes: pl.DataFrame) -> pl.DataFrame:
    return nodes.with_row_index("node")


def _mentioned(atlas: Atlas, nodes: pl.DataFrame) -> pl.DataFrame:
    own = _numbered(nodes).drop_nulls("method_id").select("node", "method_id")
    numbers = atlas.methods.select("method", "method_id").join(own, on="method_id").select("method", "node")
    return naming(atlas).join(numbers, on="method").select("paper", "node")


def _in_domains(atlas: Atlas, nodes: pl.DataFrame) -> pl.DataFrame:
    own = _numbered(nodes).filter(pl.col("kind") == "domain").select("node", domain="label")
    return atlas.papers.select("paper", "domain").join(own, on="domain").select("paper", "node")


def _in_texts(atlas: Atlas, nodes: pl.DataFrame) -> pl.DataFrame:
    own = _numbered(nodes).filter(pl.col("kind").is_in(["phrase", "concept"])).select("node", "label")
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
