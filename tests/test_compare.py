"""Side by side: figures that agree with the reports on either, ratios that know what they do not know."""

import datetime as dt
import json
import math
import random

import polars as pl
import pytest

from inroad.atlas.held import held
from inroad.atlas.open import open_atlas
from inroad.atlas.threaded import method_threads
from inroad.atlas.threads import Found
from inroad.cli import door
from inroad.compare import compare, ratio_of_counts, ratio_of_rates
from inroad.errors import NotFound
from inroad.report import compare_words, html
from inroad.report.json import dumps
from inroad.scout import method, scout, scout_with_methods
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
    assert "times as many papers on" in told or "about as many" in told


# -- asked again and again -------------------------------------------------------------------------------


def test_atlas_that_holds_its_texts_says_the_same(built):
    once, again = open_atlas(built), held(open_atlas(built))
    for query in ("TiRA", "entropy targets", "TiRA"):
        assert dumps(scout(again, query)) == dumps(scout(once, query))
        assert dumps(scout(again, query, as_of=dt.date(2021, 6, 30))) == dumps(
            scout(open_atlas(built), query, as_of=dt.date(2021, 6, 30))
        )
    assert again.texts().collect().equals(once.texts().collect())


def test_table_has_every_method_of_the_report(atlas):
    report, table = scout_with_methods(atlas, "TiRA")
    assert report == scout(atlas, "TiRA")
    uses = {use.method.method_id: use for use in (*report.used, *report.only_by_authors)}
    rows = {row.method_id: row for row in table.methods}
    assert uses.keys() <= rows.keys()
    for method_id, use in uses.items():
        row = rows[method_id]
        assert (row.papers, row.by_others, row.recent) == (use.in_field, use.by_others, use.recent)


def test_methods_belong_to_the_thread_their_papers_favour():
    found = [
        Found(label, (), papers, 1.0, ())
        for label, papers in (("large", range(90)), ("small", range(90, 100)))
    ]
    everywhere, special = range(0, 100, 2), (91, 93, 95, 3)
    mentions = pl.DataFrame(
        [(1, paper) for paper in everywhere] + [(2, paper) for paper in special],
        schema={"method": pl.UInt32, "paper": pl.UInt32},
        orient="row",
    )
    assert method_threads(mentions, found, 100, [1, 2]) == {2: "small"}


# -- forms -----------------------------------------------------------------------------------------------


def test_page_of_a_comparison_and_of_a_method_stand_alone(atlas):
    for page in (html.compare(compare(atlas, "TiRA", "QTiRA")), html.method(method(atlas, "TiRA"))):
        assert "<script" not in page
        assert 'href="/' not in page
        assert "TiRA" in page


def test_json_is_the_same_each_time(atlas):
    assert dumps(compare(atlas, "TiRA", "DENT")) == dumps(compare(atlas, "TiRA", "DENT"))


def test_commands_write_what_the_page_shows(built, tmp_path, capsys):
    home = ("--home", str(built.home))
    assert door.run([*home, "compare", "TiRA", "QTiRA"]) == 0
    assert "95 % interval" in " ".join(capsys.readouterr().out.split())
    assert door.run([*home, "compare", "TiRA", "QTiRA", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "inroad.compare-report"
    for command in (
        ("method", "TiRA"),
        ("compare", "TiRA", "QTiRA"),
        ("compare", "--fields", "adapters", "TiRA"),
    ):
        page = tmp_path / "page.html"
        assert door.run([*home, *command, "--html", str(page)]) == 0
        assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert door.run([*home, "method", "TiRA", "--html", "x", "--papers"]) == 2


def test_topics_are_counted_in_titles(atlas):
    found = topics(atlas)
    titles = atlas.papers["title"].str.to_lowercase()
    for topic in found.largest:
        assert titles.str.contains(topic.label.lower().split()[0], literal=True).sum() >= topic.recent > 0
