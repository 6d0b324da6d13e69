"""Packages in a real browser: one of each way of running, and what cannot work is told."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from demo_sample import REPOSITORIES, made, written

from inroad.config import Config
from inroad.errors import InputError
from inroad.journal import events
from inroad.journal.store import open_journal
from inroad.workshop.demo.trying import CHROMIUM, tried

SRC = Path(__file__).parents[3] / "src"
needs_both = pytest.mark.skipif(
    importlib.util.find_spec("gradio") is None or not any(map(shutil.which, CHROMIUM)),
    reason="no gradio or no Chromium",
)


@needs_both
@pytest.mark.parametrize(
    ("name", "real", "shown"),
    [
        ("01_argparse_forty", True, "<img>"),
        ("11_predictor", True, "[pirate]"),
        ("08_gpu_only", False, "Stub: made up"),
    ],
)
def test_it_answers(tmp_path, browser, name, real, shown):
    made(REPOSITORIES[name], tmp_path / "out", stub=False)
    report = tried(tmp_path / "out", real=real, python=None, tell=lambda *_: None, browser=browser)
    assert report.passed, report.steps
    assert shown in report.answer
    assert all(each.passed for each in report.steps)  # nothing was asked of the outside either


@needs_both
def test_an_error_of_the_original_reaches_the_page(tmp_path, browser):
    made(REPOSITORIES["20_errors"], tmp_path / "out", stub=False)
    report = tried(tmp_path / "out", real=True, python=None, tell=lambda *_: None, browser=browser)
    assert not report.passed
    assert (
        "No weights at 'checkpoints/summariser.bin': fetch them with <b>download.sh</b>"
        in report.steps[3].reason
    )


def inroad(*words: str) -> list[str]:
    return [sys.executable, "-m", "inroad.cli", "demo", *words]


def environment(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SRC), "INROAD_HOME": str(tmp_path / "home"), "COLUMNS": "100"}


def test_the_commands(tmp_path):
    place = written(tmp_path / "r", {"predict.py": "def predict(text: str) -> str:\n    return text\n"})
    out = str(tmp_path / "out")
    run = {"env": environment(tmp_path), "capture_output": True, "text": True, "check": False, "timeout": 120}
    told = subprocess.run(inroad(str(place), "-o", out), **run)
    assert told.returncode == 0, told.stderr
    assert "r: a demo in" in told.stdout
    told = json.loads(subprocess.run(inroad("make", str(place), "-o", out, "--stub", "--json"), **run).stdout)
    assert (told["schema"], told["entry"]["entry_id"]) == ("inroad.demo-report", "predict.py:predict")
    (tmp_path / "out" / "app.py").write_text("raise ValueError('broken')")
    ran = subprocess.run(inroad("test", out, "--json"), **run)
    told = json.loads(ran.stdout)
    assert (ran.returncode, told["passed"], told["steps"][0]["reason"]) == (1, False, "ValueError: broken")
    assert subprocess.run(inroad("test", str(place)), **run).returncode == 1
    assert subprocess.run(inroad("test", out, "--python", "/nowhere/python"), **run).returncode == 1
    assert not open_journal(Config(tmp_path / "home")).exists
    assert subprocess.run(inroad("test", out, "--real", "--url", "example.org"), **run).returncode == 2
    assert subprocess.run(inroad("test", out, "--real"), **run).returncode == 1
    with open_journal(Config(tmp_path / "home")).reading() as connection:
        (kept,) = events.read(connection, "demos")
    assert (kept.what, kept.subject, kept.data) == ("failed", "out", {"title": "r"})


def test_a_server_that_never_answers_is_ended_with_its_children(tmp_path):
    """Interrupted while it waits for the page, nothing of what it started is left."""
    source = "import subprocess, time\n\ndef page(): ...\n\nif __name__ == '__main__':\n"
    source += "    child = subprocess.Popen(['sleep', '600'])\n"
    source += "    open('pids', 'w').write(str(child.pid))\n    time.sleep(600)\n"
    out = written(tmp_path / "out", {"app.py": source, "api.py": "", "call.py": ""})
    with subprocess.Popen(
        inroad("test", str(out)), env=environment(tmp_path), stderr=subprocess.PIPE
    ) as running:
        until = time.monotonic() + 60
        while not ((out / "pids").exists() and (out / "pids").read_text()) and time.monotonic() < until:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130
    child = int((out / "pids").read_text())
    until = time.monotonic() + 20
    while Path(f"/proc/{child}").exists() and _state(child) != "Z" and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists() or _state(child) == "Z"


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def test_there_must_be_a_package(tmp_path):
    with pytest.raises(InputError, match=r"no app\.py"):
        tried(tmp_path, real=False, python=None, tell=lambda *_: None)
