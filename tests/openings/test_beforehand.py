"""What is worked out once after a build says what looking anew says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from inroad.atlas.mapped import Mapped
from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.openings import beforehand, meaning
from inroad.openings.promise import latest
from inroad.openings.promise.forecast import forecasts
from inroad.openings.promise.model import model
from inroad.signals.seen import NOTHING

WAYS = {"doubts": meaning, "promise": latest}


@pytest.fixture(scope="module")
def kept(field_atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The made-up field with all of it at hand."""
    atlas = replace(field_atlas, mapped=Mapped(tmp_path_factory.mktemp("mapped"), "g"))
    assert not any(way.at_hand(atlas) for way in WAYS.values())
    told = worked_out(atlas)
    assert told[:2] == ["which names are doubtful", "how promising young methods are"]
    assert all(way.at_hand(atlas) for way in WAYS.values())
    assert worked_out(atlas) == told[2:]
    return atlas


def worked_out(atlas: Atlas) -> list[str]:
    told = list[str]()
    with suppress(InputError):  # this field speaks of no task
        told.extend(beforehand.work_out(atlas))
    return told


@pytest.fixture(scope="module")
def bare(field_atlas: Atlas) -> Atlas:
    """The same field where nothing can be kept."""
    return replace(field_atlas, mapped=None)


def test_forecasts_are_the_same(kept: Atlas, bare: Atlas) -> None:
    numbers = bare.methods["method"].to_list()
    for asked in (numbers, numbers[::3], numbers[:1], []):
        assert forecasts(kept, NOTHING, asked) == forecasts(bare, NOTHING, asked)
    assert forecasts(kept, NOTHING, numbers, 5).keys() == forecasts(bare, NOTHING, numbers, 5).keys()
    assert len(forecasts(kept, NOTHING, numbers, 5)) == 5


def test_features_come_back_as_they_were(kept: Atlas, bare: Atlas) -> None:
    every = pl.Series(bare.methods["method"])
    told = latest.settled(kept, model().words, every)
    assert told.height > 10
    assert_frame_equal(told, latest.settled(bare, model().words, every), check_exact=True)


def test_doubts_are_the_same_for_any_rows(kept: Atlas, bare: Atlas) -> None:
    rows = bare.methods.select("method", "name", "introduced_by")
    for asked in (rows, rows.gather_every(2), rows.head(0)):
        assert meaning.there_before(asked, kept) == meaning.there_before(asked, bare)
        assert meaning.of_known_families(asked, kept) == meaning.of_known_families(asked, bare)


def test_as_of_a_day_nothing_that_came_later_is_read(kept: Atlas, bare: Atlas) -> None:
    day = bare.papers["date"].sort()[bare.size // 2]
    numbers = bare.until(day).methods["method"].to_list()
    assert forecasts(kept.until(day), NOTHING, numbers) == forecasts(bare.until(day), NOTHING, numbers)


def test_other_words_are_other_promise(kept: Atlas) -> None:
    words = replace(model().words, unseen=2.0)
    number = pl.Series(kept.methods["method"])
    assert latest._kept(kept, words) is None
    assert latest.settled(kept, words, number).height == latest.settled(kept, model().words, number).height
