"""What the atlas alone can say of openings: pointers with their evidence, never claims of proof."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import corpus
import pytest

from inroad.atlas.open import Atlas, open_atlas
from inroad.openings.hints import YOUNG
from inroad.scout import scout
from inroad.types import Hint, Paper

DAY = dt.date(2022, 1, 1)
BODY = (
    "We propose KoRA (Kernel of Rank Adapters), a method that adds kernels to a frozen model. KoRA is fast."
)
HEAD = "KoRA: Kernel of Rank Adapters"
USE = (
    "Rank Kernels {n}",
    "We study adapters. We fine-tune models using KoRA and compare with KoRA in case {n}.",
)


def _use(number: int, day: dt.date, text: tuple[str, str] = USE, author: str | None = "User") -> Paper:
    title, abstract = (part.format(n=number) for part in text)
    authors = (f"{author} {number}",) if author else None
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, authors, ("cs.LG",), day)


def _found(path: Path, kind: str, *papers: Paper, query: str = "KoRA") -> list[Hint]:
    atlas = open_atlas(corpus.home(path, papers))
    return [hint for hint in scout(atlas, query).openings if hint.kind == kind]


def _origin(abstract: str = BODY, authors: tuple[str, ...] = ("Ada Maker",)) -> Paper:
    return Paper("2201.00001", HEAD, abstract, authors, ("cs.LG",), DAY)


def _later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


# -- no code link -----------------------------------------------------------------------------------------


def test_a_young_method_that_others_use_and_that_links_to_no_code(tmp_path: Path) -> None:
    (hint,) = _found(tmp_path, "no code link", _origin(), _use(2, _later(40)), _use(3, _later(50)))
    assert hint.title == "make KoRA easy to try"
    assert "2 papers by others" in hint.why
    assert "no proof" in hint.why.replace("not proof", "no proof")
    assert "2201.00001" in hint.first_step
    assert [item.paper_id for item in hint.evidence] == ["2201.00001", "2202.00003", "2202.00002"]


@pytest.mark.parametrize(
    ("papers", "reason"),
    [
        (
            [
                _origin(f"{BODY} Code: https://github.com/nobody/kora"),
                _use(2, _later(40)),
                _use(3, _later(50)),
            ],
            "has code",
        ),
        ([_origin(), _use(2, _later(40))], "one taker is none"),
        ([_origin(), _use(2, _later(40)), _use(3, _later(YOUNG.days + 1))], "no longer young"),
        (
            [_origin(authors=("User 2", "User 3")), _use(2, _later(40)), _use(3, _later(50))],
            "only its authors",
        ),
        ([_origin(), _use(2, _later(40), author=None), _use(3, _later(50), author=None)], "unknown authors"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_hint_where_one_condition_fails(papers: list[Paper], reason: str, tmp_path: Path) -> None:
    assert _found(tmp_path, "no code link", *papers) == [], reason


def test_the_most_used_comes_first_and_lists_are_cut(atlas: Atlas) -> None:
    found = [hint for hint in scout(atlas, "TiRA").openings if hint.kind == "no code link"]
    assert [hint.score for hint in found] == sorted((hint.score for hint in found), reverse=True)
    assert len(scout(atlas, "TiRA", top=1).openings) <= 4


# -- untried transfer --------------------------------------------------------------------------------------

SCANS = (
    "Segmenting Tumours in Hospital Scans {n}",
    "We detect cancer of patients in clinical MRI scans using KoRA, case {n}.",
)
PLAIN = (
    "Rank Kernels {n}",
    "We tune models. We use KoRA and we use VeTiRA, which builds on KoRA, in case {n}.",
)
OTHER = "VeTiRA: Very Tiny Kernels of Rank"
OTHER_BODY = "We propose VeTiRA, a method that extends KoRA. VeTiRA is based on KoRA."
MIXED = (
    "Segmenting Tumours in Hospital Scans {n}",
    "We detect cancer of patients in clinical MRI scans using VeTiRA and KoRA.",
)


def _transfer(path: Path, *more: Paper) -> list[Hint]:
    """Ten papers of medicine with KoRA, ten general ones with KoRA and VeTiRA as well."""
    second = Paper("2202.00001", OTHER, OTHER_BODY, ("Bea Maker",), ("cs.LG",), _later(31))
    scans = [_use(10 + number, _later(60 + number), SCANS) for number in range(10)]
    plain = [_use(30 + number, _later(60 + number), PLAIN) for number in range(10)]
    return _found(path, "untried transfer", _origin(), second, *scans, *plain, *more)


def test_a_method_nobody_has_named_in_a_domain_of_its_field(tmp_path: Path) -> None:
    (hint,) = _transfer(tmp_path)
    assert hint.title.startswith("VeTiRA")
    assert "medicine" in hint.title
    assert str(_later(69)) in hint.why, "up to which day"
    assert "VeTiRA" in hint.why, "under which names"
    assert "KoRA" in hint.why, "the nearest counter-example"
    assert hint.evidence
    assert all(item.paper_id for item in hint.evidence)


def test_one_paper_that_names_it_there_is_enough_to_say_nothing(tmp_path: Path) -> None:
    assert _transfer(tmp_path, _use(50, _later(80), MIXED)) == []


def test_a_paper_there_from_after_the_day_does_not_count(tmp_path: Path) -> None:
    papers = corpus.at_random(1)
    atlas = open_atlas(corpus.home(tmp_path, papers))
    day = papers[60].date
    assert day is not None
    for hint in scout(atlas, "KoRA", as_of=day).openings:
        assert all(item.date is not None and item.date <= day for item in hint.evidence)


# -- both --------------------------------------------------------------------------------------------------


def test_every_hint_shows_where_it_comes_from_and_what_to_do(atlas: Atlas) -> None:
    texts = {paper.paper_id for paper in corpus.papers()}
    hints = [
        hint for query in ("TiRA", "thin rank adapters", "MoLeNet") for hint in scout(atlas, query).openings
    ]
    assert hints
    for hint in hints:
        assert hint.evidence
        assert {item.paper_id for item in hint.evidence} <= texts
        assert hint.first_step
        assert hint.why
