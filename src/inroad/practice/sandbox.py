"""Run the checks of an answer in a process of its own, and always come back with a verdict.

With bubblewrap the process has no network, sees the file system read-only and the home of the user not at
all; without it, limits on time, memory, files and processes remain, which protect against accidents, not
against malice, and the verdict says so.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, get_args

import inroad
from inroad.errors import Damaged
from inroad.plain import from_json
from inroad.practice import guard
from inroad.practice.limits import Limits
from inroad.types import CheckStage, Drill, Verdict

_STARTING = 15.0
"""Seconds granted for starting Python and loading the checks, before the answer's own time."""
_PATIENCE = 3.0
"""Times its processor time that an answer may take by the clock: a busy machine is not its mistake."""
_TICK = 0.2
"""Seconds after which a word to stop is heard."""
_DYING = 5.0
"""Seconds that the dead are waited for."""
_PRINTED = 2_000
BUBBLEWRAP = "kept apart by bubblewrap and limits: no network, none of your files"
LIMITS = "kept apart by limits alone, which protects against accidents, not against malice"


class Cancelled(Exception):
    """Whoever asked for a check has thought better of it."""


class Watch:
    """A check as another thread sees it: what is looked at now, and a word to stop it."""

    def __init__(self) -> None:
        self.stage: CheckStage | None = None
        self.name = ""
        self._stop = threading.Event()

    def stop(self) -> None:
        """End it soon, without a verdict."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether it was told to."""
        return self._stop.is_set()


def check(
    drill: Drill,
    answer: str,
    limits: Limits | None = None,
    *,
    wrap: bool | None = None,
    watch: Watch | None = None,
) -> Verdict:
    """The verdict on an answer.

    Args:
        drill: what it answers.
        answer: its text.
        limits: what it may use.
        wrap: whether to use bubblewrap; None: where it works.
        watch: told what is looked at; may stop it.

    Raises:
        Cancelled: ``watch`` was told to stop.
    """
    limits, watch = limits or Limits(), watch or Watch()
    start = time.monotonic()
    refused = guard.refusals(answer, drill.banned)
    if refused:
        told = "\n".join(str(each) for each in refused)
        return Verdict(drill.drill_id, "refused", "guard", told, ())
    wrapped = bubblewrap_works() if wrap is None else wrap
    verdict = _run(drill, answer, limits, wrapped, watch)
    protection = BUBBLEWRAP if wrapped else LIMITS
    return replace(verdict, seconds=time.monotonic() - start, protection=protection)


@cache
def bubblewrap_works() -> bool:
    """Whether bubblewrap is installed and the system lets it do its work."""
    program = shutil.which("bwrap")
    if program is None:
        return False
    tried = subprocess.run(  # noqa: S603
        [program, *_WRAP, "true"], capture_output=True, check=False, timeout=10, stdin=subprocess.DEVNULL
    )
    return tried.returncode == 0


_WRAP = ("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid", "--unshare-net",
         "--unshare-ipc", "--unshare-uts", "--die-with-parent", "--new-session")  # fmt: skip


def _run(drill: Drill, answer: str, limits: Limits, wrapped: bool, watch: Watch) -> Verdict:
    job = {
        "drill": drill.drill_id,
        "folder": drill.folder,
        "calls": drill.calls,
        "answer": answer,
        "banned": [name for name in drill.banned if not name.startswith(".")],
        "limits": asdict(limits),
    }
    with _scratch() as scratch, tempfile.TemporaryFile() as printed:
        seen = _Seen(watch)
        ended = _started(job, scratch, printed, wrapped, limits, seen)
        return replace(_verdict(drill, seen, ended, limits), printed=_tail(printed))


@dataclass
class _Seen:
    """What the worker told."""

    watch: Watch
    stage: CheckStage = "runs"
    name: str = ""
    verdict: Verdict | None = None
    started: bool = False

    def take(self, line: bytes) -> None:
        # An answer may write there too: what is no event of ours is passed over.
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            return
        self.started = True
        if not isinstance(event, dict):
            return
        if "verdict" in event:
            with suppress(Damaged):
                self.verdict = from_json(Verdict, json.dumps(event["verdict"]))
        elif event.get("stage") in get_args(CheckStage) and isinstance(event.get("check"), str):
            self.stage, self.name = event["stage"], event["check"]
            self.watch.stage, self.watch.name = self.stage, self.name


@contextmanager
def _scratch() -> Iterator[Path]:
    """An empty folder that the answer may write to."""
    with tempfile.TemporaryDirectory(prefix="inroad-drill-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)  # the answer runs as nobody if we are root
        yield Path(folder)


def _started(
    job: dict[str, Any], scratch: Path, printed: BinaryIO, wrapped: bool, limits: Limits, seen: _Seen
) -> int | None:
    """Run the worker; its exit code, None if it had to be killed for time."""
    told, tells = os.pipe()
    command = [sys.executable, "-B", "-m", "inroad.practice.worker", str(tells)]
    with subprocess.Popen(  # noqa: S603
        _wrapping(scratch, Path(job["folder"])) + command if wrapped else command,
        stdin=subprocess.PIPE,
        stdout=printed,
        stderr=subprocess.STDOUT,
        cwd=scratch,
        env=_environment(scratch),
        pass_fds=(tells,),
        start_new_session=True,
    ) as process:
        os.close(tells)
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # it died at once: what it printed says why
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.close()
        try:
            _listen(told, seen, limits)
            return process.wait(timeout=1.0)
        except TimeoutError:
            return None
        except subprocess.TimeoutExpired:
            return 0 if seen.verdict else None
        finally:
            _kill(process)
            _gone(told)
            os.close(told)


def _listen(told: int, seen: _Seen, limits: Limits) -> None:
    """Take events until the worker ends.

    Raises:
        TimeoutError: the time is over.
        Cancelled: somebody wants it to end.
    """
    end, rest = time.monotonic() + _STARTING, b""
    while True:
        if seen.watch.stopped:
            raise Cancelled
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if not select.select([told], [], [], min(left, _TICK))[0]:
            continue
        data = os.read(told, 65_536)
        if not data:
            return
        if not seen.started:
            end = time.monotonic() + _PATIENCE * limits.seconds
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            seen.take(line)
        if seen.verdict is not None:
            return


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _gone(told: int) -> None:
    """Wait until nobody holds the other end any more, which is when the last of them is dead.

    A worker outlives the bubblewrap that was killed by a moment, in which it may write into the folder that
    is being taken away, and the folder then stays.
    """
    end = time.monotonic() + _DYING
    while (left := end - time.monotonic()) > 0 and select.select([told], [], [], left)[0]:
        if not os.read(told, 65_536):
            return


def _wrapping(scratch: Path, drill: Path) -> list[str]:
    """Bubblewrap's command line: the whole system read-only, the user's home hidden, one folder to write."""
    shown = sorted({str(Path(inroad.__file__).parent), sys.prefix, sys.base_prefix, str(drill)})
    home = str(Path.home())
    options = [*_WRAP, "--tmpfs", "/tmp", "--tmpfs", "/run"]  # noqa: S108
    if home != "/":
        options += ["--tmpfs", home]
    for place in shown:
        options += ["--ro-bind", place, place]
    return ["bwrap", *options, "--bind", str(scratch), str(scratch), "--chdir", str(scratch), "--"]


def _environment(scratch: Path) -> dict[str, str]:
    """Little of the user's: no tokens, one thread."""
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR")}
    kept = {
        key: os.environ[key] for key in ("PATH", "PYTHONPATH", "LANG", "VIRTUAL_ENV") if key in os.environ
    }
    return {**kept, **threads, "HOME": str(scratch), "TMPDIR": str(scratch), "PYTHONHASHSEED": "0"}


# -- what became of it ----------------------------------------------------------------------------


def _verdict(drill: Drill, seen: _Seen, ended: int | None, limits: Limits) -> Verdict:
    if seen.verdict is not None:
        return seen.verdict
    while_ = f" while checking that {seen.name}" if seen.name else ""
    if not seen.started:
        return Verdict(drill.drill_id, "stopped", None, "the checks themselves could not be started", ())
    told = _ended(ended, limits) + while_
    return Verdict(drill.drill_id, "stopped", seen.stage, told, (), failed=seen.name or None)


def _ended(code: int | None, limits: Limits) -> str:
    """Why a worker stopped without a verdict."""
    if code is None or code in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
        return f"it did not finish within {limits.seconds} seconds"
    if code in (-signal.SIGXFSZ, 128 + signal.SIGXFSZ):
        return f"it wrote more than {limits.file >> 20} MB"
    if code in (-signal.SIGSEGV, 128 + signal.SIGSEGV):
        return "it crashed the interpreter (endless recursion?)"
    if code in (-signal.SIGKILL, 128 + signal.SIGKILL):
        return "it was killed"
    return f"it ended the program itself (code {code})"


def _tail(printed: BinaryIO) -> str:
    """The end of what was printed, safe to show."""
    size = printed.seek(0, os.SEEK_END)
    printed.seek(max(0, size - _PRINTED))
    text = printed.read().decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text)
