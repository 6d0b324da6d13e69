"""General method or application, and of which domain."""

from __future__ import annotations

import json
import os
from pathlib import Path

import polars as pl
import pytest

from inroad.atlas.kinds import groups, kinds, phrases
from inroad.atlas.lexicon import load

SCHEMA = {"title": pl.String, "abstract": pl.String, "categories": pl.List(pl.String)}
GOLD = Path(__file__).parents[1] / "gold/general_applied.json"


def of(
    title: str, abstract: str | None = None, categories: list[str] | None = None
) -> tuple[float, str | None]:
    row = kinds(pl.DataFrame([(title, abstract, categories)], schema=SCHEMA, orient="row")).row(0)
    return row[0], row[1]


@pytest.mark.parametrize(
    ("title", "domain"),
    [
        ("Detecting lung cancer in chest CT scans of hospital patients", "medicine"),
        ("Predicting protein function from gene expression in single cells", "biology"),
        ("Grasping with a dexterous robot hand and tactile sensing", "robotics"),
        ("Stock price forecasting for portfolio trading", "finance"),
        ("Legal judgment prediction for court cases", "law"),
        ("Automated program repair of software bugs", "software engineering"),
        ("Crop disease recognition for farmers", "agriculture"),
        ("Malware detection and network intrusion", "security"),
    ],
)
def test_applications(title: str, domain: str) -> None:
    applied, named = of(title)
    assert applied > 0.5
    assert named == domain


@pytest.mark.parametrize(
    "title",
    [
        "Convergence of stochastic gradient descent with momentum",
        "Neural machine translation with subword units",
        "Chain-of-thought reasoning in large language models",
        "Text-to-image generation with latent diffusion models",
        "End-to-end speech recognition with attention",
    ],
)
def test_general_methods_have_no_domain(title: str) -> None:
    applied, named = of(title)
    assert applied < 0.5
    assert named is None


def test_categories_count_and_may_be_unknown() -> None:
    title, abstract = "A new estimator", "We fit a model to measurements and validate it."
    assert of(title, abstract, ["q-bio.NC"])[0] > of(title, abstract, ["cs.CL"])[0]
    assert 0 < of(title, abstract, None)[0] < 1
    assert 0 < of("", None, [])[0] < 1


def test_weights_belong_to_the_lexicon() -> None:
    weights = load("weights/kinds.json")
    assert set(weights["phrases"]) <= set(phrases())
    assert len(weights["groups"]) == 2 * len(groups()) + 4


@pytest.mark.shared
def test_accuracy_on_dev_papers_does_not_fall() -> None:
    # A guard only: the weights have learned from these.  benchmarks/kinds.py gives the honest figure.
    folder = os.environ.get("INROAD_DATA")
    if not folder or not GOLD.exists():
        pytest.skip("needs the real data folder named by INROAD_DATA")
    labels = pl.DataFrame(json.loads(GOLD.read_text())["papers"], infer_schema_length=None).filter(
        split="dev"
    )
    lake = pl.scan_parquet(Path(folder) / "arxiv" / "*.parquet").rename({"arxiv_id": "id"})
    papers = labels.join(lake.select("id", *SCHEMA).collect(), on="id", maintain_order="left")
    right = (kinds(papers)["applied"] >= 0.5) == (papers["label"] == "applied")
    assert right.mean() >= 0.9
