"""What only grows, on disk: the same rows as in memory, and builds that hold little give the same atlas."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import corpus
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from inroad.atlas import build as building
from inroad.atlas import calendar, joins, pile
from inroad.atlas import workers as reading_room
from inroad.atlas.build import build
from inroad.atlas.pile import Pile, room_for_piles
from inroad.atlas.readings import INPUT, read_batch
from inroad.atlas.stored import atlas_store
from inroad.atlas.workers import Pool, each_read
from inroad.config import Config
from inroad.corpus.batch import tabled
from inroad.errors import StoreError

SCHEMA = pl.Schema({"key": pl.UInt32, "name": pl.String})


def rows(first: int, count: int) -> pl.DataFrame:
    keys = range(first, first + count)
    return pl.DataFrame({"key": keys, "name": [f"n{key % 3}" for key in keys]}, schema=SCHEMA)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pile, "_FEW", 3)


def grown(folder: Path | None, *counts: int) -> Pile:
    pile_ = Pile("rows", SCHEMA, folder)
    for count in counts:
        pile_ = pile_.with_rows(rows(pile_.height, count))
    return pile_


def test_rows_come_back_in_order(few: None, tmp_path: Path) -> None:
    away, here = grown(tmp_path, 5, 2, 0, 4), grown(None, 5, 2, 0, 4)
    assert len(list(tmp_path.iterdir())) == 2, "short parts stay in memory"
    assert not any(isinstance(part, Path) for part in here.parts)
    for each in (away, here):
        assert_frame_equal(each.whole(), rows(0, 11))
        assert_frame_equal(each.where(pl.col("key") % 2 == 0), rows(0, 11).filter(pl.col("key") % 2 == 0))
        assert each.height == 11


def test_adding_rows_leaves_the_pile_before_as_it_was(few: None, tmp_path: Path) -> None:
    before = grown(tmp_path, 5)
    before.with_rows(rows(5, 5))
    assert_frame_equal(before.whole(), rows(0, 5))


def test_an_empty_pile() -> None:
    assert_frame_equal(Pile("rows", SCHEMA).whole(), SCHEMA.to_frame())
    assert_frame_equal(Pile("rows", SCHEMA).where(pl.col("key") > 1), SCHEMA.to_frame())


def test_remains_of_a_killed_run_go(tmp_path: Path) -> None:
    (tmp_path / "pile-dead").mkdir()
    (tmp_path / "pile-dead" / "rows-0.arrow").write_bytes(b"x")
    with room_for_piles(tmp_path) as room:
        assert [file.name for file in tmp_path.iterdir()] == [room.name]
    assert list(tmp_path.iterdir()) == []


def test_no_room_is_said(few: None, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot write"):
        grown(tmp_path / "missing", 5)


# -- builds -------------------------------------------------------------------------------------------


def atlas_of(config: Config) -> dict[str, str]:
    return {name: shard.sha256 for name, shard in atlas_store(config).manifest().tables.items()}


def test_a_build_that_holds_little_gives_the_same(
    few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = corpus.papers()
    one = atlas_of(corpus.home(tmp_path / "one", papers))
    monkeypatch.setattr(calendar, "_HELD", 10)
    monkeypatch.setattr(joins, "_MANY", 10)
    monkeypatch.setattr(building, "_MOST", 20)
    little = Config(tmp_path / "little")
    corpus.put(little, corpus.until(corpus.CUTS[2]))
    build(little, workers=1)
    corpus.put(little, papers)
    build(little, workers=1)
    assert atlas_of(little) == one
    assert not list(little.atlas.glob("pile-*"))


def test_only_a_few_months_are_open_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    table = tabled(corpus.papers()[:40]).select(INPUT)
    opened = list[int]()

    def opens(number: int) -> pl.DataFrame:
        opened.append(number)
        return table[number : number + 1]

    monkeypatch.setattr(reading_room, "_AHEAD", 2)
    monkeypatch.setattr(reading_room, "_BATCH", 1)
    missing = {f"m{number}": (1, lambda number=number: opens(number)) for number in range(table.height)}
    with ThreadPoolExecutor(2) as threads:
        reading = each_read(missing, Pool(threads, 2))
        assert len(opened) == 4
        found = {}
        for name, part in reading:
            found[name] = part
            assert len(opened) <= len(found) + 4 + 2
    assert_frame_equal(pl.concat(found[name] for name in missing), read_batch(table))


@pytest.mark.parametrize("threads", [0, 2])
def test_batches_hold_parts_of_several_months(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    table = tabled(corpus.papers()[:40]).select(INPUT)
    months = {"a": table[:3], "b": table[3:17], "c": table[17:18], "d": table[18:]}
    sizes = list[int]()

    def read(papers: pl.DataFrame) -> pl.DataFrame:
        sizes.append(papers.height)
        return read_batch(papers)

    monkeypatch.setattr(reading_room, "_BATCH", 6)
    monkeypatch.setattr(reading_room, "read_batch", read)
    missing = {name: (part.height, lambda part=part: part) for name, part in months.items()}
    with ThreadPoolExecutor(2) as executor:
        found = dict(each_read(missing, Pool(executor, threads) if threads else None))
    assert sorted(sizes) == [4, 6, 6, 6, 6, 6, 6]
    for name, part in months.items():
        assert_frame_equal(found[name], read_batch(part))
