"""The lint's words, from ``data/outreach/``, and the rules that are phrases."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inroad.path.outreach.letter import Letter, Span, words_of
from inroad.path.phrases import Phrases
from inroad.types.outreach import LetterComplaint, Severity

FOLDER = Path(__file__).parents[2] / "data" / "outreach"
SHOWN = 200
_LINE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a complaint says."""

    rule: str
    severity: Severity
    reason: str
    better: str
    greeting: bool = False
    """Whether it looks at the greeting instead of the sentences."""


@dataclass(frozen=True, slots=True)
class Wording:
    """All of it."""

    rules: dict[str, Rule]
    phrases: Phrases[str]
    """To the rule's id; "" is harmless."""
    greetings: Phrases[str]
    other_fields: Phrases[bool]
    switching: Phrases[bool]
    because: Phrases[bool]
    anybodys: frozenset[str]
    """What everybody has."""


@cache
def wording() -> Wording:
    """The lint's words as they come with Inroad."""
    told = tomllib.loads((FOLDER / "lint.toml").read_text(encoding="utf-8"))
    greeting = {each["id"]: each.get("where") == "greeting" for each in told["rule"]}
    rules = {
        each["id"]: Rule(
            each["id"], each["severity"], each["reason"], each["better"], greeting.get(each["id"], False)
        )
        for each in [*told["rule"], *told["said"]]
    }
    pairs = [(phrase, each["id"]) for each in told["rule"] for phrase in each["phrases"]]
    harmless = [(phrase, "") for each in told["rule"] for phrase in each.get("unless", ())]
    fields, switching, because = (
        Phrases((phrase, True) for phrase in told[name]["phrases"])
        for name in ("other_fields", "switching", "because")
    )
    return Wording(
        rules,
        Phrases([*((p, i) for p, i in pairs if not greeting[i]), *harmless]),
        Phrases((p, i) for p, i in pairs if greeting[i]),
        fields,
        switching,
        because,
        frozenset(told["anybodys"]["words"]),
    )


def complaint(letter: Letter, rule: str, at: Span) -> LetterComplaint:
    """A complaint of a rule about some words."""
    said = wording().rules[rule]
    words = _LINE.sub(" ", letter.of(at))[:SHOWN]
    return LetterComplaint(rule, said.severity, at.start, at.end, words, said.reason, said.better)


def phrases(letter: Letter) -> Iterator[LetterComplaint]:
    """What phrases give away, in the subject and the text."""
    if letter.greeting:
        yield from _greeting(letter, letter.greeting)
    subject = words_of(letter.text, letter.subject.start, letter.subject.end) if letter.subject else []
    for each in [*wording().phrases.find(subject), *wording().phrases.find(letter.words)]:
        if each.value and not _is_quoted(letter, each.start):
            yield complaint(letter, each.value, Span(each.start, each.end))


def _greeting(letter: Letter, greeting: Span) -> Iterator[LetterComplaint]:
    """A greeting that names nobody: the phrase must be all of it."""
    inside = [word for word in letter.words if greeting.start <= word.start < greeting.end]
    for each in wording().greetings.find(inside):
        if each.first == 0 and each.last == len(inside):
            yield complaint(letter, each.value, Span(each.start, each.end))
    if sum(word.text in ("and", "dr", "prof", "professor", "professors") for word in inside) > 2:
        yield complaint(letter, "several-people", greeting)


def _is_quoted(letter: Letter, place: int) -> bool:
    """Within quotation marks of one paragraph: somebody else's words, or a title."""
    start = letter.text.rfind("\n\n", 0, place) + 1
    before = letter.text[start:place]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
