"""What a paper removes itself, and what it does not."""

from __future__ import annotations

import pytest

from inroad.openings.solved import solved, tells_failing

GAP = "All models fail on torn maps."


@pytest.mark.parametrize(
    "after",
    [
        "To overcome these limitations, we propose the Map Kernel Agent, which reads scales.",
        "We develop an agentic workflow, FoldLoop, that targets this.",
        "However, fine-tuning on our maps dramatically restores accuracy.",
        "We further provide an optimised flow-based baseline.",
        "Unified models bridge this gap.",
    ],
)
def test_a_way_told_later_removes_it(after: str) -> None:
    assert solved(f"{GAP} {after}", 0, len(GAP))


@pytest.mark.parametrize(
    "after",
    [
        "",
        "Our data and code are public.",
        "We propose a benchmark of 300 maps to measure models.",
        "To measure progress, models are compared with people.",
    ],
)
def test_data_and_measures_do_not(after: str) -> None:
    assert not solved(f"{GAP} {after}", 0, len(GAP))


def test_a_way_told_before_is_what_fails() -> None:
    text = f"We propose MapNet, a model of maps. {GAP}"
    assert not solved(text, text.index(GAP), len(text))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (GAP, True),
        ("Translation into Romansh remains challenging.", True),
        ("These findings underscore the need for human oversight.", False),
        ("Larger maps take longer.", False),
    ],
)
def test_what_fails_must_be_said(sentence: str, told: bool) -> None:
    assert tells_failing(sentence) == told
