from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.corpus import clean


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ('Schr\\"odinger', "Schrödinger"),
        (r"{\"O}zt{\"u}rk, \c{C}elik, Dvo\v{r}\'ak", "Öztürk, Çelik, Dvořák"),
        (r"na\"{\i}ve \o{}re {\ss}", "naïve øre ß"),
        (r"caf\'e costs $\"o$", r"café costs $\"o$"),
        (r"\textbf{LoRA} at 50\% \& more", "LoRA at 50% & more"),
        (r"$\alpha$ and \alpha stay", r"$\alpha$ and \alpha stay"),
        ("H<sub>2</sub>O &amp; <i>in vivo</i>", "H2O & in vivo"),
        ("&lt;i&gt;x&lt;/i&gt;", "x"),
        ("Fill the <MASK> and <think> a<b", "Fill the <MASK> and <think> a<b"),
        ("$a<b>c$ is no markup", "$a<b>c$ is no markup"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("a\n  b\tc\r\nd", "a b c d"),
        ("wide\u00a0space\u3000here", "wide space here"),
        ("red \x1b[31mtext\x1b[0m\x07 and\x00 nul", "red text and nul"),
        ("\x1b]0;title\x07rest", "rest"),
        ("\u202egnidaer\u202c forward\u200b", "gnidaer forward"),
        ("שלום עולם مرحبا", "שלום עולם مرحبا"),
        ("e\u0301tude", "étude"),
        (" \n ", None),
        ("\u202e", None),
        (None, None),
    ],
)
def test_text(written: str | None, plain: str | None) -> None:
    assert clean.one(written) == plain


def test_each_row_on_its_own() -> None:
    values = pl.Series(["plain", "x\ny", None, "&amp;", 'G\\"odel', ""])
    assert clean.text(values).to_list() == ["plain", "x y", None, "&", "Gödel", None]


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=8))
def test_any_text_becomes_plain(values: list[str | None]) -> None:
    for value in clean.text(pl.Series(values, dtype=pl.String)):
        if value is not None:
            assert value
            assert value == " ".join(value.split())
            assert value == unicodedata.normalize("NFC", value)
            assert not any(unicodedata.category(c) == "Cc" for c in value)
            assert not set(value) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def test_names() -> None:
    lists = pl.Series(
        [["Ada  L.", 'K. G\\"odel', " "], [], None, [None, "\x1b[1m"]], dtype=pl.List(pl.String)
    )
    assert clean.names(lists).to_list() == [["Ada L.", "K. Gödel"], None, None, None]
