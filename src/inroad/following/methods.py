"""Which named methods new papers introduce, whether the names were there before, and what they build on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from inroad.atlas.open import Atlas
from inroad.atlas.relation_model import STATED
from inroad.atlas.schema import RELATIONS, ROLES

_BUILDS_ON = RELATIONS.index("builds on")
_METHODS = [ROLES.index(kind) for kind in ("method", "model")]


@dataclass(frozen=True, slots=True)
class Named:
    """A method that a new paper introduces."""

    name: str
    method_id: str
    known_before: bool
    papers: int
    """Other papers that name it by now."""
    builds_on: tuple[str, ...]
    """Names of followed methods."""


def introduced(atlas: Atlas, papers: pl.DataFrame, followed: Collection[int]) -> dict[str, tuple[Named, ...]]:
    """Paper id -> what it introduces, as far as the atlas has read the papers.

    Args:
        atlas: what is known.
        papers: new papers, by ``paper_id``.
        followed: numbers of methods whose descendants are asked for.
    """
    rows = atlas.papers.select("paper", "paper_id").join(papers.select("paper_id"), on="paper_id", how="semi")
    own = atlas.methods.filter(pl.col("kind").is_in(_METHODS)).join(
        rows, left_on="introduced_by", right_on="paper", how="inner"
    )
    own = own.with_columns(paper=pl.col("introduced_by")).sort("paper", "method")
    named, parents = _uses(atlas, own), _parents(atlas, own, followed)
    before = _names_before(atlas, own)
    found: dict[str, list[Named]] = {}
    for row in own.iter_rows(named=True):
        method = row["method"]
        made = Named(
            row["name"], row["method_id"], method in before, named.get(method, 1) - 1, parents.get(method, ())
        )
        found.setdefault(row["paper_id"], []).append(made)
    return {paper_id: tuple(each) for paper_id, each in found.items()}


def _uses(atlas: Atlas, own: pl.DataFrame) -> dict[int, int]:
    """Papers that name each method, its own included."""
    mentions = atlas.mentions.join(own.select("method"), on="method", how="semi")
    return dict(mentions.group_by("method").agg(pl.col("paper").n_unique()).iter_rows())


def _parents(atlas: Atlas, own: pl.DataFrame, followed: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Method -> names of the followed ones that it builds on."""
    edges = atlas.related.filter(
        (pl.col("relation") == _BUILDS_ON)
        & (pl.col("confidence") >= STATED)
        & pl.col("parent").is_in(sorted(followed))
    )
    edges = edges.join(own.select(child="method"), on="child", how="semi")
    names = atlas.methods.select(parent="method", name="name")
    pairs = edges.select("child", "parent").unique().join(names, on="parent").sort("child", "parent")
    found: dict[int, list[str]] = {}
    for child, name in pairs.select("child", "name").iter_rows():
        found.setdefault(child, []).append(name)
    return {child: tuple(each) for child, each in found.items()}


def _names_before(atlas: Atlas, own: pl.DataFrame) -> set[int]:
    """Methods whose name something else had before."""
    key = pl.col("method_id").str.split("@").list.first()
    keyed = own.select("method", "first_paper", key=key)
    others = atlas.methods.select(other="method", since="first_paper", key=key)
    pairs = keyed.join(others, on="key").filter(
        (pl.col("other") != pl.col("method")) & (pl.col("since") < pl.col("first_paper"))
    )
    return set(pairs["method"])
