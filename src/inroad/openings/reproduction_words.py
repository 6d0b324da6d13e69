"""How the opening to check a claim is told: its record, its score, its steps."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from inroad.atlas import describe
from inroad.atlas.describe import Row
from inroad.atlas.text import sentences
from inroad.corpus.id_text import called
from inroad.signals.seen import Observation
from inroad.types import Effort, Evidence, Machine, Method, Part

SHOWN = 3
"""Papers shown of each sort."""
_EASE: dict[Machine, float] = {
    "laptop": 1.0,
    "one GPU": 0.8,
    "unknown": 0.3,
    "several GPUs": 0.1,
    "cluster": -0.8,
}
_FIGURE = re.compile(
    r"\d(?:\.\d+)?\s?(?:\\?%|×|x\b|\$\\times\$|points?\b|BLEU|dB\b)|\b\d+(?:\.\d+)?-?fold\b", re.IGNORECASE
)
_GAIN = re.compile(
    r"outperform|improv|reduc|achiev|surpass|faster|speed|higher|lower|gain|state-of-the-art", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Against:
    """A later study by others that says the method does not do what it should."""

    paper: Row
    start: int
    end: int
    sentence: int
    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One method with what later papers say of it."""

    method: Method
    paper: Row
    """paper, paper_id, title, date, code of the introducing paper."""
    abstract: str | None
    others: tuple[Row, ...]
    """Later papers by others that name it, the latest first."""
    compared: int
    checks: tuple[Row, ...]
    """Those that speak of reproducing or examining it."""
    against: tuple[Against, ...]
    repository: Observation | None
    effort: Effort

    @property
    def open(self) -> bool:
        """Whether it is worth checking: contradicted, or without code and never checked."""
        coded = self.paper["code"] or (self.repository is not None and self.repository.status == "seen")
        return bool(self.against) or not (coded or self.checks)


def claimed(claim: Claim) -> Evidence:
    """The sentence of its abstract that states a figure, or the paper as a whole."""
    for number, (start, end) in enumerate(sentences(claim.abstract or "")):
        words = (claim.abstract or "")[start:end].rstrip()
        if _FIGURE.search(words) and _GAIN.search(words):
            return Evidence(
                claim.paper["paper_id"],
                claim.paper["title"],
                claim.paper["date"],
                "abstract",
                start,
                start + len(words),
                number,
                words,
                note="the claim, with its figure",
            )
    return describe.paper(claim.paper, "introduces it")


def used(claim: Claim) -> tuple[Evidence, ...]:
    """The latest papers that name it."""
    return tuple(describe.paper(row, "names it") for row in claim.others[:SHOWN])


def contradicts(claim: Claim) -> tuple[Evidence, ...]:
    """The sentences that speak against it."""
    return tuple(
        Evidence(
            one.paper["paper_id"],
            one.paper["title"],
            one.paper["date"],
            "abstract",
            one.start,
            one.end,
            one.sentence,
            one.words,
            note="says that it does not do so",
        )
        for one in claim.against
    )


def why(claim: Claim) -> str:
    """Why it is worth checking."""
    known = claim.method.papers_by_others is not None
    who = "papers by others" if known else "later papers (whose authors are not all known)"
    since = f"{len(claim.others)} {who} name it since {claim.paper['date']:%Y-%m}"
    if claim.against:
        return f"{since}, and {len(claim.against)} later by others say that it does not do what it should"
    return f"{since}, its text links to no code, and none of them speaks of reproducing it"


def obstacle(claim: Claim) -> str:
    """What is in the way."""
    if claim.against:
        return "papers contradict each other; nobody has run both set-ups side by side"
    if claim.repository is not None and claim.repository.status == "absent":
        return f"no code: none is linked ({claim.repository.source}, {claim.repository.observed:%Y-%m-%d})"
    return "no code link in its text"


def parts(claim: Claim, until: dt.date) -> tuple[Part, ...]:
    """The parts of the score."""
    others, figure = len(claim.others), claimed(claim).start is not None
    years = (until - claim.paper["date"]).days / 365
    return (
        Part("used", round(0.25 * min(others, 40) ** 0.5, 3), f"{others} papers by others name it"),
        Part(
            "contradicted",
            round(0.8 * min(len(claim.against), 2), 3),
            f"{len(claim.against)} later papers say it fails",
        ),
        Part(
            "a figure to check",
            0.4 if figure else 0.0,
            "its abstract states one" if figure else "none in its abstract",
        ),
        Part(
            "compared",
            round(-0.05 * min(claim.compared, 12), 3),
            f"{claim.compared} papers compare with it and may have run it",
        ),
        Part("examined", -0.5 * bool(claim.checks), f"{len(claim.checks)} papers examine it"),
        Part("recent", round(0.4 * max(0.0, 1 - years / 3), 3), f"{years:.1f} years old"),
        Part("feasible", _EASE[claim.effort.machine], claim.effort.why),
    )


def steps(claim: Claim) -> tuple[str, str, str]:
    """The first three steps."""
    name, where = claim.method.name, called(claim.paper["paper_id"])
    figure = "the figure stated in its abstract" if claimed(claim).start is not None else "its main table"
    wanted = "data set, baseline, seeds and settings; mark what is missing"
    first = f"read {where} and write down {figure}, with {wanted}"
    if claim.against:
        other = claim.against[0].paper["paper_id"]
        return (
            first,
            f"do the same for {called(other)}, and list every difference between both set-ups",
            f"run {name} and its baseline under both set-ups on the smaller data set, five seeds each",
        )
    return (
        first,
        f"look once more for code of {name}: the last page of the PDF, the authors' pages, the Hub; ask "
        f"them if there is none",
        f"implement {name} and its baseline on the smallest data set of the paper, five seeds each, and "
        f"compare with {figure}",
    )


def unknown(claim: Claim, texts: bool) -> tuple[str, ...]:
    """What could not be looked up."""
    told = []
    if claim.repository is None or claim.repository.status == "unknown":
        told.append("repositories: run `inroad sync signals`")
    if not texts:
        told.append("what later papers say of it: there are no abstracts here")
    told.append("full texts were not searched: code may be linked there")
    return tuple(told)
