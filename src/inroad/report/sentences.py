"""Whole sentences for people who are new to a field.  Text and page say the same ones."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from inroad.report import words
from inroad.report.clean import TITLE, clean

if TYPE_CHECKING:
    from inroad.types import (
        Coverage,
        FieldReport,
        Growth,
        LineageNode,
        Method,
        MethodReport,
        MethodUse,
        PlaySign,
        Thread,
    )

_STAGE = {
    "emerging": "a field that has only begun to appear",
    "growing": "a growing field",
    "saturating": "a large field whose growth is slowing down",
    "fading": "a field that is losing attention",
    "steady": "a steady field",
    "unknown": "a field whose direction cannot be told from this corpus",
}

LINEAGE = "Each method stands under the one it builds on, with the problem it set out to solve."
THREADS = "Problems of the field, how much of its papers they are, and whether work on them rises or falls."
USED = (
    "Named by papers that share no author with the one that introduced them; where its authors are not in "
    "this corpus, by any papers."
)
ONLY = "No paper by other authors names them yet: unproven, or not noticed."
NOTHING = "Try broader words, or the name of a method: inroad method NAME."
PEOPLE = "Told apart by their written names only."
READING = "In this order; each says why it stands here."
PRACTICE = "Methods named here that you can build from memory and have checked, with the drills for each."
OPENINGS = "What nobody in this corpus seems to have taken yet."
METHODS = "Every method of the field, with how its papers use it. By others: in the whole corpus."
PLAY = "What has been looked up in the world. Unknown: nobody has looked yet (inroad sync signals does)."
LARGEST = "By titles of the last 12 months."
RISING = "Ever more of all titles, month by month."


STAGE_HELP = {
    "emerging": "few papers yet, more each month",
    "growing": "its part of all papers rises",
    "saturating": "much is taken, growth slows",
    "fading": "its part of all papers falls",
    "steady": "its part of all papers stays about the same",
    "unknown": "too few papers or months to be sure",
}


def more_openings(report: FieldReport) -> str:
    """Where there are more."""
    asked = shlex.quote(clean(report.query, TITLE))
    return f"More, for you, with effort and record: inroad openings {asked}"


def head(report: FieldReport) -> str:
    """What the field is, its size, growth and stage."""
    name = clean(report.query, TITLE)
    if not report.papers:
        return f"No paper of this corpus speaks of “{name}”."
    size = f"{words.number(report.papers)} of {words.plural(report.coverage.papers, 'paper')} "
    size += "belongs to it" if report.papers == 1 else "belong to it"
    pace = tempo(report.growth)
    return f"“{name}” is {_STAGE[report.growth.stage]}: {size}{', and ' + pace if pace else ''}."


def tempo(growth: Growth) -> str:
    """How fast the share changes; between what, where it is not sure; empty where nothing can be told."""
    months = growth.doubling_months
    if growth.stage == "unknown" and growth.interval:
        return f"its share of all papers changes by {words.between(growth.interval)} a year"
    if months is None or growth.stage in ("unknown", "steady"):
        return ""
    if abs(months) > 120:
        return "its share of all papers hardly changes"
    verb = "doubles" if months > 0 else "halves"
    return f"its share of all papers {verb} about every {words.span(abs(months))}"


def coverage(value: Coverage) -> str:
    """Which corpus the answer speaks of."""
    name = "starter atlas" if value.corpus == "starter" else f"corpus: {value.corpus}"
    abstracts = "" if value.has_abstracts else ", no abstracts"
    since = f" from {words.day(value.since)}" if value.since else ""
    until = f" until {words.day(value.until)}" if value.until else " of unknown dates"
    return f"This speaks of {words.plural(value.papers, 'paper')}{since}{until} ({name}{abstracts})."


def dense(value: Coverage) -> str:
    """From when on months may be compared."""
    if value.dense_since is None:
        return "No month is covered evenly: compare shares, not counts."
    return f"Covered evenly since {words.month(value.dense_since)}; before, compare shares, not counts."


def growth(value: Growth) -> str:
    """The measured rate with its interval."""
    if value.factor_per_year is None:
        return "How fast the field grows cannot be told from this corpus."
    pace = tempo(value) or "its share of all papers changes"
    return f"{pace[0].upper()}{pace[1:]}: {words.factor(value, '95 % interval ')}."


def audience(report: FieldReport) -> str:
    """General work against applications, with how many could not be told."""
    told = report.general_papers + report.applied_papers
    if not told:
        return "Whether papers are general or applied is unknown."
    text = (
        f"{words.number(report.general_papers)} of {words.plural(told, 'paper')} work on the methods"
        f" themselves, {words.number(report.applied_papers)} apply them"
    )
    unclear = report.unclear_papers
    return text + (f"; for {words.number(unclear)} more it is unclear." if unclear else ".")


def newcomers(report: FieldReport) -> str:
    """How open the field is to people who were not there before."""
    if report.first_papers is None:
        return "How many papers come from newcomers is unknown."
    return (
        "Papers of the last 12 months whose first author had none here before: "
        f"{words.part_of(report.first_papers, report.first_papers_of)}."
    )


def bearing(thread: Thread) -> str:
    """How much of the field a thread is, and where that is going."""
    going = words.trend(thread.growth)
    if not thread.by_year:
        return going
    parts = ", ".join(f"{words.percent(year.papers / year.of)} of {year.label}" for year in thread.by_year)
    return f"{parts}; {going}"


def origin(method: Method) -> str:
    """When a method appeared, or since when it is seen."""
    if method.introduced_by:
        return words.month(method.first_seen)
    return f"introducing paper not in this corpus, first seen {words.month(method.first_seen)}"


def mends(node: LineageNode) -> Iterator[str]:
    """What a method changes in its parent, and how sure that is."""
    if node.parent is not None or node.problem:
        yield f"problem: {node.problem or words.UNKNOWN}"
    relation = node.relation
    if relation is None:
        return
    if relation.kind != "builds on":
        yield relation.kind
    if relation.inferred:
        yield "inferred from the name only"
    yield f"relation {words.sure(relation.confidence)} sure"


def told(node: LineageNode) -> str:
    """A method in a drawing: when, how widely used, what it mends, and what says so."""
    method = node.method
    name = clean(method.name, TITLE)
    parts = [f"{name}, {origin(method)}", words.people(method.papers, method.papers_by_others), *mends(node)]
    if node.thread:
        parts.append(f"mostly {node.thread}")
    if node.relation:
        parts.append(f"seen in {words.cite(node.relation.evidence)}")
    return "; ".join(parts)


def sign(value: PlaySign) -> str:
    """What was seen of one thing, and when."""
    if value.answer == "unknown":
        return value.said or words.UNKNOWN
    return f"{value.said or value.answer}{f', seen {words.day(value.seen)}' if value.seen else ''}"


def yes_no(value: bool | None) -> str:
    """``yes``, ``no``, "unknown"."""
    return {True: "yes", False: "no", None: words.UNKNOWN}[value]


def rows(shown: int, found: int, of: int) -> str:
    """How much of a table one sees."""
    part = f"{words.number(shown)} of " if shown < found else ""
    rest = f" (of {words.number(of)})" if found < of else ""
    return f"{part}{words.plural(found, 'method')}{rest}"


def missing_link(value: bool | None) -> str:
    """Whether the introducing paper links to code."""
    return {True: "links to code", False: "no code link in the text", None: "code: unknown"}[value]


def usage(use: MethodUse) -> str:
    """How many papers of the field name a method, by whom, and how many lately."""
    recent = f"{words.number(use.recent)} in the last 12 months"
    if use.in_field == use.method.papers:
        return f"named by {words.people(use.in_field, use.by_others)}; {recent}"
    here = f"named by {words.plural(use.in_field, 'paper')} of this field, {recent}"
    others = "" if use.by_others is None else f" ({words.others(use.by_others)})"
    return f"{here}; by {words.number(use.method.papers)} of the whole corpus{others}"


def relations(use: MethodUse) -> str:
    """What the papers that name a method do with it."""
    told = (
        (use.builds_on, "builds on it", "build on it"),
        (use.applies, "applies it", "apply it"),
        (use.compares, "compares with it", "compare with it"),
    )
    said = ", ".join(
        f"{words.number(count)} {one if count == 1 else many}" for count, one, many in told if count
    )
    return f"in the whole corpus {said}" if said else "unknown how they use it: no abstract tells"


def method_head(report: MethodReport) -> str:
    """What a method is, when it appeared, how widely it is used."""
    found = report.method
    name, long_form = clean(found.name, TITLE), clean(found.long_form or "", TITLE)
    known_as = f"{name} ({long_form})" if long_form else name
    when = "appeared in" if found.introduced_by else "is first seen in"
    pace = tempo(report.growth)
    return (
        f"{known_as} is {words.a(found.kind)} that {when} {words.month(found.first_seen)};"
        f" {words.plural(found.papers, 'paper')} ({words.others(found.papers_by_others)})"
        f"{'; ' + pace if pace else ''}."
    )
