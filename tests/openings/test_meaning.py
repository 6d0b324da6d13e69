"""Which names of methods can be believed."""

from __future__ import annotations

import datetime as dt

import corpus
import polars as pl
import pytest

from inroad.atlas.open import Atlas, open_atlas
from inroad.openings.meaning import family, means_two_things, of_known_families, says_name, there_before
from inroad.types import Paper

DAY = dt.date(2024, 3, 1)


def paper(number: int, title: str, abstract: str) -> Paper:
    day = DAY + dt.timedelta(days=number)
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, (f"Writer {number}",), ("cs.LG",), day)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    papers = [
        paper(1, "Zorba Is Scalable for Training", "The optimizer known by that name is used for training."),
        paper(2, "Zorba: Training and Trade-offs", "We propose Zorba, a way of training."),
        paper(3, "Quirk: A Way of Reading", "We propose Quirk, a way of reading."),
        paper(4, "Vamba 2: Reading Longer", "We propose Vamba 2, a model of long texts."),
        *(
            paper(10 + n, f"On Reading, Part {n}", "We compare with Vamba 2 and with Quirk on texts.")
            for n in range(12)
        ),
        paper(40, "Vamba 3: Reading Still Longer", "We propose Vamba 3, a model of long texts."),
    ]
    return open_atlas(corpus.home(tmp_path_factory.mktemp("meaning"), papers))


def rows(atlas: Atlas) -> pl.DataFrame:
    return atlas.methods.select("method", "name", "introduced_by")


def names(atlas: Atlas, numbers: frozenset[int]) -> set[str]:
    return set(atlas.methods.filter(pl.col("method").is_in(sorted(numbers)))["name"])


def test_a_name_that_an_earlier_title_says_is_not_its_papers_own(atlas: Atlas) -> None:
    assert {"Zorba", "Quirk"} <= set(rows(atlas)["name"])
    assert names(atlas, there_before(rows(atlas), atlas)) == {"Zorba"}
    assert there_before(rows(atlas).head(0), atlas) == frozenset()


def test_a_numbered_successor_of_a_known_family_is_known(atlas: Atlas) -> None:
    assert "Vamba 3" in names(atlas, of_known_families(rows(atlas), atlas))
    assert "Vamba 2" not in names(atlas, of_known_families(rows(atlas), atlas))
    assert "Quirk" not in names(atlas, of_known_families(rows(atlas), atlas))


@pytest.mark.parametrize(
    ("name", "stem"), [("Mamba-3", "mamba"), ("LLaDA2.1-Mini", "llada"), ("S4", None), ("LoRA", None)]
)
def test_a_family_is_what_stands_before_the_number(name: str, stem: str | None) -> None:
    assert family(name) == stem


def test_letters_that_stand_for_two_things_are_told() -> None:
    assert means_two_things("PBR", ["PBR", "Pair-wise Blank Resolution", "Physically-based Rendering"])
    assert not means_two_things("LoRAMoE", ["LoRA-MoE", "LoRA MoE"])
    assert not means_two_things("Quirk", [])


@pytest.mark.parametrize(
    ("name", "title", "says"),
    [
        ("LoRA-Drop", "LoRA-Drop: Saving Time", True),
        ("LoRA-Drop", "Lora Drop saves time", True),
        ("K 2.5", "K2.5: Seeing", True),
        ("KAN", "On KANs", True),
        ("HFL", "Hybrid Federated Learning", False),
        ("Tom", "Tomorrow is Here", False),
        ("Tom", "", False),
    ],
)
def test_a_title_says_a_name_as_words_of_its_own(name: str, title: str, says: bool) -> None:
    assert says_name(name, title) is says
