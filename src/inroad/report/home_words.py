"""Sentences of the first page."""

from __future__ import annotations

from inroad.report import words
from inroad.report.clean import TITLE, clean
from inroad.types import FieldNews, HomeReport, Rising

DOES = (
    (
        "Scout",
        "/field",
        "What a field is, how fast it grows, what builds on what, and where to begin reading.",
    ),
    ("Openings", "/openings", "What nobody has taken up yet, why it seems open, and the first three steps."),
    (
        "People",
        "/people",
        "Who works on a field, who takes newcomers along, and what to check before you write.",
    ),
    ("Venues", "/venues", "Where a field is published, by when, which doors take first papers, and a plan."),
    ("Practice", "/practice", "Build the methods from memory, have them checked, keep them by coming back."),
    ("Claims", "/claims", "A paper's sentence run over many seeds, with a verdict that two tests agree on."),
    (
        "Your path",
        "/plan",
        "What to do next and why, what you can show, roles that fit, letters worth reading.",
    ),
    ("Feed", "/feed", "New papers ranked for you by what you follow and like, with the reason beside each."),
)
"""What can be done here: name, address, in a line."""
RISING = "Rising in this corpus"
RISING_HELP = "What ever more titles speak of, by share of all papers. Each is a field to scout."


def rising(each: Rising) -> str:
    """How much there is of it."""
    return (
        f"{words.plural(each.papers, 'title')} in the last twelve months, "
        f"{words.number(each.before)} in the twelve before"
    )


def since(report: HomeReport) -> str:
    """From when on changes are counted."""
    if report.since is None:
        return "The corpus is empty."
    if not report.marked:
        return f"Changes of the corpus's last 30 days, up to {words.day(report.coverage.until)}."
    if not report.new_papers:
        return f"Nothing came into the corpus since you looked last: it ends on {words.day(report.since)}."
    return f"{words.plural(report.new_papers, 'paper')} came into the corpus since {words.day(report.since)}."


def news(each: FieldNews) -> str:
    """How many papers a field got."""
    if not each.papers:
        return "Nothing in this corpus matches it any longer."
    of = f"of {words.plural(each.papers, 'paper')}"
    if each.new:
        return f"{words.number(each.new)} new {of}"
    return f"nothing new; {words.number(each.recent)} {of} are from the corpus's last 30 days"


def stage(each: FieldNews) -> str:
    """Its stage, and whether that is another one than before; empty where it is unknown."""
    now = each.growth.stage
    if now == "unknown":
        return ""
    return f"{now}, it was {each.before}" if each.before not in (now, "unknown") else now


def methods(each: FieldNews) -> str:
    """Names of new methods; empty where there are none."""
    names = ", ".join(clean(name, TITLE) for name in each.methods)
    return f"new methods: {names}" if names else ""
