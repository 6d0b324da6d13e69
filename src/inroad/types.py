"""The records that users see and rooms hand to each other.

All are frozen.  Dates are days in UTC (``datetime.date``); text positions are offsets in
characters of the corpus's stored title or abstract; ``None`` always means *unknown*, never zero.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["method", "model", "dataset", "benchmark", "task", "tool", "acronym"]
"""What a name stands for.  ``acronym`` is a plain abbreviation that is none of the others."""

RelationKind = Literal["introduces", "builds on", "compares with", "applies", "surveys"]
Stage = Literal["emerging", "growing", "saturating", "fading", "steady", "unknown"]
Field = Literal["title", "abstract"]


# -- papers ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as a source describes it."""

    paper_id: str
    """arXiv id without version (``2305.14314``, ``cond-mat/0104214``), else ``venue:…`` or ``acl:…``."""
    title: str
    abstract: str | None = None
    authors: tuple[str, ...] | None = None
    """In order, "Given Family"; None where the source does not say."""
    categories: tuple[str, ...] | None = None
    """arXiv categories, primary first."""
    date: dt.date | None = None
    """First submission or publication."""
    date_quality: Literal["submission", "digest", "id_month", "year"] = "submission"
    """How exact ``date`` is: the day, 0-4 days late, mid-month of the id, or only the year."""
    updated: dt.date | None = None
    version: int | None = None
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    license: str | None = None
    venue: str | None = None
    """Short name with year ("NeurIPS 2023") where the source states it."""
    code_url: str | None = None
    also: tuple[str, ...] = ()
    """Other ids of the same paper, e.g. its venue row."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One record that could not be read, kept aside with its reason."""

    source: str
    """File name or address."""
    place: str
    """Where in the source: ``line 12``, ``record 3``, ``row 7``."""
    reason: str
    """One sentence: what is wrong."""
    raw: str
    """The start of the record, at most 500 characters, control characters escaped."""


# -- evidence -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a statement is made: a place in a paper, or an observed figure with date and source."""

    paper_id: str | None = None
    title: str | None = None
    date: dt.date | None = None
    """When the paper appeared or the figure was observed."""
    place: Field | None = None
    start: int | None = None
    end: int | None = None
    sentence: int | None = None
    """0-based number of the sentence within ``place``."""
    quote: str | None = None
    """The words themselves, only where the user's own corpus holds them."""
    figure: float | None = None
    """An observed number; its meaning is in ``note``."""
    note: str = ""
    """What this shows, in a few words."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which corpus an answer speaks of.  Every report carries one."""

    corpus: str
    """"starter" or the home's own corpus."""
    papers: int
    since: dt.date | None
    until: dt.date | None
    """First and last paper date; with ``--as-of`` the last one allowed."""
    dense_since: dt.date | None = None
    """Month from which the corpus is covered evenly enough for raw counts; None if never."""
    has_abstracts: bool = False


# -- methods --------------------------------------------------------------------------------------


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


# -- the field report -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Papers of one month, and what they are a share of."""

    month: dt.date
    papers: int
    corpus: int
    """Papers the corpus covers in that month."""

    @property
    def share(self) -> float:
        """Part of the covered papers, 0-1."""
        return self.papers / self.corpus if self.corpus else 0.0


@dataclass(frozen=True, slots=True)
class Growth:
    """How fast something grows, measured on shares so that uneven crawling does not count."""

    series: tuple[MonthCount, ...]
    stage: Stage
    doubling_months: float | None
    """Months in which the share doubles (negative: halves); None when it cannot be told."""
    interval: tuple[float, float] | None
    """95 % interval of the yearly growth factor."""
    factor_per_year: float | None
    note: str = ""
    """Which months were used, and why."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A sub-problem on which part of the field works."""

    label: str
    papers: int
    growth: Growth
    methods: tuple[str, ...]
    """Names of the methods that belong to it most."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MethodUse:
    """A method of the field and who really uses it."""

    method: Method
    in_field: int
    """Papers of the field that name it."""
    builds_on: int
    applies: int
    compares: int
    by_others: int | None
    """Papers by other author groups; None where authors are unknown."""
    recent: int
    """Papers of the last 12 months."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone active in the field (told apart by written name only)."""

    name: str
    papers: int
    last: dt.date
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A labelled number with what it was counted on."""

    label: str
    papers: int
    of: int
    """Papers for which this could be told at all."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper to read, and why in this place."""

    paper_id: str
    title: str
    date: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Hint:
    """An opening that the atlas alone can already point to."""

    kind: Literal["no code link", "untried transfer"]
    title: str
    why: str
    first_step: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FieldReport:
    """The state of a field and where one could get in: the answer of ``inroad scout``."""

    query: str
    matched: tuple[str, ...]
    """The phrases and method names by which papers were counted as the field's."""
    coverage: Coverage
    papers: int
    growth: Growth
    lineage: tuple[LineageNode, ...]
    threads: tuple[Thread, ...]
    used: tuple[MethodUse, ...]
    only_by_authors: tuple[MethodUse, ...]
    general_papers: int
    applied_papers: int
    unclear_papers: int
    domains: tuple[Count, ...]
    people: tuple[Person, ...]
    first_papers: int | None
    """Papers of the last 12 months whose first author had none in the corpus before."""
    first_papers_of: int
    """Papers of the last 12 months whose authors are known."""
    venues: tuple[Count, ...]
    tools: tuple[Count, ...]
    reading: tuple[Reading, ...]
    openings: tuple[Hint, ...]
    warnings: tuple[str, ...] = field(default=())
    """What the reader must know before believing the figures."""


# -- looking ahead --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AtTop:
    """How a ranking's first places did."""

    places: int
    precision: float
    """Part of these places that came true, 0-1."""
    lift: float
    """``precision`` divided by the base rate."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one ranking foretold what happened."""

    name: str
    """"inroad", or the simple baseline it is measured beside."""
    auc: float | None
    """Probability that something that came is ranked above something that did not; None if only one of
    both kinds is there."""
    average_precision: float | None
    at: tuple[AtTop, ...]
    brier: float | None = None
    """Mean squared error of the probabilities; None for a ranking without probabilities."""
    calibration_error: float | None = None
    """Expected calibration error over ten bins of equal count; None without probabilities."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about the same probability, and what came of them."""

    forecast: float
    """Mean probability said."""
    came: float
    """Part that came true."""
    count: int


@dataclass(frozen=True, slots=True)
class Record:
    """What a forecast frozen at a past date was worth, beside simple baselines."""

    kind: Literal["underplayed", "transfer"]
    asked: str
    """What was forecast, in words."""
    as_of: dt.date
    """The forecast saw nothing of later days."""
    horizon_days: int
    candidates: int
    came: int
    tool: Measured
    peers: tuple[Measured, ...]
    bins: tuple[Bin, ...]
    note: str = ""

    @property
    def base_rate(self) -> float:
        """Part of the candidates that came true."""
        return self.came / self.candidates if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """A probability with a date, and how often such forecasts were right.  There is none without."""

    probability: float
    asked: str
    made_on: dt.date
    horizon_days: int
    record: Record


# -- openings -------------------------------------------------------------------------------------

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
    unknown: tuple[str, ...] = ()
    """What could not be looked up, and what would tell ("stars: run `inroad sync signals`")."""

    @property
    def score(self) -> float:
        """The sum of its parts."""
        return sum(part.points for part in self.parts)


# -- openings for a person ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who asks for openings: what they have and what they can."""

    name: str
    """Name of the profile these figures come from ("engineer"), or the file."""
    machine: Machine
    """The largest machine at hand; "unknown": do not weigh it."""
    hours_a_week: float
    weeks: int
    """For how long."""
    software: int
    """Software engineering, 0 none to 4 professional."""
    ml: int
    """Machine learning, 0 none to 4 has published."""

    @property
    def hours(self) -> float:
        """All hours that can be given."""
        return self.hours_a_week * self.weeks


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many openings of one kind there were for a query."""

    kind: OpeningKind
    found: int | None
    """Those that survived refutation; None: could not be looked for."""
    shown: int
    note: str = ""
    """Why none could be looked for, or what would bring more."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Openings that were found and not shown, and why."""

    reason: str
    openings: int


@dataclass(frozen=True, slots=True)
class OpeningsReport:
    """What somebody could take up in a field now: the answer of ``inroad openings``."""

    query: str
    coverage: Coverage
    observed: dt.date | None
    """Last day on which the world was looked at; None: never."""
    newcomer: Newcomer
    """For whom this is ranked."""
    openings: tuple[Opening, ...]
    """Best first; the last parts of each score say what the newcomer's means and choices do to it."""
    kinds: tuple[KindCount, ...]
    left_out: tuple[LeftOut, ...]
    records: tuple[Record, ...]
    """How often forecasts like those shown were right."""
    order: str
    """How kinds were mixed, in words."""
    warnings: tuple[str, ...] = ()


PlanState = Literal["planned", "begun", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Taken:
    """An opening in the user's plan."""

    opening: Opening
    """As it was shown when it was taken."""
    at: dt.datetime
    note: str
    state: PlanState


@dataclass(frozen=True, slots=True)
class Dismissed:
    """An opening that the user does not want."""

    opening: Opening
    """As it was shown when it was dismissed."""
    at: dt.datetime
    why: str


@dataclass(frozen=True, slots=True)
class Looked:
    """An opening that the user has looked at closely."""

    opening_id: str
    title: str
    first: dt.datetime
    last: dt.datetime
    times: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user did with openings: the answer of ``inroad openings list``."""

    taken: tuple[Taken, ...] = ()
    """In the order of taking."""
    dismissed: tuple[Dismissed, ...] = ()
    """In the order of dismissing."""
    looked: tuple[Looked, ...] = ()
    """Those that are neither, in the order of first looks."""


@dataclass(frozen=True, slots=True)
class OpeningReport:
    """One opening with all its evidence: the answer of ``inroad openings show``."""

    opening: Opening
    query: str
    """The query that found it; empty: known from the journal only."""
    coverage: Coverage | None
    """What was searched then; None: known from the journal only."""
    taken: Taken | None
    dismissed: Dismissed | None


@dataclass(frozen=True, slots=True)
class BacktestReport:
    """How often forecasts frozen at a past day were right: the answer of ``inroad backtest``."""

    as_of: dt.date
    horizon_days: int
    coverage: Coverage
    """Of the whole corpus, which says what came."""
    records: tuple[Record, ...]
    warnings: tuple[str, ...] = ()


# -- practice -------------------------------------------------------------------------------------

CheckStage = Literal[
    "guard", "runs", "shape", "dtype", "values", "invariance", "stability", "gradient", "cost"
]
"""What is looked at, in this order; the first that fails is told."""


@dataclass(frozen=True, slots=True)
class Drill:
    """Something to build from memory, as its folder describes it."""

    drill_id: str
    title: str
    folder: str
    """Where its files lie."""
    family: str
    """Part of the catalogue it belongs to."""
    methods: tuple[str, ...]
    """Names in the atlas of the methods that it is practice for."""
    source: str
    """The paper or book that it comes from."""
    requires: tuple[str, ...]
    """drill_ids to master first."""
    minutes: int
    """What a first solution takes somebody who has met the method before."""
    calls: tuple[str, ...]
    """Functions or classes that an answer must define."""
    banned: tuple[str, ...]
    """Dotted names that an answer may not use, beside those that none may."""
    shapes: str
    """Picture of what goes in and comes out."""
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A question that somebody who has understood can answer when woken at night."""

    card_id: str
    """``drill/1``"""
    drill_id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one answer to a drill."""

    drill_id: str
    outcome: Literal["passed", "wrong", "refused", "stopped"]
    """Refused: a banned shortcut; stopped: it ran into a limit of time, memory, files or processes."""
    stage: CheckStage | None
    """The first stage that failed; None if all passed."""
    message: str
    passed: tuple[str, ...]
    """Names of the checks that passed before."""
    diagnosis: str | None = None
    """The mistake that explains the answer's output; None if none of the known ones does."""
    example: str | None = None
    """The smallest input found on which it fails, with what was expected and what came."""
    printed: str = ""
    """The end of what the answer printed."""
    seconds: float = 0.0
    protection: str = ""
    """How the answer was kept apart from the rest of the machine."""


DrillStanding = Literal["new", "locked", "open", "due", "learnt", "known"]
"""New: its requirements are met; locked: not yet; open: begun; due: to be done again; learnt: not due yet;
known: passed over by placement."""


@dataclass(frozen=True, slots=True)
class DrillState:
    """A drill and how the user stands with it."""

    drill: Drill
    standing: DrillStanding
    attempts: int
    """Of the sitting that is open, or of the last one."""
    passes: int
    due: dt.datetime | None
    remembered: float | None
    """Probability of still knowing it; None: never passed."""
    folder: str | None
    """Where the answer is written; None: never started."""


@dataclass(frozen=True, slots=True)
class DrillsReport:
    """Drills with their standing, each after those that it requires: ``inroad drill list`` and ``map``."""

    drills: tuple[DrillState, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A verdict and what it means for practice: the answer of ``inroad drill check``."""

    verdict: Verdict
    grade: Literal["again", "hard", "good", "easy"] | None
    """How the sitting went, told from attempts, hints and time; None: it goes on."""
    due: dt.datetime | None
    """When to do it again."""


@dataclass(frozen=True, slots=True)
class PracticeStats:
    """What was practised: the answer of ``inroad drill stats``."""

    learnt: int
    """Drills passed at least once."""
    of: int
    due: int
    cards: int
    """Cards answered at least once."""
    cards_due: int
    minutes: float
    """Time spent in sittings, long pauses left out."""
    days: tuple[tuple[dt.date, float], ...]
    """Minutes of each day with any, oldest first."""
    families: tuple[Count, ...]
    """Drills learnt of each part of the catalogue."""
    mistakes: tuple[Count, ...]
    """Diagnoses, the most frequent first."""
