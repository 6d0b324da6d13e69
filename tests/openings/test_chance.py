"""How likely a stated opening is one, told by signs of its sentence and of what lies near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import corpus
import polars as pl
import pytest

from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas, open_atlas
from inroad.openings.chance import Gap, Taking, at_best, chance, crowd, gap, least
from inroad.openings.rank import rank
from inroad.openings.stated import find
from inroad.report.opening_words import chance as said
from inroad.signals.seen import NOTHING
from inroad.types import Chance, Newcomer, Opening, Paper

DAY = dt.date(2024, 3, 1)
STATED = (
    "Models read street maps ever better. We present MapBench, a benchmark of street maps with 900 "
    "questions. "
    "Our results show that all twelve models struggle with the legends of faded transit maps."
)
NOBODY = Taking(0.0, 0.0, 10)


def signs(sentence: str, *, data: bool = True, method: bool = False) -> Gap:
    return gap(sentence, "MapBench: A Benchmark of Street Maps", data=data, method=method)


def likely(made: Gap, taking: Taking = NOBODY) -> float:
    return chance(made, taking).probability


def test_who_fails_at_something_states_a_gap() -> None:
    fails = likely(signs("All models struggle with transit maps."))
    assert fails > likely(signs("Our results reveal significant gaps in map reading."))
    assert fails > likely(signs("Models struggle, but our way improves all of them effectively."))
    assert fails > likely(signs("This suggests that models may struggle with transit maps."))


def test_what_brings_a_method_leaves_less_open() -> None:
    sentence = "All models struggle with transit maps."
    assert likely(signs(sentence)) > likely(signs(sentence, data=False, method=True))


def test_near_proposals_words_and_time_make_it_less_likely() -> None:
    made = signs("All models struggle with transit maps.")
    assert likely(made, Taking(3.0, 0.0, 10)) < likely(made)
    assert likely(made, Taking(0.0, 0.8, 10)) < likely(made)
    assert likely(made, Taking(0.0, 0.0, 170)) < likely(made)
    assert at_best(made, 10) == likely(made)


def test_a_proposal_counts_the_more_the_nearer_it_is() -> None:
    assert crowd([0.45]) == pytest.approx(0.5)
    assert crowd([0.6]) == pytest.approx(1, abs=0.01)
    assert crowd([0.39]) == crowd([]) == 0
    assert crowd([0.41, 0.5, 0.47]) == crowd([0.47, 0.41, 0.5])


def test_it_is_said_with_its_record() -> None:
    assert said(Chance(0.8, 82, 100)).startswith(
        "that it is open and worth working on (of 100 such drawn at random and judged by reading, 82 were: 73"
    )
    assert said(Chance(0.8, 0, 0)) == "that it is open and worth working on"


# -- the finder -------------------------------------------------------------------------------------


class Near:
    """Vectors that say the same of every paper."""

    def __init__(self, near: Sequence[tuple[str, float]]):
        self.near = list(near)

    def __call__(self, phrases: Collection[str], ids: Collection[str]) -> pl.DataFrame | None:
        return None

    def alike(
        self, asked: Sequence[str], since: dt.date, most: int, until: dt.date | None
    ) -> dict[str, list[tuple[str, float]]]:
        return dict.fromkeys(asked, self.near[:most])


def paper(number: int, days: int, title: str, abstract: str) -> Paper:
    day = DAY + dt.timedelta(days=days)
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, (f"Writer {number}",), ("cs.CV",), day)


def proposals(days: int) -> list[Paper]:
    """Later papers of the field that propose something else."""
    return [
        paper(
            100 + number,
            days + number % 9,
            f"Drawing Rivers on Street Maps, Part {number}",
            f"We propose a way of drawing rivers on street maps in case {number}.",
        )
        for number in range(24)
    ]


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    origin = paper(1, 0, "MapBench: A Benchmark of Street Maps", STATED)
    return open_atlas(corpus.home(tmp_path_factory.mktemp("chance"), [origin, *proposals(20)]))


def found(atlas: Atlas, near: Sequence[float]) -> list[Opening]:
    later = [each.paper_id for each in proposals(20)]
    told = Near(list(zip(later, near, strict=False)))
    return find(find_field(replace(atlas, said=told), "street maps"), NOTHING, 10)


def test_an_opening_carries_its_chance(atlas: Atlas) -> None:
    (alone,) = found(atlas, [])
    (near,) = found(atlas, [0.46, 0.44])
    assert alone.chance is not None
    assert near.chance is not None
    assert least() <= alone.chance.probability <= 1
    assert near.chance.probability < alone.chance.probability
    assert near.score < alone.score


def test_without_vectors_no_chance_is_told(atlas: Atlas) -> None:
    (one,) = find(find_field(atlas, "street maps"), NOTHING, 10)
    assert one.chance is None


def test_the_less_likely_are_left_out_and_counted(atlas: Atlas) -> None:
    (near,) = found(atlas, [0.49] * 2 + [0.45] * 8)
    assert near.chance is not None
    assert near.chance.probability < least()
    ranked = rank([near], Newcomer("me", "one GPU", 8, 12, 3, 3))
    assert ranked.openings == ()
    (out,) = ranked.left_out
    assert out.openings == 1
    assert "taken already" in out.reason


def test_older_statements_are_told_only_with_vectors(tmp_path: Path) -> None:
    origin = paper(1, 0, "MapBench: A Benchmark of Street Maps", STATED)
    older = open_atlas(corpus.home(tmp_path, [origin, *proposals(80)]))
    assert find(find_field(older, "street maps"), NOTHING, 10) == []
    (one,) = found(older, [])
    assert one.paper_id == origin.paper_id
