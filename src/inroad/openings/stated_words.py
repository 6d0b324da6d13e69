"""How an opening that a paper states is told: its record, its score, its steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from inroad.atlas.describe import Row
from inroad.openings.chance import Gap
from inroad.openings.taken import Asked, stem
from inroad.types import Chance, Effort, Machine, Part

_LEAST_SUBJECT = 11
"""Characters that tell enough."""
_EASE: dict[Machine, float] = {
    "laptop": 1.0,
    "one GPU": 0.8,
    "unknown": 0.4,
    "several GPUs": 0.2,
    "cluster": 0.0,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with what is known of its paper."""

    row: Row
    """A row of STATED."""
    paper: Row
    """paper, paper_id, title, date, code."""
    abstract: str
    asked: Asked
    own: tuple[str, ...]
    """Names that the paper introduces, those of data first."""
    own_data: bool
    users: tuple[int, ...]
    """Later papers that name one of them, and propose something."""
    named: int
    """Later papers that name one of them at all."""
    effort: Effort
    gap: Gap

    @property
    def sentence(self) -> str:
        """Its words."""
        return self.abstract[self.row["start"] : self.row["end"]]


def parts(one: Statement, taken: float, chance: Chance | None, days: int, old: int) -> tuple[Part, ...]:
    """The parts of the score.

    ``taken`` is how near the nearest proposal comes by its words; ``old`` are the days after which recency
    adds nothing any more.
    """
    definite = min(len(one.asked.words) + 2 * len(one.asked.names), 16) / 16
    sure = (
        Part(
            "stated clearly",
            round(float(one.row["confidence"]), 3),
            "probability that the sentence says so",
        )
        if chance is None
        else Part("chance", round(4 * (chance.probability - 0.5), 3), "that it is open and worth working on")
    )
    return (
        sure,
        Part("recent", round(0.6 * max(1 - days / old, 0.0), 3), f"{days} days old"),
        Part("definite", round(0.6 * definite, 3), f"{len(one.asked.words)} telling words"),
        Part(
            "in use",
            round(0.25 * min(one.named, 8) ** 0.5, 3),
            f"{one.named} later papers name what it introduced",
        ),
        Part("feasible", _EASE[one.effort.machine], one.effort.why),
        Part("not taken", round(-taken, 3), "how near the nearest proposal comes"),
    )


def subject(one: Statement, worth: Mapping[str, float]) -> str:
    """The few words in a row of the sentence that tell most of a subject."""
    best, most = "", 0.0
    for run in re.split(r"[^\w\s-]+|\s[-–—]+\s", one.sentence):
        words = [(word, worth.get(stem(word.lower().split("-")[-1]), 0.0)) for word in run.split()]
        for first in range(len(words)):
            for last in range(first + 1, min(first + 4, len(words)) + 1):
                part = words[first:last]
                told = sum(value for _, value in part) - 0.9 * len(part)
                if part[0][1] and part[-1][1] and told > most:
                    best, most = " ".join(word for word, _ in part), told
    return best or short(one.paper["title"])


def title(one: Statement, subject: str) -> str:
    """What to do, in a few words."""
    work = short(one.paper["title"])
    told = len(subject) > _LEAST_SUBJECT and " " in subject and subject != work
    return f"{subject}: left open by {work}" if told else f"take up what {work} leaves open"


def short(title: str) -> str:
    """The name at the head of a title, or its start."""
    head = title.split(":")[0].strip()
    return head if 3 <= len(head) <= 60 else title[:60].rstrip() + ("…" if len(title) > 60 else "")


def kind(one: Statement) -> str:
    """What is stated, with its article."""
    return ("a limitation", "an open problem", "future work")[one.row["kind"]]


def obstacle(one: Statement) -> str:
    """What is in the way."""
    what = ("known to fail, no way out yet", "asked, not answered", "announced, not done")[one.row["kind"]]
    return f"{what}; {'it links to code' if one.paper['code'] else 'no code link in its abstract'}"


def steps(one: Statement, subject: str) -> tuple[str, str, str]:
    """The first three steps."""
    place = f"arXiv:{one.paper['paper_id']}" if url(one.paper["paper_id"]) else f"“{one.paper['title']}”"
    data = (
        f"{one.own[0]}, which it introduces" if one.own_data else "the smallest data set of its experiments"
    )
    code = (
        "its code"
        if one.paper["code"]
        else "its code, if its text links to any, else the authors' answer to a mail"
    )
    return (
        f"read {place}: sentence {one.row['sentence'] + 1} of the abstract, then the results and "
        f"limitations on "
        f"{subject}; write down the figure that shows it",
        f"get {data}, and {code}; repeat that one figure with the cheapest model it reports",
        "change one thing that could remove it, and report both figures side by side over at least "
        "three seeds",
    )


def url(paper_id: str) -> str | None:
    """Where arXiv has the paper; None for an id of another kind."""
    return (
        f"https://arxiv.org/abs/{paper_id}"
        if re.fullmatch(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}", paper_id)
        else None
    )
