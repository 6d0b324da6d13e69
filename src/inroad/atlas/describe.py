"""Rows of the atlas as the records that users see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

from inroad.atlas import adoption
from inroad.atlas.open import Atlas
from inroad.atlas.parts import aliases_of, alike, mentions_of, methods_at, papers_at
from inroad.atlas.schema import FIELDS, RELATIONS, ROLES
from inroad.types import Evidence, Method, Relation

Row = Mapping[str, Any]
SHOWN = (
    *("paper", "paper_id", "title", "date", "code"),
    *("problem", "problem_field", "problem_start", "problem_end", "problem_sentence"),
)
"""Columns of PAPERS that are shown of a paper."""


def methods(atlas: Atlas, numbers: Collection[int]) -> dict[int, Method]:
    """The methods of these numbers."""
    rows = methods_at(atlas, sorted(numbers))
    mentions = mentions_of(atlas, rows["method"], ["method", "paper"])
    pairs = mentions.select("method", "paper").unique()
    papers = _of(atlas, pairs["paper"], rows["introduced_by"], rows["first_paper"])
    totals = adoption.totals(pairs, papers, rows).select("method", "papers", "by_others")
    spelled = aliases_of(atlas, rows["method"])
    aliases = spelled.group_by("method").agg(aliases=pl.col("alias").unique().sort())
    full = rows.join(totals, on="method", how="left").join(aliases, on="method", how="left")
    full = full.join(_paper("first_paper", "first", papers), on="first_paper").join(
        _paper("introduced_by", "own", papers), on="introduced_by", how="left"
    )
    sakes = _namesakes(atlas, rows)
    return {row["method"]: _method(row, sakes) for row in full.iter_rows(named=True)}


def _of(atlas: Atlas, *numbers: pl.Series) -> pl.DataFrame:
    """The papers that are needed: joining with all of them takes longer than finding these."""
    wanted = pl.concat([each.cast(pl.UInt32) for each in numbers]).drop_nulls().unique()
    return papers_at(atlas, wanted, ["paper", "paper_id", "date", "authors", "code"])


def _paper(key: str, prefix: str, papers: pl.DataFrame) -> pl.DataFrame:
    columns = {f"{prefix}_{name}": name for name in ("paper_id", "date", "code")}
    return papers.select(pl.col("paper").alias(key), **columns)


def _namesakes(atlas: Atlas, rows: pl.DataFrame) -> dict[str, list[str]]:
    """Name key -> ids of all methods of that name, where there are several."""
    found = alike(atlas, rows)
    several = found.group_by("key").agg(pl.col("method_id").sort()).filter(pl.col("method_id").list.len() > 1)
    return dict(several.iter_rows())


def _method(row: Row, sakes: Mapping[str, list[str]]) -> Method:
    others = sakes.get(row["method_id"].split("@")[0], ())
    return Method(
        method_id=row["method_id"],
        name=row["name"],
        kind=ROLES[row["kind"]],  # type: ignore[arg-type]
        long_form=row["long_form"],
        aliases=tuple(alias for alias in row["aliases"] or () if alias != row["name"]),
        introduced_by=row["own_paper_id"],
        first_seen=row["first_date"],
        first_seen_in=row["first_paper_id"],
        papers=row["papers"] or 0,
        papers_by_others=row["by_others"],
        has_code=row["own_code"],
        namesakes=tuple(other for other in others if other != row["method_id"]),
    )


def relation(row: Row, records: Mapping[int, Method], papers: Mapping[int, Row]) -> Relation:
    """One row of RELATED; ``papers`` holds PAPERS rows by number."""
    paper = papers[row["paper"]]
    return Relation(
        kind=RELATIONS[row["relation"]],  # type: ignore[arg-type]
        paper_id=paper["paper_id"],
        child=records[row["child"]].method_id if row["child"] in records else None,
        parent=records[row["parent"]].method_id,
        date=paper["date"],
        confidence=round(row["confidence"], 3),
        inferred=row["inferred"],
        evidence=place(
            row, paper, "inferred from the name" if row["inferred"] else RELATIONS[row["relation"]]
        ),
    )


def place(row: Row, paper: Row, note: str) -> Evidence:
    """A place in a paper: ``row`` has field, start, end and sentence."""
    return Evidence(
        paper_id=paper["paper_id"],
        title=paper["title"],
        date=paper["date"],
        place=None if row["field"] is None else FIELDS[row["field"]],  # type: ignore[arg-type]
        start=row["start"],
        end=row["end"],
        sentence=row["sentence"],
        note=note,
    )


def paper(row: Row, note: str) -> Evidence:
    """A whole paper as evidence; ``row`` has paper_id, title and date."""
    date: dt.date = row["date"]
    return Evidence(paper_id=row["paper_id"], title=row["title"], date=date, note=note)


def papers_by_number(papers: pl.DataFrame) -> dict[int, Row]:
    """PAPERS rows, for looking up."""
    return {row["paper"]: row for row in papers.select(SHOWN).iter_rows(named=True)}
