"""What a reader's words mean, and which papers meet a follow.

``cs.CL`` is a category, the name of a method in the atlas that method, ``author:"..."`` or the name of
somebody who wrote a paper here that person; anything else is looked for in titles and abstracts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import polars as pl

from inroad.atlas.asked import MOST_CHARACTERS, phrase_pattern
from inroad.atlas.field import method_named, methods_named
from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.following.news import says
from inroad.query import Word, parse
from inroad.types import Follow, FollowKind, label

_CATEGORY = re.compile(
    r"(?:cs|math|stat|eess|econ|q-bio|q-fin|physics|astro-ph|cond-mat|nlin)\.[A-Za-z]{2}(?:-[a-z]+)?"
    r"|(?:physics|cond-mat)\.[a-z]+(?:-[a-z]+)?|hep-(?:ex|lat|ph|th)|nucl-(?:ex|th)|quant-ph|gr-qc|math-ph"
)
_AUTHOR = re.compile(r'author:\s*(?:"([^"]*)"|(.*))', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Understood:
    """What somebody's words were taken for."""

    kind: FollowKind
    text: str
    note: str


def understand(text: str, atlas: Atlas, forced: FollowKind | None = None) -> Understood:
    """Which kind of follow ``text`` is.

    Raises:
        InputError: there is nothing to look for.
        NotFound: it was forced to be a method that the atlas does not have.
    """
    words = " ".join(text.split())
    _check(words)
    author = _AUTHOR.fullmatch(words)
    if author and forced in (None, "author"):
        return _as_author((author[1] or author[2] or "").strip(), atlas)
    if forced is not None:
        return _FORCED[forced](words, atlas)
    if _category(words, atlas):
        return _as_category(words, atlas)
    if methods_named(atlas, words):
        return _as_method(words, atlas)
    if " " in words and _wrote(atlas, words):
        return _as_author(words, atlas)
    return _as_query(words, atlas)


def meets(follow: Follow, papers: pl.DataFrame, atlas: Atlas) -> pl.Series:
    """Which of ``papers`` (NEWS) a follow is met by: one truth value a row."""
    if follow.kind == "category":
        wanted = follow.text.lower()
        return (
            papers["categories"]
            .list.eval(pl.element().str.to_lowercase() == wanted)
            .list.any()
            .fill_null(False)
        )
    if follow.kind == "author":
        key = author_key(follow.text)
        return pl.Series([key in authors for authors in author_keys(papers)], dtype=pl.Boolean)
    if follow.kind == "query":
        return papers.select(says(follow.text)).to_series()
    return _names(follow.text, papers, atlas)


def author_keys(papers: pl.DataFrame) -> list[frozenset[str]]:
    """The keys of each paper's authors."""
    return [frozenset(author_key(name) for name in names or ()) for names in papers["authors"].to_list()]


def author_key(name: str) -> str:
    """A name without case, accents, dots and hyphens, given names first (``Lovelace, Ada``)."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    family, comma, given = name.partition(",")
    plain = unicodedata.normalize("NFKD", f"{given} {family}" if comma else name).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"[\u0300-\u036f]", "", plain)))


# -- methods --------------------------------------------------------------------------------------


def number(text: str, atlas: Atlas) -> int | None:
    """The method that a followed name stands for: the most used one of it."""
    found = methods_named(atlas, text)
    return found[0] if found else None


def unread(papers: pl.DataFrame, atlas: Atlas) -> pl.Series:
    """Which papers the atlas has not read yet: one truth value a row."""
    read = atlas.papers.select("paper_id")
    ids = papers.select("paper_id").join(read, on="paper_id", how="anti")["paper_id"]
    return papers["paper_id"].is_in(ids.implode())


def _names(text: str, papers: pl.DataFrame, atlas: Atlas) -> pl.Series:
    """Papers that name a method; those that the atlas has not read are searched for its names."""
    method = number(text, atlas)
    if method is None:
        return papers.select(says(text)).to_series()
    mentions = atlas.mentions.filter(pl.col("method") == method).select("paper").unique()
    ids = atlas.papers.join(mentions, on="paper", how="semi")["paper_id"]
    named = papers["paper_id"].is_in(ids.implode())
    return named | (unread(papers, atlas) & papers.select(_spelt(text, method, atlas)).to_series())


def _spelt(text: str, method: int, atlas: Atlas) -> pl.Expr:
    """Whether a text has one of a method's spellings, in its own case where it is short."""
    names = atlas.aliases.filter(pl.col("method") == method)["alias"].unique().sort().to_list()
    patterns = [phrase_pattern(name) for name in (text, *names)]
    exact = [
        each.removeprefix("(?i)") if len(name) < 6 else each
        for each, name in zip(patterns, (text, *names), strict=True)
    ]
    return pl.any_horizontal(
        pl.col(column).str.contains(each).fill_null(False)
        for each in exact
        for column in ("title", "abstract")
    )


# -- kinds ----------------------------------------------------------------------------------------


def _check(words: str) -> None:
    if not re.search(r"\w", words):
        raise InputError(
            "there is nothing to follow in it", "name a topic, a method, an author or a category"
        )
    if len(words) > MOST_CHARACTERS:
        raise InputError(
            f"that has {len(words)} characters", f"follow something of at most {MOST_CHARACTERS}"
        )


def _as_category(words: str, atlas: Atlas) -> Understood:
    archive, dot, subject = words.partition(".")
    subject = subject.upper() if len(subject) == 2 else subject.lower()
    text = archive.lower() + dot + subject
    there = text.lower() in _primaries(atlas)
    return Understood(
        "category", text, "arXiv's category" if there else "arXiv's category; no paper here has it first"
    )


def _as_method(words: str, atlas: Atlas) -> Understood:
    from inroad.atlas import describe

    found = method_named(atlas, words, "follow it with --as query")
    method = describe.methods(atlas, found[:1])[found[0]]
    name = label(method.name, method.method_id)
    others = f"; {_others(len(found) - 1)}" if len(found) > 1 else ""
    note = f"the {method.kind} {name}, named by {method.papers:,} papers{others}"
    return Understood("method", words, f"{note}; --as query looks for the words instead")


def _others(count: int) -> str:
    return (
        "another thing of that name is left out"
        if count == 1
        else f"{count} other things of that name are left out"
    )


def _as_author(words: str, atlas: Atlas) -> Understood:
    if not author_key(words):
        raise InputError("an author needs a name", 'write it like author:"Ada Lovelace"')
    papers = _wrote(atlas, words)
    note = f"author of {papers:,} papers here" if papers else "no paper here is by an author of that name yet"
    return Understood("author", words, f"{note}; told from others by the written name only")


def _as_query(words: str, atlas: Atlas) -> Understood:
    plain = "the words as a phrase in titles and abstracts"
    return Understood("query", words, plain if is_plain(words) else "in the language of `inroad search`")


def is_plain(query: str) -> bool:
    """Whether a query is words alone, without anything of the query language.

    Raises:
        QueryError: it cannot be meant.
    """
    return all(isinstance(part, Word) for part in parse(query).parts)


_FORCED = {"category": _as_category, "method": _as_method, "author": _as_author, "query": _as_query}


def _category(words: str, atlas: Atlas) -> bool:
    if " " in words:
        return False
    return bool(_CATEGORY.fullmatch(words)) or words.lower() in _primaries(atlas)


def _primaries(atlas: Atlas) -> set[str]:
    """Primary categories of all papers, in lower case."""
    return set(atlas.papers["primary"].drop_nulls().unique().str.to_lowercase())


def _wrote(atlas: Atlas, name: str) -> int:
    """Papers by somebody of that name."""
    key = author_key(name)
    last = key.rpartition(" ")[2]
    alike = (
        atlas.authors.filter(_plain("name").str.contains(last, literal=True))
        if last
        else atlas.authors.clear()
    )
    numbers = [
        each for each, written in alike.select("author", "name").iter_rows() if author_key(written) == key
    ]
    if not numbers:
        return 0
    wrote = atlas.papers["authors"].list.eval(pl.element().is_in(numbers)).list.any()
    return int(wrote.fill_null(False).sum())


def _plain(column: str) -> pl.Expr:
    return pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
