"""Sentences in which a paper states what it leaves open: a limitation, an open problem, future work.

"Existing methods suffer from X" at the start of an abstract is the paper's motivation, and "X fails; to
mend this we propose Y" is its fix: neither is open after the paper.  What stays open is usually said of
what was found ("even the best model reaches only ...", "we leave ... to future work").  So only sentences
from the first word of one's own work on are looked at, only those with a cue, and of these a small additive
model keeps those that say something open and definite.  It looks at the words of the sentence, at where it
stands, and at whether a later sentence proposes a fix.

Batches in, tables out; each row depends on one paper alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum

import numpy as np
import polars as pl

from inroad.atlas.lexicon import load
from inroad.atlas.names import blank_latex
from inroad.atlas.schema import FIELDS, STATED, STATEMENTS
from inroad.atlas.statement_words import plain_signs, word_signs
from inroad.atlas.text import sentences

LONGEST = 40_000
"""Characters of an abstract that are read."""

ROWS = pl.Schema([("row", pl.UInt32), *((name, kind) for name, kind in STATED.items() if name != "paper")])
"""What :func:`stated` gives; ``row`` is the position of the paper in the batch."""

# From here on a paper speaks of its own work.  Rust's regular expression: it runs over every abstract.
_OWN = (
    r"\b(?:[Ww]e|[Oo]urs?|[Tt]his (?:paper|work|study|article|thesis|report|survey|review|benchmark)|[Hh]ere"
    r"|[Rr]esults|[Ee]xperiments?|[Ee]xperimental|[Ee]valuations?|[Ff]indings|[Aa]nalys[ie]s)\b"
)

CUES: tuple[str, ...] = tuple(load("lexicon/statements.toml")["cues"])
"""A sentence without any of these is never looked at; parts of words are meant."""

_ANY_CUE = "|".join(CUES)  # all in lower case, and no character of theirs must be escaped


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence that may state something open, with what the model looks at."""

    start: int
    end: int
    """Offsets in the abstract, without the space behind."""
    sentence: int
    signs: tuple[str, ...]


# -- candidates -----------------------------------------------------------------------------------


def with_cues(papers: pl.DataFrame) -> pl.DataFrame:
    """row, title, abstract, own, hits: abstracts that have a cue in what they say of their own work.

    ``own`` and ``hits`` are offsets in bytes: first word of one's own work, starts of cues.
    """
    rows = papers.select(
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        title="title",
        abstract=pl.col("abstract").str.head(LONGEST),
    )
    # Lower case first: an expression that ignores case itself takes twenty times as long.
    cued = rows.filter(pl.col("abstract").str.to_lowercase().str.contains(_ANY_CUE))
    told = cued.with_columns(
        own=pl.col("abstract").str.find(_OWN),
        hits=pl.col("abstract").str.find_many(list(CUES), ascii_case_insensitive=True),
    )
    return told.filter(pl.col("hits").list.last() > pl.col("own"))


def candidates(
    title: str, abstract: str, own: int, hits: Sequence[int], promising: Callable[[str], bool]
) -> Iterator[Said]:
    """Promising sentences of one paper that have a cue and stand behind its first word of its own work."""
    text = blank_latex(abstract)
    if not text.isascii():
        own, hits = _chars(text, own), [_chars(text, hit) for hit in hits]
    hits = [hit for hit in hits if hit > own and promising(_around(text, hit))]
    if not hits:
        return
    spans = sentences(text)
    starts = [start for start, _ in spans]
    reading = _Reading(title, text, spans)
    for number in sorted({bisect_right(starts, hit) - 1 for hit in hits}):
        start, end = spans[number]
        yield Said(start, start + len(text[start:end].rstrip()), number, reading.signs(number))


def _around(text: str, place: int) -> str:
    """About the sentence that holds a place: true sentences cost ten times as much."""
    end = text.find(". ", place)
    return text[text.rfind(". ", 0, place) + 1 : end if end >= 0 else len(text)]


def _chars(text: str, offset: int) -> int:
    """Offset in characters of an offset in bytes."""
    return len(text.encode()[:offset].decode(errors="ignore"))


# -- signs ----------------------------------------------------------------------------------------

_FIX = re.compile(
    r"(?:To|In order to) (?:\w+ )?(?:address|tackle|overcome|mitigate|bridge|alleviate|fill|solve"
    r"|remedy|resolve"
    r"|handle|close|counter|remove|reduce|rectify|combat|circumvent|fix|cope)|To (?:this|that|these)"
    r"|(?:Motivated|Inspired|Guided|Driven|Prompted|Informed) by|Based on|Build(?:ing)? (?:up)?on"
    r"|Address|Leverag"
    r"|In light|In response|With this|Given (?:this|these)|Hence,? we|Thus,? we|Therefore,? we|Accordingly"
    r"|We (?:\w+ )?(?:address|tackle|overcome|mitigate|alleviate|resolve|solve|remedy|bridge)"
)
_PROPOSES = re.compile(
    r"(?:[Ww]e|paper|work|study) (?:\w+ ){0,3}?(?:propos|introduc|present|develop|design|devis|formulat"
    r"|construct)"
    r"|(?:is|are) (?:then |also )?(?:proposed|introduced|developed)"
)
_GAIN = re.compile(
    r"outperform|surpass|state-of-the-art (?:perf|res|acc)|superior|[Oo]ur (?:method|approach|model|framework"
    r"|algorithm|system)|improv(?:es|ed|ement|ing)"
)
_KINDS = (
    ("survey", re.compile(r"\b(?:[Ss]urvey|[Rr]eview|[Oo]verview|[Pp]osition paper|[Pp]erspective)")),
    (
        "measured",
        re.compile(r"[Bb]ench(?:mark)?|[Ee]valuat|[Dd]ataset|[Ss]tudy|[Aa]ssess|[Pp]rob(?:e|ing)|\?"),
    ),
)


_MOST_WORDS = 1 << 16


class Glance(dict[str, float]):
    """What each word is worth at first glance, worked out when it is first met."""

    def __init__(self, signs: dict[str, float], least: float):
        self.signs, self.least = signs, least

    def __missing__(self, word: str) -> float:
        worth = fsum(self.signs.get(sign, 0.0) for sign in plain_signs(word))
        if len(self) < _MOST_WORDS:
            self[word] = worth
        return worth

    def worth(self, sentence: str) -> float:
        """The sum over different words."""
        # Exactly rounded: the order of a set changes from run to run, and with it the last digit of a sum.
        return fsum(map(self.__getitem__, set(sentence.lower().split())))

    def promising(self, sentence: str) -> bool:
        """Whether a sentence is worth looking at closely."""
        return self.worth(sentence) >= self.least


class _Reading:
    """What the model looks at in one abstract; parts that all its sentences share are made once."""

    def __init__(self, title: str, text: str, spans: list[tuple[int, int]]):
        self.text, self.spans = text, spans
        self.title = tuple(f"title {name}" for name, pattern in _KINDS if pattern.search(title))
        self.paper = tuple(f"says {name}" for name, pattern in _KINDS if pattern.search(text))
        self.proposals = [found.start() for found in _PROPOSES.finditer(text)]

    def signs(self, number: int) -> tuple[str, ...]:
        """Every sign of one sentence, each once."""
        start, end = self.spans[number]
        said = word_signs(self.text[start:end])
        return (*said, *self.title, *self.paper, *self._place(number))

    def _place(self, number: int) -> Iterator[str]:
        start, end = self.spans[number]
        left = len(self.spans) - 1 - number
        yield f"left {min(left, 4)}"
        yield f"part {min(4 * number // len(self.spans), 3)}"
        if _GAIN.search(self.text, start, end):
            yield "gain"
        if left and _FIX.match(self.text, end, end + 60):
            yield "fix next"
        if _FIX.match(self.text, start, start + 60):
            yield "fix"
        if any(place >= end for place in self.proposals):
            yield "proposal later"
        if any(start <= place < end for place in self.proposals):
            yield "proposal here"
        if self.proposals and self.proposals[0] < start:
            yield "proposal before"


# -- the model ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds of each sign, learnt by ``tools/train_stated.py``."""

    bias: float
    signs: dict[str, float]
    least: float
    """Confidence below which nothing is given."""
    glance: Glance
    """Spares most sentences the rest."""


@cache
def model() -> Model:
    """The learnt weights; a sign that the file does not name weighs nothing."""
    stored = load("weights/stated.json")
    glance = Glance(stored["glance"], stored["glance_least"])
    return Model(stored["bias"], stored["signs"], stored["least"], glance)


def confidence(signs: Sequence[str], by: Model) -> float:
    """Probability that a sentence with these signs states something that its paper leaves open."""
    weights = by.signs
    total = fsum([by.bias, *(weights.get(sign, 0.0) for sign in signs)])
    return float(1 / (1 + np.exp(-total)))


_FUTURE = re.compile(
    r"future (?:work|research|stud|direction|effort|invest)|further (?:research|work|investigation|stud)"
    r"|more research|left for|(?:we|is|are) (?:leave|plan|left)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bopen (?:question|problem|challenge|issue)|unclear|unknown|unsolved|unresolved|explored|remains? "
    r"(?:an )?open"
    r"|still open|need for|calls? for|yet to be|warrant",
    re.IGNORECASE,
)


def kind_of(sentence: str) -> int:
    """Position in STATEMENTS of what a sentence is worded as."""
    if _FUTURE.search(sentence):
        return STATEMENTS.index("future work")
    return STATEMENTS.index("open problem" if _OPEN.search(sentence) else "limitation")


def stated(papers: pl.DataFrame) -> pl.DataFrame:
    """ROWS: every place where a paper states what it leaves open, in order of the papers.

    Args:
        papers: columns title and abstract; the latter may be null.
    """
    by, abstract = model(), FIELDS.index("abstract")
    rows = []
    for row, title, text, own, hits in with_cues(papers).iter_rows():
        for said in candidates(title or "", text, own, hits, by.glance.promising):
            sure = confidence(said.signs, by)
            if sure >= by.least:
                kind = kind_of(text[said.start : said.end])
                rows.append((row, abstract, said.start, said.end, said.sentence, kind, sure))
    return pl.DataFrame(rows, schema=ROWS, orient="row")
