"""The rules by which a mention means a method, one by one."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from inroad.openings.promise.same import ALIKE, is_coined, means, spelling, told
from inroad.openings.promise.shapes import distinctive, stem, word

FAR, NEAR = 0.0, 3 * ALIKE


def row(name: str, long_form: str | None = None, before: int = 0, before_long: int = 0) -> dict[str, Any]:
    special = pl.DataFrame({"name": [name]}).select(distinctive()).item()
    return {
        "name": name,
        "long_form": long_form,
        "before": before,
        "before_long": before_long,
        "distinctive": special,
    }


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("RWKV-7", "RWKV7", "name"),
        ("Phi-4-Mini", "Phi-4-mini", "name"),
        ("DyTanh", "DyTanh", "name"),
        ("ThinkFirst", "Think First", None),
        ("MoCLIP", "MoClip", None),
        ("PANORAMA", "Panorama", None),
        ("KAN", "KANs", "name"),
    ],
)
def test_spellings(name: str, said: str, expected: str | None) -> None:
    assert spelling(row(name), [said]) == expected


def test_a_long_form_counts_unless_it_was_a_common_phrase() -> None:
    said = ["Dynamic Tanh"]
    assert spelling(row("DyT", "Dynamic Tanh"), said) == "long form"
    assert spelling(row("DyT", "Dynamic Tanh", before_long=1), said) is None


@pytest.mark.parametrize(
    ("text", "method", "alike", "expected"),
    [
        ("We use RidgeForm here.", row("RidgeForm"), FAR, True),
        ("We use RidgeForm here.", row("RidgeForm", before=5), FAR, False),
        ("We use RidgeForm here.", row("RidgeForm", before=5), NEAR, True),
        ("We use RIDGE here.", row("RIDGE"), FAR, False),
        ("We use RIDGE here.", row("RIDGE"), NEAR, True),
        ("We use RIDGE here.", row("RIDGE", before=5), ALIKE, False),
        ("We use Fetal Heart Rate (FHR) here.", row("FHR", "Factual Hit Ratio"), NEAR, False),
        ("We use the Factual Hit Ratio (FHR) here.", row("FHR", "Factual Hit Ratio"), FAR, True),
    ],
)
def test_meanings(text: str, method: dict[str, Any], alike: float, expected: bool) -> None:
    there = told("A Study of Something", text)
    own = there.get(method["name"].lower())
    assert own is not None or "(" not in text
    spelt = spelling(method, [method["name"]])
    assert spelt == "name"
    assert means(method, spelt, own or told("", "").get("", _nothing()), alike) is expected


def _nothing() -> Any:
    from inroad.openings.promise.same import _NOTHING

    return _NOTHING


def test_a_name_at_the_head_of_a_title_is_coined_and_a_tool_in_passing_is_not() -> None:
    own = told("RidgeForm: Ridges for All", "We propose RidgeForm, a method for ridges.")["ridgeform"]
    assert is_coined(row("RidgeForm"), own)
    passing = told("Finding Ridges", "Our pipeline is built on the widely used RidgeForm.").get("ridgeform")
    assert passing is None or not is_coined(row("RidgeForm"), passing)


@pytest.mark.parametrize(
    ("name", "special", "common"),
    [
        ("DiffRhythm", True, False),
        ("RWKV-7", True, False),
        ("KANs", False, False),
        ("PANORAMA", False, False),
        ("Aurora", False, False),
        ("Learning to Align", False, False),
        ("STRICT", False, True),
    ],
)
def test_shapes_of_names(name: str, special: bool, common: bool) -> None:
    table = pl.DataFrame({"name": [name]})
    assert table.select(distinctive()).item() is special
    assert table.select(word()).item() is common


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Qwen2.5-VL", "qwen"), ("LLaDA-V", "llad"), ("Large Something", None), ("X1", None)],
)
def test_stems(name: str, expected: str | None) -> None:
    found = pl.DataFrame({"name": [name]}).select(stem()).item()
    assert found == expected or (expected == "llad" and str(found).startswith("ll"))
