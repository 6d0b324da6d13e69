"""Processes of the cluster that tests use, and one of them lost while it works."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MASTER = "local-cluster[2,1,2048]"
"""A master and two workers, each with a process of its own that runs tasks."""


def executors() -> set[int]:
    """Processes that run tasks, of this test's cluster alone."""
    return {pid for pid in below(os.getpid()) if "CoarseGrainedExecutorBackend" in _command(pid)}


@contextmanager
def one_lost(running: Any) -> Iterator[list[int]]:
    """Kill an executor as soon as a job has some tasks done and some to do; gives which one."""
    lost: list[int] = []
    over = threading.Event()
    watch = threading.Thread(target=_kill_one, args=(running.sparkContext.statusTracker(), lost, over))
    watch.start()
    try:
        yield lost
    finally:
        over.set()
        watch.join()


def _kill_one(tracker: Any, lost: list[int], over: threading.Event) -> None:
    while not over.is_set():
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and 2 <= stage.numCompletedTasks < stage.numTasks - 4 for stage in stages):
            lost.append(min(executors()))
            os.kill(lost[0], signal.SIGKILL)
            return
        time.sleep(0.02)


def below(pid: int) -> Iterator[int]:
    """All processes that a process started."""
    try:
        tasks = [task / "children" for task in Path(f"/proc/{pid}/task").iterdir()]
        children = [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return
    for child in children:
        yield child
        yield from below(child)


def listening(pid: int) -> set[str]:
    """Addresses on which a process waits for others, as the kernel writes them."""
    try:
        links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return set()
    rows = [
        line.split()
        for kind in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()
    ]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in links}


LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
