"""A join in steps, however they are cut, is the join in one step: all tables and all that is remembered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from itertools import pairwise

import corpus
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from inroad.atlas import joins
from inroad.atlas.joins import Joined, start, step
from inroad.atlas.past import waiting
from inroad.atlas.readings import read_batch
from inroad.atlas.schema import RELATED
from inroad.atlas.stored import TABLES
from inroad.corpus.batch import tabled

SEEDS = range(4)
PAPERS = 120


@cache
def _read(seed: int | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Papers and readings: of the made-up field, or of papers that say anything."""
    papers = corpus.papers() if seed is None else corpus.at_random(seed, PAPERS)
    table = tabled(papers).sort("date", "paper_id")
    return table, read_batch(table)


def _folded(seed: int | None, cuts: Iterable[int]) -> Joined:
    papers, readings = _read(seed)
    known = start()
    edges = [0, *sorted(cuts), papers.height]
    for begin, end in pairwise(edges):
        known = step(known, papers[begin:end], readings[begin:end])
    return known


@cache
def _whole(seed: int | None) -> Joined:
    return _folded(seed, ())


def same(one: Joined, other: Joined) -> None:
    for name in TABLES:
        assert_frame_equal(getattr(one.tables, name), getattr(other.tables, name), check_exact=True)
    assert_frame_equal(one.papers.whole(), other.papers.whole(), check_exact=True)
    assert one.dropped == other.dropped
    assert_frame_equal(waiting(one.past).collect(), waiting(other.past).collect(), check_exact=True)
    for field in fields(one.past):
        if field.name != "pending":
            assert_frame_equal(
                getattr(one.past, field.name), getattr(other.past, field.name), check_exact=True
            )


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(SEEDS), st.sets(st.integers(1, PAPERS - 1), max_size=6))
def test_any_cuts_give_the_same(seed: int, cuts: set[int]) -> None:
    same(_folded(seed, cuts), _whole(seed))


@pytest.mark.parametrize("seed", [None, 0])
def test_paper_by_paper(seed: int | None) -> None:
    papers, _ = _read(seed)
    same(_folded(seed, range(1, papers.height)), _whole(seed))


NAMES_IT = ("A Study of Leaves", "We fine-tune the VeTiNet model. The VeTiNet model is large.")
BEARS_IT = ("VeTiNet-2: Leaves Again", "We propose VeTiNet-2, a new model for leaves of trees.")


@cache
def _bearing() -> tuple[pl.DataFrame, pl.DataFrame]:
    """A method whose name bears one that is listed only later, when enough papers have named it."""
    said = [*[NAMES_IT] * 3, BEARS_IT, *[NAMES_IT] * 4]
    days = (dt.date(2021, 1, 1) + dt.timedelta(number) for number in range(len(said)))
    papers = [corpus.made(day, *text, number=n) for n, (day, text) in enumerate(zip(days, said, strict=True))]
    table = tabled(papers).sort("date", "paper_id")
    return table, read_batch(table)


@pytest.mark.parametrize("cut", range(8))
def test_a_name_listed_later_becomes_a_parent_then(cut: int) -> None:
    papers, readings = _bearing()
    early = step(start(), papers[:cut], readings[:cut])
    late = step(early, papers[cut:], readings[cut:])
    assert late.tables.related.filter("inferred").select("paper", "child", "parent").rows() == [(3, 1, 0)]
    assert early.tables.related.is_empty() or cut > 5
    same(late, step(start(), papers, readings))


def test_no_papers_change_nothing() -> None:
    known = _whole(None)
    papers, readings = _read(None)
    same(step(known, papers[:0], readings[:0]), known)


def test_what_a_text_says_goes_before_what_a_name_tells() -> None:
    row = {"relation": 1, "paper": 3, "child": 2, "parent": 1, "sentence": 0, "start": 0, "end": 1}
    told = row | {"field": 1, "confidence": 0.5, "inferred": False}
    named = row | {"field": None, "confidence": 0.75, "inferred": True}
    other = told | {"child": None}
    rows = pl.DataFrame([named, other, told], schema=RELATED)
    kept = joins.one_each(rows)
    assert kept.select("child", "inferred").rows() == [(2, False), (None, False)]
    assert kept.equals(joins.one_each(rows.reverse()))
