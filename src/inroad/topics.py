"""What one could ask for: what much of a corpus is on lately, and what ever more of it is."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator

import polars as pl

from inroad.atlas.asked import phrase_pattern
from inroad.atlas.growth import growth, month_counts
from inroad.atlas.open import Atlas
from inroad.atlas.phrases import is_generic, phrase_counts
from inroad.atlas.threads import threads
from inroad.types import Rising, Topic, Topics

YEAR = dt.timedelta(days=365)
LEAST = 1 / 1_500
"""Part of the last year's titles that something rising must be in, so that there is something to read."""
FEWEST = 3
FRAGMENT = 0.6
"""A phrase with this part of its titles in a longer one is a part of that."""
_OTHERS = 10
"""Times as many phrases as asked for are looked at for fragments."""


def topics(atlas: Atlas, most: int = 9) -> Topics:
    """What many papers of the last 12 months are on, and what more are on than before.

    Args:
        atlas: what is known.
        most: so many of either at most.
    """
    return Topics(atlas.coverage(), _largest(atlas, most), rising(atlas, most))


def _largest(atlas: Atlas, most: int) -> tuple[Topic, ...]:
    last = atlas.papers["date"].max()
    if not isinstance(last, dt.date):
        return ()
    recent = atlas.papers.filter(pl.col("date") > last - YEAR)
    found = threads(recent, atlas.phrases, atlas.papers.height, atlas.covered, top=_OTHERS * most)
    # One hyphenated word ("real-time") mostly stands before what a paper is on.
    labels = [each.label for each in found if " " in each.label]
    titles = recent["title"]
    counted = [Topic(label, int(titles.str.contains(phrase_pattern(label)).sum())) for label in labels]
    return tuple(sorted(counted, key=lambda each: (-each.recent, each.label))[:most])


def rising(atlas: Atlas, most: int = 3) -> tuple[Rising, ...]:
    """Phrases of two words and more whose part of all titles rose surest in the last year, no two alike.

    The order is by the lower end of the 95 % interval of the ratio of both years' shares, so that much of
    something beats three papers more.
    """
    last = atlas.papers["date"].max()
    if not isinstance(last, dt.date):
        return ()
    new, old = _titles(atlas, last - YEAR, last), _titles(atlas, last - 2 * YEAR, last - YEAR)
    if not len(new) or not len(old):
        return ()
    counted = phrase_counts(new, least=max(FEWEST, math.ceil(len(new) * LEAST)))
    table = counted.join(phrase_counts(old, least=FEWEST), on="phrase", how="left", suffix="_old")
    table = table.with_columns(pl.col("papers_old").fill_null(0)).filter(_says_something(table["phrase"]))
    ranked = table.with_columns(least=_least_ratio(len(new), len(old))).filter(pl.col("least") > 0)
    ranked = ranked.sort("least", "phrase", descending=[True, False]).head(_OTHERS * most)
    found: list[Rising] = []
    for phrase in _different(_whole(ranked)["phrase"]):
        each = _rising(atlas, phrase, last)
        # Two years tell of a corpus that grew as well as of what it holds: months decide.
        found += [each] if each.growth.stage in ("emerging", "growing") else []
        if len(found) == most:
            break
    return tuple(found)


def _titles(atlas: Atlas, after: dt.date, until: dt.date) -> pl.Series:
    return atlas.papers.filter((pl.col("date") > after) & (pl.col("date") <= until))["title"]


def _says_something(phrases: pl.Series) -> pl.Series:
    """Two words and more, and not all of them words of any field."""
    return pl.Series([" " in each and not is_generic(each, ()) for each in phrases], dtype=pl.Boolean)


def _least_ratio(new: int, old: int) -> pl.Expr:
    """Lower end of the 95 % interval of the log of the ratio of two shares (Katz et al. 1978)."""
    now, then = pl.col("papers") + 0.5, pl.col("papers_old") + 0.5
    return (now / new).log() - (then / old).log() - 1.96 * (1 / now + 1 / then).sqrt()


def _whole(table: pl.DataFrame) -> pl.DataFrame:
    """Without fragments: phrases most of whose titles have a longer one of the table."""
    rows = list(zip(table["phrase"], table["papers"], strict=True))
    inside = [
        any(
            f" {phrase} " in f" {other} " and phrase != other and count >= FRAGMENT * papers
            for other, count in rows
        )
        for phrase, papers in rows
    ]
    return table.filter(~pl.Series(inside, dtype=pl.Boolean))


def _different(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases that share no word with one before."""
    used: set[str] = set()
    for phrase in phrases:
        own = set(phrase.replace("_", " ").split(" "))
        if not own & used:
            yield phrase
        used |= own


def _rising(atlas: Atlas, phrase: str, last: dt.date) -> Rising:
    pattern = phrase_pattern(phrase.replace("_", " "))
    said = atlas.papers.select("date", spelt=pl.col("title").str.extract(f"({pattern})")).drop_nulls()
    spelt = said["spelt"].value_counts().sort("count", "spelt", descending=[True, False])["spelt"]
    dates, covered = said["date"], atlas.covered
    return Rising(
        str(spelt[0]),
        int((dates > last - YEAR).sum()),
        int(((dates > last - 2 * YEAR) & (dates <= last - YEAR)).sum()),
        growth(month_counts(dates, covered), dense_since=covered.dense_since),
    )
