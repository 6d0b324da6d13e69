"""``inroad drill`` and ``inroad recall`` as a learner meets them: real processes, a real journal."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from inroad.practice import content

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ATTENTION = content.bundled() / "networks" / "attention"


@pytest.fixture
def answer(inroad: Run, tmp_path: Path) -> Path:
    """Where the answer to a drill that was begun is written."""
    assert inroad("drill", "start", "attention").returncode == 0
    return tmp_path / "home" / "practice" / "attention" / "answer.py"


def write(answer: Path, which: str) -> None:
    answer.write_text((ATTENTION / which).read_text("utf-8"), "utf-8")


def test_a_newcomer_is_told_what_to_begin_with(inroad: Run) -> None:
    listed = inroad("drill", "list").stdout
    assert "o attention" in listed
    assert "inroad drill start" in inroad("drill", "next").stdout


def test_start_lays_task_shapes_and_stub(inroad: Run, answer: Path) -> None:
    told = inroad("drill", "start", "attention").stdout
    assert "           +--> scores (n, m)" in told  # the drawing keeps its spaces
    assert "raise NotImplementedError" in answer.read_text("utf-8")
    assert "## Shapes" in (answer.parent / "TASK.md").read_text("utf-8")


def test_starting_again_keeps_what_was_written(inroad: Run, answer: Path) -> None:
    answer.write_text("mine = 1\n", "utf-8")
    inroad("drill", "start", "attention")
    assert answer.read_text("utf-8") == "mine = 1\n"
    inroad("drill", "start", "attention", "--reset")
    assert "NotImplementedError" in answer.read_text("utf-8")
    assert (answer.parent / "answer-1.py").read_text("utf-8") == "mine = 1\n"


def test_a_wrong_answer_is_told_its_mistake_and_its_smallest_example(inroad: Run, answer: Path) -> None:
    write(answer, "wrong/unscaled.py")
    done = inroad("drill", "check")
    assert done.returncode == 1
    assert "the scaling by 1/sqrt(d) is missing" in done.stdout
    assert "expected:" in done.stdout
    assert "ok  attention has the right shape" in done.stdout
    assert "Your last answer: it failed at values: the scaling" in inroad("drill", "explain").stdout


def test_a_drill_is_explained_with_its_method_among_others(inroad: Run) -> None:
    told = " ".join(inroad("drill", "explain", "dora").stdout.split())
    for part in (
        "What it is:",
        "The idea:",
        "Formula:",
        "Where it is used:",
        "inroad method dora@2402.09353",
    ):
        assert part in told
    assert "builds on: LoRA" in told
    report = json.loads(inroad("drill", "explain", "dora", "--json").stdout)
    assert (report["schema"], report["descent"]["introduced_by"]) == ("inroad.explanation", "2402.09353")
    assert report["last"] is None
    assert json.loads(inroad("drill", "explain", "bootstrap", "--json").stdout)["descent"] is None


def test_a_pass_is_planned_again_and_opens_the_solution(inroad: Run, answer: Path) -> None:
    assert "not passed" in inroad("drill", "solution", "attention").stderr
    write(answer, "alternatives/loops.py")
    done = inroad("drill", "check", "attention", "--json")
    report = json.loads(done.stdout)
    assert (report["schema"], report["verdict"]["outcome"]) == ("inroad.check-report", "passed")
    assert report["due"] is not None
    assert "def attention_backward" in inroad("drill", "solution", "attention").stdout
    stats = json.loads(inroad("drill", "stats", "--json").stdout)
    assert stats["learnt"] == 1
    assert "x attention" in inroad("drill", "map").stdout


def test_hints_come_in_steps_and_count(inroad: Run, answer: Path) -> None:
    told = [inroad("drill", "hint").stdout for _ in range(4)]
    assert [each[:11] for each in told] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"]
    write(answer, "solution.py")
    assert json.loads(inroad("drill", "check", "--json").stdout)["grade"] == "hard"


def test_a_surrender_shows_the_solution_and_counts(inroad: Run, answer: Path) -> None:
    assert "def attention" in inroad("drill", "solution", "--surrender").stdout
    states = json.loads(inroad("drill", "list", "--json").stdout)["drills"]
    (state,) = (s for s in states if s["drill"]["drill_id"] == "attention")
    assert (state["passes"], state["standing"]) == (0, "learnt")  # not due before tomorrow


def test_a_banned_import_is_refused_with_its_line(inroad: Run, answer: Path) -> None:
    answer.write_text("import torch\n", "utf-8")
    done = inroad("drill", "check")
    assert done.returncode == 1
    assert "line 1: import of torch" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check",), "no drill was begun yet"),
        (("check", "attention"), "inroad drill start attention"),
        (("start", "atention"), "did you mean attention"),
        (("hint", "attention"), "was not started"),
        (("new", "No Id!"), "lower-case"),
    ],
)
def test_what_cannot_be_is_one_line_that_says_what_to_do(
    inroad: Run, arguments: tuple[str, ...], told: str
) -> None:
    done = inroad("drill", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_answer_that_is_gone_or_no_text(inroad: Run, answer: Path) -> None:
    answer.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in inroad("drill", "check").stderr
    answer.unlink()
    assert "is not there" in inroad("drill", "check").stderr


def test_a_drill_of_ones_own(inroad: Run, tmp_path: Path) -> None:
    inroad("drill", "new", "twice")
    assert "twice" in inroad("drill", "list").stdout
    inroad("drill", "start", "twice")
    mine = tmp_path / "home" / "practice" / "twice" / "answer.py"
    mine.write_text("def twice(x):\n    return x + 0\n", "utf-8")
    assert "the factor is missing" in inroad("drill", "check", "twice").stdout
    mine.write_text("def twice(x):\n    return x + x\n", "utf-8")
    assert inroad("drill", "check", "twice").returncode == 0


# -- questions ------------------------------------------------------------------------------------


def typed(environment: dict[str, str], keys: str, *arguments: str) -> str:
    command = [sys.executable, "-m", "inroad.cli", *arguments]
    done = subprocess.run(
        command, env=environment, input=keys, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_cards_come_with_a_pass_and_go_until_they_are_due(
    inroad: Run, environment: dict[str, str], answer: Path
) -> None:
    assert "No card is due" in inroad("recall").stdout
    write(answer, "solution.py")
    inroad("drill", "check")
    told = typed(environment, "because of the variance\n3\nwhy\nnonsense\n1\nq\nq\n", "recall")
    assert told.count("model answer:") == 3
    assert "1 of 1" in typed(environment, "", "recall")


def test_placement_asks_until_it_is_stopped(environment: dict[str, str]) -> None:
    told = typed(environment, "?\nx\nq\n", "drill", "place")
    assert told.count("Exactly one is right") == 2 or "of 1 right" in told
    assert "0 of 1 right" in told


# -- watching -------------------------------------------------------------------------------------


def test_watching_checks_at_each_save_and_listens_to_keys(environment: dict[str, str], answer: Path) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "inroad.cli", "drill", "check", "attention", "--watch"]
    watching = subprocess.Popen(command, env=environment, stdin=child, stdout=child, stderr=child)
    os.close(child)
    try:
        assert "not written yet" in until(parent, "q quit")
        write(answer, "wrong/unscaled.py")
        assert "scaling" in until(parent, "q quit")
        os.write(parent, b"h")
        assert "Hint 1" in until(parent, "Hint 1")
        write(answer, "solution.py")
        assert "Passed." in until(parent, "q quit")
        os.write(parent, b"q")
        assert watching.wait(timeout=20) == 0
    finally:
        watching.kill()
        os.close(parent)


def until(terminal: int, told: str, seconds: float = 40.0) -> str:
    """What a terminal shows until it has shown ``told``."""
    text, end = "", time.monotonic() + seconds
    while told not in text and time.monotonic() < end:
        if select.select([terminal], [], [], 0.5)[0]:
            text += os.read(terminal, 4096).decode("utf-8", "replace")
    return text
