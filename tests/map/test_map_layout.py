"""Papers lie beside papers about the same, always at the same place, and stay there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import made_map
import numpy as np
import pytest
from made_map import learnt
from scipy.spatial import cKDTree

from inroad.config import Config
from inroad.errors import InputError, NoAtlas
from inroad.search.map import layout
from inroad.search.map.build import build
from inroad.search.map.near import Rows, nearest
from inroad.search.map.stored import Kept, Map, kept_map
from inroad.search.vectors import open_vectors


def kept(config: Config) -> Kept:
    found = kept_map(config)
    assert found is not None
    return found


def placed(found: Kept) -> dict[str, tuple[int, int]]:
    return {found.ids[row]: tuple(found.places[row].tolist()) for row in range(len(found.months))}


def same_topic(found: Kept, rows: np.ndarray, among: np.ndarray) -> float:
    """Part of the five nearest papers of some rows that are about the same."""
    topics = np.array([made_map.topic_of(found.ids[row]) for row in range(len(found.months))])
    places = np.asarray(found.places, dtype=float)
    _, near = cKDTree(places[among]).query(places[rows], 6)
    theirs = topics[among[near]]
    own = among[near] == rows[:, None]
    return float((theirs == topics[rows][:, None])[~own].mean())


def files(config: Config) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (config.search / "map").glob("*.npy")}


def test_neighbours_are_about_the_same(mapped: Config) -> None:
    rows = np.arange(360)
    assert same_topic(kept(mapped), rows, rows) > 0.95


def test_rows_are_in_the_order_of_time(mapped: Config) -> None:
    found = kept(mapped)
    months = found.months.tolist()
    assert months == sorted(months)
    assert months[0] == 50 * 12  # January 2020
    assert [found.ids[0], found.ids[359]] == [made_map.paper(0).paper_id, made_map.paper(359).paper_id]


def test_the_same_papers_give_the_same_bytes(mapped: Config, tmp_path: Path) -> None:
    papers = [made_map.paper(number) for number in reversed(range(360))]
    learnt(tmp_path, papers)
    env = {**os.environ, "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}
    subprocess.run([sys.executable, "-c", _BUILD, str(tmp_path)], check=True, env=env)
    assert files(Config(tmp_path)) == files(mapped)


_BUILD = """
import sys
from pathlib import Path
from inroad.config import Config
from inroad.search.map.build import build
build(Config(Path(sys.argv[1])))
"""


def test_old_papers_do_not_move_and_new_ones_come_among_their_own(mapped: Config, tmp_path: Path) -> None:
    config = Config(shutil.copytree(mapped.home, tmp_path / "home"))
    before = placed(kept(config))
    learnt(config.home, map(made_map.paper, range(420)))
    built = build(config)
    after = kept(config)
    assert (built.placed, built.laid_out) == (60, False)
    assert before.items() <= placed(after).items()
    new = np.array([row for row in range(420) if after.ids[row] not in before])
    old = np.setdiff1d(np.arange(420), new)
    assert same_topic(after, new, old) > 0.9


def test_new_papers_do_not_cover_each_other(mapped: Config, tmp_path: Path) -> None:
    config = Config(shutil.copytree(mapped.home, tmp_path / "home"))
    learnt(config.home, map(made_map.paper, range(420)))
    build(config)
    places = placed(kept(config))
    assert len(set(places.values())) > 0.98 * len(places)


def test_papers_that_are_gone_are_gone_from_the_map(mapped: Config, tmp_path: Path) -> None:
    config = Config(shutil.copytree(mapped.home, tmp_path / "home"))
    learnt(config.home, map(made_map.paper, range(1, 360)))
    build(config)
    assert set(placed(kept(config))) == {made_map.paper(number).paper_id for number in range(1, 360)}


def test_after_learning_anew_north_stays_north(mapped: Config, tmp_path: Path) -> None:
    config = Config(shutil.copytree(mapped.home, tmp_path / "home"))
    before = placed(kept(config))
    learnt(config.home, map(made_map.paper, range(480)), full=True)
    assert build(config).laid_out
    after = placed(kept(config))
    topics = np.array([made_map.topic_of(each) for each in before])
    pairs = np.array([(before[each], after[each]) for each in before], dtype=float)
    then, now = (np.array([pairs[topics == t, side].mean(0) for t in range(6)]) for side in (0, 1))
    # Turned any other way, or mirrored, the middles of the six groups would lie farther from where they were.
    here = ((then - then.mean(0) - now + now.mean(0)) ** 2).sum()
    for turn in ([[0, 1], [-1, 0]], [[-1, 0], [0, -1]], [[1, 0], [0, -1]], [[-1, 0], [0, 1]]):
        assert here < ((then - then.mean(0) - (now - now.mean(0)) @ np.array(turn)) ** 2).sum()


def test_alignment_undoes_turning_and_mirroring() -> None:
    rng = np.random.default_rng(3)
    before = rng.normal(size=(50, 2)) * 9_000
    angle = 1.1
    turned = (
        before @ np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * [1, -1] * 0.01
    )
    made = layout.aligned(turned, np.arange(50), before)
    ratio = np.linalg.norm(made - made.mean(0)) / np.linalg.norm(before - before.mean(0))
    assert np.allclose((made - made.mean(0)) / ratio, before - before.mean(0), atol=1e-6)


def test_nearest_are_the_true_nearest_where_all_cells_are_probed() -> None:
    rng = np.random.default_rng(5)
    papers = rng.integers(-127, 128, (1_500, 16)).astype(np.int8)
    rows = Rows(papers, (1 / np.linalg.norm(papers, axis=1)).astype(np.float32))
    found, cosines = nearest(rows, rows, 5, same=True, probes=99)
    exact = (papers.astype(float) @ papers.T.astype(float)) * rows.scales * rows.scales[:, None]
    np.fill_diagonal(exact, -9)
    assert np.allclose(cosines, -np.sort(-exact, 1)[:, :5], atol=1e-5)
    assert (found != np.arange(1_500)[:, None]).all()


@pytest.mark.parametrize("count", [2, 3, 5, 40])
def test_small_corpora_are_laid_out_too(count: int, tmp_path: Path) -> None:
    config = learnt(tmp_path, map(made_map.paper, range(count)))
    vectors = open_vectors(config)
    assert vectors is not None
    known = int((np.asarray(vectors.scales) > 0).sum())
    built = build(config)
    assert (built.papers, built.without) == (known, count - known)
    assert np.isfinite(np.asarray(kept(config).places, dtype=float)).all()


def test_without_vectors_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoAtlas, match="index build"):
        build(Config(tmp_path))


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = learnt(tmp_path, map(made_map.paper, range(80)))
    monkeypatch.setitem(sys.modules, "openTSNE", None)
    with pytest.raises(InputError, match=r"inroad\[map\]"):
        build(config)


def test_rows_of_ids(mapped: Config) -> None:
    found = kept(mapped)
    whole = Map("home", found.ids, found.places, found.months, found.area, found.areas, "x", lambda rows: [])
    wanted = [made_map.paper(number).paper_id for number in (300, 5, 17)]
    assert [found.ids[row] for row in whole.rows([*wanted, "9999.00001"]).tolist()] == sorted(wanted)
    assert whole.rows([]).tolist() == []
