"""What a reader follows, likes and is shown of what is new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Coverage
from inroad.types.openings import Part

FollowKind = Literal["query", "method", "author", "category"]
Sign = Literal["like", "dislike"]
BY_HAND = "by hand"
"""Where a like is from that was not imported."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Something whose news a reader wants to see."""

    kind: FollowKind
    text: str
    """The query, the method's name or id, the author's name, the category."""
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """A paper that a reader likes or dislikes."""

    paper_id: str
    """As the corpus has it; for one that it does not have, its arXiv id, DOI or ``title:`` and a key."""
    sign: Sign
    at: dt.datetime
    """When it was liked; for a library, when it was put there."""
    source: str
    """``by hand``, or the name of the import it came with."""
    title: str | None = None
    """None: not in the corpus, and nobody said it."""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A feed that was shown."""

    at: dt.datetime
    since: dt.date
    """First day of the papers that it covered."""
    until: dt.date
    """The corpus's last day then."""
    shown: int


@dataclass(frozen=True, slots=True)
class Following:
    """All that a reader said about what they want to see."""

    follows: tuple[Follow, ...] = ()
    votes: tuple[Vote, ...] = ()
    """Oldest first."""
    last: Visit | None = None
    """The last feed; None: there was none."""

    @property
    def likes(self) -> tuple[Vote, ...]:
        """Papers liked, oldest first."""
        return tuple(each for each in self.votes if each.sign == "like")

    @property
    def dislikes(self) -> tuple[Vote, ...]:
        """Papers disliked, oldest first."""
        return tuple(each for each in self.votes if each.sign == "dislike")


@dataclass(frozen=True, slots=True)
class Followed:
    """A follow and what it would have brought lately."""

    follow: Follow
    brought: int
    """Papers of the corpus's last ``days`` days that meet it."""
    days: int
    note: str = ""
    """How the words were understood, and what else they could have meant."""


@dataclass(frozen=True, slots=True)
class FollowsReport:
    """What a reader follows; the answer of ``inroad follow``."""

    followed: tuple[Followed, ...]
    likes: int
    dislikes: int
    coverage: Coverage
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voted:
    """What became of one id that was liked or disliked."""

    vote: Vote
    known: bool
    """Whether the corpus has the paper; one that it does not have counts by its title alone."""
    before: Sign | None
    """What was said of it before."""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class VotesReport:
    """What became of the ids given; the answer of ``inroad like`` and ``inroad dislike``."""

    votes: tuple[Voted, ...]
    likes: int
    """How many papers are liked now."""
    dislikes: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduced:
    """A named method that a new paper introduces."""

    name: str
    method_id: str | None
    """None: the atlas has not read the paper yet."""
    known_before: bool | None
    """Whether something of that name was in the atlas before this paper; None: cannot be told yet."""
    papers: int | None
    """Other papers that name it by now; None: the atlas has not read the paper yet."""
    builds_on: tuple[str, ...] = ()
    """Names of followed methods that it builds on."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One new paper and why it is shown."""

    paper_id: str
    title: str
    date: dt.date | None
    authors: tuple[str, ...] | None
    category: str | None
    """Primary category."""
    parts: tuple[Part, ...]
    """What its score is made of, the largest first."""
    above: float
    """Share of random recent papers that score less."""
    introduces: tuple[Introduced, ...] = ()
    names: tuple[str, ...] = ()
    """Followed methods that it names."""
    near: str | None = None
    """Id of the liked paper that is nearest, or of one that stands for a follow; None: none is near."""
    near_title: str | None = None
    near_follow: Follow | None = None
    """What ``near`` stands for: it was not liked, it is a recent paper on this.  None: it was liked."""
    words: tuple[str, ...] = ()
    """Words that it shares with what is liked and that counted most."""
    first: str | None = None
    """Why it stands before all others, if it does ("builds on LoRA")."""
    folded: tuple[str, ...] = ()
    """Ids of other rows of the same paper that are not shown."""
    version: int | None = None

    @property
    def score(self) -> float:
        """The sum of its parts; 0 is a random recent paper."""
        return round(sum(part.points for part in self.parts), 3)


@dataclass(frozen=True, slots=True)
class FeedReport:
    """New papers ranked for one reader; the answer of ``inroad feed``."""

    since: dt.date
    until: dt.date
    """The corpus's last day: "today", as far as can be known."""
    catch_up: bool
    last: Visit | None
    """The feed before this one."""
    follows: int
    likes: int
    dislikes: int
    new: int
    """Papers of these days, before any were left out."""
    folded: int
    """Of these, further rows of a paper that is shown or was there before."""
    filtered: int
    """Of these, left out by words, field or least score."""
    entries: tuple[FeedEntry, ...]
    coverage: Coverage
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """What an import of a library did; the answer of ``inroad import library``."""

    name: str
    """Under which it can be undone."""
    kind: str
    """What the file is ("Zotero database")."""
    read: int = 0
    liked: int = 0
    """Papers that are liked from now on."""
    already: int = 0
    """Papers on which the reader had spoken before; what they said stays."""
    repeated: int = 0
    """Entries that are the same paper as another one."""
    in_corpus: int = 0
    """Entries that the corpus has, by arXiv id, DOI or title."""
    by_id: int = 0
    by_doi: int = 0
    by_title: int = 0
    not_in_corpus: int = 0
    """Kept by their title; they count as soon as the corpus has them."""
    undecided: int = 0
    """Titles that fit two papers of the corpus; counted as not in it."""
    rejected: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    """Why entries were rejected, and how many."""
    rejects_file: str | None = None
    undone: int = 0
    """Likes taken back, with ``--undo``."""
    warnings: tuple[str, ...] = ()
