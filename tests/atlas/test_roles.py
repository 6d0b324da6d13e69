import pytest

from inroad.atlas.extract import read
from inroad.atlas.introductions import candidates
from inroad.atlas.roles import role_after, role_of
from inroad.atlas.schema import ROLES


def kind(title: str, abstract: str, name: str) -> str:
    reading = read(title, abstract)
    item = next(c for c in candidates(reading) if c.name == name)
    return ROLES[role_of(reading, item)]


@pytest.mark.parametrize(
    ("title", "abstract", "name", "expected"),
    [
        ("BirdBench: Songs", "We introduce BirdBench, a benchmark of songs.", "BirdBench", "benchmark"),
        ("Bird Data", "We release FeatherX, a large dataset of annotated images.", "FeatherX", "dataset"),
        ("SongKitX: A Toolkit", "SongKitX is an open-source Python library and toolkit.", "SongKitX", "tool"),
        ("FeatherLM: A Model", "We train FeatherLM, a language model for bird names.", "FeatherLM", "model"),
        ("FoldX2: A Method", "We propose FoldX2, a simple training strategy.", "FoldX2", "method"),
    ],
)
def test_the_nouns_beside_a_name_tell_what_it_is(title: str, abstract: str, name: str, expected: str) -> None:
    assert kind(title, abstract, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("GLUE benchmark", "benchmark"), ("GLUE datasets", "dataset"), ("GLUE tools.", "tool"), ("GLUE of", 0)],
)
def test_the_noun_behind_a_name(text: str, expected: str | int) -> None:
    found = role_after(text, 4)
    assert (ROLES[found] if found is not None else 0) == expected


def test_a_name_without_any_hint_is_a_method() -> None:
    assert kind("", "We propose QuxFold here.", "QuxFold") == "method"
