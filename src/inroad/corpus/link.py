"""The same paper on arXiv, in the ACL Anthology and on a venue's list.

A venue row is folded into the arXiv paper (else into the ACL row) that it names by id, shares a DOI with,
or shares a title with in about the same year.  The strongest of the three that applies decides.  Where it
points to two papers nothing is linked and the row is counted as ambiguous: a wrong link puts a stranger's
code and venue on a paper, a missing one costs little.

The result is a function of the records alone, computed anew whenever they change, so the order in which
sources came in cannot matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from inroad.corpus import paper_ids
from inroad.corpus.store import FILLED, LINKS_SCHEMA

MIN_TITLE = 16
"""Letters and digits a title needs to stand for its paper; "Preface" and "Reply" do not."""

KEY_COLUMNS = ("paper_id", "title", "authors", "date", "doi", "also")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which row goes into which paper (columns ``paper_id``, ``into``), and which rows point to several."""

    table: pl.DataFrame
    undecided: frozenset[str]


def find(records: pl.LazyFrame) -> Pairs:
    """Decide what belongs together; ``records`` needs ``KEY_COLUMNS``."""
    keys = _keys(records)
    arxiv, acl = keys.filter(rank=0), keys.filter(rank=1)
    to_arxiv = _best(keys.filter(pl.col("rank") > 0), arxiv, r"^[^:]+$")
    to_acl = _best(keys.filter(rank=2).join(to_arxiv.table, on="paper_id", how="anti"), acl, "^acl:")
    # A venue row may have found its ACL row, and that one its arXiv paper.
    root = to_arxiv.table.rename({"paper_id": "into", "into": "root"})
    chained = to_acl.table.join(root, on="into", how="left")
    chained = chained.select("paper_id", pl.coalesce("root", "into").alias("into"))
    table = pl.concat([to_arxiv.table, chained]).sort("paper_id")
    return Pairs(table, (to_arxiv.undecided | to_acl.undecided) - set(table["paper_id"]))


def links(records: pl.LazyFrame, pairs: Pairs) -> pl.DataFrame:
    """The table ``links``: folded rows, and what the papers they went into take over from them."""
    if pairs.table.is_empty():
        return LINKS_SCHEMA.to_frame()
    wanted = pl.concat([pairs.table["paper_id"], pairs.table["into"]]).unique()
    rows = records.filter(pl.col("paper_id").is_in(wanted.implode())).collect()
    folded = rows.join(pairs.table, on="paper_id").sort(_preference(), "paper_id")
    given = folded.group_by("into", maintain_order=True).agg(
        *(pl.col(name).drop_nulls().first() for name in FILLED),
        pl.concat_list("paper_id", "also").explode().drop_nulls().alias("folded"),
    )
    anchors = rows.join(given, left_on="paper_id", right_on="into", suffix="_given").select(
        "paper_id",
        pl.lit(None, pl.String).alias("into"),
        pl.col("also").list.set_union("folded").list.set_difference(pl.concat_list("paper_id")).list.sort(),
        *(pl.when(pl.col(name).is_null()).then(f"{name}_given").alias(name) for name in FILLED),
    )
    away = folded.select("paper_id", "into")
    return pl.concat([anchors, away], how="diagonal").select(LINKS_SCHEMA.names()).sort("paper_id")


def _preference() -> pl.Expr:
    # What an ACL row states of itself is exact; venue lists are gathered.
    return pl.col("paper_id").str.starts_with("venue:")


def title_key(column: str = "title") -> pl.Expr:
    """Letters and digits of a title in lower case; null where too few to tell papers apart."""
    key = pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")
    return pl.when(key.str.len_chars() >= MIN_TITLE).then(key)


def _keys(records: pl.LazyFrame) -> pl.DataFrame:
    """Rows of venues, and those papers of arXiv that share an id, a DOI or a title with one of them.

    No other can be linked; most papers of a corpus are others, and their titles and authors stay on disk.
    """
    rank = (
        pl.when(paper_ids.is_arxiv("paper_id")).then(0)
        .when(pl.col("paper_id").str.starts_with("acl:")).then(1)
        .when(pl.col("paper_id").str.starts_with("venue:")).then(2)
    )  # fmt: skip
    told = records.select(
        "paper_id", "authors", "also", rank.alias("rank"), title_key().alias("title"),
        paper_ids.doi("doi").alias("doi"), pl.col("date").dt.year().alias("year"),
    )  # fmt: skip
    rows = told.filter(pl.col("rank") > 0).collect(engine="streaming")
    named = {"paper_id": rows["also"].explode(), "title": rows["title"], "doi": rows["doi"]}
    shared = (pl.col(name).is_in(values.drop_nulls().unique().implode()) for name, values in named.items())
    papers = told.filter(pl.col("rank") == 0, pl.any_horizontal(shared)).collect(engine="streaming")
    return pl.concat([papers, rows])


def _best(rows: pl.DataFrame, anchors: pl.DataFrame, anchor_ids: str) -> Pairs:
    """For each row the one anchor that the strongest of the three keys names.

    ``anchor_ids`` is a pattern of the anchors' ids.
    """
    # A row that names its arXiv paper is not taken for another one of the same title.
    names_one = pl.col("also").list.eval(pl.element().str.contains(anchor_ids)).list.any().fill_null(False)
    ways = (_by_id(rows, anchors), _by_doi(rows, anchors), _by_title(rows.filter(~names_one), anchors))
    found = pl.concat(way.select("paper_id", "into", way=pl.lit(n)) for n, way in enumerate(ways)).unique()
    strongest = found.filter(pl.col("way") == pl.col("way").min().over("paper_id"))
    alone = pl.len().over("paper_id") == 1
    sure = strongest.filter(alone).select("paper_id", "into")
    return Pairs(sure, frozenset(strongest.filter(~alone)["paper_id"]))


def _by_id(rows: pl.DataFrame, anchors: pl.DataFrame) -> pl.DataFrame:
    said = rows.select("paper_id", pl.col("also").alias("into")).explode("into").drop_nulls()
    return said.join(anchors.select(into="paper_id"), on="into", how="semi")


def _by_doi(rows: pl.DataFrame, anchors: pl.DataFrame) -> pl.DataFrame:
    return rows.drop_nulls("doi").join(anchors.select("doi", into="paper_id"), on="doi")


def _by_title(rows: pl.DataFrame, anchors: pl.DataFrame) -> pl.DataFrame:
    other = anchors.drop_nulls("title").select("title", "authors", "year", into="paper_id")
    same = rows.drop_nulls("title").join(other, on="title", suffix="_other")
    possible = same.filter(~_strangers(same))
    # Two anchors of one title leave it undecided whatever their years, if one of them is near.
    several = pl.col("into").n_unique().over("paper_id") > 1
    near = ((pl.col("year") - pl.col("year_other")).abs() <= 1).fill_null(False)
    return possible.filter(near.any().over("paper_id") & (several | near))


def _strangers(pairs: pl.DataFrame) -> pl.Series:
    """True where both author lists are known and have no word of a name in common."""
    words = [_name_words(pairs[name]) for name in ("authors", "authors_other")]
    shared = pl.DataFrame(words).select(pl.col("authors").list.set_intersection("authors_other").list.len())
    return (shared.to_series() == 0).fill_null(False)


def _name_words(names: pl.Series) -> pl.Series:
    joined = names.list.join(" ").str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return joined.str.extract_all(r"\p{L}{2,}").alias(names.name)
