"""The portfolio as files: one page, and the proofs that it links to (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from inroad.path.portfolio.items import JOURNAL, Sources, chosen, proof_of_claim
from inroad.path.portfolio.scrub import public_claim, scrubbed
from inroad.report import html, portfolio_html
from inroad.types import PortfolioItem

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class DrillProof:
    """A drill that was mastered, as the journal holds it."""

    title: str
    source: str
    passes: int
    attempts: int | None
    """Checks until the first pass; None: not known."""


def files(sources: Sources, items: Sequence[PortfolioItem], day: dt.date) -> dict[str, str]:
    """Name within the folder to text: the page, and the proof of each statement on it and of no other."""
    shown = chosen(items)
    made = {INDEX: portfolio_html.page(shown, day)}
    wanted = {each.item for each in shown}
    for report in sources.claims:
        if f"claim:{report.verdict.claim_id}" in wanted:
            made[proof_of_claim(report.verdict.claim_id)] = html.claim(public_claim(report))
    if any(each.proof.startswith(JOURNAL) for each in shown):
        made[JOURNAL] = portfolio_html.journal(shown, _drills(sources, shown), day)
    return made


def _drills(sources: Sources, shown: Sequence[PortfolioItem]) -> dict[str, list[DrillProof]]:
    """Proofs of the families that are shown."""
    wanted = {each.item.removeprefix("drills:") for each in shown if each.kind == "drills"}
    found: dict[str, list[DrillProof]] = {}
    for each in sources.drills:
        if each.mastered and each.drill.family in wanted:
            made = DrillProof(
                scrubbed(each.drill.title), scrubbed(each.drill.source), each.passes, each.difficulty
            )
            found.setdefault(each.drill.family, []).append(made)
    return found
