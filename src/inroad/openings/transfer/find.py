"""Methods of a field that nobody has tried in a domain where the field's other methods are at home.

Only pairs that a person can act on: the method has a paper of its own, the domain has a paper of this field
to start from, and where papers of the domain name a data set, that is the one to start with.  "Nobody" is
said of this corpus, up to its last day, under the names that are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

import polars as pl

from inroad.atlas import describe
from inroad.atlas.field import Field
from inroad.atlas.kinds import speaks_of
from inroad.atlas.schema import ROLES
from inroad.openings.effort import estimate
from inroad.signals.seen import Signals
from inroad.types import Method, Opening, Part, Refutation

_LEAST_AT_HOME = 8
"""Papers of the field in a domain, for the domain to count as a neighbour."""
_LEAST_EXPECTED = 1.0
"""Papers that one would expect to name the method there if it were as common there as in the field."""
_LEAST_NAMED = 3
"""Papers of the field that name a method: fewer tell nothing of where it is not used."""
_LOOKED_AT = 30
"""Pairs, the likeliest first, that somebody tries to refute."""
_METHOD = ROLES.index("method")
_DATA = [ROLES.index(kind) for kind in ("dataset", "benchmark")]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A method and a domain that no paper joins."""

    method: int
    domain: str
    expected: float
    papers: int
    """Papers of the field in the domain."""


def find(field: Field, signals: Signals, most: int) -> list[Opening]:
    """The best openings of this kind, best first.

    Args:
        field: where to look; the last day known is that of its atlas.
        signals: not asked; transfers are told from papers alone.
        most: how many at most.
    """
    pairs = sorted(_pairs(field), key=lambda pair: (-pair.expected, pair.method, pair.domain))[:_LOOKED_AT]
    records = describe.methods(field.atlas, sorted({pair.method for pair in pairs} | _neighbours(field)))
    made = (_opening(pair, field, records) for pair in pairs if pair.method in records)
    return [opening for opening in made if opening is not None][:most]


# -- candidates -----------------------------------------------------------------------------------


def _pairs(field: Field) -> Iterator[_Pair]:
    domains = field.papers.drop_nulls("domain").group_by("domain").len("papers")
    domains = domains.filter(pl.col("papers") >= _LEAST_AT_HOME).sort("domain")
    tried = set(_seen(field).select("method", "domain").iter_rows())
    for number, in_field in _own(field).select("method", "in_field").iter_rows():
        for domain, papers in domains.iter_rows():
            expected = papers * in_field / field.papers.height
            if (number, domain) not in tried and expected >= _LEAST_EXPECTED:
                yield _Pair(number, domain, expected, papers)


def _own(field: Field) -> pl.DataFrame:
    """The field's methods that have a paper of their own; its founders stand for the field itself."""
    special = (pl.col("kind") == _METHOD) & pl.col("introduced_by").is_not_null()
    named = pl.col("in_field") >= _LEAST_NAMED
    return field.methods.filter(special & named & ~pl.col("method").is_in(list(field.founders)))


def _seen(field: Field) -> pl.DataFrame:
    """method, domain, papers, example: in which domains of the whole corpus the field's methods are named."""
    mentions = field.atlas.mentions.join(field.methods.select("method"), on="method", how="semi")
    placed = (
        mentions.select("method", "paper")
        .unique()
        .join(field.atlas.papers.select("paper", "domain"), on="paper")
        .drop_nulls("domain")
    )
    counts = placed.group_by("method", "domain").agg(papers=pl.len(), example=pl.col("paper").max())
    return counts.sort("method", "domain")


def _near(field: Field, domain: str) -> list[tuple[int, int, int]]:
    """Methods that papers of a domain name most, other than the founders: number, papers, latest of them."""
    there = (pl.col("domain") == domain) & ~pl.col("method").is_in(list(field.founders))
    rows = _seen(field).filter(there & pl.col("method").is_in(_own(field)["method"].implode()))
    best = rows.sort("papers", "method", descending=[True, False]).head(3)
    return list(best.select("method", "papers", "example").iter_rows())


def _neighbours(field: Field) -> set[int]:
    return set(_own(field)["method"])


# -- refutation -----------------------------------------------------------------------------------


def _refuted(pair: _Pair, field: Field) -> tuple[int, bool]:
    """How many papers name the method, and whether one of them speaks of the domain after all.

    A paper's domain is told with caution; here two words of it, or one in the title, count against the pair.
    """
    numbers = field.atlas.mentions.filter(pl.col("method") == pair.method)["paper"].unique()
    papers = field.atlas.papers.filter(pl.col("paper").is_in(numbers.implode()))
    texts = field.atlas.texts_of(papers["paper_id"]).with_columns(pl.col("abstract").fill_null(""))
    told = papers.select("paper_id", "title", abstract=pl.lit("")) if texts.is_empty() else texts
    return papers.height, bool(speaks_of(told, pair.domain).any())


# -- the opening ----------------------------------------------------------------------------------


def _opening(pair: _Pair, field: Field, records: dict[int, Method]) -> Opening | None:
    method, near = records[pair.method], _near(field, pair.domain)
    if not near:
        return None
    searched, refuted = _refuted(pair, field)
    if refuted:
        return None
    other, count, example = near[0]
    start = field.atlas.papers.row(example, named=True)
    data = _data_set(field, pair.domain)
    until = field.atlas.coverage().until
    on = f" on {data}" if data else ""
    shown = [
        describe.paper(field.atlas.papers.row(paper, named=True), f"nearest: {records[number].name} there")
        for number, _, paper in near
        if number in records
    ]
    text = field.atlas.texts_of(pl.Series([start["paper_id"]], dtype=pl.String))
    abstract = text["abstract"][0] if text.height else None
    return Opening(
        opening_id=f"transfer:{method.method_id}×{pair.domain}",
        kind="transfer",
        title=f"try {method.name} in {pair.domain}{on}",
        why=f"{pair.papers} papers of this field are of {pair.domain}, and none of them names {method.name}; "
        f"as common there as in the rest of the field it would be in about {pair.expected:.0f}",
        obstacle=f"nobody has tried it there; {records[other].name} was, in {count} papers",
        parts=_parts(pair, count),
        effort=estimate(start["title"], abstract),
        steps=(
            f"read arXiv:{start['paper_id']}, which uses {records[other].name} there, and repeat its "
            f"smallest experiment{on}",
            f"read arXiv:{method.introduced_by} and put {method.name} in the place of {records[other].name}, "
            "with the same data, budget and seeds",
            "compare both over at least six seeds, and write down where it helps, where not, and why",
        ),
        refutation=Refutation(
            searched=tuple(dict.fromkeys((method.name, *method.aliases)))[:6],
            looked_in=f"{searched} papers that name it, title and abstract, up to {until}",
            found=f"none of them speaks of {pair.domain}",
            nearest=tuple(shown),
        ),
        wrong_if=f"a paper outside of this corpus uses {method.name} in {pair.domain}, under whatever name",
        evidence=tuple(shown),
        method=method.method_id,
        paper_id=method.introduced_by,
        unknown=("full texts and papers that this corpus does not hold were not searched",),
    )


def _parts(pair: _Pair, near: int) -> tuple[Part, ...]:
    return (
        Part("missing", log2(1 + pair.expected), f"about {pair.expected:.1f} papers were to be expected"),
        Part("at home", 0.3 * log2(1 + near), f"{near} papers there use the nearest other method"),
    )


def _data_set(field: Field, domain: str) -> str | None:
    """The data set or benchmark that most papers of a domain name; None if none is named twice."""
    there = field.papers.filter(pl.col("domain") == domain).select("paper")
    named = field.mentions.join(there, on="paper", how="semi")
    kinds = field.atlas.methods.filter(pl.col("kind").is_in(_DATA)).select("method", "name")
    counts = named.join(kinds, on="method").group_by("method", "name").agg(papers=pl.col("paper").n_unique())
    best = counts.filter(pl.col("papers") >= 2).sort("papers", "method", descending=[True, False])
    return str(best["name"][0]) if best.height else None
