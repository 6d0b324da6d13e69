"""Openings in the order in which one person should look at them."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import openings_sample as sample
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.openings.feasible import HOURS_FIT, MACHINE_FITS, fits
from inroad.openings.news import news
from inroad.openings.profile import MACHINES, PROFILES
from inroad.openings.rank import KINDS, mixed, rank, unit
from inroad.openings.taught import MOST, TURNS, Lessons
from inroad.types import Choices, Dismissed, Effort, Evidence, Newcomer, Opening, OpeningKind, Taken

NOW = sample.NOW
ANYBODY = Newcomer("anybody", "cluster", 40, 52, 4, 4)
SEVERAL = Effort((10, 20), "several GPUs", "")
LAPTOP = Effort((10, 20), "laptop", "")


def chosen(taken: list[Opening] = [], dismissed: list[Opening] = []) -> Choices:  # noqa: B006
    return Choices(
        tuple(Taken(each, NOW, "", "planned") for each in taken),
        tuple(Dismissed(each, NOW, "no") for each in dismissed),
    )


def order(*arguments: object, **more: object) -> list[str]:
    return [each.opening_id for each in rank(*arguments, **more).openings]  # type: ignore[arg-type]


def points(opening: Opening, name: str) -> float:
    return sum(part.points for part in opening.parts if part.name == name)


def one(opening_id: str, found: list[Opening] | tuple[Opening, ...]) -> Opening:
    return next(each for each in found if each.opening_id == opening_id)


# -- within a kind --------------------------------------------------------------------------------


def test_the_finders_parts_stay_first_and_whole():
    (found,) = rank([sample.opening("vera", score=2.0)], ANYBODY).openings
    assert found.parts[0] == sample.opening("vera", score=2.0).parts[0]
    assert found.score == pytest.approx(2.0 + MACHINE_FITS + HOURS_FIT)
    assert {part.name for part in found.parts[1:]} == {"your machine", "your hours", "your skills"}
    assert all(part.why for part in found.parts[1:])


def test_scores_decide_where_means_do_not():
    found = [sample.opening(name, score=score) for name, score in (("a", 1.0), ("b", 3.0), ("c", 2.0))]
    assert order(found, ANYBODY) == ["underplayed:b", "underplayed:c", "underplayed:a"]


def test_equal_scores_go_by_id():
    found = [sample.opening(name, score=0.1 + 0.2) for name in "cab"]
    found[1] = replace(found[1], parts=(replace(found[1].parts[0], points=0.3),))  # the same but for a bit
    assert order(found, ANYBODY) == ["underplayed:a", "underplayed:b", "underplayed:c"]


def test_a_machine_that_is_not_there_counts_against_an_opening():
    found = [
        sample.opening("big", score=1.1, effort=SEVERAL),
        sample.opening("small", score=1.0, effort=LAPTOP),
    ]
    assert order(found, ANYBODY)[0] == "underplayed:big"
    assert order(found, replace(ANYBODY, machine="one GPU"))[0] == "underplayed:small"


def test_two_sizes_beyond_the_machine_is_out_of_reach():
    ranked = rank([sample.opening("big", effort=SEVERAL)], replace(ANYBODY, machine="laptop"))
    assert ranked.openings == ()
    assert [(each.reason, each.openings) for each in ranked.left_out] == [
        ("need several GPUs, you have a laptop", 1)
    ]


@pytest.mark.parametrize("machine", MACHINES)
def test_a_larger_machine_is_never_worse(machine):
    found = sample.opening(effort=Effort((5, 9), machine, ""))
    values = [fits(found, replace(ANYBODY, machine=each))[0].units for each in MACHINES]
    assert values == sorted(values)
    assert values[-1] == MACHINE_FITS


@given(st.integers(0, 400), st.integers(0, 4000), st.floats(0.5, 168), st.floats(0.5, 168))
def test_more_hours_are_never_worse(low, more, few, many):
    found = sample.opening(effort=Effort((low, low + more), "laptop", ""))
    values = [fits(found, replace(ANYBODY, hours_a_week=each))[1].units for each in sorted((few, many))]
    assert -2.0 <= values[0] <= values[1] + 1e-12
    assert values[1] <= HOURS_FIT


def test_unknown_effort_counts_neither_way():
    found = sample.opening(effort=Effort(None, "unknown", ""))
    assert [each.units for each in fits(found, PROFILES["student"])[:2]] == [0.0, 0.0]
    unsaid = replace(ANYBODY, machine="unknown")
    assert fits(sample.opening(effort=SEVERAL), unsaid)[0].units == 0.0


def test_missing_skill_counts_against_a_kind_that_asks_for_it():
    software = replace(ANYBODY, ml=0)
    transfer, issue = sample.opening("a", "transfer"), sample.opening("b", "issue")
    assert fits(transfer, software)[2].units < fits(issue, software)[2].units < 0.0
    assert fits(transfer, ANYBODY)[2].units == 0.0


def test_a_unit_is_the_middle_half_of_a_kinds_scores():
    assert unit([float(number) for number in range(9)]) == 4.0  # 2 to 6
    assert unit([1.0, 1.0, 1.0, 1.0, 9.0]) == 8.0  # no middle: the range
    assert unit([3.0]) == unit([]) == unit([2.0, 2.0]) == 1.0


def test_what_differs_by_a_bit_is_the_same():
    found = [sample.opening("b", score=0.1 + 0.2), sample.opening("a", score=0.3)]
    assert found[0].score > found[1].score
    assert [each.opening_id[-1] for each in mixed(found, dict.fromkeys(KINDS, 1.0))] == ["a", "b"]
    assert unit([each.score for each in found]) == 1.0


def test_the_scale_of_a_finder_does_not_matter():
    efforts = [SEVERAL, LAPTOP, Effort((90, 400), "one GPU", ""), Effort(None, "unknown", "")]
    for scale in (0.001, 1.0, 1000.0):
        found = [
            sample.opening(f"n{number}", score=scale * score, effort=efforts[number])
            for number, score in enumerate((5.0, 4.9, 4.8, 1.0))
        ]
        assert order(found, PROFILES["engineer"]) == [f"underplayed:n{number}" for number in (1, 0, 2, 3)]


# -- between kinds --------------------------------------------------------------------------------


def test_kinds_take_turns_whatever_their_scores():
    kinds: tuple[OpeningKind, ...] = ("underplayed", "transfer", "issue")
    found = [
        sample.opening(f"{kind}{number}", kind, scale * (10 - number))
        for scale, kind in zip((0.01, 1.0, 50.0), kinds, strict=True)
        for number in range(3)
    ]
    assert [each.kind for each in rank(found, ANYBODY).openings] == list(kinds) * 3


def test_kinds_that_were_taken_more_come_more_often():
    found = [
        sample.opening(f"{number}", kind, 9.0 - number)
        for kind in ("transfer", "issue")
        for number in range(6)
    ]
    liked = [sample.opening(f"old{number}", "issue") for number in range(8)]
    disliked = [sample.opening(f"old{number}", "transfer") for number in range(8)]
    first = [each.kind for each in rank(found, ANYBODY, chosen(liked, disliked)).openings[:6]]
    assert first.count("issue") == 5
    assert "issue 8 of 8" in rank(found, ANYBODY, chosen(liked, disliked)).order
    again = [each.kind for each in rank(found, ANYBODY, chosen(disliked, liked)).openings[:6]]
    assert again.count("transfer") == 5


def test_turns_are_dealt_like_seats():
    # Two to one by Sainte-Laguë: 2/1, 1/1, 2/3, 2/5, 1/3 and 2/7 are the first six quotients.
    found = [sample.opening(f"{number}", kind) for kind in ("transfer", "issue") for number in range(4)]
    turns = {**dict.fromkeys(KINDS, 1.0), "issue": 2.0}
    shown = [each.kind for each in mixed(found, turns)]  # type: ignore[arg-type]
    assert shown[:6] == ["issue", "transfer", "issue", "issue", "transfer", "issue"]


def test_no_kind_is_shut_out():
    found = [sample.opening(f"{number}", kind) for kind in ("transfer", "issue") for number in range(6)]
    liked = [sample.opening(f"old{number}", "issue") for number in range(500)]
    disliked = [sample.opening(f"old{number}", "transfer") for number in range(500)]
    turns = Lessons(chosen(liked, disliked), {}).turns()
    assert (turns["transfer"], turns["issue"]) == (1 / TURNS, pytest.approx(2.0, abs=0.02))
    assert "transfer" in [each.kind for each in rank(found, ANYBODY, chosen(liked, disliked)).openings[:5]]


def test_mixing_keeps_all_and_the_order_of_each_kind():
    found = sample.field()
    shown = mixed(found, dict.fromkeys(KINDS, 1.0))
    assert sorted(each.opening_id for each in shown) == sorted(each.opening_id for each in found)
    for kind in KINDS:
        own = [each.score for each in shown if each.kind == kind]
        assert own == sorted(own, reverse=True)


# -- choices --------------------------------------------------------------------------------------


def test_what_is_in_the_plan_is_not_shown_again():
    ranked = rank(sample.field(), ANYBODY, chosen([sample.opening("vera")]))
    assert "underplayed:vera" not in [each.opening_id for each in ranked.openings]
    assert [(each.reason, each.openings) for each in ranked.left_out] == [("are in your plan", 1)]


def test_what_was_dismissed_stays_away_while_nothing_changes():
    ranked = rank(sample.field(), ANYBODY, chosen(dismissed=[sample.field()[0]]))
    assert "underplayed:vera" not in [each.opening_id for each in ranked.openings]
    assert ranked.left_out[0].reason == "you dismissed, and nothing has changed since"


def test_what_was_dismissed_comes_back_with_news():
    before = replace(sample.field()[0], obstacle="no code, no package, no demo")
    ranked = rank(sample.field(), ANYBODY, chosen(dismissed=[before]))
    back = one("underplayed:vera", ranked.openings)
    (told,) = [part for part in back.parts if part.name == "back again"]
    assert told.why == "you dismissed it; what was in the way then: no code, no package, no demo"


def test_dismissals_teach_what_openings_have_in_common():
    big = [sample.opening(f"old{number}", effort=SEVERAL) for number in range(4)]
    small = [sample.opening(f"old{number}", effort=LAPTOP) for number in range(4, 8)]
    found = [
        sample.opening("big", score=1.05, effort=SEVERAL),
        sample.opening("small", score=1.0, effort=LAPTOP),
        sample.opening("best", score=3.0, effort=Effort((10, 20), "one GPU", "")),
    ]
    assert order(found, ANYBODY)[1:] == ["underplayed:big", "underplayed:small"]
    ranked = rank(found, ANYBODY, chosen([big[0], *small[1:]], [*big[1:], small[0]]))
    assert [each.opening_id for each in ranked.openings][1:] == ["underplayed:small", "underplayed:big"]
    whys = [part.why for part in ranked.openings[2].parts if part.name == "your choices"]
    assert "of the openings that need several GPUs you dismissed 3 of 4" in whys
    assert points(ranked.openings[1], "your choices") > 0 > points(ranked.openings[2], "your choices")


def test_one_dismissal_says_little_and_more_say_more():
    sizes = []
    for count in (1, 3, 9):
        lessons = Lessons(chosen([sample.opening("ok", effort=LAPTOP)], _old(count, SEVERAL)), {})
        (fit,) = [each for each in lessons.fits(sample.opening(effort=SEVERAL)) if "several" in each.why]
        sizes.append(fit.units)
    assert 0 > sizes[0] > sizes[1] > sizes[2] > -MOST
    assert sizes[0] > -0.3


def _old(count: int, effort: Effort) -> list[Opening]:
    return [sample.opening(f"old{number}", effort=effort) for number in range(count)]


def test_what_all_openings_share_teaches_nothing():
    lessons = Lessons(chosen(dismissed=_old(20, LAPTOP)), {})
    other = sample.opening("new", effort=Effort((10, 20), "laptop", ""))
    strange = sample.opening("strange", effort=Effort((900, 999), "cluster", ""), obstacle="no licence")
    same = sum(each.units for each in lessons.fits(other))
    assert -MOST <= same < sum(each.units for each in lessons.fits(strange)) == 0.0


def test_obstacles_lengths_and_families_are_traits():
    lessons = Lessons(Choices(), {"dora": "LoRA"})
    found = sample.opening(
        "dora", obstacle="No licence, no demo; no code", effort=Effort((60, 200), "unknown", "")
    )
    assert [each.words for each in lessons.traits(found)] == [
        "take more than about 40 hours",
        "have no code",
        "have no demo",
        "have no licence",
        "are about what builds on LoRA",
    ]


def test_families_are_learnt_across_methods():
    families = {"dora": "LoRA", "vera": "LoRA", "mamba-2": "Mamba"}
    disliked = [sample.opening("vera", kind) for kind in KINDS]
    liked = [sample.opening("mamba-2", kind) for kind in KINDS]
    lessons = Lessons(chosen(liked, disliked), families)
    why = [each.why for each in lessons.fits(sample.opening("dora"))]
    assert why == ["of the openings that are about what builds on LoRA you dismissed 5 of 5"]


def test_what_was_dropped_teaches_nothing():
    choices = Choices((Taken(sample.opening("old", effort=SEVERAL), NOW, "", "dropped"),))
    assert Lessons(choices, {}).fits(sample.opening(effort=SEVERAL)) == ()


@given(st.integers(0, 60), st.integers(0, 60))
def test_choices_never_outweigh_all_else(taken, dismissed):
    old = [
        sample.opening(f"old{number}", effort=SEVERAL, method="dora") for number in range(taken + dismissed)
    ]
    lessons = Lessons(chosen(old[:taken], old[taken:]), {"dora": "LoRA"})
    total = sum(each.units for each in lessons.fits(sample.opening("dora", effort=SEVERAL)))
    assert abs(total) <= MOST + 1e-9


# -- news -----------------------------------------------------------------------------------------


def test_no_news_is_no_news():
    assert news(sample.opening(), sample.opening()) is None


def test_figures_that_drift_are_no_news():
    before = sample.opening(obstacle="41 stars, no package")
    now = sample.opening(
        obstacle="44 stars, no package", evidence=(sample.EVIDENCE, replace(sample.STARS, figure=44.0))
    )
    assert news(before, now) is None


def test_a_figure_that_doubles_is_news():
    now = sample.opening(evidence=(sample.EVIDENCE, replace(sample.STARS, figure=82.0)))
    assert news(sample.opening(), now) == "stars of a repository: 41 then, 82 now"


def test_one_newer_example_among_many_is_no_news_but_half_of_them_is():
    old = tuple(Evidence(f"2401.0000{number}", note="names it") for number in range(5))
    new = tuple(Evidence(f"2601.0000{number}", note="names it") for number in range(5))
    before = sample.opening(evidence=old)
    assert news(before, sample.opening(evidence=(*old[1:], new[0]))) is None
    assert (
        news(before, sample.opening(evidence=(*old[:2], *new[:3]))) == "3 of 5 pieces of its evidence are new"
    )


# -- deterministic --------------------------------------------------------------------------------


def test_the_order_of_input_does_not_matter():
    found = sample.field()
    choices = chosen([found[0]], [found[3]])
    expected = rank(found, PROFILES["engineer"], choices)
    for shuffled in list(permutations(found[:5])):
        assert rank([*found[5:], *shuffled], PROFILES["engineer"], choices) == expected


def test_the_hash_seed_does_not_matter():
    code = (
        "import openings_sample as s; from inroad.openings.rank import rank;"
        "from inroad.openings.profile import *; from inroad.types import *; f = s.field();"
        "c = Choices((Taken(f[0], s.NOW, '', 'planned'),), (Dismissed(f[3], s.NOW, 'no'),));"
        "print(rank(f, PROFILES['engineer'], c, {'vera': 'LoRA', 'dora': 'LoRA'}))"
    )
    here = Path(__file__).parents[2]
    said = set()
    for seed in ("0", "1", "2"):
        path = os.pathsep.join([str(here / "src"), str(here / "tests" / "cli")])
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        )
        said.add(done.stdout)
    assert len(said) == 1
    assert said.pop()


def test_an_opening_that_two_finders_give_is_shown_once():
    assert order([sample.opening("a"), sample.opening("a")], ANYBODY) == ["underplayed:a"]


def test_nothing_is_ranked_from_nothing():
    ranked = rank([], ANYBODY)
    assert (ranked.openings, ranked.left_out) == ((), ())
    assert NOW.tzinfo is dt.UTC
