"""What the reader must know before believing the figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import polars as pl

from inroad.atlas import describe
from inroad.atlas.asked import FEW
from inroad.atlas.open import Atlas
from inroad.atlas.text import name_key
from inroad.atlas.to_read import FOUNDING
from inroad.figures import plural
from inroad.scout.matter import Matter
from inroad.types import Method

_NAMESAKES = 3
_ABSENT = 3


def of(matter: Matter) -> tuple[str, ...]:
    """Of the day, of the search for the field, of few papers, of namesakes, of founding papers not there."""
    return (
        *of_day(matter.atlas, matter.asked),
        *matter.field.warnings,
        *_few(matter),
        *_namesakes(matter),
        *_absent(matter),
    )


def of_day(atlas: Atlas, asked: dt.date | None) -> Iterator[str]:
    """That nothing is known of the day that was asked for."""
    last = atlas.coverage().until
    if asked is not None and last is not None and asked > last:
        yield f"You asked for {asked}, but the corpus ends on {last}: this is what was known then."


def _few(matter: Matter) -> Iterator[str]:
    papers = matter.field.papers.height
    if papers < 2 * FEW:
        yield (
            f"This speaks from {plural(papers, 'paper')} only; "
            f"`inroad sync arxiv --query 'all:\"{matter.field.query}\"'` would bring more."
        )


def _namesakes(matter: Matter) -> Iterator[str]:
    numbers = matter.field.founders[: 2 + _NAMESAKES]
    known = describe.methods(matter.atlas, numbers) if len(numbers) > 1 else {}
    others = [known[number] for number in numbers[1:]]
    told = [_told(each) for each in others if not _spelt_out(each, known[numbers[0]], matter.field.query)]
    if told:
        yield f"Other things of the same name are left out: {', '.join(told[:_NAMESAKES])}."


def _spelt_out(other: Method, founder: Method, query: str) -> bool:
    """Whether it is the founder before it had its short name: "mixture of experts", beside MoE."""
    words = name_key(query)
    return name_key(other.name) == words != name_key(founder.name)


def _told(method: Method) -> str:
    meaning = f"{method.long_form}, " if method.long_form else ""
    return f"{method.name} ({meaning}{plural(method.papers, 'paper')}; `inroad method {method.method_id}`)"


def _absent(matter: Matter) -> Iterator[str]:
    """Where the field's own beginnings are not in the corpus, what it names most must be read elsewhere."""
    if matter.founder is not None:
        return
    often = pl.col("in_field") >= FOUNDING * matter.field.papers.height
    rows = matter.field.methods.filter(often).sort("in_field", "method", descending=[True, False])
    absent = [n for n, origin in rows.select("method", "introduced_by").iter_rows() if origin is None]
    names = [matter.records[number].name for number in absent[:_ABSENT]]
    if names:
        yield (
            f"The papers that introduced {', '.join(names)}, which this field names often, are not in this "
            "corpus; read them, too."
        )
