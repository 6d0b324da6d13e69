"""What words are taken for, and what meets a follow."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from inroad.errors import InputError, NotFound
from inroad.following import follows
from inroad.following.stock import open_stock
from inroad.types import Follow

NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def papers(built):
    return open_stock(built, NOW.date()).between(dt.date(2021, 1, 1), dt.date(2021, 12, 31))


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("cs.CL", "category", "cs.CL"),
        ("CS.cl", "category", "cs.CL"),
        ("eess.IV", "category", "eess.IV"),
        ("hep-th", "category", "hep-th"),
        ("TiRA", "method", "TiRA"),
        ("tira", "method", "tira"),
        ("Ada Writer5", "author", "Ada Writer5"),
        ("ada  writer5", "author", "ada writer5"),
        ('author:"Nobody Known"', "author", "Nobody Known"),
        ("author:Nobody Known", "author", "Nobody Known"),
        ("court rulings", "query", "court rulings"),
        ("protein", "query", "protein"),
        ("what is cs.CL", "query", "what is cs.CL"),
    ],
)
def test_words_are_understood(atlas, words, kind, text):
    found = follows.understand(words, atlas)
    assert (found.kind, found.text) == (kind, text)
    assert found.note


def test_a_method_is_told_by_its_name(atlas):
    assert follows.understand("tira", atlas).note.startswith("the method TiRA, named by ")
    namesake = follows.understand("DENT", atlas)
    assert "; 2 other things of that name are left out" in namesake.note
    ids = atlas.methods.filter(pl.col("method_id").str.starts_with("dent@"))["method_id"].to_list()
    notes = [follows.understand(each, atlas).note for each in ids]
    assert [f"the method DENT ({each}), named by " in note for each, note in zip(ids, notes, strict=True)]


def test_what_is_said_outright_counts(atlas):
    assert follows.understand("TiRA", atlas, "query").kind == "query"
    assert follows.understand("Ada Writer5", atlas, "query").kind == "query"
    with pytest.raises(NotFound) as caught:
        follows.understand("TiRRA", atlas, "method")
    assert "TiRA" in caught.value.near


@pytest.mark.parametrize("words", ["", "  ", "?!", 'author:""', "x" * 301])
def test_nothing_to_follow_is_refused(atlas, words):
    with pytest.raises(InputError):
        follows.understand(words, atlas)


def titles(kind, text, papers, atlas):
    met = follows.meets(Follow(kind, text, NOW), papers, atlas)
    return papers.filter(met)["title"].to_list()


def test_a_category_is_any_of_a_papers(papers, atlas):
    assert all("Birds" in t or "Leaves" in t for t in titles("category", "cs.CV", papers, atlas))
    assert len(titles("category", "cs.ai", papers, atlas)) == papers.height


def test_an_author_is_met_by_any_spelling(papers, atlas):
    assert (
        titles("author", "Writer5, Ada", papers, atlas)
        == titles("author", "ada writer5", papers, atlas)
        != []
    )
    assert titles("author", "Ada Writer", papers, atlas) == []


def test_a_query_is_met_by_the_phrase(papers, atlas):
    found = titles("query", "court ruling", papers, atlas)
    assert found
    assert all("Court Rulings" in t for t in found)


def test_a_method_is_met_by_papers_that_name_it(papers, atlas):
    found = titles("method", "TiRA", papers, atlas)
    assert "TiRA: Thin Rank Adapters for Tuning Frozen Models" in found
    assert not [t for t in found if "Dents in Steel" in t]


def test_papers_that_the_atlas_has_not_read_are_searched_for_the_methods_names(papers, atlas):
    new = papers.head(2).with_columns(
        paper_id=pl.Series(["2406.00001", "2406.00002"]),
        title=pl.Series(["Faster TiRA", "Faster tiramisu"]),
        abstract=pl.lit("We do."),
    )
    assert follows.unread(new, atlas).to_list() == [True, True]
    assert titles("method", "TiRA", new, atlas) == ["Faster TiRA"]


def test_names_are_compared_without_accents_and_order():
    assert follows.author_key("Müller, Zoë A.") == follows.author_key("Zoe A Muller")


def test_a_category_that_no_paper_has_is_said(atlas):
    assert follows.understand("cs.CV", atlas).note == "arXiv's category"
    assert "no paper here has it" in follows.understand("cs.XX", atlas).note
