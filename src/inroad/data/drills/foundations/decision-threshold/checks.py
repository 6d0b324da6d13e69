"""What is checked of an answer to thresholds."""

import numpy as np

from inroad.practice.kit import grows, inputs, integers, number, positive, prop, same, size, stable


def forecasts(draw):
    n = size(draw, 4, 10)
    y = integers(draw, 0, 1, n)
    y[:3] = [0, 1, 0]
    return y, integers(draw, 0, 8, n) / 8  # eighths are exact


def costs(draw):
    return size(draw, 1, 9) / 4, size(draw, 1, 9) / 4


@inputs
def priced(draw):
    return costs(draw)


@inputs
def decided(draw):
    return *forecasts(draw), size(draw, 0, 8) / 8, *costs(draw)


@inputs
def searched(draw):
    return *forecasts(draw), *costs(draw)


@inputs
def shifted(draw):
    return (
        positive(draw, size(draw, 2, 5), least=0.02, most=0.98),
        number(draw, 0.05, 0.9),
        number(draw, 0.05, 0.9),
    )


@inputs
def beneficial(draw):
    return *forecasts(draw), size(draw, 1, 7) / 8


def there_and_back(answer, reference, p, old, new):
    back = answer.shift_prior(answer.shift_prior(p, old, new), new, old)
    assert np.allclose(back, p), "shifting there and back must change nothing"


def no_better(answer, reference, y, p, cost_false_alarm, cost_miss):
    _, cost = answer.best_threshold(y, p, cost_false_alarm, cost_miss)
    for other in (-1.0, 0.3, 0.6, 2.0):
        assert cost <= reference.expected_cost(y, p, other, cost_false_alarm, cost_miss) + 1e-9, (
            "no other threshold may cost less"
        )


ends = np.array([0.0, 1.0, 0.5]), 0.5, 0.01
SLOW = "all rows are counted again for each threshold: sort once and let costs run"
CHECKS = [
    # One quotient.
    *same("bayes_threshold", priced, rtol=1e-9, atol=1e-12, examples=15),
    *same("expected_cost", decided, rtol=1e-9, atol=1e-12, examples=25),
    *same("best_threshold", searched, rtol=1e-9, atol=1e-9, examples=30),
    *same("shift_prior", shifted, rtol=1e-9, atol=1e-12, examples=20),
    *same("net_benefit", beneficial, rtol=1e-9, atol=1e-12, examples=20),
    prop(
        "invariance",
        "there and back changes nothing",
        there_and_back,
        shifted,
        calls="shift_prior",
        examples=10,
    ),
    prop(
        "invariance",
        "no other threshold costs less",
        no_better,
        searched,
        calls="best_threshold",
        examples=10,
    ),
    stable("shift_prior", ends),
    stable("best_threshold", (np.array([0, 0, 0]), np.array([0.9, 0.2, 0.2]), 1.0, 2.0)),
    grows(
        "best_threshold",
        lambda n: (np.arange(n) % 3 // 2, np.sin(np.arange(n)) ** 2, 1.0, 2.0),
        power=1,
        mistake=SLOW,
    ),
]
