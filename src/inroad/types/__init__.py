"""The records that users see and rooms hand to each other.

All are frozen.  Dates are days in UTC (``datetime.date``); text positions are offsets in
characters of the corpus's stored title or abstract; ``None`` always means *unknown*, never zero.
They are imported from here; which file holds one is told by what it is about.

Names and their files stand in ``__init__.pyi`` alone.  A file is opened when one of its records is asked for:
to make all of them takes three quarters of the time of importing Polars.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
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
from inroad.types.helped import (
    CameBack,
    Helped,
    HelpedReport,
    HelpTopic,
)
from inroad.types.home import (
    FieldNews,
    HomeReport,
)
from inroad.types.journal import (
    BackupsReport,
    DoctorReport,
    Finding,
    Health,
    JournalBackup,
    JournalExport,
    JournalImport,
    JournalRestore,
    MergeConflict,
    MergedTable,
    SubjectCount,
)
from inroad.types.log import (
    DayTime,
    Hours,
    HoursKind,
    HoursSource,
    KindShare,
    Learnt,
    LogChange,
    LogReport,
    SkillTime,
    Streak,
    Timer,
    WeekReport,
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
from inroad.types.outreach import (
    Contact,
    Contacted,
    ContactStanding,
    ContactState,
    DraftPart,
    DraftQuestion,
    DraftSentence,
    DraftSlot,
    Funnel,
    LetterComplaint,
    LetterFound,
    LetterLint,
    LetterPart,
    LetterVerdict,
    OutreachDraft,
    OutreachReport,
    Severity,
    Situation,
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
from inroad.types.roles import (
    AxisName,
    DemandKind,
    DemandLevel,
    Role,
    RoleAxis,
    RoleCue,
    RoleDemand,
    RoleSection,
    RolesReport,
    RoleStep,
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
from inroad.types.value import (
    BestThreshold,
    NextPoint,
    SimpleModel,
    ValueAt,
    ValueReport,
    ValueVerdict,
    Worths,
)

__all__ = []
