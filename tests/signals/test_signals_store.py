"""Observations at rest: added to, never changed, never lost, never twice."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from inroad.config import Config
from inroad.errors import Damaged, Locked
from inroad.signals.rows import Place, Row, of_issues, table
from inroad.signals.seen import NOTHING
from inroad.signals.store import VALIDATORS, Added, open_signals, parts, signals_store, validators, writing
from inroad.sources.github_issues import Issue, Thread

DAY = dt.datetime(2025, 9, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path)


def look(number: int, stars: float = 1.0, source: str = "github", repo: str = "a/b") -> Row:
    return Place(f"repo:{repo}", DAY + dt.timedelta(days=number), source).seen("stars", stars)


def put(config: Config, *rows: Row) -> Added:
    with writing(config) as writer:
        return writer.add(table(rows))


def kept(config: Config) -> list[tuple]:
    return open_signals(config).observations.rows()


def test_a_new_home_has_seen_nothing(config):
    signals = open_signals(config)
    assert_frame_equal(signals.observations, NOTHING.observations)
    assert_frame_equal(signals.issues, NOTHING.issues)
    assert not config.signals.exists()


def test_every_look_is_kept_with_its_date(config):
    assert put(config, look(3, 5.0)) == Added(1)
    assert put(config, look(1, 4.0)) == Added(1)
    assert [(row[2], row[5]) for row in kept(config)] == [
        (4.0, DAY + dt.timedelta(days=1)),
        (5.0, DAY + dt.timedelta(days=3)),
    ]


def test_the_same_row_is_added_once(config):
    assert put(config, look(1), look(1), look(2)) == Added(2)
    assert put(config, look(2), look(3)) == Added(1)
    assert put(config, look(1), look(2), look(3)) == Added(0)
    # Nothing in it is null-safe by itself: words are null here, the number is null there.
    absent = Place("repo:a/b", DAY, "github").absent("licence")
    assert put(config, absent) == Added(1)
    assert put(config, absent) == Added(0)


def test_what_differs_in_anything_is_kept(config):
    rows = [look(1), look(1, 2.0), look(1, source="hub"), look(1, repo="a/c")]
    assert put(config, *rows) == Added(4)


def test_up_to_a_day(config):
    put(config, *(look(number) for number in range(5)))
    assert open_signals(config, DAY.date() + dt.timedelta(days=2)).observations.height == 3
    assert open_signals(config, DAY.date() - dt.timedelta(days=1)).observations.height == 0


def test_hundreds_of_small_additions_stay_few_parts_and_lose_nothing(config):
    chance = random.Random(3)
    rows = [look(chance.randrange(400), float(number)) for number in range(300)]
    done = 0
    with writing(config) as writer:
        while done < len(rows):
            size = chance.randrange(1, 4)
            writer.add(table(rows[done : done + size]))
            done += size
    names = parts(signals_store(config).manifest().tables, "observations")
    assert len(names) <= 10
    assert sorted(kept(config)) == sorted(table(rows).rows())
    assert not signals_store(config).verify()


def test_compacting_keeps_every_row(config):
    for number in (0, 40, 60, 70):
        put(config, *(look(number + n) for n in range(40 - number // 2)))
    before = kept(config)
    assert len(parts(signals_store(config).manifest().tables, "observations")) > 1
    with writing(config) as writer:
        writer.compact()
    assert len(parts(signals_store(config).manifest().tables, "observations")) == 1
    assert kept(config) == before


def test_the_order_of_additions_does_not_show(tmp_path):
    rows = [look(number % 7, float(number % 5), ("hub", "github")[number % 2]) for number in range(40)]
    found = []
    for seed in range(3):
        config = Config(tmp_path / str(seed))
        shuffled = random.Random(seed).sample(rows, len(rows))
        for start in range(0, len(rows), 11):
            put(config, *shuffled[start : start + 11])
        found.append(open_signals(config).latest(["repo:a/b"]))
        assert kept(config) == sorted(kept(config), key=lambda row: row[5])
    assert found[0] == found[1] == found[2]


def test_one_writer_at_a_time_and_readers_go_on(config):
    put(config, look(1))
    with writing(config) as writer:
        with pytest.raises(Locked, match="observations"), writing(Config(config.home)):
            pass
        writer.add(table([look(2)]))
        assert len(kept(config)) == 2


def test_a_failed_addition_changes_nothing(config, monkeypatch):
    put(config, look(1))
    before = {path.name: path.read_bytes() for path in config.signals.iterdir()}
    monkeypatch.setattr("inroad.corpus.store._encode", lambda made: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put(config, look(2))
    monkeypatch.undo()
    assert {name: data for name in before if (data := (config.signals / name).read_bytes())} == {
        name: data for name, data in before.items() if data
    }
    assert put(config, look(2)) == Added(1)
    assert len(kept(config)) == 2


def test_a_damaged_part_is_told_and_not_written_over(config):
    put(config, look(1))
    (part,) = config.signals.glob("observations-*.parquet")
    part.write_bytes(b"PAR1" + bytes(part.stat().st_size - 4))
    with pytest.raises(Damaged, match="cannot be observed again"):
        open_signals(config)
    with pytest.raises(Damaged):
        put(config, look(2))


def test_issues_and_validators_come_in_the_same_step(config):
    issue = Issue("a/b", 7, "Rows", ("bug",), "open", "noor", (), 0, DAY, DAY, ("x.py",), 9)
    states = pl.concat(
        of_issues([issue], {("a/b", 7): Thread(None, claimed, False)}, DAY + dt.timedelta(days=n), "github")
        for n, claimed in enumerate([False, True])
    )
    said = pl.DataFrame([("repo:a/b", "github readme", '"7"', None)], schema=VALIDATORS, orient="row")
    with writing(config) as writer:
        assert writer.add(None, states, said) == Added(0, 2)
        assert writer.add(None, states) == Added(0, 0)
    assert open_signals(config).last_issues()["claimed"].to_list() == [True]
    assert open_signals(config, DAY.date()).last_issues()["claimed"].to_list() == [False]
    assert validators(config).rows() == said.rows()


def test_half_a_million_rows_are_read_fast(config):
    # Counted in work, not in time: one part, in order, needs no sorting and no copy of its text.
    count = 50_000
    numbers = pl.int_range(count, eager=True)
    rows = pl.DataFrame(
        {
            "subject": "repo:a/" + (numbers % 1000).cast(pl.String),
            "what": ["stars"] * count,
            "value": numbers.cast(pl.Float64),
            "text": pl.Series([None] * count, dtype=pl.String),
            "status": pl.Series([0] * count, dtype=pl.UInt8),
            "observed": pl.Series([DAY] * count, dtype=pl.Datetime("us", "UTC")),
            "source": ["github"] * count,
        }
    )
    with writing(config) as writer:
        writer.add(rows)
        writer.add(rows)
    (shard,) = (s for n, s in signals_store(config).manifest().tables.items() if n.startswith("obs"))
    assert shard.rows == count
    assert open_signals(config).observations.height == count
