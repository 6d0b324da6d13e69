"""What is seen of use and what is in the way: yes, no, or nobody has looked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from looks import observed, signals

from inroad.openings import libraries
from inroad.openings.play import Play, play, plays
from inroad.types import Method

DAY = dt.date(2025, 12, 1)
PAPER = "paper:2511.00001"
REPO = "repo:ada/kora"
LINK = (PAPER, "repository", "Ada/KoRA", "2025-11-20")


def _method(**known: Any) -> Method:
    given: dict[str, Any] = {
        "method_id": "kora",
        "name": "KoRA",
        "kind": "method",
        "long_form": None,
        "aliases": (),
        "introduced_by": "2511.00001",
        "first_seen": dt.date(2025, 11, 1),
        "first_seen_in": "2511.00001",
        "papers": 4,
        "papers_by_others": 2,
        "has_code": None,
    }
    return Method(**(given | known))


def _play(*looks: Any, method: Method | None = None) -> Play:
    return play(method or _method(), signals(observed(*looks)), DAY)


def test_nothing_looked_at_is_neither_there_nor_missing() -> None:
    seen = _play()
    assert seen.missing == ()
    assert set(seen.unknown) >= {"code", "licence", "package", "weights", "demo", "stars"}
    assert seen.obstacle.endswith("demo and upkeep not looked at")
    assert "no " not in seen.obstacle
    assert seen.sign("papers by others").value == 2


def test_the_obstacle_in_plain_words() -> None:
    seen = _play(
        LINK,
        (REPO, "licence", "MIT", "2025-11-20"),
        (REPO, "install", "pip", "2025-11-20"),
        (REPO, "weights", "the Hub", "2025-11-20"),
        (REPO, "demo", None, "2025-11-20"),
        (PAPER, "hub_spaces", 0, "2025-11-20"),
        ("package:kora", "package", None, "2025-11-20"),
        (REPO, "pushed", "2025-11-18T10:00:00Z", "2025-11-20"),
    )
    assert seen.repo == "Ada/KoRA"
    assert seen.obstacle == (
        "has code, licence MIT, install instructions, weights and a push on 2025-11-18, no package, no demo"
    )
    assert seen.missing == ("package", "demo")


def test_every_answer_shows_the_day_of_its_look() -> None:
    seen = _play(LINK, (REPO, "demo", None, "2025-11-21"), (PAPER, "hub_spaces", None, "2025-11-22"))
    demo = seen.sign("demo")
    assert demo.answer == "no"
    assert demo.evidence is not None
    assert demo.evidence.date == dt.date(2025, 11, 21)
    assert "not there" in demo.evidence.note
    assert {item.date for item in seen.evidence} >= {dt.date(2025, 11, 20), dt.date(2025, 11, 21)}


@pytest.mark.parametrize("spaces", [..., "never"])
def test_no_demo_is_said_only_after_all_places_were_looked_at(spaces: Any) -> None:
    more = [] if spaces == "never" else [(PAPER, "hub_spaces", spaces, "2025-11-20")]
    seen = _play(LINK, (REPO, "demo", None, "2025-11-20"), *more)
    assert seen.sign("demo").answer == "unknown"
    assert "demo" not in seen.missing


def test_one_place_is_enough_for_yes() -> None:
    seen = _play(LINK, (REPO, "demo", ..., "2025-11-20"), (PAPER, "hub_spaces", 3, "2025-11-20"))
    assert seen.sign("demo").answer == "yes"


# -- code -------------------------------------------------------------------------------------------------


def test_code_that_the_papers_text_links_to() -> None:
    seen = _play(method=_method(has_code=True))
    assert seen.sign("code").answer == "yes"
    assert seen.repo is None


def test_a_link_that_is_not_there_is_no_proof_without_a_look() -> None:
    assert _play(method=_method(has_code=None)).sign("code").answer == "unknown"
    assert _play((PAPER, "repository", ..., "2025-11-20")).sign("code").answer == "unknown"
    seen = _play((PAPER, "repository", None, "2025-11-20"))
    assert seen.sign("code").answer == "no"
    assert seen.obstacle == "no code; package not looked at", "the rest would hang on code"


def test_a_repository_that_is_gone() -> None:
    seen = _play(LINK, (REPO, "stars", 40, "2025-11-20"), (REPO, "stars", None, "2025-11-25"))
    assert seen.sign("code").answer == "no"
    assert seen.obstacle.startswith("its repository is gone")


def test_a_repository_is_followed_to_its_new_name() -> None:
    seen = _play(
        LINK,
        (REPO, "renamed", "Bea/KoRA-2", "2025-11-20"),
        (REPO, "stars", 10, "2025-11-20"),
        ("repo:bea/kora-2", "stars", 70, "2025-11-21"),
    )
    assert seen.repo == "Bea/KoRA-2"
    assert seen.sign("stars").value == 70


def test_names_that_lead_in_a_circle_come_to_an_end() -> None:
    seen = _play(
        LINK,
        (REPO, "renamed", "bea/kora", "2025-11-20"),
        ("repo:bea/kora", "renamed", "Ada/KoRA", "2025-11-20"),
    )
    assert seen.repo in ("Ada/KoRA", "bea/kora")


@pytest.mark.parametrize(
    ("look", "answer", "said"),
    [
        ((REPO, "archived", 1, "2025-11-20"), "no", "archived"),
        ((REPO, "pushed", "2024-01-05", "2025-11-20"), "no", "no push since 2024-01-05"),
        ((REPO, "pushed", "2025-10-05", "2025-11-20"), "yes", "a push on 2025-10-05"),
        (
            (REPO, "pushed", "2024-09-05", "2024-10-01"),
            "unknown",
            "a push on 2024-09-05, not looked at since",
        ),
        ((REPO, "pushed", "some day", "2025-11-20"), "unknown", ""),
        ((REPO, "archived", 0, "2025-11-20"), "unknown", ""),
    ],
)
def test_upkeep(look: Any, answer: str, said: str) -> None:
    sign = _play(LINK, look).sign("upkeep")
    assert (sign.answer, sign.said) == (answer, said)


# -- use --------------------------------------------------------------------------------------------------


def test_none_of_them_is_a_no_and_unread_is_unknown() -> None:
    seen = _play(LINK, (REPO, "stars", 0, "2025-11-20"), (REPO, "forks", ..., "2025-11-20"))
    assert (seen.sign("stars").answer, seen.sign("stars").value) == ("no", 0.0)
    assert (seen.sign("forks").answer, seen.sign("forks").value) == ("unknown", None)


def test_growth_of_stars() -> None:
    seen = _play(LINK, (REPO, "stars", 10, "2025-10-21"), (REPO, "stars", 70, "2025-11-20"))
    assert seen.sign("growth of stars").said == "+2.0 stars a day"
    assert _play(LINK, (REPO, "stars", 10, "2025-11-20")).sign("growth of stars").answer == "unknown"


def test_papers_by_others_are_unknown_where_authors_are() -> None:
    sign = _play(method=_method(papers_by_others=None)).sign("papers by others")
    assert sign.answer == "unknown"
    assert "3 later papers" in sign.said


@pytest.mark.parametrize("name", ["KoRA", "Ko_RA", "Ko RA"])
def test_a_package_is_looked_for_under_the_ways_one_writes_it(name: str) -> None:
    seen = _play(("package:kora", "package", "0.1", "2025-11-20"), method=_method(name=name))
    assert seen.sign("package").answer == "yes"


# -- libraries --------------------------------------------------------------------------------------------


def test_a_library_holds_a_method_and_not_its_namesake() -> None:
    dora = _method(name="DoRA", method_id="dora@2402.09353", introduced_by="2402.09353", namesakes=("dora",))
    other = _method(name="DoRA", method_id="dora", introduced_by="2107.03286", namesakes=("dora@2402.09353",))
    old = dt.date(2024, 1, 1)
    assert libraries.holding(dora) == ("peft",)
    assert libraries.holding(other) == ()
    assert libraries.holding(_method(name="DoRA", introduced_by=None, namesakes=("dora",))) == ()
    assert libraries.holding(_method(name="AdaLoRA", introduced_by=None)) == ("peft",)
    seen = _play(method=_method(name="DoRA", introduced_by="2402.09353", first_seen=old))
    assert seen.sign("library").said == "in peft"


def test_of_methods_younger_than_the_list_nothing_is_said() -> None:
    assert _method().first_seen > libraries.checked()
    assert _play().sign("library").answer == "unknown"
    older = _play(method=_method(first_seen=dt.date(2025, 1, 1)))
    assert older.sign("library").answer == "no"


def test_before_the_list_was_made_nothing_is_known_of_it() -> None:
    lora = _method(name="LoRA", introduced_by="2106.09685", first_seen=dt.date(2021, 6, 17))
    assert play(lora, signals(), dt.date(2022, 1, 1)).sign("library").answer == "unknown"
    assert play(lora, signals(), DAY).sign("library").answer == "yes"


def test_the_list_of_libraries_is_sound() -> None:
    every = libraries.libraries()
    assert len({library.name for library in every}) == len(every)
    repos = [repo.lower() for library in every for repo in library.repos]
    assert len(set(repos)) == len(repos)
    for library in every:
        assert library.serves, library.name
        assert all(repo.count("/") == 1 for repo in library.repos)


# -- data, many, order ------------------------------------------------------------------------------------


def test_data_are_loaded_and_not_installed() -> None:
    seen = _play(LINK, (PAPER, "hub_datasets", 0, "2025-11-20"), method=_method(kind="dataset"))
    assert seen.obstacle == "has code, no copy on the Hub; licence not looked at"
    assert "weights" not in {sign.name for sign in seen.obstacles}


def test_many_at_once_are_as_one_by_one_in_any_order_of_looks() -> None:
    table = observed(
        LINK, (REPO, "stars", 5, "2025-11-20"), ("paper:2511.00002", "repository", "bea/b", "2025-11-20")
    )
    methods = [_method(), _method(method_id="b", name="Brindle", introduced_by="2511.00002")]
    together = plays(methods, signals(table), DAY)
    turned = pl.DataFrame(list(reversed(table.rows())), schema=table.schema, orient="row")
    assert together == plays(methods[::-1], signals(turned), DAY)
    for method in methods:
        assert together[method.method_id] == play(method, signals(table), DAY)
