"""Time spent: lengths, balance, streaks, drills counted once, the timer, undo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.config import Config
from inroad.errors import InputError, NotFound
from inroad.journal import events
from inroad.journal import hours as kept
from inroad.journal.export import export
from inroad.journal.hours import Work
from inroad.journal.records import Event
from inroad.journal.store import open_journal
from inroad.journal.take_in import take_in
from inroad.path import hours, log, spans
from inroad.path.practised import practised
from inroad.path.week import review
from inroad.types import Helped, Hours

NOW = dt.datetime(2026, 4, 2, 9, 30, tzinfo=dt.UTC)  # a Thursday
TODAY = NOW.date()
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path / "home")


def entry(day: int = 0, minutes: float = 60, kind: str = "intense", skill: str = "", **more) -> Hours:
    name = f"{day}{kind}{skill}{minutes}"
    return Hours(name, TODAY + day * DAY, minutes, kind, skill, more.pop("note", ""), "", "by hand", **more)


def at(minutes: float) -> dt.datetime:
    return NOW + minutes * MINUTE


def event(minutes: float, what: str, drill: str = "softmax", **data: object) -> Event:
    if what == "started":
        data = {"folder": "/x"} | data
    if what == "passed":
        data = {"due": "2026-05-01T00:00:00Z", "memory": "m", "grade": "good"} | data
    return Event(at(minutes), "practice", what, drill, data)


# -- lengths ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1.5h", 90),
        ("1,5 h", 90),
        ("90m", 90),
        ("90 min", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("2 hours", 120),
        ("1m", 1),
        ("24h", 1440),
    ],
)
def test_lengths_as_people_write_them(text, minutes):
    assert spans.minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "90", "1.5", "0m", "0h", "25h", "h", "1:3", "-1h", "1d", "1h 90 90", "٣h"]
)
def test_what_is_no_length_is_refused(text):
    with pytest.raises(InputError):
        spans.minutes(text)


@given(st.integers(1, 1440))
def test_every_length_that_is_printed_can_be_typed(minutes):
    from inroad.report.log_words import length

    assert spans.minutes(length(minutes)) == minutes


STRETCHES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), max_size=6)


@given(STRETCHES, st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted))
def test_a_stretch_without_others_is_what_counting_minutes_gives(taken, span):
    left = spans.minus((at(span[0]), at(span[1])), [(at(a), at(b)) for a, b in taken])
    minutes = {m for m in range(*span) if not any(a <= m < b for a, b in taken)}
    assert spans.length(left) == len(minutes)


# -- sums ---------------------------------------------------------------------------------------------


def test_kinds_add_up_to_all_of_it():
    found = hours.by_kind([entry(minutes=90), entry(kind="moderate", minutes=30)])
    assert [(each.kind, each.minutes, each.share) for each in found] == [
        ("intense", 90, 0.75),
        ("moderate", 30, 0.25),
        ("passive", 0, 0.0),
    ]
    assert [each.share for each in hours.by_kind([])] == [None] * 3


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ((60, 0, 0), "Too little"),
        ((90, 60, 30), "50 % is intense; recommended is most"),
        ((200, 60, 30), "the pyramid that is recommended"),
        ((200, 30, 60), "more should be reading than listening"),
        ((0, 0, 300), "0 % is intense"),
        ((300, 0, 0), "the pyramid that is recommended"),
    ],
)
def test_the_balance_is_told_against_the_pyramid(minutes, said):
    entries = [entry(minutes=m, kind=kind) for m, kind in zip(minutes, hours.KINDS, strict=True) if m]
    assert said in hours.balance(hours.by_kind(entries))


def test_skills_are_the_same_in_any_case():
    found = hours.by_skill([entry(skill="CUDA"), entry(skill="cuda", kind="passive"), entry(minutes=10)])
    assert [(each.skill, each.minutes, each.intense) for each in found] == [("CUDA", 120, 60), ("", 10, 10)]


@pytest.mark.parametrize(
    ("days", "row", "longest"),
    [
        ([], 0, 0),
        ([0], 1, 1),
        ([-1], 1, 1),
        ([-2], 0, 1),
        ([0, -1, -2], 3, 3),
        ([-1, -2, -5, -6, -7, -8], 2, 4),
        ([0, -2], 1, 1),
        ([0, 1], 1, 1),
    ],
)
def test_a_day_that_is_not_over_breaks_no_streak(days, row, longest):
    found = hours.streak([TODAY + each * DAY for each in days], TODAY)
    assert (found.days, found.longest) == (row, longest)


def test_a_pause_is_not_spoken_of():
    from inroad.report.log_words import steady

    said = steady(hours.streak([TODAY - 9 * DAY], TODAY))
    assert said == "Something on 1 of the last 28 days."


# -- drills -------------------------------------------------------------------------------------------

SITTING = [event(0, "started"), event(10, "checked", outcome="wrong"), event(25, "passed")]


def test_a_drill_logs_itself_as_intense_time():
    (found,) = practised(SITTING, [], {"softmax": "foundations"})
    assert (found.minutes, found.kind, found.skill, found.source) == (25, "intense", "foundations", "drill")
    assert (found.about, found.day, found.began) == ("drill:softmax", TODAY, NOW)


def test_a_minute_that_the_timer_counted_is_not_counted_again():
    timed = entry(minutes=15, began=at(-5), ended=at(10))
    (found,) = practised(SITTING, [timed], {})
    assert found.minutes == 15
    assert practised(SITTING, [entry(minutes=60, began=at(-5), ended=at(55))], {}) == ()


def test_two_drills_at_once_are_not_counted_twice():
    told = [
        event(0, "started"),
        event(5, "started", "relu"),
        event(15, "passed", "relu"),
        event(20, "passed"),
    ]
    assert sum(each.minutes for each in practised(told, [], {})) == 20


def test_time_logged_about_a_drill_stands_for_what_it_noted_that_day():
    said = Hours("x", TODAY, 40, "intense", "", "", "drill:softmax", "by hand")
    assert practised(SITTING, [said], {}) == ()
    other_day = Hours("x", TODAY - DAY, 40, "intense", "", "", "drill:softmax", "by hand")
    assert len(practised(SITTING, [other_day], {})) == 1


def test_a_long_pause_counts_as_the_room_of_practice_counts_it():
    (found,) = practised([event(0, "started"), event(300, "passed")], [], {})
    assert found.minutes == 20


def test_drills_and_hours_meet_in_the_log(config):
    journal = open_journal(config)
    with journal.writing(NOW) as connection:
        for each in SITTING:
            events.add(connection, each)
    log.add(config, Work("moderate", "reading"), TODAY, 35, at(60))
    found = log.report(config, at(61))
    assert found.minutes == 60
    assert {(each.source, each.minutes) for each in found.entries} == {("by hand", 35), ("drill", 25)}


# -- the timer ----------------------------------------------------------------------------------------


def test_the_timer_outlives_every_process_and_logs_what_it_showed(config):
    log.start(config, Work("intense", "jax", "a note"), NOW)
    assert log.report(config, at(20)).timer_minutes == 20
    done = log.stop(config, at(50))
    assert (done.entry.minutes, done.entry.began, done.entry.ended) == (50, NOW, at(50))
    assert (done.entry.kind, done.entry.skill, done.entry.note) == ("intense", "jax", "a note")
    assert log.report(config, at(51)).timer is None


def test_a_forgotten_timer_is_asked_about_and_never_counted_silently(config):
    log.start(config, Work("intense"), NOW)
    with pytest.raises(InputError, match="for 14 hours") as caught:
        log.stop(config, at(14 * 60))
    assert "--took" in caught.value.remedy
    assert log.report(config, at(14 * 60)).timer is not None
    done = log.stop(config, at(14 * 60), 120)
    assert (done.entry.minutes, done.entry.ended) == (120, at(120))


def test_a_clock_that_went_back_is_asked_about(config):
    log.start(config, Work("intense"), NOW)
    with pytest.raises(InputError, match="still to come"):
        log.stop(config, at(-30))
    assert log.stop(config, at(-30), 10).entry.minutes == 10


def test_less_than_a_minute_is_nothing(config):
    log.start(config, Work("intense"), NOW)
    assert log.stop(config, at(0.2)).done == "discarded"
    assert log.report(config, at(1)).entries == ()


def test_only_one_timer_runs(config):
    log.start(config, Work("intense"), NOW)
    with pytest.raises(InputError, match="running already"):
        log.start(config, Work("intense"), at(1))
    log.discard(config, at(2))
    for act in (log.discard, log.stop):
        with pytest.raises(InputError, match="does not run"):
            act(config, at(3))


def test_a_day_to_come_is_refused(config):
    with pytest.raises(InputError, match="still to come"):
        log.add(config, Work("passive"), TODAY + DAY, 5, NOW)


# -- undo ---------------------------------------------------------------------------------------------


def test_undo_goes_back_step_by_step(config):
    log.add(config, Work("passive"), TODAY, 30, NOW)
    log.start(config, Work("intense"), at(1))
    log.stop(config, at(31))
    log.start(config, Work("moderate"), at(40))
    log.discard(config, at(45))
    state = []
    for number in range(5):
        step = log.undo(config, at(50 + number))
        found = log.report(config, at(60))
        state.append(
            (step.said.split(";")[0].rstrip("."), len(found.entries), found.timer and found.timer.kind)
        )
    assert state == [
        ("The timer runs on from when it was started", 2, "moderate"),
        ("The timer does not run", 2, None),
        ("No longer logged", 1, "intense"),
        ("The timer does not run", 1, None),
        ("No longer logged", 0, None),
    ]
    with pytest.raises(NotFound):
        log.undo(config, at(70))


def test_what_is_taken_back_stays_in_the_file_and_says_so(config):
    log.add(config, Work("passive"), TODAY, 30, NOW)
    log.undo(config, at(5))
    assert kept.entries(open_journal(config)) == ()
    with open_journal(config).reading() as connection:
        assert connection.execute("SELECT undone FROM hours").fetchall()[0][0] == "2026-04-02T09:35:00Z"


def test_undo_without_a_journal_makes_none(config):
    with pytest.raises(NotFound):
        log.undo(config, NOW)
    assert not config.home.exists()


# -- the week -----------------------------------------------------------------------------------------


def test_a_week_goes_from_monday_to_sunday():
    entries = [entry(day, 60) for day in (-4, -3, 0, 3, 4)]
    found = review(entries, [], [], TODAY)
    assert (found.since, found.until) == (dt.date(2026, 3, 30), dt.date(2026, 4, 5))
    assert (found.minutes, found.before) == (180, 60)
    assert [each.minutes for each in found.days] == [60, 0, 0, 60, 0, 0, 60]
    assert review(entries, [], [], found.since) == review(entries, [], [], found.until)


def test_what_was_learnt_is_told():
    opening = {"title": "make vera easy"}
    told = [
        *SITTING,
        event(30, "recalled", "softmax-1", grade="good"),
        event(31, "recalled", "softmax-2", grade="again"),
        event(32, "recalled", "softmax-3", grade="easy"),
        event(33, "unrecalled", "softmax-3"),
        Event(at(40), "claims", "decided", "warmup", {"outcome": "reproduced"}),
        Event(at(41), "openings", "taken", "o:vera", opening),
        Event(at(42), "openings", "taken", "o:dora", opening),
        Event(at(43), "openings", "restored", "o:dora", {}),
        event(44, "started"),
        event(50, "passed"),
    ]
    helped = [Helped("h", TODAY, "Ada", "her loader", "data", None)]
    found = review([], told, helped, TODAY)
    assert [(each.what, each.subject, each.told) for each in found.learnt] == [
        ("helped", "h", "Ada: her loader"),
        ("drill passed", "softmax", "for the first time"),
        ("cards recalled", "", "1 of 2 known"),
        ("claim decided", "warmup", "reproduced"),
        ("opening taken", "o:vera", "make vera easy"),
        ("drill passed", "softmax", "again, from memory"),
    ]
    assert review([], told, helped, TODAY + 7 * DAY).learnt == ()


def test_notes_of_the_week_stand_in_order():
    found = review([entry(-1, note="first"), entry(0), entry(0, 5, note="second")], [], [], TODAY)
    assert [each.note for each in found.notes] == ["first", "second"]


def test_entries_of_one_second_stand_in_the_order_in_which_they_were_written(config, tmp_path):
    names = [f"entry {number}" for number in range(12)]
    for name in names:
        log.add(config, Work("intense", note=name), TODAY, 10, NOW)
    assert [each.note for each in log.report(config, NOW).entries] == names[::-1]
    export(open_journal(config), tmp_path / "out")
    other = Config(tmp_path / "other")
    take_in(open_journal(other), tmp_path / "out", NOW)
    assert [each.note for each in log.report(other, NOW).entries] == names[::-1]


def test_time_is_told_of_one_thing_alone(config):
    for about in ("drill:softmax", "drill:lora", "claim:tiny", ""):
        log.add(config, Work("intense", about=about), TODAY, 10, NOW)
    told = {
        what: log.report(config, NOW, about=what) for what in ("drill:softmax", "drill", "claim:none", "")
    }
    assert [len(each.entries) for each in told.values()] == [1, 2, 0, 4]
    assert told["drill"].minutes == 20
    assert told["drill:softmax"].about == "drill:softmax"
    assert [log.is_link(each) for each in ("drill:x", "drill:", "talk:x", "")] == [True, False, False, False]
