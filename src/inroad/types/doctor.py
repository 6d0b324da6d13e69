"""Whether a home is whole: what was found, what it means, what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from inroad.types.journal import JournalBackup

Health = Literal["ok", "note", "refused", "damaged"]
"""Refused: whole, as far as one can tell, but not for this program or this user."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found."""

    health: Health
    subject: str
    """What was looked at."""
    problem: str
    remedy: str
    means: str = ""
    """What no longer works, or still does."""
    mends: bool = False
    """``inroad doctor --mend`` can do something about it."""


@dataclass(frozen=True, slots=True)
class Mended:
    """One thing that was done about damage."""

    subject: str
    done: str


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """The answer of ``inroad doctor``."""

    healthy: bool
    findings: tuple[Finding, ...]
    backups: tuple[JournalBackup, ...]
    """Of the journal, the latest first; told where it is damaged."""
    mended: tuple[Mended, ...] = ()
    """What was done, if that was asked for; the findings are those afterwards."""
