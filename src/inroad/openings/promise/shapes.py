"""What the letters of a name tell, as expressions over a column of names."""

from __future__ import annotations

import polars as pl

from inroad.atlas.names import common_words

_MARKS = r"[\W_]+"


def bare(column: str = "name") -> pl.Expr:
    """Letters and digits alone."""
    return pl.col(column).str.replace_all(_MARKS, "")


def distinctive(column: str = "name") -> pl.Expr:
    """Whether the spelling alone tells a name from words and abbreviations: DiffRhythm, RWKV-7, Fast-dLLM."""
    letters = bare(column)
    capitals = letters.str.count_matches(r"\p{Lu}") >= 2
    small = letters.str.strip_suffix("s").str.contains(r"\p{Ll}")
    mixed = capitals & small & ~pl.col(column).str.contains(" ", literal=True)
    return (letters.str.len_chars() >= 5) & ~word(column) & (letters.str.contains(r"\d") | mixed)


def word(column: str = "name") -> pl.Expr:
    """Whether it is a common word, in whatever case."""
    common = pl.Series(sorted(common_words()))
    return bare(column).str.to_lowercase().is_in(common.implode())


def stem(column: str = "name") -> pl.Expr:
    """The beginning that a family of names shares (qwen of Qwen2.5-VL): its first four letters or more, up to
    a digit, mark or capital; null if there is none, or if it is a common word."""
    first = pl.col(column).str.extract(r"^(\p{L}\p{Ll}{3,}|\p{Lu}{4,}|\p{L}{2,}\p{Lu}\p{Ll}*)")
    common = pl.Series(sorted(common_words()))
    lower = first.str.to_lowercase()
    return pl.when(~lower.is_in(common.implode())).then(lower)
