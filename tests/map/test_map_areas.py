"""Areas hold what is about the same, lie within each other, and are named by what their titles say."""

from __future__ import annotations

import made_map
import numpy as np
import polars as pl
import pytest

from inroad.config import Config
from inroad.errors import InputError
from inroad.search.map.areas import areas
from inroad.search.map.inside import inside, outline, words
from inroad.search.map.labels import names
from inroad.search.map.near import Rows
from inroad.search.map.stored import kept_map
from inroad.types import MapArea


def records(config: Config) -> tuple[MapArea, ...]:
    found = kept_map(config)
    assert found is not None
    return found.areas


def test_each_topic_is_the_name_of_one_area_at_most(mapped: Config) -> None:
    for level in range(3):
        said = [each.label for each in records(mapped) if each.level == level and each.label]
        assert len(said) == len(set(said))


def test_the_broadest_areas_are_named_by_their_topics(mapped: Config) -> None:
    said = " ".join(each.label for each in records(mapped) if each.level == 0)
    assert [topic for topic in made_map.TOPICS if topic not in said] == []


def test_areas_lie_within_areas(mapped: Config) -> None:
    found = records(mapped)
    assert [each.area for each in found] == list(range(len(found)))
    for each in found:
        if each.parent is None:
            assert each.level == 0
        else:
            assert found[each.parent].level == each.level - 1
    for level in range(3):
        assert sum(each.papers for each in found if each.level == level) == 360
    for each in found:
        within = [inner.papers for inner in found if inner.parent == each.area]
        assert each.level == 2 or sum(within) == each.papers


def test_two_heaps_are_two_areas_and_few_papers_are_none() -> None:
    rng = np.random.default_rng(1)
    one, other = rng.normal(-15_000, 800, (60, 2)), rng.normal(15_000, 800, (60, 2))
    papers = Rows(rng.integers(-100, 100, (120, 8)).astype(np.int8), np.full(120, 0.01, np.float32))
    made = areas(np.concatenate([one, other]), papers, (2,))
    assert len(made[0]) == 2
    assert len(set(made[0].area[:60])) == len(set(made[0].area[60:])) == 1
    assert areas(one[:10], papers.of(np.arange(10))) == ()


def test_the_order_of_papers_does_not_matter() -> None:
    rng = np.random.default_rng(2)
    places = rng.normal(0, 9_000, (500, 2)).round()
    papers = Rows(rng.integers(-100, 100, (500, 8)).astype(np.int8), np.full(500, 0.01, np.float32))
    titles = pl.Series([f"{list(made_map.TOPICS)[int(x > 0) + 2 * int(y > 0)]} of it" for x, y in places])
    order = rng.permutation(500)
    one, other = areas(places, papers), areas(places[order], papers.of(order))
    for mine, theirs in zip(one, other, strict=True):
        assert np.array_equal(mine.area[order], theirs.area)
    assert names(titles, one) == names(titles.gather(order), other)


def test_nothing_is_named_where_nothing_stands_out() -> None:
    rng = np.random.default_rng(4)
    places = rng.normal(0, 9_000, (300, 2))
    papers = Rows(rng.integers(-100, 100, (300, 8)).astype(np.int8), np.full(300, 0.01, np.float32))
    levels = areas(places, papers)
    said = names(pl.Series(["lattice routing"] * 300), levels)
    assert {name.label for level in said for name in level} == {""}


# -- an outline -----------------------------------------------------------------------------------


def test_what_lies_inside_an_outline() -> None:
    places = np.array([[0, 0], [5, 5], [11, 5], [-1, 5], [5, 9]], np.int16)
    assert inside(places, outline("-2,-2,10,-2,10,10,-2,10")).tolist() == [0, 1, 3, 4]
    # A notch from the right reaches the point in the middle.
    assert inside(places, outline("-2,-2,10,-2,4,5,10,10,-2,10")).tolist() == [0, 3, 4]


@pytest.mark.parametrize(
    "text", ["", "1,2", "1,2,3,4", "1,2,3,4,5", "a,b,c,d,e,f", "nan,0,1,1,2,2", "1," * 2_000]
)
def test_what_is_no_outline_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        outline(text)


def test_words_are_those_that_others_do_not_say() -> None:
    from inroad.atlas.phrases import phrase_counts

    titles = [made_map.paper(number).title for number in range(360)]
    everywhere = phrase_counts(pl.Series(titles))
    chosen = [title for title in titles if "violin" in title]
    assert words(chosen, everywhere, 360)[0] == "violin synthesis"
