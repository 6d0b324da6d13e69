"""What is said of letters and of what became of them; text and page share it."""

from __future__ import annotations

from inroad.report import words
from inroad.report.clean import clean
from inroad.types import LetterComplaint, LetterLint

VERDICTS = {
    "ready": "Nothing speaks against sending it.",
    "not yet": "Not yet: what is marked is why such letters are not answered.",
    "could not tell": "Could not tell.",
}
PARTS = {
    "theirs": "Of theirs",
    "did": "What you did",
    "link": "To look at",
    "ask": "Your question",
    "switch": "Why you come from elsewhere",
}
SEVERITY = {"wrong": "", "consider": "Consider: "}


def verdict(report: LetterLint) -> str:
    """The verdict with its count: ``Not yet: ... 3 things, 94 words.``"""
    wrong = sum(each.severity == "wrong" for each in report.complaints)
    size = f"{words.plural(report.words, 'word')}"
    return f"{VERDICTS[report.verdict]} {words.plural(wrong, 'thing')} to mend, {size}." if wrong else (
        f"{VERDICTS[report.verdict]} {size[0].upper()}{size[1:]}."
    )  # fmt: skip


def complaint(found: LetterComplaint) -> str:
    """``“join your group” (open-door)``."""
    return f"{SEVERITY[found.severity]}“{clean(found.words, 120)}” ({found.rule})"
