"""Read on a cluster, the atlas of a home is what it is when read here: byte for byte, whatever is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import corpus
import polars as pl
import pytest
from cluster import executors, one_lost

from inroad.atlas.build import build
from inroad.atlas.stored import atlas_store
from inroad.config import Config
from inroad.errors import InputError, SourceError
from inroad.scale import reading
from inroad.scale.reading import spark
from inroad.types import Paper


def files(config: Config) -> dict[str, bytes]:
    """The bytes of the generation in force, readings and all that is remembered included."""
    shards = atlas_store(config).manifest().tables.values()
    return {name: (config.atlas / name).read_bytes() for name in ["manifest.json", *(s.file for s in shards)]}


def test_an_executor_that_is_lost_changes_nothing(
    cluster: Any, plain: Config, papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH", 200)
    config = Config(tmp_path)
    corpus.put(config, papers)
    with one_lost(cluster) as lost:
        done = build(config, engine=spark("unused: a session runs"))
    assert lost
    assert lost[0] not in executors()
    assert done.read == len(papers)
    assert files(config) == files(plain)


def test_a_month_more_is_all_that_is_read(cluster: Any, tmp_path: Path) -> None:
    everything, old = corpus.papers(), corpus.until(corpus.CUTS[2])
    config = corpus.home(tmp_path / "home", old)
    corpus.put(config, everything)
    done = build(config, engine=spark("unused"))
    months = {f"{paper.date:%Y-%m}" for paper in everything if paper not in old}
    assert done.read == sum(f"{paper.date:%Y-%m}" in months for paper in everything) < done.papers
    assert files(config) == files(corpus.home(tmp_path / "fresh", everything))


def test_waves_hold_whole_months() -> None:
    sizes = {"a": 5, "b": 5, "c": 3, "d": 30, "e": 1}
    cut = reading.waves({name: (rows, pl.DataFrame) for name, rows in sizes.items()}, 10)
    assert [list(wave) for wave in cut] == [["a", "b"], ["c"], ["d"], ["e"]]


def test_other_versions_on_the_cluster_are_refused() -> None:
    reading.check_way(reading.own_way())
    with pytest.raises(RuntimeError, match="another version"):
        reading.check_way("something else")


@pytest.mark.parametrize(
    ("message", "kind", "says"),
    [
        ("x\nModuleNotFoundError: No module named 'inroad.scale'\n", InputError, "no module 'inroad.scale'"),
        (f"RuntimeError: {reading.DIFFERENT}", InputError, "the same versions"),
        ("o1.collect\nSparkException: Job aborted", SourceError, "Job aborted"),
    ],
)
def test_what_went_wrong_is_told(message: str, kind: type[Exception], says: str, cluster: Any) -> None:
    from py4j.protocol import Py4JError

    with pytest.raises(kind, match=says), reading.told():
        raise Py4JError(message)
