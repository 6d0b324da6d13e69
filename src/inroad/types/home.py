"""What awaits a reader who comes back, and where one who comes for the first time could begin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inroad.types.choices import Taken
from inroad.types.evidence import Coverage
from inroad.types.field import Rising
from inroad.types.figures import Growth, Stage
from inroad.types.following import Follow
from inroad.types.openings import Opening
from inroad.types.practice import DrillName


@dataclass(frozen=True, slots=True)
class FieldNews:
    """A field that the reader keeps, and what changed in it."""

    query: str
    papers: int
    """Papers of it; 0: nothing in this corpus matches any longer."""
    new: int
    """Papers later than the day since which is counted."""
    recent: int
    """Papers of the corpus's last 30 days."""
    methods: tuple[str, ...]
    """Names of methods that became known since, the most named first."""
    before: Stage
    """On that day."""
    growth: Growth
    """Now."""


@dataclass(frozen=True, slots=True)
class HomeReport:
    """What the first page shows."""

    coverage: Coverage
    since: dt.date | None
    """Changes are counted from the day after; None: the corpus is empty."""
    marked: bool
    """Whether the reader has been here before; else ``since`` is 30 days before the corpus's end."""
    keeps: tuple[Follow, ...]
    """Fields and methods that the reader keeps, in the order in which they were."""
    fields: tuple[FieldNews, ...]
    """What changed in those kept last."""
    counting: tuple[str, ...]
    """Kept fields whose changes are still being counted."""
    plan: tuple[Taken, ...]
    """Openings taken and not done with, the latest first."""
    openings: tuple[Opening, ...]
    """Undecided ones of the last reports on fields that are kept."""
    due: tuple[DrillName, ...]
    """Drills to do again today, the longest overdue first."""
    next: DrillName | None
    """What to practise now; None: all is learnt."""
    cards_due: int
    practised: bool
    """Whether any drill was ever begun."""
    new_papers: int
    """Papers of the whole corpus since then."""
    rising: tuple[Rising, ...] | None
    """Where somebody new could begin, only for those who have nothing yet; None: it is being looked for."""
    recent: tuple[str, ...]
    """Fields whose openings were asked for lately."""
    warnings: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the reader has done nothing here yet."""
        return not (self.keeps or self.plan or self.practised)
