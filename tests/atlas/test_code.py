"""Links to code, statements that it is available, and promises."""

from __future__ import annotations

import polars as pl
import pytest

from inroad.atlas.code import has_code

TEXT = dict.fromkeys(("title", "abstract", "comment", "code_url"), pl.String)


def of(**told: str) -> bool | None:
    found: bool | None = has_code(pl.DataFrame([{name: told.get(name) for name in TEXT}], schema=TEXT))[0]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Code: https://github.com/a/b",
        "Our code is available at this https URL.",
        "The source code and models are publicly available.",
        "We release our code and data.",
        "We open-source the training code.",
        "See anonymous.4open.science/r/x-1.",
        "The toolkit has been open-sourced under a free licence.",
        "Weights live at https://huggingface.co/a/b.",
        "Größe zählt. Our code is publicly\navailable.",
    ],
)
def test_available(text: str) -> None:
    assert of(abstract=text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Code will be released.",
        "Our code will be made publicly available upon acceptance.",
        "Code is available upon request.",
        "Code is coming soon.",
        "We encode words in hash codes; no data are available.",
        "We compare with open-sourced models.",
        "The dataset is publicly available.",
        "Existing code is rarely available.",
        "",
    ],
)
def test_silence_and_promises_are_unknown(text: str) -> None:
    assert of(abstract=text) is None


def test_comment_and_source_count() -> None:
    assert of(comment="10 pages, code at github.com/a/b") is True
    assert of(code_url="https://example.org/x") is True
    assert of() is None
