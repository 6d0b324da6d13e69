"""Hand-made reports: one with every optional part, one with none, one from a hostile source."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from inroad.types import (
    Count,
    Coverage,
    DrillName,
    Evidence,
    FieldReport,
    Growth,
    Hint,
    LineageNode,
    Method,
    MethodReport,
    MethodUse,
    MonthCount,
    Person,
    Practice,
    Reading,
    Relation,
    Stage,
    Thread,
)

COVERAGE = Coverage("starter", 244_524, dt.date(2019, 1, 2), dt.date(2026, 3, 31), dt.date(2021, 1, 1), False)


def evidence(paper: str = "2305.14314", day: str = "2023-05-23", sentence: int | None = 1) -> Evidence:
    date, place = dt.date.fromisoformat(day), "abstract" if sentence is not None else "title"
    return Evidence(paper, f"Paper {paper}", date, place, 10, 42, sentence, note="names it")  # type: ignore[arg-type]


def series(start: int = 2021, months: int = 63, rate: float = 1.06) -> tuple[MonthCount, ...]:
    counts = []
    for number in range(months):
        month = dt.date(start + number // 12, number % 12 + 1, 1)
        corpus = 2_400 + 45 * number
        wobble = 1 + 0.18 * ((number * number * 37 + number * 11) % 23 - 11) / 11
        share = 0.0006 + 0.024 / (1 + 40 * rate ** -(number * 1.9))
        counts.append(MonthCount(month, round(share * wobble * corpus), corpus))
    return tuple(counts)


def growth(stage: Stage = "growing", rate: float = 1.62, band: float = 0.2) -> Growth:
    return Growth(
        series(), stage, 17.2, (rate - band, rate + band), rate, "Months from 2021-01, covered evenly."
    )


UNKNOWN_GROWTH = Growth((), "unknown", None, None, None)


def method(
    name: str, day: str, papers: int, others: int | None = 0, *, paper: str | None = "2305.14314"
) -> Method:
    first = dt.date.fromisoformat(day)
    return Method(
        name.lower(), name, "method", None, (name,), paper, first, paper or "2306.00001", papers, others, None
    )


def node(
    child: Method, parent: str | None, problem: str | None, depth: int, *, main: bool = False, **changes: Any
) -> LineageNode:
    found = evidence(child.first_seen_in, child.first_seen.isoformat())
    relation = Relation(
        "builds on", child.first_seen_in, child.method_id, parent or "", child.first_seen, 0.93, False, found
    )
    return LineageNode(child, parent, problem, replace(relation, **changes) if parent else None, main, depth)


def lineage() -> tuple[LineageNode, ...]:
    adapter = replace(method("Adapters", "2019-02-02", 611, 580, paper="1902.00751"), has_code=True)
    lora = replace(
        method("LoRA", "2021-06-17", 4_212, 4_105, paper="2106.09685"),
        long_form="Low-Rank Adaptation",
        has_code=True,
    )
    qlora = method("QLoRA", "2023-05-23", 702, 671)
    adalora = method("AdaLoRA", "2023-03-18", 214, 199, paper="2303.10512")
    dora = method("DoRA", "2024-02-14", 263, 241, paper="2402.09353")
    vera = method("VeRA", "2023-10-17", 96, 84, paper="2310.11454")
    lorafa = method("LoRA-FA", "2023-08-07", 41, None, paper=None)
    loftq = method("LoftQ", "2023-10-12", 88, 80, paper="2310.08659")
    qdora = method("QDoRA", "2024-11-05", 3, 0, paper="2411.04321")
    return (
        node(adapter, None, None, 0, main=True),
        node(lora, "adapters", "inference cost", 1, main=True),
        node(qlora, "lora", "memory cost", 2, main=True),
        node(adalora, "lora", "rank choice", 2),
        node(dora, "lora", "gap to full fine-tuning", 2, main=True),
        node(vera, "lora", "parameter count", 2),
        node(lorafa, "lora", None, 2, inferred=True, confidence=0.61),
        node(loftq, "qlora", "quantization error", 3),
        node(qdora, "dora", "memory cost", 3, inferred=True, confidence=0.72),
    )


def use(name: str, day: str, papers: int, others: int | None) -> MethodUse:
    return MethodUse(
        method(name, day, papers, others),
        papers,
        papers // 3,
        papers // 4,
        papers // 5,
        others,
        papers // 2,
        (evidence(), evidence("2310.08659", "2023-10-12", None), evidence("2402.09353", "2024-02-14", 3)),
    )


def threads() -> tuple[Thread, ...]:
    def one(label: str, papers: int, state: Growth, *names: str) -> Thread:
        years = (Count("last 12 months", papers // 3, 1500), Count("the 12 before", papers // 4, 900))
        return Thread(label, papers, years, state, names, (evidence(),))

    return (
        one("memory cost", 512, growth(rate=1.9), "QLoRA", "LoftQ", "LoRA-FA"),
        one("several tasks at once", 301, growth(rate=2.6, band=0.5), "MixLoRA", "LoRAHub"),
        one("gap to full fine-tuning", 244, growth("steady", 1.02, 0.06), "DoRA", "PiSSA"),
        one("rank choice", 187, growth("fading", 0.78, 0.1), "AdaLoRA"),
        one("forgetting", 96, growth("unknown", 1.4, 0.7)),
        one("privacy", 22, UNKNOWN_GROWTH),
    )


PRACTICE = (
    Practice("LoRA", "lora", 4_212, (DrillName("lora", "LoRA"), DrillName("lora-merge", "Merging LoRA"))),
    Practice("DoRA", "dora", 263, (DrillName("dora", "DoRA: magnitude and direction apart"),)),
)

FULL = FieldReport(
    query="low-rank adaptation",
    matched=("low-rank adaptation", "low rank adapters", "LoRA", "QLoRA"),
    coverage=COVERAGE,
    papers=5_321,
    growth=growth(),
    lineage=lineage(),
    threads=threads(),
    used=tuple(
        use(*row)
        for row in (
            ("LoRA", "2021-06-17", 4_212, 4_105),
            ("QLoRA", "2023-05-23", 702, 671),
            ("DoRA", "2024-02-14", 263, 241),
        )
    ),
    only_by_authors=(use("LoRA-XS", "2024-05-27", 2, 0), use("NoRA", "2024-08-18", 1, None)),
    general_papers=2_980,
    applied_papers=1_604,
    unclear_papers=737,
    domains=(Count("medicine", 312, 1_604), Count("speech", 201, 1_604), Count("law", 44, 1_604)),
    people=(
        Person("Ada Example", 14, dt.date(2026, 2, 11), (evidence(),)),
        Person("Björn Muster", 9, dt.date(2025, 12, 1), (evidence("2402.09353", "2024-02-14"),)),
        Person("王小明", 1, dt.date(2025, 7, 9), ()),
    ),
    first_papers=412,
    first_papers_of=1_130,
    venues=(Count("NeurIPS", 211, 1_702), Count("ACL", 164, 1_702), Count("ICLR", 1, 1_702)),
    tools=(Count("PEFT", 96, 5_321), Count("bitsandbytes", 31, 5_321)),
    reading=(
        Reading(
            "2106.09685",
            "LoRA: Low-Rank Adaptation of Large Language Models",
            dt.date(2021, 6, 17),
            "introduces the method that most others build on",
        ),
        Reading(
            "2305.14314",
            "QLoRA: Efficient Finetuning of Quantized LLMs",
            dt.date(2023, 5, 23),
            "the most used successor",
        ),
        Reading(
            "acl:2024.acl-long.1",
            "A survey of parameter-efficient fine-tuning",
            dt.date(2024, 3, 21),
            "the newest survey",
        ),
    ),
    openings=(
        Hint(
            "no code link",
            "VeRA: 96 papers name it, its paper links to no code",
            "84 papers by others had to work without the authors' code.",
            "Search for an implementation; if there is none, write a small one and check its first table.",
            7.25,
            (evidence("2310.11454", "2023-10-17"),),
        ),
        Hint(
            "untried transfer",
            "DoRA has not been tried on speech",
            "In this corpus until 2026-03-31 no paper names DoRA together with speech (aliases: DoRA).",
            "Read the nearest counter-example and repeat its smallest experiment.",
            3.0,
            (
                evidence("2402.09353", "2024-02-14"),
                Evidence(figure=201, date=dt.date(2026, 3, 31), note="speech papers of the field"),
            ),
        ),
    ),
    warnings=("The starter atlas reads titles only: numbers are lower bounds.",),
    practice=PRACTICE,
)

EMPTY = replace(
    FULL,
    query="nothing of the kind",
    matched=(),
    coverage=Coverage("starter", 244_524, None, None),
    papers=0,
    growth=UNKNOWN_GROWTH,
    lineage=(),
    threads=(),
    used=(),
    only_by_authors=(),
    general_papers=0,
    applied_papers=0,
    unclear_papers=0,
    domains=(),
    people=(),
    first_papers=None,
    first_papers_of=0,
    venues=(),
    tools=(),
    reading=(),
    openings=(),
    warnings=(),
    practice=(),
)

NASTY = (
    "[bold]x[/] \x1b[31mred\x1b]0;title\x07 \x9b2J \u202eevil\u2066 \ud800"
    " <script>alert(1)</script>\n\r'\"&{{7*7}}"
)


def hostile(text: str = NASTY) -> FieldReport:
    """Every string of the full report replaced by ``text``."""
    return _spoil(FULL, text)  # type: ignore[return-value]


def _spoil(value: object, text: str) -> object:
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(_spoil(item, text) for item in value)
    if not hasattr(value, "__dataclass_fields__"):
        return value
    # Closed vocabularies are written by the program, not by papers.
    kept = {"stage", "kind", "place", "method_id", "parent"}
    changes = {f: _spoil(getattr(value, f), text) for f in value.__dataclass_fields__ if f not in kept}  # type: ignore[attr-defined]
    return replace(value, **changes)  # type: ignore[type-var]


METHOD = MethodReport(
    method=replace(
        method("LoRA", "2021-06-17", 4_212, 4_105, paper="2106.09685"), long_form="Low-Rank Adaptation"
    ),
    coverage=COVERAGE,
    introduced=evidence("2106.09685", "2021-06-17", None),
    growth=growth(),
    adoption=series(),
    by_relation=(Count("builds on", 1_404, 4_212), Count("applies", 1_053, 4_212)),
    ancestors=lineage()[:1],
    descendants=lineage()[1:],
    problem="inference cost",
    evidence=(evidence("2106.09685", "2021-06-17"),),
    namesakes=(method("LoRa", "2015-03-01", 12, None, paper=None),),
    warnings=("Another thing has the same name.",),
    practice=PRACTICE[:1],
)

UNKNOWN_METHOD = replace(
    METHOD,
    method=method("Nemo", "2024-01-01", 1, None, paper=None),
    introduced=None,
    growth=UNKNOWN_GROWTH,
    adoption=(),
    by_relation=(),
    ancestors=(),
    descendants=(),
    problem=None,
    evidence=(),
    namesakes=(),
    warnings=(),
    practice=(),
)
