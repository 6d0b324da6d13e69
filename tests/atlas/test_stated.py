"""Sentences in which a paper states what it leaves open."""

from __future__ import annotations

import json
import os
from pathlib import Path

import corpus
import polars as pl
import pytest

from inroad.atlas.open import Atlas
from inroad.atlas.readings import read_batch
from inroad.atlas.schema import STATED, STATEMENTS
from inroad.atlas.stated import ROWS, Glance, kind_of, stated
from inroad.atlas.text import sentences

GOLD = Path(__file__).parents[1] / "gold/stated.json"

BENCHMARK = (
    "Models read maps ever better. We present MapBench, a benchmark of street maps with 900 questions. "
    "We evaluate "
    "twelve vision-language models on it. Our results show that even the best model reaches only 23% "
    "accuracy and "
    "that all models struggle with map legends. Code is public."
)
FIXED = (
    "Existing trackers fail in the dark and suffer from noise. We find that current models struggle "
    "with low light. "
    "To address these limitations, we propose NightTrack, a tracker that learns from noise. NightTrack "
    "outperforms "
    "all baselines by 5% and remains robust."
)
FUTURE = (
    "We study the routing of packets with graph networks. Our method needs the whole graph in memory. "
    "We leave the "
    "extension to dynamic graphs to future work, and further research is needed on larger networks."
)


def of(*abstracts: str | None, title: str = "Reading Street Maps: A Benchmark") -> pl.DataFrame:
    texts = pl.DataFrame(
        [(title, abstract) for abstract in abstracts],
        schema={"title": pl.String, "abstract": pl.String},
        orient="row",
    )
    return stated(texts)


def words(abstract: str, table: pl.DataFrame) -> list[str]:
    return [abstract[start:end] for start, end in table.select("start", "end").iter_rows()]


def test_what_a_benchmark_finds_is_open() -> None:
    found = of(BENCHMARK)
    (sentence,) = words(BENCHMARK, found)
    assert sentence.startswith("Our results show")
    assert sentence.endswith("map legends.")
    row = found.row(0, named=True)
    assert sentences(BENCHMARK)[row["sentence"]][0] == row["start"]
    assert 0.5 < row["confidence"] <= 1
    assert row["field"] == 1


def test_motivation_and_what_the_paper_mends_are_not_open() -> None:
    assert of(FIXED, title="NightTrack: Tracking in the Dark").is_empty()


@pytest.mark.parametrize(
    "abstract",
    [
        None,
        "",
        "Nothing.",
        "Existing methods struggle with long texts. Their limitations remain a challenge.",
        "We propose a method. It outperforms all others without degradation and eliminates the need for "
        "labels.",
        "We struggle " * 4000,
    ],
)
def test_nothing_open(abstract: str | None) -> None:
    assert of(abstract).is_empty()


def test_rows_do_not_depend_on_the_batch() -> None:
    texts = [BENCHMARK, None, FIXED, BENCHMARK.replace("maps", "charts"), FUTURE]
    whole = of(*texts)
    for number, text in enumerate(texts):
        alone = of(text).drop("row")
        assert whole.filter(row=number).drop("row").equals(alone)
    assert whole.schema == ROWS
    assert whole["row"].is_sorted()


def test_offsets_are_of_characters() -> None:
    abstract = BENCHMARK.replace("Models read maps", "Les modèles — naïfs — lisent des cartes")
    (sentence,) = words(abstract, of(abstract))
    assert sentence.startswith("Our results show")
    assert sentence.endswith("map legends.")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("We leave the proof to future work.", "future work"),
        ("It remains unclear why deep models need it.", "open problem"),
        ("These results highlight the need for better detectors.", "open problem"),
        ("All models struggle with legends.", "limitation"),
    ],
)
def test_kinds(sentence: str, kind: str) -> None:
    assert STATEMENTS[kind_of(sentence)] == kind


def test_it_is_part_of_a_reading() -> None:
    columns = ("categories", "comment", "journal_ref", "venue", "code_url")
    papers = pl.DataFrame(
        {"paper_id": ["1", "2"], "title": ["Maps: A Benchmark", "B"], "abstract": [BENCHMARK, None]}
    )
    nothing = [
        pl.lit(None, pl.List(pl.String) if name == "categories" else pl.String).alias(name)
        for name in columns
    ]
    read = read_batch(papers.with_columns(nothing))
    assert read["stated"].list.len().to_list() == [1, None]


def test_the_atlas_gives_it_as_of_any_day(tmp_path: Path) -> None:
    extra = corpus.made(
        corpus.TODAY.replace(year=2022), "MapBench: A Benchmark of Maps", BENCHMARK, number=99_001
    )
    from inroad.atlas.open import open_atlas

    atlas = open_atlas(corpus.home(tmp_path, [*corpus.papers(), extra]))
    assert atlas.stated is not None
    assert atlas.stated.schema == STATED
    numbers = dict(atlas.papers.select("paper_id", "paper").iter_rows())
    assert numbers[extra.paper_id] in atlas.stated["paper"]
    assert extra.date is not None
    before = atlas.until(corpus.CUTS[2])
    assert before.stated is not None
    assert numbers[extra.paper_id] not in before.stated["paper"]


def test_an_older_atlas_has_none(atlas: Atlas) -> None:
    def without(name: str) -> pl.DataFrame:
        if name == "stated":
            raise KeyError(name)
        return atlas.read(name)

    assert atlas.stated is not None
    assert Atlas("home", without).stated is None


def test_labels_are_of_one_split_only() -> None:
    rows = json.loads(GOLD.read_text("utf-8"))["rows"]
    papers: dict[str, set[str]] = {}
    for row in rows:
        papers.setdefault(row["id"], set()).add(row["split"])
        assert 0 <= row["start"] < row["end"]
    assert not [paper for paper, splits in papers.items() if {"dev", "test"} <= splits]
    assert sum(row["split"] == "test" for row in rows) == 100


@pytest.mark.shared
def test_precision_on_judged_sentences() -> None:
    folder = os.environ.get("INROAD_DATA")
    if not folder:
        pytest.skip("needs the real data folder named by INROAD_DATA")
    rows = [row for row in json.loads(GOLD.read_text("utf-8"))["rows"] if row["split"] == "test"]
    lake = pl.scan_parquet(Path(folder) / "arxiv" / "*.parquet").select("arxiv_id", "title", "abstract")
    texts = lake.filter(pl.col("arxiv_id").is_in([row["id"] for row in rows])).sort("arxiv_id").collect()
    found = stated(texts)
    given = {(texts["arxiv_id"][row], start) for row, start in found.select("row", "start").iter_rows()}
    kept = [row["ok"] for row in rows if (row["id"], row["start"]) in given]
    assert len(kept) >= 60
    assert sum(kept) / len(kept) >= 0.8


def test_a_first_glance_does_not_depend_on_the_order_of_words() -> None:
    words = [f"zz{letter}" for letter in "abcdefghij"]
    glance = Glance(dict.fromkeys(words, 0.1), least=1.0)
    # Ten times 0.1 added one by one is less than 1 in any order.
    assert glance.promising(" ".join(words))
