"""All papers under the names that one person may bear, with what tells persons apart.

The *bearers* of a name are guessed from how often its parts occur: with ``n`` distinct names in the corpus, a
given name in ``g`` and a surname in ``s`` of them, ``g * s / n`` people of that full name are expected beside
the one (independence, as in Torvik and Smalheiser, "Author name disambiguation in MEDLINE", ACM TKDD 2009).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from inroad.path.people.names import Name, agreement, joined_given, read
from inroad.path.register.register import Numbers, Register

MOST_PAPERS = 300
"""Papers of a block that are looked at, the latest: a name with more is not one person's."""


COMMON, CROWD = 150, 30
"""Names with more papers, and papers with more authors, tell nothing of who knows whom."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One paper under one of a block's names."""

    paper: int
    author: int
    """Number in AUTHORS of the name it is signed with."""
    name: Name
    date: dt.date
    primary: str | None
    domain: str | None
    others: frozenset[int]
    """Numbers of the other authors."""
    words: frozenset[int]
    """Numbers of telling words of the title."""
    methods: frozenset[int]


@dataclass(frozen=True, slots=True)
class Block:
    """Papers that one person may have written, oldest first."""

    name: Name
    bearers: Mapping[Name, float]
    """Expected number of further people of each name that is in the block."""
    papers: tuple[Signed, ...]
    left_out: int = 0
    """Older papers beyond the limit."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many papers of the corpus things occur: sharing what is rare says more."""

    papers: int
    others: Mapping[int, int]
    methods: Mapping[int, int]
    words: Mapping[int, int]
    """Title words."""
    friends: tuple[Numbers, Numbers]
    """Pairs of the blocks' other authors who wrote a paper together outside of the blocks, each both ways."""


# -- blocks ---------------------------------------------------------------------------------------


def blocks(register: Register, wanted: Sequence[Name]) -> list[Block]:
    """The block of each name.

    Args:
        register: what is known.
        wanted: names as :func:`inroad.path.people.names.read` gives them.
    """
    near = {name: _agreeing(register, name) for name in wanted}
    made = []
    for name in wanted:
        papers = sorted(
            (each for author in near[name] for each in _signed(register, author)),
            key=lambda each: (each.date, each.paper, each.author),
        )
        kept = _once(papers)
        crowds: dict[Name, float] = {}
        for author in near[name]:
            spelt = read(register.text(author))
            crowds[spelt] = max(register.bearers(author), crowds.get(spelt, 0.0))
        borne = {each: crowds.get(each, 0.0) for each in (name, *(paper.name for paper in kept))}
        made.append(Block(name, borne, tuple(kept[-MOST_PAPERS:]), max(0, len(kept) - MOST_PAPERS)))
    return made


def _once(papers: list[Signed]) -> list[Signed]:
    """A paper with two authors of agreeing names counts under the first: it cannot be told whose it is."""
    return list({each.paper: each for each in reversed(papers)}.values())[::-1]


def _agreeing(register: Register, name: Name) -> list[int]:
    """Numbers of the authors' names that agree with a name."""
    found = {author: read(register.text(author)) for key in _keys(name) for author in register.with_key(key)}
    return [author for author, other in sorted(found.items()) if agreement(name, other)]


def _keys(name: Name) -> tuple[str, ...]:
    """Initial and surname, as written and with the surname first."""
    joined = joined_given(name)
    return tuple(dict.fromkeys((f"{joined[:1]} {name.surname}", f"{name.surname[:1]} {joined}")))


def _signed(register: Register, author: int) -> list[Signed]:
    """The papers signed with a name; those without a date are left out."""
    name = read(register.text(author))
    found = []
    for paper in sorted(set(register.wrote(author).tolist())):
        date = register.date(paper)
        if date is None:
            continue
        found.append(
            Signed(
                paper,
                author,
                name,
                date,
                register.label("primary", paper),
                register.label("domain", paper),
                frozenset(register.authors(paper).tolist()) - {author},
                frozenset(register.words(paper).tolist()),
                frozenset(register.methods(paper).tolist()),
            )
        )
    return found


# -- how rare things are --------------------------------------------------------------------------


def rarity(register: Register, found: Sequence[Block]) -> Rarity:
    """How rare the things are that papers of these blocks may share."""
    papers = [paper for block in found for paper in block.papers]
    others = sorted(frozenset().union(*(paper.others for paper in papers)))
    methods = sorted(frozenset().union(*(paper.methods for paper in papers)))
    words = sorted(frozenset().union(*(paper.words for paper in papers)))
    counts = dict(zip(others, register.written_by(others), strict=True))
    return Rarity(
        register.papers,
        counts,
        {method: register.uses(method) for method in methods},
        {word: register.with_word(word) for word in words},
        _friends(register, {paper.paper for paper in papers}, counts),
    )


def _friends(
    register: Register, inside: Collection[int], counts: Mapping[int, int]
) -> tuple[Numbers, Numbers]:
    """Who wrote with whom, without names that are too common and papers by crowds: they join everybody."""
    rare = np.array([author for author, papers in counts.items() if papers <= COMMON], np.int64)
    of, papers = register.parts("by", rare)
    outside = ~np.isin(papers, np.array(sorted(inside), papers.dtype))
    order = np.argsort(papers[outside], kind="stable")
    return _together(rare[of[outside][order]], papers[outside][order])


def _together(authors: Numbers, papers: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of different authors of one small paper, each both ways, sorted; rows are sorted by paper."""
    first = np.flatnonzero(np.diff(papers.astype(np.int64), prepend=-1))
    sizes = np.diff(first, append=len(papers))
    small = np.repeat((sizes >= 2) & (sizes <= CROWD), sizes)
    authors, papers = authors[small], papers[small]
    found = [np.zeros(0, np.int64)]
    for apart in range(1, CROWD):
        one, other = authors[:-apart], authors[apart:]
        meet = (papers[:-apart] == papers[apart:]) & (one != other)
        one, other = one[meet], other[meet]
        found += [(one << _HALF) + other, (other << _HALF) + one]
    # Both in one number: sorting rows of two takes ten times as long.
    pairs = np.sort(np.concatenate(found))
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return pairs >> _HALF, pairs & (2**_HALF - 1)


_HALF = 32
