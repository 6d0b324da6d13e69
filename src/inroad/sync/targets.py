"""What to look at: papers that introduced young methods, and the repositories and packages behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas
from inroad.atlas.schema import ROLES
from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.corpus.paper_ids import split_arxiv
from inroad.errors import InputError
from inroad.signals import subjects
from inroad.signals.rows import Place, Row
from inroad.signals.schema import STATUS
from inroad.signals.seen import Signals

MONTHS, MOST = 12, 100
_LINE = [ROLES.index(kind) for kind in ("method", "model")]


@dataclass(frozen=True, slots=True)
class Introduced:
    """A young method and the paper that introduces it."""

    paper_id: str
    name: str


def introduced(atlas: Atlas, query: str | None, months: int, most: int) -> list[Introduced]:
    """Methods of the last months with an introducing paper on arXiv, the most named first.

    At most ``most`` papers; a paper may introduce several methods.

    Raises:
        errors.NotFound: nothing of the corpus matches the query.
        errors.InputError: the field has no such methods.
    """
    until = atlas.coverage().until
    young = _with_papers(atlas, _methods(atlas, query))
    if until is not None:
        young = young.filter(pl.col("date") > until - dt.timedelta(days=round(30.44 * months)))
    found = [row for row in young.iter_rows(named=True) if split_arxiv(row["paper_id"])]
    if not found:
        raise InputError(
            f"no method {'of this field ' if query else ''}was introduced in the last {months} months "
            f"before {until}, the last day of the corpus",
            "look further back with --months, or bring in newer papers with `inroad sync arxiv`",
        )
    papers = set(list(dict.fromkeys(row["paper_id"] for row in found))[:most])
    return [Introduced(row["paper_id"], row["name"]) for row in found if row["paper_id"] in papers]


def _methods(atlas: Atlas, query: str | None) -> pl.DataFrame:
    """method, name, introduced_by, papers (that name it)."""
    if query is not None:
        rows = find_field(atlas, query).methods
    else:
        rows = atlas.methods.filter(pl.col("kind").is_in(_LINE))
        named = atlas.mentions.join(rows.select("method"), on="method", how="semi")
        counts = named.group_by("method").agg(papers=pl.col("paper").n_unique())
        rows = rows.join(counts, on="method", how="left")
    return rows.filter(pl.col("introduced_by").is_not_null()).select(
        "method", "name", "introduced_by", pl.col("papers").fill_null(0)
    )


def _with_papers(atlas: Atlas, methods: pl.DataFrame) -> pl.DataFrame:
    papers = atlas.papers.select("paper_id", "date", introduced_by="paper")
    rows = methods.join(papers, on="introduced_by", how="inner")
    return rows.sort("papers", "date", "paper_id", "method", descending=[True, True, False, False])


# -- repositories ---------------------------------------------------------------------------------


def told_repositories(config: Config, paper_ids: Iterable[str], place: Place) -> list[Row]:
    """Repositories that the corpus itself names for papers: in a column of its own, or in the text."""
    wanted = pl.col("paper_id").is_in(list(paper_ids))
    columns = ("paper_id", "code_url", "abstract", "comment")
    table = corpus.read(config).filter(wanted).select(columns).collect()
    rows: list[Row] = []
    for paper_id, code_url, *texts in table.sort("paper_id").iter_rows():
        of_paper = Place(subjects.paper(paper_id), place.observed, "corpus")
        named = subjects.repository(code_url)
        found = [named] if named else subjects.repositories_in("\n".join(filter(None, texts)))[:1]
        rows += [of_paper.seen("repository", None, name) for name in found]
    return rows


def not_yet_told(rows: list[Row], signals: Signals) -> list[Row]:
    """Those of ``rows`` whose statement is not yet there: a text says the same every day."""
    linked = signals.observations.filter(pl.col("what") == "repository", pl.col("source") == "corpus")
    known = set(linked.select("subject", "text").iter_rows())
    return [row for row in rows if (row[0], row[3]) not in known]


def linked_repositories(signals: Signals, paper_ids: Iterable[str]) -> list[str]:
    """Subjects of the repositories that any source has linked to these papers, in the papers' order."""
    order = {subjects.paper(paper_id): place for place, paper_id in enumerate(paper_ids)}
    seen = signals.observations.filter(
        pl.col("what") == "repository",
        pl.col("status") == STATUS.index("seen"),
        pl.col("subject").is_in(list(order)),
    )
    pairs = {(order[subject], subjects.repo(name)) for subject, name in seen.select("subject", "text").rows()}
    return list(dict.fromkeys(subject for _, subject in sorted(pairs)))


def known_repositories(signals: Signals) -> list[str]:
    """Subjects of all repositories ever looked at, those that took over a name left out."""
    found = signals.observations["subject"].unique()
    return sorted(subject for subject in found if subject.startswith("repo:") and "#" not in subject)


def packages(methods: Iterable[Introduced]) -> list[str]:
    """Subjects of the packages that could be called like these methods."""
    names = (subjects.package_name(method.name) for method in methods)
    return list(dict.fromkeys(subjects.package(name) for name in names if name and len(name) > 2))
