"""The register: an atlas as arrays says what its tables say."""

import datetime as dt
import re
from dataclasses import replace

import corpus
import numpy as np
import polars as pl
import pytest

from inroad.atlas.asked import phrase_pattern
from inroad.atlas.field import methods_named
from inroad.atlas.open import open_atlas
from inroad.errors import NotFound
from inroad.paper import leaves_open
from inroad.path.register.field import field_of, named, quick_field
from inroad.path.register.opened import kept, kept_said, open_register, prepare, register_of
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
        assert register.written_by([author, 0]) == [len(papers), len(register.wrote(0))]


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


# -- what papers say ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def texts(home):
    atlas = open_atlas(home)
    table = (
        atlas.papers.select("paper", "paper_id").join(atlas.texts().collect(), on="paper_id").sort("paper")
    )
    return table.select("title", "abstract").rows()


@pytest.fixture(scope="module")
def said(home):
    prepare(open_atlas(home))
    return kept_said(home)


def runs_of_words(texts):
    """Phrases of one to four words as they stand, and over every sign between two words."""
    for text in filter(None, (each for pair in texts for each in pair)):
        words = [*re.finditer(r"[^\W_]+", text)]
        for at in range(0, len(words), 3):
            for last in words[at : at + 4]:
                yield text[words[at].start() : last.end()].lower()


def test_a_phrase_is_said_by_the_papers_that_match_its_pattern(said, texts):
    asked = {*runs_of_words(texts), "benchmarks", "table-", "tide  tables", "no such words", "Tide Table"}
    plain = sorted(each for each in asked if said.phrase(each) is not None)
    assert len(plain) > 100
    for phrase in plain:
        pattern = re.compile(phrase_pattern(phrase))
        wanted = [n for n, pair in enumerate(texts) if any(pattern.search(text) for text in pair if text)]
        assert said.phrase(phrase).tolist() == wanted, phrase


def test_a_beginning_is_that_of_the_papers_words(said, texts):
    for stem in ("tabl", "benc", "a", "zzz"):
        pattern = re.compile(rf"(?i)\b{stem}")
        wanted = [n for n, pair in enumerate(texts) if any(pattern.search(text) for text in pair if text)]
        assert said.beginning(stem).tolist() == wanted


def test_signs_and_letters_that_words_do_not_tell_are_left_to_the_tables(said):
    assert [said.phrase(each) for each in ("C++", "naïve", "+", "")] == [None] * 4


def test_titles_and_phrases_of_titles(home, said):
    atlas = open_atlas(home)
    assert [said.title(n) for n in range(atlas.size)] == atlas.papers["title"].to_list()
    assert sorted(said.usual()) == sorted(atlas.phrases.iter_rows())


@pytest.mark.parametrize("query", ["lora", "TiRA", "tide tables", "tiide tables", "qqqq", "spring models"])
def test_a_field_is_that_of_the_tables(home, said, query):
    assert answer(lambda: quick_field(home, query, 100)) == answer(
        lambda: field_of(open_atlas(home), query, 100)
    )


def answer(ask):
    try:
        found = ask()
    except NotFound as error:
        return str(error), error.remedy, error.near
    return found.papers.tolist(), found.titles(found.papers.tolist()), found.warnings, found.after


def test_whoever_is_not_named_wrote_all_the_same(home):
    whole = open_atlas(home)
    few = whole.authors.head(3)
    register = register_of(
        replace(whole, read=lambda name: few if name == "authors" else whole.read(name), mapped=None)
    )
    for paper, authors in enumerate(whole.papers["authors"].to_list()):
        assert register.authors(paper).tolist() == (authors or [])
        known = [author in few["author"] for author in authors or []]
        assert [register.is_known(each) for each in register.authors(paper)] == known


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
