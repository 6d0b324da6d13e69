"""The plan: concrete steps for whom it is made, within the hours, made anew after every word on it."""

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import DAY, DOCTORAL, ENGINEER, NOW, PUPIL, drill, known, link, opening, passed, state, taken

from inroad.journal.steps import Decision
from inroad.path.levels import Shown
from inroad.path.plan.known import Known, OpenClaim
from inroad.path.plan.report import plan
from inroad.path.plan.schedule import WEEKS
from inroad.report.json import dumps
from inroad.types import AboutMe, KindShare, LastDay, PlanReport

DRILLS = tuple(
    state(drill(f"{family}-{n}", family, minutes=20 + 5 * n))
    for family in ("foundations", "networks", "adapting", "probability", "papers")
    for n in range(4)
)


def ids(report: PlanReport) -> list[str]:
    return [each.step_id for each in report.steps]


def said(step_id: str, state_: str, missed: int = 0, note: str = "") -> dict[str, Decision]:
    return {step_id: Decision(step_id, step_id, state_, missed, note, NOW)}  # type: ignore[arg-type]


@pytest.mark.parametrize("me", [AboutMe(), PUPIL, ENGINEER, DOCTORAL], ids=lambda each: str(each.situation))
def test_every_step_has_a_reason_an_effort_a_beginning_and_a_proof(me):
    report = plan(known(me, Shown(DRILLS), taken=(taken(opening()),)))
    assert len(report.steps) >= 4
    for each in (*report.steps, *(left.step for left in report.left_out)):
        assert each.title
        assert each.why
        assert each.do
        assert each.proof
        assert each.parts
        assert 0 < each.hours[0] <= each.hours[1]
        assert each.worth == pytest.approx(sum(part.points for part in each.parts))
    assert sum(each.now for each in report.steps) <= WEEKS * report.hours_a_week + 1e-6
    assert all(report.day <= each.until <= report.until for each in report.steps)


def test_who_says_nothing_is_first_asked_who_they_are():
    report = plan(known(AboutMe()))
    assert ids(report)[0] == "profile"
    assert not report.hours_known
    assert report.situation is None
    assert report.region == "unknown"


def test_people_get_different_plans():
    pupil, engineer, doctoral = (plan(known(me, Shown(DRILLS))) for me in (PUPIL, ENGINEER, DOCTORAL))
    assert pupil.paths[0].path.path_id == "school-programme"
    assert {each.path.path_id for each in engineer.paths} <= {
        "open-source",
        "twenty-percent",
        "infrastructure-first",
    }
    assert doctoral.paths[0].path.path_id == "workshop-paper"
    assert any(each.startswith("domain:seismology") for each in ids(doctoral))
    assert engineer.region == "ml first"
    assert "practice" in [each.kind for each in engineer.steps[:5]]


def test_who_begins_is_given_foundations_and_no_opening_yet():
    report = plan(known(PUPIL, Shown(DRILLS)))
    drills = [each for each in ids(report) if each.startswith("drills:")]
    assert {each.split(":")[1] for each in drills} == {"foundations", "networks"}
    assert "look:image generation" in ids(report)
    assert not {"first-claim", "find-opening:image generation"} & set(ids(report))
    begun = plan(known(PUPIL, Shown((*DRILLS, *passed(2)))))
    assert "find-opening:image generation" in ids(begun)


def test_the_same_is_planned_whatever_the_order_of_what_is_known():
    facts = {"drills": DRILLS, "taken": (taken(opening("a")), taken(opening("b")))}
    first = dumps(plan(known(ENGINEER, Shown(DRILLS), **facts)))
    for seed in range(5):
        mixed = {name: tuple(random.Random(seed).sample(each, len(each))) for name, each in facts.items()}
        assert dumps(plan(known(ENGINEER, Shown(mixed["drills"]), **mixed))) == first


def test_a_drill_passed_moves_the_step_on():
    before = plan(known(ENGINEER, Shown(DRILLS)))
    step = next(each for each in before.steps if each.step_id.startswith("drills:networks:"))
    first = step.step_id.rpartition(":")[2]
    after = tuple(state(e.drill, "learnt", 1) if e.drill.drill_id == first else e for e in DRILLS)
    assert step.step_id not in ids(plan(known(ENGINEER, Shown(after))))
    assert any(each.startswith("drills:networks:") for each in ids(plan(known(ENGINEER, Shown(after)))))


def test_an_opening_taken_comes_with_its_first_step_and_the_drill_it_needs():
    lora = state(drill("lora", "adapting", methods=("LoRA",), minutes=90))
    held = known(ENGINEER, Shown((*DRILLS, lora)), taken=(taken(opening(method="lora@2106")),), placed=True)
    report = plan(held, 12)
    step = next(each for each in report.steps if each.step_id == "underplayed:vera")
    assert (step.do, step.hours) == ("read it", (20.0, 60.0))
    assert next(each for each in report.steps if each.kind == "practice").step_id == "drills:adapting:lora"
    assert not any(each.startswith("find-opening") for each in ids(report))


def test_an_effort_that_cannot_be_told_is_said_to_be_assumed():
    report = plan(known(ENGINEER, taken=(taken(opening(hours=None)),)))
    step = next(each for each in report.steps if each.step_id == "underplayed:vera")
    assert "cannot be told" in step.why
    assert "assumed" in step.why


def test_a_large_opening_does_not_fill_the_plan_alone():
    report = plan(known(ENGINEER, Shown(DRILLS), taken=(taken(opening(hours=(200, 400))),)))
    step = next(each for each in report.steps if each.step_id == "underplayed:vera")
    assert step.now < step.hours[0]
    assert len(report.steps) > 3


def test_what_is_due_comes_before_what_is_new():
    late = tuple(state(drill(f"old-{n}"), "due", 2) for n in range(3))
    report = plan(known(ENGINEER, Shown((*DRILLS, *late)), cards_due=4, placed=True))
    places = [each.step_id.partition(":")[0] for each in report.steps]
    assert places.index("review") < places.index("drills")
    assert "2026-W10" in next(each for each in ids(report) if each.startswith("review"))


def test_a_step_that_is_done_leaves_and_the_next_one_moves_up():
    before = plan(known(ENGINEER, Shown(DRILLS)))
    step = before.steps[0]
    after = plan(known(ENGINEER, Shown(DRILLS), decisions=said(step.step_id, "done")))
    assert ids(after)[0] == ids(before)[1]
    assert [each.step_id for each in after.done] == [step.step_id]


def test_a_dropped_step_stays_away_and_can_be_seen():
    report = plan(known(ENGINEER, Shown(DRILLS), decisions=said("placement", "dropped")))
    assert "placement" not in ids(report)
    assert [each.step_id for each in report.dropped] == ["placement"]


def test_a_missed_step_stays_as_a_smaller_piece_worth_less():
    held = known(ENGINEER, taken=(taken(opening()),))
    before = next(e for e in plan(held).steps if e.step_id == "underplayed:vera")
    report = plan(replace(held, decisions=said("underplayed:vera", "missed", 2, "no time")))
    after = next(e for e in report.steps if e.step_id == "underplayed:vera")
    assert after.now < before.now
    assert after.worth < before.worth
    assert (after.missed, after.note) == (2, "no time")
    assert any("missed 2 times" in each for each in report.advice)


def test_steps_of_a_chosen_path_come_one_after_the_other():
    held = known(ENGINEER, chosen=("open-source",))
    first = [each for each in ids(plan(held)) if each.startswith("path:")]
    assert first == ["path:open-source:1", "path:open-source:2", "path:open-source:3"]
    assert "path:open-source:1" not in ids(plan(replace(held, decisions=said("path:open-source:1", "done"))))
    waiting = plan(held, 0.75)
    assert any(
        "comes after" in each.reason for each in waiting.left_out if each.step.step_id == "path:open-source:3"
    )


def test_of_a_path_that_nobody_chose_only_the_first_step_is_proposed():
    assert [each for each in ids(plan(known(PUPIL))) if each.startswith("path:")] == [
        "path:school-programme:1"
    ]


def test_no_second_pull_request_is_asked_for_beside_a_path_that_asks_for_one():
    assert "pull-request" not in ids(plan(known(ENGINEER)))
    assert "pull-request" in ids(plan(known(ENGINEER, chosen=("resident-expert",)), 30))
    had = known(ENGINEER, Shown(links=(link("pull request"),)), chosen=("resident-expert",), pull_requests=1)
    assert "pull-request" not in ids(plan(had, 30))


def test_fewer_hours_tell_what_falls_out_the_least_worth_first():
    held = known(ENGINEER, Shown(DRILLS), taken=(taken(opening()),))
    report = plan(held, 1.5)
    worths = [each.step.worth for each in report.dropped_for_hours]
    assert worths
    assert worths == sorted(worths)
    assert all("worth" in each.reason for each in report.dropped_for_hours)
    gone = [each for each in report.dropped_for_hours if each.reason.startswith("drop it")]
    assert gone
    assert not {each.step.step_id for each in gone} & set(ids(report))
    assert plan(held, 40).dropped_for_hours == () == plan(held).dropped_for_hours


def test_a_last_day_is_kept_and_its_hours_are_compared_with_those_there_are():
    soon = LastDay("tiny", "Tiny papers", DAY + dt.timedelta(days=5), 12.0, "the venue's call")
    report = plan(known(ENGINEER, Shown(DRILLS), deadlines=(soon,)))
    step = next(each for each in report.steps if each.step_id == "deadline:tiny")
    assert step.deadline == soon.day
    assert step.until <= soon.day
    assert any("less time" in each for each in report.advice)
    past = replace(soon, day=DAY - dt.timedelta(days=1))
    far = replace(soon, day=DAY + dt.timedelta(days=400))
    for each in (past, far):
        assert "deadline:tiny" not in ids(plan(known(ENGINEER, deadlines=(each,))))


def test_too_little_intense_work_is_said_and_lifts_intense_steps():
    easy = (KindShare("intense", 30, 0.1), KindShare("moderate", 170, 0.6), KindShare("passive", 100, 0.3))
    report = plan(known(ENGINEER, taken=(taken(opening()),), kinds=easy))
    assert any("10 %" in each for each in report.advice)
    step = next(each for each in report.steps if each.step_id == "underplayed:vera")
    assert any("intense" in part.name for part in step.parts)


def test_claims_begun_come_before_new_ones():
    report = plan(known(ENGINEER, claims_open=(OpenClaim("warmup", "Warm-up helps.", "inconclusive"),)))
    assert "claim:warmup" in ids(report)
    assert "first-claim" not in ids(report)


def test_evidence_that_nobody_can_see_asks_to_be_shown():
    assert "portfolio" in ids(plan(known(ENGINEER, provable=3)))
    assert "portfolio" not in ids(plan(known(ENGINEER, provable=3, shown=1)))


def test_evidence_and_own_word_are_told_apart_in_the_head():
    assert "your own word" in plan(known(ENGINEER)).head
    shown = Shown(passed(27, "foundations"), claims=tuple("abc"))
    assert "gap" not in plan(known(replace(ENGINEER, ml=3), shown)).head


@settings(max_examples=40, deadline=dt.timedelta(seconds=3))
@given(
    st.floats(0.5, 60),
    st.lists(st.sampled_from(["done", "missed", "dropped"]), max_size=6),
    st.integers(0, 3),
)
def test_no_plan_is_larger_than_its_hours_and_none_repeats_a_step(weekly, states, taken_):
    held: Known = known(ENGINEER, Shown(DRILLS), taken=tuple(taken(opening(f"o{n}")) for n in range(taken_)))
    report = plan(held, weekly)
    for word in states:
        if report.steps:
            step = report.steps[0]
            held = replace(
                held, decisions={**held.decisions, **said(step.step_id, word, int(word == "missed"))}
            )
            report = plan(held, weekly)
    assert sum(each.now for each in report.steps) <= WEEKS * weekly + 0.05
    every = [*ids(report), *(each.step.step_id for each in report.left_out)]
    assert len(set(every)) == len(every)
    over = {each.step_id for each in (*report.done, *report.dropped)}
    assert not over & set(every)
    assert [each.until for each in report.steps] == sorted(each.until for each in report.steps)
