"""Where papers name things: many names looked for in many titles and abstracts at once.

A name is found in the singular and with an ``s``, with spaces or hyphens between its words, and not across
the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

BATCH = 20_000
"""Papers looked at in one go: bounds the memory."""

FOUND = pl.Schema({"paper": pl.UInt32, "name": pl.UInt32})
"""``name`` is the position in the list that was looked for."""


_MARKS = [*"-_–—‐‑/.,:;!?()[]{}'\"’‘“”`$\\^&*=<>|~#@%"]


def flat(text: pl.Expr) -> pl.Expr:
    """Words of a text in lower case with one space between them, and two where a mark and a space stood.

    So nothing is found across the end of a sentence, and "self-attention" is found as "self attention".
    """
    plain = (
        text.fill_null("")
        .str.to_lowercase()
        .str.replace_many(_MARKS, [" "])
        .str.replace_all("\n", " ", literal=True)
    )
    return pl.concat_str(pl.lit(" "), plain, pl.lit(" "))


def literals(names: Sequence[str]) -> pl.DataFrame:
    """literal, name: what stands for each name in flat text; of equal spellings the first listed counts."""
    plain = pl.DataFrame({"text": list(names)}, schema={"text": pl.String})
    plain = plain.with_row_index("name").with_columns(
        word=pl.col("text").str.to_lowercase().str.replace_all(r"[^a-z0-9+]+", " ").str.strip_chars()
    )
    plain = plain.filter(pl.col("word").str.len_chars() > 1)
    ends = [plain.select("name", literal=pl.format(f" {{}}{end} ", "word")) for end in ("", "s")]
    return pl.concat(ends).unique("literal", keep="first", maintain_order=True).select("literal", "name")


def spotted(texts: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Which papers have which of ``names`` in title or abstract.

    Args:
        texts: paper, title and, if at hand, abstract.
        names: in any spelling of case and hyphens.

    Returns:
        FOUND, each pair once, sorted.
    """
    table = literals(names)
    if not table.height:
        return FOUND.to_frame()
    parts = [_batch(texts.slice(start, BATCH), table) for start in range(0, texts.height, BATCH)]
    return pl.concat([FOUND.to_frame(), *parts]).sort("paper", "name")


def _batch(texts: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    fields = [flat(pl.col(field)) for field in ("title", "abstract") if field in texts.columns]
    text = pl.concat_str(fields, separator="  ")
    found = texts.select("paper", literal=text.str.extract_many(table["literal"].implode(), overlapping=True))
    named = found.filter(pl.col("literal").list.len() > 0).explode("literal").join(table, on="literal")
    return named.select(pl.col("paper").cast(pl.UInt32), pl.col("name").cast(pl.UInt32)).unique()
