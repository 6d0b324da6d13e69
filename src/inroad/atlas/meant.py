"""Which of the methods of one name is meant: the one rule for all who read what somebody typed.  Pure.

An id stands for one method: ``dora@2402.09353``, or ``dora@`` for the one whose id is the plain name.  What a
paper introduces may be named by it too, whatever its id is: ``LoRA@2106.09685``.  A plain name stands for the
most used method, unless it is itself an id: then for that one, if it is not used by far less than another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from inroad.atlas.text import fold

MEANT = 10
"""An id that is a plain name means its own method, unless so many times as many papers mean another."""


class Candidate(Protocol):
    """A method of some name."""

    @property
    def method_id(self) -> str:
        """Its id."""

    @property
    def introduced_by(self) -> str | None:
        """Id of the paper that introduces it."""

    @property
    def papers(self) -> int:
        """Papers that name it."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A candidate by its number in the atlas."""

    number: int
    method_id: str
    introduced_by: str | None
    papers: int


C = TypeVar("C", bound=Candidate)


def meant(name: str, called: Callable[[str], Sequence[C]]) -> list[C]:
    """The methods that a name or id stands for, the likeliest first.

    Args:
        name: as somebody typed it.
        called: the methods of a name without an ``@``, the most used first.
    """
    plain, at, paper_id = name.strip().partition("@")
    used = list(called(plain))
    if at:
        by_id = _exactly(f"{fold(plain)}@{paper_id}".removesuffix("@"), used)
        return by_id or [each for each in used if paper_id and each.introduced_by == paper_id]
    own = _exactly(plain, used)
    if not own or own[0].papers * MEANT < used[0].papers:
        return used
    return own + [each for each in used if each.method_id != own[0].method_id]


def _exactly(method_id: str, found: Sequence[C]) -> list[C]:
    return [each for each in found if each.method_id == method_id]
