"""What the atlas alone can already say of where one could get in.

Two kinds: a young method that others begin to use although its paper links to no code, and a method that
was never named in a neighbouring category of arXiv where its nearest relatives are at home.  Both are
pointers, not proofs: "no link" and "never named" are said of this corpus and its aliases only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from inroad.atlas import describe
from inroad.atlas.field import Field
from inroad.types import Evidence, Hint, Method

YOUNG = dt.timedelta(days=540)
_LEAST_OTHERS = 2
_LEAST_AT_HOME = 8
"""Papers of the field in a category, for it to count as a neighbour."""
_LEAST_USED = 5
_LEAST_RELATIVES = 3


def hints(field: Field, records: Mapping[int, Method], until: dt.date, most: int) -> tuple[Hint, ...]:
    """Openings of both kinds, the most promising first, kinds mixed."""
    found = [*_without_code(field, records, until), *_untried(field, records)]
    found.sort(key=lambda hint: (-hint.score, hint.title))
    return tuple(found[:most])


# -- no code --------------------------------------------------------------------------------------


def _without_code(field: Field, records: Mapping[int, Method], until: dt.date) -> list[Hint]:
    """Young methods with momentum whose paper's text links to no code."""
    found = []
    origins = dict(field.methods.select("method", "introduced_by").drop_nulls().iter_rows())
    takers = _takers(field, list(origins))
    for number, origin in origins.items():
        method = records[number]
        others = method.papers_by_others or 0
        if method.has_code is None and others >= _LEAST_OTHERS and until - method.first_seen <= YOUNG:
            found.append(_code_hint(method, others, field, origin, takers.get(number, [])))
    return found


def _takers(field: Field, numbers: list[int]) -> dict[int, list[describe.Row]]:
    """The latest papers that name each method, other than its own."""
    own = field.atlas.methods.filter(pl.col("method").is_in(numbers)).select("method", paper="introduced_by")
    pairs = field.atlas.mentions.filter(pl.col("method").is_in(numbers)).select("method", "paper").unique()
    pairs = pairs.join(own, on=["method", "paper"], how="anti").sort("paper", descending=True).group_by("method", maintain_order=True).head(3)
    rows = pairs.join(field.atlas.papers.select("paper", "paper_id", "title", "date"), on="paper", maintain_order="left")
    found: dict[int, list[describe.Row]] = {}
    for row in rows.iter_rows(named=True):
        found.setdefault(row["method"], []).append(row)
    return found


def _code_hint(method: Method, others: int, field: Field, origin: int, takers: list[describe.Row]) -> Hint:
    own = field.atlas.papers.row(origin, named=True)
    evidence = [describe.paper(own, "introduces it; its abstract links to no code"), *(describe.paper(row, "names it") for row in takers)]
    return Hint(
        kind="no code link",
        title=f"make {method.name} easy to try",
        why=f"{others} papers by others name it since {method.first_seen:%Y-%m}, and its abstract links to no code; "
        "that is not proof that there is none",
        first_step=f"read {method.introduced_by}, look for code on its arXiv page, and if there is none implement its smallest experiment",
        score=float(others),
        evidence=tuple(evidence),
    )


# -- untried transfer -----------------------------------------------------------------------------


def _untried(field: Field, records: Mapping[int, Method]) -> list[Hint]:
    """Methods of the field never named in a category where at least three of the field's other methods are."""
    homes = field.papers.drop_nulls("primary").select("paper", "primary")
    neighbours = homes.group_by("primary").len("papers").filter(pl.col("papers") >= _LEAST_AT_HOME)
    seen = _seen_in(field)
    used = field.methods.filter((pl.col("in_field") >= _LEAST_USED) & (pl.col("kind") == 0)).sort("in_field", descending=True).head(12)
    relatives = seen.filter(pl.col("method").is_in(field.methods["method"].implode()))
    tried = set(seen.select("method", "primary").iter_rows())
    found = []
    for category, papers in neighbours.sort("papers", "primary", descending=[True, False]).iter_rows():
        present = relatives.filter((pl.col("primary") == category) & (pl.col("papers") >= 2)).sort("papers", "method", descending=[True, False])
        if present.height < _LEAST_RELATIVES:
            continue
        for row in used.iter_rows(named=True):
            if (row["method"], category) not in tried:
                found.append(_transfer_hint(records[row["method"]], row["in_field"], category, papers, present, records, field))
    return found


def _seen_in(field: Field) -> pl.DataFrame:
    """method, primary, papers, example: in which categories of the whole corpus the field's methods are named."""
    mentions = field.atlas.mentions.join(field.methods.select("method"), on="method", how="semi").select("method", "paper").unique()
    placed = mentions.join(field.atlas.papers.select("paper", "primary"), on="paper").drop_nulls("primary")
    return placed.group_by("method", "primary").agg(papers=pl.len(), example=pl.col("paper").max()).sort("method", "primary")


def _transfer_hint(
    method: Method, in_field: int, category: str, papers: int, present: pl.DataFrame, records: Mapping[int, Method], field: Field
) -> Hint:
    near = [(records[row["method"]].name, row["papers"], row["example"]) for row in present.head(3).iter_rows(named=True)]
    told = ", ".join(f"{name} ({count})" for name, count, _ in near)
    until = field.atlas.as_of or field.papers["date"].max()
    return Hint(
        kind="untried transfer",
        title=f"{method.name} in {category}",
        why=f"no {category} paper of this corpus up to {until} names it under {_names(method)}, "
        f"although {papers} papers of the field are there; nearest: {told}",
        first_step=f"search {category} for what {near[0][0]} is used for there, and repeat one result with {method.name}",
        score=in_field**0.5 * papers**0.25 / 4,
        evidence=tuple(_near_evidence(name, example, field) for name, _, example in near),
    )


def _names(method: Method) -> str:
    names = [method.name, *([method.long_form] if method.long_form else []), *method.aliases]
    return ", ".join(dict.fromkeys(names[:5]))


def _near_evidence(name: str, example: int, field: Field) -> Evidence:
    return describe.paper(field.atlas.papers.row(example, named=True), f"nearest: {name} in this category")
