"""Steps that somebody could do next, each with why, proof and effort; which of them fit is told later (pure).

A step's id says what it is about, so that a decision on it still holds when the plan is made anew, and
changes when the thing itself does: the drills to pass next are another step once the first of them is passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inroad.path.plan import worth
from inroad.path.plan.draft import Draft, field_word
from inroad.path.plan.known import Known
from inroad.path.plan.practising import gaps, placement, profile, review
from inroad.path.plan.submitting import deadlines
from inroad.path.plan.working import claims, openings, pull_request
from inroad.types import PathView


def drafts(known: Known, proposed: Sequence[PathView]) -> tuple[Draft, ...]:
    """All steps, whatever was decided on them.

    Args:
        known: what is known of somebody.
        proposed: paths to take steps from: chosen ones, else the one that fits best.
    """
    makers = (profile, placement, review, openings, claims, gaps, deadlines, _domain, _portfolio, _log)
    found = [each for make in makers for each in make(known)]
    return (*found, *_paths(known, proposed), *pull_request(known, proposed))


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
                f"{'Your path' if chosen else 'A path that fits'}: {each.path.name}; its step {number} of 3 "
                "to begin with.",
                step.proof.replace("FIELD", field_word(known)),
                f"inroad plan paths {each.path.path_id}",
                step.hours,
                (first, *((worth.proof(),) if step.hours[1] >= 10 else (worth.steers(),))),
                intense=step.hours[1] >= 10,
                divisible=step.hours[1] >= 10,
                after=f"path:{each.path.path_id}:{number - 1}" if number > 1 else None,
            )


def _domain(known: Known) -> Iterator[Draft]:
    domain, asked = known.me.domain, field_word(known)
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
