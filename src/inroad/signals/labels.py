"""What the labels and the title of an issue tell of its standing."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPLIT = re.compile(r"[\s\-_:/.]+")

# The first that is heard counts, so that "needs PR" is an invitation and no pull request.  A dot stands for
# a space; a trailing star leaves the word open.
_SAY: tuple[tuple[str, str], ...] = (
    ("welcome", "needs.pr needs.a.pr needs.pull.request needs.patch state.needs.pr no.pr"),
    (
        "claimed",
        "in.progress wip assigned taken claimed being.worked.on under.development has.pr has.a.pr has.patch"
        " has.pull.request pr.submitted pr.open pr.opened pr.sent pr.in.progress pr.exists pr.available"
        " pr.pending in.review under.review fix.available fix.ready assignees",
    ),
    (
        "dead",
        "wontfix wont.fix won't.fix duplicate dup invalid not.planned obsolete rejected declined closed done"
        " fixed resolved implemented completed merged as.designed by.design works.as.intended not.a.bug"
        " out.of.scope expected.behavior expected.behaviour",
    ),
    ("stale", "stale inactive dormant abandoned no.recent.activity rotten closing.soon"),
    ("blocked", "blocked on.hold hold waiting upstream postponed deferred depends paused"),
    (
        "undecided",
        "discussion discuss rfc proposal needs.info needs.information needs.discussion needs.design"
        " needs.decision needs.triage needs.clarification needs.repro needs.reproduction needs.more.info"
        " needs.feedback needs.follow design question usage support unconfirmed awaiting.response"
        " awaiting.feedback awaiting.author cannot.reproduce tracking umbrella epic roadmap meta",
    ),
    (
        "welcome",
        "good.first.* good.second.* good.next.* good.difficult.* good.beginner.* first.timer* help.wanted"
        " helpwanted help.needed up.for.grabs contribution.welcome contributions.welcome beginner* newcomer*"
        " starter easy low.hanging.fruit hacktoberfest sprint pr.welcome prs.welcome community",
    ),
)


def _pattern(words: str) -> re.Pattern[str]:
    each = (re.escape(word).replace(r"\.", " ").replace(r"\*", r"\w*") for word in words.split())
    return re.compile(r"\b(?:" + "|".join(each) + r")(?!\w)")


_LABELS = tuple((told, _pattern(words)) for told, words in _SAY)


def labelled(labels: Iterable[str]) -> frozenset[str]:
    """What labels tell: any of "claimed", "welcome", "dead", "stale", "blocked", "undecided"."""
    return frozenset(told for label in labels if (told := _told(label)))


def _told(label: str) -> str | None:
    words = " ".join(part for part in _SPLIT.split(label.lower()) if part)
    return next((told for told, pattern in _LABELS if pattern.search(words)), None)


_QUESTION = re.compile(
    r"^\W*(?:\[(?:question|usage|help|support|q)\]|(?:question|usage)\s*:|how (?:to|do|can|does|should)\b"
    r"|why\b|what (?:is|are|does)\b|is (?:it|there)\b|can (?:i|we|you)\b|does |where\b|which\b)|\?\s*$",
    re.I,
)
_UMBRELLA = re.compile(
    r"\b(?:tracking(?: issue)?|tracker|umbrella|meta[- ]issue|roadmap|epic|wish ?list|master issue|sprint"
    r"|call for contributions?|community (?:contribution|event)s?)\b|^\W*\[?meta\]",
    re.I,
)
_PROPOSAL = re.compile(r"^\W*\[?(?:rfc|rfd|proposal|discussion|poll|design doc|brainstorm)\b|\brfc\b", re.I)
_BEGUN = re.compile(r"^\W*\[?(?:wip|draft|dnm|do not merge|don't merge)\b", re.I)
_TITLES = (("claimed", _BEGUN), ("umbrella", _UMBRELLA), ("proposal", _PROPOSAL), ("question", _QUESTION))


def titled(title: str) -> str | None:
    """What a title shows a task to be: "claimed", "umbrella" (many tasks), "proposal" or "question"."""
    return next((told for told, pattern in _TITLES if pattern.search(title)), None)
