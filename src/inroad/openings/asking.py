"""Asking for openings as somebody does: with what they chose before, and so that an id is found again.

The command line and the page go through here, so that both answer alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from inroad import shown
from inroad.config import Config
from inroad.errors import InputError, NotFound, StoreError
from inroad.openings.profile import USUAL, named
from inroad.types import Choices, Newcomer, OpeningKind, OpeningReport, OpeningsReport

if TYPE_CHECKING:
    from inroad.journal.store import Journal

MOST_AGAIN = 100
"""Times ``find.KEPT`` openings are looked through for one whose report is gone."""
ANYBODY: Newcomer = replace(named(USUAL), machine="unknown")
"""For whom an opening is asked again: nobody's means hide it."""

Ask = Callable[[str, OpeningKind], OpeningsReport]
"""Openings of one kind in a field, ``MOST_AGAIN`` of them, for ``ANYBODY``."""


def chosen(journal: Journal) -> tuple[Choices, tuple[str, ...]]:
    """What was taken and dismissed, and warnings: a journal that cannot be read does not hide the field."""
    from inroad.journal.openings import choices

    try:
        return choices(journal), ()
    except StoreError as error:
        return Choices(), (f"what you took and dismissed does not count here: {error}",)


def kept(config: Config, report: OpeningsReport) -> str:
    """Keep a report so that its ids are found again; what went wrong with that, empty if nothing did."""
    try:
        shown.keep(config, report)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return f"this report could not be kept ({reason}), so `openings show` will not find it"
    return ""


def one(config: Config, opening_id: str, choices: Choices, ask: Ask) -> OpeningReport:
    """An opening as the last report that had it showed it, else as the journal keeps it, else asked anew.

    Raises:
        NotFound: there is none; carries near ids.
    """
    found = shown.find(config, opening_id)
    taken = next((each for each in choices.taken if each.opening.opening_id == opening_id), None)
    dismissed = next((each for each in choices.dismissed if each.opening.opening_id == opening_id), None)
    if found:
        return OpeningReport(found.opening, found.query, found.coverage, taken, dismissed)
    known = taken or dismissed
    if known is not None:
        return OpeningReport(known.opening, "", None, taken, dismissed)
    return _again(config, opening_id, ask)


def _again(config: Config, opening_id: str, ask: Ask) -> OpeningReport:
    """An opening of which no report is left, where its id names a method: asked for anew, for anybody."""
    from inroad.openings.rank import KINDS

    kind, _, subject = opening_id.partition(":")
    query = re.split(r"[@×#|/]", subject)[0].strip()
    try:
        if kind not in KINDS or not re.search(r"[^\W\d_]", query):
            raise NotFound(opening_id)
        report = ask(query, kind)
    except InputError:
        raise shown.not_found(config, opening_id) from None
    for opening in report.openings:
        if opening.opening_id == opening_id:
            return OpeningReport(opening, report.query, report.coverage, None, None)
    raise shown.not_found(config, opening_id)
