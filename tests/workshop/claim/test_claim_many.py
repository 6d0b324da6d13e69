"""Several methods, power, exploration: against published figures, simulation and SciPy."""

import numpy as np
import pytest
from claim_sample import MANIFEST, run
from scipy import stats

from inroad.types import MeanRank
from inroad.workshop.claim.explore import explore, holm
from inroad.workshop.claim.manifest import PILOT, claim_of, parse
from inroad.workshop.claim.many import friedman, groups, nemenyi, profile, profiles, ranking
from inroad.workshop.claim.planning import plan
from inroad.workshop.claim.power import cautious, needed, noise, power
from inroad.workshop.claim.samples import counting


def test_critical_differences_are_those_of_the_table():
    # Demšar 2006, section 3.2.2 and table 5(a): four classifiers on 14 data sets.
    assert nemenyi(4, 14, 0.05) == pytest.approx(1.25, abs=0.005)
    assert nemenyi(2, 6, 0.05) / np.sqrt(2 * 3 / (6 * 6)) == pytest.approx(1.960, abs=0.001)
    assert nemenyi(10, 6, 0.1) / np.sqrt(10 * 11 / (6 * 6)) == pytest.approx(2.920, abs=0.001)


def test_friedman_is_iman_and_davenports_form_of_scipys():
    table = np.random.default_rng(1).normal(size=(9, 4)) + np.array([0, 0.5, 1, 1.5])
    chi = stats.friedmanchisquare(*table.T).statistic
    expected = stats.f.sf(8 * chi / (9 * 3 - chi), 3, 3 * 8)
    p, ranks = friedman(table)
    assert p == pytest.approx(expected)
    assert ranks.sum() == pytest.approx(10)


def test_ties_everywhere_tell_nothing():
    assert friedman(np.ones((6, 3)))[0] == 1.0


def test_a_ranking_that_never_changes_is_certain():
    assert friedman(np.tile([1.0, 2.0, 3.0], (6, 1)))[0] == 0.0


def test_groups_are_the_largest_ones():
    means = [MeanRank(name, rank) for name, rank in zip("abcd", (1.0, 1.8, 2.6, 4.0), strict=True)]
    assert groups(means, 1.0) == (("a", "b"), ("b", "c"))
    assert groups(means, 5.0) == (("a", "b", "c", "d"),)
    assert groups(means, 0.1) == ()


def test_variants_are_ranked_by_what_is_better():
    claim = claim_of(parse(MANIFEST.replace('["new", "old"]', '["new", "old", "third"]')))
    level = {"new": 3.0, "old": 1.0, "third": 2.0}
    runs = counting([run(s, v, x + 0.01 * s) for s in claim.seeds for v, x in level.items()], "c")
    found = ranking(claim, "score", True, runs)
    assert [each.variant for each in found.ranks] == ["new", "third", "old"]
    assert ranking(claim, "score", False, runs).ranks[0].variant == "old"
    assert ranking(claim, "unheard of", True, runs) is None


def test_a_profile_is_the_share_above():
    scores = np.array([[0.0, 1.0], [1.0, 1.0]])
    assert profile(scores, np.array([-1.0, 0.5, 2.0])) == pytest.approx([1.0, 0.75, 0.0])


def test_profiles_are_made_where_there_are_several_data_sets():
    one = claim_of(parse(MANIFEST))
    two = claim_of(parse(MANIFEST.replace('varies = ["noise"]', 'data = ["a", "b"]')))
    runs = [
        run(s, v, x + s, data=d) for s in two.seeds for v, x in (("new", 3.0), ("old", 0.0)) for d in "ab"
    ]
    found = {each.variant: each for each in profiles(two, counting(runs, "c"))}
    assert found["new"].shares[0] == found["old"].shares[0] == 1.0
    assert found["new"].shares[-1] > found["old"].shares[-1] == 0.0
    assert all(a >= b for a, b in zip(found["new"].shares, found["old"].shares, strict=True))
    assert profiles(one, counting(runs, "c")) == ()


def test_a_pilot_over_several_data_sets_counts_seeds():
    claim = claim_of(parse(MANIFEST.replace('varies = ["noise"]', 'data = ["a", "b"]')))
    pilots = [
        run(PILOT + s, v, x * s + (d == "b"), data=d, role="pilot")
        for s in range(4)
        for v, x in (("new", 2.0), ("old", 1.0))
        for d in "ab"
    ]
    assert plan(claim, "c", pilots, 0.9).parts[0].pilot == 4


# -- power ----------------------------------------------------------------------------------------


def test_power_is_what_simulation_says():
    rng = np.random.default_rng(2)
    d = rng.normal(0.8, 1.0, (20_000, 12))
    p = stats.ttest_1samp(d, 0.0, axis=1).pvalue
    assert power(0.8, 1.0, 12) == pytest.approx((p < 0.05).mean(), abs=0.01)


def test_the_seeds_needed_are_the_fewest():
    seeds = needed(0.8, 1.0, 0.9)
    assert power(0.8, 1.0, seeds) >= 0.9 > power(0.8, 1.0, seeds - 1)
    assert needed(100.0, 1.0, 0.9) == 6
    assert needed(0.001, 1.0, 0.9) is None
    assert power(100.0, 1.0, 5) == 0.0
    assert power(1e9, 1.0, 30) == 1.0


def test_a_small_pilot_asks_for_care():
    assert cautious(1.0, 3) > cautious(1.0, 30) > 1.0


def test_a_plan_rests_on_pilot_seeds_if_there_are_any():
    claim = claim_of(parse(MANIFEST))
    pilots = [
        run(PILOT + s, v, x * (s + 1), role="pilot")
        for s in range(4)
        for v, x in (("new", 1.0), ("old", 0.5))
    ]
    mains = [run(s, v, 7.0) for s in claim.seeds for v in ("new", "old")]
    found = plan(claim, "c", [*pilots, *mains], 0.9)
    assert found.parts[0].pilot == 4
    assert found.parts[0].mean == pytest.approx(1.25)
    assert found.parts[0].paired == pytest.approx(1.0)
    assert found.warnings == ()
    assert "decide" in plan(claim, "c", mains, 0.9).warnings[0]
    assert plan(claim, "other code", pilots, 0.9).parts[0].spread is None


def test_noise_of_one_seed_is_measured_by_the_spread_of_seeds():
    found = noise([("a", [(1.0, 1.1)], [0.0, 1.0]), ("b", [(1.0, 1.0)], [0.0, 1.0])])
    assert found == [("a", pytest.approx(0.1 / np.std([0, 1], ddof=1)))]


# -- exploration ----------------------------------------------------------------------------------


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def test_exploration_leaves_out_what_the_protocol_asks():
    claim = claim_of(parse(MANIFEST.replace('["new", "old"]', '["new", "old", "third"]')))
    runs = counting([run(s, v, s * 0.1 + i) for s in claim.seeds for i, v in enumerate(claim.variants)], "c")
    found = explore(claim, runs)
    assert {(each.variant, each.baseline) for each in found.comparisons} == {
        ("new", "third"),
        ("old", "third"),
    }
    assert found.left_out == ("score: new and old",)
    assert all(each.adjusted >= each.p for each in found.comparisons)


def test_noise_is_rarely_noteworthy():
    rng = np.random.default_rng(5)
    claim = claim_of(parse(MANIFEST.replace('["new", "old"]', '["new", "old", "c", "d"]')))
    hits = 0
    for _ in range(20):
        runs = counting([run(s, v, float(rng.normal())) for s in claim.seeds for v in claim.variants], "c")
        hits += any(each.noteworthy for each in explore(claim, runs).comparisons)
    assert hits <= 3
