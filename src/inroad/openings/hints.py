"""What the atlas alone can already say of where one could get in, for the report on a field.

Three kinds: a young method that others begin to use although its paper links to no code, a method that
no paper names in a domain where the rest of its field is at home, and a much-used claim that nobody seems to
have repeated.  All are pointers, not proofs: "no link" and "never named" are said of this corpus, up to its
last day, under the aliases shown.  ``inroad openings`` asks more, and for a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from inroad.atlas import describe
from inroad.atlas.field import Field
from inroad.atlas.parts import mentions_of, methods_at, paper_at, papers_at
from inroad.atlas.schema import ROLES
from inroad.corpus.id_text import called
from inroad.openings import reproduction
from inroad.signals.seen import NOTHING
from inroad.types import Evidence, Hint, Method, Opening

YOUNG = dt.timedelta(days=540)
_LEAST_OTHERS = 2
_MOSTLY = 0.4
"""Part of a young method's papers that must be of the field."""
_LEAST_AT_HOME = 8
"""Papers of the field in a domain, for the domain to count as a neighbour."""
_LEAST_EXPECTED = 1.5
"""Papers that one would expect to name the method there if it were as common there as in the field."""
_METHOD = ROLES.index("method")
_CLAIMS = 6
"""Claims to repeat, at most: looking for them costs more than all the rest here."""


def hints(field: Field, records: Mapping[int, Method], until: dt.date, most: int) -> tuple[Hint, ...]:
    """Openings of all kinds, the most promising of each in turn."""
    kinds = (
        sorted(_without_code(field, records, until), key=_used_then_young),
        sorted(_untried(field, records), key=lambda hint: (-hint.score, hint.title)),
        [_checked(found) for found in reproduction.find(field, NOTHING, min(most, _CLAIMS))],
    )
    turns = max(map(len, kinds))
    mixed = [hint for turn in range(turns) for kind in kinds for hint in kind[turn : turn + 1]]
    return tuple(mixed[:most])


def _checked(found: Opening) -> Hint:
    return Hint("reproduction", found.title, found.why, found.steps[0], round(found.score, 2), found.evidence)


def _used_then_young(hint: Hint) -> tuple[float, int, str]:
    day = hint.evidence[0].date
    return -hint.score, -day.toordinal() if day else 0, hint.title


# -- no code --------------------------------------------------------------------------------------


def _without_code(field: Field, records: Mapping[int, Method], until: dt.date) -> list[Hint]:
    """Young methods with momentum whose paper's text links to no code."""
    special = field.methods.filter(
        (pl.col("kind") == _METHOD) & (pl.col("in_field") >= _MOSTLY * pl.col("papers"))
    )
    told = field.titled(special.filter(pl.col("introduced_by").is_not_null()))
    origins = dict(told.select("method", "introduced_by").iter_rows())
    takers = _takers(field, list(origins))
    return [
        _code_hint(records[number], field, origin, takers.get(number, []))
        for number, origin in origins.items()
        if _is_young_and_taken(records[number], until)
    ]


def _is_young_and_taken(method: Method, until: dt.date) -> bool:
    taken = (method.papers_by_others or 0) >= _LEAST_OTHERS
    return method.has_code is None and taken and until - method.first_seen <= YOUNG


def _takers(field: Field, numbers: list[int]) -> dict[int, list[describe.Row]]:
    """The latest papers that name each method, other than its own."""
    own = methods_at(field.atlas, numbers).select("method", paper="introduced_by")
    pairs = mentions_of(field.atlas, numbers, ["method", "paper"]).unique()
    others = pairs.join(own, on=["method", "paper"], how="anti").sort("paper", descending=True)
    latest = others.group_by("method", maintain_order=True).head(3)
    papers = papers_at(field.atlas, latest["paper"], ["paper", "paper_id", "title", "date"])
    found: dict[int, list[describe.Row]] = {}
    for row in latest.join(papers, on="paper", maintain_order="left").iter_rows(named=True):
        found.setdefault(row["method"], []).append(row)
    return found


def _code_hint(method: Method, field: Field, origin: int, takers: list[describe.Row]) -> Hint:
    own = paper_at(field.atlas, origin)
    others = method.papers_by_others or 0
    shown = [
        describe.paper(own, "introduces it, links to no code"),
        *(describe.paper(row, "names it") for row in takers),
    ]
    return Hint(
        kind="no code link",
        title=f"make {method.name} easy to try",
        why=f"{others} papers by others name it since {method.first_seen:%Y-%m}, yet its abstract links to "
        "no code (no proof that there is none)",
        first_step=f"open {called(own['paper_id'])} and look for code; if there is none, "
        "implement its smallest experiment",
        score=float(others),
        evidence=tuple(shown),
    )


# -- untried transfer -----------------------------------------------------------------------------


def _untried(field: Field, records: Mapping[int, Method]) -> list[Hint]:
    """Methods of the field that no paper names in a domain where the field's other methods are used."""
    domains = field.papers.drop_nulls("domain").group_by("domain").len("papers")
    domains = domains.filter(pl.col("papers") >= _LEAST_AT_HOME).sort(
        "papers", "domain", descending=[True, False]
    )
    seen = _seen_in(field)
    tried = set(seen.select("method", "domain").iter_rows())
    # A name without an introducing paper is often a whole class ("PEFT"), which is there under other names.
    special = (pl.col("kind") == _METHOD) & pl.col("introduced_by").is_not_null()
    used = field.methods.filter(special & ~pl.col("method").is_in(list(field.founders)))
    counts, total = used.select("method", "in_field").rows(), field.papers.height
    found = []
    for domain, papers in domains.iter_rows():
        near = seen.filter((pl.col("domain") == domain) & (pl.col("papers") >= 2)).sort(
            "papers", "method", descending=[True, False]
        )
        for number, in_field in counts if near.height else ():
            expected = papers * in_field / total
            if expected >= _LEAST_EXPECTED and (number, domain) not in tried:
                found.append(_transfer_hint(records[number], domain, papers, expected, near, records, field))
    return found


def _seen_in(field: Field) -> pl.DataFrame:
    """method, domain, papers, example: in which domains of the whole corpus the field's methods are named."""
    pairs = mentions_of(field.atlas, field.methods["method"], ["method", "paper"]).unique()
    papers = papers_at(field.atlas, pairs["paper"], ["paper", "domain"])
    placed = pairs.join(papers, on="paper").drop_nulls("domain")
    counts = placed.group_by("method", "domain").agg(papers=pl.len(), example=pl.col("paper").max())
    return counts.sort("method", "domain")


def _transfer_hint(
    method: Method,
    domain: str,
    papers: int,
    expected: float,
    near: pl.DataFrame,
    records: Mapping[int, Method],
    field: Field,
) -> Hint:
    shown = [
        (records[row["method"]].name, row["papers"], row["example"])
        for row in near.head(3).iter_rows(named=True)
    ]
    told = ", ".join(f"{name} ({count})" for name, count, _ in shown)
    until = field.atlas.coverage().until
    return Hint(
        kind="untried transfer",
        title=f"{method.name} for {domain}",
        why=f"none of this corpus's {domain} papers up to {until} names it (searched: {_names(method)}); "
        f"as common there as in the rest of the field it would be in about {expected:.0f} of {papers}. "
        f"Nearest: {told}",
        first_step=f"take one {domain} result that uses {shown[0][0]} and repeat it with {method.name}",
        score=round(expected, 2),
        evidence=tuple(_near_evidence(name, example, field) for name, _, example in shown),
    )


def _names(method: Method) -> str:
    names = [method.name, *([method.long_form] if method.long_form else []), *method.aliases]
    return ", ".join(dict.fromkeys(names[:5]))


def _near_evidence(name: str, example: int, field: Field) -> Evidence:
    return describe.paper(paper_at(field.atlas, example), f"nearest: {name} in this domain")
