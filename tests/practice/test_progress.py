"""What the log tells: how hard a drill was, and what it cost."""

import datetime as dt

import pytest
from rich.console import Console

from inroad.journal.records import Event
from inroad.practice.progress import ROOM, measured, progress
from inroad.report.drills_text import listed, mapped
from inroad.types import Drill, DrillsReport, DrillState, Measure

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
REVIEW = {"memory": "{}", "due": "2026-01-05T00:00:00+00:00"}


def log(*what: str, drill: str = "lora") -> list[Event]:
    data = {"started": {"folder": "/x"}, "passed": REVIEW, "surrendered": REVIEW, "checked": {}, "hinted": {}}
    times = (NOW + dt.timedelta(minutes=5 * place) for place in range(len(what)))
    return [Event(at, ROOM, each, drill, data[each]) for at, each in zip(times, what, strict=True)]


@pytest.mark.parametrize(
    ("what", "difficulty"),
    [
        ((), None),
        (("started", "checked"), None),
        (("started", "checked", "passed"), (1, 0)),
        (("started", "checked", "hinted", "checked", "checked", "passed"), (3, 1)),
        (("started", "checked", "surrendered"), None),
        # Who has seen the solution passes at once; the tries before it tell how hard it was.
        (("started", "checked", "checked", "surrendered", "started", "checked", "passed"), (3, 0)),
        # A later review tells of memory, not of how hard the drill was.
        (("started", "checked", "checked", "passed", "started", "checked", "passed"), (2, 0)),
    ],
)
def test_difficulty_is_what_the_first_pass_took(
    what: tuple[str, ...], difficulty: tuple[int, int] | None
) -> None:
    found = measured(progress(log(*what)).values())
    assert found == (() if difficulty is None else (Measure("lora", *difficulty),))


def test_the_hardest_comes_first() -> None:
    easy = log("started", "checked", "passed", drill="a")
    hard = log("started", "checked", "checked", "passed", drill="b")
    assert [each.drill_id for each in measured(progress(easy + hard).values())] == ["b", "a"]


def state(drill_id: str, difficulty: int | None) -> DrillState:
    drill = Drill(drill_id, "Title", "", "own", (), "", (), 25, (), (), "", ())
    return DrillState(drill, "new", 0, 0, None, None, None, difficulty)


def test_what_is_not_measured_is_said_to_be_so() -> None:
    console = Console(width=80)
    with console.capture() as shown:
        console.print(listed(DrillsReport((state("known", 7), state("unknown", None)))))
    rows = [line.split() for line in shown.get().splitlines()]
    assert ["o", "known", "Title", "25", "7"] in rows
    assert ["o", "unknown", "Title", "25", "-"] in rows
    with console.capture() as shown:
        console.print(mapped(DrillsReport((state("known", 7), state("unknown", None)))))
    assert "known (7 tries)" in shown.get()
    assert "for 1 of 2 drills" in shown.get()
