"""Which papers are releases: their makers hand out what they made."""

from __future__ import annotations

import pytest

from inroad.openings.released import LARGE, gives_models, is_release


@pytest.mark.parametrize(
    "abstract",
    [
        "We release model weights and code at this address.",
        "By releasing the model weights, we hope for more.",
        "We release the post-trained Lira 2.5 model checkpoint.",
        "We release Lira as a family of models, from small to large.",
        "We introduce Lira, an open-source foundational model of sound.",
        "Our code and models are released on the web.",
        "Our code and pretrained models are made available in our repository.",
        "All model weights are publicly available.",
    ],
)
def test_it_says_that_models_are_there(abstract: str) -> None:
    assert gives_models(abstract)


@pytest.mark.parametrize(
    "abstract",
    [
        "Code and models will be released.",
        "Models are to be released next year.",
        "It is the best of all open-source models.",
        "We release the code.",
        "We compare with publicly available models.",
        "Heat is released from the model of a star.",
        "",
    ],
)
def test_it_does_not_say_so(abstract: str) -> None:
    assert not gives_models(abstract)


def test_a_release_has_many_makers_or_a_number() -> None:
    given = "We release model weights."
    assert is_release("Lira", "Lira: Hearing", given, LARGE)
    assert not is_release("Lira", "Lira: Hearing", given, LARGE - 1)
    assert not is_release("Lira", "Lira: Hearing", given, None)
    for name in ("Lira 2", "Lira-2.5", "LiraV3", "Lira2"):
        assert is_release(name, f"{name}: Hearing", given, None)
        assert not is_release(name, f"{name}: Hearing", None, 90)
    assert is_release("Lira", "Lira: Open-Source Hearing", None, LARGE)


def test_letters_with_a_number_inside_are_no_version() -> None:
    for name in ("W2T", "R2Gen", "3D-Lira"):
        assert not is_release(name, f"{name}: Hearing", "We release model weights.", 3)
