"""All that a plan is made of; nothing else changes it (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from inroad.journal.steps import Decision
from inroad.path import levels
from inroad.types import AboutMe, DrillState, KindShare, LastDay, Path, ProfileReport, Region, Taken


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that was begun and has no deciding verdict."""

    claim_id: str
    statement: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody on a day."""

    profile: ProfileReport
    paths: Sequence[Path]
    taken: Sequence[Taken] = ()
    """Openings in the plan."""
    drills: Sequence[DrillState] = ()
    cards_due: int = 0
    placed: bool = False
    claims_open: Sequence[OpenClaim] = ()
    claims_decided: int = 0
    pull_requests: int = 0
    deadlines: Sequence[LastDay] = ()
    """What the room of venues knows; empty: nothing."""
    lacking: str = ""
    """What is missing before a last day can be told; "": nothing."""
    kinds: Sequence[KindShare] = ()
    """Hours of the last four weeks by how hard they were."""
    provable: int = 0
    """Statements that a portfolio could make."""
    shown: int = 0
    """Those that others may see."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    chosen: Sequence[str] = ()
    """Paths that the user goes."""

    @property
    def day(self) -> dt.date:
        """The day for which it is made."""
        return self.profile.day

    @property
    def me(self) -> AboutMe:
        """What the user says of themselves."""
        return self.profile.me

    @property
    def region(self) -> Region:
        """Where one stands by what is shown or said, whichever is more; unknown where nothing is either.

        What is usual in a situation counts for no place: nobody said it.
        """
        if self.profile.own_region == "unknown":
            return self.profile.region
        person = self.profile.newcomer
        return levels.region(person.software, person.ml, self.profile.hiring)

    @property
    def week(self) -> str:
        """The week of the day, as ``2026-W47``; steps that come again every week are named by it."""
        year, week, _ = self.day.isocalendar()
        return f"{year}-W{week:02}"
