"""Papers and atlas elsewhere: the same tables as a home's, and what is done is not done again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import corpus
import polars as pl
import pytest
from cluster import executors, one_lost
from polars.testing import assert_frame_equal

import inroad
from inroad.atlas import adoption
from inroad.atlas.build import Built
from inroad.atlas.open import open_atlas
from inroad.atlas.stored import BUILT, atlas_store
from inroad.config import Config
from inroad.corpus import store
from inroad.corpus.store import TableStore
from inroad.errors import Damaged, InputError, NoAtlas
from inroad.scale import elsewhere
from inroad.scale.adoption import SCHEMAS
from inroad.scale.arrow import as_ours
from inroad.scale.build import build


def written(config: Config, path: Path, until: str = "9999") -> str:
    """The papers of a home as a table elsewhere, in no order."""
    rows = store.read(config).filter(pl.col("date").dt.to_string() <= until).collect()
    path.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate(rows.sample(fraction=1, shuffle=True, seed=1).iter_slices(700)):
        part.write_parquet(path / f"{number}.parquet")
    return str(path)


def hashes(path: Path) -> dict[str, str]:
    """Of every table of an atlas but the readings, after a look at every byte."""
    tables = TableStore(path, 1)
    assert tables.verify() == ()
    shards = tables.manifest().tables.items()
    return {name: shard.sha256 for name, shard in shards if not name.startswith("readings-")}


def counts(path: Path) -> dict[str, pl.DataFrame]:
    """What was counted, as it lies there."""
    folder = path / str(TableStore(path, 1).manifest().facts["adoption"])
    parts = {name: sorted((folder / name).glob("*.parquet")) for name in SCHEMAS}
    return {name: as_ours(pl.read_parquet(parts[name]), SCHEMAS[name]) for name in SCHEMAS}


def assert_same(path: Path, home: Config) -> None:
    """Every table of the home, what is remembered, and every count of the embedded functions."""
    assert hashes(path) == hashes(home.atlas)
    tables = {name: atlas_store(home).read(name) for name in BUILT}
    mentions, papers, methods = tables["mentions"], tables["papers"], tables["methods"]
    expected = {
        "monthly": adoption.monthly(mentions, papers, methods),
        "totals": adoption.totals(mentions, papers, methods),
        "groups": adoption.groups(mentions, papers),
        "usage": adoption.usage(tables["related"], methods),
    }
    for name, table in counts(path).items():
        assert expected[name].height
        assert_frame_equal(table, expected[name], check_exact=True)


def run(source: str, target: Path) -> Built:
    return build("unused: a session runs", source, str(target))


def test_an_executor_that_is_lost_changes_nothing(
    cluster: Any, plain: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "BATCH", 200)
    source = written(plain, tmp_path / "papers")
    with one_lost(cluster) as lost:
        done = run(source, tmp_path / "atlas")
    assert lost
    assert lost[0] not in executors()
    assert done.read == done.papers == store.read(plain).collect().height
    assert_same(tmp_path / "atlas", plain)


def test_month_by_month_is_all_at_once(cluster: Any, built: Config, tmp_path: Path) -> None:
    target = tmp_path / "atlas"
    run(written(built, tmp_path / "first", "2021-04-30"), target)
    before = counts(target)
    source = written(built, tmp_path / "all")
    done = run(source, target)
    rows = store.read(built).collect()
    assert done.read == rows.filter(pl.col("date").dt.to_string() > "2021-04-30").height < done.papers
    assert_same(target, built)
    assert not counts(target)["totals"].equals(before["totals"])

    kept = {path: path.stat().st_mtime_ns for path in target.rglob("*.parquet")}
    assert run(source, target).read == 0
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*.parquet")} == kept

    changed = corpus.reread(corpus.papers()[20])
    config = Config(tmp_path / "changed")
    corpus.put(config, [*corpus.papers(), changed])
    done = run(written(config, tmp_path / "third"), target)
    assert 0 < done.read < done.papers
    from inroad.atlas.build import build as embedded

    embedded(config, workers=1)
    assert_same(target, config)


DRIVER = """
import os, signal, sys
from inroad.scale import elsewhere, reading
from inroad.scale.build import build
reading._WAVE = elsewhere.BATCH = 150
reading._ROUNDS = 0
def progress(stage, done, total):
    if stage == "read" and done:
        os.kill(os.getpid(), signal.SIGKILL)
build("local[2]", sys.argv[1], sys.argv[2], progress=progress)
"""


def test_a_driver_that_is_killed_goes_on_where_it_was(cluster: Any, plain: Config, tmp_path: Path) -> None:
    source, target = written(plain, tmp_path / "papers"), tmp_path / "atlas"
    (tmp_path / "driver.py").write_text(DRIVER)
    environment = os.environ | {"PYTHONPATH": str(Path(inroad.__file__).parents[1])}
    command = [sys.executable, str(tmp_path / "driver.py"), source, str(target)]
    killed = subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert not (target / "manifest.json").exists()
    done = run(source, target)
    assert 0 < done.read < done.papers
    assert_same(target, plain)


# -- what cannot be used ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda rows: rows.drop("title"), "no column title"),
        (lambda rows: pl.concat([rows, rows[3:4]]), "twice"),
        (lambda rows: rows.with_columns(title=pl.lit(None, pl.String)), "without id or title"),
    ],
)
def test_papers_that_cannot_be_read_are_refused(
    change: Any, says: str, cluster: Any, built: Config, tmp_path: Path
) -> None:
    change(store.read(built).collect()).write_parquet(tmp_path / "papers.parquet")
    with pytest.raises(InputError, match=says):
        run(str(tmp_path / "papers.parquet"), tmp_path / "atlas")


def test_no_papers(cluster: Any, built: Config, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="docs/scale"):
        run(str(tmp_path / "nothing"), tmp_path / "atlas")
    undated = store.read(built).collect().with_columns(date=pl.lit(None, pl.Date))
    undated.write_parquet(tmp_path / "papers.parquet")
    with pytest.raises(NoAtlas, match="no dated papers"):
        run(str(tmp_path / "papers.parquet"), tmp_path / "atlas")


@dataclass(frozen=True)
class Small:
    """Papers that tell little of themselves, and their atlas."""

    source: str
    target: Path
    done: Built


@pytest.fixture(scope="module")
def small(cluster: Any, built: Config, tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A table of ids, titles, days and abstracts alone, built; for looking at only."""
    folder = tmp_path_factory.mktemp("small")
    source = str(folder / "papers.parquet")
    store.read(built).select("paper_id", "title", "date", "abstract").collect().write_parquet(source)
    return Small(source, folder / "atlas", run(source, folder / "atlas"))


def test_what_is_unknown_may_be_left_out(small: Small, built: Config) -> None:
    assert small.done.papers == store.read(built).collect().height
    assert small.done.methods


def test_as_the_folder_of_a_home_it_answers(small: Small) -> None:
    """The folder of an atlas is where a home of these papers would have it."""
    assert small.target.name == Config(small.target.parent).atlas.name
    assert open_atlas(Config(small.target.parent)).coverage().papers == small.done.papers


def test_readings_that_are_not_whole_are_told(small: Small, tmp_path: Path) -> None:
    target = shutil.copytree(small.target, tmp_path / "atlas")
    (target / "manifest.json").unlink()
    next(target.glob("readings/*/key=*/*.parquet")).unlink()
    with pytest.raises(Damaged, match="--full"):
        run(small.source, target)
