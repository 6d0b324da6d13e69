"""What an hour of a step is worth: a sum of named parts (pure).

The figures are a judgement of ours, not a measurement: nobody has counted what an hour of each brings.  They
say what comes before what: first what all else depends on, then what was promised or would be forgotten, then
what leaves proof that others can check and closes the gap that keeps one out, then all else.
"""

from __future__ import annotations

from inroad.types import Part

DEPENDS = 8.0
DEADLINE = 5.0
DUE = 4.0
TAKEN = 3.0
PROOF = 2.5
GAP = 2.5
RAISES = 1.0
FITS = 1.5
STEERS = 1.5
SHORT = 1.0
MISSED = -0.75
MOST_MISSED = 3


def depends() -> Part:
    """All other steps are chosen by what it tells."""
    return Part("the rest of the plan depends on it", DEPENDS)


def deadline(days: int) -> Part:
    """It has a last day."""
    return Part("it has a last day", DEADLINE, f"in {days} days")


def due() -> Part:
    """What was learnt is being forgotten."""
    return Part("it is due", DUE, "what is recalled in time stays, what is not must be learnt again")


def taken(what: str) -> Part:
    """The user decided for it."""
    return Part("you decided for it", TAKEN, what)


def proof() -> Part:
    """Others can check it."""
    return Part("it leaves proof that others can check", PROOF)


def gap(name: str) -> Part:
    """It closes the gap that comes first."""
    return Part("it closes the gap that comes first", GAP, name)


def raises(name: str) -> Part:
    """It raises a level that keeps nobody out."""
    return Part("it raises a level", RAISES, name)


def fits(why: str) -> Part:
    """It belongs to a path that fits."""
    return Part("it begins a path that fits your situation", FITS, why)


def steers() -> Part:
    """It shows what to do next."""
    return Part("it tells what to do next", STEERS)


def short() -> Part:
    """It is intense, of which there was too little lately."""
    return Part("it is intense work, of which there was too little lately", SHORT)


def missed(times: int) -> Part:
    """It did not happen when it was planned."""
    said = "once" if times == 1 else f"{times} times"
    return Part("it was missed before", MISSED * min(times, MOST_MISSED), said)
