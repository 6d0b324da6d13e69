"""Methods, how they stand to each other, and what is told of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.claims import Reproduction
from inroad.types.evidence import Coverage, Evidence
from inroad.types.figures import Count, Growth, MonthCount
from inroad.types.forecasts import Forecast
from inroad.types.practice import Practice

Kind = Literal["method", "model", "dataset", "benchmark", "task", "tool", "acronym"]
"""What a name stands for.  ``acronym`` is a plain abbreviation that is none of the others."""

RelationKind = Literal["introduces", "builds on", "compares with", "applies", "surveys"]


def label(name: str, method_id: str) -> str:
    """How a method is called in a sentence: its name, and its id where the name alone is several things."""
    return f"{name} ({method_id})" if "@" in method_id else name


@dataclass(frozen=True, slots=True)
class Method:
    """A named contribution."""

    method_id: str
    """Stable: the folded name, and ``@paper`` where several things share it (``dora@2402.09353``)."""
    name: str
    """As its authors write it."""
    kind: Kind
    long_form: str | None
    aliases: tuple[str, ...]
    introduced_by: str | None
    """Paper id, or None: *unknown, first seen ...*."""
    first_seen: dt.date
    first_seen_in: str
    papers: int
    """Papers that name it, the introducing one included."""
    papers_by_others: int | None
    """Those that share no author with the introducing paper; None where authors are unknown."""
    has_code: bool | None
    """The introducing paper links to code; None: the text does not say, or no abstract was read."""
    namesakes: tuple[str, ...] = ()
    """method_ids of other things of the same name."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One method or paper standing to an older method."""

    kind: RelationKind
    paper_id: str
    child: str | None
    """method_id of the newer method, None when the paper as a whole applies, compares or surveys."""
    parent: str
    """method_id of the older method (of the method itself for ``introduces``)."""
    date: dt.date
    confidence: float
    """Probability that the relation holds, calibrated on labelled pairs."""
    inferred: bool
    """True when the paper's text does not name the older method (morphology only)."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LineageNode:
    """One method in a lineage tree, with what it set out to mend in its parent."""

    method: Method
    parent: str | None
    problem: str | None
    """Problem addressed, as a short standard label ("memory cost", "rank choice"); None if not found."""
    relation: Relation | None
    on_main_path: bool
    depth: int
    thread: str | None = None
    """Label of the field's thread that it belongs to most; None: to none more than to others."""
    in_field: int | None = None
    """Papers of the field that name it; None: not told of a field."""


@dataclass(frozen=True, slots=True)
class PlaySign:
    """One thing that tells how a method is used, or that stands in the way of using it."""

    name: str
    """"stars", "package", "demo" ..."""
    obstacle: bool
    """Its absence is in the way."""
    answer: Literal["yes", "no", "unknown"]
    """Unknown: nobody has looked."""
    said: str
    """In plain words, where there is more to say than yes or no."""
    seen: dt.date | None
    """Day of the look."""


@dataclass(frozen=True, slots=True)
class MethodReport:
    """One method: where it comes from, what it mends, who uses it; the answer of ``inroad method``."""

    method: Method
    coverage: Coverage
    introduced: Evidence | None
    """The introducing paper; None: unknown, first seen in ``method.first_seen_in``."""
    growth: Growth
    adoption: tuple[MonthCount, ...]
    """New papers a month that name it."""
    by_relation: tuple[Count, ...]
    ancestors: tuple[LineageNode, ...]
    descendants: tuple[LineageNode, ...]
    problem: str | None
    """The problem that the introducing paper sets out to solve; None if not found."""
    evidence: tuple[Evidence, ...]
    namesakes: tuple[Method, ...]
    warnings: tuple[str, ...] = ()
    practice: tuple[Practice, ...] = ()
    """The method and those that it builds on, as far as they can be practised, itself first."""
    play: tuple[PlaySign, ...] = ()
    """Use and obstacles as far as somebody looked; empty where that was not asked for."""
    forecast: Forecast | None = None
    """Of its adoption; None where it was not asked for, or none is made (too old, taken up already)."""
    reproductions: tuple[Reproduction, ...] = ()
    """Verdicts on its claims, the user's own first."""
