"""A join in steps, however they are cut, is the join in one step: all tables and all that is remembered."""

from __future__ import annotations

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

from inroad.atlas.joins import Joined, start, step
from inroad.atlas.readings import read_batch
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
    assert one.dropped == other.dropped
    for field in fields(one.past):
        assert_frame_equal(getattr(one.past, field.name), getattr(other.past, field.name), check_exact=True)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(SEEDS), st.sets(st.integers(1, PAPERS - 1), max_size=6))
def test_any_cuts_give_the_same(seed: int, cuts: set[int]) -> None:
    same(_folded(seed, cuts), _whole(seed))


@pytest.mark.parametrize("seed", [None, 0, 1])
def test_paper_by_paper(seed: int | None) -> None:
    papers, _ = _read(seed)
    same(_folded(seed, range(1, papers.height)), _whole(seed))


def test_no_papers_change_nothing() -> None:
    known = _whole(None)
    papers, readings = _read(None)
    same(step(known, papers[:0], readings[:0]), known)
