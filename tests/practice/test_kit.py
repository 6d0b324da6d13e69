"""The kit: the same inputs everywhere, helpers checked first, and diagnoses that hold."""

import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from inroad.practice import content, diagnosis
from inroad.practice.kit import Failed, array, choice, grows, inputs, number, prop, same, size
from inroad.practice.kit.check import drawn
from inroad.practice.kit.order import build_order, ordered
from inroad.practice.worker import STAGES

# -- the same inputs in every process -------------------------------------------------------------

SHOWING = """
from inroad.practice.kit import array, inputs, integers, number, size
from inroad.practice.kit.check import drawn

@inputs
def several(draw):
    return array(draw, size(draw, 1, 9)).sum(), number(draw, 0.0, 9.0), integers(draw, 0, 10_000, 2).sum()

print([tuple(map(float, each)) for each in drawn(several, 200)])
"""
LOADS = ("", "import many_numbers\n", "import polars, asyncio\n")


def test_inputs_do_not_depend_on_what_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "many_numbers.py").write_text(f"MANY = {[*range(100, 65_000, 71)]}\n")
    path = os.pathsep.join([str(Path(__file__).parents[2] / "src"), str(tmp_path)])
    shown = {
        subprocess.run(
            [sys.executable, "-c", loads + SHOWING],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": str(len(loads))},
        ).stdout
        for loads in LOADS
    }
    assert len(shown) == 1


@inputs
def everything(draw):
    return size(draw, 2, 5), number(draw, -1.5, 2.0), choice(draw, "abc"), array(draw, 2)


def test_draws_stay_within_their_limits_and_reach_all_of_them() -> None:
    sizes, numbers, letters, _ = zip(*drawn(everything, 200), strict=True)
    assert set(sizes) == {2, 3, 4, 5}
    assert set(letters) == set("abc")
    assert -1.5 <= min(numbers) < -1.2
    assert 1.7 < max(numbers) <= 2.0
    assert all(round(each, 3) == each for each in numbers)


def test_the_smallest_failing_input_is_shown() -> None:
    def holds(answer, reference, n, x, letter, values):
        assert n < 4 or letter == "a", "too long"

    with pytest.raises(Failed) as caught:
        prop("values", "it is short", holds, everything).run(ModuleType("answer"), ModuleType("reference"))
    assert caught.value.arguments[0] == 4
    assert caught.value.arguments[2] == "b"


# -- order ----------------------------------------------------------------------------------------

SOLUTION = """
def inner(x): return x
def hidden(x): return inner(x)
class Node:
    def go(self): return hidden(1)
def outer(x): return Node().go()
"""


@pytest.mark.parametrize(
    "calls", [("inner", "Node", "outer"), ("outer", "Node", "inner"), ("Node", "outer", "inner")]
)
def test_helpers_come_first_however_they_are_listed(calls: tuple[str, ...]) -> None:
    assert build_order(SOLUTION, calls) == ("inner", "Node", "outer")


def test_functions_that_use_each_other_keep_their_order() -> None:
    both = "def even(n): return n == 0 or odd(n - 1)\ndef odd(n): return n and even(n - 1)\n"
    assert build_order(both, ("odd", "even")) == ("even", "odd")
    assert build_order(both, ("even", "odd")) == ("odd", "even")
    assert build_order("def a(): pass\ndef b(): pass\n", ("b", "a")) == ("b", "a")


@inputs
def vectors(draw):
    return (array(draw, size(draw, 2, 4)),)


def test_all_stages_of_a_helper_come_before_what_is_built_on_it() -> None:
    round_trip = prop(
        "invariance", "back again", lambda answer, reference, x: answer.inner(answer.outer(x)), vectors
    )
    checks = [*same("outer", vectors), round_trip, *same("inner", vectors)]
    told = [check.name for check in ordered(checks, SOLUTION, ("outer", "inner"), STAGES)]
    assert told[:4] == [
        f"inner {x}" for x in ("runs", "has the right shape", "has the right type", "has the right values")
    ]
    assert told[-1] == "back again"


@pytest.mark.parametrize("folder", list(content.folders(content.bundled())), ids=lambda folder: folder.name)
def test_every_function_of_a_drill_is_in_its_solution(folder: Path) -> None:
    drill = content.load(folder)
    source = (folder / "solution.py").read_text("utf-8")
    assert sorted(build_order(source, drill.calls)) == sorted(drill.calls)
    assert all(f"def {name}(" in source or f"class {name}" in source for name in drill.calls)


# -- diagnosis ------------------------------------------------------------------------------------


def module(**functions) -> ModuleType:
    made = ModuleType("answer")
    vars(made).update(functions)
    return made


def test_equally_right_results_are_one_before_mistakes_are_told_apart() -> None:
    """Directions whose sign is free: the mistake gives one sign, the answer that makes it the other."""
    mistakes: dict = {"__name__": "mistakes"}
    exec(
        "from inroad.practice.kit import mistake\n"
        "@mistake('it is not normalised')\ndef direction(x): return x\n",
        mistakes,
    )
    known = ModuleType("mistakes")
    vars(known).update(mistakes)
    reference = module(direction=lambda x: x / np.linalg.norm(x))
    answer = module(direction=lambda x: -x)

    @inputs
    def apart(draw):
        return (array(draw, size(draw, 2, 4)) + 7.0,)

    *earlier, values = same("direction", apart, canon=lambda x: x * np.sign(x[0]))
    for check in earlier:
        check.run(answer, reference)
    with pytest.raises(Failed) as caught:
        values.run(answer, reference)
    assert diagnosis.diagnose(values, caught.value, answer, reference, known) == "it is not normalised"


# -- cost -----------------------------------------------------------------------------------------


def pairs(x):
    return [sum(1 for b in x if b < a) for a in x]


def running(x):
    total, out = 0, []
    for each in x:
        total += each
        out.append(total)
    return out


def hoard(x):
    raise MemoryError


def cost_of(function) -> Failed | None:
    check = grows("f", lambda n: (list(range(n)),), power=1, mistake="every pair is compared", sizes=SIZES)
    try:
        check.run(module(f=function), module())
    except Failed as failed:
        return failed
    return None


SIZES = (64, 128, 256, 512, 1024, 2048)


def test_a_quadratic_answer_is_told_so_and_a_linear_one_passes() -> None:
    failed = cost_of(pairs)
    assert failed is not None
    assert failed.diagnosis == "every pair is compared"
    assert "it can be had with n^1" in failed.message
    assert cost_of(running) is None
    assert cost_of(len) is None  # too fast to be measured is fast enough


def slow_pairs(values):
    """So slow that the smallest size alone takes long."""
    until = time.process_time() + 0.04 * (len(values) / SIZES[0]) ** 2
    while time.process_time() < until:
        pass


def test_an_answer_that_takes_long_from_the_first_size_on_is_told_so() -> None:
    failed = cost_of(slow_pairs)
    assert failed is not None
    assert "grows as n^2.0" in failed.message
    assert f"n = {SIZES[1]}" in failed.message


def test_running_out_of_memory_is_a_matter_of_cost() -> None:
    failed = cost_of(hoard)
    assert failed is not None
    assert "memory" in failed.message
    assert failed.diagnosis == "every pair is compared"
