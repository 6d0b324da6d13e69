"""Claims for the terminal: verdicts, plans, explorations, the list."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from inroad.report import blocks, words
from inroad.report import claim_words as say
from inroad.report.blocks import line
from inroad.types import (
    ClaimEntry,
    ClaimPlan,
    ClaimsReport,
    ClaimVerdict,
    ExploreReport,
    PartPlan,
    PartVerdict,
    Reproduction,
)


def judged(verdict: ClaimVerdict) -> Group:
    """What became of a claim."""
    rows: list[RenderableType] = [line((say.head(verdict), "bold")), line(verdict.statement)]
    rows += [line((f"{say.counted(verdict)}. {say.frozen(verdict)} {say.steady(verdict)}", "dim"))]
    for each in verdict.parts:
        rows.append(blocks.section(each.part.name, "", list(_part(each))))
    if verdict.rankings:
        rows.append(
            blocks.section("Several variants at once", "", [line(say.ranked(r)) for r in verdict.rankings])
        )
    if verdict.deviations:
        told = [line(say.deviation(each)) for each in verdict.deviations]
        rows.append(blocks.section("Deviations from the protocol", say.as_changed(verdict), told))
    notes = blocks.notes(verdict.warnings)
    return Group(*rows, *([notes] if notes else []))


def _part(each: PartVerdict) -> list[RenderableType]:
    rows = [
        line(say.asked(each.part)),
        line("here: ", say.found(each)),
        line((f"{each.outcome}: ", "bold"), say.REASON[each.reason]),
    ]
    paper = say.paper(each.part)
    if paper:
        rows.insert(1, line("paper: ", paper))
    return [*rows]


def planned(plan: ClaimPlan) -> Group:
    """How many seeds a claim needs."""
    rows: list[RenderableType] = [
        line((f"{plan.claim_id}: {words.plural(plan.planned, 'seed')} planned", "bold")),
        line(f"Fewer than {plan.least} can never decide. Chance of an answer aimed at: {plan.power:.0%}."),
        line((say.drawn(plan.varies, plan.fixed), "dim")),
    ]
    rows += [
        blocks.section(each.part, _pilot(each), [line(say.needed(one)) for one in each.needs])
        for each in plan.parts
    ]
    if plan.noise:
        told = [line(f"{name}: {share:.0%} of the spread between seeds") for name, share in plan.noise]
        rows.append(blocks.section("The same seed twice differs by", "", [*told]))
    if plan.run_seconds is not None:
        rows += [Text(), line(f"A run takes {say.duration(plan.run_seconds)} (median).")]
    notes = blocks.notes(plan.warnings)
    return Group(*rows, *([notes] if notes else []))


def _pilot(each: PartPlan) -> str:
    if each.spread is None:
        return "No pilot yet: inroad claim plan CLAIM --pilot 3"
    helped = "" if each.paired is None else f", both sides correlate by {each.paired:.2f} over seeds"
    return (
        f"From {words.plural(each.pilot, 'pair')}: mean difference {say.signed(each.mean)}, "
        f"standard deviation {say.figure(each.spread)}{helped}."
    )


def explored(report: ExploreReport) -> Group:
    """What else the runs hint at."""
    rows: list[RenderableType] = [
        line((f"{report.claim_id}: exploration, not confirmation", "bold")),
        line(
            f"{words.plural(report.family, 'comparison')}, p corrected for all of them (Holm). "
            "What stands out is a hypothesis for a new claim with new seeds.",
        ),
    ]
    rows += [
        line(
            ("* " if each.noteworthy else "  ") + f"{each.metric}: {each.variant} minus {each.baseline} ",
            (say.signed(each.difference), "bold"),
            f" ({say.figure(each.interval[0])} to {say.figure(each.interval[1])}), {each.seeds} seeds, "
            f"corrected {say.chance(each.adjusted)}",
        )
        for each in report.comparisons
    ]
    notes = blocks.notes(report.warnings)
    return Group(*rows, *([notes] if notes else []))


def listed(report: ClaimsReport) -> Group:
    """All claims, one after the other."""
    own = [each for each in report.claims if not each.shipped]
    shipped = [each for each in report.claims if each.shipped]
    rows: list[RenderableType] = []
    if own:
        rows.append(blocks.section("Yours", "", [row for each in own for row in _entry(each)]))
    rows.append(
        blocks.section(
            "With Inroad",
            "Run on a laptop in minutes; what came out when they were run is shown.",
            [row for each in shipped for row in _entry(each)],
        )
    )
    notes = blocks.notes(report.warnings)
    return Group(*rows, *([notes] if notes else []))


def _entry(each: ClaimEntry) -> list[RenderableType]:
    when = f", {each.at:%Y-%m-%d}" if each.at else ""
    cost = f", {say.duration(each.seconds)}" if each.seconds is not None else ""
    paper = f" ({words.paper(each.paper_id)})" if each.paper_id else ""
    why = f" ({each.reason})" if each.reason not in ("", "as claimed") else ""
    return [
        line((each.claim_id, "bold"), f"  {each.outcome}{why}{when}{cost}"),
        blocks.indent(line(each.statement + paper)),
    ]


def reproduction(each: Reproduction) -> list[Text]:
    """A verdict on a method."""
    return [
        line((each.outcome, "bold"), f": {each.statement}"),
        line((f"{say.whose(each)}; {say.more(each)}", "dim")),
    ]
