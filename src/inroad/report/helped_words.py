"""What is said of help that was given; text and page say it in the same words."""

from __future__ import annotations

from inroad.report import words
from inroad.types import HelpedReport, HelpTopic


def head(found: HelpedReport) -> str:
    """Whom the user helped, in a sentence."""
    if not found.entries:
        return "Nothing is noted yet."
    times = "once" if found.times == 1 else words.plural(found.times, "time")
    people = words.plural(found.people, "person", "people")
    if not found.came_back:
        return f"You helped {people} {times}; nothing came back so far."
    return f"You helped {people} {times}; something came back of {words.number(found.came_back)}."


def topic(found: HelpTopic) -> str:
    """How often people came for a topic."""
    people = words.plural(found.people, "person", "people")
    return f"{words.plural(found.times, 'time')}, {people}, last on {found.last}"
