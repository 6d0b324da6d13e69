"""Work that takes longer than a reader waits: done once in the background, asked after by the page."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass, field
from typing import Any

from inroad.errors import Locked

MOST = 4
"""Pieces of work at the same time."""
KEPT = 50
"""Pieces that are over and whose outcome nobody has asked after yet."""

Tell = Callable[[str, int, int | None], None]
"""``tell(stage, done, total)``, as for the command line's progress."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Nobody waits for it."""


@dataclass(slots=True)
class Job:
    """One piece of work."""

    what: str
    """What is being worked out, for people."""
    began: dt.datetime
    stage: str = ""
    done: int = 0
    total: int | None = None
    _outcome: Future[Any] = field(default_factory=Future)

    def over(self, patience: float = 0.0) -> bool:
        """Whether it is over, if need be after some seconds."""
        try:
            self._outcome.exception(patience)
        except (NotInTime, CancelledError):
            return False
        return True

    def result(self) -> Any:
        """What came of it; raises what it raised."""
        return self._outcome.result()

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """How far it is."""
        self.stage, self.done, self.total = stage, done, total

    def run(self, work: Callable[[Tell], Any]) -> None:
        """Do it; what goes wrong is for those who ask after it."""
        try:
            self._outcome.set_result(work(self.tell))
        except BaseException as error:
            self._outcome.set_exception(error)


class Jobs:
    """Pieces of work by what they answer."""

    def __init__(self) -> None:
        self._jobs: dict[Hashable, Job] = {}
        self._lock = threading.Lock()

    def start(self, key: Hashable, what: str, now: dt.datetime, work: Callable[[Tell], Any]) -> Job:
        """The work that answers ``key``; begun now if nobody has begun it.

        Raises:
            Locked: too much is being worked out already.
        """
        with self._lock:
            job = self._jobs.get(key)
            if job is None:
                self._make_room()
                job = self._jobs[key] = Job(what, now)
                # Closing the program must not wait for it.
                threading.Thread(target=job.run, args=(work,), daemon=True, name=what).start()
            return job

    def forget(self, key: Hashable) -> None:
        """Its outcome was told."""
        with self._lock:
            self._jobs.pop(key, None)

    def forget_all_over(self) -> None:
        """What was worked out is of no use any more; work that goes on is not touched."""
        with self._lock:
            self._jobs = {key: job for key, job in self._jobs.items() if not job.over()}

    def _make_room(self) -> None:
        over = [key for key, job in self._jobs.items() if job.over()]
        for key in over[: max(0, len(over) - KEPT)]:
            del self._jobs[key]
        running = [job.what for job in self._jobs.values() if not job.over()]
        if len(running) >= MOST:
            raise Locked(f"{len(running)} things are being worked out already, such as {running[0]}", _LATER)


_LATER = "open this page again in a minute"
