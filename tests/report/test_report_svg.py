import datetime as dt
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import sample

from inroad.report import choose, graph, svg
from inroad.types import MonthCount


def test_wilson_interval_against_published_values():
    # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
    for papers, corpus, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
    ):
        found = svg.interval(MonthCount(dt.date(2024, 1, 1), papers, corpus))
        assert found == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("peak", "step"), [(0.031, 0.01), (1.0, 0.5), (0.004, 0.001), (7e-6, 2e-6)])
def test_ticks_are_round(peak, step):
    assert svg.nice_step(peak, 4) == pytest.approx(step)


def test_growth_chart_is_well_formed_and_marks_thin_months():
    drawn = svg.growth(sample.series(), dt.date(2022, 6, 1))
    assert ElementTree.fromstring(drawn).get("viewBox") == "0 0 760 300"
    assert "thinly covered" in drawn
    assert "thinly covered" not in svg.growth(sample.series(), dt.date(2020, 1, 1))
    assert "thinly covered" in svg.growth(sample.series(), None)


@pytest.mark.parametrize(
    "series",
    [
        (),
        sample.series()[:1],
        tuple(replace(month, papers=0) for month in sample.series()),
        tuple(replace(month, corpus=0) for month in sample.series()),
    ],
)
def test_nothing_to_draw_draws_nothing(series):
    assert svg.growth(series, None) == ""
    assert svg.spark(series, "x") == ""


def test_a_bar_shows_what_is_there_at_all():
    drawn = svg.bar([(1, "fill")], 100_000, "1 paper")
    assert 'width="0.8"' in drawn
    assert svg.bar([(0, "fill")], 0, "none").count('width="0"') == 1


def test_lineage_rows_never_share_a_line():
    spots = graph.place(list(sample.lineage()), graph.DESK)
    assert len({spot.y for spot in spots}) == len(spots) == 9
    for spot in spots:
        assert spot.parent is None or (spot.y > spot.parent.y and spot.x > spot.parent.x)


def test_more_papers_bigger_dot():
    spots = {spot.node.method.name: spot for spot in graph.place(list(sample.lineage()), graph.DESK)}
    assert spots["LoRA"].radius > spots["QLoRA"].radius > spots["VeRA"].radius


def test_lineage_marks_inferred_and_main():
    drawn = graph.lineage(sample.lineage(), 10)
    ElementTree.fromstring(drawn)
    assert drawn.count("edge inferred") == 2
    assert "gap to full fine-tuning" in drawn
    assert graph.lineage((), 10) == ""


def test_choice_keeps_the_main_path_with_its_ancestors():
    names = [node.method.name for node in choose.nodes(sample.lineage(), 4)]
    assert names == ["Adapters", "LoRA", "QLoRA", "DoRA"]
    assert [node.method.name for node in choose.nodes(sample.lineage(), 1)] == ["Adapters", "LoRA"]


def test_choice_prefers_what_is_used_in_the_field_and_surely_stands_there():
    root, *children = sample.lineage()[:4]
    children = [replace(each, parent=root.method.method_id, on_main_path=False) for each in children]
    used = [replace(each, in_field=papers) for each, papers in zip(children, (1, 9, 2), strict=True)]
    shown = choose.nodes([root, *used], 2)
    assert [node.method for node in shown] == [root.method, children[1].method]


def test_a_circle_in_the_data_is_cut_open():
    first, second = sample.lineage()[1:3]
    circle = [replace(first, parent="qlora"), replace(second, parent="lora")]
    assert choose.parents(circle) == {"lora": "qlora", "qlora": None}
    assert {node.method.name for node in choose.nodes(circle, 10)} == {"LoRA", "QLoRA"}
    assert len(graph.place(circle, graph.DESK)) == 2


def test_hostile_labels_stay_inside_their_element():
    drawn = graph.lineage(sample.hostile().lineage, 10)
    ElementTree.fromstring(drawn)
    assert "<script" not in drawn
