"""Problems addressed, with their place in the stored text."""

from __future__ import annotations

import polars as pl
import pytest

from inroad.atlas.lexicon import load
from inroad.atlas.problems import problems
from inroad.atlas.text import sentence_at, sentences


def of(title: str, abstract: str | None = None) -> dict[str, object]:
    table = pl.DataFrame({"title": [title], "abstract": [abstract]}, schema_overrides={"abstract": pl.String})
    return problems(table).row(0, named=True)


@pytest.mark.parametrize(
    ("title", "abstract", "label"),
    [
        (
            "Adapters in four bits",
            "Finetuning is costly. We reduce memory usage enough for one GPU.",
            "memory cost",
        ),
        (
            "Dynamic adapters",
            "However, the fixed rank of LoRA blocks cannot be changed after training.",
            "rank choice",
        ),
        (
            "Quiet updates",
            "To avoid catastrophic forgetting, we freeze early layers.",
            "catastrophic forgetting",
        ),
        (
            "Averaging on phones",
            "Federated learning suffers from high communication costs.",
            "communication cost",
        ),
        (
            "Grounded answers",
            "Models often hallucinate facts; we mitigate hallucination by search.",
            "hallucination",
        ),
        ("Preferences with no anchor", "We remove the need for a reference model.", "reference model needed"),
        ("Robust learning with label noise", None, "label noise"),
    ],
)
def test_labels(title: str, abstract: str | None, label: str) -> None:
    assert of(title, abstract)["problem"] == label


def test_a_plain_mention_is_not_enough() -> None:
    assert of("Notes on trees", "The tree has a memory footprint.")["problem"] is None
    assert of("", "")["problem"] is None
    assert of("A title alone")["problem"] is None


@pytest.mark.parametrize(
    "abstract",
    [
        "Naïve — “slow” — attention (e.g. Größe, αβγ). However, its memory footprint is prohibitive. End.",
        "See Fig. 3 by J. Doe et al. Why? İstanbul! However, the memory footprints are prohibitive.",
        "$\\alpha$-nets work. But they suffer from a large memory-footprint: 𝒪(n²) 😀 bytes.",
    ],
)
def test_offsets_are_characters_of_the_stored_text(abstract: str) -> None:
    row = of("Über Größe", abstract)
    start, end = row["problem_start"], row["problem_end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert row["problem_field"] == 1
    assert abstract[start:end].lower().replace("-", " ").startswith("memory footprint")
    assert abstract[end] in " :"
    assert row["problem_sentence"] == sentence_at([s for s, _ in sentences(abstract)], start)


def test_title_offsets() -> None:
    row = of("Größe: hallucinations in dialogue")
    assert (row["problem_field"], row["problem_start"], row["problem_end"]) == (0, 7, 21)
    assert row["problem_sentence"] == 0


def test_lexicon_is_well_formed() -> None:
    labels = load("lexicon/problems.toml")["labels"]
    assert len(labels) >= 60
    phrases = [p for entry in labels.values() for p in (*entry["words"], *entry.get("weak", ()))]
    assert all(p == p.lower().strip() and "*" not in p[:-1] and "-" not in p for p in phrases)
