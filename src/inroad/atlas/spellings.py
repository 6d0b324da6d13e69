"""One thing, one key: "Chain-of-Thought" counts as "CoT", once papers have said that they are the same.

A spelling moves to a short form from the paper on that surely introduces the one as short for the other,
unless the words were common before; or else from the ``SEEN_ENOUGH``-th paper on that defines it so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

from inroad.atlas.keys import Said
from inroad.atlas.names import generic_acronyms
from inroad.atlas.past import MOVES, NUMBER, PAIRS, Past, Shown, packed
from inroad.atlas.text import name_key

SEEN_ENOUGH = 5
"""Papers that must name a thing before it is listed without its introducing paper."""
_SURELY = 1.5
"""Log-odds of an introduction from its own paper's words, to believe its long form at once."""
_UNCOMMON = 2
"""Papers that may have written a phrase in capitals before it is taken for the name of one thing."""


@cache
def no_names() -> list[str]:
    """Keys that are never a contribution: firms, metrics, eponyms, venues, hardware, plain adjectives."""
    words = (files("inroad") / "data" / "lexicon" / "not_names.txt").read_text("utf-8").split()
    return sorted({*words, *(name_key(acronym) for acronym in generic_acronyms())})


@dataclass(frozen=True, slots=True)
class Spelled:
    """New places under their keys."""

    spans: pl.DataFrame
    """``place``: row in ``seen``; sorted by it."""
    seen: pl.DataFrame
    """paper, key: which papers show which name, in this order, each pair once."""
    spellings: Shown
    moves: pl.DataFrame
    """All MOVES by now."""
    pairs: pl.DataFrame
    """New definitions: key, long_key, paper, ``spelling`` (may stand for the words), each once."""
    words: pl.DataFrame
    """key, paper, long_key: papers that write the words in place of the short form, each once."""


def under_one_key(past: Past, keys: pl.DataFrame, said: Said) -> Spelled:
    """Spellings moved to short forms, and names that are none left out."""
    written = Shown(said.spans["key"], said.spans["paper"]).pairs()
    spelling = keys["spelling"].gather(written["thing"])
    spellings = Shown(spelling, written["paper"])
    pairs = _pairs(said.defined)
    candidates = pl.concat([_often_defined(past, pairs), _surely_introduced(keys, said, spellings)])
    moves = pl.concat([past.moves, _new_moves(past.moves, keys, candidates)])
    moved = _moved(said.spans, keys, moves)
    spans, seen = _shown(moved, keys)
    return Spelled(spans, seen, spellings, moves, pairs, _in_words(said.spans, moved, keys))


def _in_words(spans: pl.DataFrame, moved: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """key, paper, long_key of spans that were moved to a short form."""
    there = (spans["key"] != moved["key"]).arg_true()
    spelt = keys["spelling"].gather(spans["key"].gather(there))
    rows = moved.select(pl.col("key", "paper").gather(there)).with_columns(spelt.alias("long_key"))
    return rows.unique().sort("key", "paper", "long_key")


def _pairs(defined: pl.DataFrame) -> pl.DataFrame:
    told = defined.select("key", "long_key", "paper", spelling=_spells_out("short"))
    return (
        told.group_by("key", "long_key", "paper")
        .agg(pl.col("spelling").any())
        .sort("paper", "key", "long_key")
    )


def with_pairs(pairs: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """PAIRS with the new definitions counted."""
    more = new.group_by("key", "long_key").agg(
        papers=pl.len().cast(NUMBER), spelling=pl.col("spelling").sum().cast(NUMBER)
    )
    every = pl.concat([pairs, more.select(PAIRS.names())])
    return every.group_by("key", "long_key").agg(pl.col("papers", "spelling").sum()).sort("key", "long_key")


def _often_defined(past: Past, pairs: pl.DataFrame) -> pl.DataFrame:
    """spelling, short, since: long forms that enough papers have defined by now."""
    before = past.pairs.select("key", "long_key", before="spelling")
    told = pairs.filter("spelling").join(before, on=["key", "long_key"], how="left", maintain_order="left")
    nth = pl.col("before").fill_null(0) + pl.int_range(pl.len(), dtype=NUMBER).over("key", "long_key")
    since = told.filter(nth == SEEN_ENOUGH - 1)
    return since.select(spelling="long_key", short="key", since="paper")


def _surely_introduced(keys: pl.DataFrame, said: Said, spellings: Shown) -> pl.DataFrame:
    """spelling, short, since: long forms of sure introductions whose words were no common phrase before."""
    surely = said.introduced.filter((pl.col("score") >= _SURELY) & _spells_out("name"))
    pairs = surely.select(spelling="long_key", short="key", since="paper").drop_nulls()
    before = (
        spellings.before(pairs["spelling"], pairs["since"])
        + keys["spelt"].gather(pairs["spelling"]).to_numpy()
    )
    return pairs.filter(pl.Series(before <= _UNCOMMON))


def _spells_out(short: str) -> pl.Expr:
    """Whether a long form is no mere adjective and has about as many words as the short form has capitals."""
    words = pl.col("long_form").str.count_matches(r"[\s\-]+") + 1
    return pl.col("long_form").str.contains(r" |-.+-") & (
        words + 1 >= pl.col(short).str.count_matches("[A-Z]")
    )


def _new_moves(known: pl.DataFrame, keys: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """The first short form of each spelling that has none yet."""
    named = candidates.with_columns(text=keys["text"].gather(candidates["short"]))
    named = named.filter(
        (pl.col("spelling") != pl.col("short"))
        & ~pl.col("text").is_in(no_names())
        & (pl.col("text").str.len_chars() > 2)
    )
    fresh = named.join(known.select("spelling"), on="spelling", how="anti").sort("since", "text", "spelling")
    first = fresh.unique("spelling", keep="first", maintain_order=True)
    return first.select(MOVES.names()).cast(MOVES)


def _moved(spans: pl.DataFrame, keys: pl.DataFrame, moves: pl.DataFrame) -> pl.DataFrame:
    short = np.arange(len(keys), dtype=np.uint32)
    since = np.full(len(keys), 2**32 - 1, np.uint32)
    short[moves["spelling"].to_numpy()] = moves["short"].to_numpy()
    since[moves["spelling"].to_numpy()] = moves["since"].to_numpy()
    key = spans["key"].to_numpy()
    spelling = keys["spelling"].to_numpy()[key]
    moved = np.where(spans["paper"].to_numpy() >= since[spelling], short[spelling], key)
    return spans.with_columns(key=pl.Series(moved, dtype=NUMBER))


def _shown(spans: pl.DataFrame, keys: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Spans of what may be a name, sorted by paper and key, with the ``place`` of this pair in ``seen``."""
    never = keys["text"].is_in(no_names()).gather(spans["key"])
    kept = spans.filter(~never)
    pair = packed(kept["paper"], kept["key"])
    order = np.argsort(pair, kind="stable")
    new = np.diff(pair[order], prepend=np.uint64(2**64 - 1)) != 0
    kept = kept[order]
    place = pl.Series(np.cumsum(new) - 1, dtype=NUMBER)
    return kept.with_columns(place=place), kept.select("paper", "key").filter(pl.Series(new))
