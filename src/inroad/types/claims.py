"""Claims of papers that are checked here: what was claimed, how it is decided, what came out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower"]
PartKind = Literal["better", "same", "not worse"]
"""What a part of a claim says of a variant: better than the baseline, the same, or at least not worse."""
FigureSource = Literal["text", "digitised"]
ClaimOutcome = Literal["reproduced", "partly", "not reproduced", "inconclusive", "not attempted"]
ClaimReason = Literal[
    "",
    "as claimed",
    "no runs",
    "underpowered",
    "unfinished",
    "failed runs",
    "tests disagree",
    "smaller than matters",
    "size not shown",
    "other size",
    "opposite",
    "different",
    "some parts only",
]
"""Why an outcome is what it is; the table of all of them stands in :mod:`inroad.workshop.claim.verdict`."""
RunStatus = Literal["ok", "failed"]
RunRole = Literal["main", "again", "pilot"]


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """One comparison that a claim consists of; differences are counted so that more is what is claimed."""

    name: str
    metric: str
    better: Better
    kind: PartKind
    variant: str
    """What is said to be better, the same or not worse."""
    baseline: str | None
    """What it is compared with; None: with ``constant``."""
    constant: float | None
    interest: float
    """Smallest difference that matters, in units of the metric; above zero."""
    figure: float | None = None
    """The paper's own difference in the same units; None: not stated or of another scale."""
    tolerance: float | None = None
    """How far from the paper's figure is still the same size; None: size is not judged."""
    source: FigureSource = "text"
    where: str = ""
    """Where the paper states it ("Table 2")."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a paper as something that runs can refute."""

    claim_id: str
    statement: str
    paper_id: str | None
    title: str | None
    """Of the paper."""
    method: str | None
    """Name of the method in the atlas."""
    parts: tuple[ClaimPart, ...]
    variants: tuple[str, ...]
    seeds: tuple[int, ...]
    data: tuple[str, ...]
    """Names of data sets that each seed is run on; empty: one, without a name."""
    varies: tuple[str, ...]
    """What a seed draws anew ("initialisation", "order"); the verdict speaks of nothing else."""
    fixed: tuple[str, ...]
    """What is the same in all runs."""
    alpha: float
    seconds: float
    """A run that takes longer is stopped and has failed."""
    file: str | None
    """Python file with ``run(seed, variant)``; None: ``command`` is run instead."""
    command: tuple[str, ...] = ()
    python: str | None = None
    """Interpreter of another environment; None: this one."""
    files: tuple[str, ...] = ()
    """Further files that results depend on."""


@dataclass(frozen=True, slots=True)
class ClaimNotes:
    """What only the person who did it can tell; free to change at any time."""

    scope: str = ""
    easy: str = ""
    hard: str = ""
    data: str = ""
    contact: str = ""
    """What the paper's authors said."""


@dataclass(frozen=True, slots=True)
class ProtocolFile:
    """A file as it was when a protocol was written down."""

    name: str
    hash: str
    text: str | None
    """None: too large or not text."""


@dataclass(frozen=True, slots=True)
class Protocol:
    """What was decided before a claim was run, as the journal keeps it."""

    claim_id: str
    hash: str
    code: str
    """Hash of what results depend on: files and how they are run.  Runs of another one do not count."""
    fields: tuple[tuple[str, str], ...]
    """Every field of claim.toml but notes, by dotted name, as JSON."""
    files: tuple[ProtocolFile, ...]
    manifest: str
    """claim.toml itself."""
    at: dt.datetime | None = None
    """When it was written down; None: not yet."""
    results: int = 0
    """Results that were there already by then."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that was changed after the protocol was frozen."""

    at: dt.datetime | None
    field: str
    before: str | None
    after: str | None
    results: int
    """Results that could have been seen by then."""


@dataclass(frozen=True, slots=True)
class ClaimRun:
    """One run of one variant with one seed."""

    seed: int
    variant: str
    data: str
    role: RunRole
    status: RunStatus
    metrics: tuple[tuple[str, float], ...]
    """Empty if it failed: a failed run has no figures."""
    error: str
    """Last lines that a failed run complained with."""
    seconds: float | None
    processor: float | None
    """Seconds of processor time; None: not known."""
    memory: float | None
    """Most memory at a time in MB; None: not known."""
    at: dt.datetime
    code: str
    """Hash of the code and settings that it ran with."""
    environment: str
    """Hash of the packages that it ran with."""


@dataclass(frozen=True, slots=True)
class ClaimEnvironment:
    """What runs ran on."""

    environment: str
    python: str
    platform: str
    packages: tuple[tuple[str, str], ...]
    """Name and version of what was imported."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """On which side of one value the differences lie, told twice."""

    value: float
    p: float
    """Two-sided, by flipping the signs of what differs from the value."""
    side: Literal["above", "below", "unclear", "disagree"]


@dataclass(frozen=True, slots=True)
class SeedDifference:
    """What one seed says."""

    seed: int
    data: str
    variant: float
    baseline: float
    difference: float
    """Counted so that more is what is claimed."""


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What became of one part of a claim."""

    part: ClaimPart
    outcome: ClaimOutcome
    reason: ClaimReason
    seeds: int
    """Seeds for which both sides are known."""
    effect: float | None
    """Mean difference; over several data sets the interquartile mean."""
    interval: tuple[float, float] | None
    level: float
    """Of the interval: 0.95, or 0.9 where two one-sided tests are made."""
    thresholds: tuple[Threshold, ...]
    points: tuple[SeedDifference, ...]


@dataclass(frozen=True, slots=True)
class MeanRank:
    """One variant among several."""

    variant: str
    rank: float
    """Mean rank, 1 is best."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Several variants compared at once (Demšar 2006): Friedman's test, then critical difference."""

    metric: str
    blocks: int
    """Data sets, or seeds where there is one data set."""
    p: float
    critical: float
    """Mean ranks that differ by less are not told apart (Nemenyi)."""
    ranks: tuple[MeanRank, ...]
    alike: tuple[tuple[str, ...], ...]
    """Groups of variants that are not told apart."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Performance profile of one variant over several data sets (Agarwal et al. 2021)."""

    metric: str
    variant: str
    values: tuple[float, ...]
    """Values of the metric."""
    shares: tuple[float, ...]
    """Shares of runs that are at least as good as each value; data sets count alike."""


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What became of a claim."""

    claim_id: str
    statement: str
    outcome: ClaimOutcome
    reason: ClaimReason
    parts: tuple[PartVerdict, ...]
    protocol: str
    """Hash of the protocol that decides."""
    frozen: dt.datetime | None
    runs: int
    failed: int
    missing: int
    """Planned runs that were never made."""
    deviations: tuple[Deviation, ...] = ()
    as_changed: ClaimOutcome | None = None
    """What the protocol as it stands now would say, where decisions were changed after results were there."""
    unsteady: tuple[str, ...] = ()
    """Variants that gave something else when the same seed was run again."""
    repeated: int = 0
    """Runs that were made twice to look for that."""
    rankings: tuple[Ranking, ...] = ()
    profiles: tuple[Profile, ...] = ()
    environments: tuple[ClaimEnvironment, ...] = ()
    seconds: float | None = None
    """Processor time of all runs."""
    memory: float | None = None
    """Most memory of a run in MB."""
    at: dt.datetime | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """All there is to tell of one claim: the answer of ``inroad claim report``."""

    claim: Claim
    verdict: ClaimVerdict
    notes: ClaimNotes
    runs: tuple[ClaimRun, ...]
    """Those that count: one for each seed, variant and data set."""


@dataclass(frozen=True, slots=True)
class SeedsNeeded:
    """How many seeds one question of one part needs."""

    part: str
    question: str
    difference: float
    """What has to be told from what, in units of the metric."""
    seeds: int | None
    """None: more than can be planned for."""
    cautious: int | None
    """The same if the spread is as large as a pilot of this size still allows."""
    powers: tuple[tuple[int, float], ...]
    """Number of seeds and chance of an answer."""


@dataclass(frozen=True, slots=True)
class PartPlan:
    """What a pilot says of one part."""

    part: str
    pilot: int
    """Pairs it rests on."""
    mean: float | None
    spread: float | None
    """Standard deviation of the differences."""
    paired: float | None
    """Correlation of both sides over seeds: how much pairing helps."""
    needs: tuple[SeedsNeeded, ...]


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """How many seeds a claim needs: the answer of ``inroad claim plan``."""

    claim_id: str
    least: int
    """Fewer seeds can never decide anything."""
    planned: int
    power: float
    """Chance of an answer that is aimed at."""
    parts: tuple[PartPlan, ...]
    varies: tuple[str, ...]
    fixed: tuple[str, ...]
    noise: tuple[tuple[str, float], ...]
    """Variants with the largest difference between two runs of one seed, relative to the spread of seeds."""
    run_seconds: float | None
    """Median wall time of a run."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explored:
    """One comparison that no protocol named."""

    metric: str
    variant: str
    baseline: str
    seeds: int
    difference: float
    """Mean of variant minus baseline."""
    interval: tuple[float, float]
    p: float
    adjusted: float
    """Corrected for all comparisons of the report (Holm 1979)."""
    noteworthy: bool


@dataclass(frozen=True, slots=True)
class ExploreReport:
    """What else the runs hint at; nothing of it confirms anything: the answer of ``inroad claim explore``."""

    claim_id: str
    comparisons: tuple[Explored, ...]
    family: int
    """Comparisons that were corrected for."""
    alpha: float
    left_out: tuple[str, ...]
    """Comparisons that the protocol makes; they belong to the verdict."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim in a list."""

    claim_id: str
    statement: str
    folder: str
    method: str | None
    paper_id: str | None
    shipped: bool
    outcome: ClaimOutcome
    reason: ClaimReason
    at: dt.datetime | None
    """When that came out."""
    seconds: float | None
    """Processor time of all its runs, as last measured."""


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """Claims that come with Inroad and those that were made here: the answer of ``inroad claim list``."""

    claims: tuple[ClaimEntry, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A paper's figure for one part of a claim, read off a picture; None: nothing was read yet."""

    claim_id: str
    part: str
    variant: float | None = None
    """What the picture shows for the variant, in units of its axis."""
    baseline: float | None = None
    difference: float | None = None
    """Counted so that more is what is claimed."""
    pixel: float | None = None
    """How far the difference moves if every click is one pixel off."""


@dataclass(frozen=True, slots=True)
class Reproduction:
    """A verdict as evidence on a method or a paper."""

    claim_id: str
    statement: str
    outcome: ClaimOutcome
    reason: ClaimReason
    at: dt.datetime | None
    method: str | None
    paper_id: str | None
    shipped: bool
    """Came with Inroad; else made here."""
