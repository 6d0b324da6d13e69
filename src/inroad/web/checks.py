"""Checks that pages have asked for: one at a time, in a process of their own, each can be cancelled.

The server's own threads only wait.  What an answer does happens where ``inroad drill check`` lets it happen,
in the sandbox; here are the queue before it and the memory of what came out.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from inroad.config import Config
from inroad.errors import InputError
from inroad.practice.limits import Limits
from inroad.practice.room import Room
from inroad.practice.sandbox import Cancelled, Watch
from inroad.types import CheckReport, CheckStatus

AT_ONCE = 2 if (os.cpu_count() or 1) >= 4 else 1
"""Checks that run side by side; the time of a check is that of its processor."""
MOST_WAITING = 8
KEPT = 200
"""Reports that are remembered, one a drill."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check that was asked for."""

    drill_id: str
    since: float
    """On the monotonic clock."""
    watch: Watch = field(default_factory=Watch)
    report: Future[CheckReport | None] = field(default_factory=Future)
    """None: it was cancelled."""


class Checks:
    """The queue of one home.

    Args:
        config: the home.
        now: the clock.
        limits: what an answer may use; None: as on the command line.
        at_once: checks that run side by side.
    """

    def __init__(
        self,
        config: Config,
        now: Callable[[], dt.datetime],
        limits: Limits | None = None,
        at_once: int = AT_ONCE,
    ) -> None:
        self._config, self._now, self.limits = config, now, limits
        self._turns = threading.Semaphore(at_once)
        self._lock = threading.Lock()
        self._going: dict[str, Check] = {}
        self._last: OrderedDict[str, tuple[int, CheckReport]] = OrderedDict()

    def ask(self, drill_id: str) -> Check:
        """Begin the check of a drill as its answer lies there; one that goes on is ended first.

        Raises:
            InputError: too many wait already.
        """
        with self._lock:
            before = self._going.get(drill_id)
            if before is None and len(self._going) >= MOST_WAITING:
                raise InputError("many checks are waiting already", "let them end, or cancel one")
            if before is not None:
                before.watch.stop()
            made = self._going[drill_id] = Check(drill_id, time.monotonic())
        # A daemon: the server may end while an answer hangs.
        threading.Thread(target=self._do, args=(made,), name=f"check {drill_id}", daemon=True).start()
        return made

    def cancel(self, drill_id: str) -> bool:
        """End the check of a drill; whether there was one."""
        with self._lock:
            going = self._going.get(drill_id)
        if going is None:
            return False
        going.watch.stop()
        return True

    def status(self, drill_id: str) -> CheckStatus:
        """How far the check of a drill has come."""
        with self._lock:
            going, done = self._going.get(drill_id), drill_id in self._last
        if going is None:
            return CheckStatus(drill_id, "done" if done else "none", None, "", 0.0)
        watch, since = going.watch, time.monotonic() - going.since
        if watch.stage is None:
            return CheckStatus(drill_id, "waiting", None, "", since)
        return CheckStatus(drill_id, "running", watch.stage, watch.name, since)

    def last(self, drill_id: str, made: int) -> CheckReport | None:
        """The last report on a drill, if no check was made elsewhere since: ``made`` counts them all."""
        with self._lock:
            count, report = self._last.get(drill_id, (-1, None))
        return report if count == made else None

    def count(self, drill_id: str) -> int:
        """Changes with every report on a drill."""
        with self._lock:
            return self._last.get(drill_id, (-1, None))[0]

    def close(self) -> None:
        """End all."""
        with self._lock:
            for going in self._going.values():
                going.watch.stop()

    # -- in a thread of its own -----------------------------------------------------------------------

    def _do(self, check: Check) -> None:
        try:
            report = self._report(check)
        except BaseException as error:
            self._gone(check)
            check.report.set_exception(error)
        else:
            self._gone(check)
            check.report.set_result(report)

    def _report(self, check: Check) -> CheckReport | None:
        while not self._turns.acquire(timeout=0.2):
            if check.watch.stopped:
                return None
        try:
            room = Room(self._config, self._now())
            report = room.check(check.drill_id, self.limits, check.watch)
            self._keep(check.drill_id, room.stand(check.drill_id).all_attempts, report)
        except Cancelled:
            return None
        finally:
            self._turns.release()
        return report

    def _keep(self, drill_id: str, made: int, report: CheckReport) -> None:
        with self._lock:
            self._last[drill_id] = (made, report)
            self._last.move_to_end(drill_id)
            while len(self._last) > KEPT:
                self._last.popitem(last=False)

    def _gone(self, check: Check) -> None:
        with self._lock:
            if self._going.get(check.drill_id) is check:
                del self._going[check.drill_id]
