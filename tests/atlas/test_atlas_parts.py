"""Parts of an atlas that is laid out are those of the whole tables; one that is damaged is laid out anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import corpus
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal, assert_series_equal

from inroad.atlas import kin, parts
from inroad.atlas.build import build
from inroad.atlas.columns import laid_out, rows_of, taken
from inroad.atlas.lineage import ancestors, edge_of, lineage
from inroad.atlas.open import Atlas, open_atlas
from inroad.atlas.relation_model import LEAST
from inroad.atlas.rows import lines_of
from inroad.atlas.schema import RELATED, RELATIONS
from inroad.config import Config
from inroad.doctor.place import Sight
from inroad.doctor.results import look_at_kept

NUMBERS: dict[str, Callable[[Atlas, list[int]], pl.DataFrame]] = {
    "papers": parts.papers_at,
    "papers, some columns": lambda atlas, n: parts.papers_at(atlas, n, ["date", "paper", "tools"]),
    "papers by authors": parts.papers_by,
    "methods": parts.methods_at,
    "methods introduced": parts.introduced_in,
    "authors": parts.authors_at,
    "mentions of methods": parts.mentions_of,
    "mentions in papers": parts.mentions_in,
    "mentions, some columns": lambda atlas, n: parts.mentions_in(atlas, n, ["paper", "method"]),
    "aliases": parts.aliases_of,
    "related to parents": lambda atlas, n: parts.related_where(atlas, "parent", n),
    "related to children": lambda atlas, n: parts.related_where(atlas, "child", n),
    "related in papers": lambda atlas, n: parts.related_where(atlas, "paper", n),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return corpus.home(tmp_path_factory.mktemp("parts"), corpus.papers())


@pytest.fixture(scope="module")
def both(home: Config) -> tuple[Atlas, Atlas]:
    """The atlas laid out, and the same in whole tables only."""
    laid = open_atlas(home)
    assert laid.rows is not None
    return laid, replace(laid, lay_out=None)


@pytest.mark.parametrize("part", NUMBERS)
@settings(deadline=None, max_examples=25)
@given(numbers=st.lists(st.integers(0, 400), max_size=12))
def test_parts_by_numbers(both: tuple[Atlas, Atlas], part: str, numbers: list[int]) -> None:
    laid, whole = (NUMBERS[part](atlas, numbers) for atlas in both)
    assert_frame_equal(laid, whole)


@pytest.mark.parametrize("part", NUMBERS)
def test_all_rows_at_once(both: tuple[Atlas, Atlas], part: str) -> None:
    laid, whole = (NUMBERS[part](atlas, list(range(10_000))) for atlas in both)
    assert whole.height
    assert_frame_equal(laid, whole)


def test_papers_by_ids(both: tuple[Atlas, Atlas]) -> None:
    asked = [*both[1].papers["paper_id"].gather_every(3), "no such id", ""]
    laid, whole = (parts.papers_with(atlas, asked) for atlas in both)
    assert laid.height > 5
    assert_frame_equal(laid, whole)


def test_names_and_namesakes(both: tuple[Atlas, Atlas]) -> None:
    asked = {key for name in both[1].aliases["alias"] for key in (name.lower(), "tira", "nothing at all")}
    laid, whole = (parts.spelt(atlas, asked).sort("key", "method") for atlas in both)
    assert laid.height > 5
    assert_frame_equal(laid.select("method", "key"), whole.select("method", "key"))
    methods = both[1].methods.head(12)
    same = (parts.alike(atlas, methods).sort("method") for atlas in both)
    assert_frame_equal(*same)


def test_counts_and_days(both: tuple[Atlas, Atlas]) -> None:
    laid, whole = both
    counted = (parts.with_papers(atlas, atlas.methods.select("method")) for atlas in both)
    assert_frame_equal(*counted)
    assert laid.covered == whole.covered
    assert laid.coverage() == whole.coverage()
    assert (laid.size, laid.last_day) == (whole.size, whole.last_day)
    assert_series_equal(parts.dates(laid), parts.dates(whole))


def test_as_of_a_day_whole_tables_answer(both: tuple[Atlas, Atlas]) -> None:
    laid, whole = (atlas.until(corpus.CUTS[1]) for atlas in both)
    assert laid.rows is None
    assert_frame_equal(parts.papers_at(laid, [0, 1, 500]), parts.papers_at(whole, [0, 1, 500]))
    assert laid.coverage() == whole.coverage()


@pytest.mark.parametrize("suffix", [".arrays", ".json"])
def test_what_is_damaged_is_named_and_laid_out_anew(home: Config, suffix: str) -> None:
    assert open_atlas(home).rows is not None
    (file,) = home.mapped.glob(f"*-*{suffix}")
    good = file.read_bytes()
    file.write_bytes(good[:100] + bytes([good[100] ^ 1]) + good[101:])
    told = list(look_at_kept(Sight(home, None)))  # type: ignore[arg-type]
    assert any(str(file) in each.problem for each in told)
    assert open_atlas(home).rows is not None
    assert file.read_bytes() == good


def test_another_atlas_is_laid_out_for_itself(tmp_path: Path) -> None:
    home = corpus.home(tmp_path, corpus.until(corpus.CUTS[2]))
    before, size = sorted(home.mapped.glob("*.arrays")), open_atlas(home).rows.papers
    corpus.put(home, corpus.papers())
    build(home, workers=1)
    laid = open_atlas(home)
    assert laid.rows is not None
    assert laid.rows.papers == laid.papers.height > size
    assert len(list(home.mapped.glob("*.arrays"))) == 1
    assert before != sorted(home.mapped.glob("*.arrays"))


@pytest.mark.skipif(os.name == "nt", reason="modes of folders")
def test_where_nothing_can_be_kept_whole_tables_answer(tmp_path: Path) -> None:
    home = corpus.home(tmp_path, corpus.until(corpus.CUTS[2]))
    home.mapped.write_text("a file where the folder would be")
    atlas = open_atlas(home)
    assert atlas.rows is None
    assert parts.papers_at(atlas, [1])["paper"].to_list() == [1]


def test_columns_of_every_kind_come_back() -> None:
    table = pl.DataFrame(
        {
            "number": pl.Series([1, None, 3, 3], dtype=pl.UInt32),
            "text": ["x", None, "", "üß"],
            "kind": ["a", "a", None, "a"],
            "lists": pl.Series([[1, 2], None, [], [2]], dtype=pl.List(pl.UInt32)),
            "words": [["p"], [], None, ["p", "q"]],
            "truth": [True, None, False, True],
        }
    )
    arrays = dict(laid_out("t", table, ("number", "lists")))
    for rows in ([0, 1, 2, 3], [1, 3], [0, 2], []):
        assert_frame_equal(
            taken(arrays, "t", dict(table.schema), np.array(rows, dtype=np.int64)), table[rows]
        )
    assert rows_of(arrays, "t", "number", [3, 9]).tolist() == [2, 3]
    assert rows_of(arrays, "t", "lists", [2]).tolist() == [0, 3]


def test_lines_of_every_method(both: tuple[Atlas, Atlas]) -> None:
    drawn = 0
    for number in both[1].methods["method"]:
        laid, whole = (kin.downwards(atlas, number, 12) for atlas in both)
        assert laid == whole
        drawn += len(laid.rows)
        up, every = (kin.upwards(atlas, number) for atlas in both)
        line = [number, *ancestors(every, number)]
        assert line == [number, *ancestors(up, number)]
        assert [up.parents.get(each) for each in line] == [every.parents.get(each) for each in line]
    assert drawn > 3


@settings(deadline=None, max_examples=60)
@given(edges=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(40, 99)), max_size=40))
def test_lines_are_those_of_the_graph(edges: list[tuple[int, int, int]]) -> None:
    builds_on = RELATIONS.index("builds on")
    rows = [(builds_on, 1, child, parent, 1, 0, 1, 0, sure / 100, False) for child, parent, sure in edges]
    related = pl.DataFrame(rows, RELATED, orient="row")
    graph, lines = lineage(related, least_confidence=LEAST), lines_of(related, 12)
    assert lines["method"].to_list() == list(range(12))
    for method, parent, edge, ahead in lines.iter_rows():
        assert (None if edge is None else edge_of(related.row(edge, named=True))) == graph.best.get(method)
        assert parent == (graph.best[method].parent if method in graph.best else None)
        assert ahead == (graph.ahead[method][2] if method in graph.ahead else None)
