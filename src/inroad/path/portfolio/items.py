"""Statements that evidence carries, each with its proof and with what the user said of showing it (pure)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inroad.journal.records import Event
from inroad.path.portfolio.scrub import scrubbed
from inroad.types import (
    AboutMe,
    ClaimReport,
    DrillState,
    Helped,
    Hours,
    ItemState,
    Link,
    PortfolioItem,
    PortfolioKind,
)

JOURNAL = "proofs/journal.html"
WEIGHTS = {
    "about": 9.0,
    "paper": 6.0,
    "claim": 5.0,
    "pull request": 4.5,
    "demo": 4.0,
    "writing": 3.0,
    "talk": 3.0,
    "drills": 2.0,
    "code": 1.5,
    "helped": 1.0,
    "hours": 0.5,
}
"""How much a statement says, most for what others have checked: a judgement, which decides what a short
page drops."""
FAMILIES = {
    "foundations": "statistics and classical learning",
    "networks": "neural networks",
    "adapting": "adapting large models",
    "probability": "probability, sequences and decisions",
    "papers": "methods from single papers",
    "own": "drills of my own",
}
LINKS = {
    "pull request": "Merged pull request",
    "paper": "Paper",
    "writing": "Writing",
    "demo": "Demo",
    "talk": "Talk",
    "code": "Code",
}


@dataclass(frozen=True, slots=True)
class Sources:
    """All that statements are made of."""

    me: AboutMe
    claims: Sequence[ClaimReport] = ()
    """The user's own, with a verdict, as far as their folders are there."""
    drills: Sequence[DrillState] = ()
    links: Sequence[Link] = ()
    helped: Sequence[Helped] = ()
    hours: Sequence[Hours] = ()
    events: Sequence[Event] = ()
    """Of rooms that test demos."""


def items(sources: Sources, states: Mapping[str, ItemState]) -> tuple[PortfolioItem, ...]:
    """All statements: shown ones first, the most weight first, ties by id."""
    found: list[PortfolioItem] = []
    for make in (_about, _claims, _links, _demos, _drills, _helped, _hours):
        found += make(sources, states)
    order: dict[ItemState, int] = {"shown": 0, "undecided": 1, "hidden": 2}
    return tuple(sorted(found, key=lambda each: (order[each.state], -each.weight, each.item)))


def proof_of_claim(claim_id: str) -> str:
    """The file within the site that proves a claim."""
    plain = re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", claim_id)
    name = claim_id if plain else hashlib.sha256(claim_id.encode("utf-8", "replace")).hexdigest()[:12]
    return f"proofs/claim-{name}.html"


# -- statements -----------------------------------------------------------------------------------


def _about(sources: Sources, states: Mapping[str, ItemState]) -> Iterator[PortfolioItem]:
    me = sources.me
    rows = (
        ("name", me.name, "My name"),
        ("aim", me.aim, "What I want to do"),
        ("fields", ", ".join(me.fields), "Fields"),
        ("domain", me.domain, "Problems I know from elsewhere"),
        ("tools", ", ".join(me.tools), "Tools"),
    )
    for number, (name, value, detail) in enumerate(rows):
        if value:
            item = f"about:{name}"
            yield _item(item, "about", value, detail, states, weight=WEIGHTS["about"] - 0.1 * number)


def _claims(sources: Sources, states: Mapping[str, ItemState]) -> Iterator[PortfolioItem]:
    for report in sources.claims:
        verdict = report.verdict
        frozen = f"protocol frozen on {verdict.frozen:%Y-%m-%d}, before the runs" if verdict.frozen else ""
        seeds = f"{len(report.claim.seeds)} seeds, {verdict.runs} runs"
        yield _item(
            f"claim:{verdict.claim_id}",
            "claim",
            f"{verdict.outcome.capitalize()}: {verdict.statement}",
            "; ".join(part for part in (report.claim.title or "", seeds, frozen) if part),
            states,
            day=verdict.at.date() if verdict.at else None,
            proof=proof_of_claim(verdict.claim_id),
            words="report with all seeds",
            # What decided nothing is work too, and says less.
            weight=WEIGHTS["claim"] - (verdict.outcome == "inconclusive"),
        )


def _links(sources: Sources, states: Mapping[str, ItemState]) -> Iterator[PortfolioItem]:
    for each in sources.links:
        yield _item(
            f"link:{each.link_id}",
            "demo" if each.kind == "demo" else "link",
            each.title,
            LINKS[each.kind],
            states,
            day=each.day,
            proof=each.url,
            words=re.sub(r"https?://(www\.)?", "", each.url).rstrip("/")[:60],
            weight=WEIGHTS[each.kind],
        )


def _demos(sources: Sources, states: Mapping[str, ItemState]) -> Iterator[PortfolioItem]:
    """Demos whose last test passed, where the journal knows an address at which they run."""
    last = {event.subject: event for event in sources.events}
    for subject, event in sorted(last.items()):
        url = str(event.data.get("url") or "")
        if event.what == "passed" and url.startswith(("https://", "http://")):
            title = str(event.data.get("title") or subject)
            yield _item(
                f"demo:{subject}", "demo", title, "Demo that passed its test", states,
                day=event.at.date(), proof=url, words="runs here", weight=WEIGHTS["demo"],
            )  # fmt: skip


def _drills(sources: Sources, states: Mapping[str, ItemState]) -> Iterator[PortfolioItem]:
    families: dict[str, list[DrillState]] = {}
    for each in sources.drills:
        if each.mastered:
            families.setdefault(each.drill.family, []).append(each)
    for family, mine in sorted(families.items()):
        titles = ", ".join(each.drill.title.partition(":")[0] for each in mine)
        count = "one method" if len(mine) == 1 else f"{len(mine)} methods"
        yield _item(
            f"drills:{family}",
            "drills",
            f"Built from memory with NumPy, again and again: {count} of {FAMILIES.get(family, family)}",
            titles,
            states,
            proof=f"{JOURNAL}#drills-{family}",
            words="passes and checks",
            weight=WEIGHTS["drills"] + 0.05 * len(mine),
        )


def _helped(sources: Sources, states: Mapping[str, ItemState]) -> Iterator[PortfolioItem]:
    """What was helped with, never whom."""
    for each in sources.helped:
        yield _item(
            f"helped:{each.helped_id}",
            "helped",
            f"Helped {each.what if each.what.startswith('with ') else f'with {each.what}'}",
            f"Topic: {each.topic}" if each.topic else "",
            states,
            day=each.day,
            proof=f"{JOURNAL}#helped-{each.helped_id}",
            words="my own note of that day",
            weight=WEIGHTS["helped"],
        )


def _hours(sources: Sources, states: Mapping[str, ItemState]) -> Iterator[PortfolioItem]:
    """All hours in one figure; only offered where the user asked for it by name."""
    minutes = sum(each.minutes for each in sources.hours)
    if minutes and states.get("hours:all", "undecided") != "undecided":
        intense = sum(each.minutes for each in sources.hours if each.kind == "intense")
        yield _item(
            "hours:all",
            "hours",
            f"{minutes / 60:.0f} hours logged, {intense / 60:.0f} of them intense",
            "",
            states,
            proof=f"{JOURNAL}#hours",
            words="my own log",
            weight=WEIGHTS["hours"],
        )


def _item(
    item: str,
    kind: PortfolioKind,
    statement: str,
    detail: str,
    states: Mapping[str, ItemState],
    *,
    weight: float,
    day: object = None,
    proof: str = "",
    words: str = "",
) -> PortfolioItem:
    return PortfolioItem(
        item,
        kind,
        scrubbed(statement),
        scrubbed(detail),
        day,  # type: ignore[arg-type]
        proof,
        words,
        round(weight, 2),
        states.get(item, "undecided"),
    )


def chosen(all_: Iterable[PortfolioItem]) -> tuple[PortfolioItem, ...]:
    """Those that others may see."""
    return tuple(each for each in all_ if each.state == "shown")
