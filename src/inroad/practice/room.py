"""The room itself: start, check, hint, surrender, recall, place; all that happens goes into the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from inroad.config import Config
from inroad.errors import InputError
from inroad.journal import events
from inroad.journal.records import Event, stamp
from inroad.journal.store import Journal, open_journal
from inroad.practice import content, sandbox, schedule, workspace
from inroad.practice.catalogue import Catalogue, open_catalogue
from inroad.practice.limits import Limits
from inroad.practice.progress import (
    ROOM,
    Progress,
    Recalled,
    days,
    last_recalled,
    measured,
    mistakes,
    progress,
    recalled,
    standing_of,
)
from inroad.practice.schedule import Grade
from inroad.types import (
    Card,
    CheckReport,
    CheckStage,
    Count,
    Drill,
    DrillsReport,
    DrillState,
    Explanation,
    PracticeStats,
    Verdict,
)

if TYPE_CHECKING:
    from inroad.practice.place import Choice


class Room:
    """Practice in one home at one moment.

    Args:
        config: the home.
        now: the time, in UTC.
    """

    def __init__(self, config: Config, now: dt.datetime) -> None:
        self.config = config
        self.now = now
        self.journal: Journal = open_journal(config)
        self._events: tuple[Event, ...] | None = None

    # -- what there is and how one stands ---------------------------------------------------------

    @cached_property
    def catalogue(self) -> Catalogue:
        """The bundled drills and the user's own."""
        return open_catalogue(self.config.drills)

    def events(self) -> tuple[Event, ...]:
        """Everything that happened in this room."""
        if self._events is None:
            with self.journal.reading() as connection:
                self._events = events.read(connection, ROOM)
        return self._events

    def progress(self) -> dict[str, Progress]:
        """Drills that something happened with, by id."""
        return progress(self.events())

    def stand(self, drill_id: str) -> Progress:
        """How one stands with a drill."""
        return self.progress().get(drill_id, Progress(drill_id))

    def due(self) -> tuple[Drill, ...]:
        """Drills to do again today, the longest overdue first."""
        known = self.progress()
        late = sorted((p.due, i) for i, p in known.items() if p.due and p.due <= self.now and not p.open)
        there = {drill.drill_id for drill in self.catalogue}
        return tuple(self.catalogue[drill_id] for _, drill_id in late if drill_id in there)

    def next(self) -> Drill | None:
        """What to do now: a sitting that is open, else what is due, else the next new drill that is ready."""
        known = self.progress()
        open_ = [p for p in known.values() if p.open]
        if open_:
            return self.catalogue[max(open_, key=lambda p: (p.last, p.drill_id)).drill_id]
        due = self.due()
        return due[0] if due else next(iter(self.ready()), None)

    def ready(self) -> tuple[Drill, ...]:
        """New drills whose requirements are passed, or known by placement, in the catalogue's order."""
        known = {i for i, p in self.progress().items() if p.passes} | self.placed()
        return tuple(d for d in self.catalogue if d.drill_id not in known and set(d.requires) <= known)

    def lacking(self, drill_id: str) -> tuple[str, ...]:
        """What a drill requires and is neither passed nor known by placement."""
        known = {i for i, p in self.progress().items() if p.passes} | self.placed()
        return tuple(each for each in self.catalogue[drill_id].requires if each not in known)

    def states(self) -> DrillsReport:
        """Every drill with how one stands with it."""
        known, placed = self.progress(), self.placed()
        passed = {i for i, p in known.items() if p.passes} | placed
        return DrillsReport(
            tuple(self._state(d, known.get(d.drill_id), passed, placed) for d in self.catalogue)
        )

    def _state(self, drill: Drill, at: Progress | None, passed: set[str], placed: set[str]) -> DrillState:
        ready = set(drill.requires) <= passed
        if at is None:
            standing = standing_of(None, self.now, ready, drill.drill_id in placed)
            return DrillState(drill, standing, 0, 0, None, None, None)
        left = schedule.remembered(at.memory, self.now) if at.memory and at.passes else None
        standing = standing_of(at, self.now, ready, drill.drill_id in placed)
        stable = schedule.stability_days(at.memory) if at.memory and at.passes else 0.0
        mastered = standing == "learnt" and stable >= schedule.MASTERED
        return DrillState(
            drill, standing, at.attempts, at.passes, at.due, left, at.folder, at.first_attempts, mastered
        )

    def stats(self) -> PracticeStats:
        """What was practised so far."""
        known = self.progress()
        passed = {i for i, p in known.items() if p.passes}
        cards = recalled(self.events())
        families = [
            Count(family, sum(d.drill_id in passed for d in mine), len(mine))
            for family in content.FAMILIES
            if (mine := [d for d in self.catalogue if d.family == family])
        ]
        return PracticeStats(
            learnt=len(passed),
            of=len(self.catalogue),
            due=len(self.due()),
            cards=len(cards),
            cards_due=len(self.cards_due()),
            minutes=sum(p.total_minutes for p in known.values()),
            days=days(self.events()),
            families=tuple(families),
            mistakes=mistakes(self.events()),
            difficulty=measured(known.values()),
        )

    # -- a sitting --------------------------------------------------------------------------------

    def start(self, drill_id: str, into: Path | None = None, *, anew: bool = False) -> Path:
        """Lay a drill's folder and begin a sitting; the file to write in."""
        drill = self.catalogue[drill_id]
        before = self.stand(drill_id)
        folder = into or (Path(before.folder) if before.folder else self.config.home / ROOM / drill_id)
        answer = workspace.lay(drill, folder.absolute(), anew=anew or (not before.open and before.passes > 0))
        self._happened("started", drill_id, {"folder": str(folder.absolute())})
        return answer

    def write(self, drill_id: str, answer: str, seen: str | None = None) -> Path | None:
        """Keep an answer in its folder, where the command line finds it too.

        Args:
            drill_id: a drill that was begun.
            answer: its text.
            seen: digest of the version that it goes back to; None: of whatever is there.

        Returns:
            Where another version was put that somebody else has written meanwhile; None if there is none.
        """
        return workspace.write(Path(self._begun(drill_id).folder or ""), answer, seen)

    def check(
        self, drill_id: str, limits: Limits | None = None, watch: sandbox.Watch | None = None
    ) -> CheckReport:
        """Judge the answer as it lies there.

        Raises:
            Cancelled: ``watch`` was told to stop; nothing is written down then.
        """
        drill, before = self.catalogue[drill_id], self._begun(drill_id)
        verdict = sandbox.check(drill, workspace.read(Path(before.folder or "")), limits, watch=watch)
        self._events = None  # others may have gone on while it ran
        self._happened("checked", drill_id, _told(verdict))
        if verdict.outcome != "passed":
            return CheckReport(verdict, None, None)
        now = self.stand(drill_id)
        if not now.open:
            return CheckReport(verdict, None, now.due)
        review = schedule.reviewed(now.memory, schedule.graded(now.sitting, drill.minutes), self.now)
        self._happened("passed", drill_id, {**asdict(now.sitting), **_review(review)})
        return CheckReport(verdict, review.grade, review.due)

    def hint(self, drill_id: str) -> tuple[int, str]:
        """The next hint and its number; after the last one, the last again."""
        drill, before = self.catalogue[drill_id], self._begun(drill_id)
        if not drill.hints:
            raise InputError(
                f"drill {drill_id!r} has no hints", "see `inroad drill solution` if you are stuck"
            )
        number = min(before.hints, len(drill.hints) - 1)
        if before.open and before.hints < len(drill.hints):
            self._happened("hinted", drill_id, {"number": number + 1})
        return number + 1, drill.hints[number]

    def solution(self, drill_id: str, *, surrender: bool = False) -> str:
        """The reference, after a pass; before one only as a surrender, which counts once a sitting."""
        drill, before = self.catalogue[drill_id], self.stand(drill_id)
        if not before.over:
            if not surrender:
                raise InputError(
                    f"you have not passed {drill_id!r} yet",
                    "take a hint, or give up for today with --surrender",
                )
            review = schedule.reviewed(before.memory, "again", self.now)
            self._happened("surrendered", drill_id, _review(review))
        return (Path(drill.folder) / "solution.py").read_text("utf-8")

    def at_work(self) -> Drill:
        """The drill that was worked on last.

        Raises:
            InputError: none was begun yet.
        """
        begun = [p for p in self.progress().values() if p.last is not None and p.folder is not None]
        if not begun:
            raise InputError("no drill was begun yet", "choose one with `inroad drill list`, then start it")
        return self.catalogue[max(begun, key=lambda p: (p.open, p.last, p.drill_id)).drill_id]

    def explain(self, drill_id: str) -> Explanation:
        """What a drill is about and how the last answer did; where its method stands is not told here."""
        drill = self.catalogue[drill_id]
        found = [e for e in self.events() if e.subject == drill_id and e.what == "checked"]
        last = _last(found[-1].data) if found else None
        return Explanation(drill, content.explanation(drill), None, get_args(CheckStage), last)

    def _begun(self, drill_id: str) -> Progress:
        self.catalogue[drill_id]  # an unknown id is told as such first
        before = self.stand(drill_id)
        if before.folder is None:
            raise InputError(f"{drill_id!r} was not started yet", f"run `inroad drill start {drill_id}`")
        return before

    # -- recall -----------------------------------------------------------------------------------

    def cards_due(self) -> tuple[Card, ...]:
        """Cards of drills once passed that are due now; new ones last."""
        known, cards = recalled(self.events()), self._cards()
        old = sorted(
            (c for c in cards if c.card_id in known and known[c.card_id].due <= self.now),
            key=lambda card: (known[card.card_id].due, card.card_id),
        )
        return (*old, *(card for card in cards if card.card_id not in known))

    def recall(self, card: Card, grade: Grade, answer: str = "") -> Recalled:
        """Note how a card went, rated by the one who answered with the model answer beside."""
        before = recalled(self.events()).get(card.card_id)
        review = schedule.reviewed(before.memory if before else None, grade, self.now)
        self._happened("recalled", card.card_id, {**_review(review), "answer": answer})
        return recalled(self.events())[card.card_id]

    def last_recalled(self) -> Card | None:
        """The card that was graded last today, if its grade still stands."""
        last = last_recalled(self.events())
        if last is None or last.at.date() != self.now.date():
            return None
        return next((card for card in self._cards() if card.card_id == last.subject), None)

    def undo_recall(self) -> Card:
        """Take the last grade of today back, as if it had not been given.

        Raises:
            InputError: there is none.
        """
        card = self.last_recalled()
        if card is None:
            raise InputError("no card was graded today", "there is nothing to take back")
        self._happened("unrecalled", card.card_id, {})
        return card

    def _cards(self) -> list[Card]:
        passed = {i for i, p in self.progress().items() if p.passes}
        return [card for d in self.catalogue if d.drill_id in passed for card in content.cards(d)]

    # -- placement --------------------------------------------------------------------------------

    def choices(self) -> list[Choice]:
        """What was chosen in the last placement."""
        found = [event for event in self.events() if event.what == "placed"]
        if not found:
            return []
        from inroad.practice.place import Choice  # brings NumPy along, which few commands need

        return [Choice(**each) for each in found[-1].data["choices"]]

    def placed(self) -> set[str]:
        """Drills that the last placement tells may be passed over."""
        choices = [c for c in self.choices() if c.drill_id in {d.drill_id for d in self.catalogue}]
        if not choices:
            return set()
        from inroad.practice.place import known

        return {drill.drill_id for drill in known(choices, self.catalogue)}

    def place(self, choices: list[Choice]) -> None:
        """Keep the choices of a placement."""
        self._happened("placed", "placement", {"choices": [asdict(choice) for choice in choices]})

    # -- the log ----------------------------------------------------------------------------------

    def _happened(self, what: str, subject: str, data: Mapping[str, Any]) -> None:
        with self.journal.writing(self.now) as connection:
            events.add(connection, Event(self.now, ROOM, what, subject, data))
        self._events = None


def _last(data: Mapping[str, Any]) -> str:
    """How a checked answer did."""
    if data["outcome"] == "passed":
        return "it passed"
    told = data["diagnosis"] or "no known mistake explains it"
    return f"it failed at {data['stage']}: {told}" if data["stage"] else f"it was {data['outcome']}"


def _told(verdict: Verdict) -> dict[str, Any]:
    kept = ("outcome", "stage", "diagnosis", "seconds")
    return {name: getattr(verdict, name) for name in kept}


def _review(review: schedule.Review) -> dict[str, str]:
    return {"memory": review.memory, "due": stamp(review.due), "grade": review.grade}
