"""The index as it is made, renewed, spoilt, locked, and read meanwhile."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import corpus
import pytest

from inroad.atlas.build import build as build_atlas
from inroad.atlas.open import open_atlas
from inroad.config import Config
from inroad.errors import Damaged, Locked, NotFound, StoreError
from inroad.search import open_search, stored
from inroad.search.build import build
from inroad.search.status import index_status

QUERIES = (
    "tira",
    "papers by ada writer5",
    "thin rank adapters",
    "entropy targets",
    '"four bits"',
    "has:code",
    "method:dent",
    "author:coder1",
)


def found(config: Config, queries: tuple[str, ...] = QUERIES) -> list[list[str]]:
    search = open_search(config)
    return [[hit.paper_id for hit in search.find(query, 100).hits] for query in queries]


def manifest(config: Config) -> Path:
    return stored.text_folder(config) / "manifest.json"


def generation(config: Config) -> Path:
    made = stored.read(config)
    assert made
    return stored.text_folder(config) / made.folder


def new(number: int, title: str = "A New Study of Thin Rank Adapters") -> corpus.Paper:
    return corpus.made(dt.date(2021, 9, 1), title, "We study TiRA again, with pebbles.", number=number)


# -- renewing -----------------------------------------------------------------------------------------


def test_nothing_to_do_changes_nothing(home: Config) -> None:
    before = manifest(home).read_bytes()
    assert build(home).added == 0
    assert manifest(home).read_bytes() == before


def test_only_what_changed_is_indexed(home: Config) -> None:
    corpus.put(home, [new(1), new(2)], deleted=["2101.00001"])
    built = build(home)
    assert (built.added, built.removed, built.whole) == (2, 1, False)
    assert build(home).added == 0
    changed = replace(corpus.reread(corpus.papers()[5]))
    corpus.put(home, [changed])
    built = build(home)
    assert (built.added, built.removed, built.whole) == (1, 1, False)
    assert changed.paper_id in found(home, ('"RidgeForm"',))[0]


def test_renewed_and_made_anew_find_the_same(home: Config, tmp_path: Path) -> None:
    papers = corpus.papers()
    config = Config(tmp_path / "step by step")
    for part in (papers[:20], papers[20:50], papers[50:]):
        corpus.put(config, part)
        build_atlas(config, workers=1)
        build(config)
    assert found(config) == found(home)
    made = stored.read(config)
    assert made
    assert (made.papers, made.unread) == (len(papers), 0)


def test_the_atlas_is_followed(tmp_path: Path) -> None:
    config = Config(tmp_path / "home")
    corpus.put(config, corpus.papers())
    other = corpus.home(tmp_path / "other", corpus.papers()[:1])
    build(config, atlas=open_atlas(other))
    assert open_search(config).searched.unread == len(corpus.papers()) - 1
    build_atlas(config, workers=1)
    assert open_search(config).searched.atlas_changed
    assert not open_search(config).find("tira").expanded
    build(config)
    assert open_search(config).searched.unread == 0
    assert open_search(config).find("tira").expanded


def test_a_starter_answers_from_titles(home: Config, tmp_path: Path) -> None:
    atlas = replace(open_atlas(home), name="starter", texts=None)
    config = Config(tmp_path / "bare")
    build(config, atlas=atlas)
    search = open_search(config)
    assert (search.searched.corpus, search.searched.abstracts) == ("starter", False)
    report = search.find("tira", 100)
    assert report.expanded[0].method_id == "tira"
    assert report.hits[0].title.startswith("TiRA: Thin Rank")
    assert report.hits[0].snippet is None
    assert search.find("author:writer5").hits
    # What was only named in abstracts is known by its method.
    assert any("TiRA" not in hit.title and hit.why[0].where == "method" for hit in report.hits)


# -- an index that lags ---------------------------------------------------------------------------------


def test_an_index_that_lags_says_so_and_answers(home: Config) -> None:
    corpus.put(home, [new(1), new(2), new(3)])
    search = open_search(home)
    assert (search.searched.missing, search.searched.changed) == (3, 1)
    assert search.find("tira").hits
    assert not index_status(home).current
    build(home)
    assert open_search(home).searched.missing == 0
    assert index_status(home).current


def test_papers_taken_out_count_as_a_change(home: Config) -> None:
    corpus.put(home, [], deleted=["2101.00001"])
    searched = open_search(home).searched
    assert (searched.missing, searched.changed) == (0, 1)


def test_a_search_goes_on_while_a_new_index_is_made(home: Config) -> None:
    search = open_search(home)
    before = search.find("pebbles tira", 100)
    for number in (1, 2, 3):
        corpus.put(home, [new(number)])
        build(home)
        assert search.find("pebbles tira", 100) == before
    assert len(open_search(home).find('"pebbles"').hits) == 3
    # One generation stays for readers; older ones are swept up.
    assert len([each for each in stored.text_folder(home).iterdir() if each.is_dir()]) == 2


def test_a_search_goes_on_when_its_files_are_gone(home: Config) -> None:
    search = open_search(home)
    before = search.find("tira", 100)
    shutil.rmtree(home.search)
    assert search.find("tira", 100) == before
    assert open_search(home).find("tira", 100).hits == before.hits  # made again


# -- spoilt ---------------------------------------------------------------------------------------------


def test_without_an_index_one_is_made(home: Config) -> None:
    expected = found(home)
    shutil.rmtree(home.search)
    with pytest.raises(NotFound, match="index build"):
        index_status(home)
    told: list[str] = []
    open_search(home, lambda stage, done, total: told.append(stage))
    assert "indexing papers" in told
    assert found(home) == expected


def test_a_half_built_index_is_passed_over_and_swept_up(home: Config) -> None:
    class Stopped(Exception):
        pass

    def stop(stage: str, done: int, total: int | None) -> None:
        raise Stopped

    expected = found(home)
    corpus.put(home, [new(1)])
    with pytest.raises(Stopped):
        build(home, progress=stop, whole=True)
    assert len(list(stored.text_folder(home).glob("0*"))) == 1
    # What a killed process leaves, which had no time to clear up.
    (stored.text_folder(home) / "000077").mkdir()
    assert found(home) == expected
    build(home)
    assert "2109.00001" in found(home, ("pebbles",))[0]
    build(home, whole=True)
    assert len(list(stored.text_folder(home).glob("0*"))) == 2
    assert not (stored.text_folder(home) / "000077").exists()


def test_a_newer_index_is_refused_and_left_alone(home: Config) -> None:
    raw = json.loads(manifest(home).read_text()) | {"format": stored.FORMAT_VERSION + 1, "unheard": 1}
    manifest(home).write_text(json.dumps(raw))
    for act in (open_search, index_status, build):
        with pytest.raises(StoreError, match="update Inroad"):
            act(home)
    assert json.loads(manifest(home).read_text()) == raw


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5])


def scribble(file: Path) -> None:
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle - 8 : middle + 8] = b"\xff" * 16
    file.write_bytes(bytes(data))


@pytest.mark.parametrize("spoil", [cut, Path.unlink])
def test_a_damaged_file_is_told_with_the_way_out(home: Config, spoil) -> None:
    expected = found(home)
    kinds = {file.suffix for file in generation(home).iterdir() if not file.name.startswith(".")}
    assert len(kinds) > 7
    for kind in sorted(kinds):
        spoil(next(generation(home).glob(f"*{kind}")))
        with pytest.raises(Damaged, match="inroad index build"):
            open_search(home)
        build(home)
        assert found(home) == expected


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": "x"}', '{"format": 1}'])
def test_a_damaged_manifest_is_told_with_the_way_out(home: Config, text: str) -> None:
    manifest(home).write_text(text)
    for act in (open_search, index_status):
        with pytest.raises(Damaged, match="inroad index build"):
            act(home)
    build(home)
    assert open_search(home).find("tira").hits


@pytest.mark.parametrize("ending", ["idx", "pos", "term", "store", "fast", "fieldnorm", "json", "sqlite"])
def test_bytes_that_changed_never_break_the_program(home: Config, ending: str) -> None:
    for file in generation(home).glob(f"*.{ending}"):
        scribble(file)
    with suppress(Damaged):
        for query in QUERIES:
            open_search(home).find(query, 100)


def test_two_do_not_build_at_once(home: Config) -> None:
    with stored.writing(home), pytest.raises(Locked, match="another process is building"):
        build(home)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    config = Config(tmp_path / "home")
    corpus.put(config, corpus.papers()[:3])
    (config.home / "search").write_text("in the way")
    with pytest.raises(StoreError, match="cannot write the search index"):
        build(config)


def test_an_index_made_by_other_rules_is_made_anew(home: Config) -> None:
    raw = json.loads(manifest(home).read_text()) | {"reading": "of old"}
    del raw["sha256"]
    manifest(home).write_text(json.dumps(raw))
    corpus.put(home, [new(1)])
    assert open_search(home).searched.missing == 1
    assert build(home).whole
