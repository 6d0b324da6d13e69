import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.atlas.acronyms import definitions


def pairs(text: str, **options: bool) -> list[tuple[str, str]]:
    return [(d.short, d.long) for d in definitions(text, **options)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We tune by Low-Rank Adaptation (LoRA) here.", "LoRA", "Low-Rank Adaptation"),
        ("We use LoRA (low-rank adaptation) here.", "LoRA", "low-rank adaptation"),
        ("The joint use of graph neural networks (GNNs) helps.", "GNNs", "graph neural networks"),
        ("a Region of Careful Interest (RoCI) is drawn", "RoCI", "Region of Careful Interest"),
        ("it is named DOG, which stands for Deep Ordered Graphs.", "DOG", "Deep Ordered Graphs"),
        ("we call it two-stage ranking, or TSR, below", "TSR", "two-stage ranking"),
    ],
)
def test_definitions_are_read_both_ways(text: str, short: str, long: str) -> None:
    assert (short, long) in pairs(text)


def test_a_title_may_spell_out_its_name_behind_the_colon() -> None:
    found = pairs("CaFE: Careful Feature Extraction for Birds", titled=True)
    assert found == [("CaFE", "Careful Feature Extraction")]


@pytest.mark.parametrize(
    "text",
    ["as shown (see Table 2)", "accuracy rises (by 3.5%)", "many (about half)", "speed (FPS) of birds"],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert pairs(text) == []


def test_letters_at_the_beginning_of_words_win_over_letters_inside() -> None:
    assert pairs("a strategy of careful active learning (CAL) wins") == [("CAL", "careful active learning")]


@given(st.text(alphabet="aAbB ()[],.:-'\"Cc12", max_size=200))
def test_offsets_are_those_of_the_text(text: str) -> None:
    for found in definitions(text):
        assert text[found.start : found.end] == found.long
        assert text[found.short_start : found.short_start + len(found.short)] == found.short


def test_a_page_of_brackets_takes_no_longer_than_its_length() -> None:
    started = time.process_time()
    definitions("(((a b (AB) " * 2_000)
    definitions("A" * 20_000)
    assert time.process_time() - started < 5
