"""Who asks."""

from __future__ import annotations

import pytest

from inroad.errors import InputError, NotFound
from inroad.openings.profile import MACHINES, PROFILES, adapted, from_toml, named
from inroad.types import Newcomer


@pytest.mark.parametrize("name", ["student", "engineer", "scientist", "researcher", " Student "])
def test_named_profiles(name):
    found = named(name)
    assert found.machine in MACHINES
    assert found.hours == found.hours_a_week * found.weeks


def test_a_profile_that_is_not_there():
    with pytest.raises(NotFound, match="student, engineer, scientist, researcher"):
        named("wizard")


def test_a_profile_of_ones_own():
    text = 'machine = "several GPUs"\nhours_a_week = 2.5\nweeks = 4\nsoftware = 1\nml = 0\n'
    assert from_toml(text, "me") == Newcomer("me", "several GPUs", 2.5, 4, 1, 0)


def test_what_is_not_said_is_as_for_an_engineer():
    assert from_toml("hours_a_week = 3", "me") == Newcomer("me", "one GPU", 3, 12, 4, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hours_a_week = ", "not TOML"),
        ("hours = 3", "'hours'"),
        ('machine = "abacus"', "'several GPUs'"),
        ('machine = "unknown"', "machine"),
        ("machine = 3", "machine"),
        ("machine = []", "machine"),
        ("hours_a_week = 0", "0.5 to 168"),
        ("hours_a_week = 200", "0.5 to 168"),
        ("hours_a_week = nan", "0.5 to 168"),
        ("hours_a_week = true", "0.5 to 168"),
        ("weeks = 1.5", "whole number"),
        ("software = 5", "0 \\(none\\) to 4"),
        ("ml = true", "0 \\(none\\) to 4"),
        ('name = "x"', "'name'"),
    ],
)
def test_a_profile_that_means_nothing_is_told(text, said):
    with pytest.raises(InputError, match=said):
        from_toml(text, "me")


def test_machine_and_hours_can_be_corrected():
    engineer = PROFILES["engineer"]
    assert adapted(engineer, None, None) == engineer
    changed = adapted(engineer, "cluster", 1.5)
    assert (changed.machine, changed.hours_a_week, changed.weeks) == ("cluster", 1.5, engineer.weeks)
