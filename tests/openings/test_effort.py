"""What work would cost, told from what a paper says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import polars as pl
import pytest

from inroad.openings.effort import billions, estimate, machines, most_costly
from inroad.types import Machine

GOLD = Path(__file__).parents[1] / "gold/effort.json"


@pytest.mark.parametrize(
    ("title", "abstract", "machine"),
    [
        ("A Method", "Training takes 3 hours on a single RTX 4090 GPU.", "one GPU"),
        ("A Method", "All models were trained on 8 A100 GPUs.", "several GPUs"),
        ("A Method", "We train it on 64 H100 GPUs.", "cluster"),
        ("A Method", "The whole search costs 20 GPU hours.", "one GPU"),
        ("A Method", "It took 12,000 A100 GPU-hours.", "cluster"),
        ("A Method", "The code runs on a laptop within minutes.", "laptop"),
        ("A Survey of Adapters", "We review large language models with 70B parameters.", "laptop"),
        ("Thin Adapters", "We fine-tune a 7B language model with LoRA.", "one GPU"),
        ("Better Rewards", "We train large language models with GRPO.", "several GPUs"),
        ("Small Rewards", "We fine-tune a 1.5B language model with GRPO.", "one GPU"),
        ("Huge Rewards", "We fine-tune a 405B language model with DPO.", "cluster"),
        ("A Benchmark", "We evaluate GPT-4 and Claude with zero-shot prompts.", "laptop"),
        ("A Benchmark", "We evaluate open language models with zero-shot prompts.", "one GPU"),
        ("Dreaming Clips", "We train a text-to-video generation model.", "several GPUs"),
        ("Model Zoo Technical Report", "We release models pre-trained on trillions of tokens.", "cluster"),
        ("On Regret", "We prove a lower bound on the regret.", "laptop"),
        ("Seeing Leaves", "A convolutional neural network segments leaves in images.", "one GPU"),
        ("Trees for Tables", "Gradient-boosted trees on tabular data.", "laptop"),
    ],
)
def test_machine(title: str, abstract: str, machine: Machine) -> None:
    effort = estimate(title, abstract)
    assert effort.machine == machine
    assert effort.hours is not None
    assert 0 < effort.hours[0] < effort.hours[1]
    assert "says" in effort.why


@pytest.mark.parametrize("abstract", [None, "", "We think about many things and report on them."])
def test_unknown_stays_unknown(abstract: str | None) -> None:
    effort = estimate("Some Thoughts", abstract)
    assert effort.machine == "unknown"
    assert effort.hours is None
    assert ("no abstract" in effort.why) == (not abstract)


def test_the_title_alone_may_tell() -> None:
    assert estimate("A Survey of Graph Neural Networks").machine == "laptop"
    assert estimate("QLoRA: Fine-Tuning Quantized LLMs").machine == "one GPU"
    assert "title" in estimate("A Survey of Graph Neural Networks").why


def test_larger_machines_cost_more_hours() -> None:
    efforts = [
        estimate("A", "We prove a theorem."),
        estimate("B", "We train on a single GPU."),
        estimate("C", "We train on 4 A100 GPUs."),
        estimate("D", "We train on 512 A100 GPUs."),
    ]
    assert tuple(each.machine for each in efforts) == machines()
    assert [each.hours for each in efforts] == sorted(each.hours for each in efforts if each.hours)


def test_the_most_costly_counts() -> None:
    small, large, none = estimate("A", "We prove a theorem."), estimate("B", "On 4 A100 GPUs."), estimate("C")
    assert most_costly([small, large]) == large
    assert most_costly([large, none, small]) == none
    assert most_costly([]).machine == "unknown"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("a 7B model and a 70B model", 7),
        ("1.3 billion parameters", 1.3),
        ("110M parameters", 0.11),
        ("7 books", None),
    ],
)
def test_sizes(text: str, size: float | None) -> None:
    found = billions(text)
    assert (found[0] if found else None) == (pytest.approx(size) if size else None)


@pytest.mark.shared
def test_judged_papers() -> None:
    folder = os.environ.get("INROAD_DATA")
    if not folder:
        pytest.skip("needs the real data folder named by INROAD_DATA")
    rows = {row["id"]: row["machines"] for row in json.loads(GOLD.read_text("utf-8"))["rows"]}
    lake = pl.scan_parquet(Path(folder) / "arxiv" / "*.parquet").select("arxiv_id", "title", "abstract")
    papers = lake.filter(pl.col("arxiv_id").is_in(list(rows))).collect().iter_rows()
    told = [(estimate(title, text).machine, rows[paper]) for paper, title, text in papers]
    known = [machine in right for machine, right in told if machine != "unknown"]
    assert len(known) >= 50
    assert sum(known) / len(known) >= 0.85


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("A Benchmark", "We evaluated open language models."),
        ("Better Rewards", "Large language models are fine-tuned by us."),
        ("On Bounds", "Theorems are proven for convex functions."),
    ],
)
def test_whole_words_are_quoted(title: str, abstract: str) -> None:
    why = estimate(title, abstract).why
    quoted = why.split("“")[1].split("”")[0]
    assert f" {quoted.lower()} " in f" {title} {abstract} ".lower().replace(".", " ")
