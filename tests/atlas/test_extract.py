import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.atlas.extract import DEFINED, INTRODUCED, SPANS, Extracted, extract

PAPERS = pl.DataFrame(
    {
        "title": ["SongSieve: Sorting Birds", "On Birds", "", "FoldNet 2: More Folding"],
        "abstract": [
            "We propose SongSieve, a framework with a Pitch Folding Module (PFM). SongSieve beats BirdNet.",
            None,
            "",
            r"We introduce \textsc{FoldNet} 2, built on FoldNet and graph neural networks (GNNs).",
        ],
    },
    schema={"title": pl.String, "abstract": pl.String},
)


def tables(found: Extracted) -> tuple[pl.DataFrame, ...]:
    return found.spans, found.introduced, found.defined


def test_tables_have_their_schemas_even_when_empty() -> None:
    for papers in (PAPERS, PAPERS.clear()):
        for table, schema in zip(tables(extract(papers)), (SPANS, INTRODUCED, DEFINED), strict=True):
            assert table.schema == schema


def test_offsets_point_into_the_stored_text() -> None:
    found = extract(PAPERS)
    places = found.spans.select("row", "field", "start", "end", "surface")
    for row, field, start, end, surface in places.iter_rows():
        text = PAPERS["abstract" if field else "title"][row]
        assert text[start:end] == surface


@pytest.mark.parametrize("size", [1, 2, 3])
def test_batches_may_be_cut_anywhere(size: int) -> None:
    whole = extract(PAPERS)
    parts = []
    for start in range(0, PAPERS.height, size):
        part = extract(PAPERS[start : start + size])
        parts.append([t.with_columns((pl.col("row") + start).cast(pl.UInt32)) for t in tables(part)])
    for table, *pieces in zip(tables(whole), *parts, strict=True):
        assert table.equals(pl.concat(pieces))


def test_papers_may_come_in_any_order() -> None:
    forth, back = extract(PAPERS), extract(PAPERS[::-1])
    for one, other in zip(tables(forth), tables(back), strict=True):
        flipped = other.with_columns(row=(PAPERS.height - 1 - pl.col("row")).cast(pl.UInt32))
        assert flipped.sort("row", maintain_order=True).equals(one)


HOSTILE = [
    "A" * 10_000_000,
    "Ab-Cd " * 1_500_000,
    "(AB) " * 1_000_000,
    "\x00\x1b[31mFoo\u202eBar\ufeff\x7f (\x00)",
    r"\textbf{" * 50_000,
    "$" * 100_000,
    ": " * 500_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    extract(pl.DataFrame({"title": [text, "A title"], "abstract": ["An abstract.", text]}))
    assert time.process_time() - started < 10


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_can_be_read(title: str, abstract: str) -> None:
    spans = extract(pl.DataFrame({"title": [title], "abstract": [abstract]})).spans
    for field, start, end in spans.select("field", "start", "end").iter_rows():
        assert 0 <= start < end <= len((title, abstract)[field])
