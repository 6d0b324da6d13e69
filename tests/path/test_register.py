"""The register: an atlas as arrays says what its tables say."""

import datetime as dt
from dataclasses import replace

import corpus
import numpy as np
import polars as pl
import pytest

from inroad.atlas.field import methods_named
from inroad.atlas.open import open_atlas
from inroad.paper import leaves_open
from inroad.path.register.field import named
from inroad.path.register.opened import kept, open_register, register_of
from inroad.types import Paper

LEAVES = Paper(
    "2109.00099",
    "Tide tables: a benchmark",
    "Models read tables ever better. We present TideBench, a benchmark of tide tables with 900 questions. "
    "Our results show that even the best model reaches only 21% accuracy and that all models struggle with "
    "spring tides.",
    ("Ada Kern",),
    ("cs.LG",),
    dt.date(2021, 9, 9),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return corpus.home(tmp_path_factory.mktemp("register"), [*corpus.papers(), LEAVES])


@pytest.fixture(scope="module", params=[None, *corpus.CUTS])
def atlas(request, home):
    return open_atlas(home).until(request.param)


@pytest.fixture(scope="module")
def register(atlas):
    return register_of(atlas)


def test_papers_are_those_of_the_tables(atlas, register):
    rows = atlas.papers.select("paper_id", "date", "primary", "domain", "venue", "newcomer").rows()
    told = [
        (
            register.paper_id(n),
            register.date(n),
            *(register.label(name, n) for name in ("primary", "domain", "venue")),
            register.newcomer(n),
        )
        for n in range(register.papers)
    ]
    assert told == rows
    assert register.coverage == atlas.coverage()
    ids = [row[0] for row in rows]
    assert register.numbers([*ids[::-1], "nowhere"]).tolist() == [*range(len(ids))]
    assert register.numbers([]).tolist() == register.numbers(["nowhere"]).tolist() == []


def test_who_wrote_what(atlas, register):
    wrote = atlas.papers["authors"].to_list()
    assert [register.authors(n).tolist() for n in range(register.papers)] == [each or [] for each in wrote]
    for author, name in atlas.authors.select("author", "name").iter_rows():
        assert register.is_known(author) == (name is not None)
        assert register.name(author) == (name or "")
        papers = sorted(n for n, each in enumerate(wrote) for other in each or () if other == author)
        assert register.wrote(author).tolist() == papers
        assert register.written(author) == len(papers)


def test_parts_of_many_are_the_parts_of_each(register):
    numbers = np.arange(0, register.papers, 3)
    of, items = register.parts("wrote", numbers)
    each = [register.authors(n).tolist() for n in numbers]
    assert [items[of == at].tolist() for at in range(len(numbers))] == each
    assert [len(part) for part in register.parts("wrote", numbers[:0])] == [0, 0]


def test_methods_and_who_names_them(atlas, register):
    pairs = atlas.mentions.select("paper", "method").unique()
    own = atlas.methods.filter(pl.col("kind") < 2)
    for method, method_id, name in atlas.methods.select("method", "method_id", "name").iter_rows():
        papers = sorted(pairs.filter(pl.col("method") == method)["paper"])
        assert register.naming(method).tolist() == papers
        assert register.uses(method) == len(papers)
        assert (register.method_text(method, "method_id"), register.method_text(method)) == (method_id, name)
    for paper in range(register.papers):
        assert register.methods(paper).tolist() == sorted(pairs.filter(pl.col("paper") == paper)["method"])
        introduced = own.filter(pl.col("introduced_by") == paper)
        assert register.own(paper).tolist() == introduced["method"].to_list()


def test_a_name_stands_for_the_same_methods(atlas, register):
    names = {*atlas.methods["name"], *atlas.methods["method_id"], *atlas.aliases["alias"], "nothing at all"}
    for name in sorted(names):
        for each in (name, f"{name}s", name.upper()):
            assert tuple(named(register, each)) == methods_named(atlas, each)


def test_what_a_paper_leaves_open(atlas, register):
    told = 0
    for paper in range(register.papers):
        found = leaves_open(atlas, register.paper_id(paper))
        assert register.stated(paper) == tuple(replace(each, title=None) for each in found)
        told += len(found)
    assert told or atlas.as_of is not None


# -- at rest --------------------------------------------------------------------------------------


def test_the_kept_one_is_the_same(home):
    made = open_register(home)
    again = kept(home)
    assert again is not None
    assert again.facts == made.facts
    assert again.arrays.keys() == made.arrays.keys()
    assert all((again.arrays[name] == made.arrays[name]).all() for name in made.arrays)
    assert not any(each.flags.writeable for each in again.arrays.values())


def test_a_kept_one_that_changed_on_disk_is_not_believed(home):
    open_register(home)
    (file,) = home.mapped.glob("register*.arrays")
    whole = bytearray(file.read_bytes())
    assert kept(home) is not None
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)
    assert kept(home) is None
    assert open_register(home).papers == len(corpus.papers()) + 1
    assert kept(home) is not None


def test_building_month_by_month_gives_the_register_of_a_whole_build(tmp_path):
    whole = open_register(corpus.home(tmp_path / "whole", corpus.papers()))
    grown = corpus.home(tmp_path / "grown", corpus.until(corpus.CUTS[1]))
    open_register(grown)
    corpus.put(grown, corpus.papers())
    corpus.build(grown, workers=1)
    made = open_register(grown)
    assert made.facts == whole.facts
    assert all((made.arrays[name] == whole.arrays[name]).all() for name in whole.arrays)
