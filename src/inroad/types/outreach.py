"""Letters to people one does not know yet: what is wrong with one, drafts, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LetterVerdict = Literal["ready", "not yet", "could not tell"]
Severity = Literal["wrong", "consider"]
LetterPart = Literal["theirs", "did", "link", "ask", "switch"]


@dataclass(frozen=True, slots=True)
class LetterComplaint:
    """Something in a letter that speaks against sending it."""

    rule: str
    """Id of the rule."""
    severity: Severity
    """Wrong: do not send it so; consider: it may be meant."""
    start: int
    """Where the words begin that it is about, in characters of the text as it was given."""
    end: int
    words: str
    """The words themselves, at most 200 characters."""
    reason: str
    """What the reader of the letter makes of them."""
    better: str
    """What to write instead."""


@dataclass(frozen=True, slots=True)
class LetterFound:
    """Something that a good letter has, and that this one has."""

    part: LetterPart
    """Something of theirs, something the writer did, a link to it, the ask, why the field was changed."""
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class LetterLint:
    """A letter, read as its reader will."""

    verdict: LetterVerdict
    """Ready if nothing is wrong."""
    subject: str | None
    words: int
    """Of the body."""
    complaints: tuple[LetterComplaint, ...]
    """In the order of the text."""
    found: tuple[LetterFound, ...]
    warnings: tuple[str, ...] = ()
