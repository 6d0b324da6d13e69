"""What a paper removes itself, and what it does not."""

from __future__ import annotations

import pytest

from inroad.openings.solved import reports, solved, tells_failing

GAP = "All models fail on torn maps."


@pytest.mark.parametrize(
    "after",
    [
        "To overcome these limitations, we propose the Map Kernel Agent, which reads scales.",
        "We develop an agentic workflow, FoldLoop, that targets this.",
        "However, fine-tuning on our maps dramatically restores accuracy.",
        "We further provide an optimised flow-based baseline.",
        "Unified models bridge this gap.",
        "A case study shows that two lamps significantly improve our readings of folds.",
        "We also find that scale bars mitigate these limitations.",
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
        "Better training could improve this and needs further work.",
        "Larger models improve only modestly.",
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


@pytest.mark.parametrize(
    "told", ["Existing models fail on torn maps.", "These results show a gap in folding."]
)
def test_who_fails_is_not_the_papers_own_way(told: str) -> None:
    before = "We propose a folding method. It significantly improves reading. "
    assert solved(before + told, len(before), len(before + told))
    measured = "We propose a benchmark of 300 maps. "
    assert not solved(measured + told, len(measured), len(measured + told))


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        (GAP, False),
        ("Reading torn maps remains an open problem for all models.", False),
        ("Models lack the ability to follow contour lines.", False),
        ("Torn maps are the most challenging of all.", True),
        ("We reveal several limitations of current models.", True),
        ("Results reveal their strengths and weaknesses.", True),
        ("Models fail on maps, while unfolding consistently improves reading.", True),
        ("We find that (1) models fail on maps and (2) people do not.", True),
        ("Models fail on torn maps" + " and on folded ones" * 30 + ".", True),
        ("Colour is independent of scale.", True),
    ],
)
def test_a_report_of_results_states_nothing_to_work_on(sentence: str, report: bool) -> None:
    assert reports(sentence) == report
