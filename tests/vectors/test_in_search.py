"""Vectors in ``inroad search``: they widen what words find, and are never needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import corpus
import pytest
from made_up import SETTINGS, THINGS, papers, said_in_abstract, said_in_title

from inroad.config import Config
from inroad.search import open_search
from inroad.search.build import build
from inroad.search.fuse import NEARNESS
from inroad.search.vectors.build import build as learn
from inroad.types import Paper, SearchReport

ABOUT = 3
"""The thing that is asked about."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Papers of which some call the thing only as titles do, others only as abstracts do."""
    config = Config(tmp_path_factory.mktemp("both") / "home")
    rows = papers().rows(named=True)
    told = [Paper(**{**row, "title": "Untitled"} if at // THINGS % 2 else row) for at, row in enumerate(rows)]
    corpus.put(config, told)
    build(config)
    learn(config, papers=papers(), settings=SETTINGS)
    return config


def _find(home: Config, top: int = 40) -> SearchReport:
    return open_search(home).find(said_in_title(ABOUT), top)


def _by_meaning(report: SearchReport) -> list[str]:
    """Papers that do not have the word."""
    lacking = [hit for hit in report.hits if said_in_title(ABOUT) not in hit.title]
    return [hit.paper_id for hit in lacking]


def test_papers_that_say_it_in_other_words_are_found(home: Config) -> None:
    report = _find(home)
    assert report.searched.vectors
    found = _by_meaning(report)
    about_it = [row for row in papers().rows(named=True) if row["paper_id"] in found]
    assert len(found) > 3
    right = [row for row in about_it if said_in_abstract(ABOUT) in row["abstract"]]
    assert len(right) > 0.8 * len(found)


def test_those_with_the_word_come_first(home: Config) -> None:
    assert all(said_in_title(ABOUT) in hit.title for hit in _find(home, 10).hits)


def test_nearness_is_one_of_the_parts_of_a_score(home: Config) -> None:
    assert any(part.label == NEARNESS for hit in _find(home).hits for part in hit.parts)


def test_what_is_asked_for_must_be_met_by_what_is_near(home: Config) -> None:
    report = open_search(home).find(f"{said_in_title(ABOUT)} before:2024-01-10", 40)
    assert report.hits
    assert all(hit.date and hit.date.day < 10 for hit in report.hits)


def test_spoilt_vectors_leave_the_words(home: Config, tmp_path: Path) -> None:
    spoilt = Config(tmp_path / "home")
    shutil.copytree(home.home, spoilt.home)
    for file in (spoilt.search / "vectors").iterdir():
        if file.suffix != ".json":
            file.write_bytes(b"")
    report = _find(spoilt)
    assert report.hits
    assert not _by_meaning(report)
    assert any("index build" in note for note in report.notes)
