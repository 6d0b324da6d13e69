import datetime as dt
from dataclasses import replace

import pytest
import sample

from inroad.report import sentences, words, years
from inroad.types import Count, Evidence, MonthCount


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "unknown"), (0, "0"), (1842, "1,842"), (0.5, "0.5"), (-3, "-3")]
)
def test_number(value, shown):
    assert words.number(value) == shown


def test_plural():
    assert words.plural(1, "paper") == "1 paper"
    assert words.plural(0, "paper") == "0 papers"
    assert words.plural(None, "paper") == "unknown papers"


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (None, "unknown"),
        (0.0, "0 %"),
        (1e-7, "< 0.01 %"),
        (0.0036, "0.36 %"),
        (0.036, "3.6 %"),
        (1.0, "100 %"),
    ],
)
def test_percent(share, shown):
    assert words.percent(share) == shown


def test_what_is_unknown_never_reads_as_zero():
    assert words.part_of(None, 10) == "unknown"
    assert words.part_of(0, 0) == "unknown"
    assert words.part_of(0, 10) == "0 of 10 for which it is known (0 %)"
    assert words.people(3, None) == "3 papers"


def test_a_shared_base_is_said_once():
    same, other = (Count("a", 1, 10), Count("b", 2, 10)), (Count("a", 1, 10), Count("b", 2, 20))
    assert words.known(same) == "Known for 10 papers."
    assert words.share_of(same[0], words.known(same)) == "1 paper (10 %)"
    assert words.known(other) == ""
    assert words.share_of(other[1], "") == "2 of 20 for which it is known (10 %)"


@pytest.mark.parametrize(
    ("paper_id", "address"),
    [
        ("2305.14314", "https://arxiv.org/abs/2305.14314"),
        ("cond-mat/0104214", "https://arxiv.org/abs/cond-mat/0104214"),
        ("math.GT/0309136", "https://arxiv.org/abs/math.GT/0309136"),
        ("acl:2024.acl-long.1", "https://aclanthology.org/2024.acl-long.1"),
        ('doi:10.1/a"b<c', "https://doi.org/10.1/a%22b%3Cc"),
        ("venue:neurips-2023-7", None),
        ("javascript:alert(1)", None),
        ("2305.14314\n", None),
        ("", None),
        (None, None),
    ],
)
def test_links(paper_id, address):
    assert words.link(paper_id) == address


def test_places_count_sentences_from_one():
    found = sample.evidence(sentence=0)
    assert words.cite(found) == "arXiv:2305.14314, 2023-05-23, abstract sentence 1 (names it)"
    assert words.cite(Evidence(figure=12, note="stars")) == "12 stars"
    assert words.cite(Evidence()) == ""


@pytest.mark.parametrize(
    ("stage", "rate", "arrow"),
    [("growing", 2.5, "↑"), ("growing", 1.3, "↗"), ("steady", 1.0, "→"), ("fading", 0.8, "↘"),
     ("fading", 0.3, "↓"), ("unknown", None, "·"), ("saturating", 1.1, "→"), ("emerging", None, "↑")],
)  # fmt: skip
def test_arrows_follow_the_stage(stage, rate, arrow):
    state = replace(sample.UNKNOWN_GROWTH, stage=stage, factor_per_year=rate)
    assert words.direction(state)[0] == arrow


@pytest.mark.parametrize(
    ("months", "said"),
    [(17.2, "doubles about every 17 months"), (-8.0, "halves about every 8 months"), (1.0, "every 1 month"),
     (30.0, "every 2.5 years"), (500.0, "hardly changes"), (-500.0, "hardly changes"),
     (0.3, "less than a month")],
)  # fmt: skip
def test_tempo(months, said):
    assert said in sentences.tempo(replace(sample.growth(), doubling_months=months))


def test_head_sentence():
    assert sentences.head(sample.FULL) == (
        "“low-rank adaptation” is a growing field: 5,321 of 244,524 papers belong to it, and its share of all"
        " papers doubles about every 17 months."
    )
    assert "1 of 244,524 papers belongs to it" in sentences.head(replace(sample.FULL, papers=1))


def test_years_say_which_months_they_have():
    series = [MonthCount(dt.date(2022 + i // 12, i % 12 + 1, 1), i, 100) for i in range(27)]
    rows = years.by_year(series)
    assert [row.label for row in rows] == ["2022, 02–12", "2023", "2024, 01–03"]
    assert rows[0].papers == sum(range(12))
    assert rows[1].share == pytest.approx(sum(range(12, 24)) / 1200)


def test_years_without_coverage_are_unknown():
    (row,) = years.by_year([MonthCount(dt.date(2022, 1, 1), 3, 0)])
    assert (row.label, row.share) == ("2022-01", None)


def test_many_years_stand_together():
    series = [MonthCount(dt.date(1993 + i, 1, 1), 1, 10) for i in range(34)]
    rows = years.by_year(series)
    assert (len(rows), rows[0].label, rows[0].papers) == (13, "until 2014", 22)
