"""Steps of real work: openings, claims, other people's code (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inroad.path.plan import worth
from inroad.path.plan.draft import Draft, beginner, field_word, gap_part, short_part, standing
from inroad.path.plan.known import Known
from inroad.types import Opening, OpeningKind, PathView

UNKNOWN_EFFORT = (8.0, 40.0)
"""Hours that are taken for an opening whose effort cannot be told; the step says so."""


PROOFS: dict[OpeningKind, str] = {
    "underplayed": "something that others can run, with its address: inroad portfolio add URL --kind demo",
    "transfer": "a claim decided by your own runs, with its report: inroad claim new NAME",
    "reproduction": "a claim decided by your own runs, with its report: inroad claim new NAME",
    "stated": "a claim decided by your own runs, or the answer of those who left it open",
    "issue": "a merged pull request: inroad portfolio add URL --kind 'pull request'",
}


def openings(known: Known) -> Iterator[Draft]:
    """Openings that were taken, else looking for one."""
    mine = standing(known)
    for each in mine:
        yield _opening(known, each.opening)
    if mine:
        return
    field, asked = known.me.fields[0] if known.me.fields else "", field_word(known)
    if beginner(known):
        yield _look(field, asked)
        return
    yield Draft(
        f"find-opening:{field.casefold()}",
        "opening",
        f"Take one opening in {field or 'a field that draws you'}",
        "You have taken none, and work that nobody has done yet is what others notice.",
        "one opening in your plan, with its first step",
        f"inroad openings {asked} --for me, then inroad openings take ID",
        (0.5, 1.5),
        (worth.proof(), worth.steers()),
    )


def _look(field: str, asked: str) -> Draft:
    """Before anything can be taken up, one should know what there is."""
    return Draft(
        f"look:{field.casefold()}",
        "read",
        f"Look at {field or 'a field that draws you'}: what it stands on, and which three words you "
        f"cannot explain",
        "An opening can wait until the basics are there; a field that draws you makes them worth the while.",
        "half a page in your own words, and the three words",
        f"inroad scout {asked}",
        (1.0, 2.0),
        (worth.steers(), worth.raises("machine learning")),
    )


def _opening(known: Known, opening: Opening) -> Draft:
    effort = opening.effort.hours
    unknown = "" if effort else " Its effort cannot be told; 8 to 40 hours are assumed."
    return Draft(
        opening.opening_id,
        "opening",
        opening.title[:1].upper() + opening.title[1:],
        f"{opening.why.rstrip('.')}.{unknown}",
        PROOFS[opening.kind],
        opening.steps[0],
        (float(effort[0]), float(effort[1])) if effort else UNKNOWN_EFFORT,
        (worth.taken("you took it"), worth.proof(), *short_part(known)),
        intense=True,
        divisible=True,
    )


def claims(known: Known) -> Iterator[Draft]:
    """Claims that were begun, else the next one."""
    for each in known.claims_open:
        yield Draft(
            f"claim:{each.claim_id}",
            "claim",
            f"Bring the claim {each.claim_id} to a verdict",
            f"It was begun and is {each.outcome}: {each.statement}",
            "a verdict with its report, whatever it says",
            f"inroad claim run {each.claim_id}",
            (2.0, 8.0),
            (worth.taken("you began it"), worth.proof(), *short_part(known)),
            intense=True,
            divisible=True,
        )
    first = not known.claims_open and not known.claims_decided and not beginner(known)
    if first and known.profile.newcomer.software >= 1:
        yield Draft(
            "first-claim",
            "claim",
            "Decide a first claim: rerun one that comes with Inroad, then change one thing in it",
            "A claim decided by your own runs is the shortest piece of real research work that others "
            "can check.",
            "a verdict of your own with its report",
            "inroad claim run lora",
            (1.0, 3.0),
            (worth.proof(), *gap_part(known, "ml"), *short_part(known)),
            intense=True,
        )
    if known.claims_decided and not known.claims_open and not standing(known):
        yield Draft(
            f"claim-of-your-own:{known.claims_decided}",
            "claim",
            "Decide a claim of a paper that you care about",
            "You have decided one already; the next one should be of your field and not among ours.",
            "a verdict with its report, sent to the paper's authors",
            "inroad claim new NAME --paper ID",
            (15.0, 40.0),
            (worth.proof(), *gap_part(known, "ml"), *short_part(known)),
            intense=True,
            divisible=True,
        )


def pull_request(known: Known, proposed: Sequence[PathView]) -> Iterator[Draft]:
    """Work in other people's code, unless a path asks for it already."""
    if known.pull_requests or known.profile.newcomer.software < 2:
        return
    if any(each.path.path_id in ("open-source", "infrastructure-first") for each in proposed):
        return
    asked = field_word(known)
    yield Draft(
        "pull-request",
        "opening",
        "Have a first pull request merged in a library of your field",
        "Nothing shows yet that you can work in other people's code, which is most of a research "
        "engineer's day.",
        "the merged pull request: inroad portfolio add URL --kind 'pull request'",
        f"inroad openings {asked} --kind issue --for me",
        (6.0, 25.0),
        (worth.proof(), *gap_part(known, "software"), *short_part(known)),
        intense=True,
        divisible=True,
    )
