"""A process that gives life to harvests and lets them be killed at an exact step.

Every line on standard input orders one harvest, which runs in a child of its own; the answer is one line.
With ``die_at`` the child kills itself, without any chance to tidy up, just before the n-th time it is
about to open for writing, rename or remove a file in the home.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from inroad import sync
from inroad.config import Config
from inroad.sources.http import Client, Manners

STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}


class Steps:
    """Counts changes of the disk, and dies before the one that was ordered."""

    def __init__(self, home: str, die_at: int) -> None:
        self.home, self.die_at, self.count = home, die_at, 0

    def __call__(self, event: str, arguments: tuple) -> None:
        writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if (event in STEPS or writes) and str(arguments[0]).startswith(self.home):
            self.count += 1
            if self.count == self.die_at:
                os.kill(os.getpid(), signal.SIGKILL)


def harvest(order: dict) -> int:
    """The number of steps that a whole harvest took."""
    steps = Steps(order["home"], order.get("die_at", 0))
    sys.addaudithook(steps)
    places = sync.Places(order["oai"], order["api"])
    with Client(Manners(interval=0, backoff=0.01)) as client:
        sync.arxiv(
            Config(Path(order["home"])), client, query=order["query"], places=places, batch=order["batch"]
        )
    return steps.count


def child(order: dict, out: int) -> None:
    try:
        os.write(out, str(harvest(order)).encode())
        os._exit(0)
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        os._exit(1)


def life(order: dict) -> dict:
    """One child from birth to death; with ``die_after`` it is killed from outside after so many seconds."""
    reading, writing = os.pipe()
    born = os.fork()
    if born == 0:
        child(order, writing)
    os.close(writing)
    if "die_after" in order:
        time.sleep(order["die_after"])
        os.kill(born, signal.SIGKILL)
    _, status = os.waitpid(born, 0)
    steps = os.read(reading, 20)
    os.close(reading)
    return {
        "killed": os.WIFSIGNALED(status),
        "failed": os.WIFEXITED(status) and status != 0,
        "steps": int(steps or 0),
    }


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(life(json.loads(line))), flush=True)
