"""What areas are about: phrases of their papers' titles that other titles do not have.

A phrase is weighed by how much more often an area's titles have it than all others, as weighted log-odds
with an informative prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words").  Each thing names one area
only, the larger first, so that an area within another says what is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from inroad.atlas.phrases import Next, coded, following, heart, is_generic, occurrences, spell
from inroad.atlas.threads import FINAL, TAKES, label
from inroad.search.map.areas import Level

PRIOR = 500.0
"""Weight of all titles in the odds, in papers; in a small corpus a hundredth of its papers."""
SURE = 4.0
"""Least z-score of a phrase that names an area."""
SHARE = 0.02
"""Least part of an area's titles that have the phrase it is named by."""
READABLE = {1: 0.5, 2: 1.0, 3: 1.05}
"""Two or three words say more than one."""
CANDIDATES = 12
WORDS = 4
"""Further phrases that are told of an area."""
TOP_PARTS = 2
"""The broadest areas hold more than one thing, and are named by two."""
ENDS = 0.2
"""A word that ends a phrase less often is a modifier, and cannot end a name."""
_SPELT_FROM = 1_000
"""Titles, the newest, from which it is told how a phrase is spelt."""


@dataclass(frozen=True, slots=True)
class Name:
    """What one area is called."""

    label: str
    words: tuple[str, ...]


def names(titles: pl.Series, levels: Sequence[Level]) -> tuple[tuple[Name, ...], ...]:
    """The names of the areas of each level, the coarsest first; empty where nothing stands out.

    Args:
        titles: of n papers.
        levels: areas of the same papers.
    """
    found = coded(titles.fill_null(""))
    marks = occurrences(found, max(3, len(titles) // 20_000))
    counts = marks.group_by("key").agg(everywhere=pl.len()).sort("key")
    phrases = spell(counts["key"].to_numpy(), found.vocabulary)
    known = counts.with_columns(phrase=pl.Series(phrases, dtype=pl.String))
    known = known.filter(~pl.Series([is_generic(each, ()) for each in phrases], dtype=pl.Boolean))
    marks = marks.join(known, on="key")
    said: set[frozenset[str]] = set()
    after = following(found)
    parts = [TOP_PARTS if place == 0 and len(levels) > 1 else 1 for place in range(len(levels))]
    return tuple(
        _names(titles, level, marks, after, said, most) for level, most in zip(levels, parts, strict=True)
    )


def _names(
    titles: pl.Series, level: Level, marks: pl.DataFrame, after: Next, said: set[frozenset[str]], most: int
) -> tuple[Name, ...]:
    best = _best(marks, level, len(titles))
    chosen: list[Name] = []
    for area in range(len(level)):
        inside = titles.gather(np.flatnonzero(level.area == area)[-_SPELT_FROM:])
        chosen.append(_name(best.get(area, []), after, inside.to_list(), said, most))
    return tuple(chosen)


def _best(marks: pl.DataFrame, level: Level, papers: int) -> dict[int, list[str]]:
    """The phrases that stand out in each area, the best first."""
    of = pl.DataFrame({"row": np.arange(len(level.area)), "area": level.area})
    inside = marks.join(of, on="row").group_by("area", "phrase", "everywhere").agg(papers=pl.len())
    sizes = of.group_by("area").agg(size=pl.len())
    table = inside.join(sizes, on="area").with_columns(z=_log_odds(papers), words=_length())
    table = table.filter((pl.col("z") >= SURE) & (pl.col("papers") >= SHARE * pl.col("size")))
    rank = pl.col("z") * pl.col("words").replace_strict(READABLE, return_dtype=pl.Float64)
    table = table.with_columns(rank=rank).sort("area", -pl.col("rank"), "phrase")
    first = table.group_by("area", maintain_order=True).agg(pl.col("phrase").head(CANDIDATES))
    return dict(first.iter_rows())


def _length() -> pl.Expr:
    return (pl.col("phrase").str.count_matches("[ _]") + 1).clip(1, 3)


def _log_odds(papers: int) -> pl.Expr:
    """z-score of the log-odds of a phrase in an area against the rest."""
    size, everywhere = pl.col("size").cast(pl.Float64), pl.col("everywhere").cast(pl.Float64)
    weight = min(PRIOR, papers / 100)
    prior = weight * everywhere / papers
    inside = pl.col("papers") + prior
    outside = everywhere - pl.col("papers") + prior
    rest = (papers - size).clip(1)
    odds = (inside / (size + weight - inside + 0.5)).log() - (outside / (rest + weight - outside + 0.5)).log()
    return odds / (1 / inside + 1 / outside).sqrt()


def _name(
    phrases: Sequence[str], after: Next, titles: Sequence[str], said: set[frozenset[str]], most: int
) -> Name:
    """The best ``most`` phrases that name nothing yet, and others that say something else."""
    told = [_Told(_whole(each, after), _stands_alone(each, after)) for each in phrases]
    able = [each.phrase for each in told if each.alone and heart(each.phrase) not in said]
    named = _different(able)[:most]
    if not named:
        return Name("", ())
    said.update(heart(each) for each in named[:1])
    rest = [each for each in _different([*named, *(each.phrase for each in told)]) if each not in named]
    spelt = dict.fromkeys(label(each, titles) for each in rest)
    return Name(" · ".join(label(each, titles) for each in named), tuple(spelt)[:WORDS])


def _different(phrases: Sequence[str]) -> list[str]:
    """Those that do not say again, or a part of, what one before says."""
    hearts: list[frozenset[str]] = []
    chosen: list[str] = []
    for phrase in phrases:
        own = heart(phrase)
        if all(not own <= other and not other <= own for other in hearts):
            hearts.append(own)
            chosen.append(phrase)
    return chosen


@dataclass(frozen=True, slots=True)
class _Told:
    phrase: str
    alone: bool


def _whole(phrase: str, after: Next) -> str:
    """A modifier with what it mostly modifies: "autonomous driving", not "autonomous"."""
    if " " in phrase:
        return phrase
    ends, following_word, part = after.of(phrase)
    return f"{phrase} {following_word}" if ends < FINAL and part >= TAKES else phrase


def _stands_alone(phrase: str, after: Next) -> bool:
    """Whether it names something: "clinical" or "agentic", before this and that, does not."""
    last = _whole(phrase, after).split(" ")[-1]
    return after.of(last)[0] >= ENDS
