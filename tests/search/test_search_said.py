"""Texts from the index: the same fields as from the corpus, and no answer from an index that lags."""

from __future__ import annotations

import datetime as dt
import shutil

import polars as pl
import pytest

from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.corpus.ingest import add
from inroad.errors import InputError, NotFound
from inroad.search.said import Said, quick
from inroad.types import Paper


@pytest.fixture(scope="module")
def plain(indexed: Config) -> Atlas:
    return open_atlas(indexed)


def phrases(atlas: Atlas) -> list[str]:
    """Two words in a row of every title, in plural and with a hyphen too."""
    words = [title.split() for title in atlas.papers["title"]]
    pairs = sorted({" ".join(each[n : n + 2]) for each in words for n in range(len(each) - 1)})
    return [form for pair in pairs[::7] for form in (pair, f"{pair}s", pair.upper().replace(" ", "-"))]


def found(atlas: Atlas, query: str) -> pl.DataFrame | None:
    try:
        return find_field(atlas, query).papers
    except (NotFound, InputError):  # both must fail alike
        return None


def test_a_field_is_the_same_with_and_without_an_index(indexed: Config, plain: Atlas) -> None:
    asked = phrases(plain)
    assert len(asked) > 30
    for query in asked:
        with_, without = found(quick(indexed, plain), query), found(plain, query)
        assert (with_ is None) == (without is None), query
        assert with_ is None or without is None or with_.equals(without), query


def test_texts_of_papers_are_those_of_the_corpus(indexed: Config, plain: Atlas) -> None:
    ids = plain.papers["paper_id"][::3]
    assert quick(indexed, plain).texts_of(ids).equals(open_atlas(indexed).texts_of(ids))


def test_only_what_is_asked_for_is_read(indexed: Config, plain: Atlas) -> None:
    told = Said(indexed)((), plain.papers["paper_id"][:2].to_list())
    assert told is not None
    assert set(told["paper_id"]) == set(plain.papers["paper_id"][:2])


def test_an_index_that_lags_is_not_asked(home: Config) -> None:
    assert Said(home)(["low-rank adaptation"], ()) is not None
    new = Paper("2401.99999", "Low-rank adaptation of tides", "We adapt.", date=dt.date(2024, 1, 9))
    add(home, [new])
    assert Said(home)(["low-rank adaptation"], ()) is None


def test_without_an_index_all_is_read(home: Config) -> None:
    shutil.rmtree(home.search)
    assert Said(home)(["low-rank adaptation"], ()) is None
    atlas = open_atlas(home)
    query = " ".join(atlas.papers["title"][0].split()[:2])
    assert found(quick(home, atlas), query) is not None


def test_papers_alike_come_from_vectors_nearest_first(indexed: Config, plain: Atlas) -> None:
    ids, first = plain.papers["paper_id"].to_list(), plain.papers["date"].min()
    assert isinstance(first, dt.date)
    told = Said(indexed).alike(ids[:2], first, 3)
    if not told:  # too few papers for vectors
        assert not list((indexed.search / "vectors").glob("*.npy"))
    for one, near in told.items():
        assert one not in dict(near)
        assert [cosine for _, cosine in near] == sorted((cosine for _, cosine in near), reverse=True)
    last = plain.papers["date"].max()
    assert isinstance(last, dt.date)
    asked = Said(indexed)
    assert asked.alike(ids[:2], first, 3, last) == told
    days = dict(plain.papers.select("paper_id", "date").iter_rows())
    until = sorted(days.values())[len(days) // 2]
    for near in asked.alike(ids[:2], first, 3, until).values():
        assert all(days[other] <= until for other, _ in near)
