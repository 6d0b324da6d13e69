"""``inroad sync signals`` as a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import fake_world as fake
import pebbles
import pytest


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return pebbles.home(tmp_path_factory.mktemp("command"))


@pytest.fixture
def inroad(made, tmp_path):
    home = shutil.copytree(made.home, tmp_path / "home")
    with pebbles.world(date=None) as world:
        base = {name: value for name, value in os.environ.items() if name not in fake.KEYS}
        environment = base | world.environment | {"INROAD_HOME": str(home)}

        def run(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-m", "inroad.cli", "sync", "signals", *words],
                env=environment | changes,
                capture_output=True,
                text=True,
                timeout=120,
            )

        run.world = world
        yield run


def test_in_words(inroad):
    done = inroad("rows of pebbles", "--only", "pypi,hub", "--most", "1")
    assert done.returncode == 0, done.stderr
    assert "looked at 1 papers, 1 repositories and 1 package names" in done.stdout
    assert "5 looks: 5 seen, 0 absent, 0 could not be looked up; 0 more are recent" in done.stdout
    assert "Hugging Face Hub: 480 of 500 left, resets" in done.stdout
    assert "partial" not in done.stdout


def test_a_used_up_limit_is_partial_and_no_failure(inroad):
    inroad.world.left = 1
    done = inroad("--only", "github", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["schema"], found["partial"]) == ("inroad.signals-summary", True)
    assert found["left"] > 0
    assert "GitHub" in done.stderr
    words = inroad("--only", "github").stdout
    assert "run it again to go on" in words


def test_keys_are_not_shown(inroad):
    refused = {name: f"{key}-of-somebody-else" for name, key in fake.KEYS.items()}
    done = inroad("--only", "openalex,semantic-scholar", **refused)
    assert done.returncode == 0, done.stderr
    assert "OpenAlex refuses the key: give a valid one in OPENALEX_API_KEY" in done.stderr
    assert inroad.world.paths("openalex")
    assert inroad.world.paths("s2")
    for key in fake.KEYS.values():
        assert key not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--only", "gitlab"], 1, "there is no service 'gitlab'"),
        (["underwater basket weaving"], 1, "nothing in this corpus matches"),
        (["--most", "0"], 2, "most"),
    ],
)
def test_failures_are_one_line(inroad, words, code, said):
    done = inroad(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr.splitlines()[-1]
    assert not inroad.world.asked
