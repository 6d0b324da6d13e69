"""Whether a paper that has a method's name means that method.

A name is short and the world is large: most names that two papers share by chance are words ("Panorama"),
abbreviations of something else ("FHR") or things that were known long before ("CLI").  Counted as adoption
they would be more than half of it.  So a mention counts only where

- the introducing paper does coin the name: it heads its title, or its text says so in other ways, and no
  earlier papers had it;
- the mention is spelt as the method is, or is its long form;
- the mentioning paper does not call something of its own by that name, nor spell it out otherwise; and
- the name is distinctive, or both papers are about the same things.

This needs the papers' texts.  It judges what came, never what is forecast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from inroad.atlas.extract import read
from inroad.atlas.introductions import candidates as introduced
from inroad.atlas.names import common_words, key_of
from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.openings.promise.likeness import likeness
from inroad.openings.promise.shapes import bare, distinctive

COINED = 2.0
"""Least log-odds, told from the paper's own words alone, for a name that is not in the title."""
SEEN_BEFORE = 60
"""Days before day 0: what papers named earlier than that was not new (a release may precede its paper)."""
BEFORE = 2
"""So many earlier papers with the very name show that it was there."""
ALIKE = 0.045
"""Least cosine of the two papers' rare words where the name alone does not tell."""
_IN_TITLE = ("heads title", "opens title", "defined in title")
Row = Mapping[str, Any]
Pair = tuple[int, int]
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one paper says of one name."""

    score: float | None
    """Log-odds that it introduces it; None: it only spells it out."""
    long_form: str | None
    headed: bool
    opens: bool = False
    """Its title begins with the very name ("Qwen3 Technical Report")."""


_NOTHING = _Told(None, None, False)


def meant(atlas: Atlas, rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The ``pairs`` in which the paper means the method.

    Args:
        atlas: with texts; only papers up to its last day are read.
        rows: candidates, as :func:`~inroad.openings.promise.candidates.candidates` gives them.
        pairs: method and paper, other columns are kept.

    Raises:
        InputError: this atlas has no texts.
    """
    if atlas.texts is None:
        raise InputError(
            "what came of methods can only be told with abstracts at hand, and this atlas has none",
            "build an atlas from a corpus: `inroad ingest PATH`, then `inroad atlas build`",
        )
    mine = rows.join(pairs.select("method").unique(), on="method", how="semi")
    mine = mine.with_columns(distinctive=distinctive())
    texts = _texts(atlas, pl.concat([pairs["paper"], mine["paper"]]).unique())
    seen = earlier(atlas, mine)
    keys = bare().str.to_lowercase()
    both = pairs.join(mine.select("method", own="paper", key=keys), on="method", maintain_order="left")
    alike = likeness(atlas, both.select("paper", "own", "key"))
    places = _surfaces(atlas, both)
    right = _judged(both.with_columns(alike=alike), mine.join(seen, on="method"), _Readings(texts), places)
    return pairs.filter(pl.Series(right, dtype=pl.Boolean))


def _texts(atlas: Atlas, papers: pl.Series) -> dict[int, tuple[str, str]]:
    assert atlas.texts is not None
    ids = atlas.papers.select("paper", "paper_id").filter(pl.col("paper").is_in(papers.implode()))
    joined = ids.join(atlas.texts_of(ids["paper_id"]), on="paper_id")
    return {paper: (title or "", abstract or "") for paper, _, title, abstract in joined.iter_rows()}


def _surfaces(atlas: Atlas, pairs: pl.DataFrame) -> dict[Pair, list[tuple[int, int, int]]]:
    """(method, paper) -> places, as (field, start, end)."""
    places = atlas.mentions.join(pairs.select("method", "paper"), on=["method", "paper"], how="semi")
    found: dict[Pair, list[tuple[int, int, int]]] = {}
    for row in places.select("method", "paper", "field", "start", "end").iter_rows():
        found.setdefault(row[:2], []).append(row[2:])
    return found


# -- one method, one mention ------------------------------------------------------------------------


class _Readings:
    """What papers say of names, each paper read once."""

    def __init__(self, texts: Mapping[int, tuple[str, str]]) -> None:
        self._texts = texts
        self._told: dict[int, dict[str, _Told]] = {}

    def said(self, paper: int, places: list[tuple[int, int, int]]) -> list[str]:
        return [self._texts[paper][field][start:end] for field, start, end in places]

    def of(self, paper: int, row: Row) -> _Told:
        if paper not in self._told:
            self._told[paper] = told(*self._texts[paper])
        return self._told[paper].get(row["method_id"].split("@")[0], _NOTHING)


def _judged(
    pairs: pl.DataFrame,
    rows: pl.DataFrame,
    readings: _Readings,
    places: Mapping[Pair, list[tuple[int, int, int]]],
) -> Iterator[bool]:
    methods = {row["method"]: row for row in rows.iter_rows(named=True)}
    coined: dict[int, bool] = {}
    for method, paper, alike in pairs.select("method", "paper", "alike").iter_rows():
        row = methods[method]
        spelt = spelling(row, readings.said(paper, places[method, paper]))
        if spelt is None:  # most are, and reading takes longest
            yield False
            continue
        if method not in coined:
            coined[method] = is_coined(row, readings.of(row["paper"], row))
        yield coined[method] and means(row, spelt, readings.of(paper, row), alike)


def told(title: str, abstract: str) -> dict[str, _Told]:
    """What a paper says of each name in it, by the name's key."""
    reading = read(title, abstract)
    items = {key_of(item.name): item for item in introduced(reading)}
    defined = [*reading.definitions, *reading.title_definitions]
    forms = {key_of(d.short): d.long for d in reversed(defined)}
    return {
        key: _Told(
            item.score if (item := items.get(key)) else None,
            forms.get(key),
            item is not None and any(sign in _IN_TITLE for sign in item.signs),
            item is not None and title.startswith(item.name),
        )
        for key in (*items, *forms)
    }


def is_coined(row: Row, own: _Told) -> bool:
    """Whether the introducing paper, which says ``own``, made the name; ``row`` has ``before``."""
    return own.headed or own.opens or (own.score is not None and own.score >= COINED and not row["before"])


def spelling(row: Row, said: list[str]) -> Literal["name", "long form"] | None:
    """As what of the method a paper writes it, at its best; None: as something else."""
    long_form = row["long_form"]
    if long_form and not row["before_long"] and any(_bare(s).lower() in _forms(long_form) for s in said):
        return "long form"
    return "name" if any(_spelt(s, row) for s in said) else None


def means(row: Row, spelt: str, there: _Told, alike: float) -> bool:
    """Whether a paper that has the name means the method.

    Args:
        row: long_form, ``distinctive``, and ``before``: how many earlier papers had the name.
        spelt: as :func:`spelling` tells.
        there: what the mentioning paper says of the name.
        alike: cosine of the two papers' rare words, 0-1.
    """
    agrees = _agrees(there.long_form, row["long_form"])
    if there.headed and not agrees:
        return False
    if there.long_form and not agrees:
        return alike >= 2 * ALIKE and not row["long_form"]
    if spelt == "long form":
        return alike >= ALIKE / 2
    if agrees:
        return True
    common = row["before"] >= BEFORE
    if row["distinctive"]:
        return not common or alike >= ALIKE / 2
    return alike >= (2 * ALIKE if common else ALIKE if row["before"] else ALIKE / 1.5)


def _agrees(one: str | None, other: str | None) -> bool:
    """Whether two long forms share most of their words' beginnings; unknown agrees with nothing."""
    if not one or not other:
        return False
    a, b = ({word[:5] for word in re.findall(r"[a-z]+", form.lower())} for form in (one, other))
    return len(a & b) >= 0.6 * min(len(a), len(b))


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", text)


def _forms(long_form: str) -> set[str]:
    bare = _bare(long_form).lower()
    return {bare, bare + "s", bare.removesuffix("s")}


def _spelt(said: str, row: Row) -> bool:
    """Case counts, unless digits make the name one of a kind anyway; plurals are the same."""
    a, b = _bare(said), _bare(row["name"])
    pieces = _SEPARATORS.split(said.lower())
    if b == row["name"] and len(pieces) > 1 and common_words().issuperset(pieces):
        return False  # "Think First" is not ThinkFirst
    if row["distinctive"] and any(c.isdigit() for c in b):
        a, b = a.lower(), b.lower()
    return a == b or a.removesuffix("s") == b.removesuffix("s")


# -- earlier uses -----------------------------------------------------------------------------------


def earlier(atlas: Atlas, rows: pl.DataFrame) -> pl.DataFrame:
    """method, before, before_long: papers, more than ``SEEN_BEFORE`` days older than day 0, that have the
    very name, or the long form in any case."""
    names = rows.select("method", "first", key=_padded("name"))
    longs = rows.drop_nulls("long_form").select(
        "method", "first", key=_padded("long_form").str.to_lowercase()
    )
    text = _padded(pl.concat_str("title", pl.lit(" "), pl.col("abstract").fill_null("")))
    told = _counted(atlas, names, text, "before").join(
        _counted(atlas, longs, text.str.to_lowercase(), "before_long"), on="method", how="full", coalesce=True
    )
    every = rows.select("method").join(told, on="method", how="left")
    return every.with_columns(pl.col("before", "before_long").fill_null(0))


def _counted(atlas: Atlas, keys: pl.DataFrame, text: pl.Expr, column: str) -> pl.DataFrame:
    assert atlas.texts is not None
    wanted = keys["key"].unique().sort().to_list()
    if not wanted:
        return pl.DataFrame(schema={"method": pl.UInt32, column: pl.UInt32})
    hits = atlas.texts().select("paper_id", key=text.str.extract_many(wanted, overlapping=True))
    found = hits.explode("key").drop_nulls().unique().collect()
    dated = found.join(atlas.papers.select("paper_id", "date"), on="paper_id")
    old = pl.col("date") < pl.col("first") - pl.duration(days=SEEN_BEFORE)
    return keys.join(dated, on="key").filter(old).group_by("method").agg(pl.len().alias(column))


def _padded(text: str | pl.Expr) -> pl.Expr:
    """Words with one space around each, so that a name is found as whole words, in its own case."""
    told = pl.col(text) if isinstance(text, str) else text
    return pl.lit(" ") + told.str.replace_all(r"[^\p{L}\p{N}+]+", " ").str.strip_chars() + pl.lit(" ")
