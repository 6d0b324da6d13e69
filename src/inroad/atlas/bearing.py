"""Names inside names: which older names a name bears, and how; or its long form, by its words.

A name bears an older one as a version (Mamba-2), as its beginning or end (CLIP-Adapter, SciBERT), or by the
words of its long form.
"""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from inroad.atlas.relation_model import PREFIX, SUFFIX, VERSION, WORDS

_CLASS: Final = r" (?:network|model|learning|agent|system|machine|language|analysi|task|tuning)$"
"""Ends of long forms that name a whole class."""


def plain(column: str) -> pl.Expr:
    """A long form or title as words in lower case without plural and marks, a space around each."""
    text = pl.col(column).str.to_lowercase().str.replace_all(r"s?[^\p{L}\p{N}]+|s$", " ")
    return pl.lit(" ") + text.str.strip_chars() + pl.lit(" ")


def spelling() -> pl.Expr:
    """The long form, or a name of three words or more, as :func:`_plain` has it."""
    return pl.coalesce(
        plain("long_form"), pl.when(pl.col("name").str.contains(r"[\s\-].*[\s\-]")).then(plain("name"))
    )


def ending(spelled: pl.Expr) -> pl.Expr:
    """The last two words of a :func:`spelling`, if they do not name a whole class of things."""
    tail = spelled.str.extract(r"( [^ ]+ [^ ]+) $")
    return pl.when(~tail.str.contains(_CLASS)).then(tail)


LETTERS: Final = {
    "length": pl.col("older").str.len_chars(),
    "capitals": pl.col("older").str.contains("^[A-Z]+$"),
}


# A part may begin at a capital that stands after or before a small letter (Sci|BERT, Q|LoRA), or after a
# mark (Self-|RAG).
_CAMEL = r"(?=[A-Z])(?:(?<![A-Z])|(?=.[a-z]))"
_LEFT = re.compile(rf"(?<![^\W_])(?=[^\W_])|{_CAMEL}")
# It may end there too, and before a version: CLIP|Score, Mamba|-2, SAM|2, VISTA|v2; not CLIP|PER.
# A letter or two may close capitals: Ro|BERT|a.
_RIGHT = re.compile(rf"(?=[\W_])|$|(?<!\d)(?=v?\d)|{_CAMEL}|(?<=[A-Z]{{4}})(?=[a-z]{{1,2}}$)")


def bears(name: str, older: str) -> int | None:
    """How ``name`` contains ``older``, and something more, at clear boundaries; None if it does not.

    >>> bears("QLoRA", "LoRA"), bears("Explora", "LoRA"), bears("CLIPPER", "CLIP")
    (1, None, None)
    """
    at = name.find(older)
    while at >= 0 and len(older) < len(name):
        end = at + len(older)
        if _LEFT.match(name, at) and _RIGHT.match(name, end):
            return _how(name[end:])
        at = name.find(older, at + 1)
    return _apart(name, older)


def _apart(name: str, older: str) -> int | None:
    """The same for a name that stands apart, "Eagle-3", "SELF-RAG": there case says nothing."""
    name, older = name.lower(), older.lower()
    if len(older) < 4:
        return None
    if name.endswith(older) and not name[-len(older) - 1 : -len(older)].isalnum() and len(name) > len(older):
        return SUFFIX
    rest = name[len(older) :]
    if name.startswith(older) and rest and not rest[0].isalpha() and not older[-1].isdigit():
        return _how(rest)
    return None


def _how(rest: str) -> int:
    """How an older name is borne that ``rest`` follows."""
    if not rest:
        return SUFFIX
    rest = rest.strip("-. ")
    numbered = rest[:1].isdigit() or rest[1:2].isdigit() or rest in ("", "+", "++", "XL", "XXL")
    return VERSION if numbered else PREFIX


def alike(younger: pl.DataFrame, older: pl.DataFrame) -> pl.DataFrame:
    """child, parent, how, length, shared: every name of ``younger`` that bears one of ``older``.

    Args:
        younger, older: method, name, long_form, ``made`` (things that are made), ``often`` (much named).
    """
    made = older.filter("made")
    often = made.filter("often")
    rows = [_numbered(younger, made), _borne(younger, often), _worded(younger.filter("made"), often)]
    return pl.concat(rows).unique(["child", "parent"], keep="first", maintain_order=True)


_BORNE: Final = pl.Schema(
    {"child": pl.UInt32, "parent": pl.UInt32, "how": pl.UInt8, "length": pl.UInt32, "shared": pl.Float32}
)


def _borne(younger: pl.DataFrame, often: pl.DataFrame) -> pl.DataFrame:
    """child, parent, how, length, shared: every older name at the beginning or end of a name."""
    newer = younger.select(child="method", newer="name", letters=pl.col("name").str.len_chars())
    older = often.select(parent="method", older="name").filter(
        (pl.col("older").str.len_chars() > 2) | pl.col("older").str.contains(r"^[A-Z]\d$")
    )
    older = older.with_columns(length=pl.col("older").str.len_chars())
    found = [
        newer.filter(pl.col("letters") > length)
        .join(same, left_on=pl.col("newer").str.slice(at, length), right_on="older")
        .select("child", "parent", "newer", "length", ends=pl.lit(at < 0))
        for (length,), same in sorted(older.group_by("length"), key=lambda group: int(str(group[0][0])))
        for at in (0, -int(str(length)))
    ]
    if not found:
        return pl.DataFrame(schema=_BORNE)
    rows = pl.concat(found).filter(_HAS_PARTS)
    how = [
        _at_boundary(newer, length, ends)
        for newer, length, ends in rows.select("newer", "length", "ends").iter_rows()
    ]
    rows = rows.with_columns(how=pl.Series(how, dtype=pl.UInt8), shared=pl.lit(1.0)).drop_nulls("how")
    return rows.select(*_BORNE).cast(_BORNE)


# "BERT and BART" is no method; a name without a capital, digit or mark inside has no parts.
_HAS_PARTS: Final = ~pl.col("newer").str.contains(r" and |/") & pl.col("newer").str.contains(r"^.+[^a-z]")


def _at_boundary(name: str, length: int, ends: bool) -> int | None:
    """How ``name`` bears its first, or last, ``length`` letters; None if they are torn from a word."""
    if ends:
        return SUFFIX if _LEFT.match(name, len(name) - length) else None
    return _how(name[length:]) if _RIGHT.match(name, length) else None


NUMBER = r"(?i)[\s\-]*(?:v?\d+(?:\.\d+)*|\+{1,2}|[\s\-]xx?l)$"


def _numbered(methods: pl.DataFrame, often: pl.DataFrame) -> pl.DataFrame:
    """The same for versions, whatever their case: "EAGLE-3" after "Eagle"."""
    base = pl.col("name").str.replace(NUMBER, "").str.to_lowercase()
    newer = methods.filter(pl.col("name").str.contains(NUMBER)).select(child="method", base=base)
    older = often.select(parent="method", base=pl.col("name").str.to_lowercase())
    older = older.filter(pl.col("base").str.len_chars() > 2)
    rows = newer.join(older, on="base").with_columns(
        how=pl.lit(VERSION), length=pl.col("base").str.len_chars(), shared=pl.lit(1.0)
    )
    return rows.select(*_BORNE).cast(_BORNE)


def _may_end_so(methods: pl.DataFrame, tails: pl.Series) -> pl.DataFrame:
    """Those of ``methods`` that hold both words of some tails at all: few, if there are few tails."""
    # Only to be quick: taking long forms apart is dear, and a tail's words are part of the text.
    words = tails.str.strip_chars().str.split(" ").list
    text = pl.coalesce("long_form", "name").str.to_lowercase()
    first, last = (each.unique().sort().implode() for each in (words.first(), words.last()))
    return methods.filter(text.str.contains_any(last)).filter(text.str.contains_any(first))


def _worded(made: pl.DataFrame, often: pl.DataFrame) -> pl.DataFrame:
    """Methods whose long form ends as that of an older one does: "Identity Preference Optimization".

    ``shared`` is the part of the older one's words that the newer one has, too.
    """
    older = often.select(parent="method", older_words=spelling()).with_columns(
        tail=ending(pl.col("older_words"))
    )
    older = older.drop_nulls("tail")
    newer = _may_end_so(made, older["tail"]).select(child="method", words=spelling())
    newer = newer.with_columns(tail=ending(pl.col("words"))).drop_nulls("tail")
    words = pl.col("words", "older_words").str.strip_chars().str.split(" ")
    rows = newer.join(older, on="tail").with_columns(words).filter(pl.col("words").list.len() > 2)
    both = pl.col("words").list.set_intersection("older_words").list.len()
    rows = rows.with_columns(how=pl.lit(WORDS), length=both, shared=both / pl.col("older_words").list.len())
    other = pl.col("words") != pl.col("older_words")
    return (
        rows.filter((pl.col("shared") >= 0.5) & other & (pl.col("child") != pl.col("parent")))
        .select(*_BORNE)
        .cast(_BORNE)
    )
