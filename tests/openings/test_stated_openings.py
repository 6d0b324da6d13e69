"""What papers leave open, and the search of later papers that tries to show that it was taken."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from pathlib import Path

import corpus
import polars as pl
import pytest

from inroad.atlas.field import Field, find_field
from inroad.atlas.open import Atlas, open_atlas
from inroad.openings.stated import find
from inroad.openings.taken import Asked, Searched, content_words
from inroad.signals.seen import NOTHING
from inroad.types import Opening, Paper

DAY = dt.date(2024, 3, 1)
QUERY = "street maps"
BENCHMARK = (
    "Models read street maps ever better. We present MapBench, a benchmark of street maps with 900 "
    "questions. We "
    "evaluate twelve vision-language models on it. Our results show that even the best model reaches "
    "only 23% "
    "accuracy and that all models struggle with the legends of transit maps. Code: "
    "https://github.com/nobody/mapbench"
)
TAKER = (
    "LegendNet: Reading the Legends of Transit Maps",
    "Legends of transit maps are hard to read. We propose LegendNet, a model that reads legends of "
    "street maps and "
    "transit maps with a small decoder. On MapBench it reaches 80%.",
)


def paper(number: int, days: int, title: str, abstract: str | None) -> Paper:
    day = DAY + dt.timedelta(days=days)
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, (f"Writer {number}",), ("cs.CV",), day)


def origin() -> Paper:
    return paper(1, 0, "MapBench: A Benchmark of Street Maps", BENCHMARK)


def others(days: int = 20, count: int = 24) -> list[Paper]:
    """Papers of the field that have nothing to do with legends."""
    subjects = (
        "drawing roads",
        "naming rivers",
        "counting bridges",
        "routing lorries",
        "colouring borders",
        "lost hikers",
    )
    return [
        paper(
            100 + number,
            days + number,
            f"On {subjects[number % 6].title()} with Street Maps, Part {number}",
            f"We study {subjects[number % 6]}. We propose a way of {subjects[number % 6]} on street "
            f"maps in case {number}.",
        )
        for number in range(count)
    ]


def field(path: Path, *papers: Paper, query: str = QUERY) -> Field:
    return find_field(open_atlas(corpus.home(path, papers)), query)


def openings(path: Path, *papers: Paper) -> list[Opening]:
    return find(field(path, *papers), NOTHING, 10)


def test_what_a_paper_leaves_open_is_an_opening(tmp_path: Path) -> None:
    (found,) = openings(tmp_path, origin(), *others())
    assert found.kind == "stated"
    assert found.paper_id == origin().paper_id
    assert found.opening_id.startswith(f"stated:{origin().paper_id}:")
    (place,) = found.evidence
    assert place.quote == BENCHMARK[place.start : place.end]
    assert place.quote is not None
    assert place.quote.startswith("Our results show")
    assert "MapBench" in found.steps[1]
    assert origin().paper_id in found.steps[0]
    assert "legend" in found.refutation.searched
    assert "MapBench" in found.refutation.searched
    assert "up to 2024-04-13" in found.refutation.looked_in
    assert len(found.refutation.nearest) <= 3
    assert found.score == pytest.approx(sum(part.points for part in found.parts))


def test_a_later_paper_that_proposes_a_way_has_taken_it(tmp_path: Path) -> None:
    assert openings(tmp_path, origin(), *others(), paper(2, 60, *TAKER)) == []


def test_an_earlier_paper_has_not(tmp_path: Path) -> None:
    (found,) = openings(tmp_path, origin(), *others(), paper(2, -60, *TAKER))
    assert "LegendNet" not in str(found.refutation.nearest)


def test_a_later_survey_or_study_has_not_but_is_shown(tmp_path: Path) -> None:
    study = paper(
        3,
        50,
        "Do Models Read the Legends of Transit Maps?",
        "The legends of transit maps were studied with readers of street maps. Readers looked at the "
        "legends twice.",
    )
    (found,) = openings(tmp_path, origin(), *others(), study)
    assert found.refutation.nearest[0].paper_id == study.paper_id
    assert "proposes nothing" in found.refutation.nearest[0].note


def test_a_taker_from_outside_of_the_field_counts(tmp_path: Path) -> None:
    title = "LegendNet: Reading the Legends of Transit Maps"
    text = "We propose LegendNet, a model that reads the legends of transit maps with a small decoder."
    outside = paper(2, 60, title, text)
    home = field(tmp_path, origin(), *others(), outside)
    assert outside.paper_id not in home.papers["paper_id"]
    assert find(home, NOTHING, 10) == []


def test_it_is_told_as_of_any_day(tmp_path: Path) -> None:
    atlas = open_atlas(corpus.home(tmp_path, [origin(), *others(), paper(2, 60, *TAKER)]))
    before = find_field(atlas.until(DAY + dt.timedelta(days=50)), QUERY)
    assert len(find(before, NOTHING, 10)) == 1
    assert find(find_field(atlas, QUERY), NOTHING, 10) == []


def test_old_statements_are_left_alone(tmp_path: Path) -> None:
    old = paper(1, -800, "MapBench: A Benchmark of Street Maps", BENCHMARK)
    assert openings(tmp_path, old, *others()) == []


def test_without_texts_nothing_can_be_told(tmp_path: Path) -> None:
    whole = field(tmp_path, origin(), *others())
    bare = dataclasses.replace(whole, atlas=dataclasses.replace(whole.atlas, texts=None))
    assert find(bare, NOTHING, 10) == []
    assert find(whole, NOTHING, 0) == []


def test_an_atlas_of_an_earlier_version_gives_none(tmp_path: Path) -> None:
    whole = field(tmp_path, origin(), *others())

    def without(name: str) -> pl.DataFrame:
        if name == "stated":
            raise KeyError(name)
        return whole.atlas.read(name)

    older = Atlas("home", without, whole.atlas.texts)
    assert find(dataclasses.replace(whole, atlas=older), NOTHING, 10) == []


def test_the_order_of_input_does_not_matter(tmp_path: Path) -> None:
    extra = [
        paper(
            300 + number,
            number,
            f"{subject}Bench: A Benchmark of {subject} on Street Maps",
            f"We present {subject}Bench, a benchmark. Our evaluation shows that even the best model "
            f"reaches only "
            f"{20 + number}% accuracy and that all models struggle with {subject.lower()}, faded "
            f"shading and dotted outlines.",
        )
        for number, subject in enumerate(("Contours", "Harbours", "Vineyards", "Glaciers"))
    ]
    papers = [origin(), *extra, *others()]
    first = openings(tmp_path / "a", *papers)
    random.Random(3).shuffle(papers)
    assert openings(tmp_path / "b", *papers) == first
    assert len(first) >= 3
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)


# -- the search -----------------------------------------------------------------------------------


def asked(words: str, paper: int = 0, topic: str = "") -> Asked:
    return Asked(paper, content_words(words), content_words(topic), {})


def searched(*texts: tuple[str, str | None]) -> pl.DataFrame:
    rows = [(number + 1, *text) for number, text in enumerate(texts)]
    schema = {"paper": pl.UInt32, "title": pl.String, "abstract": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_the_nearest_holds_most_and_is_about_the_same() -> None:
    texts = searched(
        ("Cooking rice in small pots", "Nothing of interest."),
        ("Reading map legends", "Legends of maps are read."),
        ("On pots", "Legends are mentioned here once."),
    )
    (near,) = Searched([asked("models struggle with map legends")], texts).nearest(5)
    assert [one.paper for one in near] == [2, 3]
    assert near[0].holds == 1
    assert near[0].about > near[1].about
    assert 0 <= near[1].score < near[0].score <= 1


def test_only_later_papers_are_searched() -> None:
    texts = searched(("Map legends", "x"), ("Map legends", "x"), ("Map legends", "x"))
    (near,) = Searched([asked("map legends", paper=2)], texts).nearest(5)
    assert [one.paper for one in near] == [3]


def test_a_name_counts_under_all_its_aliases() -> None:
    texts = searched(("A", "nothing"), ("B", "nothing"), ("C", "nothing"))
    one = Asked(0, ("legend",), (), {"MapBench": frozenset((2, 3))})
    (near,) = Searched([one], texts).nearest(5)
    assert [each.paper for each in near] == [2, 3]


def test_words_that_tell_no_subject_are_not_searched() -> None:
    assert content_words("However, our results show that the models still struggle significantly.") == ()
    assert content_words("Hallucinations in long summaries of trials") == content_words(
        "hallucination long summary trial"
    )


def test_nothing_asked_or_nothing_to_search() -> None:
    assert Searched([], searched(("A", "b"))).nearest(3) == []
    assert Searched([asked("map legends")], searched()).nearest(3) == [[]]
