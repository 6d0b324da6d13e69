"""Five papers to read first in a field, in order, each with the reason for its place.

The founding paper, a survey, the most used method that grew out of it, a new paper where the field
grows fastest, and one that checks rather than proposes.  A place for which nothing is known goes to the
next method that grew out of the founding one and is much used, or stays empty: better four papers than a
wrong fifth.

Promised: the same tables give the same papers whatever the order of their rows, no paper comes twice,
and every reason names the figure it rests on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from inroad.atlas.lineage import Lineage, descendants
from inroad.atlas.threads import Found
from inroad.figures import plural
from inroad.types import Growth, Reading

MOST: Final = 5
RECENT_DAYS: Final = 365
FOUNDING: Final = 0.01
"""Part of the field's papers that must name a founding method which the query does not name."""
LEAST_USED: Final = 2
"""Other papers that name a method for which its paper is proposed."""
MUCH_USED: Final = 10
"""The same for a method that takes a place which nothing else fills."""
SURVEY_DAYS: Final = 2 * 365

CHECKS: Final = (
    (
        "a reproduction",
        r"(?i)(?:^|: )(?:reproducing|replicating|replication of)\b"
        r"|\b(?:reproduc|replic)\w+ (?:study|studies|report)\b"
        r"|\b(?:reproducib|replicab)ility of\b|\bcan we (?:reproduce|replicate)\b",
    ),
    ("a benchmark", r"(?i)\bbenchmark(s|ing)?\b"),
    (
        "an analysis",
        r"(?i)\b(empirical (study|analysis)|an analysis|closer look|pitfalls?|really|revisit\w*)\b",
    ),
    ("an analysis", r"(?i)\b(understanding|rethinking|analyzing|analysing|limits of|evaluating)\b"),
)
"""What checks instead of proposing, told by the title; the first that fits anything wins."""


_PART: Final = re.compile(r"(?i)\b(?:for|in)\b")
"""What a title says of a part of the field, or of one use of it."""


@dataclass(frozen=True, slots=True)
class Field:
    """What the choice is made from; all of the field only."""

    papers: pl.DataFrame
    """PAPERS rows: paper, paper_id, title, date and survey are read."""
    methods: pl.DataFrame
    """METHODS rows: method, name and introduced_by are read."""
    by_others: Mapping[int, int]
    """Papers of the field by others a method (papers at all, where authors are unknown); missing: 0.
    Of the field only, or a famous method from elsewhere wins every place."""
    graph: Lineage
    threads: Sequence[tuple[Found, Growth]]
    named: Mapping[int, int]
    """Methods of the field that a paper names; missing: 0."""
    until: dt.date
    """Today, as far as the corpus goes."""
    founders: Collection[int] = ()
    """Methods that the query itself names, if any: one of them founded the field."""
    about: Collection[int] | None = None
    """Papers whose title speaks of the field; a paper that only mentions it surveys or checks something else.
    None: all."""


@dataclass(frozen=True, slots=True)
class _Book:
    """The field's papers and methods by number."""

    papers: Mapping[int, tuple[str, str, dt.date]]
    """paper -> paper_id, title, date; those without a date are left out"""
    introduces: Mapping[int, tuple[int, ...]]
    """paper -> methods"""
    introduced_by: Mapping[int, int]
    """method -> paper, where that is one of ``papers``"""
    names: Mapping[int, str]


Pick = tuple[int, str]
"""A paper and the reason for it."""


def reading(field: Field) -> tuple[Reading, ...]:
    """At most five papers in the order to read them; fewer where the corpus does not tell."""
    book = _book(field)
    founder = _founder(field, book)
    chosen: dict[int, tuple[int, str]] = {}
    if founder is not None:
        chosen[book.introduced_by[founder]] = 0, _use("introduced", founder, field, book)
    places = (_survey, _descendant, _growing, _check)
    spare = [(2, _next_descendant)] * len(places)
    for place, choose in [*enumerate(places, 1), *spare]:
        pick = choose(field, book, founder, chosen) if len(chosen) < MOST else None
        if pick is not None:
            chosen[pick[0]] = place, pick[1]
    ordered = sorted(chosen.items(), key=lambda one: one[1][0])
    return tuple(Reading(*book.papers[paper], why) for paper, (_, why) in ordered)


def _book(field: Field) -> _Book:
    rows = field.papers.drop_nulls("date").select("paper", "paper_id", "title", "date").iter_rows()
    papers = {paper: (paper_id, title, date) for paper, paper_id, title, date in rows}
    introduced_by: dict[int, int] = {}
    introduces: dict[int, tuple[int, ...]] = {}
    names = dict(field.methods.select("method", "name").iter_rows())
    for method, paper in field.methods.select("method", "introduced_by").sort("method").iter_rows():
        if paper in papers:
            introduced_by[method] = paper
            introduces[paper] = (*introduces.get(paper, ()), method)
    return _Book(papers, introduces, introduced_by, names)


def _most_used(methods: Iterable[int], field: Field) -> int | None:
    """The method that most papers by others name, of equals the older."""
    return max(methods, key=lambda method: (field.by_others.get(method, 0), -method), default=None)


def _use(did: str, method: int, field: Field, book: _Book) -> str:
    return f"{did} {book.names[method]}, named by {plural(field.by_others.get(method, 0), 'other paper')}"


# -- the five places ------------------------------------------------------------------------------


def _founder(field: Field, book: _Book) -> int | None:
    """The most used of the methods asked for, else of those that build on no other of the field."""
    known = sorted(book.introduced_by)
    asked = [method for method in known if method in field.founders]
    applied = _applications(field.papers)
    general = [method for method in known if book.introduced_by[method] not in applied]
    roots = [method for method in general if not _has_parent(method, field, book)]
    best = _most_used(asked or roots or general, field)
    return best if asked or best is None or field.by_others.get(best, 0) >= _known_enough(field) else None


def _known_enough(field: Field) -> float:
    """So many papers of the field name what it rests on; where none is, its founding paper is not there."""
    return FOUNDING * field.papers.height


def _has_parent(method: int, field: Field, book: _Book) -> bool:
    """Whether it builds on another method whose paper is there to be read."""
    return any(edge.parent in book.introduced_by for edge in field.graph.parents.get(method, ()))


def _survey(field: Field, book: _Book, founder: int | None, taken: Collection[int]) -> Pick | None:
    """Of the surveys of the last two years, else of all, the one that names most methods of the field."""
    told = field.papers.filter(pl.col("survey").fill_null(False))
    surveys = [paper for paper in _about(told, field) if paper in book.papers]
    recent = _since(surveys, SURVEY_DAYS, field, book)
    applied = _applications(told)
    whole = [paper for paper in recent or surveys if paper not in applied]
    wide = [paper for paper in whole if not _PART.search(book.papers[paper][1])]
    best = _telling(wide or whole or recent or surveys, field, book, taken)
    if best is None:
        return None
    count = field.named.get(best, 0)
    return best, f"{'recent ' if recent else ''}survey" + (
        f", names {count:,} methods of the field" if count > 1 else ""
    )


def _descendant(field: Field, book: _Book, founder: int | None, taken: Collection[int]) -> Pick | None:
    """The most used method that grew out of the founding one; without a lineage, of all others."""
    grown = descendants(field.graph, founder) if founder is not None else []
    out_of = f"grew out of {book.names[founder]}: " if founder is not None and grown else ""
    left = [method for method in (grown or sorted(book.introduced_by)) if _free(method, book, taken)]
    left = [method for method in left if field.by_others.get(method, 0) >= LEAST_USED]
    best = _most_used(left, field)
    return (
        None if best is None else (book.introduced_by[best], out_of + _use("introduced", best, field, book))
    )


def _next_descendant(field: Field, book: _Book, founder: int | None, taken: Collection[int]) -> Pick | None:
    """One more of them, if it is much used."""
    grown = descendants(field.graph, founder) if founder is not None else []
    left = [method for method in grown if _free(method, book, taken)]
    best = _most_used(left, field)
    much = best is not None and field.by_others.get(best, 0) >= MUCH_USED
    return _descendant(field, book, founder, taken) if much else None


def _free(method: int, book: _Book, taken: Collection[int]) -> bool:
    return method in book.introduced_by and book.introduced_by[method] not in taken


def _growing(field: Field, book: _Book, founder: int | None, taken: Collection[int]) -> Pick | None:
    """From the thread that surely grows fastest, the last year's paper whose method is used most."""
    rising = [(found, growth) for found, growth in field.threads if growth.stage in ("emerging", "growing")]
    for found, growth in sorted(rising, key=_least_growth, reverse=True):
        best = _used_paper(_since(found.papers, RECENT_DAYS, field, book), field, book, taken)
        if best is not None:
            return best, f"recent, on {found.label}, whose share grows ×{growth.factor_per_year:.1f} a year"
    return None


def _least_growth(thread: tuple[Found, Growth]) -> tuple[float, str]:
    found, growth = thread
    return (growth.interval[0] if growth.interval else 0.0, found.label)


def _check(field: Field, book: _Book, founder: int | None, taken: Collection[int]) -> Pick | None:
    """A reproduction, else a benchmark, else an analysis: the recent before the old."""
    for what, pattern in CHECKS:
        papers = _about(field.papers.filter(pl.col("title").str.contains(pattern)), field)
        best = _telling(_since(papers, SURVEY_DAYS, field, book) or papers, field, book, taken)
        if best is not None:
            return best, f"{what}: checks what others propose"
    return None


# -- choosing -------------------------------------------------------------------------------------


def _about(papers: pl.DataFrame, field: Field) -> list[int]:
    """Those that speak of the field in their title."""
    return [paper for paper in papers["paper"] if field.about is None or paper in field.about]


def _applications(papers: pl.DataFrame) -> set[int]:
    """Those that apply the field's methods somewhere, as far as that is known."""
    if "applied" not in papers.columns:
        return set()
    return set(papers.filter(pl.col("applied") >= 0.5)["paper"])


def _since(papers: Iterable[int], days: int, field: Field, book: _Book) -> list[int]:
    first = field.until - dt.timedelta(days=days)
    return [
        paper for paper in papers if paper in book.papers and first < book.papers[paper][2] <= field.until
    ]


def _telling(papers: Iterable[int], field: Field, book: _Book, taken: Collection[int]) -> int | None:
    """The paper that names most methods of the field, of equals the newest."""
    left = [paper for paper in papers if paper in book.papers and paper not in taken]
    return max(left, key=lambda paper: (field.named.get(paper, 0), paper), default=None)


def _used_paper(papers: Iterable[int], field: Field, book: _Book, taken: Collection[int]) -> int | None:
    """The paper whose method is used most, of equals the newest."""

    def used(paper: int) -> tuple[int, int]:
        return max(
            (field.by_others.get(method, 0) for method in book.introduces.get(paper, ())), default=0
        ), paper

    return max((paper for paper in papers if paper not in taken), key=used, default=None)
