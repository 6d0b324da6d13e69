from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.atlas.people import active, first_papers

AUTHORS = pl.DataFrame(
    {"author": [0, 1, 2, 3], "name": ["Ada Lo", "Bo Ek", "Cy Ng", "Di Wu"]},
    schema={"author": pl.UInt32, "name": pl.String},
)


def papers(*rows: tuple[str, list[int] | None, bool | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "paper": range(len(rows)),
            "paper_id": [f"p{n}" for n in range(len(rows))],
            "title": [f"Title {n}" for n in range(len(rows))],
            "date": [dt.date.fromisoformat(day) for day, _, _ in rows],
            "authors": [authors for _, authors, _ in rows],
            "newcomer": [newcomer for _, _, newcomer in rows],
        },
        schema_overrides={"paper": pl.UInt32, "authors": pl.List(pl.UInt32), "newcomer": pl.Boolean},
    )


FIELD = papers(
    ("2024-03-31", [0, 1], True),
    ("2025-01-01", [1, 2], False),
    ("2025-02-01", None, None),
    ("2025-03-01", [2, 2, 1], True),
    ("2025-03-31", [0], False),
    ("2025-04-01", [3], True),
)


def test_people_by_papers_then_recency():
    found = active(FIELD, AUTHORS)
    assert [(p.name, p.papers, str(p.last)) for p in found] == [
        ("Bo Ek", 3, "2025-03-01"),
        ("Ada Lo", 2, "2025-03-31"),
        ("Cy Ng", 2, "2025-03-01"),
        ("Di Wu", 1, "2025-04-01"),
    ]
    assert [e.paper_id for e in found[0].evidence] == ["p3", "p1"]


def test_top_limits_and_unknown_authors_are_nobody():
    assert len(active(FIELD, AUTHORS, top=2)) == 2
    assert active(papers(("2025-01-01", None, None)), AUTHORS) == ()
    assert active(FIELD.head(0), AUTHORS) == ()


def test_first_papers_of_the_last_12_months():
    # 2024-03-31 is a year before to the day and 2025-04-01 a day late; the null is not counted at all.
    assert first_papers(FIELD, dt.date(2025, 3, 31)) == (1, 3)
    assert first_papers(FIELD.head(0), dt.date(2025, 3, 31)) == (0, 0)


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_order_of_rows_does_not_matter(order):
    assert active(FIELD[order], AUTHORS) == active(FIELD, AUTHORS)
