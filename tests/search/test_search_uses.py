"""Which papers use a method, each in one group."""

from __future__ import annotations

import corpus
import polars as pl
import pytest

from inroad.atlas.open import Atlas
from inroad.errors import InputError, NotFound
from inroad.scout import method as look
from inroad.search.uses import KINDS, papers_of

PAPERS = {paper.paper_id: paper for paper in corpus.papers()}


def test_each_paper_is_in_one_group_and_none_is_lost(atlas: Atlas) -> None:
    report = papers_of(atlas, "TiRA", top=1_000)
    shown = [use.paper_id for group in report.groups for use in group.shown]
    number = atlas.methods.row(by_predicate=pl.col("method_id") == "tira", named=True)["method"]
    naming = atlas.mentions.filter(pl.col("method") == number).join(atlas.papers, on="paper")["paper_id"]
    assert len(shown) == len(set(shown)) == report.papers
    assert set(shown) >= set(naming)
    assert sum(count.papers for count in report.by_year) == report.papers
    assert [group.kind for group in report.groups] == [
        k for k in KINDS if k in {g.kind for g in report.groups}
    ]


def test_groups_are_what_the_atlas_says(atlas: Atlas) -> None:
    groups = {group.kind: group for group in papers_of(atlas, "tira", top=1_000).groups}
    assert [use.title for use in groups["introduces"].shown] == [
        "TiRA: Thin Rank Adapters for Tuning Frozen Models"
    ]
    assert "QTiRA: Quantized Thin Rank Adapters" in {use.title for use in groups["builds on"].shown}
    counts = {count.label: count.papers for count in look(atlas, "tira").by_relation}
    for kind in ("builds on", "applies"):
        # A paper that does several is counted with the first here, and with each there.
        assert 0 < groups[kind].papers <= counts[kind]


def test_evidence_points_at_the_place(atlas: Atlas) -> None:
    for group in papers_of(atlas, "TiRA", top=1_000).groups:
        for use in group.shown:
            seen, paper = use.evidence, PAPERS[use.paper_id]
            if group.kind == "introduces":
                continue
            place = paper.title if seen.place == "title" else paper.abstract
            assert seen.note == "inferred from the name" or place[seen.start : seen.end]
            assert (use.confidence is None) == (group.kind == "mentions only")


def test_the_newest_come_first_and_the_rest_is_counted(atlas: Atlas) -> None:
    whole, cut = papers_of(atlas, "TiRA", top=1_000), papers_of(atlas, "TiRA", top=2)
    for every, few in zip(whole.groups, cut.groups, strict=True):
        days = [use.date for use in every.shown]
        assert days == sorted(days, reverse=True)
        assert few.shown == every.shown[:2]
        assert few.papers == every.papers


def test_nothing_later_than_the_day_counts(atlas: Atlas) -> None:
    day = corpus.CUTS[1]
    report = papers_of(atlas, "TiRA", as_of=day, top=1_000)
    assert report.until == day
    assert 0 < report.papers < papers_of(atlas, "TiRA").papers
    assert all(use.date <= day for group in report.groups for use in group.shown)


def test_namesakes_are_apart(atlas: Atlas) -> None:
    report = papers_of(atlas, "dent", top=100)
    assert report.namesakes
    name, _, paper = report.namesakes[0].partition("@")
    other = papers_of(atlas, f"{name}@{paper}", top=100)
    ids = [{use.paper_id for group in each.groups for use in group.shown} for each in (report, other)]
    assert not ids[0] & ids[1]


def test_an_unknown_name_says_near_ones(atlas: Atlas) -> None:
    with pytest.raises(NotFound) as caught:
        papers_of(atlas, "TiRRA")
    assert "TiRA" in caught.value.near


@pytest.mark.parametrize("name", ["", "  "])
def test_no_name_is_told_as_such(atlas: Atlas, name: str) -> None:
    with pytest.raises(InputError, match="needs a name"):
        papers_of(atlas, name)
