"""What a post really asks for: by name, with how strongly, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inroad.path.phrases import Phrases, Word
from inroad.path.roles.axes import needless, negated
from inroad.path.roles.lexicon import Thing
from inroad.path.roles.sections import Layout, Sentence
from inroad.types.roles import DemandLevel, HowKnown, RoleDemand

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_YEARS = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\s*(?:\+|plus|or more)?\s*(?:(?:-|to)\s*\d{{1,2}}\s*\+?\s*)?"
    r"years?(?:'|\b)"
    r"(?=[^.\n]{0,60}\b(?:experience|expertise|working|building|in industry|track record|with|of)\b)"
    r"(?!\s+(?:contract|position|funding|funded|of funding|project|programme|old))",
    re.I,
)
_NICE = re.compile(
    r"\b(nice to have|a plus|bonus|preferred|preferably|ideally|desirable|advantage\w*|welcome|helpful|"
    r"would be great|appreciated|optional|not essential|extra credit|beneficial|an asset|familiarity)\b",
    re.I,
)
_MUST = re.compile(
    r"\b(must|require[sd]?|essential|you have|you bring|proficien\w+|expert\w*|experience (?:with|in)|strong|"
    r"solid|fluent|deep knowledge|hands-on|need to know|you know|mandatory|comfortable)\b",
    re.I,
)
_EQUIVALENT = re.compile(
    r"\bor (?:an )?equivalent|equivalent (?:practical |industry |work )?experience", re.I
)
_TOLD = ("location", "contract")
"""Kinds that are facts of the post and nothing to have."""
_RANK: dict[DemandLevel, int] = {"not needed": 0, "must": 1, "nice": 2, "named": 3}


@dataclass(frozen=True, slots=True)
class _Place:
    thing: Thing
    level: DemandLevel
    start: int
    end: int


def demands(text: str, found: Sequence[Word], laid: Layout, things: Phrases[Thing]) -> tuple[RoleDemand, ...]:
    """All demands, musts first; of several places the one that says it most strongly."""
    places = []
    for each in things.find(found):
        sentence = laid.at(each.start)
        if sentence.section in ("left out", "about") and each.value.kind not in _TOLD:
            continue
        if each.value.kind == "degree" and sentence.section == "title":
            continue
        level = _level(text, found, each.first, sentence, each.value, each.end)
        places.append(_Place(each.value, level, each.start, each.end))
    made = [
        RoleDemand(p.thing.kind, p.thing.name, p.level, p.start, p.end, text[p.start : p.end])
        for p in _strongest(places)
    ]
    ordered = sorted([*made, *_years(text, laid)], key=lambda d: (_RANK[d.level] % 4, d.start, d.name))
    return tuple(sorted(ordered, key=lambda d: ("must", "nice", "named", "not needed").index(d.level)))


def held(demand: RoleDemand, have: Mapping[str, HowKnown]) -> RoleDemand:
    """The same with whether and how one has it; unknown of things that a list of skills cannot tell."""
    if (
        demand.kind in ("location", "contract", "on-call", "years")
        or demand.level == "not needed"
        or not have
    ):
        return demand
    degrees = ("Bachelor's", "Master's", "PhD")
    if demand.name in degrees:
        above = degrees[degrees.index(demand.name) :]
        known = any(each in have for each in degrees)
        mine = next((have[each] for each in above if each in have), None)
        return replace(demand, have=mine is not None if known else None, how=mine)
    return replace(demand, have=demand.name in have, how=have.get(demand.name))


def _level(
    text: str, found: Sequence[Word], at: int, sentence: Sentence, thing: Thing, end: int
) -> DemandLevel:
    told = text[sentence.start : sentence.end]
    if negated(found, at, sentence.start) or needless(text[end : sentence.end]):
        return "not needed"
    if thing.kind in _TOLD:
        return "named"
    if sentence.section == "nice" or _NICE.search(told):
        return "nice"
    if sentence.section == "must" or _MUST.search(told):
        return "nice" if thing.kind == "degree" and _EQUIVALENT.search(told) else "must"
    return "named"


def _strongest(places: Sequence[_Place]) -> list[_Place]:
    best: dict[Thing, _Place] = {}
    for each in places:
        known = best.get(each.thing)
        if known is None or _RANK[each.level] < _RANK[known.level]:
            best[each.thing] = each
    return list(best.values())


def _years(text: str, laid: Layout) -> list[RoleDemand]:
    """Years of experience; what a fixed-term contract lasts is none."""
    made: dict[int, RoleDemand] = {}
    for found in _YEARS.finditer(text):
        sentence = laid.at(found.start())
        if sentence.section in ("left out", "about", "title"):
            continue
        least = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1].lower()]
        told = text[sentence.start : sentence.end]
        nice = sentence.section == "nice" or _NICE.search(told)
        level: DemandLevel = "nice" if nice else "must"
        demand = RoleDemand("years", f"{least} years", level, found.start(), found.end(), found[0], least)
        made.setdefault(least, demand)
    return list(made.values())
