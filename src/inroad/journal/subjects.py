"""All that the journal holds, by subject.  To add one: a file beside this one, a migration, a line here."""

from __future__ import annotations

from inroad.journal import claims, events, follows, helped, hours, openings, outreach
from inroad.journal.tables import Subject, Table

SUBJECTS: tuple[Subject, ...] = (
    openings.SUBJECT,
    follows.SUBJECT,
    claims.SUBJECT,
    hours.SUBJECT,
    helped.SUBJECT,
    outreach.SUBJECT,
    events.SUBJECT,
)
"""In the order of the export."""


def tables() -> tuple[Table, ...]:
    """Every table; the log of what happened first, since others are judged by it."""
    first = events.SUBJECT.tables
    return (*first, *(each for subject in SUBJECTS for each in subject.tables if each not in first))
