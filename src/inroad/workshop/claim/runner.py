"""Runs of a claim, each in a process of its own, several at a time; what ended is on the disk at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from inroad.types import Claim, ClaimEnvironment, ClaimRun, RunRole
from inroad.workshop.claim.manifest import PILOT
from inroad.workshop.claim.runs import Log
from inroad.workshop.claim.samples import Key, counting, planned
from inroad.workshop.keys import without_keys

TAIL = 4000
"""Characters of a complaint that are kept."""
Clock = Callable[[], dt.datetime]
Tell = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One run to be made."""

    seed: int
    variant: str
    data: str
    role: RunRole = "main"


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that ended, and what it ran on where it could still tell."""

    run: ClaimRun
    environment: ClaimEnvironment | None


def tasks(claim: Claim, runs: Sequence[ClaimRun], code: str, *, retry: bool = False) -> list[Task]:
    """What is still to be run: all that is planned, then the first seed of each variant once more.

    Args:
        claim: what is planned.
        runs: what was run before; it is left out.
        code: hash of the code that is run now; runs of another one are made again.
        retry: also run again what failed.
    """
    first = claim.seeds[:1]
    again = [key for key in planned(claim) if key[0] in first]
    wanted = [Task(*key) for key in planned(claim)] + [Task(*key, role="again") for key in again]
    done = {role: counting(runs, code, role) for role in ("main", "again")}
    return [task for task in wanted if _is_due(done[task.role].get(_key(task)), retry)]


def pilot_tasks(claim: Claim, runs: Sequence[ClaimRun], code: str, seeds: int) -> list[Task]:
    """Runs with seeds that never decide, to see how much results vary."""
    done = counting(runs, code, "pilot")
    keys = planned(replace(claim, seeds=tuple(range(PILOT, PILOT + seeds))))
    return [Task(*key, role="pilot") for key in keys if key not in done]


def run_all(
    folder: Path,
    claim: Claim,
    code: str,
    todo: Sequence[Task],
    log: Log,
    *,
    jobs: int,
    now: Clock,
    tell: Tell,
) -> int:
    """Run tasks and write each down as it ends; how many failed.

    Whatever ends this early, also an interruption, stops the runs in flight; they leave nothing behind.
    """
    waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
    ended: queue.SimpleQueue[Ended | BaseException] = queue.SimpleQueue()
    for task in todo:
        waiting.put(task)
    bench = _Bench(folder, claim, code, now)
    threads = [threading.Thread(target=bench.work, args=(waiting, ended), daemon=True) for _ in range(jobs)]
    tell("runs", 0, len(todo))
    try:
        for thread in threads:
            thread.start()
        return sum(_kept(_next(ended), log, tell, done, len(todo)) for done in range(1, len(todo) + 1))
    finally:
        bench.close()
        for thread in threads:
            thread.join(timeout=5)


def _kept(one: Ended | BaseException, log: Log, tell: Tell, done: int, of: int) -> bool:
    """Write down one run; whether it failed."""
    if isinstance(one, BaseException):
        raise one
    log.add(one.run, one.environment)
    tell("runs", done, of)
    return one.run.status == "failed"


class _Bench:
    """Where runs of one claim are made."""

    def __init__(self, folder: Path, claim: Claim, code: str, now: Clock) -> None:
        self.folder, self.claim, self.code, self.now = folder.resolve(), claim, code, now
        self._alive: set[subprocess.Popen[bytes]] = set()
        self._lock, self._closed = threading.Lock(), False

    def close(self) -> None:
        """Make no more runs, and stop those that are going on."""
        with self._lock:
            self._closed = True
            for process in self._alive:
                _kill(process)

    def work(self, waiting: queue.SimpleQueue[Task], ended: queue.SimpleQueue[Ended | BaseException]) -> None:
        """Make one run after the other until none is left."""
        try:
            while not self._closed:
                found = self._run(waiting.get_nowait())
                if found is not None:
                    ended.put(found)
        except queue.Empty:
            return
        except BaseException as error:
            ended.put(error)

    def _run(self, task: Task) -> Ended | None:
        with tempfile.TemporaryDirectory(prefix="inroad-claim-") as room:
            start = time.monotonic()
            said, complaint = self._process(task, Path(room))
            seconds = time.monotonic() - start
        if self._closed:
            return None
        metrics = said.get("metrics") or {}
        environment = _environment(said.get("packages"), self._python)
        run = ClaimRun(
            task.seed,
            task.variant,
            task.data,
            task.role,
            "ok" if metrics else "failed",
            tuple(sorted(metrics.items())),
            "" if metrics else (said.get("error") or complaint or "it ended without figures")[-TAIL:],
            seconds,
            said.get("processor"),
            said.get("memory"),
            self.now(),
            self.code,
            environment.environment if environment else "",
        )
        return Ended(run, environment)

    def _process(self, task: Task, room: Path) -> tuple[dict[str, Any], str]:
        """What a run said, and the end of what it complained."""
        request, result, noise = room / "task.json", room / "result.json", room / "stderr"
        request.write_text(json.dumps(self._request(task)), encoding="utf-8")
        with noise.open("wb") as stderr, (room / "stdout").open("wb") as stdout:
            process = self._start([request, result], stdout, stderr)
            if process is None:
                return {}, ""
            try:
                process.wait(self.claim.seconds)
                late = False
            except subprocess.TimeoutExpired:
                late = True
            _kill(process)
            process.wait()
            with self._lock:
                self._alive.discard(process)
        if late:
            return {}, f"{_tail(noise)}stopped: it took longer than {self.claim.seconds:g} s (run.seconds)"
        with suppress(OSError, ValueError):
            return dict(json.loads(result.read_text(encoding="utf-8"))), _tail(noise)
        return {}, f"{_tail(noise)}ended with code {process.returncode} and without a result"

    def _start(self, files: list[Path], stdout: Any, stderr: Any) -> subprocess.Popen[bytes] | None:
        worker = Path(__file__).with_name("worker.py")
        with self._lock:
            if self._closed:
                return None
            process = subprocess.Popen(  # noqa: S603
                [self._python, str(worker), *map(str, files)],
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                env=given(),
                start_new_session=True,
            )
            self._alive.add(process)
            return process

    def _request(self, task: Task) -> dict[str, Any]:
        return {
            "folder": str(self.folder),
            "file": self.claim.file,
            "command": list(self.claim.command),
            "seed": task.seed,
            "variant": task.variant,
            "data": task.data,
        }

    @property
    def _python(self) -> str:
        return self.claim.python or sys.executable


def _next(ended: queue.SimpleQueue[Any]) -> Any:
    """The next that ends; looks up now and then, so that an interruption is noticed on every system."""
    while True:
        with suppress(queue.Empty):
            return ended.get(timeout=0.5)


def given() -> dict[str, str]:
    """The environment of an experiment: the user's without keys, one thread unless more are asked for."""
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    return {**threads, **without_keys(os.environ)}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a run and all that it has started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _tail(file: Path) -> str:
    with suppress(OSError), file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - TAIL))
        return stream.read().decode("utf-8", "replace")
    return ""


def _environment(packages: Any, python: str) -> ClaimEnvironment | None:
    if not isinstance(packages, dict):
        return None
    version = platform.python_version() if python == sys.executable else python
    system = f"{platform.system()} {platform.machine()}"
    named = tuple(sorted((str(name), str(number)) for name, number in packages.items()))
    digest = hashlib.sha256(json.dumps([version, system, named]).encode()).hexdigest()[:12]
    return ClaimEnvironment(digest, version, system, named)


def _key(task: Task) -> Key:
    return task.seed, task.variant, task.data


def _is_due(run: ClaimRun | None, retry: bool) -> bool:
    return run is None or (retry and run.status == "failed")
