"""Side by side: figures that agree with the reports on either, ratios that know what they do not know."""

import datetime as dt
import math
import random

import pytest

from inroad.atlas.open import open_atlas
from inroad.compare import compare, ratio_of_counts, ratio_of_rates
from inroad.errors import NotFound
from inroad.report import compare_words, html
from inroad.report.json import dumps
from inroad.scout import method, scout
from inroad.search.uses import papers_of
from inroad.topics import topics
from inroad.types import Growth, MonthCount


@pytest.fixture(scope="module")
def atlas(built):
    """The made-up field."""
    return open_atlas(built)


def test_methods_agree_with_their_reports(atlas):
    found = compare(atlas, "TiRA", "QTiRA")
    for side in found.sides:
        alone = method(atlas, side.name)
        assert (side.method, side.growth, side.introduced) == (alone.method, alone.growth, alone.introduced)
        assert (side.papers, side.problem) == (alone.method.papers, alone.problem)


def test_fields_agree_with_their_reports(atlas):
    found = compare(atlas, "adapters", "entropy targets", "fields")
    for side in found.sides:
        alone = scout(atlas, side.name)
        assert (side.papers, side.growth) == (alone.papers, alone.growth)
        assert (side.general, side.applied) == (alone.general_papers, alone.applied_papers)


def test_what_is_shared_is_on_both_sides(atlas):
    found = compare(atlas, "TiRA", "QTiRA")
    papers = [
        {use.paper_id for group in papers_of(atlas, name, top=10_000).groups for use in group.shown}
        for name in ("TiRA", "QTiRA")
    ]
    assert found.both == len(papers[0] & papers[1])
    assert not {"tira", "qtira"} & {each.method_id for each in found.methods}
    assert all(min(each.papers) > 0 for each in (*found.methods, *found.people))


def test_order_only_swaps_the_sides(atlas):
    one, two = compare(atlas, "TiRA", "QTiRA"), compare(atlas, "QTiRA", "TiRA")
    assert one.sides == two.sides[::-1]
    assert (one.both, one.warnings) == (two.both, two.warnings[::-1])
    assert one.size.value == pytest.approx(1 / two.size.value, rel=1e-3)


def test_past_knows_nothing_later(atlas):
    day = dt.date(2021, 4, 24)
    found = compare(atlas, "TiRA", "QTiRA", as_of=day)
    assert found.coverage.until == day
    whole = compare(atlas, "TiRA", "QTiRA")
    assert all(then.papers < now.papers for then, now in zip(found.sides, whole.sides, strict=True))


def test_names_that_are_not_known(atlas):
    with pytest.raises(NotFound, match="Nonsuchnet"):
        compare(atlas, "TiRA", "Nonsuchnet")


# -- ratios ----------------------------------------------------------------------------------------------


def test_interval_of_sizes_covers_as_often_as_it_says():
    chance, hits, runs = random.Random(3), 0, 2000
    for _ in range(runs):
        both, one, two = (_poisson(chance, mean) for mean in (40, 60, 20))
        ratio = ratio_of_counts(one + both, two + both, both)
        hits += ratio.low <= 100 / 60 <= ratio.high
    assert 0.93 <= hits / runs <= 0.97


def _poisson(chance, mean):
    total, limit = 0, math.exp(-mean)
    product = chance.random()
    while product > limit:
        total, product = total + 1, product * chance.random()
    return total


def test_same_papers_on_both_sides_are_exactly_as_many():
    ratio = ratio_of_counts(50, 50, 50)
    assert (ratio.low, ratio.value, ratio.high) == (1, 1, 1)
    assert ratio_of_counts(0, 5, 0) is None


def growing(factor, low, high):
    """A growth of which the rate is known."""
    return Growth((MonthCount(dt.date(2024, 1, 1), 1, 2),), "growing", None, (low, high), factor)


def test_rates_are_compared_only_where_both_are_known():
    unknown = Growth((), "unknown", None, None, None)
    assert ratio_of_rates(growing(2, 1.5, 2.6), unknown) is None
    ratio = ratio_of_rates(growing(2, 1.8, 2.2), growing(1, 0.9, 1.1))
    assert ratio.low < 2 == ratio.value < ratio.high


def test_sentence_claims_no_more_than_the_intervals(atlas):
    told = compare_words.difference(compare(atlas, "TiRA", "QTiRA"))
    assert "95 % interval" in told
    assert "times as many papers as" in told or "about as many" in told


# -- forms -----------------------------------------------------------------------------------------------


def test_page_of_a_comparison_and_of_a_method_stand_alone(atlas):
    for page in (html.compare(compare(atlas, "TiRA", "QTiRA")), html.method(method(atlas, "TiRA"))):
        assert "<script" not in page
        assert 'href="/' not in page
        assert "TiRA" in page


def test_json_is_the_same_each_time(atlas):
    assert dumps(compare(atlas, "TiRA", "DENT")) == dumps(compare(atlas, "TiRA", "DENT"))


def test_topics_are_counted_in_titles(atlas):
    found = topics(atlas)
    titles = atlas.papers["title"].str.to_lowercase()
    for topic in found.largest:
        assert titles.str.contains(topic.label.lower().split()[0], literal=True).sum() >= topic.recent > 0
