"""Young methods of promise with which nobody plays: their score, their way out, and when they are none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from pathlib import Path
from typing import Any

import fields
import polars as pl
import pytest
from looks import observed, signals

from inroad.atlas.field import Field, find_field
from inroad.openings import underplayed
from inroad.openings.released import LARGE
from inroad.signals.seen import NOTHING, Signals
from inroad.types import Opening, Paper

CHANCES = {"KoRA": 0.3, "LuMoRA": 0.2, "QuiRA": 0.1, "ZeRaTune": 0.05, "ThinBench": 0.04}


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Field:
    return fields.field(tmp_path_factory.mktemp("field"))


def _find(field: Field, seen: Signals = NOTHING, most: int = 10, **chances: float) -> list[Opening]:
    said = fields.promised(CHANCES | chances)
    return underplayed.find(field, seen, most, promised=said, estimated=fields.estimated)


def _ids(openings: list[Opening]) -> list[str]:
    return [opening.opening_id.removeprefix("underplayed:") for opening in openings]


def _by_name(openings: list[Opening]) -> dict[str, Opening]:
    return {opening.opening_id.removeprefix("underplayed:"): opening for opening in openings}


def _seen(*looks: Any) -> Signals:
    return signals(observed(*looks))


def _repo(number: int, repo: str, days: int = 0) -> tuple[Any, ...]:
    day = dt.date(2024, 1, 8) + dt.timedelta(days=days)
    return (f"paper:{day:%y%m}.{number:05}", "repository", repo, "2024-02-01")


# -- which ------------------------------------------------------------------------------------------------


def test_young_methods_of_the_field_best_first(field: Field) -> None:
    found = _find(field)
    assert set(_ids(found)) == {"kora", "lumora", "quira", "zeratune", "thinbench"}
    assert [opening.score for opening in found] == sorted((o.score for o in found), reverse=True)
    assert "oldra" not in _ids(found), "it has had its time"
    assert len(_find(field, most=2)) == 2
    assert _ids(_find(field, most=2)) == _ids(found)[:2]


def test_without_a_forecast_there_is_no_opening(field: Field) -> None:
    assert "kora" not in _ids(_find(field, KoRA=0.0))
    for opening in _find(field):
        assert opening.forecast is not None
        assert opening.forecast.record is fields.RECORD


def test_promise_is_in_log_odds_over_the_base_rate(field: Field) -> None:
    (part,) = (part for part in _by_name(_find(field, LuMoRA=0.01))["lumora"].parts if part.name == "promise")
    assert part.points == pytest.approx(0.0, abs=1e-3)
    more, less = (_by_name(_find(field, LuMoRA=chance))["lumora"].score for chance in (0.4, 0.05))
    assert more > less


def test_the_score_is_the_sum_of_named_parts(field: Field) -> None:
    for opening in _find(field):
        assert opening.score == pytest.approx(sum(part.points for part in opening.parts))
        assert all(part.name and (part.why or part.points) for part in opening.parts)


def test_papers_by_others_are_play(field: Field) -> None:
    parts = {part.name: part.points for part in _by_name(_find(field))["kora"].parts}
    assert parts["play: papers by others"] == pytest.approx(-0.4, abs=0.001), "one paper: one doubling"


def test_of_several_names_of_one_paper_one_is_shown(tmp_path: Path) -> None:
    both = fields.young(
        "VeTiRA", "Very Tiny Rank", 6, 15, "We also introduce the TinyGate (Tiny Gate) method."
    )
    found = _ids(_find(fields.field(tmp_path, both), VeTiRA=0.05, TinyGate=0.9))
    assert "vetira" in found, "the title's own name, though the other one has more promise"
    assert "tinygate" not in found


def test_what_speaks_of_the_field_in_passing_is_not_offered_in_it(tmp_path: Path) -> None:
    said = "We propose {0}, a method for drums. {0} is fast."
    papers = [
        fields.paper(90, "DruMa: Learning Drums", f"{said.format('DruMa')} It needs thin adapters.", 10),
        fields.paper(
            91,
            "TomTa: Learning Toms",
            f"{said.format('TomTa')} It tunes thin adapters, and thin adapters are kept.",
            11,
        ),
    ]
    found = _ids(_find(fields.field(tmp_path, *papers), DruMa=0.9, TomTa=0.9))
    assert "druma" not in found
    assert "tomta" in found


def test_a_name_that_its_title_does_not_say_is_not_offered(tmp_path: Path) -> None:
    abstract = "We propose Hidden Thin Adapting (HTA), a method for thin adapters. HTA is fast."
    letters = fields.paper(92, "Hidden Thin Adapting for Thin Adapters", abstract, 12)
    named = fields.paper(93, "ViTA: Vivid Thin Adapters", abstract.replace("HTA", "ViTA"), 13)
    found = _ids(_find(fields.field(tmp_path, letters, named), HTA=0.9, ViTA=0.9))
    assert "hta" not in found
    assert "vita" in found


def test_what_its_makers_hand_out_is_not_underplayed(tmp_path: Path) -> None:
    given = "We release model weights and code."
    numbered = fields.young("GloRa 2", "Glowing Rank", 94, 14, given)
    small = fields.young("SmaRa", "Small Rank", 95, 15, given)
    team = dataclasses.replace(
        fields.young("TeaRa", "Team of Rank", 96, 16, given),
        authors=tuple(f"Member {n}" for n in range(LARGE)),
    )
    found = _ids(
        _find(fields.field(tmp_path, numbered, small, team), **{"GloRa 2": 0.9}, SmaRa=0.9, TeaRa=0.9)
    )
    assert "smara" in found
    assert not {"glora2", "teara"} & set(found)


# -- play -------------------------------------------------------------------------------------------------


def test_what_is_played_with_already_falls_behind(field: Field) -> None:
    repo = _repo(2, "ada/lumora", 3)
    few = _find(field, _seen(repo, ("repo:ada/lumora", "stars", 3, "2024-02-01")))
    many = _find(field, _seen(repo, ("repo:ada/lumora", "stars", 30_000, "2024-02-01")))
    assert _by_name(few)["lumora"].score > _by_name(many)["lumora"].score + 2
    assert _ids(many)[-1] == "lumora"


def test_play_that_nobody_looked_at_lies_between_little_and_much(field: Field) -> None:
    repo = _repo(2, "ada/lumora", 3)

    def score(*looks: Any) -> float:
        return _by_name(_find(field, _seen(repo, *looks)))["lumora"].score

    none = score(("repo:ada/lumora", "stars", 0, "2024-02-01"))
    much = score(("repo:ada/lumora", "stars", 5_000, "2024-02-01"))
    assert much < score() < none
    (part,) = (
        p for p in _by_name(_find(field, _seen(repo)))["lumora"].parts if p.name == "play: stars, unknown"
    )
    assert "not looked at" in part.why
    assert "from 0 to" in part.why


def test_unknown_is_named_with_what_would_tell(field: Field) -> None:
    opening = _by_name(_find(field))["quira"]
    assert "package: run `inroad sync signals`" in opening.unknown
    assert opening.effort.hours is None
    assert opening.effort.machine == "unknown"


# -- obstacles --------------------------------------------------------------------------------------------

ALL = ("licence", "install", "weights", "demo")


def _looked(repo: str, **seen: Any) -> list[Any]:
    looks = [(f"repo:{repo}", what, seen.get(what, "there"), "2024-02-01") for what in ALL]
    return [*looks, (f"repo:{repo}", "pushed", "2024-01-20", "2024-02-01")]


def test_the_obstacle_names_the_work(field: Field) -> None:
    looks = _looked("ada/lumora", demo=None)
    gone = [
        ("package:lumora", "package", None, "2024-02-01"),
        (_repo(2, "", 3)[0], "hub_spaces", 0, "2024-02-01"),
    ]
    opening = _by_name(_find(field, _seen(_repo(2, "ada/lumora", 3), *looks, *gone)))["lumora"]
    assert opening.obstacle.endswith("no package, no demo")
    assert opening.title == "make a package of LuMoRA"
    assert "src/lumora/" in opening.steps[0]
    assert "pyproject.toml" in opening.steps[0]
    assert opening.url == "https://github.com/ada/lumora"
    assert opening.effort.machine == "laptop"
    assert opening.effort.hours == (14, 40)
    assert {part.name for part in opening.parts} >= {"obstacle: no package", "obstacle: no demo"}
    assert "package and demo" in opening.wrong_if


def test_without_a_licence_that_is_asked_for_first(field: Field) -> None:
    looks = _looked("ada/lumora", licence=None)
    opening = _by_name(_find(field, _seen(_repo(2, "ada/lumora", 3), *looks)))["lumora"]
    assert "asks for a licence" in opening.steps[0]


def test_without_code_the_machine_is_that_of_the_papers_experiments(field: Field) -> None:
    opening = _by_name(_find(field, _seen((_repo(2, "", 3)[0], "repository", None, "2024-02-01"))))["lumora"]
    assert opening.title == "write the first public code of LuMoRA"
    assert opening.effort.machine == "one GPU"
    assert "abstract given" in opening.effort.why
    assert "README.md" in opening.steps[0]


def test_where_nothing_is_in_the_way_there_is_no_opening(field: Field) -> None:
    looks = [*_looked("ada/lumora"), ("package:lumora", "package", "1.0", "2024-02-01")]
    assert "lumora" not in _ids(_find(field, _seen(_repo(2, "ada/lumora", 3), *looks)))


def test_a_benchmark_has_other_obstacles(field: Field) -> None:
    paper = _repo(5, "ada/thinbench", 12)
    seen = _seen(paper, (paper[0], "hub_datasets", 0, "2024-02-01"))
    opening = _by_name(_find(field, seen))["thinbench"]
    assert "no copy on the Hub" in opening.obstacle
    assert "weights" not in opening.obstacle
    assert "load.py" in opening.steps[0]


def test_three_different_steps_each(field: Field) -> None:
    for opening in _find(field):
        assert len(set(opening.steps)) == 3
        assert all("{" not in step for step in opening.steps)


# -- refutation -------------------------------------------------------------------------------------------


def test_what_a_library_made_easy_is_dropped(tmp_path: Path) -> None:
    eased = fields.paper(
        30, "An Open Toolkit for QuiRA", "We release a toolkit. We use QuiRA for tuning.", 60
    )
    found = _ids(_find(fields.field(tmp_path, eased)))
    assert "quira" not in found
    assert "lumora" in found


def test_the_nearest_that_was_found_is_shown(tmp_path: Path) -> None:
    near = fields.paper(
        30, "A Toolkit of Many Tunings", "Our library holds QuiRA and others. We use QuiRA.", 60
    )
    opening = _by_name(_find(fields.field(tmp_path, near)))["quira"]
    assert "1 later paper on libraries" in opening.refutation.found
    assert opening.refutation.nearest[0].title == "A Toolkit of Many Tunings"
    assert "Quick Rank" in opening.refutation.searched or "QuiRA" in opening.refutation.searched


def test_a_paper_that_offers_a_toolkit_itself_is_not_underplayed(tmp_path: Path) -> None:
    tool = fields.paper(
        31,
        "AdaKit: A Toolkit for Thin Adapters",
        "We propose AdaKit (Adapter Kit), a method for thin adapters.",
        20,
    )
    assert "adakit" not in _ids(_find(fields.field(tmp_path, tool), AdaKit=0.9))


def test_a_package_of_its_name_is_near_but_may_be_another(field: Field) -> None:
    seen = _seen(("package:lumora", "package", "1.0", "2024-02-01"))
    opening = _by_name(_find(field, seen))["lumora"]
    assert "see whether it is this method's" in opening.refutation.found
    assert "play: package" in {part.name for part in opening.parts}


def test_where_it_was_searched_and_up_to_when(field: Field) -> None:
    opening = _by_name(_find(field))["kora"]
    assert "1 later paper naming it" in opening.refutation.looked_in
    assert "packages of its name (not possible)" in opening.refutation.looked_in
    assert opening.refutation.looked_in.endswith(f"up to {field.atlas.coverage().until}")


# -- time and order ---------------------------------------------------------------------------------------


def test_a_day_sees_nothing_of_later_days(tmp_path: Path) -> None:
    day = dt.date(2024, 1, 31)
    later = fields.paper(
        30, "An Open Toolkit for QuiRA", "We release a toolkit. We use QuiRA for tuning.", 60
    )
    stars = [
        _repo(2, "ada/lumora", 3),
        ("repo:ada/lumora", "stars", 9_000, "2024-03-01"),
        ("package:quira", "package", "1.0", "2024-03-01"),
    ]
    short = find_field(fields.atlas(tmp_path / "a").until(day), fields.QUERY)
    long = find_field(fields.atlas(tmp_path / "b", later).until(day), fields.QUERY)
    assert _find(short) == _find(long, _seen(*stars))


def test_the_order_of_looks_does_not_matter(field: Field) -> None:
    table = observed(
        _repo(1, "ada/kora"),
        _repo(2, "ada/lumora", 3),
        ("repo:ada/kora", "stars", 5, "2024-02-01"),
        ("repo:ada/kora", "stars", 9, "2024-05-01"),
        ("repo:ada/lumora", "stars", 3, "2024-02-01"),
        ("package:kora", "package", None, "2024-02-01"),
    )
    expected = _find(field, signals(table))
    for seed in range(3):
        rows = table.rows()
        random.Random(seed).shuffle(rows)
        assert _find(field, signals(pl.DataFrame(rows, schema=table.schema, orient="row"))) == expected


def test_ties_go_by_id(tmp_path: Path) -> None:
    twins = [fields.young(f"Tw{letter}RA", f"Twin {letter}", 40 + n, 30) for n, letter in enumerate("cab")]
    chances = {f"Tw{letter}RA": 0.5 for letter in "abc"}
    found = _ids(_find(fields.field(tmp_path, *twins), **chances))
    assert [name for name in found if name.startswith("tw")] == ["twara", "twbra", "twcra"]


def test_an_empty_field_has_no_openings(field: Field) -> None:
    empty = dataclasses.replace(field, papers=field.papers.clear(), founders=())
    assert _find(empty) == []


def test_every_opening_has_its_evidence(field: Field) -> None:
    papers: list[Paper] = fields.papers()
    known = {paper.paper_id for paper in papers}
    for opening in _find(field):
        assert opening.paper_id in known
        assert opening.evidence[0].paper_id == opening.paper_id
        assert opening.kind == "underplayed"


def test_what_others_have_taken_up_already_is_no_opening(tmp_path: Path) -> None:
    taken = fields.field(
        tmp_path, *(fields.paper(30 + n, f"Case {n}", "We use LuMoRA here.", 60 + n) for n in range(2))
    )
    assert "lumora" not in _ids(_find(taken))
