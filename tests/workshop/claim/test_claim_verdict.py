"""The decision table, row by row."""

import itertools

import numpy as np
import pytest
from claim_sample import part, points

from inroad.types import SeedDifference
from inroad.workshop.claim.paired import flips, interval, least_seeds, location, side
from inroad.workshop.claim.verdict import complete, judge, together

NOISE = [0.1, -0.2, 0.05, 0.15, -0.1, 0.0, -0.05, 0.2, 0.12, -0.17]


def decide(level, noise=1.0, count=10, planned=None, **changes):
    values = [level + noise * each for each in NOISE[:count]]
    found = judge(part(**changes), points(*values), planned or count, missing=0)
    return found.outcome, found.reason


@pytest.mark.parametrize(
    ("level", "noise", "expected"),
    [
        (2.0, 1, ("reproduced", "as claimed")),
        (1.0, 1, ("partly", "size not shown")),
        (0.5, 1, ("not reproduced", "smaller than matters")),
        (0.0, 1, ("not reproduced", "smaller than matters")),
        (-2.0, 1, ("not reproduced", "opposite")),
        (0.5, 20, ("inconclusive", "underpowered")),
    ],
)
def test_better(level, noise, expected):
    assert decide(level, noise) == expected


@pytest.mark.parametrize(
    ("level", "noise", "expected"),
    [
        (0.0, 1, ("reproduced", "as claimed")),
        (3.0, 1, ("reproduced", "as claimed")),
        (-2.0, 1, ("not reproduced", "opposite")),
        (-1.0, 1, ("inconclusive", "underpowered")),
    ],
)
def test_not_worse(level, noise, expected):
    assert decide(level, noise, kind="not worse") == expected


@pytest.mark.parametrize(
    ("level", "noise", "expected"),
    [
        (0.0, 1, ("reproduced", "as claimed")),
        (2.0, 1, ("not reproduced", "different")),
        (-2.0, 1, ("not reproduced", "different")),
        (0.0, 20, ("inconclusive", "underpowered")),
    ],
)
def test_same(level, noise, expected):
    assert decide(level, noise, kind="same") == expected


@pytest.mark.parametrize("kind", ["better", "same", "not worse"])
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_fewer_than_six_seeds_decide_nothing_whatever_they_say(kind, count):
    for level in (-1000.0, 0.0, 1000.0):
        assert decide(level, 0.001, count, kind=kind) == ("inconclusive", "underpowered")


def test_six_seeds_can_decide():
    assert decide(5.0, 1, 6) == ("reproduced", "as claimed")


def test_a_stricter_level_needs_more_seeds():
    assert [least_seeds(alpha) for alpha in (0.05, 0.01, 0.2)] == [6, 8, 4]
    values = points(*(5 + each for each in NOISE[:7]))
    assert judge(part(), values, 7, alpha=0.01).reason == "underpowered"


def test_nothing_and_unfinished_and_failed():
    assert judge(part(), [], 10, missing=20).outcome == "not attempted"
    assert judge(part(), points(*[5.0 + n for n in NOISE[:7]]), 10, missing=3).reason == "unfinished"
    assert judge(part(), points(*[5.0 + n for n in NOISE[:3]]), 10, missing=7).reason == "underpowered"
    assert judge(part(), points(*[5.0 + n for n in NOISE[:7]]), 10).reason == "failed runs"
    assert judge(part(), points(*[5.0 + n for n in NOISE[:8]]), 10).outcome == "reproduced"
    assert judge(part(), [], 10).reason == "failed runs"


def test_the_size_of_the_paper_counts_where_a_tolerance_is_given():
    assert decide(5.0, figure=2.0) == ("reproduced", "as claimed")
    assert decide(5.0, figure=2.0, tolerance=1.0) == ("partly", "other size")
    assert decide(5.0, figure=2.0, tolerance=3.5) == ("reproduced", "as claimed")


def test_what_only_one_test_can_tell_is_a_disagreement():
    # Seven of eight far above: the bootstrap is sure, signs are not.
    values = np.array([[0.9, 0.8, 0.7, 0.9, 0.8, 0.85, -1.6, 0.75]])
    found = [side(values, 0.0, (low, 1.0), 0.05) for low in (0.1, -0.1)]
    assert found[0].p > 0.05
    assert [each.side for each in found] == ["disagree", "unclear"]


def test_disagreement_is_inconclusive():
    # One seed of seven far on the other side: the bootstrap is sure that it is above 0, signs are not.
    values = [9.0, 9.0, 9.0, 9.0, 9.0, 9.0, -8.0]
    found = judge(part(interest=20.0, kind="better"), points(*values), 7)
    assert found.thresholds[0].side == "disagree"
    assert found.outcome == "not reproduced"
    found = judge(part(interest=8.9), points(*values), 7)
    assert (found.outcome, found.reason) == ("inconclusive", "tests disagree")


def test_the_order_of_seeds_does_not_matter():
    values = points(*(1.2 + each for each in NOISE))
    assert judge(part(), values, 10).interval == judge(part(), values[::-1], 10).interval


# -- parts together -------------------------------------------------------------------------------


def verdicts(*levels):
    return [judge(part(), points(*(level + each for each in NOISE)), 10) for level in levels]


def test_parts_together():
    assert together(verdicts(2, 3)) == ("reproduced", "as claimed")
    assert together(verdicts(2, 0)) == ("partly", "some parts only")
    assert together(verdicts(0, 0))[0] == "not reproduced"
    assert together(verdicts(1.0, 0)) == ("partly", "some parts only")
    few = judge(part(), points(5.0, 5.0, 5.1), 3)
    assert together([few, *verdicts(0)])[0] == "not reproduced"
    assert together([few, few]) == ("inconclusive", "underpowered")


# -- the two tests --------------------------------------------------------------------------------


def test_flips_are_those_of_all_combinations_of_signs():
    values = np.array([0.9, -0.3, 1.2, 0.4, 0.8, -0.1, 0.7])
    sums = [abs(np.dot(signs, values)) for signs in itertools.product((-1, 1), repeat=7)]
    expected = np.mean([each >= abs(values.sum()) - 1e-12 for each in sums])
    assert flips(values[None]) == pytest.approx(expected)


@pytest.mark.parametrize("seeds", [3, 5, 6, 10])
def test_the_smallest_p_is_two_in_all_combinations(seeds):
    assert flips(1 + np.arange(seeds)[None] / 10) == pytest.approx(2 / 2**seeds)


def test_differences_that_are_all_alike_have_an_interval_without_width():
    assert interval(np.full((1, 8), 0.3)) == (0.3, 0.3)
    assert decide(2.0, 0.0) == ("reproduced", "as claimed")


def test_several_data_sets_are_asked_about_their_middle_half():
    table = np.array([[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 700.0]])
    assert location(table) == pytest.approx((2 + 3 + 4 + 5) / 4)


def test_one_data_set_of_several_does_not_decide():
    rng = np.random.default_rng(0)
    values = [
        SeedDifference(seed, name, 0.0, 0.0, (50.0 if name == "a" else 0.0) + rng.normal(0, 0.1))
        for seed in range(1, 9)
        for name in "abcde"
    ]
    found = judge(part(), values, 8)
    assert found.outcome == "not reproduced"
    assert abs(found.effect) < 0.2


def test_seeds_that_lack_a_data_set_are_left_out():
    values = [SeedDifference(seed, name, 0.0, 0.0, float(seed)) for seed in range(1, 9) for name in "ab"]
    assert complete(values[:-1]).shape == (2, 7)


def test_dependent_data_sets_do_not_make_up_seeds():
    # The same noise in all four data sets: eight seeds are eight, not thirty-two.
    noise = np.random.default_rng(3).normal(0, 1, 8)
    one = flips(noise[None])
    four = flips(np.tile(noise, (4, 1)))
    assert four >= 2 / 2**8
    assert one > 0.05
    assert four > 0.05
