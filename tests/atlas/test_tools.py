"""Tools by name, and names that only look like tools."""

from __future__ import annotations

import polars as pl
import pytest

from inroad.atlas.tools import tools


def named(abstract: str | None, title: str = "") -> list[str]:
    return list(
        tools(
            pl.DataFrame({"title": [title], "abstract": [abstract]}, schema_overrides={"abstract": pl.String})
        )[0]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use PyTorch and scikit-learn.", ["PyTorch", "scikit-learn"]),
        ("Implemented in R and released as an R package.", ["R"]),
        ("A Julia package for inverse problems.", ["Julia"]),
        ("Kernels are written in Triton kernels and CUDA.", ["Triton", "CUDA"]),
        ("Served with vLLM, llama.cpp and TensorRT-LLM.", ["vLLM", "llama.cpp", "TensorRT"]),
        ("Policies trained in Isaac Gym run on ROS 2.", ["Isaac Gym", "ROS"]),
        ("Models are written in the Stan language.", ["Stan"]),
        ("A library (JAX-based) for solvers.", ["JAX"]),
        ("The GNN uses DGL for message passing on a graph.", ["DGL"]),
        ("We simulate vehicles in CARLA.", ["CARLA"]),
        ("Runs on Apache Spark.", ["Apache Spark"]),
    ],
)
def test_tools_are_named(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Let R be the radius and R the reward.",
        "Julia and Stan discussed the Ray of light near Triton, a moon of Neptune.",
        "Fractals such as Julia sets in Julia set theory.",
        "ROS, reactive oxygen species, rise in cells.",
        "A spark of interest; we met in a Caffe.",
        "CARLA was a writer.",
        "The TVM of an investment.",
        "torch songs and keras plants",
        "PyTorching is not a word.",
        "",
    ],
)
def test_false_friends(text: str) -> None:
    assert named(text) == []


def test_title_counts_and_order_is_that_of_the_text() -> None:
    assert named("On CUDA devices with PyTorch.", "JAX at scale") == ["JAX", "CUDA", "PyTorch"]


def test_no_abstract() -> None:
    assert named(None, "A Keras guide") == ["Keras"]
