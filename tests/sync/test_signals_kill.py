"""Looks killed at any moment and begun again see what one that was never killed sees."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pebbles
import polars as pl
import pytest
from pebbles import NOW

from inroad.config import Config
from inroad.signals.store import open_signals, signals_store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill many processes quickly")

STEP_KILLS = 6
TIMED_KILLS = 5


class Mortal:
    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("mortal_signals.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )

    def look(self, home: Path, **death: float) -> dict:
        order = {"home": str(home), "now": NOW.isoformat()} | death
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert not answer["failed"]
        return answer

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)


@pytest.fixture(scope="module")
def world():
    with pebbles.world() as running:
        yield running


@pytest.fixture(scope="module")
def mortal(world):
    made = Mortal(world.environment)
    yield made
    made.end()


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Config:
    return pebbles.home(tmp_path_factory.mktemp("mortal"))


def seen(home: Path) -> tuple[list, list]:
    signals = open_signals(Config(home))
    assert not signals_store(Config(home)).verify()
    return signals.observations.sort(pl.all()).rows(), signals.issues.sort("repo", "number").rows()


@pytest.fixture(scope="module")
def whole(made, mortal, tmp_path_factory):
    home = shutil.copytree(made.home, tmp_path_factory.mktemp("whole") / "home")
    steps = mortal.look(home)["steps"]
    return seen(home), steps


def test_killed_before_a_step_of_the_disk(whole, made, mortal, tmp_path):
    expected, steps = whole
    assert steps > 20
    for number in sorted(random.Random(5).sample(range(1, steps + 1), STEP_KILLS)):
        home = shutil.copytree(made.home, tmp_path / str(number))
        assert mortal.look(home, die_at=number)["killed"]
        mortal.look(home)
        assert seen(home) == expected, f"killed before step {number}"


def test_killed_again_and_again(whole, made, mortal, tmp_path):
    home = shutil.copytree(made.home, tmp_path / "home")
    chance, deaths = random.Random(11), 0
    while mortal.look(home, die_at=chance.randrange(8, 30))["killed"]:
        deaths += 1
    assert deaths > 1
    assert seen(home) == whole[0]


def test_killed_from_outside_at_random_times(whole, made, mortal, world, tmp_path):
    home = shutil.copytree(made.home, tmp_path / "home")
    chance = random.Random(13)
    killed = 0
    for _ in range(10 * TIMED_KILLS):  # how many are done before they are killed depends on the machine
        killed += mortal.look(home, die_after=chance.uniform(0.1, 0.6))["killed"]
        if killed >= 2:
            break
    mortal.look(home)
    assert killed >= 2
    assert seen(home) == whole[0]
