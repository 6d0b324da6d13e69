"""Lists of deadlines: both formats, zones, what is unknown, what is hostile."""

import datetime as dt
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from inroad.errors import InputError, NotFound
from inroad.path.venues.dates import beside, by_venue, of
from inroad.path.venues.labels import label
from inroad.path.venues.plan import HOURS, plan
from inroad.path.venues.times import deadline, moment, users_zone, zone
from inroad.sources.deadlines import DEEPEST, parse

AI_OLD = """
- title: NIPS
  year: 2030
  deadline: '2030-05-15 23:59:59'
  abstract_deadline: '2030-05-11 23:59:59'
  timezone: UTC-12
  date: December 2-7, 2030
  place: Elm, Oakland
  link: https://venue.example/
  sub: ML
- title: ICML
  year: 2031
  deadline: TBD
  timezone: None
"""
AI_NEW = """
- title: ICLR
  year: 2031
  full_name: A Conference
  deadlines:
    - {type: abstract, label: Abstract, date: '2030-09-18 23:59:59', timezone: AoE}
    - {type: submission, label: Paper, date: '2030-09-25 23:59', timezone: AoE}
    - {type: rebuttal_start, date: '2030-11-01 00:00:00', timezone: AoE}
"""
CCF = """
- title: CVPR
  description: A Conference on Pictures
  sub: AI
  rank: {ccf: A, core: A*}
  confs:
    - year: 2030
      id: cvpr30
      link: https://pictures.example/
      timeline:
        - abstract_deadline: '2029-11-09 23:59:59'
          deadline: '2029-11-16 23:59:59'
          comment: first round
        - deadline: '2030-01-16 23:59:59'
      timezone: UTC-8
      date: June 19-24, 2030
      place: Ashville
    - year: 2031
      timezone: UTC-8
"""


def read(text):
    return [deadline(each) for each in parse(text.encode(), "list.yml")[0]]


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_old_lists_give_abstract_and_paper_and_keep_what_is_open():
    told = [(each.venue, each.kind, each.at, each.stated) for each in read(AI_OLD)]
    assert told == [
        ("NIPS", "abstract", utc(2030, 5, 12, 11, 59, 59), "2030-05-11 23:59:59 UTC-12"),
        ("NIPS", "paper", utc(2030, 5, 16, 11, 59, 59), "2030-05-15 23:59:59 UTC-12"),
        ("ICML", "paper", None, "TBD"),
    ]


def test_new_lists_give_every_deadline_with_its_own_zone():
    told = [(each.kind, each.label, each.at) for each in read(AI_NEW)]
    assert told == [
        ("abstract", "abstract", utc(2030, 9, 19, 11, 59, 59)),
        ("paper", "submission", utc(2030, 9, 26, 11, 59)),
        ("other", "rebuttal_start", utc(2030, 11, 1, 12)),
    ]


def test_nested_lists_give_every_round_of_every_year():
    told = [(each.year, each.kind, each.at, each.full_name) for each in read(CCF)]
    name = "A Conference on Pictures"
    assert told == [
        (2030, "abstract", utc(2029, 11, 10, 7, 59, 59), name),
        (2030, "paper", utc(2029, 11, 17, 7, 59, 59), name),
        (2030, "paper", utc(2030, 1, 17, 7, 59, 59), name),
        (2031, "paper", None, name),
    ]


def test_tables_say_the_same_as_lists(tmp_path):
    row = {
        "source": "s", "title": "NIPS", "year": 2030, "kind": "abstract+full", "timezone": "UTC-12",
        "abstract_deadline": "2030-05-11 23:59:59", "deadline": "2030-05-15 23:59:59",
    }  # fmt: skip
    path = tmp_path / "t.parquet"
    pl.DataFrame([row]).write_parquet(path)
    told = [deadline(each) for each in parse(path.read_bytes(), "t.parquet")[0]]
    assert [each.at for each in told] == [each.at for each in read(AI_OLD)[:2]]
    assert told[0].source == "t.parquet: s"


# -- moments --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "named", "at"),
    [
        ("2026-01-28 23:59:59", "AoE", utc(2026, 1, 29, 11, 59, 59)),
        ("2026-01-28 23:59:59", "Anywhere on Earth", utc(2026, 1, 29, 11, 59, 59)),
        ("2026-01-28 23:59:59", "UTC-12", utc(2026, 1, 29, 11, 59, 59)),
        ("2026-01-28 23:59", "UTC+05:30", utc(2026, 1, 28, 18, 29)),
        ("2026-01-28 12:00", "GMT+02", utc(2026, 1, 28, 10)),
        ("2026-01-28 12:00", "PT", utc(2026, 1, 28, 20)),
        ("2026-07-28 12:00", "PT", utc(2026, 7, 28, 19)),
        ("2026-07-28 12:00", "PST", utc(2026, 7, 28, 20)),
        ("2026-03-29 02:30", "Europe/Berlin", utc(2026, 3, 29, 1, 30)),
        ("2026-1-8 1:00", "UTC", utc(2026, 1, 8, 1)),
        ("2026-01-28 24:00", "UTC", utc(2026, 1, 29)),
    ],
)
def test_moments_are_told_from_date_and_zone(date, named, at):
    assert moment(date, named)[0] == at


@pytest.mark.parametrize(
    ("date", "named", "why"),
    [
        ("TBD", "AoE", "not known yet"),
        ("", "", "not known yet"),
        ("soon", "AoE", "cannot be read"),
        ("0000-00-00 00:00:00", "AoE", "no such day"),
        ("2026-02-30 23:59:59", "AoE", "no such day"),
        ("9999-12-31 23:59:59", "AoE", "no such day"),
        ("2026-01-28 23:59:59", "Mars/Olympus", "unknown"),
        ("2026-01-28 23:59:59", "UTC+99", "unknown"),
        ("2026-01-28 23:59:59", "../../etc/passwd", "unknown"),
    ],
)
def test_what_cannot_be_told_is_unknown_with_a_reason(date, named, why):
    at, note = moment(date, named)
    assert at is None
    assert why in note


def test_what_is_taken_for_granted_is_said():
    assert "end of the day" in moment("2026-01-28", "UTC")[1]
    at, note = moment("2026-01-28 23:59:59", "")
    assert at == utc(2026, 1, 29, 11, 59, 59)
    assert "no time zone" in note


def test_zones_of_users_are_checked():
    assert users_zone("Europe/Berlin").key == "Europe/Berlin"
    with pytest.raises(NotFound) as failure:
        users_zone("Europe/Berln")
    assert "Europe/Berlin" in failure.value.near
    assert zone("  utc - 7 ") == dt.timezone(dt.timedelta(hours=-7))


# -- hostile files --------------------------------------------------------------------------------

BOMB = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(),
        b"- " * (DEEPEST + 5) + b"x",
        b"[" * 100_000,
        b"just words",
        b"title: {",
        b"\x00\x01\x02",
        b"\xff\xfe\xfa",
        b"PAR1 and nothing else",
        b"a: 1",
        b"x" * 8_000_001,
    ],
)
def test_files_that_are_no_list_or_could_blow_up_are_refused(data):
    with pytest.raises(InputError):
        parse(data, "list.yml")


def test_tags_make_nothing_but_text():
    found, _ = parse(
        b"- title: !!python/object/apply:os.getcwd []\n- title: !!int 7\n  deadline: 2030-01-01\n", "x"
    )
    assert [each.venue for each in found] == ["7"]


def test_entries_without_a_venue_are_counted():
    found, unreadable = parse(b"- year: 2030\n- words\n- title: A\n  deadline: [1]\n", "x")
    assert ([each.venue for each in found], unreadable) == (["A"], 2)
    assert deadline(found[0]).at is None


# -- beside a day ---------------------------------------------------------------------------------


def test_past_deadlines_are_not_told_as_coming():
    listed = by_venue(read(AI_OLD) + read(CCF))
    dates = of("NeurIPS", listed, utc(2030, 5, 13))
    assert [each.kind for each in dates.coming] == ["paper"]
    assert [each.kind for each in dates.past] == ["abstract"]
    after = of("NeurIPS", listed, utc(2030, 6, 1))
    assert not after.coming
    assert {each.kind for each in after.past} == {"abstract", "paper"}
    assert [each.stated for each in of("ICML", listed, utc(2030, 6, 1)).unknown] == ["TBD"]


def test_the_same_deadline_in_two_lists_counts_once():
    other = AI_OLD.replace("2030-05-15 23:59:59", "2030-05-15 23:59")
    listed = by_venue(read(AI_OLD) + read(other))
    assert len(listed["NeurIPS"]) == 2


def test_a_deadline_of_this_second_is_still_open():
    (one,) = [each for each in read(AI_OLD) if each.kind == "paper" and each.at]
    assert beside([one], one.at).coming == (one,)


# -- plans ----------------------------------------------------------------------------------------

BERLIN = ZoneInfo("Europe/Berlin")
PAPER = read(AI_NEW)[1]


def test_a_plan_ends_the_day_before_and_goes_backwards():
    made = plan(PAPER, BERLIN, dt.date(2030, 1, 1), 10, read(AI_NEW)[0])
    days = [step.by for step in made.steps]
    assert days == sorted(days)
    assert days[-1] == dt.date(2030, 9, 25)
    assert made.local.isoformat() == "2030-09-26T13:59:00+02:00"
    assert dt.date(2030, 9, 19) in days
    assert made.late_days == 0
    assert (days[-1] - made.start).days >= 7 * HOURS / 10


def test_more_hours_make_it_shorter_but_not_what_others_need():
    slow, fast = (plan(PAPER, BERLIN, dt.date(2030, 1, 1), hours) for hours in (5, 100))
    assert slow.start < fast.start
    by = {step.what: step.by for step in fast.steps}
    assert (by["revised"] - by["feedback from a colleague"]).days >= 1
    assert (by["feedback from a colleague"] - by["whole draft"]).days == 7


def test_a_plan_that_began_in_the_past_says_so():
    made = plan(PAPER, BERLIN, dt.date(2030, 9, 1), 10)
    assert made.late_days == (dt.date(2030, 9, 1) - made.start).days > 0


@pytest.mark.parametrize("hours", [0, -3, 101, float("nan"), float("inf")])
def test_hours_that_nobody_has_are_refused(hours):
    with pytest.raises(InputError):
        plan(PAPER, BERLIN, dt.date(2030, 1, 1), hours)


def test_labels_of_lists_are_said_in_words():
    assert label("commitment_deadline") == "commitment (of a paper that was reviewed before)"
    assert label("camera_ready") == "camera ready"
    assert label("paper") == "paper"
