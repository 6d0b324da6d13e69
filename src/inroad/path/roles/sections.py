"""Which part of a post a line belongs to: what one does there, what is asked for, or mere wrapping."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from inroad.path.phrases import Phrases, words
from inroad.types.roles import RoleSection

HEADING_WORDS = 9
_TITLE_LABEL = re.compile(
    r"^\W*(?:job title|position title|position|job|role|title|vacancy|stelle)\s*:\s*(.+)$", re.I
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9•])|\n+")
_HIRING = re.compile(
    r"\b(?:hiring|looking for|seeking|seeks|recruiting|searching for|need|join us as|opening for|offer)\s+"
    r"(?:an?|our|one|two|several|the)\s+(?:\w+\s+)?((?:[\w/+-]+ ){0,4}?"
    r"(?:engineer|scientist|researcher|developer|student|fellow|postdoc|architect|analyst|advocate|"
    r"specialist|"
    r"lead|manager|intern|consultant|statistician|programmer|administrator|candidate)s?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line of a list."""

    start: int
    end: int
    section: RoleSection


@dataclass(frozen=True, slots=True)
class Layout:
    """A post in parts."""

    title: tuple[int, int] | None
    """Where its title stands."""
    sentences: tuple[Sentence, ...]

    def at(self, place: int) -> Sentence:
        """The sentence around a place."""
        number = bisect_right(self.sentences, place, key=lambda each: each.start) - 1
        return self.sentences[max(number, 0)]


def layout(text: str, heads: Phrases[RoleSection], wrapping: Phrases[bool]) -> Layout:
    """Find title, headings and sentences.

    Args:
        text: as ``plain_text.plain`` made it.
        heads: words of headings and the part that begins with them.
        wrapping: words by which a sentence is wrapping wherever it stands (equal opportunity, benefits).
    """
    lines = _lines(text)
    title = _title(text, lines)
    sentences: list[Sentence] = []
    section: RoleSection = "plain"
    for start, end in lines:
        if title and (start, end) == title:
            sentences.append(Sentence(start, end, "title"))
            continue
        head, rest = _heading(text, start, end, heads)
        section = head or section
        if rest < end:
            sentences += _sentences(text, rest, end, section, wrapping)
    return Layout(title, tuple(sentences) or (Sentence(0, len(text), "plain"),))


def _lines(text: str) -> list[tuple[int, int]]:
    found = []
    for each in re.finditer(r"[^\n]+", text):
        body = each[0].strip()
        if body:
            start = each.start() + each[0].index(body[0])
            found.append((start, start + len(body)))
    return found


def _title(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The line that names the post: a labelled one, else a short first one, else "hiring a ..."."""
    for start, end in lines[:12]:
        if label := _TITLE_LABEL.match(text[start:end]):
            return start + label.start(1), end
    for start, end in lines[:3]:
        body = text[start:end]
        if 1 <= len(body.split()) <= 14 and body[-1] not in ".:!?;," and _ROLE.search(body):
            return start, end
    hiring = _NAMED.search(text, 0, 1500) or _HIRING.search(text, 0, 1500)
    return (hiring.start(1), hiring.end(1)) if hiring else None


_NAMED = re.compile(
    r"\b(?:hiring|looking for|seeking|"
    r"searching for)\s+(?:\w+\s+){0,6}?\w+:\s+([A-Z][^.\n;:!?]{4,90})(?=[.\n;!])"
)
_ROLE = re.compile(
    r"\b(engineers?|scientists?|researchers?|developers?|students?|ph\.?d\.?|fellow(ship)?|post-?doc\w*|"
    r"architect|analyst|"
    r"advocate|specialist|lead|manager|intern(ship)?|consultant|statistician|doctoral|research\w*|staff|"
    r"professor|"
    r"lecturer|programmer|head|director|administrator|technologist|quant|mlops|sre|associate|expert|"
    r"officer|modeller|"
    r"werkstudent|thesis|candidate|resident|residency|team|group|chair|practitioner|relations|"
    r"evangelist)\b",
    re.I,
)


def _heading(text: str, start: int, end: int, heads: Phrases[RoleSection]) -> tuple[RoleSection | None, int]:
    """The part that begins with a line, and where what belongs to it begins in that line."""
    body = text[start:end]
    colon = body.find(":")
    head = body[:colon] if 0 < colon < 60 else body
    found = words(head)
    alone = colon < 0 or colon == len(body) - 1
    if not found or len(found) > HEADING_WORDS or (alone and body[-1] in ".;,"):
        return None, start
    named = heads.find(found)
    # A line that only begins like a heading is a sentence: "You will train models".
    covered = sum(each.last - each.first for each in named)
    if not named or (alone and covered * 2 < len(found)) or (not alone and covered < len(found)):
        return None, start
    return named[0].value, end if alone else start + colon + 1


def _sentences(
    text: str, start: int, end: int, section: RoleSection, wrapping: Phrases[bool]
) -> list[Sentence]:
    edges = [start, *(found.end() for found in _SENTENCE_END.finditer(text, start, end)), end]
    made = []
    for begin, stop in pairwise(edges):
        if text[begin:stop].strip():
            last = begin + len(text[begin:stop].rstrip())
            made.append(Sentence(begin, last, _part(text[begin:last], section, wrapping)))
    return made


_EMPLOYER = re.compile(
    r"(?:founded|established|headquartered|with (?:over|more than)|we are an?\b|we're an?\b|we employ|"
    r"we(?:'re| are) (?:building|on a mission|the)\b|"
    r"our (?:research )?(?:company|mission|platform|product|products|institute|group)\b"
    r"[^.]{0,40}\b(?:is|are|has|have|runs|serves|helps)\b|an? (?:public|private|leading|family)\b|"
    r"(?-i:(?:The )?[A-Z][\w&.-]+(?: [A-Z][\w&.-]+){0,3} (?:is|was|provides|builds|helps)\b|"
    r"At [A-Z]\w+,? we\b))",
    re.I,
)
_YOU = re.compile(r"\byou(?:r|'ll|'d|'re|'ve)?\b|\blooking for\b|\bseek|\bhiring\b", re.I)


def _part(sentence: str, section: RoleSection, wrapping: Phrases[bool]) -> RoleSection:
    """That of its heading, unless the sentence itself says that it is wrapping or speaks of the employer."""
    if wrapping.find(words(sentence)):
        return "left out"
    if section == "plain" and _EMPLOYER.match(sentence) and not _YOU.search(sentence):
        return "about"
    return section
