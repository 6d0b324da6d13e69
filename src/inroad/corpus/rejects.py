"""The records of a run that could not be read, kept aside as JSON lines: one object a record.

The file gets its name only when the run has ended, so whoever finds it finds it whole; a run without
rejects leaves none.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO

from inroad.errors import StoreError
from inroad.types import Reject


class RejectLog:
    """Counts rejects and writes them down."""

    def __init__(self, folder: Path, run: str) -> None:
        self.reasons: Counter[str] = Counter()
        self.file = folder / f"{run}.jsonl"
        self._part = folder / f"{run}.jsonl.part"
        self._out: IO[str] | None = None

    def add(self, rejects: Iterable[Reject]) -> None:
        """Write these down."""
        for reject in rejects:
            with _told(self.file.parent):
                self._out = self._out or self._begin()
                self._out.write(json.dumps(asdict(reject), ensure_ascii=False) + "\n")
            # Words of the record itself stand in quotes; without them equal faults are counted together.
            self.reasons[re.sub(r"'[^']*'", "…", reject.reason)] += 1

    def finish(self) -> Path | None:
        """Give the file its name; None if there was nothing to write."""
        if self._out is None:
            return None
        with _told(self.file.parent):
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()
            self._part.replace(self.file)
        return self.file

    def drop(self) -> None:
        """Forget an unfinished file."""
        if self._out is not None and not self._out.closed:
            with suppress(OSError):
                self._out.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)

    def _begin(self) -> IO[str]:
        self._part.parent.mkdir(parents=True, exist_ok=True)
        return self._part.open("w", encoding="utf-8", errors="backslashreplace")


@contextmanager
def reject_log(folder: Path) -> Iterator[RejectLog]:
    """A log for one run, dropped unless it was finished."""
    now = dt.datetime.now(dt.UTC)
    log = RejectLog(folder, f"{now:%Y%m%dT%H%M%S%f}Z-{os.getpid()}")
    try:
        yield log
    finally:
        log.drop()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"cannot write rejects to {folder} ({error.strerror})",
            "free some space or give yourself access, then run it again",
        ) from error
