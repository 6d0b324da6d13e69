"""Who is active in a field, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType

from inroad.report import blocks, people_words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean
from inroad.types import ActivePerson, PeopleReport


def people(report: PeopleReport) -> Group:
    """The list, each with what speaks for it and what to check."""
    name = f"People: {clean(report.query, TITLE)}"
    parts = [
        blocks.top(name, people_words.head(report), report.coverage, []),
        blocks.notes(report.warnings),
        blocks.section(
            "Who is active",
            f"{people_words.HELP} {people_words.NEWCOMERS}",
            blocks.listed(report.people, len(report.people), _person, numbered=True),
        ),
    ]
    return Group(*(part for part in parts if part))


def _person(person: ActivePerson) -> Iterable[RenderableType]:
    yield line((clean(person.name, TITLE), "bold"), f": {people_words.activity(person)}")
    for warning in person.warnings:
        yield line(("Check: ", "bold"), warning)
    for detail in people_words.details(person):
        yield line(detail)
    yield line(people_words.faculty(person.faculty))
    yield from blocks.evidence(person.evidence)
