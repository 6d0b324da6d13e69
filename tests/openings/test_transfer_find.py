"""Methods untried in a domain: what is proposed, and what refutes it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import corpus

from inroad.atlas.field import find_field
from inroad.atlas.open import open_atlas
from inroad.openings.transfer.find import find
from inroad.signals.seen import NOTHING
from inroad.types import Opening, Paper

DAY = dt.date(2024, 1, 1)


def paper(number: int, title: str, abstract: str) -> Paper:
    return Paper(
        f"2401.{number:05}", title, abstract, (f"Author {number}",), ("cs.LG",), DAY + dt.timedelta(number)
    )


def introduced(number: int, name: str) -> Paper:
    return paper(
        number, f"{name}: Thin Adapters", f"We propose {name}, a method of thin adapters for networks."
    )


def papers() -> list[Paper]:
    """Thin adapters: TiRA is at home with patients, KoRA only elsewhere."""
    found = [introduced(1, "TiRA"), introduced(2, "KoRA")]
    for n in range(12):
        found.append(
            paper(
                10 + n,
                f"Thin adapters for clinical notes of patients, {n}",
                "We use TiRA in a hospital. We evaluate on the MedBench benchmark. Patients are asked.",
            )
        )
        found.append(
            paper(40 + n, f"Thin adapters in case {n}", "We use KoRA for thin adapters of networks.")
        )
    return found


def openings(path: Path, *more: Paper) -> list[Opening]:
    atlas = open_atlas(corpus.home(path, [*papers(), *more]))
    return find(find_field(atlas, "thin adapters"), NOTHING, 10)


def test_a_method_at_home_elsewhere_is_proposed_with_where_to_begin(tmp_path: Path) -> None:
    (found,) = openings(tmp_path)
    assert found.opening_id == "transfer:kora×medicine"
    assert "TiRA" in found.steps[0]
    assert "2401.00002" in found.steps[1]
    assert found.refutation.searched[0] == "KoRA"
    assert found.refutation.nearest
    assert found.score > 0


def test_one_paper_that_speaks_of_the_domain_refutes_it(tmp_path: Path) -> None:
    taken = paper(
        80, "KoRA reads ward rounds", "We use KoRA for networks. Patients of a hospital gain from it."
    )
    assert openings(tmp_path, taken) == []


def test_without_a_corpus_of_its_domain_there_is_none(tmp_path: Path) -> None:
    atlas = open_atlas(corpus.home(tmp_path, [each for each in papers() if "clinical" not in each.title]))
    assert find(find_field(atlas, "thin adapters"), NOTHING, 10) == []
