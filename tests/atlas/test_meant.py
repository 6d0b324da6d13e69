"""Which method of several is meant by what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from inroad.atlas.meant import MEANT, meant


@dataclass(frozen=True)
class Thing:
    method_id: str
    papers: int
    introduced_by: str | None = None


PLAIN = Thing("dora", 6, "2301.00001")
USED = Thing("dora@2402.09353", 50, "2402.09353")
VAGUE = Thing("dora@unknown", 2)


def named(name: str, *things: Thing) -> list[str]:
    found = meant(name, lambda plain: things if plain.lower() == "dora" else ())
    return [each.method_id for each in found]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("DoRA", ["dora@2402.09353", "dora", "dora@unknown"]),  # the most used
        ("dora", ["dora", "dora@2402.09353", "dora@unknown"]),  # an id, used enough
        (" dora@ ", ["dora"]),
        ("DoRA@", ["dora"]),
        ("dora@2402.09353", ["dora@2402.09353"]),
        ("DoRA@2402.09353", ["dora@2402.09353"]),
        ("dora@2301.00001", ["dora"]),  # by the paper that introduces it
        ("dora@unknown", ["dora@unknown"]),
        ("dora@2999.00001", []),
        ("dent", []),
        ("@", []),
        ("", []),
    ],
)
def test_who_is_meant(name: str, ids: list[str]) -> None:
    assert named(name, USED, PLAIN, VAGUE) == ids


def test_an_id_that_hardly_anybody_means_is_only_a_name() -> None:
    rare = Thing("dora", USED.papers // MEANT - 1, "2301.00001")
    assert named("dora", USED, rare) == ["dora@2402.09353", "dora"]
    assert named("dora@", USED, rare) == ["dora"]


def test_who_is_unknown_is_not_meant_by_an_empty_id() -> None:
    assert named("dora@", USED, VAGUE) == []
