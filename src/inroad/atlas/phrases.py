"""Phrases of paper titles: one to three words, folded so that spellings of one thing agree.

Plurals, hyphens and case do not count; well-known compounds ("in-context learning", "mixture of
experts") are read as one word; function words end a phrase, and generic words cannot be one by
themselves (the lists are data: ``data/lexicon/title_words.toml``).

Promised: a phrase counts once a title, the order of titles does not matter, and the counts of separate
shards add up to those of the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from inroad.atlas import lexicon
from inroad.atlas.title_words import singular, stem, words

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PHRASES = pl.Schema({"phrase": pl.String, "papers": pl.UInt32})
"""``phrase`` is folded: lower case, singular, one space between words, ``_`` inside a compound."""

LONGEST: Final = 3
"""Words in a phrase."""


# -- words ----------------------------------------------------------------------------------------

_BITS: Final = 21
"""Three word numbers go into one 64-bit key."""
_MASK: Final = (1 << _BITS) - 1
_MARKS: Final = (
    (r"['’`]s\b", ""),
    (r"\s[-–—]+\s|—", " | "),
    (r"[\-‐‑–/_]", " "),
    (r"['’`$\\{}^]", ""),
    (r"[^\w\s+]", " | "),
    (r"\b(fine|pre)(tun|train)", "${1} ${2}"),
    (r"\bnon (\w)", "non_${1}"),
)
"""Hyphens join words of one phrase; other punctuation ends it.  "finetuning" is "fine-tuning", and what is
"non-autoregressive" is not autoregressive."""


@cache
def _compounds() -> dict[tuple[str, ...], str]:
    """Folded words that are read as one -> that one word, its parts joined by low lines."""
    lists = lexicon.load("lexicon/title_words.toml")
    one = {phrase: phrase.replace(" ", "_") for phrase in lists["compound"]}
    one |= {other: first for first, *others in lists["same"] for other in others}
    return {
        tuple(singular(word) for word in phrase.split()): "_".join(map(singular, word.split("_")))
        for phrase, word in one.items()
    }


def tokens(titles: pl.Series) -> pl.DataFrame:
    """row and word of every title, in order; a ``|`` where a phrase ends."""
    plain = pl.col("title").str.to_lowercase()
    for pattern, put in _MARKS:
        plain = plain.str.replace_all(pattern, put)
    rows = pl.DataFrame({"title": titles}).with_row_index("row")
    return rows.select("row", word=plain.str.extract_all(r"\S+")).explode("word").drop_nulls()


@dataclass(frozen=True, slots=True)
class Coded:
    """Titles as numbers: one entry a word or compound, in order."""

    row: Ints
    code: Ints
    """Number of the folded word, from 1; 0 ends a phrase."""
    vocabulary: list[str]
    """Folded word of each code; the first is empty."""
    weak: Flags
    """Of each code: cannot be a phrase without a stronger word."""
    link: Flags
    """Of each code: only inside a phrase."""
    verb: Flags
    """Of each code: a generic verb ("improving"), never the first word of a phrase."""


def coded(titles: pl.Series, *, stops: bool = True) -> Coded:
    """Titles as numbers; with ``stops`` the function words end a phrase."""
    found, lists = tokens(titles), words()
    spelled = found["word"].unique().sort()
    folded = [singular(word) if _is_word(word) else "" for word in spelled]
    compounds = _compounds()
    parts = {part for phrase in compounds for part in phrase}
    vocabulary = ["", *sorted((set(folded) | parts | set(compounds.values())) - {""})]
    number = {word: place for place, word in enumerate(vocabulary)}
    table = pl.DataFrame({"word": spelled, "code": [number[word] for word in folded]})
    codes = found.join(table, on="word", how="left", maintain_order="left")["code"]
    row, code = _joined(found["row"].to_numpy().astype(np.int64), codes.to_numpy().astype(np.int64), number)
    ends = np.array([stops and word in lists.stop and word not in lists.link for word in vocabulary])
    return Coded(
        row,
        np.where(ends[code], 0, code),
        vocabulary,
        np.array([word in lists.weak or len(word) < 3 for word in vocabulary]),
        np.array([word in lists.link for word in vocabulary]),
        np.array([word in lists.weak and word.endswith("ing") and "_" not in word for word in vocabulary]),
    )


def without(titles: Coded, phrases: Iterable[str]) -> Coded:
    """Titles with ``phrases`` taken out and their gaps closed: "mixture of LoRA experts" without LoRA."""
    number = {word: place for place, word in enumerate(titles.vocabulary)}
    found = [[number.get(word, -1) for word in spellings(phrase)] for phrase in phrases]
    kept = np.ones(len(titles.code), dtype=bool)
    for parts in sorted(found, key=len, reverse=True):
        starts = _starts(titles, parts)
        for shift in range(len(parts)):
            kept[starts + shift] = False
    row, code = _joined(titles.row[kept], titles.code[kept], number)
    return replace(titles, row=row, code=code)


@dataclass(frozen=True, slots=True)
class Next:
    """What comes after each word of some titles; made once, asked often."""

    vocabulary: list[str]
    number: Mapping[str, int]
    after: Ints
    """Codes of the words that follow, 0 for the end of a phrase, sorted by the word they follow."""
    bounds: Ints
    """Where in ``after`` those of each word begin."""

    def of(self, word: str) -> tuple[float, str, float]:
        """Part of the places of ``word`` that end a phrase, the commonest next word, and its part.

        Modifiers ("federated", "latent") hardly ever end a phrase; things ("quantization") often do.
        """
        code = self.number.get(word, 0)
        after = self.after[self.bounds[code] : self.bounds[code + 1]]
        if not code or not len(after):
            return 1.0, "", 0.0
        codes, counts = np.unique(after, return_counts=True)
        ends = int(counts[codes == 0].sum())
        counts[codes == 0] = 0
        best = int(counts.argmax())
        return ends / len(after), self.vocabulary[int(codes[best])], int(counts[best]) / len(after)


def following(titles: Coded) -> Next:
    """Every word's followers; a function word or punctuation ends a phrase."""
    after = np.append(titles.code[1:], 0)[: len(titles.code)]
    inside = np.append(titles.row[1:] == titles.row[:-1], False)[: len(titles.code)]
    after = np.where(inside & ~titles.link[after], after, 0)
    order = np.argsort(titles.code, kind="stable")
    bounds = np.searchsorted(titles.code[order], np.arange(len(titles.vocabulary) + 1))
    number = {word: place for place, word in enumerate(titles.vocabulary)}
    return Next(titles.vocabulary, number, after[order], bounds.astype(np.int64))


def query_words(query: Iterable[str]) -> frozenset[str]:
    """Stems of all words of the query's phrases, and of other spellings of the same things."""
    others = _compounds()
    found: set[str] = set()
    for phrase in query:
        read = spellings(phrase)
        found.update(read)
        found.update(part for word in read for part in word.split("_"))
        found.update(part for parts, word in others.items() if word in read for part in parts)
    return frozenset(stem(word) for word in found if word not in words().link and word not in words().stop)


def heart(phrase: str, asked: Collection[str] = ()) -> frozenset[str]:
    """Stems of the words that matter: "aligning LLMs" and "language model alignment" have one heart."""
    lists = words()
    found = [part for word in phrase.split(" ") if word not in lists.void for part in word.split("_")]
    stems = {stem(part) for part in found if part not in lists.link}
    return frozenset(stems - set(asked) or stems or phrase.split(" "))


def is_generic(phrase: str, asked: Collection[str]) -> bool:
    """Nothing but generic words and those of the query (:func:`query_words`)?"""
    lists = words()
    idle, joining = lists.weak | lists.link, lists.link | lists.stop
    return all(
        word in idle or all(part in joining or stem(part) in asked for part in word.split("_"))
        for word in phrase.split(" ")
    )


def _starts(titles: Coded, parts: Sequence[int]) -> Ints:
    """Where ``parts`` stand in the titles."""
    length = len(titles.code) - len(parts) + 1
    if not parts or length <= 0:
        return np.empty(0, dtype=np.int64)
    starts = np.flatnonzero(titles.row[:length] == titles.row[len(parts) - 1 :])
    for shift, part in enumerate(parts):
        starts = starts[titles.code[starts + shift] == part]
    return starts


def _joined(row: Ints, code: Ints, number: Mapping[str, int]) -> tuple[Ints, Ints]:
    """Compounds put in place of their words, the longest first."""
    sizes: dict[int, list[tuple[tuple[int, ...], int]]] = {}
    for phrase, word in _compounds().items():
        sizes.setdefault(len(phrase), []).append((tuple(number[part] for part in phrase), number[word]))
    for size in sorted(sizes, reverse=True):
        row, code = _put(row, code, size, sizes[size])
    return row, code


def _put(row: Ints, code: Ints, size: int, entries: list[tuple[tuple[int, ...], int]]) -> tuple[Ints, Ints]:
    """Each run of ``size`` codes that is an entry becomes that entry's code."""
    if len(code) < size:
        return row, code
    codes = sorted({part for parts, _ in entries for part in parts})
    local = np.zeros(int(max(code.max(), codes[-1])) + 1, dtype=np.int64)
    local[codes] = np.arange(1, len(codes) + 1)
    keys = {_pack(local[list(parts)].tolist()): value for parts, value in entries}
    small = local[code]
    length = len(code) - size + 1
    starts = np.flatnonzero(
        (small[:length] > 0) & (small[size - 1 :] > 0) & (row[:length] == row[size - 1 :])
    )
    packed = sum((small[starts + shift] << (_LOCAL * (size - 1 - shift)) for shift in range(size)), start=0)
    ordered = np.array(sorted(keys), dtype=np.int64)
    places = np.minimum(np.searchsorted(ordered, packed), len(ordered) - 1)
    hit = ordered[places] == packed
    starts, values = _apart(
        starts[hit], np.array([keys[key] for key in ordered[places[hit]].tolist()], dtype=np.int64), size
    )
    code = code.copy()
    code[starts] = values
    kept = np.ones(len(code), dtype=bool)
    for shift in range(1, size):
        kept[starts + shift] = False
    return row[kept], code[kept]


_LOCAL: Final = 12
"""Bits for a word of a compound."""


def _pack(parts: Iterable[int]) -> int:
    key = 0
    for part in parts:
        key = key << _LOCAL | part
    return key


def _apart(starts: Ints, values: Ints, size: int) -> tuple[Ints, Ints]:
    """Of overlapping finds the first."""
    kept = np.ones(len(starts), dtype=bool)
    for place in np.flatnonzero(np.diff(starts) < size).tolist():
        kept[place + 1] = not kept[place]
    return starts[kept], values[kept]


def spellings(phrase: str) -> list[str]:
    """The folded words and compounds of a phrase, as they stand in the tables.

    >>> spellings("Low-Rank Adapters for LLMs")
    ['low_rank_adaptation', 'for', 'llm']
    """
    read = coded(pl.Series([phrase]), stops=False)
    return [read.vocabulary[code] for code in read.code.tolist() if code]


def _is_word(word: str) -> bool:
    return word != "|" and not word.replace("+", "").isdigit() and len(word) < 40


def occurrences(titles: Coded, least: int) -> pl.DataFrame:
    """key and row of every phrase in at least ``least`` titles, each pair once."""
    code = _without_rare(titles, least)
    row = titles.row
    parts = [_grams(code, row, titles, size) for size in range(1, LONGEST + 1)]
    pairs = pl.concat(parts)
    often = pairs.group_by("key").len().filter(pl.col("len") >= least).select("key")
    unique = pairs.join(often, on="key", how="semi").unique()
    still = unique.group_by("key").len().filter(pl.col("len") >= least).select("key")
    return unique.join(still, on="key", how="semi")


def every_phrase(titles: Coded) -> tuple[Ints, Ints]:
    """Every phrase of the titles, as a key, and how many of them hold it; by key."""
    pairs = pl.concat(_grams(titles.code, titles.row, titles, size) for size in range(1, LONGEST + 1))
    keys, rows = (pairs[name].to_numpy() for name in ("key", "row"))
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    new = np.diff(keys, prepend=-1) != 0
    # Of one key the rows come in their order, length by length; and a key has one length.
    once = new | (np.diff(rows, prepend=-1) != 0)
    starts = np.flatnonzero(new)
    return keys[starts], np.add.reduceat(once.astype(np.int64), starts) if len(starts) else starts


def _without_rare(coded: Coded, least: int) -> Ints:
    """A phrase cannot be more frequent than its rarest word: most words of a title go at once."""
    counts = np.bincount(coded.code, minlength=len(coded.vocabulary))
    return np.where(counts[coded.code] >= least, coded.code, 0)


def _grams(code: Ints, row: Ints, coded: Coded, size: int) -> pl.DataFrame:
    length = len(code) - size + 1
    if length <= 0:
        return pl.DataFrame(schema={"key": pl.Int64, "row": pl.Int64})
    places = [code[shift : shift + length] for shift in range(size)]
    whole = row[:length] == row[size - 1 :]
    for place in places:
        whole &= place > 0
    whole &= ~coded.link[places[0]] & ~coded.verb[places[0]] & ~coded.link[places[-1]]
    whole &= ~np.logical_and.reduce([coded.weak[place] for place in places])
    key = np.zeros(int(whole.sum()), dtype=np.int64)
    for place in places:
        key = (key << _BITS) | place[whole]
    return pl.DataFrame({"key": key, "row": row[:length][whole]})


def spell(keys: Ints, vocabulary: Sequence[str]) -> list[str]:
    """The phrases that the keys of :func:`occurrences` stand for."""
    spelled = []
    for key in keys.tolist():
        codes = [(key >> shift) & _MASK for shift in (2 * _BITS, _BITS, 0)]
        spelled.append(" ".join(vocabulary[code] for code in codes if code))
    return spelled


# -- background -----------------------------------------------------------------------------------


def phrase_counts(titles: pl.Series, *, least: int = 5) -> pl.DataFrame:
    """How many of ``titles`` hold each phrase of one to three words.

    Counts of separate shards add up (:func:`added`) if ``least`` is 1 for each.

    Returns:
        PHRASES, most frequent first, phrases in fewer than ``least`` titles left out.
    """
    coded_titles = coded(titles.fill_null(""))
    counts = occurrences(coded_titles, least).group_by("key").agg(papers=pl.len().cast(pl.UInt32))
    spelled = pl.Series("phrase", spell(counts["key"].to_numpy(), coded_titles.vocabulary), dtype=pl.String)
    return (
        counts.with_columns(phrase=spelled)
        .select(PHRASES.names())
        .sort(["papers", "phrase"], descending=[True, False])
    )


def added(tables: Iterable[pl.DataFrame], *, least: int = 5) -> pl.DataFrame:
    """The counts of several shards as those of the whole."""
    return (
        pl.concat(list(tables))
        .group_by("phrase")
        .agg(pl.col("papers").sum())
        .filter(pl.col("papers") >= least)
        .sort(["papers", "phrase"], descending=[True, False])
    )


def cut(counts: pl.DataFrame, most: int = 60_000) -> pl.DataFrame:
    """The ``most`` most frequent phrases: enough background for a small bundle."""
    return counts.sort(["papers", "phrase"], descending=[True, False]).head(most)
