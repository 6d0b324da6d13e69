"""The last reports, kept so that an id finds its opening again."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "cli"))

import openings_sample as sample

from inroad import shown
from inroad.config import Config


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path / "home")


def _older(config: Config, seconds: int) -> None:
    for path in config.shown.glob("*.json"):
        then = path.stat().st_mtime - seconds
        os.utime(path, (then, then))


def test_an_opening_is_found_again(config):
    shown.keep(config, sample.FULL)
    found = shown.find(config, "issue:org/peft#12")
    assert found == shown.Shown(sample.field()[-2], sample.FULL.query, sample.FULL.coverage)


def test_nothing_is_found_in_a_new_home(config):
    assert shown.find(config, "underplayed:vera") is None
    assert not config.home.exists()


def test_the_latest_report_that_has_it_counts(config):
    shown.keep(config, sample.FULL)
    _older(config, 100)
    newer = replace(sample.opening("vera"), why="the newer reason")
    shown.keep(config, replace(sample.FULL, query="other words", openings=(newer,)))
    _older(config, 100)
    shown.keep(config, replace(sample.FULL, query="third", openings=(sample.opening("third"),)))
    found = shown.find(config, "underplayed:vera")
    assert found is not None
    assert (found.opening.why, found.query) == ("the newer reason", "other words")


def test_the_same_question_takes_the_place_of_its_older_answer(config):
    shown.keep(config, sample.FULL)
    shown.keep(config, replace(sample.FULL, openings=()))
    assert len(list(config.shown.iterdir())) == 1
    shown.keep(config, replace(sample.FULL, kinds=sample.FULL.kinds[:1]))
    assert len(list(config.shown.iterdir())) == 2


def test_only_the_last_reports_stay(config):
    for number in range(shown.KEPT + 5):
        shown.keep(config, replace(sample.EMPTY, query=f"n{number}"))
        _older(config, 10)
    assert len(list(config.shown.iterdir())) == shown.KEPT


@pytest.mark.parametrize("harm", [b"", b"{", b'{"openings": [{"opening_id": "underplayed:vera"}]}'])
def test_a_report_that_cannot_be_read_is_as_good_as_not_there(config, harm):
    shown.keep(config, sample.FULL)
    (config.shown / "broken.json").write_bytes(harm)
    found = shown.find(config, "underplayed:vera")
    assert found is not None
    assert found.opening == sample.field()[0]
    assert "underplayed:vera" in shown.not_found(config, "underplayed:verra").near


@pytest.mark.parametrize("strange", ['a"b\\c', "né×µ", "../../etc/passwd", "", "\udc80"])
def test_ids_are_only_compared(config, strange):
    assert shown.find(config, strange) is None
    shown.keep(config, replace(sample.FULL, openings=(sample.opening(strange),)))
    found = shown.find(config, f"underplayed:{strange}")
    assert found is not None
    assert found.opening.method == strange
