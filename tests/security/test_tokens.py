"""Keys stay in memory: not in the home, not in what is printed, not in what other people's code is given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import fake_world as fake
import pebbles
import pytest

from inroad.practice import sandbox
from inroad.workshop.keys import without_keys


def test_no_key_is_in_the_home_or_in_what_is_printed(tmp_path: Path) -> None:
    home = pebbles.home(tmp_path / "home").home
    with pebbles.world(date=None) as world:
        env = os.environ | world.environment | fake.KEYS | {"INROAD_HOME": str(home)}
        said = ""
        for words in (["sync", "signals", "--most", "2"], ["doctor"]):
            done = subprocess.run(
                [sys.executable, "-m", "inroad.cli", *words],
                env=env,
                capture_output=True,
                text=True,
                timeout=200,
                check=False,
            )
            said += done.stdout + done.stderr
        assert world.asked, "nothing was asked, so nothing is shown"
    held = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert len(held) > 5
    for name, key in fake.KEYS.items():
        assert key not in said, name
        assert not [each for each in held if key.encode() in each.read_bytes()], name


def test_a_key_that_cannot_be_one_is_not_repeated(tmp_path: Path) -> None:
    env = os.environ | {
        "GITHUB_TOKEN": "ghp_bad\x7fkey\tx",
        "INROAD_HOME": str(tmp_path),
        "INROAD_GITHUB": "http://example.org",
    }
    done = subprocess.run(
        [sys.executable, "-m", "inroad.cli", "sync", "signals", "--only", "github"],
        env=env, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert "ghp_bad" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("GITHUB_TOKEN", False), ("GH_TOKEN", False), ("HF_TOKEN", False), ("OPENALEX_API_KEY", False),
        ("S2_API_KEY", False), ("AWS_SECRET_ACCESS_KEY", False), ("AWS_ACCESS_KEY_ID", False), ("DB_PASSWORD", False),
        ("GOOGLE_APPLICATION_CREDENTIALS", False), ("SSH_AUTH_SOCK", False), ("hf_token", False), ("TOKEN", False),
        ("TOKENIZERS_PARALLELISM", True), ("PATH", True), ("CUDA_VISIBLE_DEVICES", True), ("MAX_TOKENS", True),
        ("KEYBOARD", True), ("MONKEY", True), ("PYTHONPATH", True), ("HF_HOME", True),
    ],
)  # fmt: skip
def test_what_is_taken_for_a_key(name: str, kept: bool) -> None:
    assert (name in without_keys({name: "x"})) == kept


def test_an_experiment_and_a_drill_are_given_no_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from inroad.workshop.claim import runner

    for name, key in {**fake.KEYS, "DEMO_HINT": "kept"}.items():
        monkeypatch.setenv(name, key)
    seen = runner.given()
    assert seen["DEMO_HINT"] == "kept"
    assert not fake.KEYS.keys() & seen.keys()
    assert not fake.KEYS.keys() & sandbox._environment(tmp_path).keys()
