"""The starter atlas: it says less than the whole one, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import corpus
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.atlas import adoption, schema
from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas
from inroad.atlas.phrases import PHRASES
from inroad.atlas.stored import TABLES
from inroad.config import Config
from inroad.errors import Damaged, NoAtlas
from inroad.scout import scout
from inroad.search.map.bundled import bundled_map
from inroad.starter import codec
from inroad.starter.cut import cut
from inroad.starter.make import build, build_from_home, pack
from inroad.starter.map_parts import MAP, MAP_AREAS, pack_map
from inroad.starter.unpack import beside_store, starter_store, unpacked
from inroad.types import Paper

MOST_BYTES = 8_000_000
MOST_FOR_MAP = 1_050_000
SCHEMAS = {
    "papers": schema.PAPERS,
    "authors": schema.AUTHORS,
    "methods": schema.METHODS,
    "looks": schema.LOOKS,
    "aliases": schema.ALIASES,
    "mentions": schema.MENTIONS,
    "related": schema.RELATED,
    "phrases": PHRASES,
}


@pytest.fixture(scope="module")
def folder(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("starter")
    pack(atlas.read, out)
    return out


@pytest.fixture(scope="module")
def starter(folder: Path) -> Atlas:
    return Atlas("starter", unpacked(starter_store(folder)))


@pytest.fixture(params=["full", *corpus.CUTS], ids=str)
def both(request: pytest.FixtureRequest, atlas: Atlas, starter: Atlas) -> tuple[Atlas, Atlas]:
    """Whole atlas and starter, as of some days."""
    day = None if request.param == "full" else request.param
    return atlas.until(day), starter.until(day)


# -- packing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_what_is_packed_comes_back(name: str, atlas: Atlas, starter: Atlas) -> None:
    table = starter.read(name)
    assert table.equals(cut(atlas.read).tables[name])
    assert table.schema == SCHEMAS[name]
    assert table.height


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_corpus_comes_back(seed: int, tmp_path: Path) -> None:
    from inroad.atlas.open import open_atlas

    config = corpus.home(tmp_path / "home", corpus.at_random(seed))
    read = open_atlas(config).read
    pack(read, tmp_path / "starter")
    again = unpacked(starter_store(tmp_path / "starter"))
    for name, table in cut(read).tables.items():
        assert again(name).equals(table), name


def test_papers_known_from_elsewhere_keep_their_ids(tmp_path: Path) -> None:
    from inroad.atlas.open import open_atlas

    ids = ["cond-mat/0104214", "acl:2020.x-1", "1412.6980", "venue:a:b", "1501.00001"]
    papers = [replace(paper, paper_id=name) for name, paper in zip(ids, corpus.papers(), strict=False)]
    read = open_atlas(corpus.home(tmp_path / "home", papers)).read
    pack(read, tmp_path / "starter")
    found = unpacked(starter_store(tmp_path / "starter"))("papers")["paper_id"]
    assert found.to_list() == read("papers")["paper_id"].to_list()
    assert set(found) == set(ids)


def test_the_same_papers_give_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "papers.jsonl"
    source.write_text("\n".join(_line(paper) for paper in corpus.papers()), "utf-8")
    build([source], tmp_path / "one")
    build([source], tmp_path / "two")
    build([source], tmp_path / "two")
    one, two = (_bytes(tmp_path / out) for out in ("one", "two"))
    assert one == two
    assert one.keys() >= {"manifest.json"}


def test_a_home_gives_its_own_starter(built: Config, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NoAtlas, match="no atlas was built"):
        build_from_home(Config(tmp_path / "empty"), tmp_path / "none")
    build_from_home(built, tmp_path / "out")
    assert _bytes(tmp_path / "out") == _bytes(folder)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _line(paper: Paper) -> str:
    raw = {
        "id": paper.paper_id,
        "title": paper.title,
        "abstract": paper.abstract,
        "categories": " ".join(paper.categories or ()),
        "authors": ", ".join(paper.authors or ()) or None,
        "versions": [{"version": "v1", "created": f"{paper.date:%a, %d %b %Y} 12:00:00 GMT"}],
    }
    return json.dumps(raw)


def test_a_second_starter_leaves_nothing_of_the_first(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    pack(_without_last_paper(atlas), tmp_path)
    pack(atlas.read, tmp_path)
    manifest = starter_store(tmp_path).manifest()
    expected = {shard.file for shard in manifest.tables.values()} | {"manifest.json", "mine.txt"}
    assert {file.name for file in tmp_path.iterdir()} == expected


def _without_last_paper(atlas: Atlas) -> Callable[[str], pl.DataFrame]:
    last = atlas.papers.height - 1
    early = {name: atlas.read(name) for name in TABLES}
    early["papers"] = early["papers"].filter(pl.col("paper") < last)
    for name in ("mentions", "related"):
        early[name] = early[name].filter(pl.col("paper") < last)
    return early.__getitem__


def test_a_broken_part_is_told(folder: Path, tmp_path: Path) -> None:
    store = starter_store(tmp_path)
    whole = starter_store(folder)
    tables = {name: whole.read(name) for name in TABLES}
    tables["phrases"] = tables["phrases"].with_columns(papers=pl.lit(b"s\x01\x00\x00\x00"))
    store.write(tables)
    with pytest.raises(Damaged, match="phrases of the starter atlas"):
        unpacked(starter_store(tmp_path))("phrases")


# -- the codec ------------------------------------------------------------------------------------

NUMBERS = st.lists(st.one_of(st.integers(0, 3), st.integers(0, 2**32 - 1)))
TEXTS = st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)), max_size=12))


@settings(max_examples=30, deadline=None)
@given(NUMBERS)
def test_numbers(values: list[int]) -> None:
    array = np.array(values, dtype=np.int64)
    assert codec.read_numbers(codec.numbers(array)).tolist() == values
    small = array % 2**31
    assert codec.read_numbers(b"p" + codec._planes(small)).tolist() == small.tolist()
    assert codec.read_numbers(b"s" + codec._sizes(small)).tolist() == small.tolist()


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_texts(values: list[str]) -> None:
    column = pl.Series(values, dtype=pl.String)
    assert codec.read_texts(codec.texts(column)).to_list() == values
    if values:
        assert codec.read_texts(b"w" + codec._worded("\n".join(values))).to_list() == values


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_texts_are_put_together_some_lines_at_a_time(more: int) -> None:
    values = [f"a text {number % 7}" for number in range(2 * codec._LINES + more)]
    found = codec.read_texts(b"w" + codec._worded("\n".join(values)))
    assert (found.to_list(), found.n_chunks()) == (values, 1)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-(2**31), 2**31 - 1)))
def test_signs(values: list[int]) -> None:
    assert codec.read_signed(codec.signed(np.array(values, dtype=np.int64))).tolist() == values


@pytest.mark.parametrize("values", [[-1], [2**32]])
def test_numbers_out_of_range_are_refused(values: list[int]) -> None:
    with pytest.raises(ValueError, match="32 bits"):
        codec.numbers(values)


def test_a_text_with_a_line_break_is_refused() -> None:
    with pytest.raises(ValueError, match="line break"):
        codec.texts(pl.Series(["a\nb"]))


# -- what it holds --------------------------------------------------------------------------------

PARTS = {
    "papers": {*schema.PAPERS} - {"paper", "problem_start", "problem_end"},
    "authors": {"author", "name"},
    "methods": {*schema.METHODS} - {"method"},
    "looks": {*schema.LOOKS},
    "aliases": {*schema.ALIASES},
    "mentions": {"papers", "paper", "field"},
    "related": {*schema.RELATED} - {"start", "end"},
    "phrases": {*PHRASES},
}


@pytest.mark.parametrize("name", TABLES)
def test_nothing_but_facts(name: str, folder: Path) -> None:
    assert set(starter_store(folder).read(name).columns) == PARTS[name]


def test_no_abstract_in_any_text(atlas: Atlas, starter: Atlas) -> None:
    assert atlas.texts is not None
    abstracts = atlas.texts().collect()["abstract"].drop_nulls()
    sentences = {words for text in abstracts for words in text.split(". ") if len(words) > 60}
    held = "\n".join(
        text
        for name in TABLES
        for column in starter.read(name).select(pl.selectors.string()).iter_columns()
        for text in column.drop_nulls().unique()
    )
    assert sentences
    assert not [words for words in sentences if words in held]


def test_what_was_left_out_is_counted(atlas: Atlas, folder: Path) -> None:
    facts = starter_store(folder).manifest().facts
    kept = unpacked(starter_store(folder))
    gone = atlas.methods.height - kept("methods").height
    assert facts["left out: methods named by fewer than 2 papers, but for offspring"] == gone > 0
    pairs = atlas.mentions.select("method", "paper").n_unique()
    assert facts["left out: further mentions in the same paper"] == atlas.mentions.height - pairs


def test_places_without_a_text_are_unknown(starter: Atlas) -> None:
    assert starter.mentions["start"].null_count() == starter.mentions.height
    assert starter.related["start"].null_count() == starter.related.height
    assert starter.papers["problem_start"].null_count() == starter.papers.height


LABELS = ["primary", "newcomer", "code", "survey", "domain", "venue", "problem", "tools"]


@pytest.mark.parametrize("name", LABELS)
def test_unknown_stays_unknown(name: str, atlas: Atlas, starter: Atlas) -> None:
    assert starter.papers[name].equals(atlas.papers[name], null_equal=True)


def test_known_authors_stay_known(atlas: Atlas, starter: Atlas) -> None:
    whole, small = ((each.papers["authors"].list.len() > 0).fill_null(False) for each in (atlas, starter))
    assert small.to_list() == whole.to_list()
    assert whole.n_unique() == 2


def test_rounding_moves_no_paper_to_the_other_side(atlas: Atlas, starter: Atlas) -> None:
    assert (starter.papers["applied"] >= 0.5).to_list() == (atlas.papers["applied"] >= 0.5).to_list()


# -- it answers as the whole atlas does -----------------------------------------------------------


def _numbers(whole: Atlas, small: Atlas) -> pl.DataFrame:
    """method of the whole atlas, kept: the same in the starter."""
    kept = small.methods.select("method_id", kept="method")
    return whole.methods.join(kept, on="method_id").select("method", "kept")


def test_methods_look_the_same_on_any_day(both: tuple[Atlas, Atlas]) -> None:
    whole, small = both
    columns = ["method_id", "name", "kind", "long_form", "introduced_by", "first_paper", "known"]
    same = whole.methods.join(small.methods.select("method_id"), on="method_id", how="semi")
    assert small.methods.select(columns).equals(same.select(columns))


def test_counts_are_the_same_on_any_day(both: tuple[Atlas, Atlas]) -> None:
    whole, small = both
    numbers = _numbers(whole, small)
    totals = adoption.totals(whole.mentions, whole.papers, whole.methods).join(numbers, on="method")
    ours = adoption.totals(small.mentions, small.papers, small.methods)
    ours = ours.join(small.methods.select("method"), on="method", how="semi")
    assert totals.with_columns(method="kept").drop("kept").sort("method").equals(ours.sort("method"))


def test_relations_are_those_of_the_whole(both: tuple[Atlas, Atlas]) -> None:
    whole, small = both
    key = ["relation", "paper", "parent", "sentence"]
    numbers = _numbers(whole, small)
    theirs = whole.related.join(numbers, left_on="parent", right_on="method").with_columns(parent="kept")
    listed = small.related.join(small.methods.select(parent="method"), on="parent", how="semi")
    assert listed.height or small.as_of
    assert set(listed.select(key).iter_rows()) <= set(theirs.select(key).iter_rows())
    assert listed["confidence"].is_between(0.5, 1).all()


def test_every_name_and_spelling_finds_its_method(atlas: Atlas, starter: Atlas) -> None:
    from inroad.atlas.field import methods_named

    numbers = dict(_numbers(atlas, starter).iter_rows())
    for method, alias in atlas.aliases.select("method", "alias").iter_rows():
        if method in numbers:
            assert numbers[method] in methods_named(starter, alias), alias


@pytest.mark.parametrize("query", ["TiRA", "adapters", "DENT"])
def test_scout_speaks_from_the_starter(query: str, starter: Atlas, atlas: Atlas) -> None:
    report, whole = scout(starter, query), scout(atlas, query)
    assert (report.coverage.corpus, report.coverage.has_abstracts) == ("starter", False)
    assert 0 < report.papers <= whole.papers
    assert report.coverage.papers == whole.coverage.papers


def test_a_day_before_the_corpus_is_refused(starter: Atlas) -> None:
    from inroad.errors import InputError

    with pytest.raises(InputError):
        starter.until(dt.date(1990, 1, 1))


def test_titles_are_searched(starter: Atlas) -> None:
    assert find_field(starter, "adapters").papers.height > 1


# -- the bundle -----------------------------------------------------------------------------------


def _bundle() -> Path:
    return Path(str(files("inroad") / "data" / "starter"))


def test_the_bundle_is_small_enough() -> None:
    assert sum(file.stat().st_size for file in _bundle().iterdir()) <= MOST_BYTES
    assert sum(file.stat().st_size for file in beside_store(_bundle()).path.iterdir()) <= MOST_FOR_MAP


def test_the_bundle_is_whole() -> None:
    store = starter_store(_bundle())
    assert store.verify() == ()
    assert {file.name for file in _bundle().iterdir()} == {
        "manifest.json",
        *(shard.file for shard in store.manifest().tables.values()),
    }
    read = unpacked(store)
    assert {name: read(name).schema for name in TABLES} == SCHEMAS
    assert (read("map").schema, read("map_areas").schema) == (MAP, MAP_AREAS)


def test_the_bundle_has_a_map_of_nearly_all_its_papers() -> None:
    store = starter_store(_bundle())
    atlas = Atlas("starter", unpacked(store))
    found = bundled_map(atlas)
    assert found is not None
    assert len(found) >= 0.99 * atlas.papers.height
    finest = [each for each in found.areas if each.level == 2]
    assert np.bincount(found.area).tolist() == [each.papers for each in finest]
    row = int(found.rows(["2106.09685"])[0])  # LoRA
    assert "LoRA" in found.titles([row])[0]
    assert found.month(row) == dt.date(2021, 6, 1)


# -- the map --------------------------------------------------------------------------------------


def _map_of(papers: pl.DataFrame, left_out: int) -> dict[str, pl.DataFrame]:
    """A map of all papers but one, two areas on either side of its middle."""
    rng = np.random.default_rng(8)
    paper = papers["paper"].filter(papers["paper"] != left_out)
    x, y = (rng.integers(-32_768, 32_768, len(paper)) for _ in range(2))
    points = pl.DataFrame({"paper": paper, "x": x, "y": y, "area": np.where(x < 0, 0, 1)})
    areas = [
        {
            "area": 0,
            "level": 0,
            "parent": None,
            "label": "left",
            "words": ["a b", "c"],
            "papers": 3,
            "x": -5,
            "y": 7,
        },
        {
            "area": 1,
            "level": 0,
            "parent": None,
            "label": "",
            "words": [],
            "papers": 4,
            "x": 32_767,
            "y": -32_768,
        },
        {"area": 2, "level": 1, "parent": 1, "label": "right", "words": ["d"], "papers": 4, "x": 1, "y": 2},
    ]
    map_ = points.select(pl.col(name).cast(dtype) for name, dtype in MAP.items())
    return {"map": map_, "map_areas": pl.DataFrame(areas, schema=MAP_AREAS)}


def test_a_map_that_is_packed_comes_back_and_changes_no_other_part(
    atlas: Atlas, folder: Path, tmp_path: Path
) -> None:
    beside = _map_of(atlas.read("papers"), left_out=2)
    pack(atlas.read, tmp_path / "starter", beside=beside)
    store = starter_store(tmp_path / "starter")
    read = unpacked(store)
    assert read("map").equals(beside["map"])
    assert read("map_areas").equals(beside["map_areas"])
    without = starter_store(folder).manifest().tables
    assert {name: store.manifest().tables[name] for name in TABLES} == dict(without)


def test_a_starter_without_a_map_has_none(starter: Atlas) -> None:
    assert bundled_map(starter) is None


def test_areas_that_a_grid_cannot_tell_are_refused(atlas: Atlas) -> None:
    points = _map_of(atlas.read("papers"), left_out=0)["map"].with_columns(
        pl.lit(0, pl.Int16).alias("x"), pl.lit(0, pl.Int16).alias("y")
    )
    with pytest.raises(ValueError, match="one cell"):
        pack_map(points, atlas.read)
