import random

import pytest

from inroad.atlas.extract import read
from inroad.atlas.introductions import candidates, introductions, weights

ABSTRACT = (
    "Sorting birds by their song is hard, and methods such as BirdNet need much labelled data. "
    "In this paper, we propose SongSieve, a simple framework that sorts songs without labels. "
    "SongSieve consists of a Pitch Folding Module (PFM) and an off-the-shelf encoder. "
    "We also release WoodlandBench, a new benchmark of 3,000 songs. "
    "Experiments show that SongSieve outperforms BirdNet and AudioMAE."
)


def scores(title: str, abstract: str) -> dict[str, float]:
    return {c.name: c.score for c in candidates(read(title, abstract))}


def test_own_names_score_above_names_of_others() -> None:
    found = scores("SongSieve: Sorting Birds without Labels", ABSTRACT)
    own = min(found["SongSieve"], found["WoodlandBench"], found["PFM"])
    others = max(found["BirdNet"], found["AudioMAE"])
    assert own > others + 1


def test_the_best_comes_first_and_hopeless_names_are_left_out() -> None:
    found = introductions(read("SongSieve: Sorting Birds without Labels", ABSTRACT))
    assert found[0].name == "SongSieve"
    assert "AudioMAE" not in [item.name for item in found]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("We propose FooBarX to sort birds.", "We apply FooBarX to sort birds."),
        ("We present a method called FooBarX that works.", "We extend methods such as FooBarX that work."),
        ("A new dataset, named FooBarX, is released.", "Tests on the FooBarX dataset are reported."),
        ("Our FooBarX outperforms others.", "It outperforms FooBarX and others."),
    ],
)
def test_context_tells_own_from_other(own: str, other: str) -> None:
    assert scores("On Birds", own)["FooBarX"] > scores("On Birds", other)["FooBarX"]


def test_a_long_form_is_kept_with_its_short_form() -> None:
    found = {c.name: c.long_form for c in candidates(read("", ABSTRACT))}
    assert found["PFM"] == "Pitch Folding Module"


def test_a_lower_case_name_may_head_the_title() -> None:
    found = scores("songsiv: an R Package for Birds", "We introduce songsiv, an R package.")
    assert found["songsiv"] > -1


def test_names_in_a_list_are_all_seen() -> None:
    reading = read("Three Ways", "We introduce three modules: AlphaFix; BetaFix; and GammaFix.")
    assert {item.name for item in introductions(reading)} == {"AlphaFix", "BetaFix", "GammaFix"}


def test_the_weights_name_what_the_whole_corpus_adds() -> None:
    wanted = {"log prior", "log same", "first", "new long", "first hard", "prior headed", "accept"}
    assert wanted <= weights().keys()


def test_reading_does_not_depend_on_what_was_read_before() -> None:
    papers = [("SongSieve: Birds", ABSTRACT), ("On Birds", "We propose FooBarX to sort birds."), ("", "")]
    once = [scores(*paper) for paper in papers]
    order = [2, 0, 1]
    random.Random(1).shuffle(order)
    assert [scores(*papers[i]) for i in order] == [once[i] for i in order]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We apply the recently proposed Folded Pitch Nets (FPN) to sort birds. FPN works.", "FPN"),
        ("With the help of FooBarX, a generator, we sort birds. FooBarX works.", "FooBarX"),
        ("We study Non-IID data, called Non-IID here. Non-IID is hard.", "Non-IID"),
    ],
)
def test_what_the_paper_says_is_of_others_is_not_its_own(text: str, name: str) -> None:
    assert name not in [item.name for item in introductions(read("Sorting birds by their song", text))]


def test_a_name_that_heads_the_title_is_its_own_whatever_stands_before_it() -> None:
    text = "With the help of FooBarX, which we propose, birds are sorted. FooBarX works."
    assert "FooBarX" in [item.name for item in introductions(read("FooBarX: Sorting Birds", text))]


@pytest.mark.parametrize("title", ["SongSieve3 Technical Report", "SongSieve3", "SongSieve 3: Sorting Birds"])
def test_a_report_or_a_title_that_is_but_a_name_is_headed_by_it(title: str) -> None:
    found = candidates(read(title, "We release SongSieve3 and SongSieve 3, models that sort birds."))
    assert "heads title" in found[0].signs


def test_a_title_of_one_plain_word_is_no_name() -> None:
    assert not any("heads title" in item.signs for item in candidates(read("Reflections", "Some of them.")))
