"""What is said of letters and of what became of them; text and page share it."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.report import words
from inroad.report.clean import clean
from inroad.types import ContactStanding, DraftSentence, Funnel, LetterComplaint, LetterLint

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
STATES = {
    "to write": "to write",
    "waiting": "waiting",
    "follow up": "follow up now",
    "replied": "answered",
    "closed": "closed",
}
SILENCE = "Letters to strangers are mostly met with silence: over 99 % is normal, and it says nothing of you."
NOBODY = 'Nobody yet. Add somebody with: inroad outreach add "NAME" --why "..."'
ENOUGH = 10
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


def funnel(found: Funnel) -> str:
    """How many came how far, in one line."""
    return (
        f"{words.plural(found.contacts, 'contact')}, {found.written} written to, {found.replied} answered"
        f"{f' ({found.after_follow_up} after a follow-up)' if found.after_follow_up else ''}."
    )


def rate(found: Funnel) -> str:
    """What may be concluded, or that nothing may be."""
    if found.rate is None or found.interval is None:
        settled = words.plural(found.settled, "settled letter")
        few = f"From {settled} nothing can be concluded; from {ENOUGH} on it can."
        return f"{few} {SILENCE}"
    low, high = (words.percent(each) for each in found.interval)
    return (
        f"Answered: {words.percent(found.rate)} of {found.settled} that were answered or closed "
        f"(95 % interval {low} to {high})."
    )


def standing(each: ContactStanding) -> str:
    """``follow up now, 1 letter sent``."""
    sent = f", {words.plural(each.sent, 'letter')} sent" if each.sent else ""
    return f"{STATES[each.state]}{sent}"


def trace(sentence: DraftSentence) -> str:
    """Where a sentence is from."""
    named = list(dict.fromkeys("what you wrote" if s.source == "yours" else s.source for s in sentence.slots))
    if sentence.gap:
        return f"{', '.join(named)}; for you to fill" if named else "for you to fill"
    return ", ".join(named) or "states nothing"
