"""From a query to papers: phrases in any spelling, names, words apart, and what to say when nothing fits."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

import corpus
import polars as pl
import pytest

from inroad.atlas.asked import FEW, MOST_CHARACTERS, phrase_pattern
from inroad.atlas.field import Field, find_field, methods_named, near_names
from inroad.atlas.open import Atlas, open_atlas
from inroad.errors import InputError, NotFound
from inroad.types import Paper


def ids(field: Field) -> set[str]:
    return set(field.papers["paper_id"])


def having(*words: str) -> set[str]:
    """Papers of the corpus whose text has one of these."""
    texts = {paper.paper_id: f"{paper.title}\n{paper.abstract or ''}".lower() for paper in corpus.papers()}
    return {paper_id for paper_id, text in texts.items() if any(word.lower() in text for word in words)}


def name_of(atlas: Atlas, number: int) -> str:
    return atlas.methods.row(by_predicate=pl.col("method") == number, named=True)["method_id"]


# -- phrases -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("low-rank adaptation", "Low Rank Adaptation of models"),
        ("low rank adaptation", "on low-rank adaptations"),
        ("low rank", "Low\u2011rank"),
        ("graph networks", "a graph network"),
        ("loss", "all losses"),
        ("C++", "in C++ and Rust"),
        ("word2vec", "Word2vec"),
        ("تعلم", "عن تعلم الآلة"),
    ],
)
def test_a_phrase_is_found_in_other_spellings(phrase: str, text: str) -> None:
    assert pl.Series([text]).str.contains(phrase_pattern(phrase)).item()


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("low rank", "allow ranking"),
        ("rank", "ranking"),
        ("adapter", "readapter"),
        ("C++", "in C and Rust"),
        ("a.b", "axb"),
    ],
)
def test_a_phrase_is_not_found_in_other_words(phrase: str, text: str) -> None:
    assert not pl.Series([text]).str.contains(phrase_pattern(phrase)).item()


def test_papers_with_the_phrase_are_the_field(atlas: Atlas) -> None:
    field = find_field(atlas, "entropy targets")
    assert ids(field) == having("entropy targets", "entropy-targets")
    assert field.warnings == ()


@pytest.mark.parametrize(
    "query", ["Thin Rank Adapters", "thin-rank adapter", "  THIN   rank adapters ", "TiRA", "tira"]
)
def test_a_method_by_name_or_long_form_is_the_same_field(query: str, atlas: Atlas) -> None:
    field = find_field(atlas, query)
    assert name_of(atlas, field.founders[0]) == "tira"
    assert ids(field) == ids(find_field(atlas, "TiRA"))


def test_papers_come_oldest_first_and_once(atlas: Atlas) -> None:
    papers = find_field(atlas, "TiRA").papers
    assert papers["paper"].is_sorted()
    assert papers["paper"].is_unique().all()


def test_with_too_few_the_words_are_looked_for_apart_and_it_says_so(atlas: Atlas) -> None:
    field = find_field(atlas, "leaves photographs")
    assert ids(field) == having("photographs") & having("leaves")
    assert "No paper has the phrase; 6 papers with all its words are counted instead." in field.warnings


def test_a_namesake_of_the_query_is_not_in_the_field(atlas: Atlas) -> None:
    field = find_field(atlas, "Differentiable Entropy Targets")
    assert {name_of(atlas, number) for number in field.founders} <= set(atlas.methods["method_id"])
    steel = {paper.paper_id for paper in corpus.papers() if "Steel" in paper.title}
    assert steel
    assert not ids(field) & steel


def test_methods_of_the_field_are_methods_and_models_only(atlas: Atlas) -> None:
    methods = find_field(atlas, "TiRA").methods
    assert {"tira", "adatira"} <= set(methods["method_id"])
    assert "widebench" not in set(methods["method_id"])
    assert methods["in_field"].le(methods["papers"]).all()


def test_as_of_a_day_nothing_later_is_in_the_field(atlas: Atlas) -> None:
    day = corpus.CUTS[1]
    field = find_field(atlas.until(day), "TiRA")
    assert field.papers["date"].max() <= day
    assert ids(field) < ids(find_field(atlas, "TiRA"))


# -- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["TiRA", "tira", "Ti-RA", "TiRAs", " tira ", "Thin Rank Adapters", "thin-rank adapters"]
)
def test_a_method_is_found_by_any_spelling(name: str, atlas: Atlas) -> None:
    assert name_of(atlas, methods_named(atlas, name)[0]) == "tira"


def test_of_namesakes_the_most_used_comes_first(atlas: Atlas) -> None:
    numbers = methods_named(atlas, "DENT")
    papers = [atlas.mentions.filter(pl.col("method") == number)["paper"].n_unique() for number in numbers]
    assert len(numbers) == 3
    assert papers == sorted(papers, reverse=True)


@pytest.mark.parametrize("name", ["", "   ", "s", "-", "nothing like it", "(", "\\", "*" * 1000])
def test_no_method_is_called_so(name: str, atlas: Atlas) -> None:
    assert methods_named(atlas, name) == ()


def test_a_method_not_yet_known_is_not_found(atlas: Atlas) -> None:
    assert methods_named(atlas.until(corpus.CUTS[0]), "AdaTiRA") == ()


def test_near_names(atlas: Atlas) -> None:
    assert near_names(atlas, "TiRAA")[0] == "TiRA"
    assert near_names(atlas, "adatirra")[0] == "AdaTiRA"
    assert near_names(atlas, "qqqqqqqqqqqqqq") == ()


# -- what cannot be searched ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["", "  ", "the of and", "of", "(", "*", "\\", "''", '"', "()[]{}", "-", "…"]
)
def test_a_query_without_words_is_refused(query: str, atlas: Atlas) -> None:
    with pytest.raises(InputError, match="name a field"):
        find_field(atlas, query)


def test_a_long_query_is_refused(atlas: Atlas) -> None:
    with pytest.raises(InputError, match=f"at most {MOST_CHARACTERS}"):
        find_field(atlas, "adapter " * 1250)
    assert find_field(atlas, "thin rank adapters " + " " * (MOST_CHARACTERS - 19)).papers.height


@pytest.mark.parametrize(
    "query",
    ["TiRA (", "C++ TiRA", "TiRA\\", "(TiRA)*", '"thin rank adapters"', "'TiRA'", "$TiRA$", "TiRA|.*"],
)
def test_signs_of_regular_expressions_mean_themselves(query: str, atlas: Atlas) -> None:
    field = find_field(atlas, query)
    assert ids(field) <= having("tira", "thin rank")


@pytest.mark.parametrize("query", [".*", "a|b", "C++", "[a-z]+ zebra", "\\w zebra", "TiRAzebra"])
def test_what_is_nowhere_is_not_found(query: str, atlas: Atlas) -> None:
    with pytest.raises((NotFound, InputError)):
        find_field(atlas, query)


def test_not_found_carries_near_names_and_the_sync_that_may_help(atlas: Atlas) -> None:
    with pytest.raises(NotFound) as caught:
        find_field(atlas, "AdaTirra")
    assert caught.value.near[0] == "AdaTiRA"
    assert re.search(r"""inroad sync arxiv --query 'all:"AdaTirra"'""", caught.value.remedy)


def test_before_the_corpus_is_no_field(atlas: Atlas) -> None:
    with pytest.raises(InputError, match="choose a date"):
        find_field(atlas.until(dt.date(1999, 1, 1)), "TiRA")


# -- misspelt ----------------------------------------------------------------------------------------


def _titled(path: Path, titles: Iterable[str]) -> Atlas:
    first = dt.date(2022, 1, 1)
    papers = [
        Paper(f"2201.{number:05}", title, date=first + dt.timedelta(number))
        for number, title in enumerate(titles)
    ]
    return open_atlas(corpus.home(path, papers))


def test_a_misspelt_field_is_asked_back(tmp_path: Path) -> None:
    atlas = _titled(tmp_path, [f"Diffusion Models for Birds {n}" for n in range(FEW)] + ["Difusion Models"])
    with pytest.raises(NotFound, match="diffusion model") as raised:
        find_field(atlas, "difusion models")
    assert raised.value.near == ("diffusion model",)
    # "model" alone is no phrase of titles, and still no misspelt word.
    assert "model" not in atlas.phrases["phrase"]
    assert find_field(atlas, "diffusion models").papers.height == FEW


def test_a_rare_word_is_looked_for_as_it_stands(tmp_path: Path) -> None:
    titles = [f"Diffusion Models for Birds {n}" for n in range(FEW)] + ["Zebrafish Models"]
    assert find_field(_titled(tmp_path, titles), "zebrafish models").papers.height == 1
