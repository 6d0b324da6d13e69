"""Steps that somebody could do next, each with why, proof and effort; which of them fit is told later (pure).

A step's id says what it is about, so that a decision on it still holds when the plan is made anew, and
changes when the thing itself does: the drills to pass next are another step once the first of them is passed.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inroad.path.plan import worth
from inroad.path.plan.known import Known
from inroad.path.skills import Skill, skills
from inroad.types import Drill, Opening, OpeningKind, Part, PathView, SkillLevel, StepKind, Taken

AT_ONCE = 3
"""Drills in one step, and families in one plan."""
FIRST = ("foundations", "networks")
"""Skills with which somebody begins who knows nothing yet."""
BASICS = 2.0
"""Level up to which one goes on with a skill that was begun before beginning another."""
AHEAD = 182
"""Days before a last day from which on it is in the plan."""
UNKNOWN_EFFORT = (8.0, 40.0)
"""Hours that are taken for an opening whose effort cannot be told; the step says so."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A step before it is known whether there is room for it."""

    step_id: str
    kind: StepKind
    title: str
    why: str
    proof: str
    do: str
    hours: tuple[float, float]
    parts: tuple[Part, ...]
    intense: bool = False
    divisible: bool = False
    """A piece of it is of use too."""
    after: str | None = None
    deadline: int | None = None
    """Days until its last day."""

    @property
    def worth(self) -> float:
        """Of an hour of it."""
        return round(sum(part.points for part in self.parts), 2)

    @property
    def usual(self) -> float:
        """Hours that it probably takes."""
        return round(sum(self.hours) / 2, 2)


def drafts(known: Known, proposed: Sequence[PathView]) -> tuple[Draft, ...]:
    """All steps, whatever was decided on them.

    Args:
        known: what is known of somebody.
        proposed: paths to take steps from: chosen ones, else the one that fits best.
    """
    makers = (_profile, _placement, _review, _openings, _claims, _gaps, _deadlines, _domain, _portfolio, _log)
    found = [each for make in makers for each in make(known)]
    return (*found, *_paths(known, proposed), *_pull_request(known, proposed))


# -- who one is -----------------------------------------------------------------------------------


def _profile(known: Known) -> Iterator[Draft]:
    me = known.me
    if me.situation and me.fields and me.hours_a_week:
        return
    missing = [each.partition(":") for each in known.profile.missing]
    yield Draft(
        "profile",
        "profile",
        "Say who you are",
        f"Unknown so far: {', '.join(name for name, _, _ in missing)}.",
        "a profile, and a plan that is made for you",
        missing[0][2].strip(),
        (0.1, 0.2),
        (worth.depends(),),
    )


def _placement(known: Known) -> Iterator[Draft]:
    if known.placed or sum(each.passes > 0 for each in known.drills) >= 3:
        return
    yield Draft(
        "placement",
        "practice",
        "Find out where you stand: at most 16 questions",
        "Nothing shows yet which drills you need; what you know is passed over.",
        "the drills that you can pass over, in your profile",
        "inroad drill place",
        (0.2, 0.3),
        (worth.depends(),),
    )


# -- practice -------------------------------------------------------------------------------------


def _review(known: Known) -> Iterator[Draft]:
    due = [each.drill for each in known.drills if each.standing == "due"]
    if not due and not known.cards_due:
        return
    minutes = sum(each.minutes for each in due)
    named = _some(each.title for each in due)
    cards = f"{known.cards_due} cards" if known.cards_due else ""
    yield Draft(
        f"review:{known.week}",
        "practice",
        f"Recall what is due: {' and '.join(part for part in (named, cards) if part)}",
        "What you passed is being forgotten; recalling it now is cheaper than learning it again.",
        "the same drills passed from memory once more",
        "inroad drill next" if due else "inroad recall",
        (0.3 * minutes / 60 + known.cards_due / 60, minutes / 60 + known.cards_due / 30),
        (worth.due(),),
        divisible=True,
    )


def _gaps(known: Known) -> Iterator[Draft]:
    """Drills of what an opening taken needs; then of skills begun and not yet at their basics, of which
    nothing is known, and that are shown least.
    """
    levels = {each.skill_id: each for each in known.profile.skills}
    needed = _needed(known)

    def turn(pair: tuple[Skill, list[Drill]]) -> tuple[bool, bool, bool, float]:
        at = levels[pair[0].skill_id].level
        return pair[1][0].drill_id not in needed, (at or 0.0) >= BASICS, at is None, at or 0.0

    trained = [
        (skill, ready)
        for skill in skills()
        if skill.families and (skill.skill_id in FIRST or not _beginner(known) or needed)
        if (ready := _ready(known, skill, needed))
    ]
    for skill, ready in sorted(trained, key=turn)[:AT_ONCE]:
        yield _practice(known, skill, levels[skill.skill_id], ready[:AT_ONCE], needed)


def _practice(
    known: Known, skill: Skill, at: SkillLevel, ready: Sequence[Drill], needed: frozenset[str]
) -> Draft:
    hours = sum(each.minutes for each in ready) / 60
    shown = "nothing shows it yet" if at.level is None else f"shown so far: at least {at.level:g} of 4"
    why = f"{skill.name}: {shown}."
    parts = (
        [worth.gap("machine learning")] if known.region == "ml first" else [worth.raises("machine learning")]
    )
    if ready[0].drill_id in needed:
        why += " An opening that you took is about its method."
        parts.append(worth.taken("an opening that you took needs it"))
    return Draft(
        f"drills:{skill.skill_id}:{ready[0].drill_id}",
        "practice",
        f"Build from memory: {_some(each.title for each in ready)}",
        why,
        f"{len(ready)} drills passed, in your profile under {skill.name}",
        f"inroad drill start {ready[0].drill_id}",
        (hours, 2.5 * hours),
        (*parts, *_short(known)),
        intense=True,
        divisible=True,
    )


def _ready(known: Known, skill: Skill, needed: frozenset[str]) -> list[Drill]:
    """Drills of a skill that can be begun, needed ones and begun ones first, then easier ones."""
    mine = [each for each in known.drills if skill.trained_by(each.drill.drill_id, each.drill.family)]
    open_ = [each for each in mine if each.standing in ("new", "open")]
    open_.sort(
        key=lambda each: (
            each.drill.drill_id not in needed,
            each.standing != "open",
            each.drill.minutes,
            each.drill.drill_id,
        )
    )
    return [each.drill for each in open_]


def _needed(known: Known) -> frozenset[str]:
    """Drills about methods of openings that were taken."""
    methods = {_plain(each.opening.method) for each in _standing(known) if each.opening.method}
    return frozenset(
        each.drill.drill_id
        for each in known.drills
        if methods & {_plain(name) for name in each.drill.methods}
    )


def _plain(method: str) -> str:
    return method.partition("@")[0].casefold()


# -- openings and claims --------------------------------------------------------------------------

PROOFS: dict[OpeningKind, str] = {
    "underplayed": "something that others can run, with its address: inroad portfolio add URL --kind demo",
    "transfer": "a claim decided by your own runs, with its report: inroad claim new NAME",
    "reproduction": "a claim decided by your own runs, with its report: inroad claim new NAME",
    "stated": "a claim decided by your own runs, or the answer of those who left it open",
    "issue": "a merged pull request: inroad portfolio add URL --kind 'pull request'",
}


def _standing(known: Known) -> list[Taken]:
    return [each for each in known.taken if each.state in ("planned", "begun")]


def _openings(known: Known) -> Iterator[Draft]:
    standing = _standing(known)
    for each in standing:
        yield _opening(known, each.opening)
    if standing:
        return
    field, asked = known.me.fields[0] if known.me.fields else "", _field(known)
    if _beginner(known):
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


def _beginner(known: Known) -> bool:
    """Nothing in machine learning is said or shown yet."""
    return known.profile.newcomer.ml < 1 and not any(each.passes for each in known.drills)


def _field(known: Known) -> str:
    """The first field as a command takes it."""
    return shlex.quote(known.me.fields[0]) if known.me.fields else "FIELD"


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
        (worth.taken("you took it"), worth.proof(), *_short(known)),
        intense=True,
        divisible=True,
    )


def _claims(known: Known) -> Iterator[Draft]:
    for each in known.claims_open:
        yield Draft(
            f"claim:{each.claim_id}",
            "claim",
            f"Bring the claim {each.claim_id} to a verdict",
            f"It was begun and is {each.outcome}: {each.statement}",
            "a verdict with its report, whatever it says",
            f"inroad claim run {each.claim_id}",
            (2.0, 8.0),
            (worth.taken("you began it"), worth.proof(), *_short(known)),
            intense=True,
            divisible=True,
        )
    first = not known.claims_open and not known.claims_decided and not _beginner(known)
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
            (worth.proof(), *_gap(known, "ml"), *_short(known)),
            intense=True,
        )
    if known.claims_decided and not known.claims_open and not _standing(known):
        yield Draft(
            f"claim-of-your-own:{known.claims_decided}",
            "claim",
            "Decide a claim of a paper that you care about",
            "You have decided one already; the next one should be of your field and not among ours.",
            "a verdict with its report, sent to the paper's authors",
            "inroad claim new NAME --paper ID",
            (15.0, 40.0),
            (worth.proof(), *_gap(known, "ml"), *_short(known)),
            intense=True,
            divisible=True,
        )


def _pull_request(known: Known, proposed: Sequence[PathView]) -> Iterator[Draft]:
    """Work in other people's code, unless a path asks for it already."""
    if known.pull_requests or known.profile.newcomer.software < 2:
        return
    if any(each.path.path_id in ("open-source", "infrastructure-first") for each in proposed):
        return
    asked = _field(known)
    yield Draft(
        "pull-request",
        "opening",
        "Have a first pull request merged in a library of your field",
        "Nothing shows yet that you can work in other people's code, which is most of a research "
        "engineer's day.",
        "the merged pull request: inroad portfolio add URL --kind 'pull request'",
        f"inroad openings {asked} --kind issue --for me",
        (6.0, 25.0),
        (worth.proof(), *_gap(known, "software"), *_short(known)),
        intense=True,
        divisible=True,
    )


# -- paths, days, words ---------------------------------------------------------------------------


def _paths(known: Known, proposed: Sequence[PathView]) -> Iterator[Draft]:
    for each in proposed:
        chosen = each.fit == "chosen"
        # Of a path that nobody chose, the first step is enough to find out whether it is one's own.
        for number, step in enumerate(each.path.steps[: 3 if chosen else 1], 1):
            first = worth.taken("you chose the path") if chosen else worth.fits(each.why)
            yield Draft(
                f"path:{each.path.path_id}:{number}",
                "path",
                step.title,
                f"{'Your path' if chosen else 'A path that fits'}: {each.path.name}, step {number} of "
                f"its first 3.",
                step.proof.replace("FIELD", _field(known)),
                f"inroad plan paths {each.path.path_id}",
                step.hours,
                (first, *((worth.proof(),) if step.hours[1] >= 10 else (worth.steers(),))),
                intense=step.hours[1] >= 10,
                divisible=step.hours[1] >= 10,
                after=f"path:{each.path.path_id}:{number - 1}" if number > 1 else None,
            )


def _deadlines(known: Known) -> Iterator[Draft]:
    for each in known.deadlines:
        days = (each.day - known.day).days
        if 0 <= days <= AHEAD:
            yield Draft(
                f"deadline:{each.deadline_id}",
                "deadline",
                f"Hand in: {each.title}",
                f"Its last day is {each.day} ({each.source}).",
                "what you handed in, with its number",
                "see the call; begin with the figure, then write backwards from it",
                (each.hours, each.hours),
                (worth.deadline(days), worth.proof()),
                intense=True,
                divisible=True,
                deadline=days,
            )


def _domain(known: Known) -> Iterator[Draft]:
    domain, asked = known.me.domain, _field(known)
    if not domain:
        return
    yield Draft(
        f"domain:{domain.casefold()}",
        "read",
        f"Write down one problem of {domain} that has data and that nobody in machine learning knows",
        "Methods from here, problems from there: this is what you know and others in the field do not.",
        "one page: the problem, the data, who would care, what is done today",
        f"inroad openings {asked} --kind transfer --for me",
        (2.0, 5.0),
        (worth.steers(), worth.raises("what only you can offer")),
    )


def _portfolio(known: Known) -> Iterator[Draft]:
    if known.provable and not known.shown:
        yield Draft(
            "portfolio",
            "portfolio",
            "Choose what others may see, and write your page",
            f"There are {known.provable} statements that evidence carries, and nobody can see one."
            if known.provable > 1
            else "There is a statement that evidence carries, and nobody can see it.",
            "a page and one sheet, with links to the proof",
            "inroad portfolio, then inroad portfolio show ITEM",
            (0.5, 1.0),
            (worth.proof(), worth.steers()),
        )


def _log(known: Known) -> Iterator[Draft]:
    if not sum(each.minutes for each in known.kinds):
        yield Draft(
            f"log:{known.week}",
            "log",
            "Let the timer run while you work this week",
            "Without hours nobody can tell whether a plan was too large or the week too small.",
            "hours by how hard they were: inroad log week",
            "inroad log start",
            (0.05, 0.1),
            (worth.steers(),),
        )


# -- parts ----------------------------------------------------------------------------------------


def _gap(known: Known, axis: str) -> tuple[Part, ...]:
    names = {"ml": "machine learning", "software": "software engineering"}
    if known.region == f"{axis} first":
        return (worth.gap(names[axis]),)
    return (worth.raises(names[axis]),)


def _short(known: Known) -> tuple[Part, ...]:
    """Whether the last weeks had too little intense work, where enough was logged to tell."""
    from inroad.path.hours import ENOUGH

    minutes = {each.kind: each.minutes for each in known.kinds}
    whole = sum(minutes.values())
    return (worth.short(),) if whole >= ENOUGH and minutes.get("intense", 0) <= whole / 2 else ()


def _some(names: Iterator[str]) -> str:
    told = list(names)
    return ", ".join(told[:AT_ONCE]) + (f" and {len(told) - AT_ONCE} more" if len(told) > AT_ONCE else "")
