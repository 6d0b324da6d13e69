"""Much-used claims that nobody has checked, or that are contradicted."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from pathlib import Path
from typing import Any

import corpus
import polars as pl
import pytest

from inroad.atlas.field import Field, find_field
from inroad.atlas.open import open_atlas
from inroad.openings.reproduction import LEAST_OTHERS, find
from inroad.signals.schema import ISSUES, OBSERVATIONS, STATUS
from inroad.signals.seen import NOTHING, Signals
from inroad.types import Opening, Paper

DAY = dt.date(2023, 1, 10)
BODY = (
    "We propose KoRA (Kernel of Rank Adapters), a method that adds kernels to a frozen model. KoRA "
    "improves accuracy "
    "by 12.5% on three small data sets and trains on a single GPU."
)


def paper(number: int, days: int, title: str, abstract: str | None, author: str = "User") -> Paper:
    day = DAY + dt.timedelta(days=days)
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, (f"{author} {number}",), ("cs.LG",), day)


def origin(abstract: str = BODY) -> Paper:
    return Paper("2301.00001", "KoRA: Kernel of Rank Adapters", abstract, ("Ada Maker",), ("cs.LG",), DAY)


def users(count: int = LEAST_OTHERS + 2) -> list[Paper]:
    return [
        paper(
            10 + number,
            30 + 5 * number,
            f"Rank Adapters for Task {number}",
            f"We study task {number} with rank adapters. We fine-tune models using KoRA in case {number}.",
        )
        for number in range(count)
    ]


def namesakes(count: int = 20) -> list[Paper]:
    """Another KoRA, of another field, and papers that mean that."""
    other = paper(
        60, 1, "KoRA: Knots of Ropes", "We propose KoRA (Knots of Ropes), a knot for climbing.", "Rope Tier"
    )
    use = "We use KoRA (Knots of Ropes) for climbing with knots and ropes."
    return [other, *(paper(61 + n, 40 + n, f"Climbing {n}", use, f"Climber {n}") for n in range(count))]


def field(path: Path, *papers: Paper) -> Field:
    return find_field(open_atlas(corpus.home(path, papers)), "rank adapters")


def openings(path: Path, *papers: Paper, signals: Signals = NOTHING) -> list[Opening]:
    return find(field(path, *papers), signals, 10)


def seen(status: str) -> Signals:
    day = dt.datetime(2023, 5, 1, tzinfo=dt.UTC)
    row = ("paper:2301.00001", "repository", None, "maker/kora", STATUS.index(status), day, "hub")
    return Signals(pl.DataFrame([row], schema=OBSERVATIONS, orient="row"), ISSUES.to_frame())


def test_a_used_claim_without_code_is_an_opening(tmp_path: Path) -> None:
    (found,) = openings(tmp_path, origin(), *users())
    assert found.opening_id == "reproduction:kora"
    assert found.title == "reproduce KoRA"
    assert f"{LEAST_OTHERS + 2} papers by others" in found.why
    claim = found.evidence[0]
    assert claim.quote == BODY[claim.start : claim.end]
    assert "12.5%" in (claim.quote or "")
    assert found.effort.machine == "one GPU"
    assert "KoRA" in found.refutation.searched
    assert "Kernel of Rank Adapters" in found.refutation.searched
    assert found.refutation.nearest
    assert any("sync signals" in word for word in found.unknown)
    assert "2301.00001" in found.steps[0]


@pytest.mark.parametrize(
    ("papers", "why"),
    [
        ([origin(), *users(LEAST_OTHERS - 1)], "too few use it"),
        ([origin(BODY + " Code: https://github.com/maker/kora"), *users()], "it links to code"),
        (
            [
                origin(),
                *users(),
                paper(90, 80, "Revisiting KoRA for Rank Adapters", "We look at KoRA once more."),
            ],
            "it was examined",
        ),
        (
            [
                origin(),
                *users(),
                paper(90, 80, "Notes on Rank Adapters", "We reproduce the results of KoRA on two data sets."),
            ],
            "it was reproduced",
        ),
        (
            [dataclasses.replace(origin(), title="Kernel of Rank Adapters"), *users()],
            "its title does not say the name",
        ),
        (
            [dataclasses.replace(origin(), title="Application of KoRA: Rank Adapters"), *users()],
            "its paper only applies it",
        ),
        (
            [origin(), *users(), *namesakes()],
            "most papers that say the name mean another",
        ),
        (
            [origin(), *(dataclasses.replace(one, authors=("Ada Maker", "B")) for one in users())],
            "only its own authors use it",
        ),
    ],
)
def test_no_opening(tmp_path: Path, papers: list[Paper], why: str) -> None:
    assert openings(tmp_path, *papers) == [], why


def renamed(one: Paper, name: str, **changed: Any) -> Paper:
    texts = {"title": one.title.replace("KoRA", name), "abstract": (one.abstract or "").replace("KoRA", name)}
    return dataclasses.replace(one, **(texts | changed))


@pytest.mark.parametrize(("paper_id", "open_"), [("2303.10512", False), ("2303.10513", True)])
def test_what_a_known_library_holds_has_been_run(tmp_path: Path, paper_id: str, open_: bool) -> None:
    own = renamed(origin(), "AdaLoRA", paper_id=paper_id, date=dt.date(2023, 3, 18))
    later = [
        renamed(each, "AdaLoRA", paper_id=f"2305.{number:05}", date=dt.date(2023, 5, 1 + number))
        for number, each in enumerate(users())
    ]
    assert bool(openings(tmp_path, own, *later)) == open_


def test_a_contradiction_is_an_opening_even_with_code(tmp_path: Path) -> None:
    says = "We find that KoRA does not improve accuracy when seeds are varied."
    study = paper(
        90, 80, "How Rank Adapters Behave", f"Rank adapters are studied over many seeds. {says} More is open."
    )
    (found,) = openings(tmp_path, origin(BODY + " Code: https://github.com/maker/kora"), *users(), study)
    assert found.title == "settle what KoRA does"
    against = found.evidence[-1]
    assert against.paper_id == study.paper_id
    assert against.quote == says
    assert study.paper_id in found.steps[1]


def test_what_the_paper_of_a_new_method_says_of_it_is_no_contradiction(tmp_path: Path) -> None:
    rival = paper(
        90,
        80,
        "LuRA: Lean Unit Rank Adapters",
        "We propose LuRA (Lean Unit Rank Adapters), a method. We find that KoRA does not improve accuracy.",
    )
    assert openings(tmp_path, origin(BODY + " Code: https://github.com/maker/kora"), *users(), rival) == []


def test_a_repository_that_was_seen_closes_it(tmp_path: Path) -> None:
    home = field(tmp_path, origin(), *users())
    assert find(home, seen("seen"), 10) == []
    (absent,) = find(home, seen("absent"), 10)
    assert "none is linked" in absent.obstacle
    assert not any("sync signals" in word for word in absent.unknown)
    (unknown,) = find(home, seen("unknown"), 10)
    assert "none is linked" not in unknown.obstacle
    assert any("sync signals" in word for word in unknown.unknown)


def test_unknown_authors_are_said_to_be_unknown(tmp_path: Path) -> None:
    nobody = [dataclasses.replace(one, authors=None) for one in (origin(), *users())]
    (found,) = openings(tmp_path, *nobody)
    assert "not all known" in found.why


def test_without_texts_titles_are_searched(tmp_path: Path) -> None:
    home = field(tmp_path, origin(), *users())
    bare = dataclasses.replace(home, atlas=dataclasses.replace(home.atlas, texts=None))
    (found,) = find(bare, NOTHING, 10)
    assert found.evidence[0].quote is None
    assert any("no abstracts" in word for word in found.unknown)
    assert find(home, NOTHING, 0) == []


def test_it_is_told_as_of_any_day(tmp_path: Path) -> None:
    later = paper(90, 200, "Revisiting KoRA for Rank Adapters", "We look at KoRA once more.")
    atlas = open_atlas(corpus.home(tmp_path, [origin(), *users(), later]))
    assert find(find_field(atlas, "rank adapters"), NOTHING, 10) == []
    before = atlas.until(DAY + dt.timedelta(days=190))
    assert len(find(find_field(before, "rank adapters"), NOTHING, 10)) == 1


def test_the_order_of_input_does_not_matter(tmp_path: Path) -> None:
    papers = [origin(), *users()]
    first = openings(tmp_path / "a", *papers)
    random.Random(1).shuffle(papers)
    assert openings(tmp_path / "b", *papers) == first
