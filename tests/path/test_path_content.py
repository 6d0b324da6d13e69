"""What comes as content: every path and every skill is whole, and figures have sources."""

import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from people import DAY

from inroad.errors import NotFound
from inroad.path.levels import NAMED, Shown
from inroad.path.plan.paths import find, paths, view
from inroad.path.profile import USUAL, of
from inroad.path.skills import skills
from inroad.practice.catalogue import open_catalogue
from inroad.practice.content import FAMILIES
from inroad.types import AboutMe, LinkKind, MySituation

SITUATIONS = get_args(MySituation)
NAMED_BY_ESSAYS = {
    "school-programme", "professors-project", "masters", "rotation", "twenty-percent", "resident-expert",
    "lateral-move", "infrastructure-first", "open-source", "early-adopter", "workshop-paper",
}  # fmt: skip


def test_every_file_is_in_the_manifest_and_every_named_path_is_there():
    folder = Path(str(files("inroad") / "data" / "paths"))
    found = {each.stem for each in folder.glob("*.toml")} - {"manifest"}
    assert found == {each.path_id for each in paths()} == NAMED_BY_ESSAYS


@pytest.mark.parametrize("path", paths(), ids=lambda each: each.path_id)
def test_path_is_whole(path):
    assert path.whom
    assert set(path.whom) | set(path.could) <= set(SITUATIONS)
    assert not set(path.whom) & set(path.could)
    assert len(set(path.whom)) == len(path.whom)
    for low, high in (path.cost.hours, path.cost.months, *(each.hours for each in path.steps)):
        assert 0 < low < high
    assert 0 <= path.least_software <= 4
    assert 0 <= path.least_ml <= 4
    assert 0 < path.weekly <= 40
    texts = (path.name, path.what, path.cost.money, path.odds.caution, path.worked, path.wrong)
    assert all(len(each.split()) > 2 for each in texts)
    assert all(len(each.title.split()) > 4 and each.proof for each in path.steps)
    # What can only be right proves nothing: there must be a count or a time after which it is the wrong path.
    assert re.search(r"\b(year|term|months?|half|ten|five|three|two|second)\b", path.wrong, re.IGNORECASE)


@pytest.mark.parametrize("path", paths(), ids=lambda each: each.path_id)
def test_odds_have_a_source_or_are_not_known(path):
    assert bool(path.odds.known) == bool(path.odds.source)
    if path.odds.known:
        assert path.odds.source.startswith("https://")
    assert not re.search(r"\d+ ?%", path.odds.caution), "a figure belongs where its source is"


@pytest.mark.parametrize("path", paths(), ids=lambda each: each.path_id)
def test_commands_that_a_path_names_exist(path):
    from inroad.cli import ROOMS

    known = {entry.name: entry for entries in ROOMS.values() for entry in entries}
    for text in (*(each.proof + " " + each.title for each in path.steps), path.odds.caution):
        for name in re.findall(r"inroad ([a-z]+)", text):
            assert name in known, name


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_a_path_that_fits_with_usual_means(situation):
    profile = of(AboutMe(situation=situation), Shown(), DAY)
    assert any(view(each, profile, ()).fit == "fits" for each in paths())
    assert situation in USUAL


def test_paths_are_found_by_name_and_near_names_are_told():
    assert find("Open-Source") is find("Contributions to open source")
    with pytest.raises(NotFound, match="there is no path") as told:
        find("open-sorce")
    assert "open-source" in told.value.near


def test_every_family_of_drills_trains_exactly_one_skill():
    for family in FAMILIES:
        if family != "own":
            assert len([each for each in skills() if family in each.families]) == 1


def test_skills_name_only_drills_and_evidence_that_there_are(tmp_path):
    drills = {each.drill_id for each in open_catalogue(tmp_path)}
    kinds = {*get_args(LinkKind), "claim", "drill"}
    for each in skills():
        assert each.drills <= drills, each.drills - drills
        assert set(each.gives) <= kinds
        assert each.words
        assert all(word == word.casefold() for word in each.words)
        assert each.axis in ("software", "ml")
    assert set(NAMED) <= set(get_args(LinkKind))
