"""Every kind's finder asked and ranked, over a real small atlas; what finders find is made by hand."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import corpus
import openings_sample as sample
import polars as pl
import pytest

from inroad.atlas.field import Field
from inroad.atlas.open import Atlas, open_atlas
from inroad.atlas.schema import METHODS, RELATED, RELATIONS
from inroad.errors import InputError, NotFound
from inroad.openings.families import families
from inroad.openings.find import FINDERS, KEPT, openings
from inroad.openings.profile import PROFILES
from inroad.openings.rank import KINDS
from inroad.signals.schema import ISSUES, OBSERVATIONS
from inroad.signals.seen import NOTHING, Signals
from inroad.types import Choices, Opening, OpeningKind, Paper, Taken

ENGINEER = PROFILES["engineer"]
Asked = list[tuple[str, Field, Signals, int]]
SEEN = Signals(
    pl.DataFrame([{"subject": "paper:1", "what": "upvotes", "observed": sample.NOW}], schema=OBSERVATIONS),
    pl.DataFrame(
        [{"repo": "org/peft", "number": 12, "observed": sample.NOW - dt.timedelta(days=300)}], schema=ISSUES
    ),
)


@pytest.fixture
def answers() -> dict[OpeningKind, list[Opening]]:
    """What each finder finds."""
    return {kind: [each for each in sample.field() if each.kind == kind] for kind in KINDS}


@pytest.fixture
def asked(answers: dict[OpeningKind, list[Opening]], monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Finders by hand in place of the real ones; which were asked, and for what."""
    calls: Asked = []

    def finder(kind: OpeningKind) -> Callable[[Field, Signals, int], list[Opening]]:
        def find(field: Field, signals: Signals, most: int) -> list[Opening]:
            calls.append((kind, field, signals, most))
            return answers[kind][:most]

        return find

    for kind, name in FINDERS.items():
        module = ModuleType(name)
        vars(module)["find"] = finder(kind)
        monkeypatch.setitem(sys.modules, name, module)
    return calls


def test_every_kind_has_a_finder():
    assert set(FINDERS) == set(KINDS)


def test_all_kinds_are_asked_and_ranked(atlas, asked):
    report = openings(atlas, SEEN, "TiRA", ENGINEER)
    assert [kind for kind, *_ in asked] == list(KINDS)
    assert {each.kind for each in report.openings} == set(KINDS)
    assert [(each.kind, each.found, each.shown) for each in report.kinds] == [
        ("underplayed", 3, 3),
        ("transfer", 2, 2),
        ("reproduction", 1, 1),
        ("stated", 1, 1),
        ("issue", 2, 1),
    ]
    assert [(each.reason, each.openings) for each in report.left_out] == [
        ("need a cluster, you have one GPU", 1)
    ]
    assert (report.query, report.newcomer, report.warnings) == ("TiRA", ENGINEER, ())
    assert report.coverage == atlas.coverage()


def test_records_stand_beside_forecasts_once(atlas, asked, answers):
    assert openings(atlas, SEEN, "TiRA", ENGINEER).records == (sample.RECORD,)
    answers["underplayed"] = []
    assert openings(atlas, SEEN, "TiRA", ENGINEER).records == ()


def test_the_world_was_last_looked_at(atlas, asked):
    assert openings(atlas, SEEN, "TiRA", ENGINEER).observed == sample.NOW.date()
    assert openings(atlas, NOTHING, "TiRA", ENGINEER).observed is None
    only_issues = Signals(OBSERVATIONS.to_frame(), SEEN.issues)
    assert openings(atlas, only_issues, "TiRA", ENGINEER).observed == (
        sample.NOW.date() - dt.timedelta(days=300)
    )


def test_one_kind_only(atlas, asked):
    report = openings(atlas, SEEN, "TiRA", ENGINEER, kind="transfer")
    assert [kind for kind, *_ in asked] == ["transfer"]
    assert {each.kind for each in report.openings} == {"transfer"}
    assert [each.kind for each in report.kinds] == ["transfer"]
    assert report.order == "By score."


def test_issues_that_were_never_looked_at_are_not_none(atlas, asked):
    report = openings(atlas, NOTHING, "TiRA model", ENGINEER)
    assert "issue" not in [kind for kind, *_ in asked]
    (issue,) = [each for each in report.kinds if each.kind == "issue"]
    assert (issue.found, issue.shown) == (None, 0)
    assert report.warnings[-1] == (
        "openings of the kind issue are missing: no signals yet, run `inroad sync signals 'TiRA model'`"
    )


def test_an_expected_failure_of_one_kind_hides_no_other(atlas, asked, monkeypatch):
    def find(*arguments: object) -> list[Opening]:
        raise InputError("no concepts", "build the atlas again")

    monkeypatch.setattr(sys.modules[FINDERS["transfer"]], "find", find)
    report = openings(atlas, SEEN, "TiRA", ENGINEER)
    assert {each.kind for each in report.openings} == set(KINDS) - {"transfer"}
    assert report.kinds[1].found is None
    assert report.warnings == (
        "openings of the kind transfer are missing: no concepts: build the atlas again",
    )


def test_a_mistake_in_a_finder_is_raised(atlas, asked, monkeypatch):
    def find(*arguments: object) -> list[Opening]:
        raise ZeroDivisionError

    monkeypatch.setattr(sys.modules[FINDERS["stated"]], "find", find)
    with pytest.raises(ZeroDivisionError):
        openings(atlas, SEEN, "TiRA", ENGINEER)


def test_a_past_day_hides_what_came_later(atlas, asked):
    day = corpus.CUTS[1]
    seen = Signals(OBSERVATIONS.to_frame(), SEEN.issues.with_columns(observed=pl.lit(sample.NOW)))
    report = openings(atlas, seen, "TiRA", ENGINEER, as_of=day)
    assert report.coverage.until == day
    for _, field, signals, _ in asked:
        assert field.atlas.as_of == day
        assert field.papers["date"].max() <= day
        assert signals.issues.is_empty()
    assert [each.found for each in report.kinds if each.kind == "issue"] == [None]


def test_a_day_after_the_corpus_is_its_last_day(atlas, asked):
    last = atlas.papers["date"].max()
    report = openings(atlas, SEEN, "TiRA", ENGINEER, as_of=dt.date(2099, 1, 1))
    assert report.coverage.until == last
    assert report.warnings == (f"this corpus ends on {last}: papers up to then count, not up to 2099-01-01",)


def test_a_day_before_the_corpus_is_refused(atlas, asked):
    with pytest.raises(InputError, match="1999"):
        openings(atlas, SEEN, "TiRA", ENGINEER, as_of=dt.date(1999, 1, 1))
    assert asked == []


def test_a_field_that_is_not_there(atlas, asked):
    with pytest.raises(NotFound, match="matches"):
        openings(atlas, SEEN, "zzqx wvut", ENGINEER)
    assert asked == []


def test_the_report_holds_more_than_is_shown_and_finders_are_asked_for_enough(atlas, asked, answers):
    answers["transfer"] = [sample.opening(f"n{number:03}", "transfer", -number) for number in range(200)]
    report = openings(atlas, SEEN, "TiRA", ENGINEER, top=3)
    assert len(report.openings) == 3 * KEPT
    assert min(most for *_, most in asked) >= 40
    asked.clear()
    openings(atlas, SEEN, "TiRA", ENGINEER, top=100)
    assert min(most for *_, most in asked) == 100 * KEPT


def test_what_was_taken_teaches_about_relatives(tmp_path, asked, answers):
    config = corpus.home(tmp_path, corpus.papers())
    atlas = open_atlas(config)
    parents = _parents(atlas)
    first, second = [method for method, parent in parents.items() if parent == "TiRA"][:2]
    answers.update({kind: [] for kind in KINDS})
    answers["underplayed"] = [sample.opening(second, method=second)]
    taken = sample.opening(first, method=first)
    choices = Choices((Taken(taken, sample.NOW, "", "planned"),), ())
    (found,) = openings(atlas, SEEN, "TiRA", ENGINEER, choices).openings
    whys = [part.why for part in found.parts]
    assert "of the openings that are about what builds on TiRA you took 1 of 1" in whys


def _parents(atlas: Atlas) -> dict[str, str]:
    return families(atlas, atlas.methods["method_id"].to_list())


def test_families_are_the_surest_older_parents(atlas):
    found = _parents(atlas)
    assert "TiRA" in found.values()
    names = dict(atlas.methods.select("method_id", "name").iter_rows())
    numbers = dict(atlas.methods.select("name", "method").iter_rows())
    for child, parent in found.items():
        assert numbers[parent] < numbers[names[child]]
    assert families(atlas, ["no such method"]) == {}


def test_the_surest_then_the_youngest_older_method_is_the_family():
    names = ["Old", "Newer", "Sure", "Child", "Future"]
    methods = pl.DataFrame(
        {"method": range(5), "method_id": [each.lower() for each in names], "name": names},
        schema_overrides=METHODS,
    )
    rows = [(3, 0, 0.9), (3, 1, 0.9), (3, 2, 0.7), (3, 4, 0.99), (1, 0, 0.6), (3, 3, 1.0)]
    related = pl.DataFrame(
        [
            {"child": c, "parent": p, "confidence": s, "relation": RELATIONS.index("builds on")}
            for c, p, s in rows
        ]
        + [{"child": 2, "parent": 0, "confidence": 1.0, "relation": RELATIONS.index("compares with")}],
        schema=RELATED,
    )
    atlas = Atlas("home", {"methods": methods, "related": related}.__getitem__)
    assert families(atlas, [each.lower() for each in names]) == {"child": "Newer", "newer": "Old"}


def test_families_know_nothing_of_later_days(atlas):
    day = corpus.CUTS[0]
    then = _parents(atlas.until(day))
    assert then != _parents(atlas)
    assert set(then) <= set(atlas.until(day).methods["method_id"])


def test_an_empty_answer_is_an_answer(atlas, asked, answers):
    answers.update({kind: [] for kind in KINDS})
    report = openings(atlas, SEEN, "TiRA", ENGINEER)
    assert (report.openings, report.left_out, report.records) == ((), (), ())
    assert [each.found for each in report.kinds] == [0] * len(KINDS)


def test_a_corpus_of_one_paper(tmp_path: Path, asked):
    paper = replace(corpus.papers()[0], abstract=None)
    assert isinstance(paper, Paper)
    atlas = open_atlas(corpus.home(tmp_path, [paper]))
    report = openings(atlas, SEEN, paper.title, ENGINEER)
    assert report.coverage.papers == 1
