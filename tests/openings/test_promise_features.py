"""What is known of a method on a day: counted by that day, unknown where it cannot be known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import corpus
import polars as pl
import promise_field as field
import pytest
from polars.testing import assert_frame_equal

from inroad.atlas.open import Atlas, open_atlas
from inroad.openings.promise.candidates import candidates
from inroad.openings.promise.counting import Counted
from inroad.openings.promise.features import features
from inroad.signals.schema import OBSERVATIONS
from inroad.signals.seen import NOTHING, Signals
from inroad.types import Paper


def asked(atlas: Atlas, on: dt.date | None = None, age: int = 0) -> pl.DataFrame:
    """All candidates of that day, on it or when they are so many days old."""
    rows = candidates(atlas)
    if on is None:
        return rows.with_columns(on=pl.col("first") + pl.duration(days=age))
    return rows.filter(pl.col("first") <= on).with_columns(on=pl.lit(on))


def told(table: pl.DataFrame, number: int) -> dict[str, Any]:
    """The row of a method of the made-up field."""
    return table.filter(pl.col("name") == field.name(number)).row(0, named=True)


def votes(*rows: tuple[str, dt.date, float]) -> Signals:
    """Upvotes of papers, each seen on a day."""
    observed = [
        (f"paper:{paper}", "upvotes", value, None, 0, dt.datetime.combine(day, dt.time(9), dt.UTC), "hub")
        for paper, day, value in rows
    ]
    return Signals(pl.DataFrame(observed, schema=OBSERVATIONS, orient="row"), NOTHING.issues)


# -- nothing later ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [dt.date(2023, 5, 20), dt.date(2023, 11, 2), dt.date(2024, 6, 1)], ids=str)
def test_a_day_in_the_past_is_as_if_that_day_were_today(day: dt.date, field_atlas: Atlas) -> None:
    rows = asked(field_atlas.until(day), day)
    later = features(field_atlas, NOTHING, rows)
    then = features(field_atlas.until(day), NOTHING, rows)
    assert_frame_equal(later, then)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_of_papers_at_random(seed: int, tmp_path: Path) -> None:
    papers = corpus.at_random(seed)
    atlas = open_atlas(corpus.home(tmp_path, papers))
    day = papers[70].date
    assert day is not None
    rows = asked(atlas.until(day), day)
    assert rows.height > 1
    assert_frame_equal(features(atlas, NOTHING, rows), features(atlas.until(day), NOTHING, rows))


def test_papers_planted_after_the_day_change_nothing(tmp_path: Path) -> None:
    day = dt.date(2023, 6, 1)
    before = [paper for paper in field.papers() if paper.date is not None and paper.date <= day]
    planted = [field.using(33, 60 + case, 9 - case) for case in range(3)] + [field.introducing(60)]
    assert all(paper.date is not None and paper.date > day for paper in planted)
    plain = open_atlas(corpus.home(tmp_path / "plain", before))
    knowing = open_atlas(corpus.home(tmp_path / "knowing", [*before, *planted]))
    ours = features(plain, NOTHING, asked(plain, day))
    theirs = features(knowing, NOTHING, asked(plain, day))
    assert_frame_equal(ours, theirs)
    assert ours.height > 20


def test_upvotes_of_a_later_day_are_not_known(field_atlas: Atlas) -> None:
    rows = asked(field_atlas, age=3).filter(pl.col("name") == field.name(5))
    paper, first = rows["paper_id"][0], field.day(5)
    on_time = votes((paper, first + dt.timedelta(days=2), 40.0))
    late = votes((paper, first + dt.timedelta(days=4), 40.0))
    assert features(field_atlas, on_time, rows)["featured"].to_list() == [True]
    assert features(field_atlas, late, rows)["featured"].to_list() == [None]


# -- unknown is not zero ------------------------------------------------------------------------------


def test_nobody_looked_is_not_nothing_seen(field_atlas: Atlas) -> None:
    rows = asked(field_atlas, age=30).filter(pl.col("name") == field.name(5))
    unknown = features(field_atlas, NOTHING, rows).row(0, named=True)
    others = votes(("0000.00001", field.day(5) + dt.timedelta(days=2), 7.0))
    absent = features(field_atlas, others, rows).row(0, named=True)
    assert (unknown["featured"], unknown["upvotes"]) == (None, None)
    assert (absent["featured"], absent["upvotes"]) == (False, 0.0)


def test_unknown_authors_are_unknown(tmp_path: Path) -> None:
    day = dt.date(2022, 1, 3)
    text = "We propose KoRaTune, a method that adds rank kernels. KoRaTune is fast."
    papers = [
        Paper("2201.00001", "KoRaTune: Kernels", text, None, ("cs.LG",), day),
        Paper("2201.00002", "VeLuNet: Kernels", text.replace("KoRaTune", "VeLuNet"), ("A", "B"), None, day),
    ]
    atlas = open_atlas(corpus.home(tmp_path, papers))
    rows = {row["name"]: row for row in features(atlas, NOTHING, asked(atlas)).iter_rows(named=True)}
    assert (rows["KoRaTune"]["authors"], rows["KoRaTune"]["record"]) == (None, None)
    assert rows["VeLuNet"]["authors"] == pytest.approx(0.6931, abs=1e-4)
    assert rows["VeLuNet"]["record"] == 0.0


# -- what is counted ------------------------------------------------------------------------------------


def test_what_others_did_so_far(field_atlas: Atlas) -> None:
    young = told(features(field_atlas, NOTHING, asked(field_atlas, age=10)), 21)
    older = told(features(field_atlas, NOTHING, asked(field_atlas, age=30)), 21)
    assert (young["one_other"], young["more_others"]) == (False, 0.0)
    assert older["one_other"] is True
    assert older["more_others"] == pytest.approx(0.6931, abs=1e-4)
    assert older["named"] == pytest.approx(1.0986, abs=1e-4), "its own paper and another"
    assert (young["left"], older["left"]) == (170, 150)


def test_a_group_has_the_record_of_its_earlier_methods(field_atlas: Atlas) -> None:
    table = features(field_atlas, NOTHING, asked(field_atlas))
    first, later, lone = told(table, 1), told(table, 41), told(table, 40)
    assert (first["record"], first["hits"]) == (0.0, 0.0)
    assert later["hits"] > 1.5
    assert later["record"] > later["hits"]
    assert (lone["record"], lone["hits"]) == (0.0, 0.0)


def test_features_do_not_depend_on_the_order_of_rows(field_atlas: Atlas) -> None:
    rows = asked(field_atlas, age=30)
    turned = features(field_atlas, NOTHING, rows.reverse()).reverse()
    assert_frame_equal(features(field_atlas, NOTHING, rows), turned, rel_tol=1e-12)


def test_features_do_not_depend_on_which_other_rows_are_asked_for(field_atlas: Atlas) -> None:
    rows = asked(field_atlas, age=30)
    few = pl.col("method") % 7 == 3
    assert_frame_equal(
        features(field_atlas, NOTHING, rows).filter(few), features(field_atlas, NOTHING, rows.filter(few))
    )


def test_names_from_one_paper_are_siblings(tmp_path: Path) -> None:
    text = "We propose KoRaTune, a method for kernels. We also introduce VeLuNet, a model for kernels."
    papers = [Paper("2201.00001", "KoRaTune and VeLuNet", text, ("A",), ("cs.LG",), dt.date(2022, 1, 3))]
    atlas = open_atlas(corpus.home(tmp_path, papers))
    rows = asked(atlas)
    assert rows.height == 2
    table = features(atlas, NOTHING, rows.head(1))
    assert table["siblings"].to_list() == [pytest.approx(0.6931, abs=1e-4)]


def test_events_are_counted_up_to_the_end_of_a_day() -> None:
    days = [dt.date(2024, 1, day) for day in (1, 3, 3, 9)]
    counted = Counted(pl.DataFrame({"thing": [1, 1, 1, 1], "date": days}), "thing")
    asks = pl.DataFrame({"thing": [1, 1, 2], "on": [dt.date(2024, 1, 3), dt.date(2024, 1, 9), days[0]]})
    upto = counted.upto(asks.with_columns(day="on")).sort("thing", "on")
    assert upto["count"].to_list() == [3, 4, 0]
    assert counted.between(asks, 6).sort("thing", "on")["count"].to_list() == [3, 1, 0]
