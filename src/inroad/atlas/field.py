"""Which papers and methods are a field's: from a query to the part of the atlas that it names.

A paper is of the field when its title or abstract has the query's words as a phrase, in any spelling that
papers use for it, or when it names a method that the query names.  Only when that finds too little are
papers counted that have all the words apart from each other, and the report says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from inroad.atlas import missing
from inroad.atlas.asked import FEW, keys_of, long_phrases, phrase_pattern, stems_of, words_of
from inroad.atlas.meant import Numbered, meant
from inroad.atlas.open import Atlas
from inroad.atlas.parts import (
    mentions_in,
    mentions_of,
    methods_at,
    papers_at,
    papers_with,
    spelt,
    with_papers,
)
from inroad.atlas.schema import FIELDS, ROLES
from inroad.atlas.text import name_key
from inroad.errors import InputError, NotFound

_LEAST_SHARE = 0.2
"""Part of a method's papers that must be of the field, for the method to be one of the field's."""
_LINE = [ROLES.index(kind) for kind in ("method", "model")]


@dataclass(frozen=True)
class Field:
    """A query's part of the atlas."""

    atlas: Atlas
    query: str
    phrases: tuple[str, ...]
    """Spellings searched for in titles and abstracts."""
    founders: tuple[int, ...]
    """Methods that the query names."""
    papers: pl.DataFrame
    """PAPERS rows of the field, oldest first."""
    warnings: tuple[str, ...]

    @cached_property
    def mentions(self) -> pl.DataFrame:
        """MENTIONS by papers of the field."""
        return mentions_in(self.atlas, self.papers["paper"])

    @cached_property
    def named(self) -> pl.DataFrame:
        """method, in_field, papers: in how many papers of the field and of the corpus a method is named."""
        inside = self.mentions.group_by("method").agg(in_field=pl.col("paper").n_unique())
        return with_papers(self.atlas, inside.sort("method"))

    @cached_property
    def methods(self) -> pl.DataFrame:
        """METHODS rows, ``in_field`` and ``papers`` of the methods and models that are the field's own."""
        rows = methods_at(self.atlas, self.named["method"]).join(self.named, on="method")
        introduced = pl.col("introduced_by").is_in(self.papers["paper"].implode())
        special = (pl.col("in_field") >= 3) & (pl.col("in_field") >= _LEAST_SHARE * pl.col("papers"))
        founder = pl.col("method").is_in(list(self.founders))
        return rows.filter(founder | (pl.col("kind").is_in(_LINE) & (introduced | special))).sort("method")

    def titled(self, rows: pl.DataFrame) -> pl.DataFrame:
        """METHODS rows whose introducing paper has the name in its title: of others that is less sure."""
        own = mentions_in(self.atlas, rows["introduced_by"])
        titles = own.filter(pl.col("field") == FIELDS.index("title"))
        places = titles.select("method", introduced_by="paper").unique()
        return rows.join(places, on=["method", "introduced_by"], how="semi", maintain_order="left")


def find_field(atlas: Atlas, query: str) -> Field:
    """The field that a query names.

    Raises:
        InputError: the query has no word to search for, or is too long.
        NotFound: nothing matches; carries near names.
    """
    words = words_of(query)
    founders = methods_named(atlas, query)
    phrases = _once(query.strip(), *_long_forms(atlas, founders))
    found = _with_phrase(atlas, phrases, _naming(atlas, founders))
    warnings: list[str] = []
    if len(found) < FEW and not founders and (meant := spelt_right(atlas, query)):
        raise missing.misspelt(query, len(found), meant)
    if len(found) < FEW and len(words) > 1:
        apart = _with_words(atlas, words) - found
        warnings += missing.apart(len(found), len(apart))
        found |= apart
    if not found:
        raise missing.nothing(query, near_names(atlas, query))
    papers = papers_at(atlas, sorted(found))
    return Field(atlas, query.strip(), phrases, founders, papers, tuple(warnings))


# -- names ----------------------------------------------------------------------------------------


def method_named(atlas: Atlas, name: str, remedy: str = "") -> tuple[int, ...]:
    """The same, at least one.

    Args:
        atlas: what is known.
        name: a name or an id.
        remedy: what to do where nothing is called so; else near names are proposed.

    Raises:
        InputError: it is empty.
        NotFound: nothing of that name; carries near names.
    """
    if not name.strip():
        raise InputError("a method needs a name", "write it as papers do, for example: LoRA")
    found = methods_named(atlas, name)
    if not found:
        near = near_names(atlas, name)
        usual = f"did you mean {', '.join(near)}?" if near else "`inroad sync arxiv` brings newer papers"
        raise NotFound(f"no method is called {name!r} in this corpus", remedy or usual, near)
    return found


def methods_named(atlas: Atlas, name: str) -> tuple[int, ...]:
    """Numbers of the methods that a name or id stands for, the likeliest first; () if there is none.

    See :mod:`inroad.atlas.meant` for which is the likeliest.
    """
    return tuple(each.number for each in meant(name, lambda plain: _called(atlas, plain)))


def _called(atlas: Atlas, name: str) -> list[Numbered]:
    """The methods of a name, the most used first."""
    known = methods_at(atlas, spelt(atlas, keys_of(name))["method"])
    used = with_papers(atlas, known)
    origins = papers_at(atlas, used["introduced_by"], ("paper", "paper_id"))
    origins = origins.select(introduced_by="paper", origin="paper_id")
    rows = used.join(origins, on="introduced_by", how="left")
    rows = rows.sort("papers", "method", descending=[True, False])
    return [Numbered(*row) for row in rows.select("method", "method_id", "origin", "papers").iter_rows()]


def methods_meant(atlas: Atlas, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The number of the method that each name stands for most often; names of none are left out.

    Behind it stand those of whom only the name is known (``lora@unknown``): nothing says they are others.
    """
    wanted = sorted(set(names))
    # Drills always ask for the same names.
    return dict(atlas.derived("meant " + "\n".join(wanted), lambda: _meant(atlas, wanted)))


def _meant(atlas: Atlas, names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    keys = pl.DataFrame(
        [(name, key) for name in names for key in sorted(keys_of(name))],
        schema={"name": pl.String, "key": pl.String},
        orient="row",
    )
    found = spelt(atlas, keys["key"].unique().to_list())
    called = found.join(keys, on="key").select("name", "method").unique()
    methods = with_papers(atlas, methods_at(atlas, called["method"]))
    known = methods.select("method", "papers", unsure=pl.col("method_id").str.ends_with("@unknown"))
    best = called.join(known, on="method").sort("name", "papers", "method", descending=[False, True, False])
    first = pl.int_range(pl.len()).over("name") == 0
    kept = best.filter(first | pl.col("unsure")).group_by("name", maintain_order=True).agg("method")
    return {name: tuple(numbers) for name, numbers in kept.iter_rows()}


def near_names(atlas: Atlas, name: str, most: int = 5) -> tuple[str, ...]:
    """Names of methods that are spelt much like ``name``, the nearest first."""
    return missing.near_names(name, atlas.methods["name"].unique().to_list(), most)


def spelt_right(atlas: Atlas, query: str) -> str | None:
    """The query with words that titles know, where it has others and titles have it so; else None."""
    return missing.spelt_right(query, atlas.phrases.select("phrase", "papers").iter_rows())


def _long_forms(atlas: Atlas, founders: tuple[int, ...]) -> tuple[str, ...]:
    """What the most used method of that name is short for: papers say one or the other."""
    return tuple(methods_at(atlas, founders[:1])["long_form"].drop_nulls())


def _once(*phrases: str) -> tuple[str, ...]:
    """Phrases that differ by more than capitals and hyphens, the first of each."""
    first: dict[str, str] = {}
    for each in phrases:
        first.setdefault(name_key(each), each)
    return tuple(first.values())


# -- papers ---------------------------------------------------------------------------------------


def _with_phrase(atlas: Atlas, phrases: tuple[str, ...], also: set[int]) -> set[int]:
    """Papers that say one of the phrases, and ``also``."""
    told = long_phrases(phrases)
    conditions = [_says(atlas, phrase_pattern(phrase)) for phrase in told.values()]
    return _matching(atlas, conditions, also, tuple(told.values()))


def _with_words(atlas: Atlas, words: list[str]) -> set[int]:
    stems = [re.escape(each) for each in stems_of(words)]
    return _matching(atlas, [pl.all_horizontal(_says(atlas, rf"(?i)\b{stem}") for stem in stems)])


def _says(atlas: Atlas, pattern: str) -> pl.Expr:
    """Whether a pattern is in the title or, if there are abstracts, in the abstract."""
    fields = ("title",) if atlas.texts is None else FIELDS
    return pl.any_horizontal(pl.col(field).str.contains(pattern) for field in fields)


def _matching(
    atlas: Atlas, conditions: list[pl.Expr], also: Collection[int] = (), phrases: Collection[str] = ()
) -> set[int]:
    """Papers whose title and abstract meet one of the conditions, and ``also``.

    ``phrases`` are what the conditions look for, where that is phrases.
    """
    if atlas.texts is None:
        listed = pl.Series(sorted(also), dtype=pl.UInt32).implode()
        met = pl.any_horizontal(*conditions, pl.col("paper").is_in(listed))
        return set(atlas.papers.filter(met)["paper"])
    ids = papers_at(atlas, sorted(also), ("paper", "paper_id"))["paper_id"]
    told = atlas.said(phrases, ids.to_list()) if atlas.said and phrases else None
    texts = atlas.texts() if told is None else told.lazy()
    found = texts.filter(pl.any_horizontal(*conditions, pl.col("paper_id").is_in(ids.implode()))).collect()
    atlas.remember(found)  # whoever asks for a field wants to read its papers next
    return set(papers_with(atlas, found["paper_id"].to_list())["paper"])


def _naming(atlas: Atlas, methods: tuple[int, ...]) -> set[int]:
    """Papers that name the most used of these methods: namesakes are other things."""
    return set(mentions_of(atlas, methods[:1])["paper"])
