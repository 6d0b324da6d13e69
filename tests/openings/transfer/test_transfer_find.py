"""Transfers that are proposed: for whom, what for, what refutes them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import corpus
import polars as pl
import pytest
import transfer_field as field

from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas, open_atlas
from inroad.errors import InputError
from inroad.openings.transfer.find import find, goes_further
from inroad.openings.transfer.latest import outlook
from inroad.openings.transfer.own import own_methods
from inroad.openings.transfer.refute import Papers, beginnings
from inroad.openings.transfer.words import steps
from inroad.signals.seen import NOTHING
from inroad.types import Method, Opening

QUERY = "thin adapters"
KIND = {name: kind for kind, lists in field.KINDS.items() for names in lists for name in names}


@pytest.fixture(scope="module")
def found(transfers: Atlas) -> list[Opening]:
    return find(find_field(transfers, QUERY), NOTHING, 40)


def parts_of(opening: Opening) -> tuple[str, str]:
    """Method and task of an opening."""
    words = opening.title.removeprefix("try ").split(" on ")[0]
    method, task = words.split(" for ")
    return method, task


def test_methods_are_proposed_for_tasks_of_their_kind(found: list[Opening]) -> None:
    pairs = [parts_of(each) for each in found]
    assert len(pairs) >= 3
    assert all(KIND[method] == KIND[task] for method, task in pairs)
    assert len({task for _, task in pairs}) == len(pairs)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_no_paper_joins_them(found: list[Opening]) -> None:
    texts = [f"{each.title} {each.abstract}".lower() for each in field.papers()]
    for method, task in map(parts_of, found):
        assert not any(method.lower() in text and task in text for text in texts)


def test_an_opening_says_where_to_begin_and_how_likely_it_is(found: list[Opening]) -> None:
    opening = found[0]
    method, task = parts_of(opening)
    assert opening.opening_id.startswith(f"transfer:{opening.method}×")
    assert opening.opening_id.endswith(task.replace(" ", "-"))
    assert opening.evidence[0].paper_id in opening.steps[0]
    assert str(opening.paper_id) in opening.steps[1]
    assert "Bench" in opening.title
    assert opening.forecast is not None
    assert 0 < opening.forecast.probability < 1
    assert opening.forecast.record.kind == "transfer"
    assert method in opening.refutation.searched
    assert f"{field.LAST}" in opening.refutation.looked_in
    assert any(f"nearest: {method} for" in each.note for each in opening.refutation.nearest)


def test_other_words_for_the_task_refute_it(tmp_path: Path, found: list[Opening]) -> None:
    method, task = parts_of(found[0])
    what, act = task.split(" ")
    told = f"We take {method} with thin adapters. For a {what} our {act} is fast."
    more = field.paper(field.LAST, 95_000, "Some remarks on adapters", told)
    atlas = open_atlas(corpus.home(tmp_path, [*field.papers(), more]))
    assert (method, task) not in map(parts_of, find(find_field(atlas, QUERY), NOTHING, 40))


def test_the_same_is_found_whatever_the_order_of_the_papers(tmp_path: Path, found: list[Opening]) -> None:
    atlas = open_atlas(corpus.home(tmp_path, reversed(field.papers())))
    assert find(find_field(atlas, QUERY), NOTHING, 40) == found
    assert find(find_field(atlas, QUERY), NOTHING, 2) == found[:2]


def test_a_past_day_knows_nothing_later(transfers: Atlas, tmp_path: Path) -> None:
    day = dt.date(2023, 6, 1)
    past = [each for each in field.papers() if each.date is not None and each.date <= day]
    alone = open_atlas(corpus.home(tmp_path, past))
    then = find(find_field(transfers.until(day), QUERY), NOTHING, 9)
    assert [(each.opening_id, each.steps) for each in then] == [
        (each.opening_id, each.steps) for each in find(find_field(alone, QUERY), NOTHING, 9)
    ]


def test_without_abstracts_titles_are_searched_and_that_is_said(transfers: Atlas) -> None:
    bare = Atlas("starter", transfers.read)
    told = find(find_field(bare, QUERY), NOTHING, 40)
    assert told
    assert "where they are at hand" in told[0].refutation.looked_in


# -- whose methods --------------------------------------------------------------------------------


def names(atlas: Atlas) -> set[str]:
    """The field's own methods."""
    numbers = [number for number, _ in own_methods(find_field(atlas, QUERY), outlook(atlas))]
    return set(atlas.methods.filter(pl.col("method").is_in(numbers))["name"])


def test_guests_and_single_models_are_not_the_fields_own(transfers: Atlas, tmp_path: Path) -> None:
    assert "KoRA" in names(transfers)
    day = field.START
    abroad = [
        field.paper(day, 70_000 + number, f"Rivers of case {number}", "We use KoRA for water.")
        for number in range(150)
    ]
    model = [field.paper(day, 80_000, "Brim-7B: A Model", "We introduce Brim-7B, a model of thin adapters.")]
    model += [
        field.paper(day, 81_000 + number, f"On models, {number}", "We use Brim-7B with thin adapters.")
        for number in range(9)
    ]
    seen = names(open_atlas(corpus.home(tmp_path, [*field.papers(), *abroad, *model])))
    assert "QuiRA" in seen
    assert not {"KoRA", "Brim-7B"} & seen


def test_what_measures_is_not_carried(tmp_path: Path, found: list[Opening]) -> None:
    method, _ = parts_of(found[0])
    papers = [
        dataclasses.replace(each, title=f"{each.title}: Evaluation of Texts")
        if each.paper_id == found[0].paper_id
        else each
        for each in field.papers()
    ]
    changed = find_field(open_atlas(corpus.home(tmp_path, papers)), QUERY)
    again = {
        changed.atlas.methods["name"][number] for number, _ in own_methods(changed, outlook(changed.atlas))
    }
    assert again
    assert method not in again


def test_at_least_two_papers_are_there_to_begin_with(found: list[Opening]) -> None:
    for each in found:
        counts = re.findall(r"(?:^|named in )(\d+) papers?", each.why)
        assert len(counts) == 2, each.why
        assert min(map(int, counts)) >= 2


def test_a_field_without_a_method_of_its_own_says_so(transfers: Atlas, tmp_path: Path) -> None:
    day = field.START
    bare = [
        field.paper(day, 90_000 + number, f"Notes on tide gauges, {number}", "We use the Wavelan-2 model.")
        for number in range(6)
    ]
    atlas = open_atlas(corpus.home(tmp_path, [*field.papers(), *bare]))
    with pytest.raises(InputError, match="no method that is this field's own has its paper"):
        find(find_field(atlas, "tide gauges"), NOTHING, 9)


@pytest.mark.parametrize(
    ("task", "query", "told"),
    [
        ("load forecasting", "diffusion models for time series", True),
        ("time series forecasting", "diffusion models for time series", False),
        ("multivariate time series forecasting", "time series", False),
        ("speech recognition", "low-rank adaptation", True),
    ],
)
def test_what_a_field_is_about_is_no_transfer(task: str, query: str, told: bool) -> None:
    assert goes_further(task, query) is told


# -- refutation -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "abstract", "speaks"),
    [
        ("Segmenting polyps", None, True),
        ("A study", "First. We segment each polyp here.", True),
        ("A study", "We segment leaves. Each polyp is left out.", False),
        ("A study of polyps", "We segment leaves.", False),
        ("", "", False),
    ],
)
def test_a_task_is_spoken_of_in_one_sentence(title: str, abstract: str | None, speaks: bool) -> None:
    schema = {"paper": pl.UInt32, "paper_id": pl.String, "title": pl.String, "abstract": pl.String}
    papers = Papers(pl.DataFrame([(1, "2401.00001", title, abstract)], schema=schema, orient="row"))
    assert (papers.speaking("polyp segmentation").height == 1) is speaks


def test_words_are_known_by_their_beginnings() -> None:
    assert beginnings("image classification") == beginnings("images classifying")
    assert beginnings("rumor detection") != beginnings("tumor detection")


def test_papers_are_called_by_where_they_are_from():
    day = dt.date(2024, 1, 1)
    method = Method("tira", "TiRA", "method", None, (), "acl:P19-1001", day, "acl:P19-1001", 3, None, None)
    first, second, _ = steps(method, "LiRA", "2101.00001", "leaf counting", None)
    assert "read arXiv:2101.00001," in first
    assert "read acl:P19-1001 and" in second
