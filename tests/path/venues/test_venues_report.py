"""Where a made-up field publishes, its report, its calendar, its commands."""

import datetime as dt
import json
import re
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from rich.console import Console

from inroad.atlas.open import open_atlas
from inroad.errors import InputError, NotFound
from inroad.path.venues.ask import Asked, venues
from inroad.path.venues.doors import doors, elsewhere
from inroad.path.venues.ical import calendar
from inroad.path.venues.lists import Lists, read, stored, take_in
from inroad.report.venues_svg import timeline
from inroad.report.venues_text import venues as text

NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
BERLIN = ZoneInfo("Europe/Berlin")
LIST = """
- title: ICLR
  year: 2031
  deadline: '2030-09-25 23:59:59'
  abstract_deadline: '2030-09-18 23:59:59'
  timezone: AoE
  link: https://iclr.example/
  note: "a, b; c\\nd \\u202e wide 会議会議会議会議会議会議会議会議会議会議会議会議会議会議会議会議"
- title: ICLR
  year: 2030
  deadline: '2029-09-25 23:59:59'
  timezone: AoE
- title: ICLR
  year: 2032
  deadline: TBD
"""


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "list.yml"
    found.write_text(LIST, encoding="utf-8")
    return found


@pytest.fixture
def report(built, path):
    return venues(open_atlas(built), "TiRA", Asked(read([path]), BERLIN, NOW))


def test_venues_are_those_that_papers_name_with_their_papers(report):
    assert [each.name for each in report.venues] == ["ICLR"]
    (one,) = report.venues
    assert one.papers == one.of == report.known > 0
    assert one.evidence[0].date == one.last
    assert one.newcomers is not None
    assert one.newcomers <= one.newcomers_of


def test_deadlines_are_coming_unknown_or_past(report):
    dates = report.venues[0].dates
    assert [each.year for each in dates.coming] == [2031, 2031]
    assert [each.year for each in dates.unknown] == [2032]
    assert [each.year for each in dates.past] == [2030]
    assert report.plan is not None
    assert report.plan.deadline.year == 2031


def test_the_text_names_zone_and_source_and_hides_no_unknown(report):
    console = Console(width=100)
    with console.capture() as capture:
        console.print(text(report))
    told = " ".join(capture.get().split())
    assert "Thu 2030-09-26, 13:59 (Europe/Berlin)" in told
    assert "stated as 2030-09-25 23:59:59 AoE by list.yml" in told
    assert "ICLR 2032 paper: unknown" in told
    assert "over:" not in told
    assert "\u202e" not in told


def test_without_a_list_one_is_asked_for(built):
    report = venues(open_atlas(built), "TiRA", Asked(Lists(), BERLIN, NOW))
    assert report.plan is None
    assert any("inroad import deadlines" in warning for warning in report.warnings)
    assert timeline(report) == ""


def test_a_plan_may_be_asked_for_by_name(built, path):
    atlas, lists = open_atlas(built), read([path])
    assert venues(atlas, "TiRA", Asked(lists, BERLIN, NOW, target="iclr")).plan is not None
    with pytest.raises(NotFound, match="ICLR"):
        venues(atlas, "TiRA", Asked(lists, BERLIN, NOW, target="ICLRR"))
    with pytest.raises(NotFound):
        venues(atlas, "zzzqqq", Asked(lists, BERLIN, NOW))


def test_a_second_round_is_planned_for_where_the_first_cannot_be_reached(built, tmp_path):
    lines = [
        f"- {{title: ICLR, year: 2031, deadline: '{day} 12:00:00', timezone: UTC}}"
        for day in ("2030-02-01", "2030-11-01")
    ]
    file = tmp_path / "rounds.yml"
    file.write_text("\n".join(lines), encoding="utf-8")
    for target in ("", "ICLR"):
        report = venues(open_atlas(built), "TiRA", Asked(read([file]), BERLIN, NOW, target=target))
        assert [each.note for each in report.venues[0].dates.coming] == ["round 1 of 2", "round 2 of 2"]
        assert report.plan is not None
        assert report.plan.local.date() == dt.date(2030, 11, 1)
        events = calendar(report, report.plan).replace("\r\n ", "")
        assert events.count("paper deadline\\, round") == 2
        assert "ICLR 2031: paper deadline\\, round 2 of 2" in events


def test_where_nothing_is_announced_what_the_last_edition_makes_likely_is_planned_for(built, tmp_path):
    file = tmp_path / "old.yml"
    file.write_text("- {title: ICLR, year: 2030, deadline: '2029-09-26 12:00:00', timezone: UTC}", "utf-8")
    report = venues(open_atlas(built), "TiRA", Asked(read([file]), BERLIN, NOW))
    (expected,) = report.venues[0].dates.expected
    assert (expected.year, expected.stated, expected.at.date()) == (2031, "", dt.date(2030, 9, 25))
    assert report.plan is not None
    assert report.plan.deadline == expected
    console = Console(width=300)
    with console.capture() as capture:
        console.print(text(report))
    assert "expected: ICLR 2031 paper about Wed 2030-09-25" in capture.get()
    assert "ICLR 2031 paper, expected about Wed" in capture.get()
    assert "over:" not in capture.get()
    assert not report.venues[0].dates.coming


def test_doors_are_facts_with_a_page_and_a_day():
    known = {*doors("ICLR"), *doors("ACL"), *elsewhere(())}
    assert len(known) > 5
    for door in known:
        assert door.link.startswith("https://")
        assert door.as_of <= dt.date(2026, 12, 31)
        assert door.takes
    assert not {each.name for each in elsewhere(["TMLR"])} & {each.name for each in doors("TMLR")}


def test_the_picture_tells_its_dates_and_nothing_beyond_its_edge(report):
    late = venues_at(report, dt.datetime(2030, 8, 1, tzinfo=dt.UTC))
    drawn = str(timeline(late))
    assert "2030-09-26" in drawn
    assert drawn.count("<circle") >= 2
    assert timeline(report, 340) != ""


def venues_at(report, now):
    from dataclasses import replace

    return replace(report, now=now)


# -- calendar -------------------------------------------------------------------------------------


def unfolded(made):
    return re.sub("\r\n[ \t]", "", made).split("\r\n")


def test_the_calendar_follows_its_standard(report):
    made = calendar(report, report.plan)
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert "\n" not in made.replace("\r\n", "")
    lines = unfolded(made)
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    events = lines.count("BEGIN:VEVENT")
    assert events == lines.count("END:VEVENT") == 2 + len(report.plan.steps)
    assert "DTSTART:20300926T115959Z" in lines
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == events
    (said, *_) = [line for line in lines if "a\\, b\\; c" in line]
    assert "\u202e" not in said


def test_the_same_question_gives_the_same_calendar(report):
    assert calendar(report, report.plan) == calendar(report, report.plan)


def entry(day: str, year: int = 2031) -> str:
    return f"- {{title: ICLR, year: {year}, deadline: '{day} 12:00:00', timezone: UTC, note: seen}}"


@pytest.fixture
def exported(built, tmp_path):
    """Entries of a list, and a moment, to the events of the calendar by UID, with the plan's."""

    def made(entries, now=NOW):
        file = tmp_path / "moving.yml"
        file.write_text("\n".join(entries), encoding="utf-8")
        report = venues(open_atlas(built), "TiRA", Asked(read([file]), BERLIN, now))
        events = Calendar.from_ical(calendar(report, report.plan)).walk("VEVENT")
        found = {str(each["uid"]): each for each in events}
        assert len(found) == len(events)
        return found

    return made


def papers(events):
    """UID to day, of the deadlines themselves."""
    return {uid: e["dtstart"].dt.date() for uid, e in events.items() if "deadline" in str(e["summary"])}


def test_a_deadline_that_moved_moves_its_event_and_the_steps_to_it(exported):
    later = NOW + dt.timedelta(days=3)
    before, after = exported([entry("2030-09-25")]), exported([entry("2030-10-02")], later)
    assert before.keys() == after.keys()
    assert {*papers(before).values()} == {dt.date(2030, 9, 25)}
    assert {*papers(after).values()} == {dt.date(2030, 10, 2)}
    for uid, event in after.items():
        assert event["dtstart"].dt - before[uid]["dtstart"].dt == dt.timedelta(days=7)
        assert event["sequence"] > before[uid]["sequence"]
        assert (event.decoded("dtstamp"), before[uid].decoded("dtstamp")) == (later, NOW)


def test_what_was_expected_becomes_what_is_announced(exported):
    old = entry("2029-09-26", 2030)
    before, after = exported([old]), exported([old, entry("2030-09-20")])
    assert not papers(before)
    assert set(before) < set(after)


def test_a_round_keeps_its_uid_when_the_one_before_it_is_over_or_moves(exported):
    first, second = entry("2030-02-01"), entry("2030-11-01")
    before = papers(exported([first, second]))
    over = papers(exported([first, second], dt.datetime(2030, 3, 1, tzinfo=dt.UTC)))
    assert over.items() < before.items()
    moved = papers(exported([entry("2030-02-15"), second]))
    assert moved.keys() == before.keys()
    assert over.items() < moved.items()


def test_one_that_was_put_off_beside_the_first_is_an_event_of_its_own(exported):
    both = [entry("2030-09-20"), entry("2030-09-27")]
    before = papers(exported(both))
    assert len(before) == 2
    # The first is over; the second does not take its place.
    after = papers(exported(both, dt.datetime(2030, 9, 22, tzinfo=dt.UTC)))
    assert after.items() < before.items()


# -- lists at rest, commands ----------------------------------------------------------------------


def test_lists_are_kept_and_replaced_whole(tmp_path, path):
    from inroad.config import Config

    config = Config(tmp_path / "home")
    assert stored(config) == Lists()
    assert take_in(config, [path], dt.date(2030, 1, 1)).entries == 4
    assert [each.at for each in stored(config).deadlines] == [each.at for each in read([path]).deadlines]
    assert stored(config).sources[0].read == dt.date(2030, 1, 1)
    with pytest.raises(InputError):
        take_in(config, [path, tmp_path / "none.yml"], dt.date(2030, 1, 2))
    assert stored(config).sources[0].read == dt.date(2030, 1, 1)
    with pytest.raises(InputError):
        read([tmp_path / "home" / "lists" / "nothing"])


def test_commands_answer_as_text_and_json(built, tmp_path, path):
    def run(*arguments):
        command = [sys.executable, "-m", "inroad.cli", "--home", str(built.home), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    ics = tmp_path / "dates.ics"
    done = run(
        "venues", "TiRA", "--deadlines", str(path), "--zone", "Asia/Tokyo", "--ics", str(ics), "--json"
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["schema"], told["zone"]) == ("inroad.venues-report", "Asia/Tokyo")
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    wrong = run("venues", "TiRA", "--zone", "Asia/Tokio")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
    assert "Asia/Tokyo" in wrong.stderr
    people = run("people", "TiRA", "--json", "--top", "3")
    assert people.returncode == 0, people.stderr
    assert len(json.loads(people.stdout)["people"]) == 3
    assert run("people", "TiRA").stdout.startswith("People: TiRA")
    assert run("people", "zzzqqq").returncode == 1
