"""The calendar: what did not change is not opened, and what it says is what opening would say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import corpus
import polars as pl
import pytest

from inroad.atlas import calendar as doors
from inroad.atlas.build import build
from inroad.atlas.calendar import NOTES, calendar
from inroad.atlas.months import NEEDED, months
from inroad.atlas.stored import atlas_store
from inroad.config import Config
from inroad.corpus import store
from inroad.corpus.digests import unsealed
from inroad.types import Paper


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Months of the corpus that are opened from now on."""
    tables: list[str] = []
    papers = doors._papers

    def counted(config: Config, manifest: store.Manifest, wanted: Collection[str]) -> pl.LazyFrame:
        tables.extend(wanted)
        return papers(config, manifest, wanted)

    monkeypatch.setattr(doors, "_papers", counted)
    return tables


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A home with an atlas, and a paper that two sources have under one DOI."""
    return corpus.home(tmp_path / "home", [*corpus.papers(), TWICE, replace(TWICE, paper_id="2109.00077")])


TWICE = Paper(
    "doi:10.5555/77",
    "ZiRA: Two Records",
    "We propose ZiRA.",
    None,
    None,
    dt.date(2021, 9, 9),
    doi="10.5555/77",
)


def told(config: Config) -> list[tuple[str, int, str]]:
    with atlas_store(config).lock():
        return [(month.name, month.rows, month.own) for month in calendar(config)]


def by_opening(config: Config) -> list[tuple[str, int, str]]:
    papers = store.read(config).filter(pl.col("date").is_not_null()).select(NEEDED).collect()
    return [(month.name, month.rows, month.own) for month in months(papers)]


def test_what_is_as_it_was_is_not_opened(config: Config, opened: list[str]) -> None:
    assert told(config) == by_opening(config)
    assert opened == []
    build(config, workers=1)
    assert opened == []


def test_a_closed_month_gives_its_papers(config: Config) -> None:
    everything = store.read(config).select(NEEDED).collect()
    with atlas_store(config).lock():
        parts = [month.papers().collect() for month in calendar(config)]
    assert pl.concat(parts).equals(everything)


def test_only_a_changed_month_is_opened(config: Config, opened: list[str]) -> None:
    corpus.put(config, [corpus.reread(corpus.papers()[20])])
    assert told(config) == by_opening(config)
    assert opened == [f"{corpus.papers()[20].date:%Y-%m}"]


def test_a_paper_that_another_record_now_completes(config: Config, opened: list[str]) -> None:
    """Links change what a month's papers say, and whether they count, though its file is the same."""
    before = told(config)
    late = Paper(
        "acl:2023.x-1", TWICE.title, None, None, None, dt.date(2023, 5, 5), venue="ACL", doi=TWICE.doi
    )
    corpus.put(config, [late])
    assert told(config) == by_opening(config)
    assert "2021-09" in opened
    assert told(config) != before


def test_a_month_whose_papers_all_count_elsewhere(tmp_path: Path, opened: list[str]) -> None:
    later = replace(TWICE, paper_id="2301.00077", date=dt.date(2023, 1, 3))
    config = corpus.home(
        tmp_path / "home", [*corpus.papers()[:5], replace(TWICE, date=dt.date(2020, 2, 2)), later]
    )
    assert told(config) == by_opening(config)
    opened.clear()
    assert told(config) == by_opening(config)
    assert opened == []


@pytest.mark.parametrize("notes", ["", "{", "[1]", '{"x": 3}', '{"x": ["a", "b", "c"]}', '{"x": [1]}'])
def test_broken_notes_are_made_anew(notes: str, config: Config) -> None:
    good = (config.atlas / NOTES).read_text()
    (config.atlas / NOTES).write_text(notes)
    assert told(config) == by_opening(config)
    assert (config.atlas / NOTES).read_text() == good


def test_notes_that_cannot_be_kept_stop_nothing(config: Config) -> None:
    (config.atlas / NOTES).unlink()
    (config.atlas / f"{NOTES}.part").mkdir()
    assert told(config) == by_opening(config)


def test_notes_hold_what_is_there_and_no_more(config: Config) -> None:
    corpus.put(config, [], deleted=[paper.paper_id for paper in corpus.papers()[:30]])
    told(config)
    notes = json.loads((config.atlas / NOTES).read_text())
    tables = [name for name in store.papers_store(config).manifest().tables if name != store.LINKS]
    assert len(unsealed(notes)) == len(tables)


def test_another_way_of_reading_opens_all(
    config: Config, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {name for name, _, _ in told(config)}
    monkeypatch.setattr("inroad.atlas.readings.VERSION", 99)
    assert not names & {name for name, _, _ in told(config)}
    assert len(opened) >= len(names)
