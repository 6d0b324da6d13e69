"""Whether so much lies near a paper, told by vectors, that what it left open is likely taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

import corpus
import polars as pl
import pytest

from inroad.atlas.open import Atlas, open_atlas
from inroad.openings.alike import FIRST, THIRD, Alike
from inroad.types import Paper

START = dt.date(2024, 1, 1)


class Told:
    """Says what it was told of each paper."""

    def __init__(self, near: Sequence[tuple[str, float]]):
        self.near = list(near)
        self.since: dt.date | None = None
        self.until: dt.date | None = None

    def __call__(self, phrases: Collection[str], ids: Collection[str]) -> pl.DataFrame | None:
        return None

    def alike(
        self, asked: Sequence[str], since: dt.date, most: int, until: dt.date | None
    ) -> dict[str, list[tuple[str, float]]]:
        self.since, self.until = since, until
        return dict.fromkeys(asked, self.near[:most])


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    papers = [
        Paper(f"2401.0000{n}", f"Map {n}", "We read maps.", date=START + dt.timedelta(days=n))
        for n in range(6)
    ]
    return open_atlas(corpus.home(tmp_path_factory.mktemp("alike"), papers))


def crowded(atlas: Atlas, near: Sequence[tuple[int, float]]) -> bool:
    told = Told([(f"2401.0000{n}", cosine) for n, cosine in near])
    return Alike(replace(atlas, said=told), [(2, "2401.00002")]).crowded("2401.00002")


def test_one_very_near_or_three_near_are_a_crowd(atlas: Atlas) -> None:
    assert crowded(atlas, [(3, FIRST)])
    assert crowded(atlas, [(3, THIRD), (4, THIRD), (5, THIRD)])
    assert not crowded(atlas, [(3, THIRD), (4, THIRD)])
    assert not crowded(atlas, [(3, FIRST - 0.01), (4, THIRD), (5, THIRD - 0.01)])


def test_earlier_papers_have_taken_nothing(atlas: Atlas) -> None:
    assert not crowded(atlas, [(0, 0.9), (1, 0.9), (3, 0.3)])


def test_without_vectors_nothing_is_near(atlas: Atlas) -> None:
    assert not Alike(atlas, [(2, "2401.00002")]).crowded("2401.00002")


def test_only_the_time_after_is_asked_about(atlas: Atlas) -> None:
    told = Told([])
    Alike(replace(atlas, said=told), [(4, "2401.00004"), (2, "2401.00002")]).nearest  # noqa: B018
    assert told.since == START + dt.timedelta(days=2)


def test_what_lies_near_is_searched_too(atlas: Atlas) -> None:
    told = Told([("2401.00005", 0.45), ("2401.00003", 0.2)])
    assert Alike(replace(atlas, said=told), [(2, "2401.00002")]).papers == {5}


def test_as_of_a_day_nothing_later_is_asked_about(atlas: Atlas) -> None:
    told, day = Told([]), START + dt.timedelta(days=3)
    Alike(replace(atlas.until(day), said=told), [(2, "2401.00002")]).nearest  # noqa: B018
    assert told.until == day
