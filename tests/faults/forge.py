"""A warmed process that runs command lines of the program in children, which may be killed at any moment.

Every line on standard input orders one child, as JSON; every answer is one line.  An order has ``argv`` (a
command line) or ``call`` (``module:function`` with ``arguments``, whose answer comes back as JSON), and may
have ``die_after`` (seconds of its own processor time, after which it is killed: wall time says more of the
machine than of how far a run has come), ``environment``, ``clock``
(seconds that the system's clock is wrong by), ``bound`` (by modes of files, which root is not) and ``memory``
(bytes of address space).

Nothing of Polars, NumPy or tantivy is *used* here: their threads would not live on in a child.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rights import obey_modes

WARM = (
    *("polars", "numpy", "tantivy", "httpx", "stamina", "rich.progress", "rich.table", "orjson", "filelock"),
    *("inroad.cli.door", "inroad.atlas.build", "inroad.search.build", "inroad.search.vectors.build"),
    *("inroad.search.map.build", "inroad.sync.harvest", "inroad.sync.signals", "inroad.corpus.ingest"),
    *(
        "inroad.sources.files",
        "inroad.sources.parquet",
        "inroad.scout",
        "inroad.openings.find",
        "inroad.shown",
    ),
    *("inroad.openings.asking", "inroad.journal.health", "inroad.report.json", "inroad.report.text"),
    *("inroad.doctor", "inroad.workshop.claim.bench", "inroad.search.search"),
    *(
        "inroad.cli." + name
        for name in ("ingest", "sync", "atlas", "index", "log", "claim", "scout", "doctor")
    ),
    *("inroad.cli." + name for name in ("search", "openings", "method", "export", "journal", "helped")),
)


def child(order: dict[str, Any], out: int, streams: tuple[Any, Any]) -> None:
    """Do what was ordered and leave; 99 means an exception that nobody caught."""
    os.setsid()
    for number, stream in ((1, streams[0]), (2, streams[1])):
        os.dup2(stream.fileno(), number)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="replace", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="replace", closefd=False)
    code = 99
    try:
        os.environ.update(order.get("environment", {}))
        _hindered(order)
        code = _done(order, out)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(out, f"\n{time.process_time()}".encode())
    os._exit(code)


def _hindered(order: dict[str, Any]) -> None:
    if order.get("memory"):
        resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    if order.get("clock"):
        wrong_clock(order["clock"])
    if order.get("bound"):
        obey_modes()


def _done(order: dict[str, Any], out: int) -> int:
    if "argv" in order:
        from inroad.cli import main

        return int(main(order["argv"]))
    module, _, name = order["call"].partition(":")
    answer = getattr(importlib.import_module(module), name)(*order.get("arguments", ()))
    os.write(out, json.dumps(answer).encode())
    return 0


def wrong_clock(seconds: float) -> None:
    """Let every part of the program that asks for the day be told a wrong one."""
    real = dt.datetime
    shift = dt.timedelta(seconds=seconds)

    class Wrong(real):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return real.now(tz) + shift

    dt.datetime = Wrong  # type: ignore[misc]
    ticks = time.time
    time.time = lambda: ticks() + seconds
    for module in [each for name, each in sys.modules.items() if name.startswith("inroad.") and each]:
        if getattr(module, "NOW", None) is not None:
            module.NOW = Wrong.now  # type: ignore[attr-defined]


def life(order: dict[str, Any]) -> dict[str, Any]:
    """One child from birth to death."""
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        born = os.fork()
        if born == 0:
            os.close(reading)
            child(order, writing, (stdout, stderr))
        os.close(writing)
        answer, killed, status, used = _watched(born, reading, order)
        stdout.seek(0)
        stderr.seek(0)
        answer, _, own = answer.rpartition(b"\n")
        return {
            "killed": killed,
            "code": None if killed else os.waitstatus_to_exitcode(status),
            "out": stdout.read().decode("utf-8", "replace"),
            "err": stderr.read().decode("utf-8", "replace"),
            "answer": json.loads(answer) if answer else None,
            "seconds": float(own or 0),
            "cpu": used.ru_utime + used.ru_stime,
        }


def _watched(born: int, reading: int, order: dict[str, Any]) -> tuple[bytes, bool, int, Any]:
    """Wait for a child, or kill it when its time has come."""
    while "die_after" in order:
        done, status, used = os.wait4(born, os.WNOHANG)
        if done:
            return _rest(reading), os.WIFSIGNALED(status), status, used
        if _clock(born) >= order["die_after"]:
            os.kill(born, signal.SIGKILL)
            break
        time.sleep(0.001)
    answer = _rest(reading)
    _, status, used = os.wait4(born, 0)
    return answer, os.WIFSIGNALED(status), status, used


def _clock(pid: int) -> float:
    """Processor time of another process, as clock_getcpuclockid(3) names it."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def _rest(reading: int) -> bytes:
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    for name in WARM:
        importlib.import_module(name)
    for line in sys.stdin:
        print(json.dumps(life(json.loads(line))), flush=True)
