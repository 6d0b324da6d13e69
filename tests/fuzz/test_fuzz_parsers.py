"""A small run of every fuzzed parser: seeds, pieces, grammars, and inputs that are deep or long."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.inputs import inputs
from fuzz.table import Parser, parsers

TABLE = parsers()
SECONDS = 2
"""Processor time for one long input: many times what the slowest needs, far below what a square costs."""


@pytest.mark.parametrize("name", TABLE)
def test_no_input_breaks_a_parser(name: str) -> None:
    parser = TABLE[name]
    for seed in (b"", *parser.seeds):
        parser.run(seed)

    @settings(
        max_examples=10 if parser.slow else 60,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        parser.run(data.draw(inputs(parser)))

    run()


DEEP = {
    "lists": b"[" * 5000,
    "closed lists": b"[" * 990 + b"]" * 990,
    "objects": b'{"a":' * 5000,
    "closed objects": b'{"title":' * 990 + b"1" + b"}" * 990,
    "tables": b"x = " + b"[" * 5000,
    "inline tables": b"x = " + b"{a=" * 5000,
    "tags": b"<a>" * 5000 + b"</a>" * 5000,
    "brackets": b"(" * 5000,
    "not": b"NOT " * 5000,
    "minus": b"-" * 5000 + b"a",
    "braces": b"{" * 5000,
    "quotes": b"> " * 5000,
    "lambda": b"lambda: " * 3000 + b"0",
    "attributes": b"a" + b".a" * 5000,
    "sum": b"1" + b"+1" * 5000,
    "digits": b"9" * 20000,
    "yaml": b"- " * 5000,
}


@pytest.mark.parametrize("shape", DEEP)
def test_depth_breaks_no_parser(shape: str) -> None:
    for parser in TABLE.values():
        parser.run(DEEP[shape])
        for seed in parser.seeds[:1]:
            parser.run(seed[: len(seed) // 2] + DEEP[shape] + seed[len(seed) // 2 :])


LONG = (
    b" ",
    b"\n",
    b"a",
    b"(",
    b"{",
    b"<",
    b"\\",
    b"$",
    b'"',
    b"&#",
    b"a@",
    b"a,",
    b"- ",
    b"\xe2\x80\x8b",
    b"A1",
    b"../",
    b"<!--",
    b"a.a/",
    b"<script>",
    b"<p><!--",
    b"9,",
    b"<record>",
    b"$(",
)


@pytest.mark.parametrize("piece", LONG)
def test_no_parser_takes_the_square_of_its_input(piece: bytes) -> None:
    slow: list[str] = []
    for parser in TABLE.values():
        if spent := _spent(parser, piece * (20_000 // len(piece))):
            slow.append(f"{parser.name}: {spent:.0f} s")
    assert not slow


def _spent(parser: Parser, data: bytes) -> float:
    began = time.process_time()
    parser.run(data)
    spent = time.process_time() - began
    return spent if spent > SECONDS else 0.0
