"""A letter in parts: subject, greeting, sentences, words; every place is that in the text as it was given."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from inroad.errors import InputError
from inroad.path.phrases import Word, words

MOST = 20_000
"""Characters of a letter that are read; a good one has about a thousand."""

_HEADER = re.compile(r"(?:subject|betreff|to|from|cc|date|reply-to)\s*:", re.I)
_SUBJECT = re.compile(r"subject\s*:[ \t]*(.*)", re.I)
_END = re.compile(r"(?<=[.!?])[\"')\]”’]*\s+|\n[ \t]*\n+|\n(?=[ \t]*[-*•])")
# A point after these ends no sentence.
_SHORT = re.compile(
    r"\b(?:Dr|Prof|Mr|Mrs|Ms|Fig|Figs|Eq|Eqs|Sec|Tab|App|Thm|e\.g|i\.e|et al|cf|vs|approx|no|St|ca|resp|"
    r"[A-Z])\.$"
)
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|day|evening|afternoon)|respected|greetings|"
    r"to whom)\b[^\n]{0,80}",
    re.I,
)
_CLOSING = re.compile(
    r"(?:best|kind|warm|many)?\s*(?:regards|wishes|thanks|sincerely|yours|cheers|"
    r"thank you)\b[^\n.?!]{0,40}$|best,?$",
    re.I,
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "–": "-", "—": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, read."""

    text: str
    """As given, but for quotes and dashes, which are plain; every place is the same."""
    subject: Span | None
    """None: no line says so; empty where the line is empty."""
    body: Span
    greeting: Span | None
    sentences: tuple[Span, ...]
    """Of the body, without greeting and closing."""
    words: tuple[Word, ...]
    """Of the body."""

    def of(self, span: Span) -> str:
        """The words of a part."""
        return self.text[span.start : span.end]

    def around(self, place: int) -> Span:
        """The sentence around a place; the greeting, where it is before all."""
        number = bisect_right(self.sentences, place, key=lambda each: each.start) - 1
        return self.sentences[number] if number >= 0 else self.greeting or self.body

    @property
    def first(self) -> int:
        """Where the subject begins, else the body."""
        return self.subject.start if self.subject else self.body.start

    @property
    def opening(self) -> Span:
        """Where a complaint points that is about what is not there."""
        return self.sentences[0] if self.sentences else self.body


def letter(text: str, subject: str | None = None) -> Letter:
    """Read a letter.

    Args:
        text: the body, with lines like ``Subject: ...`` before it or without.
        subject: the subject where it is kept apart; places in it are not told then.

    Raises:
        InputError: there is no text, or too much.
    """
    if not text.strip():
        raise InputError("the letter is empty", "write it, then look again")
    if len(text) > MOST:
        raise InputError(
            f"this has {len(text):,} characters, too many for a letter", f"give at most {MOST:,}"
        )
    plain = text.translate(_QUOTES)
    found, start = _headers(plain)
    end = len(plain.rstrip())
    body = Span(min(start, end), end)
    greeting = _greeting(plain, body)
    sentences = _sentences(plain, Span(greeting.end if greeting else body.start, end))
    return Letter(plain, found, body, greeting, sentences, tuple(words_of(plain, body.start, body.end)))


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words between two places."""
    return [Word(each.text, each.start + start, each.end + start) for each in words(text[start:end])]


def _headers(text: str) -> tuple[Span | None, int]:
    """Where the subject stands, and where the body begins."""
    subject, at = None, 0
    for line in re.finditer(r"[^\n]*(?:\n|$)", text):
        body = line[0].strip()
        if not body:
            at = line.end()
            if line.start() == line.end():
                break
            continue
        if not _HEADER.match(body):
            break
        lead = line.start() + line[0].index(body)
        if told := _SUBJECT.match(body):
            subject = Span(lead + told.start(1), lead + len(body))
        at = line.end()
    return subject, at


def _greeting(text: str, body: Span) -> Span | None:
    lead = len(text[body.start : body.end]) - len(text[body.start : body.end].lstrip())
    found = _GREETING.match(text, body.start + lead, body.end)
    if not found:
        return None
    comma = re.search(r"[,:!;](?=\s|$)|\s-\s", found[0])
    end = found.start() + comma.end() if comma else found.end()
    # Without a comma only a line of its own is a greeting.
    return Span(found.start(), end) if comma or len(found[0].split()) <= 6 else None


def _sentences(text: str, part: Span) -> tuple[Span, ...]:
    made: list[Span] = []
    start = part.start
    for found in [*_END.finditer(text, part.start, part.end), None]:
        stop = found.start() if found else part.end
        if found and "\n\n" not in found[0] and _goes_on(text[start:stop]):
            continue
        if span := _trimmed(text, start, stop):
            made.append(span)
        start = found.end() if found else part.end
    return tuple(span for span in made if not _CLOSING.match(text[span.start : span.end]))


def _goes_on(told: str) -> bool:
    """Whether the mark at its end ends no sentence: after a short form, or within a quoted title."""
    return bool(_SHORT.search(told)) or told.count('"') % 2 == 1 or told.count("“") > told.count("”")


def _trimmed(text: str, start: int, stop: int) -> Span | None:
    body = text[start:stop]
    kept = body.strip()
    if not re.search(r"\w", kept):
        return None
    begin = start + len(body) - len(body.lstrip())
    return Span(begin, begin + len(kept))
