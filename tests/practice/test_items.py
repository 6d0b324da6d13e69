"""Placement items: short, fair, one right way among wrong ones, in every bundled drill."""

import ast
from pathlib import Path

import pytest

from inroad.practice import content
from inroad.practice.items import OPTIONS, item
from inroad.practice.validate import judge

FOLDERS = tuple(content.folders(content.bundled()))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_options_differ_and_tell_nothing_by_themselves(folder: Path) -> None:
    drill = content.load(folder)
    for seed in "ab":
        asked = item(drill, seed)
        assert len(set(asked.options)) == OPTIONS
        assert asked.function in drill.calls
        for option in asked.options:
            assert "diagnosis" not in option
            assert any(getattr(n, "name", "") == asked.function for n in ast.walk(ast.parse(option)))


def test_the_right_one_passes_and_the_wrong_ones_do_not() -> None:
    drill = content.load(content.bundled() / "adapting" / "dora")
    whole = (Path(drill.folder) / "solution.py").read_text("utf-8")
    for seed in "abcd":
        asked = item(drill, seed)
        passed = [judge(drill, f"{whole}\n\n{option}").outcome == "passed" for option in asked.options]
        assert passed == [place == asked.right for place in range(OPTIONS)]


def test_the_same_seed_gives_the_same_item_and_another_one_another() -> None:
    drill = content.load(FOLDERS[0])
    assert item(drill, "a") == item(drill, "a")
    assert len({item(drill, seed).options for seed in "abcdef"}) > 1


def test_the_task_speaks_of_the_function_asked_about() -> None:
    drill = content.load(content.bundled() / "adapting" / "lora")
    tasks = {asked.function: asked.task for asked in (item(drill, str(seed)) for seed in range(12))}
    for function, task in tasks.items():
        assert f"- `{function}(" in task
        assert task.count("- `") == 1
        assert task.startswith("# LoRA")
