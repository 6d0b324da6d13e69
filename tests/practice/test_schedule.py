import datetime as dt

import pytest

from inroad.practice.schedule import Grade, Sitting, graded, remembered, reviewed

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("sitting", "grade"),
    [
        (Sitting(1, 0, 10), "easy"),
        (Sitting(2, 0, 20), "easy"),
        (Sitting(3, 0, 10), "good"),
        (Sitting(1, 1, 10), "good"),
        (Sitting(1, 2, 10), "hard"),
        (Sitting(6, 0, 10), "hard"),
        (Sitting(1, 0, 50), "hard"),
        (Sitting(1, 0, 5, surrendered=True), "again"),
    ],
)
def test_the_grade_comes_from_what_happened(sitting: Sitting, grade: Grade) -> None:
    assert graded(sitting, expected_minutes=20) == grade


def test_better_is_later() -> None:
    grades: tuple[Grade, ...] = ("again", "hard", "good", "easy")
    due = [reviewed(None, grade, NOW).due for grade in grades]
    assert due == sorted(due)
    assert due[0] < due[-1]


def test_intervals_grow_and_shrink_after_a_lapse() -> None:
    first = reviewed(None, "good", NOW)
    second = reviewed(first.memory, "good", first.due)
    lapse = reviewed(second.memory, "again", second.due)
    assert second.due - first.due > first.due - NOW
    assert lapse.due - second.due < second.due - first.due


def test_at_the_due_day_nine_in_ten_are_remembered() -> None:
    review = reviewed(reviewed(None, "good", NOW).memory, "good", NOW + dt.timedelta(days=2))
    assert remembered(review.memory, review.due) == pytest.approx(0.9, abs=0.01)


def test_the_same_history_gives_the_same_day() -> None:
    assert reviewed(None, "good", NOW) == reviewed(None, "good", NOW)
