from __future__ import annotations

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.atlas.lineage import lineage
from inroad.atlas.schema import RELATED, RELATIONS
from inroad.atlas.threads import Found
from inroad.atlas.to_read import Field, reading
from inroad.types import Growth

PAPERS = pl.DataFrame(
    [
        (0, "LoRA: Low-Rank Adaptation", "2021-06-17", False),
        (1, "QLoRA: Finetuning Quantized Models", "2023-05-23", False),
        (2, "DoRA: Weight-Decomposed Adaptation", "2024-02-14", False),
        (3, "A Survey of Low-Rank Adaptation", "2024-06-01", True),
        (4, "An Early Survey", "2022-01-01", True),
        (5, "FedLoRA: Federated Adaptation", "2024-09-01", False),
        (6, "Federated Again", "2024-10-01", False),
        (7, "Can We Reproduce LoRA? A Replication", "2023-01-01", False),
        (8, "A Benchmark of Adapters", "2024-08-01", False),
    ],
    schema=["paper", "title", "date", "survey"],
    orient="row",
).with_columns(
    pl.col("paper").cast(pl.UInt32),
    pl.col("date").str.to_date(),
    paper_id="p" + pl.col("paper").cast(pl.String),
)

METHODS = pl.DataFrame(
    {
        "method": [0, 1, 2, 3, 4],
        "name": ["LoRA", "QLoRA", "DoRA", "FedLoRA", "Adam"],
        "introduced_by": [0, 1, 2, 5, None],
    }
)
BUILDS = RELATIONS.index("builds on")
GRAPH = lineage(
    pl.DataFrame(
        [(BUILDS, paper, child, 0, 0, 0, 4, 0, 0.9, False) for child, paper in ((1, 1), (2, 2), (3, 5))],
        schema=RELATED,
        orient="row",
    )
)


def thread(name: str, papers: tuple[int, ...], stage: str, low: float) -> tuple[Found, Growth]:
    return Found(name, (name,), papers, 9.0, ()), Growth((), stage, 6.0, (low, 9.0), 3.2)


FIELD = Field(
    papers=PAPERS,
    methods=METHODS,
    by_others={0: 500, 1: 80, 2: 60, 3: 1, 4: 900},
    graph=GRAPH,
    threads=[
        thread("quantization", (1,), "growing", 1.2),
        thread("federated learning", (5, 6), "emerging", 2.0),
        thread("adapters", (8,), "steady", 5.0),
    ],
    named={3: 12, 4: 20, 7: 2, 8: 9},
    until=dt.date(2024, 12, 31),
)


def test_five_papers_in_order_with_reasons():
    found = reading(FIELD)
    assert [(r.paper_id, r.why) for r in found] == [
        ("p0", "introduced LoRA, named by 500 other papers"),
        ("p3", "recent survey, names 12 methods of the field"),
        ("p1", "grew out of LoRA: introduced QLoRA, named by 80 other papers"),
        ("p5", "recent, on federated learning, whose share grows ×3.2 a year"),
        ("p7", "a reproduction: checks what others propose"),
    ]
    assert found[0].title == "LoRA: Low-Rank Adaptation"
    assert found[0].date == dt.date(2021, 6, 17)


def test_the_method_asked_for_founded_the_field():
    found = reading(replace(FIELD, founders=[2]))
    assert found[0].paper_id == "p2"
    assert found[2].paper_id == "p0"


def test_places_without_a_paper_stay_empty():
    bare = replace(FIELD, papers=PAPERS.filter(pl.col("paper").is_in([2, 6])), threads=())
    assert [r.paper_id for r in reading(bare)] == ["p2"]
    assert reading(replace(FIELD, papers=PAPERS.head(0))) == ()


def test_a_place_without_a_paper_goes_to_another_descendant_that_is_much_used():
    calm = replace(FIELD, threads=())
    assert [r.paper_id for r in reading(calm)] == ["p0", "p3", "p1", "p2", "p7"]
    little = replace(calm, by_others={0: 500, 1: 80, 2: 9})
    assert [r.paper_id for r in reading(little)] == ["p0", "p3", "p1", "p7"]


def test_no_paper_comes_twice():
    # The only recent paper of the growing thread is the founding paper's own descendant.
    found = reading(replace(FIELD, threads=[thread("x", (0, 1, 3, 8), "growing", 2.0)]))
    assert len({r.paper_id for r in found}) == len(found)
    assert found[3].paper_id == "p8"
    assert found[4].paper_id == "p7"


@pytest.mark.parametrize(
    ("title", "what"),
    [("Revisiting Adapters", "an analysis"), ("A Reproducibility Study of It", "a reproduction")],
)
def test_what_counts_as_a_check(title, what):
    papers = PAPERS.filter(pl.col("paper") == 6).with_columns(title=pl.lit(title))
    found = reading(replace(FIELD, papers=papers, threads=(), methods=METHODS.head(0)))
    assert [r.why for r in found] == [f"{what}: checks what others propose"]


@settings(deadline=None)
@given(st.permutations(range(9)), st.permutations(range(5)))
def test_order_of_rows_does_not_matter(papers, methods):
    other = replace(FIELD, papers=PAPERS[papers], methods=METHODS[methods], threads=FIELD.threads[::-1])
    assert reading(other) == reading(FIELD)


def test_a_founding_paper_that_few_name_is_not_proposed():
    many = pl.concat([PAPERS] + [PAPERS.tail(1)] * 2_000)
    rare = replace(FIELD, papers=many, by_others={0: 5, 1: 4}, threads=())
    assert "p0" not in [r.paper_id for r in reading(rare)][:1]
    assert reading(replace(rare, founders=[0]))[0].paper_id == "p0"


def test_an_application_founds_nothing():
    applied = PAPERS.with_columns(applied=pl.when(pl.col("paper") == 0).then(0.9).otherwise(0.1))
    assert reading(replace(FIELD, papers=applied))[0].paper_id != "p0"


def test_a_survey_of_the_whole_field_goes_before_one_of_a_part():
    other = pl.col("paper") == 4
    two = PAPERS.with_columns(
        title=pl.when(pl.col("paper") == 3)
        .then(pl.lit("A Survey of Adaptation for Medicine"))
        .otherwise("title"),
        date=pl.when(other).then(pl.lit(dt.date(2024, 3, 1))).otherwise("date"),
    )
    assert reading(replace(FIELD, papers=two))[1].paper_id == "p4"


def test_what_only_mentions_the_field_neither_surveys_nor_checks_it():
    found = [r.paper_id for r in reading(replace(FIELD, about={0, 1, 2, 4}))]
    assert "p3" not in found
    assert "p7" not in found
    assert "p4" in found


@pytest.mark.parametrize(
    "title",
    [
        "Reducing Verbatim Reproduction of Training Data",
        "A Digital Twin Framework for Replicating Glucose Dynamics",
    ],
)
def test_what_reproduces_something_else_is_no_reproduction(title):
    papers = PAPERS.filter(pl.col("paper") == 6).with_columns(title=pl.lit(title))
    assert reading(replace(FIELD, papers=papers, threads=(), methods=METHODS.head(0))) == ()
