"""Surveys by their own words."""

from __future__ import annotations

import polars as pl
import pytest

from inroad.atlas.survey import is_survey


def of(title: str, abstract: str | None = None) -> bool:
    table = pl.DataFrame({"title": [title], "abstract": [abstract]}, schema_overrides={"abstract": pl.String})
    return bool(is_survey(table)[0])


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("A Survey on Pruning", None),
        ("Graph Learning: A Review", None),
        ("Tutorial on Diffusion Models", None),
        ("A Brief Review of Pruning", None),
        ("Pruning: Review, Framework and Directions", None),
        ("A Machine Learning Literature Review", None),
        ("An overview of sampling methods", None),
        ("On Pruning", "This survey covers ten years of work."),
        ("On Pruning", "In this paper, we review recent advances."),
        ("On Pruning", "We present a comprehensive survey of pruning."),
    ],
)
def test_surveys(title: str, abstract: str | None) -> None:
    assert of(title, abstract)


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Learning from survey data", None),
        ("Automating peer review with language models", None),
        ("Code review comments at scale", None),
        ("Sentiment in product reviews", None),
        ("Detecting Spam Reviews by Graphs", None),
        ("A Benchmark for Lease Contract Review", None),
        ("On Pruning", "We prune trees. This paper also reviews the losses."),
        ("Overview of the Shared Task on Translation", None),
        ("On Pruning", "We collect survey responses from users."),
        ("On Pruning", None),
        ("", ""),
    ],
)
def test_not_surveys(title: str, abstract: str | None) -> None:
    assert not of(title, abstract)
