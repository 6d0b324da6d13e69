"""Sentences on who is active in a field.  Text and page say the same ones."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.report import words
from inroad.report.clean import TITLE, clean
from inroad.types import ActivePerson, Faculty, ImportedList, Newcomers, PeopleReport

HELP = (
    "By papers of the field in the last two years. People of one name are told apart by whom they write "
    "with, about what and with which methods; check their papers before you write to anybody."
)
NEWCOMERS = (
    "New to this corpus: a first author without an earlier paper in it. The corpus begins somewhere, so it "
    "is at most a sign that somebody takes beginners along."
)
MIN_NEWCOMERS = 3


def head(report: PeopleReport) -> str:
    """Who is counted and on what."""
    name = clean(report.query, TITLE)
    if not report.people:
        return f"Nobody is known by name who wrote on “{name}” since {words.day(report.since)}."
    return (
        f"{words.plural(report.papers, 'paper')} on “{name}” since {words.day(report.since)}; authors "
        f"are known "
        f"for {words.number(report.known)} of them."
    )


def activity(person: ActivePerson) -> str:
    """How much of their work is of this field, since when."""
    share = words.percent(person.in_field / person.papers) if person.papers else words.UNKNOWN
    return (
        f"{words.plural(person.in_field, 'paper')} of the field in two years, {share} of their "
        f"{words.plural(person.papers, 'paper')} here; first seen {words.day(person.first)}, "
        f"last {words.day(person.last)}"
    )


def silence(person: ActivePerson) -> str:
    """That somebody has not written for long; empty else."""
    if person.silent_months < 3:
        return ""
    return f"no paper for the corpus's last {words.plural(person.silent_months, 'month')}"


def newcomers(found: Newcomers) -> str:
    """How often they wrote with newcomers, beside what is usual."""
    if found.since is None:
        return "with newcomers: unknown, the corpus is too thin to tell who is new"
    if not found.of:
        return f"with newcomers: unknown, no later paper of theirs since {words.day(found.since)} tells"
    text = (
        f"first author new to the corpus in {words.number(found.papers)} of {words.plural(found.of, 'paper')}"
    )
    text += f" since {words.day(found.since)}"
    return text if found.usual is None else f"{text} (usual in the field: {words.percent(found.usual)})"


def faculty(found: Faculty | None) -> str:
    """Where they are, as a list says."""
    if found is None:
        return "affiliation unknown"
    home = f", {clean(found.homepage)}" if found.homepage else ""
    return f"{clean(found.affiliation, TITLE)}{home} ({found.source})"


def also(person: ActivePerson) -> str:
    """Other spellings; empty where there are none."""
    return f"also written {', '.join(clean(name, TITLE) for name in person.also)}" if person.also else ""


def details(person: ActivePerson) -> Iterator[str]:
    """What else is known, a line each, but where they are."""
    yield from filter(None, (also(person), silence(person)))
    if person.introduced:
        yield f"introduced {', '.join(clean(name, TITLE) for name in person.introduced)}"
    if person.with_:
        yield f"writes with {', '.join(clean(name, TITLE) for name in person.with_)}"
    yield newcomers(person.newcomers)


def imported(report: ImportedList) -> Iterator[str]:
    """What an import of a list did."""
    yield f"Kept {words.number(report.entries)} {report.what} from {clean(report.source, TITLE)}."
    if report.unreadable:
        entries = words.plural(report.unreadable, "entry", "entries")
        yield f"Left out {entries} of which nothing can be used."
    for warning in report.warnings:
        yield f"Note: {warning}"
