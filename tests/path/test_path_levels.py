"""Levels: at least what is shown, unknown where nothing is, and no kind of evidence carries further than it
may."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import DAY, DOCTORAL, ENGINEER, drill, link, passed, state

from inroad.path import levels, profile
from inroad.path.levels import Shown
from inroad.path.skills import hiring, skills
from inroad.types import AboutMe, Helped, Hours

SKILLS = {each.skill_id: each for each in skills()}


def level(skill: str, shown: Shown) -> float | None:
    return levels.level(SKILLS[skill], shown, AboutMe()).level


def hours(skill: str, count: float, kind: str = "intense", source: str = "by hand") -> Hours:
    return Hours("1", DAY, 60 * count, kind, skill, "", "", source)  # type: ignore[arg-type]


def test_without_evidence_a_level_is_unknown_and_not_zero():
    report = profile.of(ENGINEER, Shown(), DAY)
    assert {each.level for each in report.skills} == {None}
    assert [each.level for each in report.axes] == [None, None]
    assert report.region == "unknown"
    assert [(each.least, each.most) for each in report.axes] == [(0.0, 4.0), (0.0, 4.0)]


@pytest.mark.parametrize(
    ("count", "expected"), [(1, 0.5), (2, 1.0), (6, 2.0), (10, 2.5), (14, 3.0), (27, 3.0)]
)
def test_points_become_levels_by_the_stated_rule(count, expected):
    assert level("networks", Shown(passed(count))) == expected


def test_a_mastered_drill_counts_twice_and_one_passed_over_a_quarter():
    assert level("networks", Shown(passed(3, mastered=True))) == level("networks", Shown(passed(6)))
    known = tuple(state(drill(f"d{n}"), "known") for n in range(8))
    assert level("networks", Shown(known)) == 1.0


def test_time_and_help_alone_reach_level_one_at_most():
    spent = (hours("cuda", 5000),)
    assert level("numerics", Shown(hours=spent)) == 1.0
    often = tuple(Helped(str(n), DAY, "Ada", "x", "debugging", None) for n in range(300))
    assert level("testing", Shown(helped=often)) == 1.0


def test_hours_do_not_lift_above_what_carries_further():
    drills = passed(6)
    with_hours = Shown(drills, hours=(hours("deep learning", 40),))
    assert level("networks", with_hours) > level("networks", Shown(drills))
    assert level("networks", Shown(passed(27), hours=(hours("deep learning", 9000),))) == 3.0


def test_hours_that_a_drill_noted_are_not_counted_beside_it():
    assert level("networks", Shown(hours=(hours("networks", 50, source="drill"),))) is None


def test_level_four_needs_work_that_others_could_check():
    assert level("experiments", Shown(claims=tuple("abcdefgh"))) == 4.0
    assert level("collaboration", Shown(links=tuple(link("pull request") for _ in range(6)))) == 4.0


def test_a_pull_request_counts_for_the_skill_it_names_and_for_working_together():
    shown = Shown(links=(link("pull request", "data"),))
    assert level("data", shown) == level("collaboration", shown) == 1.8
    assert level("systems", shown) is None


def test_code_that_nobody_looked_at_shows_nothing():
    assert {level(each, Shown(links=(link("code", each),))) for each in SKILLS} == {None}


@pytest.mark.parametrize(
    ("software", "ml", "region"),
    [
        (4.0, 1.0, "ml first"), (4.0, 1.5, "hired"), (0.5, 4.0, "software first"), (2.0, 2.0, "near"),
        (1.5, 4.0, "hired"), (0.0, 0.0, "ml first"), (None, 4.0, "unknown"), (4.0, None, "unknown"),
    ],
)  # fmt: skip
def test_regions(software, ml, region):
    assert levels.region(software, ml, hiring()) == region


def test_a_judgement_says_that_it_is_one_and_where_it_comes_from():
    assert "judgement" in hiring().basis
    assert hiring().source.startswith("https://")


def test_who_asks_for_openings_is_what_one_says_raised_to_what_is_shown():
    said = profile.of(replace(ENGINEER, ml=0), Shown(passed(14), claims=("a", "b", "c")), DAY).newcomer
    assert (said.name, said.machine, said.hours_a_week, said.software) == ("me", "one GPU", 6.0, 4)
    assert said.ml >= 1
    silent = profile.of(AboutMe(situation="pupil"), Shown(), DAY).newcomer
    assert (silent.software, silent.ml, silent.machine) == (1, 0, "laptop")


def test_what_is_missing_comes_with_the_command_that_says_it():
    assert all("inroad profile set --" in each for each in profile.of(AboutMe(), Shown(), DAY).missing)
    assert profile.of(DOCTORAL, Shown(), DAY).missing == ()


PIECES = st.lists(
    st.sampled_from(["drill", "mastered", "placed", "claim", "pull request", "writing", "hours", "helped"]),
    max_size=40,
)


def _shown(pieces: list[str]) -> Shown:
    made = Shown()
    for number, each in enumerate(pieces):
        if each in ("drill", "mastered", "placed"):
            standing = "known" if each == "placed" else "learnt"
            one = state(drill(f"d{number}"), standing, int(each != "placed"), each == "mastered")
            made = replace(made, drills=(*made.drills, one))
        elif each == "claim":
            made = replace(made, claims=(*made.claims, f"c{number}"))
        elif each in ("pull request", "writing"):
            made = replace(made, links=(*made.links, link(each, "networks")))
        elif each == "hours":
            made = replace(made, hours=(*made.hours, hours("transformer", 30)))
        else:
            made = replace(made, helped=(*made.helped, Helped(str(number), DAY, "A", "x", "training", None)))
    return made


@settings(max_examples=60, deadline=dt.timedelta(seconds=2))
@given(PIECES, st.integers(0, 39))
def test_more_evidence_never_lowers_a_level_and_order_does_not_matter(pieces, at):
    whole = profile.of(AboutMe(), _shown(pieces), DAY)
    less = profile.of(AboutMe(), _shown(pieces[:at]), DAY)
    for more, few in zip(whole.skills, less.skills, strict=True):
        assert few.level is None or (more.level is not None and more.level >= few.level)
        assert more.level is None or 0 < more.level <= 4
    back = profile.of(AboutMe(), _shown(pieces[::-1]), DAY)
    assert [each.level for each in back.skills] == [each.level for each in whole.skills]
