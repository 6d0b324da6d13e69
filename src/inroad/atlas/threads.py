"""The live threads of a field: sub-problems that its titles name more often than the corpus does.

Phrases of one to three words are compared with the corpus by weighted log-odds with an informative
Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words"), which favours phrases that are both
frequent in the field and rare outside, without being fooled by tiny counts.  Phrases that mark the same
papers are one thread; the words of the query itself cannot be threads.

Promised: titles are enough, the order of rows does not matter, and a paper may belong to several
threads.  Which phrases there are at all is the business of ``atlas.phrases``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

import polars as pl

from inroad.atlas.growth import Covered, month_counts
from inroad.atlas.phrases import (
    LONGEST,
    Coded,
    Next,
    coded,
    following,
    heart,
    is_generic,
    occurrences,
    query_words,
    spell,
    without,
)
from inroad.atlas.title_words import singular, words
from inroad.types import MonthCount

PRIOR: Final = 500.0
"""Weight of the corpus in the log-odds, in papers (the sum of the Dirichlet prior)."""
SURE: Final = 3.0
"""Least z-score: of a few thousand phrases, chance lifts a handful this far."""
BROADEST: Final = {1: 0.2, 2: 0.35, 3: 0.35}
"""A phrase of so many words in more of the field's papers names the field, not a thread of it."""
SAME: Final = 0.5
"""Jaccard index from which two phrases mark the same papers."""
INSIDE: Final = 0.75
"""A phrase with this part of its papers inside another one's is a part of that one, if they share a word."""
SMALLEST: Final = 250
"""A thread has at least one in so many of the field's papers."""
JARGON: Final = 0.5
"""A single word of which the field has this part of all papers is a name of its own, not a problem."""
READABLE: Final = {1: 0.65, 2: 1.0, 3: 1.1}
"""Two or three words say more than one: factor on the z-score in the ranking."""
LARGE: Final = 0.2
"""Smaller parts are threads of their own: "multi-hop question answering" within "question answering"."""
FRAGMENT: Final = 0.6
"""A phrase with this part of its papers in a longer phrase around it is a fragment ("molecular property")."""
FEW: Final = 0.15
"""A modifier with this part of its papers in a better phrase is told by that."""
MOST: Final = 0.4
"""A single word is part of a longer phrase that has this part of its papers."""
FINAL: Final = 0.25
"""A word that ends a phrase less often is a modifier, not a thing."""
HANGING: Final = 0.5
"""A participle that ends a phrase less often waits for its noun."""
TAKES: Final = 0.15
"""Least part of a modifier's places before one word, to be named with that word."""
GOES_ON: Final = 4
"""A word that follows fewer times is no part of a label."""
CANDIDATES: Final = 400
"""So many of the best phrases are compared with each other."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thread."""

    label: str
    """As the titles spell it most often."""
    phrases: tuple[str, ...]
    """Folded phrases that mark it, the best first."""
    papers: tuple[int, ...]
    """``paper`` numbers, oldest first."""
    score: float
    """z-score of its best phrase against the corpus."""
    series: tuple[MonthCount, ...]
    """For :func:`inroad.atlas.growth.growth`."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: int
    text: str
    papers: int
    z: float
    rank: float
    heart: frozenset[str]

    @property
    def words(self) -> list[str]:
        return self.text.split(" ")

    @property
    def is_single(self) -> bool:
        return " " not in self.text and "_" not in self.text


def threads(
    field: pl.DataFrame,
    background: pl.DataFrame,
    corpus: int,
    covered: Covered,
    *,
    query: Iterable[str] = (),
    names: Iterable[str] = (),
    top: int = 12,
) -> tuple[Found, ...]:
    """The threads of a field, the most telling first.

    Args:
        field: the field's papers: paper, title and date; each paper once.
        background: PHRASES of the whole corpus, the field included; it may be cut short, then the
            rarest count in it stands for all phrases that are not in it.
        corpus: papers that ``background`` was counted on.
        covered: the corpus's months, for the series.
        query: phrases and names that define the field; they are cut out of the titles.
        names: methods and models; such a name is no thread, only a longer phrase around it can be.
        top: at most so many threads.

    Returns:
        Nothing for fields too small for any phrase to stand out.
    """
    field = field.sort("paper")
    titles = coded(field["title"].fill_null(""))
    rest = without(titles, query)
    marks = occurrences(rest, _least(field.height))
    ranked = _ranked(marks, rest, background, corpus, field.height, query)
    named = {singular(name.lower()) for name in names}
    ranked = [phrase for phrase in ranked if phrase.text not in named]
    groups = _grouped(ranked, _shared(marks, ranked), following(titles))
    rows = _rows(marks, ranked)
    large = (group for group in groups if group.head.papers >= field.height / SMALLEST)
    return tuple(_found(group, rows, field, covered) for group in islice(large, top))


def _least(papers: int) -> int:
    """Fewest papers of a phrase: 2 in a small field, one in 400 of a large one."""
    return max(2 if papers < 100 else 3, papers // 400)


# -- ranking --------------------------------------------------------------------------------------


def _ranked(
    marks: pl.DataFrame, titles: Coded, background: pl.DataFrame, corpus: int, size: int, query: Iterable[str]
) -> list[_Phrase]:
    """The phrases that stand out, best first."""
    counts = marks.group_by("key").agg(papers=pl.len()).sort("key")
    counts = counts.with_columns(
        phrase=pl.Series(spell(counts["key"].to_numpy(), titles.vocabulary), dtype=pl.String)
    )
    rarest = background["papers"].min() if background.height else 1
    everywhere = pl.col("papers_right").fill_null(rarest).cast(pl.Float64)
    table = counts.join(background, on="phrase", how="left").with_columns(
        everywhere=pl.max_horizontal(everywhere, pl.col("papers").cast(pl.Float64))
    )
    table = table.with_columns(z=_log_odds(size, corpus), words=_length())
    names = (pl.col("words") == 1) & (pl.col("papers") > JARGON * pl.col("everywhere"))
    broad = pl.col("papers") > pl.col("words").replace_strict(BROADEST, return_dtype=pl.Float64) * size
    table = table.filter((pl.col("z") >= SURE) & ~broad & ~names)
    table = table.with_columns(
        rank=pl.col("z") * pl.col("words").replace_strict(READABLE, return_dtype=pl.Float64)
    )
    table = table.sort(["rank", "phrase"], descending=[True, False])
    asked = query_words(query)
    rows = table.select("key", "phrase", "papers", "z", "rank").iter_rows()
    chosen = (
        _Phrase(key, text, papers, z, rank, heart(text, asked))
        for key, text, papers, z, rank in rows
        if not is_generic(text, asked)
    )
    return list(islice(chosen, CANDIDATES))


def _length() -> pl.Expr:
    """Words of a phrase, those of compounds included, but at most 3."""
    return (pl.col("phrase").str.count_matches("[ _]") + 1).clip(1, 3)


def _log_odds(size: int, corpus: int) -> pl.Expr:
    """z-score of the log-odds of a phrase in the field against the rest of the corpus."""
    rest = max(corpus - size, 1)
    prior = PRIOR * pl.col("everywhere") / max(corpus, 1)
    inside = pl.col("papers") + prior
    outside = pl.col("everywhere") - pl.col("papers") + prior
    odds = (inside / (size + PRIOR - inside)).log() - (outside / (rest + PRIOR - outside)).log()
    return odds / (1 / inside + 1 / outside).sqrt()


# -- grouping -------------------------------------------------------------------------------------


def _rows(marks: pl.DataFrame, ranked: Sequence[_Phrase]) -> dict[int, list[int]]:
    """key -> rows of the field, ascending."""
    kept = marks.filter(pl.col("key").is_in([phrase.key for phrase in ranked])).sort("row")
    return dict(kept.group_by("key").agg("row").iter_rows())


def _shared(marks: pl.DataFrame, ranked: Sequence[_Phrase]) -> dict[tuple[int, int], int]:
    """(key, key) -> papers that hold both; only pairs that occur."""
    kept = marks.filter(pl.col("key").is_in([phrase.key for phrase in ranked]))
    pairs = kept.join(kept, on="row").filter(pl.col("key") != pl.col("key_right"))
    return {(a, b): n for a, b, n in pairs.group_by("key", "key_right").len().iter_rows()}


@dataclass(frozen=True, slots=True)
class _Group:
    """Phrases that mark the same papers, the best first."""

    phrases: tuple[_Phrase, ...]
    name: str
    """The folded phrase to label it by."""

    @property
    def head(self) -> _Phrase:
        return self.phrases[0]

    def joined(self, phrase: _Phrase) -> _Group:
        return _Group((*self.phrases, phrase), self.name)


Shared = Mapping[tuple[int, int], int]


def _grouped(ranked: Sequence[_Phrase], shared: Shared, after: Next) -> list[_Group]:
    """The threads, best first: longer phrases are grouped before single words find their places."""
    groups: list[_Group] = []
    for phrase in _whole([phrase for phrase in ranked if not phrase.is_single], shared):
        home = next((at for at, group in enumerate(groups) if _belongs(phrase, group.head, shared)), None)
        _put(groups, home, phrase, None if _hangs(phrase, after) else _Group((phrase,), _name(phrase, after)))
    for phrase in ranked:
        if phrase.is_single:
            home = next((at for at, group in enumerate(groups) if _is_most_of(phrase, group, shared)), None)
            _put(groups, home, phrase, _single(phrase, groups, shared, after))
    return sorted(groups, key=lambda group: (-group.head.rank, group.head.text))


def _put(groups: list[_Group], home: int | None, phrase: _Phrase, alone: _Group | None) -> None:
    if home is not None:
        groups[home] = groups[home].joined(phrase)
    elif alone is not None:
        groups.append(alone)


def _whole(phrases: Sequence[_Phrase], shared: Shared) -> list[_Phrase]:
    """Fragments give way to the longer phrase that most of their papers hold, which takes their rank."""
    rank: dict[int, float] = {phrase.key: phrase.rank for phrase in phrases}
    kept = []
    for phrase in sorted(phrases, key=lambda phrase: (len(phrase.words), phrase.text)):
        longer = [
            other
            for other in phrases
            if f" {phrase.text} " in f" {other.text} "
            and other.key != phrase.key
            and shared.get((phrase.key, other.key), 0) >= FRAGMENT * phrase.papers
        ]
        if longer:
            best = max(longer, key=lambda other: (other.papers, other.text)).key
            rank[best] = max(rank[best], rank[phrase.key])
        else:
            kept.append(phrase)
    ranked = [replace(phrase, rank=rank[phrase.key]) for phrase in kept]
    return sorted(ranked, key=lambda phrase: (-phrase.rank, phrase.text))


def _belongs(phrase: _Phrase, head: _Phrase, shared: Shared) -> bool:
    """Do both mark the same papers, or is the smaller one a good part of the larger?"""
    if phrase.heart == head.heart:
        return True
    both = shared.get((phrase.key, head.key), 0)
    small, large = sorted((phrase.papers, head.papers))
    part = both >= INSIDE * small and small >= LARGE * large and bool(phrase.heart & head.heart)
    return part or both >= SAME * (small + large - both)


def _is_most_of(word: _Phrase, group: _Group, shared: Shared) -> bool:
    """Does the longer phrase hold the word and most of its papers, or is it the same otherwise spelled?"""
    both = shared.get((word.key, group.head.key), 0)
    if word.heart == group.head.heart:
        spelled = any(word.text in phrase.words for phrase in group.phrases)
        return spelled or both >= FEW * min(word.papers, group.head.papers)
    return word.heart < group.head.heart and both >= MOST * word.papers


def _hangs(phrase: _Phrase, after: Next) -> bool:
    """Does it end with a participle that wants a noun: "sparsely activated"?"""
    last = phrase.words[-1]
    return last.endswith("ed") and " " in phrase.text and after.of(last)[0] < HANGING


def _name(phrase: _Phrase, after: Next) -> str:
    """A modifier is named with what it mostly modifies: "long-context LLMs", not "long-context"."""
    ends, following_word, part = (1.0, "", 0.0) if " " in phrase.text else after.of(phrase.text)
    return f"{phrase.text} {following_word}" if ends < FINAL and part >= TAKES else phrase.text


def _single(word: _Phrase, groups: Sequence[_Group], shared: Shared, after: Next) -> _Group | None:
    """A thread of its own for a word, or None if better phrases say it already."""
    better = [
        group.head for group in groups if word.heart < group.head.heart and group.head.rank >= word.rank
    ]
    told = sum(shared.get((word.key, head.key), 0) for head in better)
    if after.of(word.text)[0] >= FINAL:
        return None if told >= MOST * word.papers else _Group((word,), word.text)
    # As in _name, but a modifier of this and that is no thread.
    name = _name(word, after)
    known = any(f"{group.name} ".startswith(f"{name} ") for group in groups)
    return None if known or name == word.text or told >= FEW * word.papers else _Group((word,), name)


# -- one thread -----------------------------------------------------------------------------------


def _found(group: _Group, rows: Mapping[int, list[int]], field: pl.DataFrame, covered: Covered) -> Found:
    places = sorted({row for phrase in group.phrases for row in rows[phrase.key]})
    papers = field[places]
    return Found(
        label=label(group.name, papers["title"]),
        phrases=tuple(phrase.text for phrase in group.phrases),
        papers=tuple(papers["paper"].to_list()),
        score=group.head.z,
        series=month_counts(papers["date"], covered),
    )


def label(phrase: str, titles: Iterable[str]) -> str:
    """``phrase`` as the titles spell it most often; capitals only where a word is not merely a heading.

    What most titles go on with belongs to it: "personalized federated" is "personalized federated learning".
    """
    parts, shown = re.split("[ _]", phrase), list(titles)
    for _ in range(LONGEST):
        parts += _next(parts, shown)
    # Word by word where the query stood between them: "mixture of LoRA experts".
    return _commonest(parts, shown) or " ".join(_commonest([part], shown) or part for part in parts)


def _next(parts: Sequence[str], titles: Sequence[str]) -> list[str]:
    """The word that most titles have after ``parts``, if they have one."""
    pattern = re.compile(rf"\b{_spelled(parts)}\b(?:{_GAP}(\w+))?", re.IGNORECASE)
    found = Counter(
        singular((match[1] or "").lower()) for title in titles for match in pattern.finditer(title)
    )
    idle, least = words().stop | words().link | {""}, max(GOES_ON, found.total() // 2 + 1)
    return [word for word, often in found.items() if often >= least and word not in idle]


_GAP = r"[\s\-‐‑–/_]+"
"""Between the words of one phrase."""


def _spelled(parts: Iterable[str]) -> str:
    """A pattern for folded words as titles have them."""
    return _GAP.join(rf"{re.escape(part)}\w{{0,3}}" for part in parts)


def _commonest(parts: Sequence[str], titles: Iterable[str]) -> str:
    pattern = re.compile(rf"\b{_spelled(parts)}\b", re.IGNORECASE)
    spelled = Counter(
        " ".join(map(_uncapped, found[0].split())) for title in titles for found in pattern.finditer(title)
    )
    return max(spelled, key=lambda text: (spelled[text], text), default="")


def _uncapped(word: str) -> str:
    """Lower case for a word in title case ("Fine-Tuning"), but "LLM" and "LoRA" stay."""
    parts = word.split("-")
    return "-".join(part.lower() if part[1:].islower() or len(part) == 1 else part for part in parts)
