"""What a newcomer could take up, what it costs, and the attempt to refute it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Evidence
from inroad.types.forecasts import Forecast

OpeningKind = Literal["underplayed", "transfer", "reproduction", "stated", "issue"]
Machine = Literal["laptop", "one GPU", "several GPUs", "cluster", "unknown"]
"""The least machine on which a piece of work can be done."""


@dataclass(frozen=True, slots=True)
class Part:
    """One named part of a score."""

    name: str
    points: float
    """What it adds to the score; negative: what it takes away."""
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """What taking an opening would cost, roughly, and from what this was told."""

    hours: tuple[int, int] | None
    """Least and most hours of an engineer who is new to the field; None: cannot be told."""
    machine: Machine
    why: str


@dataclass(frozen=True, slots=True)
class Refutation:
    """The attempt to show that an opening is closed already.  Every opening shown has survived one."""

    searched: tuple[str, ...]
    """Names, aliases and phrases looked for."""
    looked_in: str
    """Which papers or observations were searched, and up to which day."""
    found: str
    """The nearest that was found, in a few words."""
    nearest: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely an opening is one, and how often such openings were when somebody read them."""

    probability: float
    right: int
    """So many were right ..."""
    judged: int
    """... of so many that were drawn at random from what is shown."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that a newcomer with engineering skill could take up now."""

    opening_id: str
    """Stable over runs and builds: kind and subject (``underplayed:dylora``, ``issue:owner/name#12``)."""
    kind: OpeningKind
    title: str
    """What to do, in a few words."""
    why: str
    obstacle: str
    """What is in the way, which names the work ("has code and weights, no package, no demo")."""
    parts: tuple[Part, ...]
    effort: Effort
    steps: tuple[str, str, str]
    """The first three steps, each concrete enough to begin today."""
    refutation: Refutation
    wrong_if: str
    """What would prove that this is no opening."""
    evidence: tuple[Evidence, ...]
    method: str | None = None
    """method_id it is about, if it is about one."""
    paper_id: str | None = None
    url: str | None = None
    forecast: Forecast | None = None
    chance: Chance | None = None
    """That it is open and worth working on; None where that is not told as a probability."""
    unknown: tuple[str, ...] = ()
    """What could not be looked up, and what would tell ("stars: run `inroad sync signals`")."""

    @property
    def score(self) -> float:
        """The sum of its parts."""
        return sum(part.points for part in self.parts)
