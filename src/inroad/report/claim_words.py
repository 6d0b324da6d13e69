"""What is said of a claim, the same on the terminal, in Markdown and on the page."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.report import words
from inroad.types import (
    Claim,
    ClaimEnvironment,
    ClaimPart,
    ClaimReason,
    ClaimVerdict,
    Deviation,
    FigureReading,
    PartVerdict,
    Ranking,
    Reproduction,
    SeedsNeeded,
)

REASON: dict[ClaimReason, str] = {
    "": "",
    "as claimed": "as claimed, by the interval and by the permutation test",
    "no runs": "nothing was run yet",
    "underpowered": "underpowered: too few seeds, or too much between them, to tell either way",
    "unfinished": "unfinished: planned runs are missing, and stopping early would decide by chance",
    "failed runs": "more than one planned seed in five was lost to failed runs",
    "tests disagree": "the interval and the permutation test do not agree",
    "smaller than matters": "the difference, if there is one, is smaller than what matters",
    "size not shown": "the difference is there; that it is large enough to matter is not shown",
    "other size": "the difference is there, but not of the paper's size",
    "opposite": "the difference goes the other way",
    "different": "they differ by more than what matters",
    "some parts only": "some parts of the claim hold, others do not or are open",
}
_WORSE = {"higher": "lower", "lower": "higher"}


def figure(value: float | None) -> str:
    """Three significant digits, as plainly as they can be written."""
    if value is None:
        return words.UNKNOWN
    text = f"{value:.3g}"
    return text if "e" not in text else f"{value:.3e}" if abs(value) < 1e-3 else f"{value:.0f}"


def signed(value: float | None) -> str:
    """The same with its sign."""
    return figure(value) if value is None or value <= 0 else f"+{figure(value)}"


def chance(p: float) -> str:
    """A p value."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.2g}"


def against(part: ClaimPart) -> str:
    """What a variant is compared with."""
    return part.baseline if part.baseline is not None else figure(part.constant)


def asked(part: ClaimPart) -> str:
    """One part as a sentence."""
    kind = {
        "better": f"{part.better} than",
        "same": "the same as",
        "not worse": f"not {_WORSE[part.better]} than",
    }[part.kind]
    matters = f"{figure(part.interest)} is the smallest difference that matters"
    return f"{part.metric} of {part.variant} is {kind} {against(part)} ({matters})"


def found(each: PartVerdict) -> str:
    """What came out of one part."""
    if each.effect is None:
        return "no seed has both sides"
    counted = words.plural(each.seeds, "seed")
    sets = len({point.data for point in each.points})
    if sets > 1:
        counted += f", the interquartile mean of {sets} data sets"
    if each.interval is None:
        return f"{signed(each.effect)} over {counted}"
    low, high = map(signed, each.interval)
    tests = "; ".join(f"against {figure(one.value)}: {chance(one.p)}" for one in each.thresholds)
    return (
        f"{signed(each.effect)} ({100 * each.level:.0f} % interval {low} to {high}) over {counted}; "
        f"sign flips {tests}"
    )


def paper(part: ClaimPart) -> str:
    """The paper's own figure and where it stands; empty if none is known."""
    if part.figure is None:
        return f"no figure taken over; {part.where}" if part.where else ""
    how = "read off a figure" if part.source == "digitised" else "stated"
    judged = "" if part.tolerance is None else f", within {figure(part.tolerance)} counts as the same size"
    return f"{signed(part.figure)} ({how}{', ' + part.where if part.where else ''}{judged})"


def reading(each: FigureReading, part: ClaimPart) -> str:
    """What a picture shows, and how far a click can be trusted."""
    return (
        f"{part.variant} {figure(each.variant)}, {against(part)} {figure(each.baseline)}: a difference of "
        f"{signed(each.difference)} as claimed; one pixel off at each place is {figure(each.pixel)}."
    )


def head(verdict: ClaimVerdict) -> str:
    """The verdict in one line."""
    return f"{verdict.outcome.capitalize()}: {REASON[verdict.reason]}" if verdict.reason else verdict.outcome


def counted(verdict: ClaimVerdict) -> str:
    """How much was run."""
    parts = [words.plural(verdict.runs, "run")]
    parts += [f"{verdict.failed} failed"] if verdict.failed else []
    parts += [f"{verdict.missing} planned and not made"] if verdict.missing else []
    if verdict.seconds is not None:
        parts.append(f"{duration(verdict.seconds)} of processor time")
    if verdict.memory is not None:
        parts.append(f"at most {verdict.memory:.0f} MB")
    return ", ".join(parts)


def whose(each: Reproduction) -> str:
    """From where a verdict is."""
    source = "came with Inroad" if each.shipped else "yours"
    return source + (f", {each.at:%Y-%m-%d}" if each.at else "")


def more(each: Reproduction) -> str:
    """The command that tells more of a verdict."""
    return f"more: inroad claim report {each.claim_id}"


def duration(seconds: float) -> str:
    """``42 s``, ``12 min`` or ``3.4 h``."""
    if seconds < 120:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def steady(verdict: ClaimVerdict) -> str:
    """Whether the same seed gives the same."""
    if not verdict.repeated:
        return "No seed was run twice, so nothing is known of nondeterminism."
    if verdict.unsteady:
        return f"The same seed run twice gave something else for: {', '.join(verdict.unsteady)}."
    return f"{words.plural(verdict.repeated, 'run')} made twice with the same seed gave the same figures."


def frozen(verdict: ClaimVerdict) -> str:
    """When the protocol was written down."""
    if verdict.frozen is None:
        return f"Protocol {verdict.protocol}, not frozen yet: that is done before the first run."
    return f"Protocol {verdict.protocol}, frozen on {verdict.frozen:%Y-%m-%d}."


def deviation(each: Deviation) -> str:
    """One change of the protocol."""
    when = f"{each.at:%Y-%m-%d}" if each.at else "not run yet"
    seen = f"after {words.plural(each.results, 'result')}" if each.results else "before any result"
    return f"{when}, {seen}: {each.field} {_change(each)}"


def _change(each: Deviation) -> str:
    if each.before is None:
        return f"added: {_short(each.after)}"
    if each.after is None:
        return f"taken out, was {_short(each.before)}"
    return f"was {_short(each.before)}, is {_short(each.after)}"


def _short(text: str | None) -> str:
    """What a field held; of longer texts the first lines and how many there are."""
    lines = (text or "").splitlines()
    if len(lines) <= 3:
        return " / ".join(line.strip() for line in lines) or "nothing"
    return f"{' / '.join(line.strip() for line in lines[:3])} / … ({len(lines)} lines)"


def as_changed(verdict: ClaimVerdict) -> str:
    """What the changed protocol would say; empty if it was not changed."""
    if verdict.as_changed is None:
        return ""
    return (
        "Decisions were changed after results were there. The protocol that was frozen before decides; "
        f"as changed it would be: {verdict.as_changed}."
    )


def ranked(each: Ranking) -> str:
    """Several variants by mean rank."""
    order = "; ".join(f"{one.variant} {one.rank:.2f}" for one in each.ranks)
    alike = "; ".join(" = ".join(group) for group in each.alike)
    told = f"not told apart: {alike}" if alike else "all are told apart"
    return (
        f"{each.metric}: mean ranks {order} (Friedman {chance(each.p)}, critical difference "
        f"{each.critical:.2f} over {each.blocks} blocks; {told})"
    )


def environment(each: ClaimEnvironment) -> str:
    """What runs ran on."""
    packages = ", ".join(f"{name} {version}" for name, version in each.packages)
    return f"Python {each.python}, {each.platform}" + (f", {packages}" if packages else "")


def compute(claim: Claim) -> str:
    """What the plan was."""
    data = f" on {words.plural(len(claim.data), 'data set')}" if claim.data else ""
    seeds = f"{words.plural(len(claim.seeds), 'seed')} × {words.plural(len(claim.variants), 'variant')}{data}"
    return f"{seeds}; a run is stopped after {duration(claim.seconds)}"


def drawn(varies: Sequence[str], fixed: Sequence[str]) -> str:
    """What a seed draws anew, and of what the verdict therefore says nothing."""
    said = f"A seed draws anew: {', '.join(varies)}." if varies else "What a seed draws anew is not said."
    return f"{said} The same in all runs: {', '.join(fixed)}." if fixed else said


def needed(each: SeedsNeeded) -> str:
    """How many seeds one question needs."""
    if each.seeds is None:
        return f"{each.question} ({figure(each.difference)}): more seeds than can be planned for"
    careful = "" if each.cautious is None else f", {each.cautious} to be careful"
    return f"{each.question} ({figure(each.difference)}): {words.plural(each.seeds, 'seed')}{careful}"
