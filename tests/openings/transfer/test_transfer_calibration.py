"""Probabilities that are right on the whole: bent as the lesson tells, moved to what is expected."""

from __future__ import annotations

import numpy as np
import pytest

from inroad.openings.transfer.calibration import Calibration, anchored, bend
from inroad.openings.transfer.model import probability

STEPS = np.linspace(-9.0, 4.0, 400)
EVERY = 1e6 * np.exp(-1.2 * (STEPS + 9.0))
TRUE = Calibration(rise=0.9, ease=0.3, bias=-0.4)


def foretold(right: Calibration, log_odds: np.ndarray) -> float:
    return float((EVERY * right.probability(log_odds)).sum())


def test_a_bend_is_found_again() -> None:
    rise, ease = bend(STEPS, EVERY, EVERY * TRUE.probability(STEPS))
    assert (rise, ease) == pytest.approx((TRUE.rise, TRUE.ease), abs=1e-3)


def test_what_needs_no_bend_is_left_as_it_is() -> None:
    bent = bend(STEPS, EVERY, EVERY * probability(STEPS))
    right = anchored(bent, STEPS, EVERY, float((EVERY * probability(STEPS)).sum()))
    assert right(STEPS) == pytest.approx(STEPS, abs=1e-2)


def test_as_many_are_foretold_as_are_expected() -> None:
    bent = (TRUE.rise, TRUE.ease)
    for expected in (10.0, 500.0, 100_000.0):
        assert foretold(anchored(bent, STEPS, EVERY, expected), STEPS) == pytest.approx(expected, rel=1e-6)


def test_no_two_pairs_change_places_however_the_lesson_went() -> None:
    backwards = EVERY * np.where(STEPS > 1.0, 0.01, probability(STEPS))
    right = anchored(bend(STEPS, EVERY, backwards), STEPS, EVERY, 1_000.0)
    assert (np.diff(right(STEPS)) > 0).all()


def test_steps_without_pairs_say_nothing() -> None:
    none = np.where(np.arange(len(STEPS)) % 2 == 0, EVERY, 0.0)
    rise, ease = bend(STEPS, none, none * TRUE.probability(STEPS))
    assert (rise, ease) == pytest.approx((TRUE.rise, TRUE.ease), abs=1e-3)
