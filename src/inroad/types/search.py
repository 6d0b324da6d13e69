"""What a search finds, why, and what it was searched in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Evidence
from inroad.types.figures import Count
from inroad.types.methods import Method

Where = Literal["id", "title", "abstract", "author", "venue", "method", "year", "nearness"]
UseKind = Literal["introduces", "builds on", "applies", "compares with", "surveys", "mentions only"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted place: offsets in characters, ``end`` not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for which a paper was found."""

    where: Where
    words: tuple[str, ...]
    """Words of the query, as typed, that were met there."""
    said: str | None = None
    """What stands there instead, if that is another word: a near spelling, another name of a method."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One named part of a score."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One paper that was found."""

    paper_id: str
    title: str
    date: dt.date | None
    authors: tuple[str, ...] | None
    """In order; None: unknown."""
    categories: tuple[str, ...] | None
    venue: str | None
    has_code: bool | None
    """The paper links to code; None: it does not say."""
    score: float
    """Sum of the parts; only good for comparing hits of one query."""
    parts: tuple[ScorePart, ...]
    title_marks: tuple[Mark, ...]
    """Offsets in ``title``."""
    snippet: str | None
    """The part of the abstract that has most of the query; None: no abstract."""
    snippet_start: int | None
    """Where in the abstract the snippet begins."""
    snippet_marks: tuple[Mark, ...]
    """Offsets in ``snippet``."""
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of the query that name a method: papers that call it otherwise are found too."""

    words: str
    method_id: str
    name: str
    aliases: tuple[str, ...]
    """Other spellings and the long form."""
    papers: int
    """Papers that name it."""
    namesakes: tuple[str, ...]
    """method_ids of other things of this name."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that hardly any paper has, and the near words that were searched for too."""

    word: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched in."""

    corpus: str
    """"home": your own papers; "starter": the titles that come with the program."""
    papers: int
    until: dt.date | None
    """Day of the newest paper in the index."""
    abstracts: bool
    """False: only titles, names and dates can be searched."""
    missing: int
    """Papers of the corpus that are not in the index yet."""
    changed: int
    """Months of the corpus that changed since."""
    atlas_changed: bool
    """The atlas was built again since: what is known of methods is from the one before."""
    unread: int
    """Papers in the index whose methods the atlas does not know yet."""
    vectors: bool
    """Hits were widened and ranked again by nearness of meaning."""


@dataclass(frozen=True, slots=True)
class SearchReport:
    """The answer of ``inroad search``."""

    query: str
    """In its canonical form."""
    searched: Searched
    hits: tuple[Hit, ...]
    with_all: int
    """Papers that meet the whole query, every word included; hits may have fewer words."""
    expanded: tuple[Expansion, ...] = ()
    corrected: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()
    """How the query was read where that is not plain."""


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands to the corpus; the answer of ``inroad index status``."""

    searched: Searched
    current: bool
    """Nothing changed since it was built."""
    bytes: int
    format: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """One paper that names a method."""

    paper_id: str
    title: str
    date: dt.date | None
    confidence: float | None
    """Probability that the relation holds; None where nothing had to be weighed."""
    evidence: Evidence
    """The place that shows it; of a mention the first place."""


@dataclass(frozen=True, slots=True)
class UseGroup:
    """Papers that stand to a method in one way."""

    kind: UseKind
    papers: int
    """All of them; ``shown`` may hold fewer."""
    shown: tuple[Use, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class MethodPapers:
    """Which papers use a method; the answer of ``inroad method NAME --papers``."""

    method: Method
    corpus: str
    until: dt.date | None
    papers: int
    """Papers that name it."""
    groups: tuple[UseGroup, ...]
    """Each paper is in one group, the first that fits."""
    by_year: tuple[Count, ...]
    """Papers that name it, by year."""
    namesakes: tuple[str, ...]
    """method_ids of other things of this name."""
