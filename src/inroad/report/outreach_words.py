"""What is said of letters and of what became of them; text and page share it."""

from __future__ import annotations

from collections.abc import Sequence

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
    size = words.plural(report.words, "word")
    if not wrong:
        return f"{VERDICTS[report.verdict]} {size.capitalize()}."
    return f"{VERDICTS[report.verdict]} {words.plural(wrong, 'place')} to mend; {size}."


def by_rule(report: LetterLint) -> list[list[LetterComplaint]]:
    """Complaints of one rule together, in the order of the text; what is wrong comes first."""
    groups: dict[str, list[LetterComplaint]] = {}
    for each in report.complaints:
        groups.setdefault(each.rule, []).append(each)
    return sorted(groups.values(), key=lambda group: group[0].severity != "wrong")


def complaint(group: Sequence[LetterComplaint]) -> str:
    """``open-door: “join your group”, “any openings”``."""
    said = ", ".join(dict.fromkeys(f"“{clean(each.words, 120)}”" for each in group))
    return f"{SEVERITY[group[0].severity]}{group[0].rule}: {said}"
