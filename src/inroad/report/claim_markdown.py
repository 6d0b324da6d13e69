"""A claim as one page of Markdown, in the sections of the ML Reproducibility Challenge, ready to send."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.report import claim_words as say
from inroad.report import words
from inroad.report.clean import clean
from inroad.types import ClaimReport, ClaimRun, PartVerdict

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def page(report: ClaimReport) -> str:
    """The whole page."""
    return "\n".join(_page(report)).rstrip() + "\n"


def _page(report: ClaimReport) -> Iterator[str]:
    claim, verdict, notes = report.claim, report.verdict, report.notes
    yield from (f"# {_t(claim.statement)}", "")
    yield from (f"**{_t(say.head(verdict))}.**", "")
    source = [claim.title or "", words.paper(claim.paper_id) if claim.paper_id else ""]
    yield from (f"Paper: {_t(', '.join(filter(None, source)) or words.UNKNOWN)}", "")
    yield from ("## Scope of reproducibility", "")
    if notes.scope:
        yield from (_t(notes.scope), "")
    for each in claim.parts:
        yield f"- *{_t(each.name)}*: {_t(say.asked(each))}"
    yield from ("", "## Methodology", "")
    yield from (_t(f"{say.compute(claim)}. {say.drawn(claim.varies, claim.fixed)}"), "")
    yield from (_t(f"{say.frozen(verdict)} {say.steady(verdict)}"), "")
    if notes.data:
        yield from (f"Data: {_t(notes.data)}", "")
    yield from (f"Compute: {_t(say.counted(verdict))}.", "")
    for ran_on in verdict.environments:
        yield f"- {_t(say.environment(ran_on))}"
    yield from ("", "## Results", "")
    for found in verdict.parts:
        yield from _part(found)
    if verdict.rankings:
        yield from ("### Several variants at once", "")
        yield from (f"- {_t(say.ranked(each))}" for each in verdict.rankings)
        yield ""
    yield from ("### All runs", "", *_runs(report), "")
    yield from ("## What was easy", "", _t(notes.easy or "Not said."), "")
    yield from ("## What was hard", "", _t(notes.hard or "Not said."), "")
    yield from ("## Communication with the authors", "", _t(notes.contact or "None."), "")
    yield from ("## Deviations from the protocol", "")
    if verdict.as_changed is not None:
        yield from (_t(say.as_changed(verdict)), "")
    yield from ([f"- {_t(say.deviation(each))}" for each in verdict.deviations] or ["None."])
    if verdict.warnings:
        yield from ("", "## To be known", "", *(f"- {_t(each)}" for each in verdict.warnings))


def _part(found: PartVerdict) -> Iterator[str]:
    part = found.part
    yield from (f"### {_t(part.name)}: {found.outcome}", "")
    yield from (f"{_t(say.REASON[found.reason]).capitalize()}.", "")
    yield from ("| | difference, counted as claimed |", "|---|---|")
    yield f"| paper | {_t(say.paper(part) or 'states none')} |"
    yield from (f"| here | {_t(say.found(found))} |", "")


def _runs(report: ClaimReport) -> Iterator[str]:
    """A row a seed, a column a variant and metric: every point that the verdict rests on, and what failed."""
    metrics = list(dict.fromkeys(part.metric for part in report.claim.parts))
    runs = {(run.seed, run.variant, run.data): run for run in report.runs}
    columns = [(variant, metric) for variant in report.claim.variants for metric in metrics]
    names = [f"{variant}: {metric}" if len(metrics) > 1 else variant for variant, metric in columns]
    if len(metrics) == 1:
        yield from (f"{_t(metrics[0])} of each run:", "")
    yield f"| seed | {' | '.join(map(_t, names))} |"
    yield f"|---|{'---|' * len(columns)}"
    for seed in report.claim.seeds:
        for data in report.claim.data or ("",):
            cells = (_cell(runs.get((seed, variant, data)), metric) for variant, metric in columns)
            yield f"| {seed}{f' {_t(data)}' if data else ''} | {' | '.join(cells)} |"


def _cell(run: ClaimRun | None, metric: str) -> str:
    if run is None:
        return "not run"
    if run.status == "failed":
        return "failed"
    value = dict(run.metrics).get(metric)
    return "–" if value is None else f"{value:.4g}"


def _t(text: str) -> str:
    """Text as it reads, on one line, without meaning to Markdown."""
    return _SPECIAL.sub(r"\\\1", clean(text))
