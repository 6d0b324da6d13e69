"""When to come back to a drill or a card, from what really happened and not from self-praise.

The memory model is FSRS-6 with its default weights (the ``fsrs`` package); fuzz is off, so that the same
history always gives the same day.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fsrs import Card as Memory
from fsrs import Rating, Scheduler

Grade = Literal["again", "hard", "good", "easy"]
_RATINGS: dict[Grade, Rating] = {
    "again": Rating.Again,
    "hard": Rating.Hard,
    "good": Rating.Good,
    "easy": Rating.Easy,
}
_MANY_ATTEMPTS = 6
_SLOW = 2.0
"""Times the expected minutes from which on a solution was hard work."""
MASTERED = 21.0
"""Days of stability from which on something counts as mastered; card programs call such cards mature."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What happened from the start of a drill to its end."""

    attempts: int
    """Checks, the passing one included."""
    hints: int
    minutes: float
    surrendered: bool = False
    """The solution was looked at before a pass."""


@dataclass(frozen=True, slots=True)
class Review:
    """What is remembered after a review, and when it is due again."""

    memory: str
    """FSRS's state, as JSON."""
    due: dt.datetime
    grade: Grade


def graded(sitting: Sitting, expected_minutes: float) -> Grade:
    """How well a drill went.

    >>> graded(Sitting(attempts=1, hints=0, minutes=9), expected_minutes=20)
    'easy'
    >>> graded(Sitting(attempts=3, hints=1, minutes=20), expected_minutes=20)
    'good'
    """
    slow = sitting.minutes > _SLOW * expected_minutes
    if sitting.surrendered:
        return "again"
    if sitting.hints >= 2 or sitting.attempts >= _MANY_ATTEMPTS or slow:
        return "hard"
    if sitting.hints == 0 and sitting.attempts <= 2 and sitting.minutes <= expected_minutes:
        return "easy"
    return "good"


def reviewed(memory: str | None, grade: Grade, now: dt.datetime) -> Review:
    """The state after a review.

    Args:
        memory: what an earlier review left; None at the first.
        grade: how it went.
        now: the time, in UTC.
    """
    card = Memory.from_json(memory) if memory else Memory(card_id=0, due=now)
    after, _ = _scheduler().review_card(card, _RATINGS[grade], now)
    return Review(after.to_json(), after.due, grade)


def remembered(memory: str, now: dt.datetime) -> float:
    """Probability, 0-1, that it would be recalled now."""
    return float(_scheduler().get_card_retrievability(Memory.from_json(memory), now))


def stability_days(memory: str) -> float:
    """Days after which recall has fallen to nine in ten."""
    return float(json.loads(memory)["stability"] or 0.0)


@cache
def _scheduler() -> Scheduler:
    # No steps of minutes: after half an hour on a drill the next time is another day.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
