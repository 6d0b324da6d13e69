"""Where a paper appeared, by its comment, its journal reference or its source.

"Submitted to" and "under review" are not appearances.  The name comes without year; workshops and
Findings are named apart ("NeurIPS workshop", "ACL Findings"), because they are other doors than the
main conference.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from inroad.atlas.lexicon import load

_YEAR = r"\b(?:19|20)\d\d\b|['’]\d\d\b"
# Glued years ("NeurIPS2025", "ICASSP'24") and punctuation are brought to one form.
_GLUED = r"([a-z])[\s\-_]*((?:19|20)\d\d)\b"
_NOT_WORD = r"[^a-z0-9#]+"

_WAITING = (
    r"submi(?:tted|ssion)|under (?:double blind |blind |peer )?review|in review|under consideration"
    r"|in preparation|rejected|draft (?:for|of)|to be submitted|extended version of|extension of"
    r"|longer version of|format of"
)
_JOURNAL_SAID = r"\b(?:accept\w*|publish\w*|appear\w*|in press|journal|to be in|transactions)\b"
_WORKSHOP = r"\bworkshops?\b|\bwksp\b|\b(?:co ?located|held) (?:with|at)\b"


def _plain(text: pl.Expr) -> pl.Expr:
    lowered = text.fill_null("").str.to_lowercase()
    dated = lowered.str.replace_all(_GLUED, "$1 $2").str.replace_all(_YEAR, " # ")
    return pl.concat_str(pl.lit(" "), dated.str.replace_all(_NOT_WORD, " "), pl.lit(" "))


@cache
def _names() -> tuple[dict[str, str], frozenset[str]]:
    """Padded phrase -> venue, and the venues that are journals."""
    lexicon = load("lexicon/venues.toml")
    listed = [
        (f" {way} ", name)
        for part in ("conferences", "journals")
        for name, ways in lexicon[part].items()
        for way in ways
    ]
    return dict(listed), frozenset(lexicon["journals"])


def _first_name(text: pl.Expr) -> pl.Expr:
    """The venue named first; of two at one place the longer name."""
    phrases, _ = _names()
    # Of two patterns at one place the one listed first wins.
    literals = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    first = text.str.extract_many(literals, leftmost=True).list.first()
    return first.replace_strict(phrases, default=None, return_dtype=pl.String)


def _with_part(name: pl.Expr, text: pl.Expr) -> pl.Expr:
    """Adds Findings or workshop where the text says so."""
    findings = text.str.contains(r"\bfindings\b") & name.is_in(["ACL", "EMNLP", "NAACL", "EACL", "AACL"])
    workshop = text.str.contains(_WORKSHOP) & ~name.is_in(list(_names()[1]))
    return pl.when(findings).then(name + " Findings").when(workshop).then(name + " workshop").otherwise(name)


_SOURCES = ("venue", "stated", "journal_ref", "comment")
"""What is believed before what; ``stated`` is the source's own words for a venue that is not listed."""


def _named(told: pl.DataFrame) -> pl.DataFrame:
    """row, source, name: listed venues that the columns of ``told`` name."""
    # All three columns at once: making the automaton of names takes as long as searching a thousand texts.
    texts = told.unpivot(index="row", variable_name="source", value_name="text").drop_nulls("text")
    texts = texts.with_columns(text=_plain(pl.col("text")))
    named = texts.with_columns(name=_first_name(pl.col("text"))).drop_nulls("name")
    return named.filter((pl.col("source") != "comment") | _appeared(pl.col("name"), pl.col("text"))).select(
        "row", "source", name=_with_part(pl.col("name"), pl.col("text"))
    )


def _appeared(name: pl.Expr, text: pl.Expr) -> pl.Expr:
    """Whether a comment says that its paper is out there, not only sent, nor only near a journal's name."""
    waits = text.str.contains(_WAITING) & ~text.str.contains(r"\b(?:accepted|published|to appear|appears)\b")
    return ~waits & (~name.is_in(list(_names()[1])) | text.str.contains(_JOURNAL_SAID))


def _stated(told: pl.DataFrame) -> pl.DataFrame:
    """row, source, name: what the source calls the venue, without the year."""
    stated = pl.col("venue").str.replace(r"\s*\b(?:19|20)\d\d\b.*$", "").str.strip_chars()
    return told.select("row", source=pl.lit("stated"), name=stated).filter(pl.col("name") != "")


def venue(papers: pl.DataFrame) -> pl.Series:
    """``venue``: name without year, null where no source states one that is known."""
    told = papers.select("venue", "journal_ref", "comment").with_row_index("row")
    names = pl.concat([_named(told), _stated(told)])
    first = names.sort("row", pl.col("source").cast(pl.Enum(_SOURCES))).unique("row", keep="first")
    return told.select("row").join(first, on="row", how="left", maintain_order="left")["name"].alias("venue")
