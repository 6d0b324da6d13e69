import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    dropped = {"FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "COLUMNS", "NO_COLOR", "INROAD_HOME"}
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    path = os.pathsep.join([str(HERE.parents[1] / "src"), str(HERE)])
    return kept | {"PYTHONPATH": path, "INROAD_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def inroad(environment: dict[str, str], tmp_path: Path) -> Run:
    """The real program in a process of its own."""
    return _runner([sys.executable, "-m", "inroad.cli"], environment, tmp_path)


@pytest.fixture
def pretending(environment: dict[str, str], tmp_path: Path) -> Run:
    """The same with a stand-in for the atlas; the first argument is the case."""
    return _runner([sys.executable, str(HERE / "driver.py")], environment, tmp_path)


def _runner(command: list[str], environment: dict[str, str], folder: Path) -> Run:
    def run(*arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*command, *arguments],
            env=environment | changes,
            cwd=folder,
            timeout=60,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run
