"""What is known of a venue's next last day, and the plan that goes for it."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from inroad.path import due
from inroad.path.levels import Shown
from inroad.path.plan.known import Known
from inroad.path.plan.report import plan
from inroad.path.profile import of
from inroad.path.venues.coming import best, last_day, last_days
from inroad.path.venues.dates import by_venue
from inroad.path.venues.times import own_zone
from inroad.report import plan_words as say
from inroad.types import AboutMe, Deadline

NOW = dt.datetime(2030, 1, 7, 12, tzinfo=dt.UTC)
BERLIN = ZoneInfo("Europe/Berlin")
ME = AboutMe(situation="engineer", aim="a first workshop paper", fields=("pruning",), hours_a_week=15)


def paper(day: str | None, year: int, label: str = "paper", kind: str = "paper") -> Deadline:
    at = dt.datetime.fromisoformat(f"{day}T11:59:00+00:00") if day else None
    return Deadline("ICLR", "", year, kind, label, day or "TBD", at, "", "", "", "list.yml")


def told(*found: Deadline, weekly: float = 15):
    return last_day("ICLR", found, NOW, BERLIN, weekly)


def test_an_announced_day_is_told_on_earth_and_at_home():
    found = told(paper("2029-09-26", 2030), paper("2030-09-25", 2031))
    assert (found.sure, found.title, found.day) == ("announced", "ICLR 2031", dt.date(2030, 9, 25))
    assert say.last_day(found, NOW.date()) == (
        "ICLR 2031: Tue 2030-09-24 23:59 AoE, Wed 2030-09-25 13:59 CEST, in 261 days; announced by list.yml"
    )
    assert found.plan is not None
    assert found.plan.deadline.year == 2031


@pytest.mark.parametrize(
    ("past", "day", "year"),
    [
        (["2029-09-26"], dt.date(2030, 9, 25), 2031),
        (["2027-03-10", "2029-03-07"], dt.date(2031, 3, 5), 2032),
        (["2028-01-26"], dt.date(2030, 1, 23), 2031),
    ],
)
def test_an_expected_day_is_moved_on_by_whole_turns_and_keeps_its_day_of_the_week(past, day, year):
    found = told(*(paper(each, int(each[:4]) + 1) for each in past), paper(None, 2031))
    assert found.sure == "expected"
    assert (found.day, found.title) == (day, f"ICLR {year}")
    assert "expected, moved on from" in say.last_day(found, NOW.date())


def test_what_nobody_announced_and_no_year_tells_is_unknown():
    for found in (told(), told(paper(None, 2031)), told(paper("2020-09-26", 2021))):
        assert (found.sure, found.day, found.plan) == ("unknown", None, None)
        assert "unknown" in say.last_day(found, NOW.date())


def test_a_commitment_says_that_a_review_comes_before():
    assert "reviewed before" in told(paper("2030-08-01", 2030, "commitment_deadline")).note
    assert told(paper("2030-08-01", 2030)).note == ""


def test_the_soonest_that_can_be_reached_is_gone_for():
    late, good = told(paper("2030-02-01", 2030)), told(paper("2030-09-25", 2031))
    far = told(paper("2030-12-01", 2031))
    suits = best([late, far, good])
    assert suits is not None
    assert suits[0] is good
    assert suits[1].late_days == 0
    least = best([told(paper("2030-02-01", 2030)), told(paper("2030-02-20", 2030))])
    assert least is not None
    assert least[0].day == dt.date(2030, 2, 20)


# -- two rounds a year ----------------------------------------------------------------------------


ROUNDS = (
    paper("2029-03-21", 2030, "abstract", "abstract"),
    paper("2029-03-28", 2030),
    paper("2029-08-29", 2030, "abstract", "abstract"),
    paper("2029-09-05", 2030),
)


def each_round(*found: Deadline, now: dt.datetime = NOW):
    told = last_days("ICLR", found, now, BERLIN, 15)
    return [(each.title, each.sure, each.day) for each in told]


def test_every_round_is_expected_again():
    assert each_round(*ROUNDS) == [
        ("ICLR 2031, round 1 of 2", "expected", dt.date(2030, 3, 27)),
        ("ICLR 2031, round 2 of 2", "expected", dt.date(2030, 9, 4)),
    ]


def test_between_two_rounds_the_second_is_announced_and_the_first_expected():
    assert each_round(*ROUNDS, now=dt.datetime(2029, 6, 1, tzinfo=dt.UTC)) == [
        ("ICLR 2030, round 2 of 2", "announced", dt.date(2029, 9, 5)),
        ("ICLR 2031, round 1 of 2", "expected", dt.date(2030, 3, 27)),
    ]


def test_a_round_that_was_announced_is_not_expected_beside_it():
    first = paper("2030-04-03", 2031)
    assert each_round(*ROUNDS, first) == [
        ("ICLR 2031", "announced", dt.date(2030, 4, 3)),
        ("ICLR 2031, round 2 of 2", "expected", dt.date(2030, 9, 4)),
    ]


def test_each_round_has_its_own_abstract_and_its_own_step():
    soon = dt.datetime(2028, 12, 1, tzinfo=dt.UTC)
    one, two = last_days("ICLR", ROUNDS, soon, BERLIN, 15)
    assert one.plan is not None
    assert two.plan is not None
    told = [next(s.by for s in each.steps if "abstract" in s.what) for each in (one.plan, two.plan)]
    assert told == [dt.date(2029, 3, 21), dt.date(2029, 8, 29)]
    assert (one.deadline_id, two.deadline_id) == ("ICLR:2030", "ICLR:2030/2")


def test_a_deadline_that_was_moved_and_a_commitment_are_no_rounds():
    moved = (paper("2029-09-05", 2030), paper("2029-09-12", 2030))
    assert each_round(*moved) == [("ICLR 2031", "expected", dt.date(2030, 9, 11))]
    reviewed = (paper("2030-02-10", 2030), paper("2030-04-20", 2030, "commitment_deadline"))
    assert each_round(*reviewed) == [("ICLR 2030", "announced", dt.date(2030, 2, 10))]


def test_lists_say_which_round_a_deadline_is_of():
    (found,) = by_venue(ROUNDS, {"ICLR": "ICLR"}).values()
    assert [each.note for each in found] == ["round 1 of 2"] * 2 + ["round 2 of 2"] * 2
    assert {each.note for each in by_venue(ROUNDS[:2], {"ICLR": "ICLR"})["ICLR"]} == {""}


def known(*deadlines, hours: float = 15, **more) -> Known:
    me = replace(ME, hours_a_week=hours)
    return Known(of(me, Shown(), NOW.date()), (), deadlines=deadlines, **more)


def test_the_plan_has_the_first_stage_and_after_it_the_next():
    found = told(paper("2030-04-30", 2031))
    step = next(each for each in plan(known(found)).steps if each.kind == "deadline")
    assert step.step_id == "deadline:ICLR:2031:1"
    assert "Stage 1 of 7" in step.why
    assert "--for ICLR " in step.do
    from inroad.journal.steps import Decision

    done = {step.step_id: Decision(step.step_id, step.title, "done", 0, "", NOW)}
    after = next(e for e in plan(known(found, decisions=done)).steps if e.kind == "deadline")
    assert after.step_id == "deadline:ICLR:2031:2"


def test_a_way_that_begins_later_pushes_nothing_aside():
    report = plan(known(told(paper("2030-12-01", 2031))))
    assert not [each for each in report.steps if each.kind == "deadline"]
    assert any("begins about 2030-" in each for each in report.advice)


def test_too_few_hours_are_told_and_not_planned():
    found = told(paper("2030-09-25", 2031), weekly=3)
    report = plan(known(found, hours=3))
    assert not [each for each in report.steps if each.kind == "deadline"]
    assert any("a first paper takes about 65 weeks" in each for each in report.advice)
    assert report.last_days == (found,)


@pytest.mark.parametrize(
    ("aim", "paths", "is_wanted"),
    [
        ("a first workshop paper", (), True),
        ("publish at ICLR", (), True),
        ("get hired", ("workshop-paper",), True),
        ("get hired", ("open-source",), False),
        ("", (), False),
    ],
)
def test_who_is_after_a_paper(aim, paths, is_wanted):
    assert due.wanted(AboutMe(aim=aim), paths) is is_wanted


def test_venues_are_found_in_an_aim_as_they_are_written():
    listed = ("ICLR", "ICML", "ACM MM", "ACL")
    assert due.named("a paper at iclr, or ACM MM", listed) == ["ACM MM", "ICLR"]
    assert due.named("a miracle", listed) == []


def test_the_zone_is_that_of_the_environment_if_it_is_one():
    assert own_zone({"TZ": ":Europe/Berlin"}).key == "Europe/Berlin"
    assert own_zone({"TZ": "Nowhere/At all"}).key == own_zone({}).key == "UTC"
