"""Hand-made openings of all kinds, forecasts and records."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from inroad.openings.profile import PROFILES
from inroad.types import (
    AtTop,
    BacktestReport,
    Bin,
    Coverage,
    Dismissed,
    Effort,
    Evidence,
    Forecast,
    Foretold,
    KindCount,
    LeftOut,
    Measured,
    Opening,
    OpeningKind,
    OpeningReport,
    OpeningsReport,
    Part,
    Record,
    Refutation,
    Taken,
)

DAY = dt.date(2026, 3, 31)
NOW = dt.datetime(2026, 4, 2, 9, 30, tzinfo=dt.UTC)
COVERAGE = Coverage("home", 244_524, dt.date(2019, 1, 2), DAY, dt.date(2021, 1, 1), True)
EVIDENCE = Evidence(
    "2310.11454",
    "VeRA: Vector-based Adapters",
    dt.date(2023, 10, 17),
    "abstract",
    3,
    9,
    2,
    "VeRA is small.",
    note="introduces it",
)
STARS = Evidence(date=DAY, figure=41.0, note="stars of a repository")


def measured(name: str, auc: float, lift: float, *, sure: bool = False) -> Measured:
    at = tuple(
        AtTop(places, 0.01 * lift / (1 + number), lift / (1 + number))
        for number, places in enumerate((20, 50, 100))
    )
    return Measured(name, auc, auc / 10, at, 0.0094 if sure else None, 0.0031 if sure else None)


RECORD = Record(
    kind="underplayed",
    asked="named in two papers by others",
    as_of=dt.date(2025, 9, 30),
    horizon_days=180,
    candidates=4_012,
    came=38,
    tool=measured("inroad", 0.871, 30.0, sure=True),
    peers=(measured("random", 0.5, 1.0), measured("TF-IDF", 0.64, 5.5, sure=True)),
    bins=tuple(
        Bin(said, round(1.2 * 401 * said) / 401, 401, said - 0.0005, said + 0.0005)
        for said in (0.001 * number for number in range(1, 10))
    ),
    note="Names that mean several things were told apart first.",
    first=tuple(
        Foretold(f"method {place}", f"m{place}", 0.3 / place, place % 3 == 1) for place in range(1, 21)
    ),
)
FORECAST = Forecast(0.008, "named in two papers by others", DAY, 180, RECORD)


def opening(
    subject: str = "vera", kind: OpeningKind = "underplayed", score: float = 2.0, **changes: Any
) -> Opening:
    made = Opening(
        opening_id=f"{kind}:{subject}",
        kind=kind,
        title=f"make {subject} easy to play with",
        why=f"{subject} is promising and hardly used",
        obstacle="has code and weights, no package, no demo",
        parts=(Part("promise", score, "others have begun to name it", (EVIDENCE,)),),
        effort=Effort((6, 20), "one GPU", "from the size of its repository"),
        steps=(
            f"clone the code of {subject} and run its smallest example",
            "write a pyproject.toml and install it into a fresh environment",
            "put one example that runs in a minute into the README",
        ),
        refutation=Refutation(
            (subject, f"{subject} adapters"),
            "244,524 papers until 2026-03-31, PyPI on 2026-03-30",
            "a package of the same name does something else",
            (Evidence("2402.09353", "Another paper", dt.date(2024, 2, 14), "title", note="nearest"),),
        ),
        wrong_if="a package that installs and runs it exists under another name",
        evidence=(EVIDENCE, STARS),
        method=subject,
        paper_id="2310.11454",
        url=None,
        forecast=FORECAST if kind == "underplayed" else None,
        unknown=("downloads: run `inroad sync signals`",),
    )
    return replace(made, **changes)


def field() -> list[Opening]:
    """A few of every kind, on very different scales."""
    return [
        opening("vera", score=0.12),
        opening("dora", score=0.08, effort=Effort((60, 200), "several GPUs", "it trains")),
        opening("pissa", score=0.02, effort=Effort(None, "unknown", "its paper does not say")),
        opening("lora×speech", "transfer", 7.0, effort=Effort((20, 60), "one GPU", "fine-tuning")),
        opening("lora×law", "transfer", 5.5, effort=Effort((20, 60), "laptop", "fine-tuning")),
        opening("qlora", "reproduction", 40.0, effort=Effort((20, 80), "several GPUs", "7B")),
        opening("2305.14314#1", "stated", 0.9, effort=Effort((10, 30), "laptop", "analysis")),
        opening("org/peft#12", "issue", 3.0, effort=Effort((2, 6), "laptop", "two files"), method=None),
        opening("org/peft#7", "issue", 2.0, effort=Effort((2, 6), "cluster", "needs 64 GPUs"), method=None),
    ]


FULL = OpeningsReport(
    query="low-rank adaptation",
    coverage=COVERAGE,
    observed=dt.date(2026, 3, 30),
    newcomer=PROFILES["engineer"],
    openings=tuple(field()),
    kinds=(
        KindCount("underplayed", 5, 3),
        KindCount("issue", None, 0, "no signals yet, run `inroad sync signals x`"),
    ),
    left_out=(LeftOut("need a cluster, you have one GPU", 2), LeftOut("are in your plan", 1)),
    records=(RECORD,),
    order="Kinds take turns.",
    warnings=("openings of the kind issue are missing",),
)
EMPTY = replace(
    FULL, openings=(), kinds=(), left_out=(), records=(), observed=None, warnings=(), order="By score."
)
ONE = OpeningReport(
    field()[0],
    "low-rank adaptation",
    COVERAGE,
    Taken(field()[0], NOW, "begin on Monday", "planned"),
    Dismissed(field()[0], NOW, "too far from my work"),
)
BARE = OpeningReport(
    replace(
        opening("x", "stated", 0.0),
        parts=(),
        evidence=(),
        unknown=(),
        obstacle="",
        method=None,
        paper_id=None,
        refutation=Refutation((), "nothing", "", ()),
        effort=Effort(None, "unknown", ""),
    ),
    "",
    None,
    None,
    None,
)
BACKTEST = BacktestReport(
    dt.date(2025, 9, 30),
    180,
    COVERAGE,
    (
        RECORD,
        replace(
            RECORD,
            kind="transfer",
            peers=(),
            bins=(),
            note="",
            came=0,
            tool=Measured("inroad", None, None, ()),
        ),
    ),
    ("something was left out",),
)


def hostile(value: Any, text: str) -> Any:
    """Every string of a record replaced by ``text``, but for closed vocabularies and names of kinds."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(hostile(item, text) for item in value)
    if not hasattr(value, "__dataclass_fields__"):
        return value
    kept = {"kind", "place", "machine", "state"}
    return replace(
        value, **{f: hostile(getattr(value, f), text) for f in value.__dataclass_fields__ if f not in kept}
    )
