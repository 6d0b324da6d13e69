"""Word lists that ship as data, and text laid flat so that they can be found in it fast.

``flat`` keeps one ASCII character for every character of the stored text, so a byte offset in flat
text is a character offset in the stored one (plus the one space of padding), whatever the script.
Phrases are searched as literals by Aho-Corasick; the spaces around them make word boundaries.

A phrase is written in lower case without punctuation ("long context" also finds "long-context"); a
star at its end leaves the last word open ("hallucinat*").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from inroad.atlas.schema import FIELDS
from inroad.content import load as load

# A full stop stays, so that a sentence's end can be seen; a phrase may stand before one.
_NOT_WORD = "[^A-Za-z0-9. ]"
_ENDS = (" ", ".")
_STOP = ". "


def flat(text: pl.Expr, *, lower: bool = True) -> pl.Expr:
    """Letters, digits, full stops and spaces, one character for each of the text's; null becomes empty."""
    words = text.fill_null("").str.replace_all(_NOT_WORD, " ")
    return words.str.to_lowercase() if lower else words


def padded(text: pl.Expr) -> pl.Expr:
    """A space on both sides, so that the first and last word have boundaries too."""
    return pl.concat_str(pl.lit(" "), text, pl.lit(" "))


def needles(phrase: str) -> list[str]:
    """The literals that stand for ``phrase`` in flat text."""
    if phrase.endswith("*"):
        return [" " + phrase[:-1]]
    return [f" {phrase}{end}" for end in _ENDS]


def needle_table(groups: Mapping[str, Iterable[str]]) -> pl.DataFrame:
    """literal, phrase, number (of the phrase), group (its place among ``groups``).

    Phrases are numbered as listed; one that two groups list belongs to the first.
    """
    owner: dict[str, int] = {}
    for group, phrases in enumerate(groups.values()):
        for phrase in phrases:
            owner.setdefault(phrase, group)
    rows = {
        literal: (literal, phrase, number, group)
        for number, (phrase, group) in reversed(list(enumerate(owner.items())))
        for literal in needles(phrase)
    }
    return pl.DataFrame(
        list(rows.values()),
        schema={"literal": pl.String, "phrase": pl.String, "number": pl.UInt16, "group": pl.UInt16},
        orient="row",
    )


def pieces(papers: pl.DataFrame) -> pl.DataFrame:
    """row, field, at, piece: the flat text cut at full stops.

    ``at`` is the offset of the piece in its field; the piece itself carries one space of padding, so a
    literal found at ``i`` in a piece has its first word at ``at + i`` of the stored text.
    """
    return pl.concat([_field_pieces(papers, number) for number in range(len(FIELDS))])


def _field_pieces(papers: pl.DataFrame, number: int) -> pl.DataFrame:
    cut = papers.select(
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        field=pl.lit(number, pl.UInt8),
        piece=flat(pl.col(FIELDS[number])).str.split(_STOP),
    )
    # Every piece begins where the one before ended, so offsets are running sums of lengths, counted
    # from each paper's first piece.
    length = pl.col("piece").str.len_bytes().cast(pl.Int64) + len(_STOP)
    run = cut.explode("piece").with_columns(end=length.cum_sum(), length=length)
    begin = pl.col("end") - pl.col("length")
    first = pl.when(pl.col("row").ne_missing(pl.col("row").shift(1))).then(begin).forward_fill()
    return run.select("row", "field", at=(begin - first).cast(pl.UInt32), piece=padded(pl.col("piece")))


def found(text: pl.Expr, literals: Iterable[str]) -> pl.Expr:
    """List of all literals found, in order of their ends; they may overlap."""
    return text.str.extract_many(list(literals), overlapping=True)


def heard(papers: pl.DataFrame, literals: Iterable[str]) -> pl.DataFrame:
    """row, field, at, piece, literal: one row for every literal that a piece of text holds."""
    texts = pieces(papers).with_columns(literal=found(pl.col("piece"), literals))
    return texts.filter(pl.col("literal").list.len() > 0).explode("literal")


def rows_with(matches: pl.DataFrame, literals: pl.Series) -> pl.Series:
    """Numbers of the papers in whose text one of ``literals`` was heard, in order."""
    return matches.filter(pl.col("literal").is_in(literals.implode()))["row"].unique().sort()
