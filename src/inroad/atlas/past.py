"""What the joins must remember of the papers so far, to go on with later ones as if all came at once.

The atlas is causal, so a join is a fold over time: ``past, rows = step(past, new papers)``.  A full build
is the same step from :func:`nothing`.  Here is the past: counts and a few rows, with numbers for names.

Everything in it is the same however the papers before were cut into steps: names are numbered by first
appearance, counts are whole numbers, and every table has an order of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from inroad.atlas.pile import Pile
from inroad.atlas.topics import TOPICS

Ints = npt.NDArray[np.int64]

NUMBER = pl.UInt32
KEYS = pl.Schema(
    {
        "text": pl.String,
        "spelling": NUMBER,  # the same without a plural's ending, as a key
        "spelt": NUMBER,  # papers that write a name of this spelling, before it is moved to a short form
        "shown": NUMBER,  # papers that show this name
        "first": NUMBER,  # the earliest of them
        "phrase": NUMBER,  # papers that show it or give it as a long form
        "vague": NUMBER,  # papers that show it and mean a thing that nobody introduced
        "habit": NUMBER,  # weight of these papers as habit (see ``namesakes``)
    }
)
"""Every string that is compared, one row each; ``key`` everywhere is the row's number."""

PAIRS = pl.Schema({"key": NUMBER, "long_key": NUMBER, "papers": NUMBER, "spelling": NUMBER})
"""Papers that say what a name is short for; ``spelling``: those whose short form may stand for the words."""

MOVES = pl.Schema({"spelling": NUMBER, "short": NUMBER, "since": NUMBER})
"""Spellings that are counted under a short form from a paper on."""

CLAIMS = pl.Schema(
    {
        "paper": NUMBER,
        "key": NUMBER,
        "long_key": NUMBER,
        "sense": NUMBER,  # null: introduces a thing again
        "headed": pl.Boolean,
        "habit": NUMBER,
    }
)
"""Introductions that were believed, in order of (paper, key).  Senses are numbered in this order from 1."""

SHOWN = pl.Schema({"paper": NUMBER, "key": NUMBER})
"""Names in the papers that introduce something: the company by which namesakes are told apart."""

PENDING = pl.Schema(
    {
        "key": NUMBER,
        "paper": NUMBER,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "sentence": pl.UInt16,
        "cue": pl.UInt64,
        "shape": pl.UInt8,
        "role": pl.UInt8,
        "surface": pl.String,
        "nth": NUMBER,
    }
)
"""Places of names that mean a thing nobody introduced, in order of (paper, key).  Between builds only those
are kept whose name may still be told anew (:func:`waiting`)."""

SEEN_LAST = 45
"""Papers after which it is told for the last time what such a thing is."""

TOLD = pl.Schema({"key": NUMBER, "paper": NUMBER, "long_key": NUMBER, "long_form": pl.String, "nth": NUMBER})
"""What these papers say the names are short for."""

LISTED = pl.Schema({"sense": NUMBER, "key": NUMBER, "since": NUMBER})
"""One row a row of METHODS: what it means, and the paper from which on it is listed."""

CROWDS = pl.Schema({"paper": NUMBER, "pairs": NUMBER, "limited": NUMBER, "places": NUMBER})
"""Older methods that a paper names, listed by then: how many, how many with a limit, in how many places."""

SUMMED = ("builds", "compares", "applies", "surveys", "mentions")
HABITS = pl.Schema(
    {"sense": NUMBER, "field_code": pl.UInt16, "pairs": NUMBER, **dict.fromkeys(SUMMED, pl.Int64)}
)
"""What papers of a field did with an older method: how many there are, and the sum of each probability."""

BESIDE = pl.Schema({"sense": NUMBER, "key": NUMBER})
"""Older names that the paper introducing a thing names itself."""

WORDS = pl.Schema({"word": pl.String})
"""Folded words of titles; their number is their position, from 1."""

COUNTED = pl.Schema({"phrase": pl.UInt64, "papers": NUMBER})
"""Titles a phrase, which is its three words' numbers in one (see ``phrase_fold``)."""


DESCRIBED = pl.Schema([("sense", NUMBER), ("written", NUMBER), ("words", TOPICS)])
"""What introducing papers say of a thing, in order of senses: a hash of its name as written, and numbers of
its abstract's words (see ``topics``)."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is remembered of the papers so far."""

    keys: pl.DataFrame
    pairs: pl.DataFrame
    moves: pl.DataFrame
    claims: pl.DataFrame
    shown: pl.DataFrame
    pending: Pile
    told: pl.DataFrame
    listed: pl.DataFrame
    crowds: pl.DataFrame
    habits: pl.DataFrame
    beside: pl.DataFrame
    words: pl.DataFrame
    counted: pl.DataFrame
    described: pl.DataFrame


REMEMBERED = tuple(field.name for field in fields(Past))
_FRAMES = {
    "keys": KEYS,
    "pairs": PAIRS,
    "moves": MOVES,
    "claims": CLAIMS,
    "shown": SHOWN,
    "told": TOLD,
    "listed": LISTED,
    "crowds": CROWDS,
    "habits": HABITS,
    "beside": BESIDE,
    "words": WORDS,
    "counted": COUNTED,
    "described": DESCRIBED,
}


def nothing(room: Path | None = None) -> Past:
    """Before the first paper; ``room`` is where much of what only grows may lie."""
    return past({name: schema.to_frame() for name, schema in _FRAMES.items()}, Pile("pending", PENDING, room))


def past(frames: Mapping[str, pl.DataFrame], pending: Pile) -> Past:
    """A past of tables by name."""
    return Past(pending=pending, **{name: frames[name] for name in _FRAMES})


def waiting(past: Past) -> pl.LazyFrame:
    """PENDING of the names that may still be told anew."""
    told = past.keys["vague"].to_frame().with_row_index("key").filter(pl.col("vague") >= SEEN_LAST)["key"]
    return past.pending.scan().filter(~pl.col("key").is_in(told.implode()))


# -- counting -------------------------------------------------------------------------------------


def added(counts: pl.Series, things: pl.Series, weights: pl.Series | None = None) -> pl.Series:
    """``counts``, one a thing by number, with one more (or the weight) for each of ``things``."""
    more = np.bincount(things.to_numpy(), None if weights is None else weights.to_numpy(), len(counts))
    return pl.Series(counts.name, counts.to_numpy() + more.astype(np.uint32), dtype=NUMBER)


def packed(things: pl.Series, papers: pl.Series) -> npt.NDArray[np.uint64]:
    """Thing and paper in one number, which sorts by thing."""
    high, low = (column.to_numpy().astype(np.uint64) for column in (things, papers))
    both: npt.NDArray[np.uint64] = high << np.uint64(32) | low
    return both


def ranks(things: pl.Series) -> Ints:
    """For each row how many rows before it hold the same thing."""
    order = np.argsort(things.to_numpy(), kind="stable")
    ordered = things.to_numpy()[order]
    place = np.arange(len(ordered))
    start = np.maximum.accumulate(np.where(np.diff(ordered, prepend=ordered[:1]) != 0, place, 0))
    ranked = np.empty(len(ordered), np.int64)
    ranked[order] = place - start
    return ranked


class Shown:
    """Which of the new papers show what."""

    def __init__(self, things: pl.Series, papers: pl.Series) -> None:
        every = pl.Series(packed(things, papers)).sort().to_numpy()
        self._sorted = every[np.diff(every, prepend=np.uint64(2**64 - 1)) != 0]

    def before(self, things: pl.Series, papers: pl.Series) -> Ints:
        """How many papers earlier than the one beside it show each thing."""
        asked = packed(things, papers)
        earlier = np.searchsorted(self._sorted, asked)
        start = np.searchsorted(self._sorted, asked >> np.uint64(32) << np.uint64(32))
        return np.asarray(earlier - start, np.int64)

    def pairs(self) -> pl.DataFrame:
        """thing, paper: each pair once, in this order."""
        things = (self._sorted >> np.uint64(32)).astype(np.uint32)
        papers = (self._sorted & np.uint64(2**32 - 1)).astype(np.uint32)
        return pl.DataFrame({"thing": things, "paper": papers})
