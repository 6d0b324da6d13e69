"""All papers under the names that one person may bear, with what tells persons apart.

The *bearers* of a name are guessed from how often its parts occur: with ``n`` distinct names in the corpus,
a given
name in ``g`` and a surname in ``s`` of them, ``g * s / n`` people of that full name are expected beside the
one (independence, as in Torvik and Smalheiser, "Author name disambiguation in MEDLINE", ACM TKDD 2009).
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from polars.exceptions import PolarsError

from inroad.atlas.open import Atlas
from inroad.path.people.names import Name, agreement, folded, joined_given, read

MOST_PAPERS = 300
"""Papers of a block that are looked at, the latest: a name with more is not one person's."""


COMMON, CROWD = 150, 30
"""Names with more papers, and papers with more authors, tell nothing of who knows whom."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One paper under one of a block's names."""

    paper: int
    author: int
    """Number in AUTHORS of the name it is signed with."""
    name: Name
    date: dt.date
    primary: str | None
    domain: str | None
    others: frozenset[int]
    """Numbers of the other authors."""
    words: frozenset[str]
    """Of the title, folded."""
    methods: frozenset[int]


@dataclass(frozen=True, slots=True)
class Block:
    """Papers that one person may have written, oldest first."""

    name: Name
    bearers: Mapping[Name, float]
    """Expected number of further people of each name that is in the block."""
    papers: tuple[Signed, ...]
    left_out: int = 0
    """Older papers beyond the limit."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many papers of the corpus things occur: sharing what is rare says more."""

    papers: int
    others: Mapping[int, int]
    methods: Mapping[int, int]
    words: Mapping[str, int]
    """Title words; what is missing is too general to say anything."""
    friends: Mapping[int, frozenset[int]]
    """Author -> those of the blocks' other authors with whom they wrote a paper outside of the blocks."""


VERSION = 1
"""Of the kept names; raise it when their meaning changes."""


def names_of(atlas: Atlas) -> pl.DataFrame:
    """Everybody's names, folded once an atlas.

    Returns:
        author, ``text`` (folded), ``surname``, ``given`` (joined), ``bearers``.
    """
    return atlas.derived("folded names", lambda: _kept(atlas))


def _kept(atlas: Atlas) -> pl.DataFrame:
    # Not Atlas.kept: names do not depend on the day, and its files are few.
    if atlas.keep is None:
        return _names(atlas.authors)
    return atlas.keep.get(f"names-{VERSION}", lambda: _packed(_names(atlas.authors)), _unpacked)


def _packed(table: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    table.write_ipc(out, compression="lz4")
    return out.getvalue()


def _unpacked(data: bytes) -> pl.DataFrame:
    try:
        return pl.read_ipc(io.BytesIO(data))
    except PolarsError as error:
        raise ValueError(str(error)) from error


def _names(authors: pl.DataFrame) -> pl.DataFrame:
    table = authors.drop_nulls("name").select("author", text=folded("name"))
    bare = pl.col("text").str.replace_all("[-‐‑]", "")
    table = table.with_columns(
        surname=bare.str.extract(r"([^ ]+)$", 1).fill_null(""),
        given=bare.str.replace(r" ?[^ ]+$", "").str.replace_all(" ", ""),
        bare=bare.str.replace(r" ?[^ ]+$", ""),
    )
    # Whoever has only initials may be anybody whose names begin so.
    full = pl.col("bare").str.contains(r"[^ ]{2}")
    initial = pl.col("given").str.slice(0, 1)
    given = pl.when(full).then(pl.len().over("given")).otherwise(pl.len().over(initial))
    both = given.cast(pl.Float64) * pl.len().over("surname").cast(pl.Float64)
    return table.with_columns(bearers=(both / max(table.height, 1)).cast(pl.Float32)).drop("bare")


# -- blocks ---------------------------------------------------------------------------------------


def blocks(atlas: Atlas, wanted: Sequence[Name]) -> list[Block]:
    """The block of each name.

    Args:
        atlas: what is known.
        wanted: names as :func:`inroad.path.people.names.read` gives them.
    """
    near = _agreeing(names_of(atlas), wanted)
    authors = sorted({author for found in near.values() for author in found})
    rows = names_of(atlas).filter(pl.col("author").is_in(pl.Series(authors, dtype=pl.UInt32).implode()))
    crowds: dict[Name, float] = {}
    for text, crowd in rows.select("text", "bearers").iter_rows():
        crowds[read(text)] = max(crowd, crowds.get(read(text), 0.0))
    signed = _signed(atlas, rows)
    made = []
    for name in wanted:
        papers = sorted(
            (each for author in near[name] for each in signed.get(author, ())),
            key=lambda each: (each.date, each.paper, each.author),
        )
        kept = _once(papers)
        borne = {each: crowds.get(each, 0.0) for each in (name, *(paper.name for paper in kept))}
        made.append(Block(name, borne, tuple(kept[-MOST_PAPERS:]), max(0, len(kept) - MOST_PAPERS)))
    return made


def _once(papers: list[Signed]) -> list[Signed]:
    """A paper with two authors of agreeing names counts under the first: it cannot be told whose it is."""
    return list({each.paper: each for each in reversed(papers)}.values())[::-1]


def _agreeing(names: pl.DataFrame, wanted: Sequence[Name]) -> dict[Name, list[int]]:
    """Numbers of the authors' names that agree with each of some."""
    keys = {name: _keys(name) for name in wanted}
    asked = sorted({key for pair in keys.values() for key in pair})
    listed = pl.Series(asked, dtype=pl.String)
    surnames = pl.Series(sorted({key.partition(" ")[2] for key in asked}), dtype=pl.String)
    key = pl.concat_str(pl.col("given").str.slice(0, 1), pl.lit(" "), "surname")
    rows = names.filter(pl.col("surname").is_in(surnames.implode())).select("author", "text", key=key)
    rows = rows.filter(pl.col("key").is_in(listed.implode()))
    near: dict[str, list[tuple[int, Name]]] = {}
    for author, text, found in rows.sort("author").iter_rows():
        near.setdefault(found, []).append((author, read(text)))
    return {
        name: [
            author for each in keys[name] for author, other in near.get(each, ()) if agreement(name, other)
        ]
        for name in wanted
    }


def _keys(name: Name) -> tuple[str, ...]:
    """Initial and surname, as written and with the surname first."""
    joined = joined_given(name)
    return tuple(dict.fromkeys((f"{joined[:1]} {name.surname}", f"{name.surname[:1]} {joined}")))


def _signed(atlas: Atlas, names: pl.DataFrame) -> dict[int, list[Signed]]:
    """Author's number -> the papers signed with that name; ``names`` are rows of :func:`names_of`."""
    wrote = _wrote(atlas)
    own = wrote.join(names.select("author"), on="author", how="semi")
    few = own.select("paper").unique()
    columns = ("paper", "title", "date", "primary", "domain")
    facts = atlas.papers.select(columns).join(few, on="paper", how="semi")
    together = _lists(wrote.join(few, on="paper", how="semi"), "author")
    methods = _lists(atlas.mentions.select("paper", "method").join(few, on="paper", how="semi"), "method")
    by_paper = {row["paper"]: row for row in facts.iter_rows(named=True)}
    named = {author: read(text) for author, text in names.select("author", "text").iter_rows()}
    found: dict[int, list[Signed]] = {}
    for paper, author in own.select("paper", "author").unique().sort("paper", "author").iter_rows():
        row = by_paper[paper]
        if row["date"] is None:
            continue
        found.setdefault(author, []).append(
            Signed(
                paper,
                author,
                named[author],
                row["date"],
                row["primary"],
                row["domain"],
                together[paper] - {author},
                title_words(row["title"]),
                methods.get(paper, frozenset()),
            )
        )
    return found


def _wrote(atlas: Atlas) -> pl.DataFrame:
    """paper, author: who wrote what."""

    def make() -> pl.DataFrame:
        listed = atlas.papers.select("paper", author="authors").drop_nulls("author")
        return listed.explode("author").drop_nulls("author")

    return atlas.derived("wrote", make)


def _lists(pairs: pl.DataFrame, column: str) -> dict[int, frozenset[int]]:
    grouped = pairs.group_by("paper").agg(pl.col(column).unique())
    return {paper: frozenset(items) for paper, items in grouped.iter_rows()}


def title_words(title: str | None) -> frozenset[str]:
    """Words of a title that may tell its subject."""
    words = _WORD.findall((title or "")[:500].lower())
    return frozenset(word.removesuffix("s") for word in words if len(word) > 2 and word not in _EMPTY)


_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "the and for with from via using toward towards based into over under are can not all new "
        "its how what when why does beyond through across without about between among within model "
        "models learning deep neural network networks large language approach method methods study "
        "analysis framework",
    )
)


# -- how rare things are --------------------------------------------------------------------------


def rarity(atlas: Atlas, found: Sequence[Block]) -> Rarity:
    """How rare the things are that papers of these blocks may share."""
    papers = [paper for block in found for paper in block.papers]
    others = pl.Series(sorted({other for paper in papers for other in paper.others}), dtype=pl.UInt32)
    methods = pl.Series(sorted({method for paper in papers for method in paper.methods}), dtype=pl.UInt32)
    words = pl.Series(sorted({word for paper in papers for word in paper.words}), dtype=pl.String)
    wrote = _wrote(atlas).filter(pl.col("author").is_in(others.implode()))
    named = (
        atlas.mentions.filter(pl.col("method").is_in(methods.implode())).select("method", "paper").unique()
    )
    phrases = atlas.phrases.filter(pl.col("phrase").is_in(words.implode()))
    counts = dict(wrote.group_by("author").len().iter_rows())
    return Rarity(
        atlas.papers.height,
        counts,
        dict(named.group_by("method").len().iter_rows()),
        dict(phrases.select("phrase", "papers").iter_rows()),
        _friends(wrote, {paper.paper for paper in papers}, counts),
    )


def _friends(wrote: pl.DataFrame, inside: set[int], counts: Mapping[int, int]) -> dict[int, frozenset[int]]:
    """Who wrote with whom, without names that are too common and papers by crowds: they join everybody."""
    rare = pl.Series([author for author, papers in counts.items() if papers <= COMMON], dtype=pl.UInt32)
    outside = wrote.filter(
        ~pl.col("paper").is_in(pl.Series(sorted(inside), dtype=pl.UInt32).implode()),
        pl.col("author").is_in(rare.implode()),
    )
    small = outside.filter(pl.len().over("paper").is_between(2, CROWD))
    pairs = small.join(small, on="paper").select("author", friend="author_right")
    apart = pairs.filter(pl.col("author") != pl.col("friend"))
    grouped = apart.group_by("author").agg(pl.col("friend").unique())
    return {author: frozenset(friends) for author, friends in grouped.iter_rows()}
