"""The plan as iCalendar: what a calendar reads back is what was planned."""

import datetime as dt
from dataclasses import replace

from icalendar import Calendar, Event
from people import ENGINEER, NOW, known, opening, taken

from inroad.journal.steps import Decision
from inroad.path.plan.calendar import calendar
from inroad.path.plan.report import plan
from inroad.path.revision import sequence

HARD = "Löwe, wolf; sheep\\goat\n“quoted” 🙂 " + "long " * 60
HOSTILE = replace(
    opening(title=f"Title, {HARD}"), why="BEGIN:VEVENT\r\nUID:evil\x1b[31m", steps=(HARD, "b", "c")
)


def written(**more: object) -> bytes:
    return calendar(plan(known(ENGINEER, **more)), NOW)


def test_every_step_is_read_back_on_its_day():
    report = plan(known(ENGINEER))
    events = Calendar.from_ical(calendar(report, NOW)).walk("VEVENT")
    assert [each.decoded("dtstart") for each in events] == [each.until for each in report.steps]
    assert [str(each["summary"]) for each in events] == [each.title for each in report.steps]
    for event, step in zip(events, report.steps, strict=True):
        assert step.why in str(event["description"])
        assert step.proof in str(event["description"])
        assert (event.decoded("dtend") - event.decoded("dtstart")).days == 1
        assert event.decoded("dtstamp") == NOW


def test_lines_are_folded_and_end_as_they_must_and_nothing_breaks_out_of_a_text():
    data = written(taken=(taken(HOSTILE),))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\x1b" not in data
    plain = written(taken=(taken(opening()),))
    assert data.count(b"BEGIN:VEVENT\r\n") == plain.count(b"BEGIN:VEVENT\r\n")
    found = [str(each["summary"]) for each in Calendar.from_ical(data).walk("VEVENT")]
    assert any(each.startswith("Title, Löwe, wolf; sheep\\goat “quoted” 🙂 long") for each in found)


def test_a_step_keeps_its_uid_when_the_plan_moves():
    def uids(data: bytes) -> dict[str, str]:
        return {str(e["summary"]): str(e["uid"]) for e in Calendar.from_ical(data).walk("VEVENT")}

    before, after = uids(written()), uids(calendar(plan(known(ENGINEER), 2.0), NOW))
    assert set(after) & set(before)
    assert all(after[each] == before[each] for each in set(after) & set(before))
    assert len(set(before.values())) == len(before)


def test_a_step_that_moved_is_a_later_revision_of_the_same_event():
    def events(weekly: float, now: dt.datetime) -> dict[str, Event]:
        data = calendar(plan(known(ENGINEER), weekly), now)
        return {str(each["uid"]): each for each in Calendar.from_ical(data).walk("VEVENT")}

    before, after = events(8.0, NOW), events(6.0, NOW + dt.timedelta(minutes=5))
    moved = [uid for uid in before if uid in after and before[uid]["dtstart"].dt != after[uid]["dtstart"].dt]
    assert moved
    for uid in moved:
        assert str(before[uid]["summary"]) == str(after[uid]["summary"])
        assert after[uid]["sequence"] > before[uid]["sequence"] > 0
        assert after[uid].decoded("dtstamp") > before[uid].decoded("dtstamp")
    assert calendar(plan(known(ENGINEER)), NOW) == calendar(plan(known(ENGINEER)), NOW)


def test_a_revision_fits_the_standard_at_any_time():
    assert sequence(dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) == 0
    assert sequence(dt.datetime(9000, 1, 1, tzinfo=dt.UTC)) == 2**31 - 1


def test_notes_and_places_stay_here():
    step = plan(known(ENGINEER)).steps[0].step_id
    noted = {step: Decision(step, step, "open", 0, "secret of mine", NOW)}
    assert b"secret" not in written(decisions=noted)


def test_days_have_no_time_that_a_zone_could_move():
    assert b"DTSTART;VALUE=DATE:2026" in written()
    assert b"TZID" not in written()
