"""The records that users see and rooms hand to each other.

All are frozen.  Dates are days in UTC (``datetime.date``); text positions are offsets in
characters of the corpus's stored title or abstract; ``None`` always means *unknown*, never zero.
They are imported from here; which file holds one is told by what it is about, and a file is read when one of
its records is first asked for: most questions need few of them, and making all takes a tenth of a second.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inroad.types.bench import (
        Attempt,
        CheckStatus,
        DrillReport,
        PlacementQuestion,
        PlacementReport,
        PracticeReport,
        RecallReport,
        Saved,
    )
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
    from inroad.types.claims import (
        Better,
        Claim,
        ClaimEntry,
        ClaimEnvironment,
        ClaimNotes,
        ClaimOutcome,
        ClaimPart,
        ClaimPlan,
        ClaimReason,
        ClaimReport,
        ClaimRun,
        ClaimsReport,
        ClaimVerdict,
        Deviation,
        Explored,
        ExploreReport,
        FigureReading,
        FigureSource,
        MeanRank,
        PartKind,
        PartPlan,
        PartVerdict,
        Profile,
        Protocol,
        ProtocolFile,
        Ranking,
        Reproduction,
        RunRole,
        RunStatus,
        SeedDifference,
        SeedsNeeded,
        Threshold,
    )
    from inroad.types.compare import (
        Compared,
        CompareReport,
        Ratio,
        SharedPerson,
        SharedUse,
        Side,
    )
    from inroad.types.evidence import (
        Coverage,
        Evidence,
        Field,
    )
    from inroad.types.field import (
        FieldMethod,
        FieldMethods,
        FieldReport,
        Hint,
        MethodUse,
        Person,
        Reading,
        Rising,
        Thread,
        Topic,
        Topics,
    )
    from inroad.types.figures import (
        Count,
        Growth,
        MonthCount,
        Stage,
    )
    from inroad.types.following import (
        BY_HAND,
        FeedEntry,
        FeedReport,
        Follow,
        Followed,
        Following,
        FollowKind,
        FollowsReport,
        Introduced,
        LibraryReport,
        Sign,
        Visit,
        Vote,
        Voted,
        VotesReport,
    )
    from inroad.types.forecasts import (
        AtTop,
        BacktestReport,
        Bin,
        Forecast,
        Foretold,
        Measured,
        Record,
        RecordsReport,
    )
    from inroad.types.home import (
        FieldNews,
        HomeReport,
    )
    from inroad.types.map import (
        MapArea,
        MapLine,
        MapPaper,
        MapReport,
        MapSelection,
    )
    from inroad.types.methods import (
        Kind,
        LineageNode,
        Method,
        MethodReport,
        PlaySign,
        Relation,
        RelationKind,
        label,
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
        Naming,
        Paper,
        PaperReport,
        Reject,
    )
    from inroad.types.playable import (
        NotRead,
        PlayAnswer,
        PlayItem,
        PlayReport,
        PlayStep,
        Repair,
        Seen,
        Weights,
    )
    from inroad.types.practice import (
        Card,
        CheckReport,
        CheckStage,
        Descent,
        Drill,
        DrillName,
        DrillsReport,
        DrillStanding,
        DrillState,
        Explanation,
        Measure,
        Practice,
        PracticeStats,
        Verdict,
    )
    from inroad.types.search import (
        Correction,
        Expansion,
        Hit,
        IndexStatus,
        Mark,
        MethodPapers,
        ScorePart,
        Searched,
        SearchReport,
        Use,
        UseGroup,
        UseKind,
        Where,
        Why,
    )
    from inroad.types.similar import (
        SharedMethod,
        SharedWord,
        Similar,
        SimilarReport,
        SimilarTo,
    )

_FILES = {
    "bench": """
        Attempt CheckStatus DrillReport PlacementQuestion PlacementReport PracticeReport
        RecallReport Saved
    """,
    "choices": """
        Choices Dismissed KindCount LeftOut Looked Newcomer OpeningReport OpeningsReport PlanState
        Taken
    """,
    "claims": """
        Better Claim ClaimEntry ClaimEnvironment ClaimNotes ClaimOutcome ClaimPart ClaimPlan
        ClaimReason ClaimReport ClaimRun ClaimsReport ClaimVerdict Deviation Explored ExploreReport
        FigureReading FigureSource MeanRank PartKind PartPlan PartVerdict Profile Protocol
        ProtocolFile Ranking Reproduction RunRole RunStatus SeedDifference SeedsNeeded Threshold
    """,
    "compare": """
        Compared CompareReport Ratio SharedPerson SharedUse Side
    """,
    "evidence": """
        Coverage Evidence Field
    """,
    "field": """
        FieldMethod FieldMethods FieldReport Hint MethodUse Person Reading Rising Thread Topic
        Topics
    """,
    "figures": """
        Count Growth MonthCount Stage
    """,
    "following": """
        BY_HAND FeedEntry FeedReport Follow Followed Following FollowKind FollowsReport Introduced
        LibraryReport Sign Visit Vote Voted VotesReport
    """,
    "forecasts": """
        AtTop BacktestReport Bin Forecast Foretold Measured Record RecordsReport
    """,
    "home": """
        FieldNews HomeReport
    """,
    "map": """
        MapArea MapLine MapPaper MapReport MapSelection
    """,
    "methods": """
        Kind LineageNode Method MethodReport PlaySign Relation RelationKind label
    """,
    "openings": """
        Effort Machine Opening OpeningKind Part Refutation
    """,
    "papers": """
        Naming Paper PaperReport Reject
    """,
    "playable": """
        NotRead PlayAnswer PlayItem PlayReport PlayStep Repair Seen Weights
    """,
    "practice": """
        Card CheckReport CheckStage Descent Drill DrillName DrillsReport DrillStanding DrillState
        Explanation Measure Practice PracticeStats Verdict
    """,
    "search": """
        Correction Expansion Hit IndexStatus Mark MethodPapers ScorePart Searched SearchReport Use
        UseGroup UseKind Where Why
    """,
    "similar": """
        SharedMethod SharedWord Similar SimilarReport SimilarTo
    """,
}
_FILE = {name: file for file, names in _FILES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _FILE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_FILE[name]}"), name)
    globals()[name] = found
    return found


__all__ = [
    "BY_HAND",
    "AtTop",
    "Attempt",
    "BacktestReport",
    "Better",
    "Bin",
    "Card",
    "CheckReport",
    "CheckStage",
    "CheckStatus",
    "Choices",
    "Claim",
    "ClaimEntry",
    "ClaimEnvironment",
    "ClaimNotes",
    "ClaimOutcome",
    "ClaimPart",
    "ClaimPlan",
    "ClaimReason",
    "ClaimReport",
    "ClaimRun",
    "ClaimVerdict",
    "ClaimsReport",
    "CompareReport",
    "Compared",
    "Correction",
    "Count",
    "Coverage",
    "Descent",
    "Deviation",
    "Dismissed",
    "Drill",
    "DrillName",
    "DrillReport",
    "DrillStanding",
    "DrillState",
    "DrillsReport",
    "Effort",
    "Evidence",
    "Expansion",
    "Explanation",
    "ExploreReport",
    "Explored",
    "FeedEntry",
    "FeedReport",
    "Field",
    "FieldMethod",
    "FieldMethods",
    "FieldNews",
    "FieldReport",
    "FigureReading",
    "FigureSource",
    "Follow",
    "FollowKind",
    "Followed",
    "Following",
    "FollowsReport",
    "Forecast",
    "Foretold",
    "Growth",
    "Hint",
    "Hit",
    "HomeReport",
    "IndexStatus",
    "Introduced",
    "Kind",
    "KindCount",
    "LeftOut",
    "LibraryReport",
    "LineageNode",
    "Looked",
    "Machine",
    "MapArea",
    "MapLine",
    "MapPaper",
    "MapReport",
    "MapSelection",
    "Mark",
    "MeanRank",
    "Measure",
    "Measured",
    "Method",
    "MethodPapers",
    "MethodReport",
    "MethodUse",
    "MonthCount",
    "Naming",
    "Newcomer",
    "NotRead",
    "Opening",
    "OpeningKind",
    "OpeningReport",
    "OpeningsReport",
    "Paper",
    "PaperReport",
    "Part",
    "PartKind",
    "PartPlan",
    "PartVerdict",
    "Person",
    "PlacementQuestion",
    "PlacementReport",
    "PlanState",
    "PlayAnswer",
    "PlayItem",
    "PlayReport",
    "PlaySign",
    "PlayStep",
    "Practice",
    "PracticeReport",
    "PracticeStats",
    "Profile",
    "Protocol",
    "ProtocolFile",
    "Ranking",
    "Ratio",
    "Reading",
    "RecallReport",
    "Record",
    "RecordsReport",
    "Refutation",
    "Reject",
    "Relation",
    "RelationKind",
    "Repair",
    "Reproduction",
    "Rising",
    "RunRole",
    "RunStatus",
    "Saved",
    "ScorePart",
    "SearchReport",
    "Searched",
    "SeedDifference",
    "SeedsNeeded",
    "Seen",
    "SharedMethod",
    "SharedPerson",
    "SharedUse",
    "SharedWord",
    "Side",
    "Sign",
    "Similar",
    "SimilarReport",
    "SimilarTo",
    "Stage",
    "Taken",
    "Thread",
    "Threshold",
    "Topic",
    "Topics",
    "Use",
    "UseGroup",
    "UseKind",
    "Verdict",
    "Visit",
    "Vote",
    "Voted",
    "VotesReport",
    "Weights",
    "Where",
    "Why",
    "label",
]
