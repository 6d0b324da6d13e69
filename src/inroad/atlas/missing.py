"""A query that a corpus says too seldom or not at all: what may be meant, and what is said of it (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from inroad.atlas.asked import FEW
from inroad.atlas.title_words import singular
from inroad.errors import NotFound
from inroad.figures import plural

_LONG_WORD, _NEAR = 5, 80
"""Letters of a word that may be misspelt; how alike, of 100, the word that is meant must be."""


def spelt_right(query: str, phrases: Iterable[tuple[str, int]]) -> str | None:
    """The query with words that titles know, where it has others and titles have it so; else None.

    Args:
        query: what was typed.
        phrases: phrases of titles as PHRASES has them, and in how many papers.
    """
    known = [(phrase.replace("_", " "), papers) for phrase, papers in phrases]
    words = [singular(word) for word in re.findall(r"[^\W_]+", query.lower())]
    usual = {word for phrase, _ in known for word in phrase.split(" ")}
    strange = [word for word in words if len(word) >= _LONG_WORD and word not in usual]
    if not strange:
        return None
    right = {word: _nearest(word, sorted(usual)) for word in strange}
    meant = " ".join(right.get(word) or word for word in words)
    return meant if any(phrase == meant and papers >= FEW for phrase, papers in known) else None


def _nearest(word: str, words: Sequence[str]) -> str | None:
    from rapidfuzz import fuzz, process  # only failures need it

    found = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[0] if found else None


def near_names(name: str, names: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """Those that are spelt much like ``name``, the nearest first, ties by name."""
    from rapidfuzz import fuzz, process  # only failures need it

    ordered = sorted(set(names))
    found = process.extract(
        name, ordered, scorer=fuzz.ratio, processor=str.lower, limit=most, score_cutoff=65
    )
    return tuple(match for match, _, _ in found)


# -- words for it -----------------------------------------------------------------------------------


def misspelt(query: str, papers: int, meant: str) -> NotFound:
    """So few papers say it as it was typed."""
    return NotFound(
        f"{plural(papers, 'paper')} of this corpus {'says' if papers == 1 else 'say'} {query.strip()!r}",
        f"did you mean {meant!r}? Or {_more(query)}",
        (meant,),
    )


def apart(papers: int, more: int) -> Iterator[str]:
    """That papers count which have the words but not the phrase."""
    if more and not papers:
        are = "is" if more == 1 else "are"
        yield f"No paper has the phrase; {plural(more, 'paper')} with all its words {are} counted instead."
    elif more:
        yield (
            f"Only {plural(papers, 'paper')} {'has' if papers == 1 else 'have'} the phrase; "
            f"{more:,} more that {'has' if more == 1 else 'have'} all its words "
            f"{'is' if more == 1 else 'are'} counted too."
        )


def nothing(query: str, near: tuple[str, ...]) -> NotFound:
    """No paper says it."""
    remedy = (f"did you mean {', '.join(near)}? Or " if near else "") + _more(query)
    return NotFound(f"nothing in this corpus matches {query.strip()!r}", remedy, near)


def _more(query: str) -> str:
    return f"get papers with `inroad sync arxiv --query 'all:\"{query.strip()}\"'`"
