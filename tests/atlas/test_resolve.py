"""From readings to methods: who introduced what, under which name, and never with a look ahead."""

from __future__ import annotations

import datetime as dt
from functools import cache

import corpus
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from inroad.atlas.joins import Tables, join
from inroad.atlas.readings import READINGS, read_batch
from inroad.corpus.batch import tabled
from inroad.types import Paper


def joined(papers: list[Paper]) -> Tables:
    table = tabled(papers).sort("date", "paper_id")
    return join(table, read_batch(table))


def methods(*said: tuple[str, str | None], authors: tuple[str, ...] | None = None) -> pl.DataFrame:
    """The methods of papers with these titles and abstracts, a month apart, each by somebody else."""
    papers = [
        Paper(
            f"{2101 + number}.{number:05}", title, abstract, authors or (f"Author {number}",), ("cs.LG",), day
        )
        for number, ((title, abstract), day) in enumerate(zip(said, _days(), strict=False))
    ]
    return joined(papers).methods


def _days() -> list[dt.date]:
    return [dt.date(2021, 1, 1) + dt.timedelta(days=number) for number in range(200)]


INTRODUCES = ("KoRA: Kernel of Rank Adapters", "We propose KoRA (Kernel of Rank Adapters), a new method.")
USES = ("A Study of Leaves", "We use KoRA for leaves. KoRA is a method that builds on nothing.")
NAMES_IT = ("A Study of Leaves", "We fine-tune the VeTiNet model. The VeTiNet model is large.")


# -- which introductions count ------------------------------------------------------------------------


def test_an_introduction_makes_a_method() -> None:
    (row,) = methods(INTRODUCES).to_dicts()
    assert (row["method_id"], row["name"], row["long_form"]) == ("kora", "KoRA", "Kernel of Rank Adapters")
    assert (row["introduced_by"], row["first_paper"]) == (0, 0)


def test_the_same_long_form_again_is_no_second_method() -> None:
    again = ("KoRA: Better Matrices", "We present KoRA (Kernel of Rank Adapters), a new method.")
    assert methods(INTRODUCES, again)["introduced_by"].to_list() == [0]


TERMS = ("Folding Leaves with Rolled Leaf Pressing", "Rolled-Leaf Pressing of Dry Leaves")
PRESSES = ("Flat Leaves at Home", "We propose rolled leaf pressing (RLP) of leaves.")


@pytest.mark.parametrize(("earlier", "own"), [(0, True), (1, True), (2, False)])
def test_letters_for_words_of_earlier_titles_introduce_nothing(earlier: int, own: bool) -> None:
    before = [(title, "We press leaves.") for title in TERMS[:earlier]]
    found = methods(*before, PRESSES).filter(pl.col("name") == "RLP")
    assert found["introduced_by"].to_list() == ([earlier] if own else [])


def test_a_name_that_heads_a_title_is_introduced_by_it_whatever_it_is_short_for() -> None:
    heads = ("RLP: Flat Leaves at Home", PRESSES[1])
    found = methods(*[(title, "We press leaves.") for title in TERMS], heads)
    assert found.filter(pl.col("name") == "RLP")["introduced_by"].to_list() == [2]


def test_the_same_authors_again_are_no_second_method() -> None:
    again = ("KoRA: A System", "We present KoRA (Kayak or Raft Arrivals), a system for boats.")
    assert methods(INTRODUCES, again, authors=("Ada",))["introduced_by"].to_list() == [0]
    assert methods(INTRODUCES, again)["method_id"].to_list() == ["kora", "kora@2102.00001"]


def test_an_author_named_twice_is_no_reason_to_doubt_the_paper() -> None:
    """Not even once somebody else introduces the same name."""
    later = ("KoRA: Kayaks", "We present KoRA (Kayak or Raft Arrivals), a system for boats.")
    twice = Paper("2101.00000", *INTRODUCES, ("Ada Lo", "Ada Lo"), ("cs.LG",), _days()[0])
    other = Paper("2102.00001", *later, ("Bo Ek",), ("cs.LG",), _days()[1])
    assert joined([twice, other]).methods["introduced_by"].to_list() == [0, 1]


def test_who_only_uses_it_introduces_nothing() -> None:
    assert methods(INTRODUCES, USES, USES)["introduced_by"].to_list() == [0]


# -- names that nobody introduces ----------------------------------------------------------------------


def test_a_name_is_listed_once_five_papers_have_used_it() -> None:
    assert methods(*[NAMES_IT] * 4).is_empty()
    (row,) = methods(*[NAMES_IT] * 5).to_dicts()
    assert (row["method_id"], row["introduced_by"], row["first_paper"]) == ("vetinet", None, 0)
    assert row["known"] == _days()[4]


def test_the_plain_name_stays_with_what_was_known_first() -> None:
    late = ("VeTiNet: Very Tiny Networks", "We propose VeTiNet (Very Tiny Networks), a new method.")
    assert methods(*[NAMES_IT] * 5, late).select("method_id", "introduced_by").rows() == [
        ("vetinet", None),
        ("vetinet@2106.00005", 5),
    ]
    # Introduced after two mentions, it is known before the unintroduced one can be.
    assert ("vetinet", 2) in methods(*[NAMES_IT] * 2, late, *[NAMES_IT] * 9).select(
        "method_id", "introduced_by"
    ).rows()


@pytest.mark.parametrize("word", ["NVIDIA", "BLEU", "Gaussian", "NeurIPS"])
def test_firms_metrics_and_plain_words_are_never_methods(word: str) -> None:
    said = ("A Study of Leaves", f"We use the {word} model. The {word} model is large.")
    assert methods(*[said] * 20).is_empty()


# -- spellings ----------------------------------------------------------------------------------------


def test_spellings_are_gathered_with_the_day_they_were_seen() -> None:
    papers = corpus.papers()
    tables = joined(papers)
    number = tables.methods.filter(pl.col("method_id") == "tira")["method"].item()
    since = dict(tables.aliases.filter(pl.col("method") == number).select("alias", "since").iter_rows())
    assert {"TiRA", "Thin Rank Adapters"} <= since.keys()
    first_use = min(paper.date for paper in papers if "TiRA" in paper.title and paper.date)
    assert since["TiRA"] <= first_use


def test_every_place_is_where_the_text_has_the_name() -> None:
    papers = corpus.papers()
    tables = joined(papers)
    texts = {paper.paper_id: (paper.title, paper.abstract or "") for paper in papers}
    aliases = set(tables.aliases.select("method", "alias").iter_rows())
    places = tables.mentions.join(tables.papers.select("paper", "paper_id"), on="paper")
    assert places.height > 100
    for row in places.iter_rows(named=True):
        said = texts[row["paper_id"]][row["field"]][row["start"] : row["end"]]
        assert (row["method"], said) in aliases


# -- no look ahead ------------------------------------------------------------------------------------


@cache
def _whole(seed: int) -> tuple[pl.DataFrame, pl.DataFrame, Tables]:
    table = tabled(corpus.at_random(seed))
    readings = read_batch(table)
    return table, readings, join(table, readings)


def _upto(tables: Tables, name: str, papers: int, day: object) -> pl.DataFrame:
    """A table's rows up to a day, by ids."""
    ids = tables.methods.filter(pl.col("known") <= day).select("method", "method_id")
    table = getattr(tables, name)
    rows = (
        table.filter(pl.col("paper") < papers)
        if "paper" in table.columns
        else table.filter(pl.col("since") <= day)
    )
    for column in ("method", "parent"):
        if column in rows.columns:
            rows = rows.join(ids.rename({"method": column}), on=column).drop(column)
    if "child" in rows.columns:
        rows = rows.join(ids.rename({"method": "child", "method_id": "child_id"}), on="child", how="left")
        rows = rows.filter(pl.col("child_id").is_not_null() | pl.col("child").is_null()).drop("child")
    return rows.sort(rows.columns)


@pytest.mark.parametrize("name", ["looks", "aliases", "mentions", "related"])
@pytest.mark.parametrize("seed", range(4))
def test_later_papers_change_no_earlier_row(seed: int, name: str) -> None:
    table, readings, whole = _whole(seed)
    for cut in range(30, 120, 22):
        day = table["date"][cut]
        count = table.filter(pl.col("date") <= day).height
        then = join(table[:count], readings[:count])
        assert_frame_equal(_upto(whole, name, count, day), _upto(then, name, count, day), rel_tol=1e-5)


# -- nothing, and hardly anything ---------------------------------------------------------------------


def test_papers_that_say_nothing() -> None:
    quiet = Paper("2101.00001", "on leaves", None, None, None, _days()[0])
    tables = joined([quiet])
    assert tables.papers.height == 1
    assert tables.methods.is_empty()
    assert tables.related.is_empty()
    assert read_batch(tabled([])).schema == READINGS
