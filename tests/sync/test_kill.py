"""Harvests killed at any moment end as if nothing had happened, byte for byte."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import fake_arxiv as fake
import pytest
from fake_arxiv import FakeArxiv, touched

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill many processes quickly")

QUERY = "all:pebbles"
STEP_KILLS = 5
"""Of each protocol; all of them take minutes."""
TIMED_KILLS = 6


class Mortal:
    """Orders harvests from the other process."""

    def __init__(self, server: FakeArxiv) -> None:
        self.server = server
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("mortal.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def harvest(self, home: Path, query: str | None, **death: float) -> dict:
        order = {
            "home": str(home),
            "oai": self.server.oai,
            "api": self.server.api,
            "query": query,
            "batch": 3,
        }
        self.process.stdin.write(json.dumps(order | death) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert not answer["failed"]
        return answer

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)


@pytest.fixture(scope="module")
def server():
    records = fake.library(40)
    late = [touched(records[2], "2024-02-01"), replace(records[4], datestamp="2024-02-02", deleted=True)]
    broken = [replace(records[7], datestamp="2024-02-03", mangled=True)]
    with FakeArxiv([*records, *late, *broken], page_size=6) as running:
        yield running


@pytest.fixture(scope="module")
def mortal(server):
    made = Mortal(server)
    yield made
    made.end()


def files(home: Path) -> dict[str, bytes]:
    """The whole corpus, and the state that the next sync begins with."""
    found = {str(p.relative_to(home)): p.read_bytes() for p in (home / "corpus").rglob("*") if p.is_file()}
    state = next((home / "sync").glob("*.json"))
    return found | {"state": state.read_bytes()}


@pytest.fixture(scope="module", params=[None, QUERY], ids=["oai", "api"])
def whole(request, mortal, tmp_path_factory):
    """An uninterrupted harvest: its query, its files and how many steps it took."""
    home = tmp_path_factory.mktemp("whole")
    steps = mortal.harvest(home, request.param)["steps"]
    return request.param, files(home), steps


def test_killed_before_a_step_of_the_disk(whole, mortal, tmp_path):
    query, expected, steps = whole
    assert steps > 30
    for number in sorted(random.Random(7).sample(range(1, steps + 1), STEP_KILLS)):
        home = tmp_path / str(number)
        assert mortal.harvest(home, query, die_at=number)["killed"]
        mortal.harvest(home, query)
        assert files(home) == expected, f"killed before step {number}"


def test_killed_again_and_again(whole, mortal, tmp_path):
    query, expected, _ = whole
    chance = random.Random(11)
    deaths = 0
    while mortal.harvest(tmp_path, query, die_at=chance.randrange(2, 25))["killed"]:
        deaths += 1
    assert deaths > 2
    assert files(tmp_path) == expected


def test_killed_from_outside_at_random_times(whole, mortal, server, tmp_path):
    query, expected, _ = whole
    chance = random.Random(13)
    server.delay = 0.01
    lives = [mortal.harvest(tmp_path, query, die_after=chance.uniform(0.02, 0.3)) for _ in range(TIMED_KILLS)]
    deaths = sum(life["killed"] for life in lives)
    server.delay = 0
    mortal.harvest(tmp_path, query)
    assert deaths > 2
    assert files(tmp_path) == expected
