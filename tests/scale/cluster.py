"""Processes of the cluster that tests use."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

MASTER = "local-cluster[2,1,2048]"
"""A master and two workers, each with a process of its own that runs tasks."""


def executors() -> list[int]:
    """Processes that run tasks, of this test's cluster alone."""
    return [pid for pid in _below(os.getpid()) if "CoarseGrainedExecutorBackend" in _command(pid)]


def kill(pid: int) -> None:
    """Without a word, as a machine is lost."""
    os.kill(pid, signal.SIGKILL)


def _below(pid: int) -> Iterator[int]:
    try:
        tasks = [task / "children" for task in Path(f"/proc/{pid}/task").iterdir()]
        children = [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return
    for child in children:
        yield child
        yield from _below(child)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
