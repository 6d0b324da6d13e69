"""Why two papers are near: the words and the methods that they share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from inroad.atlas.stored import atlas_store, stored
from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.search.vectors.ask import Vectors, distinct
from inroad.search.vectors.bags import Floats, read
from inroad.search.vectors.terms import code, terms
from inroad.types import SharedMethod, SharedWord

SHOWN = 5
"""Words and methods that are told of one paper."""
LITTLE = 0.5
"""A word whose vector is shorter than so many of the mean says little ("by") and is not told."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A paper's title, abstract and day."""

    title: str
    abstract: str | None
    date: dt.date | None


def texts_of(config: Config, vectors: Vectors, ids: Sequence[str]) -> dict[str, Text]:
    """Texts by id; of a paper whose corpus is gone the title alone; nothing for one that is not known."""
    rows = {each: row for each in ids if (row := vectors.row(each)) is not None}
    found = {each: Text(vectors.titles[row], None, vectors.date(row)) for each, row in rows.items()}
    months = {_month(vectors.date(row)) for row in rows.values()}
    # A paper that is newer than the vectors may be anywhere.
    of = None if len(rows) < len(set(ids)) else months
    wanted = pl.col("paper_id").is_in(list(ids))
    table = corpus.read(config, of).select("paper_id", "title", "abstract", "date").filter(wanted)
    with corpus.papers_store(config).guarded():
        return found | {row[0]: Text(*row[1:]) for row in table.collect().iter_rows()}


def _month(day: dt.date | None) -> str:
    return f"{day:%Y-%m}" if day else corpus.UNDATED


# -- words ----------------------------------------------------------------------------------------


def words_of(texts: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    """All terms of some texts."""
    return frozenset(term for title, abstract in texts for term in terms(f"{title}\n{abstract or ''}"))


def parts(
    vectors: Vectors, middle: Floats, text: Text, words: Collection[str], *, shared: bool
) -> tuple[SharedWord, ...]:
    """Words of ``text`` that add most to its nearness, those that ``words`` has, or those that it has not."""
    bags = read([text.title, text.abstract])
    known = bags.known(vectors.codes)
    used = distinct(known.terms)
    each = vectors.table[used].astype(np.float32)
    weights = np.bincount(np.searchsorted(used, known.terms), known.weights, len(used))
    length = float(np.linalg.norm(weights @ each)) or 1.0
    lengths = np.linalg.norm(each, axis=1)
    telling = lengths >= LITTLE * lengths.mean() if len(lengths) else lengths > 0
    adds = np.where(telling, each @ middle * weights / length, 0)
    part = dict(zip(vectors.codes[used].tolist(), adds.tolist(), strict=True))
    said = {term: word for term, word in _spellings(text).items() if (term in words) == shared}
    added = ((part.get(code(term), 0.0), word) for term, word in said.items())
    best = sorted((pair for pair in added if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
    return tuple(SharedWord(word, value) for value, word in best[:SHOWN])


def _spellings(text: Text) -> Mapping[str, str]:
    """Terms of a text, each as it first stands there."""
    found: dict[str, str] = {}
    for word in _WORD.findall(f"{text.title}\n{text.abstract or ''}"):
        for term in terms(word):
            found.setdefault(term, word)
    return found


# -- methods --------------------------------------------------------------------------------------


def shared_methods(
    config: Config, asked: Collection[str], found: Collection[str]
) -> dict[str, tuple[SharedMethod, ...]]:
    """Methods that each of ``found`` and one of ``asked`` name, the rarest first; none without an atlas."""
    store = atlas_store(config)
    if not asked or not stored(store):
        return {}
    with store.guarded():
        papers = store.scan("papers").select("paper", "paper_id")
        papers = papers.filter(pl.col("paper_id").is_in([*asked, *found])).collect().lazy()
        mentions = store.scan("mentions").select("method", "paper")
        named = mentions.join(papers, on="paper").select("method", "paper_id").unique().collect()
        both = named.filter(pl.col("paper_id").is_in(list(asked)))["method"].unique()
        sizes = (
            mentions.filter(pl.col("method").is_in(both.implode())).unique().group_by("method").len("papers")
        )
        theirs = named.filter(pl.col("paper_id").is_in(list(found)), pl.col("method").is_in(both.implode()))
        methods = store.scan("methods").select("method", "method_id", "name")
        rows = theirs.lazy().join(methods, on="method").join(sizes, on="method")
        table = rows.sort("paper_id", "papers", "method_id").collect()
    made: dict[str, tuple[SharedMethod, ...]] = {}
    for _, paper_id, method_id, name, _ in table.iter_rows():
        made[paper_id] = (*made.get(paper_id, ()), SharedMethod(method_id, name))[:SHOWN]
    return made
