from __future__ import annotations

import json
from pathlib import Path

import made_up
import numpy as np
import polars as pl
import pytest
from made_up import SETTINGS, said_in_abstract, said_in_title

from inroad.config import Config
from inroad.errors import Damaged, Locked, NoAtlas, StoreError
from inroad.search.vectors import Vectors, open_vectors
from inroad.search.vectors.ask import vector_store
from inroad.search.vectors.build import Built, build


def made(home: Path, papers: pl.DataFrame, **more: bool) -> Built:
    return build(Config(home), papers=papers, settings=SETTINGS, **more)


def opened(home: Path) -> Vectors:
    vectors = open_vectors(Config(home))
    assert vectors is not None
    return vectors


def files(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "search" / "vectors").glob("*.npy")}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vectors")
    made(path, made_up.papers())
    return path


def test_papers_are_found_that_have_no_word_of_the_query(tmp_path: Path) -> None:
    titles = [(f"2402.{thing:05}", said_in_title(thing), None, None) for thing in range(made_up.THINGS)]
    made(tmp_path, pl.concat([made_up.papers(), made_up.table(titles)]))
    vectors = opened(tmp_path)
    untold = np.array([vectors.row(row[0]) for row in titles])
    for thing in range(made_up.THINGS):
        rows, scores = vectors.nearest(vectors.of_text(said_in_abstract(thing)), 3, untold)
        assert vectors.titles[int(rows[0])] == said_in_title(thing)
        assert scores.tolist() == sorted(scores.tolist(), reverse=True)


def test_papers_lie_in_the_order_of_their_ids_with_their_days(home: Path) -> None:
    vectors = opened(home)
    assert [vectors.ids[row] for row in (0, 479)] == ["2401.00000", "2401.00479"]
    assert vectors.date(13) == made_up.paper(13)[3]
    assert len(vectors.until(made_up.FIRST_DAY)) == made_up.THINGS


def test_the_order_of_papers_does_not_matter(home: Path, tmp_path: Path) -> None:
    made(tmp_path, made_up.papers().reverse())
    assert files(tmp_path) == files(home)


def test_nothing_new_changes_nothing(home: Path) -> None:
    before = files(home)
    assert made(home, made_up.papers()) == Built(480, 0, 0, len(opened(home).codes))
    assert files(home) == before


def test_a_month_more_leaves_what_was_there(home: Path, tmp_path: Path) -> None:
    made(tmp_path, made_up.papers())
    assert made(tmp_path, made_up.papers(500)).encoded == 20
    before, after = opened(home), opened(tmp_path)
    assert np.array_equal(after.papers[:480], before.papers)
    assert [after.row(f"2401.{number:05}") for number in (0, 499, 500)] == [0, 499, None]


def test_words_that_are_new_get_a_vector_of_their_own(tmp_path: Path) -> None:
    made(tmp_path, made_up.papers())
    rows = made_up.papers(60, 480).rows()
    renamed = [(i, t.replace("tixaq", "renamed"), a, d) for i, t, a, d in rows]
    built = made(tmp_path, pl.concat([made_up.papers(), made_up.table(renamed)]))
    assert (built.encoded, built.learnt_from) == (60, 60)
    vectors = opened(tmp_path)
    new, *others = (vectors.of_text(word) for word in ("renamed", *map(said_in_abstract, range(12))))
    nearness = [float(new @ other) for other in others]
    assert nearness[0] == max(nearness) > 0.5


def test_changed_papers_are_encoded_anew_and_deleted_ones_go(tmp_path: Path) -> None:
    made(tmp_path, made_up.papers())
    before = opened(tmp_path).of_papers(["2401.00012"])[0][0]
    changed = made_up.papers().with_columns(
        pl.when(pl.col("paper_id") == "2401.00012")
        .then(pl.lit(said_in_abstract(3)))
        .otherwise("abstract")
        .alias("abstract"),
    )
    assert made(tmp_path, changed.filter(pl.col("paper_id") != "2401.00000")).encoded == 1
    vectors = opened(tmp_path)
    near = vectors.of_text(said_in_abstract(3))
    assert vectors.row("2401.00000") is None
    assert vectors.of_papers(["2401.00012"])[0][0] @ near > before @ near + 0.3


def test_a_corpus_that_has_grown_much_is_learnt_again(tmp_path: Path) -> None:
    made(tmp_path, made_up.papers(300))
    assert made(tmp_path, made_up.papers(360)).learnt_from == 0
    assert made(tmp_path, made_up.papers(480)).learnt_from == 480
    assert made(tmp_path, made_up.papers(480), full=True).learnt_from == 480


class Cut(Exception):
    """Somebody has pulled the plug."""


def test_learning_that_was_cut_short_goes_on(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inroad.search.vectors.build._KEEP", 10)
    seen: list[int] = []

    def cut(stage: str, done: int, total: int | None) -> None:
        if stage == "learning" and done == 35:
            raise Cut

    def watch(stage: str, done: int, total: int | None) -> None:
        seen.extend([done] if stage == "learning" else [])

    with pytest.raises(Cut):
        build(Config(tmp_path), papers=made_up.papers(), settings=SETTINGS, progress=cut)
    assert open_vectors(Config(tmp_path)) is None
    build(Config(tmp_path), papers=made_up.papers(), settings=SETTINGS, progress=watch)
    assert seen[0] == 31
    assert files(tmp_path) == files(home)
    assert not (tmp_path / "search" / "vectors" / "training.npz").exists()


def test_what_was_kept_of_other_papers_or_is_broken_is_not_gone_on_from(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "search" / "vectors"
    folder.mkdir(parents=True)
    (folder / "training.npz").write_bytes(b"half a checkpoint")
    made(tmp_path, made_up.papers())
    assert files(tmp_path) == files(home)


def test_papers_without_abstract_have_a_vector_but_teach_nothing(tmp_path: Path) -> None:
    title_only = made_up.table([("2402.00001", said_in_title(4), None, None)])
    assert made(tmp_path, pl.concat([made_up.papers(), title_only])).learnt_from == 480
    vectors = opened(tmp_path)
    row = vectors.row("2402.00001")
    assert row is not None
    assert vectors.date(row) is None
    assert vectors.scores(vectors.of_text(said_in_title(4)), [row])[0] > 0.99
    assert row not in vectors.until(made_up.FIRST_DAY.replace(year=2030))


def test_papers_without_abstract_do_not_make_a_corpus_grow(tmp_path: Path) -> None:
    titles = made_up.papers(300).with_columns(
        paper_id=pl.concat_str(pl.lit("x"), "paper_id"), abstract=pl.lit(None, pl.String)
    )
    both = pl.concat([made_up.papers(), titles])
    assert made(tmp_path, both).learnt_from == 480
    assert made(tmp_path, both) == Built(780, 0, 0, made(tmp_path, both).terms)


def test_without_abstracts_nothing_can_be_learnt(tmp_path: Path) -> None:
    titles = made_up.papers(3).with_columns(abstract=pl.lit(None, pl.String))
    with pytest.raises(NoAtlas, match="inroad ingest"):
        made(tmp_path, titles)


def test_nothing_built_is_none(tmp_path: Path) -> None:
    assert open_vectors(Config(tmp_path)) is None


def copy(home: Path, to: Path) -> Path:
    import shutil

    return Path(shutil.copytree(home, to / "copy"))


def test_a_cut_file_is_told_with_the_way_out(home: Path, tmp_path: Path) -> None:
    path = copy(home, tmp_path)
    file = next((path / "search" / "vectors").glob("papers-*.npy"))
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(Damaged, match="inroad index build"):
        open_vectors(Config(path))
    assert vector_store(Config(path)).verify() == ("papers",)
    made(path, made_up.papers())
    assert files(path) == files(home)


def test_a_broken_manifest_is_told_with_the_way_out(home: Path, tmp_path: Path) -> None:
    path = copy(home, tmp_path)
    (path / "search" / "vectors" / "manifest.json").write_text("{")
    with pytest.raises(Damaged, match="inroad index build"):
        open_vectors(Config(path))
    made(path, made_up.papers())
    assert files(path) == files(home)


def test_what_a_newer_program_wrote_is_left_alone(home: Path, tmp_path: Path) -> None:
    path = copy(home, tmp_path)
    manifest = path / "search" / "vectors" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 99}))
    with pytest.raises(StoreError, match="update Inroad"):
        open_vectors(Config(path))
    with pytest.raises(StoreError, match="update Inroad"):
        made(path, made_up.papers(), full=True)
    assert json.loads(manifest.read_text())["format"] == 99


def test_a_reader_goes_on_while_vectors_are_made_anew(home: Path, tmp_path: Path) -> None:
    path = copy(home, tmp_path)
    reader = opened(path)
    made(path, made_up.papers(500))
    assert reader.nearest(reader.of_text(said_in_title(1)), 3)[0].tolist() == (
        opened(home).nearest(reader.of_text(said_in_title(1)), 3)[0].tolist()
    )


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with vector_store(Config(tmp_path)).lock(), pytest.raises(Locked):
        made(tmp_path, made_up.papers(12))
