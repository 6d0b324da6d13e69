"""What somebody types on the page is judged apart from the server, which goes on answering."""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from inroad.config import Config
from inroad.errors import InputError
from inroad.practice import content
from inroad.practice.limits import Limits
from inroad.practice.room import Room
from inroad.web import checks as queue
from inroad.web.app import create_app
from inroad.web.serve import listening

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
DRILLS = content.bundled()
ATTENTION = DRILLS / "networks" / "attention"
HEAD = "import numpy as np\n\ndef attention_backward(upstream, q, k, v):\n    return q, k, v\n\n"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path)


@dataclass
class Site:
    """A server in this process, so that a test can change its limits and look into its queue."""

    web: httpx.Client
    checks: queue.Checks

    def post(self, address: str, **more) -> httpx.Response:
        return self.web.post(address, **more)

    def get(self, address: str) -> httpx.Response:
        return self.web.get(address)


@pytest.fixture
def client(config: Config) -> Iterator[Site]:
    app = create_app(config, lambda: NOW)
    app.state.desk.checks.limits = Limits(seconds=2)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    with listening(0) as door:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        address = f"http://localhost:{door.getsockname()[1]}"
        with httpx.Client(base_url=address, follow_redirects=True, timeout=60.0, trust_env=False) as web:
            yield Site(web, app.state.desk.checks)
        server.should_exit = True
        thread.join(20)


def checked(client: Site, answer: str, drill_id: str = "attention") -> dict:
    client.post(f"/practice/{drill_id}/start")
    page = client.post(f"/practice/{drill_id}/check", data={"answer": answer})
    assert page.status_code == 200
    return client.get(f"/practice/{drill_id}?as=json").json()["checked"]["verdict"]


def attention(body: str) -> str:
    return f"{HEAD}def attention(q, k, v):\n    {body}\n"


@pytest.mark.parametrize(
    ("body", "outcome", "told"),
    [
        ("while True: pass", "stopped", "2 seconds"),
        ("return np.ones(1 << 34)", "stopped", "memory"),
        ("raise SystemExit(0)", "stopped", "ended the program"),
        ("import os\n    while True: os.fork()", "refused", "os"),
        ("return open('/etc/passwd').read()", "refused", "open"),
        ("import socket\n    socket.create_connection(('127.0.0.1', 80))", "refused", "socket"),
    ],
)
def test_a_hostile_answer_gets_its_verdict_and_the_server_goes_on(client, body, outcome, told):
    verdict = checked(client, attention(body))
    assert verdict["outcome"] == outcome
    assert told.lower() in verdict["message"].lower()
    assert client.get("/about").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError(open('{journal}').read())",
        "import socket; socket.create_connection(('127.0.0.1', {port}))",
        "import os\n    while True: os.fork()",
    ],
    ids=["journal", "network", "forks"],
)
def test_what_passes_the_reading_is_still_held_by_the_sandbox(client, config, monkeypatch, body):
    monkeypatch.setattr("inroad.practice.guard.refusals", lambda *_: ())
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.1)
        names = {"journal": config.journal, "port": door.getsockname()[1]}
        client.post("/practice/attention/start")
        before = config.journal.read_bytes()[:15]
        verdict = checked(client, attention(body.format(**names)))
        if verdict["protection"].startswith("kept apart by limits alone"):
            pytest.skip("limits alone promise nothing against malice")
        assert verdict["outcome"] != "passed"
        assert "SQLite format" not in verdict["message"]
        assert config.journal.read_bytes()[:15] == before
        with pytest.raises(TimeoutError):
            door.accept()


def test_text_of_an_answer_and_of_a_verdict_is_only_text(client):
    evil = "</textarea></pre><script>alert(1)</script>"
    verdict = checked(client, f"# {evil}\nraise ValueError({evil!r})\n")
    page = client.get("/practice/attention").text
    assert verdict["outcome"] == "wrong"
    assert "<script>alert" not in page
    assert page.count("&lt;/textarea&gt;") >= 2


def test_a_check_can_be_cancelled_and_counts_for_nothing(client, config):
    client.post("/practice/attention/start")
    client.checks.limits = Limits(seconds=60)
    asked = client.post(
        "/practice/attention/check",
        data={"answer": attention("while True: pass")},
        headers={"accept": "application/json"},
    )
    assert asked.status_code == 202
    assert _until(lambda: _state(client) == "running")
    assert "Cancel" in client.get("/practice/attention").text
    client.post("/practice/attention/cancel")
    assert _until(lambda: _state(client) == "none")
    assert Room(config, NOW).stand("attention").attempts == 0


def test_one_check_at_once_and_few_that_wait(config, monkeypatch):
    room, running, most = Room(config, NOW), [], []
    lock, gate = threading.Lock(), threading.Event()
    drills = [drill.drill_id for drill in room.catalogue][: queue.MOST_WAITING + 1]

    def slow(self, drill_id, limits=None, watch=None):
        with lock:
            running.append(drill_id)
            most.append(len(running))
        gate.wait(5)
        with lock:
            running.remove(drill_id)
        raise InputError("enough", "")

    monkeypatch.setattr(Room, "check", slow)
    made = queue.Checks(config, lambda: NOW, at_once=1)
    asked = [made.ask(drill_id) for drill_id in drills[:-1]]
    with pytest.raises(InputError, match="waiting"):
        made.ask(drills[-1])
    gate.set()
    for each in asked:
        assert isinstance(each.report.exception(10), InputError)
    assert max(most) == 1


def test_asking_again_ends_the_check_before(client):
    client.post("/practice/attention/start")
    client.checks.limits = Limits(seconds=60)
    json = {"accept": "application/json"}
    client.post("/practice/attention/check", data={"answer": attention("while True: pass")}, headers=json)
    assert _until(lambda: _state(client) == "running")
    right = (ATTENTION / "solution.py").read_text("utf-8")
    assert checked(client, right)["outcome"] == "passed"


def _state(client: Site) -> str:
    return client.get("/practice/attention/check").json()["state"]


def _until(holds, patience: float = 30.0) -> bool:
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
