"""The command itself, as a process of its own against a server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import fake_arxiv as fake
import pytest
from fake_arxiv import FakeArxiv


@pytest.fixture
def inroad(tmp_path):
    with FakeArxiv(fake.library(12), page_size=20) as server:
        places = {
            "INROAD_ARXIV_OAI": server.oai,
            "INROAD_ARXIV_API": server.api,
            "INROAD_HOME": str(tmp_path),
        }

        def run(*words: str) -> subprocess.CompletedProcess[str]:
            command = [
                sys.executable,
                "-c",
                "import sys; from inroad.cli import main; sys.exit(main())",
                "sync",
                *words,
                *(["--no-index"] if words[:1] == ("arxiv",) else []),
            ]
            return subprocess.run(
                command, env={**os.environ, **places}, capture_output=True, text=True, timeout=60
            )

        run.server = server
        yield run


def test_sync_of_the_usual_set(inroad):
    done = inroad("arxiv")
    assert done.returncode == 0, done.stderr
    assert "12 new papers" in done.stdout
    assert "the next sync begins with changes of 2024-01-04" in done.stdout
    assert inroad.server.asked[0].params["set"] == "cs"


def test_sync_of_a_query_as_json(inroad):
    done = inroad("arxiv", "--query", "all:pebbles", "--since", "2024-01-01", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["schema"] == "inroad.sync-summary"
    assert (summary["new"], summary["corpus"], summary["next_from"]) == (12, 12, "2024-01-04")
    assert inroad.server.asked[0].params["search_query"] == "all:pebbles"


def test_failures_are_one_line(inroad):
    inroad.server.every = fake.status(503, Retry_After="90000")
    done = inroad("arxiv", "--set", "stat")
    assert (done.returncode, done.stdout) == (1, "")
    assert "asks us to wait 25 hours" in done.stderr.splitlines()[-1]
    assert "run the same command again after" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["--since", "soon"], ["--nothing"]])
def test_wrong_usage(inroad, words):
    assert inroad("arxiv", *words).returncode == 2
    assert not inroad.server.asked


def test_a_set_and_a_query(inroad):
    done = inroad("arxiv", "--set", "cs", "--query", "x")
    assert done.returncode == 1
    assert "cannot be harvested together" in done.stderr
