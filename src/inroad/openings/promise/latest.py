"""What the promise of methods is told by on an atlas's last day, worked out once for all young methods.

It does not depend on what is asked, but for what was seen of the world, which is looked up anew.  Where it is
not at hand it is worked out for those that are asked about: the same rows, only later.
"""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

import polars as pl

from inroad.atlas.columns import laid_out, rows_of, taken
from inroad.atlas.mapped import Array, Facts
from inroad.atlas.open import Atlas
from inroad.openings.promise import features
from inroad.openings.promise.candidates import KINDS, candidates
from inroad.openings.promise.model import model
from inroad.openings.promise.words import Words, said, texts

VERSION = 1
"""Raised when the same atlas gives other features."""
OLDEST = 150
"""Age in days up to which a promise is given: later there is hardly time left to come true."""
_TABLE = "promise"


def settled(atlas: Atlas, words: Words, methods: pl.Series) -> pl.DataFrame:
    """Rows of the candidates among some methods that are young enough, with the features of promise but those
    of the world.

    Args:
        atlas: its last day is the day of the forecast.
        words: what tells the feature ``said``.
        methods: numbers of METHODS.
    """
    kept = _kept(atlas, words)
    if kept is None:
        return _worked_out(atlas, words, methods)
    arrays, facts = kept
    schema = {name: getattr(pl, kind)() for name, kind in facts["columns"]}
    return taken(arrays, _TABLE, schema, rows_of(arrays, _TABLE, "method", methods)).sort("method_id")


def at_hand(atlas: Atlas) -> bool:
    """Whether it was worked out before, or cannot be kept."""
    return atlas.mapped is None or _kept(atlas, model().words) is not None


def work_out(atlas: Atlas) -> None:
    """Work it out for all young methods, and keep it."""
    words = model().words
    if atlas.mapped is not None and atlas.as_of is None and atlas.size:
        atlas.mapped.get(_name(words), lambda: _made(atlas, words))


def _kept(atlas: Atlas, words: Words) -> tuple[dict[str, Array], Facts] | None:
    if atlas.mapped is None or atlas.as_of is not None:
        return None
    return atlas.mapped.only(_name(words))


def _made(atlas: Atlas, words: Words) -> tuple[dict[str, Array], Facts]:
    table = _worked_out(atlas, words, None)
    columns = [[name, str(dtype)] for name, dtype in table.schema.items()]
    return dict(laid_out(_TABLE, table, ("method",))), {"columns": columns}


def _worked_out(atlas: Atlas, words: Words, methods: pl.Series | None) -> pl.DataFrame:
    last = atlas.last_day
    rows = candidates(atlas, KINDS, methods)
    rows = rows.filter(pl.col("first") >= last - dt.timedelta(days=OLDEST))
    if rows.is_empty():
        return rows
    table = features.settled(atlas, rows.with_columns(on=pl.lit(last)))
    return table.with_columns(said(words, texts(atlas, table)))


def _name(words: Words) -> str:
    digest = sha256(
        repr((sorted(words.weights.items()), sorted(words.rarity.items()), words.unseen)).encode()
    )
    return f"{_TABLE}-{VERSION}{digest.hexdigest()[:8]}"
