"""What the pages of practice show, told by the room."""

from __future__ import annotations

from pathlib import Path

from inroad.journal.records import Event
from inroad.practice import content, modules, workspace
from inroad.practice.room import Room
from inroad.types import Attempt, CheckReport, Drill, DrillName, DrillReport, PracticeReport, RecallReport


def practice(room: Room) -> PracticeReport:
    """Everything at a glance."""
    doing = room.next()
    return PracticeReport(
        day=room.now.date(),
        drills=room.states().drills,
        due=tuple(drill.drill_id for drill in room.due()),
        next=doing.drill_id if doing else None,
        stats=room.stats(),
        attempts=attempts(room),
        placed=len(room.placed()) if room.choices() else None,
    )


def attempts(room: Room) -> tuple[Attempt, ...]:
    """All checks that were made, the latest first."""
    made = [event for event in room.events() if event.what == "checked"]
    return tuple(_attempt(event) for event in reversed(made))


def drill(room: Room, drill_id: str, checked: CheckReport | None, *, running: bool) -> DrillReport:
    """One drill on the bench.

    Args:
        room: at this moment.
        drill_id: the drill.
        checked: the last check, if it is known.
        running: whether a check goes on.
    """
    wanted, at = room.catalogue[drill_id], room.stand(drill_id)
    answer = _answer(wanted, at.folder)
    following, told = room.next(), room.explain(drill_id)
    return DrillReport(
        state=next(state for state in room.states().drills if state.drill.drill_id == drill_id),
        task=content.task(wanted),
        modules=tuple(sorted(modules.ALLOWED)),
        answer=answer,
        version=workspace.digest(answer),
        hints=wanted.hints[: at.hints],
        hints_left=max(len(wanted.hints) - at.hints, 0),
        lacking=room.lacking(drill_id),
        about=told.text,
        last=told.last,
        solution=room.solution(drill_id) if at.over else None,
        minutes=at.minutes,
        checked=checked,
        running=running,
        next=_named(following) if following and following.drill_id != drill_id else None,
        prepares=(),
    )


def recall(room: Room) -> RecallReport:
    """Cards that are due, and what was done today."""
    today = [e for e in room.events() if e.at.date() == room.now.date()]
    done = sum((e.what == "recalled") - (e.what == "unrecalled") for e in today)
    return RecallReport(room.now.date(), room.cards_due(), max(done, 0), room.last_recalled())


def _attempt(event: Event) -> Attempt:
    told = event.data
    return Attempt(
        event.at, event.subject, told["outcome"], told["stage"], told["diagnosis"], told.get("seconds", 0.0)
    )


def _answer(wanted: Drill, folder: str | None) -> str:
    """What lies there; the stub before anything does."""
    if folder is not None and (Path(folder) / workspace.ANSWER).exists():
        return workspace.read(Path(folder))
    return content.stub(wanted)


def _named(each: Drill) -> DrillName:
    return DrillName(each.drill_id, each.title)
