"""Parsers in turns: everyone has its inputs, a run that was cut short goes on, one that broke waits."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from fuzz.turns import Ran, counts, turns

RATES = {"fast": 100, "slow": 10, "usual": 50}


class Made:
    """Runs that take no time: so many inputs a second."""

    def __init__(self, breaks: str = "") -> None:
        self.breaks, self.seeds, self.order = breaks, Counter[tuple[str, int]](), list[str]()

    def __call__(self, name: str, inputs: int, seconds: int, seed: int) -> Ran:
        self.seeds[name, seed] += 1
        self.order.append(name)
        done = min(inputs, RATES[name] * seconds)
        return Ran(name, done, done / RATES[name], 7, 1, b"\x00" if name == self.breaks else None, "")


def test_each_has_its_inputs_and_what_needs_least_comes_first(tmp_path: Path) -> None:
    run = Made()
    list(turns(tmp_path, list(RATES), 5000, 60, run))
    assert {each.name: each.inputs for each in counts(tmp_path, list(RATES))} == dict.fromkeys(RATES, 5000)
    assert list(dict.fromkeys(run.order[3:])) == ["fast", "usual", "slow"]
    assert set(run.seeds.values()) == {1}


def test_a_run_that_was_cut_short_goes_on(tmp_path: Path) -> None:
    begun = turns(tmp_path, list(RATES), 5000, 60, Made())
    for _ in range(4):
        next(begun)
    before = {each.name: each for each in counts(tmp_path, list(RATES))}
    list(turns(tmp_path, ["fast", "slow"], 5000, 60, Made()))
    after = {each.name: each for each in counts(tmp_path, list(RATES))}
    assert after["usual"] == before["usual"]
    assert after["slow"].inputs == after["fast"].inputs == 5000
    assert after["slow"].turns > before["slow"].turns


def test_one_that_broke_waits_until_its_input_is_taken_away(tmp_path: Path) -> None:
    list(turns(tmp_path, list(RATES), 5000, 60, Made("slow")))
    slow = counts(tmp_path, ["slow"])[0]
    assert (slow.turns, slow.crashes) == (1, 1)
    (kept,) = (tmp_path / "crashes").iterdir()
    assert kept.read_bytes() == b"\x00"
    assert list(turns(tmp_path, ["slow"], 5000, 60, Made())) == []
    kept.unlink()
    list(turns(tmp_path, ["slow"], 5000, 60, Made()))
    assert counts(tmp_path, ["slow"])[0].inputs == 5000


def test_one_without_a_count_is_told_as_nothing(tmp_path: Path) -> None:
    (tmp_path / "counts.json").write_text(json.dumps([]))
    assert counts(tmp_path, ["x"])[0].told() == "| `x` | 0 | 0 | 0 | 0 |"


@pytest.mark.parametrize("inputs", [0, 5000])
def test_what_is_left_of_one(inputs: int, tmp_path: Path) -> None:
    count = counts(tmp_path, ["x"])[0].after(Ran("x", inputs, 10.0, 1, 1, None, ""))
    assert count.left(10_000) == (10.0 if inputs else 0.0)
