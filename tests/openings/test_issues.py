"""Open tasks: of the field's codebases, free, fresh; what is taken, closed or dead never shows."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import fields
import polars as pl
import pytest
from looks import issue, observed, signals

from inroad.atlas.field import Field, find_field
from inroad.openings import issues, libraries
from inroad.openings.codebases import Topics, codebases
from inroad.openings.issues import find, unread
from inroad.signals.schema import ISSUES
from inroad.signals.seen import NOTHING, Signals
from inroad.types import Opening

KORA = ("paper:2401.00001", "repository", "Ada/Thin", "2024-02-01")


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Field:
    return fields.field(tmp_path_factory.mktemp("field"))


def _seen(*rows: dict[str, Any], looks: tuple[Any, ...] = ()) -> Signals:
    return signals(observed(KORA, *looks), *rows)


def _ids(openings: list[Opening]) -> list[str]:
    return [opening.opening_id for opening in openings]


# -- what it shows ----------------------------------------------------------------------------------------


def test_an_open_task_in_the_code_of_a_method(field: Field) -> None:
    (opening,) = find(field, _seen(issue(repo="Ada/Thin", number=7, comments=2, answered="2024-05-21")), 5)
    assert opening.opening_id == "issue:ada/thin#7"
    assert opening.url == "https://github.com/Ada/Thin/issues/7"
    assert opening.method == "kora"
    assert opening.paper_id == "2401.00001"
    assert "code of kora" in opening.why
    assert "thin/core.py" in opening.obstacle
    assert "thin/core.py" in opening.steps[1]
    assert opening.effort.hours == (4, 24)
    assert opening.refutation.looked_in.endswith("seen 2024-06-01, for 2024-06-01")
    assert {item.paper_id for item in opening.evidence} >= {"2401.00001"}
    assert {part.name for part in opening.parts} >= {"codebase", "unclaimed", "fresh", "answered"}


def test_an_issue_of_some_other_repository_is_none_of_this_field(field: Field) -> None:
    assert find(field, _seen(issue(repo="bea/flowers")), 5) == []


# -- what it never shows ----------------------------------------------------------------------------------

NEVER: tuple[dict[str, Any], ...] = (
    {"state": "closed"},
    {"assignees": ["bea"]},
    {"claimed": True},
    {"pull_request": True},
    {"labels": ["good first issue", "in progress"]},
    {"labels": ["good first issue", "wontfix"]},
    {"labels": ["duplicate"]},
    {"labels": ["stale"]},
    {"labels": ["status: blocked"]},
    {"labels": ["needs-discussion"]},
    {"said": ["dead"]},
    {"said": ["stale"]},
    {"said": ["blocked"]},
    {"said": ["undecided"]},
    {"title": "[WIP] Loading with two heads"},
    {"title": "[RFC] Another loader"},
    {"title": "How to load two heads?"},
    {"title": "Tracking issue for loaders"},
    {"created": "2022-01-01", "updated": "2023-01-01"},
    {"created": "2022-01-01", "updated": None},
    {"state": None},
    {"claimed": None, "comments": 4},
    {"claimed": None, "comments": None},
    {"pull_request": None},
    {"created": None, "updated": None},
    {"created": "2024-01-01", "updated": "2024-02-01", "observed": "2024-02-02"},
)


@pytest.mark.parametrize("known", NEVER, ids=lambda known: ", ".join(f"{k}={v}" for k, v in known.items()))
def test_taken_closed_dead_or_unread(field: Field, known: dict[str, Any]) -> None:
    shown = _seen(issue(number=1, **known), issue(number=2))
    assert _ids(find(field, shown, 5)) == ["issue:ada/thin#2"]


@pytest.mark.parametrize(
    "look",
    [("repo:ada/thin", "archived", 1, "2024-05-01"), ("repo:ada/thin", "pushed", "2022-05-01", "2024-05-01")],
)
def test_a_codebase_that_nobody_looks_after(field: Field, look: Any) -> None:
    assert find(field, _seen(issue(), looks=(look,)), 5) == []
    assert unread(field, _seen(issue(pull_request=None), looks=(look,)), 5) == []


def test_an_issue_without_comments_needs_no_reading_of_them(field: Field) -> None:
    assert len(find(field, _seen(issue(claimed=None, comments=0)), 5)) == 1


def test_what_must_be_looked_at_first(field: Field) -> None:
    seen = _seen(
        issue(number=1, claimed=None, comments=4),
        issue(number=2, pull_request=None, labels=["good first issue"], title="KoRA fails with two heads"),
        issue(number=3, state="closed", claimed=None),
        issue(number=4),
        issue(number=5, state=None),
    )
    found = unread(field, seen, 5)
    assert found[0] == ("ada/thin", 2, "its linked pull requests")
    assert set(found[1:]) == {("ada/thin", 1, "its comments"), ("ada/thin", 5, "its state")}
    assert unread(field, seen, 1) == found[:1]


# -- order ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "worse", "looks"),
    [
        ({"updated": "2024-05-30"}, {"updated": "2024-01-30"}, ()),
        ({"title": "KoRA fails with two heads"}, {}, ()),
        ({"labels": ["good first issue"]}, {}, ()),
        ({"files": ["a.py"]}, {"files": []}, ()),
        ({"comments": 3}, {"comments": 60}, ()),
        ({"answered": "2024-05-21"}, {}, ()),
    ],
)
def test_what_comes_first(field: Field, better: Any, worse: Any, looks: Any) -> None:
    found = find(field, _seen(issue(number=1, **worse), issue(number=2, **better), looks=looks), 5)
    assert _ids(found) == ["issue:ada/thin#2", "issue:ada/thin#1"]


def test_a_label_alone_is_a_weak_sign(field: Field) -> None:
    labelled = issue(number=1, labels=["good first issue"], updated="2023-12-01")
    assert _ids(find(field, _seen(labelled, issue(number=2)), 5)) == ["issue:ada/thin#2", "issue:ada/thin#1"]


def test_maintainers_who_answer_within_days_and_merge_newcomers(field: Field) -> None:
    two = ("paper:2401.00002", "repository", "bea/quick", "2024-02-01")
    rows = [issue(number=n, created="2024-05-01", answered="2024-05-02") for n in (1, 2, 3)]
    rows += [
        issue(repo="bea/quick", number=n, created="2024-03-01", answered="2024-05-02") for n in (1, 2, 3)
    ]
    merged = (
        ("repo:ada/thin", "outside_merges", 4, "2024-05-01"),
        ("repo:bea/quick", "outside_merges", 0, "2024-05-01"),
    )
    found = find(field, _seen(*rows, looks=(two, *merged)), 6)
    assert [opening.opening_id.split("#")[0] for opening in found] == ["issue:ada/thin"] * 3 + [
        "issue:bea/quick"
    ] * 3
    assert found[0].score - found[-1].score == pytest.approx(1.8)
    assert "within 1 day" in found[0].why


def test_one_repository_does_not_fill_the_list(field: Field) -> None:
    two = ("paper:2401.00002", "repository", "bea/quick", "2024-02-01")
    rows = [issue(number=n) for n in range(1, 9)]
    other = issue(repo="bea/quick", number=1, updated="2024-01-20")
    found = _ids(find(field, _seen(*rows, other, looks=(two,)), 9))
    assert found.index("issue:bea/quick#1") == 5
    assert len(found) == 9


def test_ties_go_by_repository_and_number(field: Field) -> None:
    rows = [issue(number=n) for n in (3, 11, 1, 2)]
    assert _ids(find(field, _seen(*rows), 5)) == [f"issue:ada/thin#{n}" for n in (1, 2, 3, 11)]


def test_the_order_of_rows_does_not_matter(field: Field) -> None:
    rows = [issue(number=n, comments=n % 3, observed=f"2024-05-{20 + n % 4}") for n in range(1, 9)]
    rows += [issue(number=n, claimed=None, observed="2024-05-31") for n in range(1, 4)]
    expected = find(field, _seen(*rows), 9)
    for seed in range(3):
        mixed = rows.copy()
        random.Random(seed).shuffle(mixed)
        assert find(field, _seen(*mixed), 9) == expected


# -- time -------------------------------------------------------------------------------------------------


def test_a_day_sees_nothing_of_later_days(tmp_path: Path) -> None:
    day = dt.date(2024, 2, 20)
    then = find_field(fields.atlas(tmp_path).until(day), fields.QUERY)
    old = {"created": "2024-02-01", "updated": "2024-02-10"}
    before, after = issue(**old, observed="2024-02-15"), issue(state="closed", observed="2024-03-01")
    assert find(then, _seen(before), 5) == find(then, _seen(before, after), 5) != []


def test_nothing_looked_at_gives_nothing(field: Field) -> None:
    assert find(field, NOTHING, 5) == []
    assert unread(field, NOTHING, 5) == []
    assert find(field, _seen(), 5) == []


# -- codebases --------------------------------------------------------------------------------------------


def test_a_library_that_serves_the_field(tmp_path: Path) -> None:
    field = fields.field(tmp_path, query="adapters")
    (opening,) = find(field, _seen(issue(repo="huggingface/peft", number=5)), 5)
    assert "peft serves adapters" in opening.why
    old = find(field, _seen(issue(repo="Lvwerra/TRL")), 5)
    assert old == [], "that one does not serve it"


def test_a_broad_library_must_speak_of_the_field(field: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    broad = libraries.Library("wide", ("ada/wide",), "wide", None, ("thin adapter",), True)
    monkeypatch.setattr("inroad.openings.codebases.by_repo", lambda: {"ada/wide": broad})
    plain, spoken = issue(repo="ada/wide", number=1), issue(repo="ada/wide", number=2, title="Support KoRA")
    assert _ids(find(field, _seen(plain, spoken), 5)) == ["issue:ada/wide#2"]


def test_a_repository_that_says_what_it_is_about(field: Field) -> None:
    looks = (
        ("repo:bea/x", "description", "Everything for thin adapters", "2024-02-01"),
        ("repo:bea/y", "topics", "vision, thin-adapters", "2024-02-01"),
        ("repo:bea/z", "description", "A shop of flowers", "2024-02-01"),
    )
    found = codebases(
        field, _seen(looks=looks), ["bea/x", "bea/y", "bea/z", "bea/QuiRA", "bea/ZeRaTune", "cy/zeratune"]
    )
    assert found.keys() == {"bea/x", "bea/y", "bea/zeratune"}
    assert found["bea/x"].why == "says that it is about thin adapters"
    assert found["bea/zeratune"].method == "zeratune", "a telling name, written as the method's"


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Thin-adapter loading fails", "Thin-adapter"),
        ("KoRA: wrong shape", "KoRA"),
        ("(LuMoRA) wrong shape", "LuMoRA"),
        ("kora beans are out", None),
        ("Flowers fail", None),
    ],
)
def test_what_a_title_speaks_of(field: Field, title: str, topic: str | None) -> None:
    assert Topics(field).of(title) == topic


def test_effort_is_told_from_title_and_labels(field: Field) -> None:
    def effort(title: str, *labels: str) -> tuple[Any, str]:
        (opening,) = find(field, _seen(issue(title=title, labels=list(labels))), 1)
        return opening.effort.hours, opening.effort.machine

    assert effort("Fix a typo in the docs") == ((2, 10), "laptop")
    assert effort("Fused kernel for thin adapters") == ((20, 60), "one GPU")
    assert effort("Hangs with tensor parallel", "bug") == ((4, 24), "several GPUs")
    assert effort("Two heads") == (None, "laptop")
    assert effort("Support two heads", "good first issue") == ((8, 26), "laptop")


def test_issues_are_of_the_stated_shape() -> None:
    assert set(issue()) <= set(ISSUES.names())
    assert pl.DataFrame([issue()], schema=ISSUES).height == 1
    assert issues.find is find
