"""The records that users see and rooms hand to each other.

All are frozen.  Dates are days in UTC (``datetime.date``); text positions are offsets in
characters of the corpus's stored title or abstract; ``None`` always means *unknown*, never zero.
They are imported from here; which file holds one is told by what it is about.
"""

from inroad.types.choices import (
    Choices,
    Dismissed,
    KindCount,
    LeftOut,
    Looked,
    Newcomer,
    OpeningReport,
    OpeningsReport,
    PlanState,
    Taken,
)
from inroad.types.evidence import (
    Coverage,
    Evidence,
    Field,
)
from inroad.types.field import (
    FieldReport,
    Hint,
    MethodUse,
    Person,
    Reading,
    Thread,
)
from inroad.types.figures import (
    Count,
    Growth,
    MonthCount,
    Stage,
)
from inroad.types.forecasts import (
    AtTop,
    BacktestReport,
    Bin,
    Forecast,
    Measured,
    Record,
)
from inroad.types.methods import (
    Kind,
    LineageNode,
    Method,
    MethodReport,
    Relation,
    RelationKind,
)
from inroad.types.openings import (
    Effort,
    Machine,
    Opening,
    OpeningKind,
    Part,
    Refutation,
)
from inroad.types.papers import (
    Paper,
    Reject,
)
from inroad.types.practice import (
    Card,
    CheckReport,
    CheckStage,
    Drill,
    DrillsReport,
    DrillStanding,
    DrillState,
    PracticeStats,
    Verdict,
)
from inroad.types.similar import (
    SharedMethod,
    SharedWord,
    Similar,
    SimilarReport,
    SimilarTo,
)

__all__ = [
    "AtTop",
    "BacktestReport",
    "Bin",
    "Card",
    "CheckReport",
    "CheckStage",
    "Choices",
    "Count",
    "Coverage",
    "Dismissed",
    "Drill",
    "DrillStanding",
    "DrillState",
    "DrillsReport",
    "Effort",
    "Evidence",
    "Field",
    "FieldReport",
    "Forecast",
    "Growth",
    "Hint",
    "Kind",
    "KindCount",
    "LeftOut",
    "LineageNode",
    "Looked",
    "Machine",
    "Measured",
    "Method",
    "MethodReport",
    "MethodUse",
    "MonthCount",
    "Newcomer",
    "Opening",
    "OpeningKind",
    "OpeningReport",
    "OpeningsReport",
    "Paper",
    "Part",
    "Person",
    "PlanState",
    "PracticeStats",
    "Reading",
    "Record",
    "Refutation",
    "Reject",
    "Relation",
    "RelationKind",
    "SharedMethod",
    "SharedWord",
    "Similar",
    "SimilarReport",
    "SimilarTo",
    "Stage",
    "Taken",
    "Thread",
    "Verdict",
]
