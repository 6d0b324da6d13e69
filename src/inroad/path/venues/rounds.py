"""Venues that take papers several times a year: which of an edition's rounds a deadline belongs to (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from inroad.types import Deadline

APART = dt.timedelta(days=42)
"""A deadline for papers that follows sooner than this is the first one moved, or that of another track."""
COMMITS = re.compile(r"commit", re.I)
_ROUND = re.compile(r"round \d+ of \d+")


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one edition."""

    number: int
    of: int
    papers: tuple[Deadline, ...]
    """By their moments; more than one where it was moved, or has tracks."""

    @property
    def told(self) -> str:
        """ "round 2 of 2"; nothing where there is one only."""
        return f"round {self.number} of {self.of}" if self.of > 1 else ""


def rounds(found: Sequence[Deadline]) -> list[Round]:
    """The rounds of a venue, by time.

    Args:
        found: its deadlines, by their moments.  What takes papers that were reviewed elsewhere
            ("commitment") is no round of its own where the edition has others.
    """
    made = []
    for year in [*sorted({each.year for each in found if each.year is not None}), None]:
        papers = [each for each in found if each.kind == "paper" and each.year == year and each.at]
        own = [each for each in papers if not COMMITS.search(each.label)] or papers
        groups = _groups(own)
        many = 1 if year is None else len(groups)  # then nothing tells editions from rounds
        made += [Round(min(number, many), many, tuple(each)) for number, each in enumerate(groups, 1)]
    return sorted(made, key=lambda each: _moment(each.papers[0]))


def _groups(papers: Iterable[Deadline]) -> list[list[Deadline]]:
    groups: list[list[Deadline]] = []
    for each in papers:
        if groups and _moment(each) - _moment(groups[-1][-1]) < APART:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def abstract_of(found: Sequence[Deadline], paper: Deadline) -> Deadline | None:
    """The last abstract before a paper's deadline, of the same edition and round."""
    before = [
        each
        for each in found
        if each.year == paper.year and each.at and paper.at and each.at <= paper.at and each is not paper
    ]
    earlier = [_moment(each) for each in before if each.kind == "paper" and _is_earlier(each, paper)]
    since = max(earlier, default=None)
    mine = [each for each in before if each.kind == "abstract" and each.at]
    return next((each for each in reversed(mine) if since is None or _moment(each) > since), None)


def _is_earlier(each: Deadline, paper: Deadline) -> bool:
    """Whether it is that of an earlier round."""
    return _moment(paper) - _moment(each) >= APART and not COMMITS.search(each.label)


def _moment(each: Deadline) -> dt.datetime:
    assert each.at is not None
    return each.at


def noted(found: Sequence[Deadline]) -> list[Deadline]:
    """The same deadlines, with the round in the note of those of editions that have several."""
    told: dict[Deadline, str] = {}
    for one in rounds(found):
        for paper in one.papers if one.told else ():
            told[paper] = one.told
            abstract = abstract_of(found, paper)
            if abstract is not None:
                told[abstract] = one.told
    return [
        replace(each, note="; ".join(filter(None, (told[each], each.note)))) if each in told else each
        for each in found
    ]


def round_in(note: str) -> str:
    """What :func:`noted` wrote; "" for nothing."""
    read = _ROUND.match(note)
    return read[0] if read else ""
