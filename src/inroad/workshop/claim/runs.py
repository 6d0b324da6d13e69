"""``runs.jsonl``: what came out, one JSON object a line, only ever added to.

Each line is forced to the disk before the next run is begun, so a crash costs the runs in flight.  A line
that was cut short is passed over when reading, and the next one begins on a line of its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from inroad.errors import Damaged, InputError, Locked
from inroad.plain import from_json, to_json
from inroad.types import ClaimEnvironment, ClaimRun


@dataclass(frozen=True, slots=True)
class Runs:
    """All that a file holds."""

    runs: tuple[ClaimRun, ...] = ()
    environments: tuple[ClaimEnvironment, ...] = ()
    unreadable: int = 0
    """Lines that are no such record."""


def read(path: Path) -> Runs:
    """The runs of a file, in the order in which they ended; none where there is no file.

    Raises:
        InputError: the file is there and cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return Runs()
    except OSError as error:
        raise InputError(f"cannot read {path} ({error.strerror})", "make it readable") from None
    runs: list[ClaimRun] = []
    environments: dict[str, ClaimEnvironment] = {}
    unreadable = 0
    for line in filter(bytes.strip, lines):
        found = _record(line)
        if isinstance(found, ClaimRun):
            runs.append(found)
        elif isinstance(found, ClaimEnvironment):
            environments[found.environment] = found
        else:
            unreadable += 1
    return Runs(tuple(runs), tuple(environments.values()), unreadable)


class Log:
    """The end of the file, for one writer."""

    def __init__(self, file: BinaryIO, known: set[str]) -> None:
        self._file, self._known = file, known

    def add(self, run: ClaimRun, environment: ClaimEnvironment | None) -> None:
        """Write down one run, and what it ran on where that is new."""
        lines = [to_json(run)]
        if environment is not None and environment.environment not in self._known:
            lines.insert(0, to_json(environment))
            self._known.add(environment.environment)
        self._file.write("".join(f"{line}\n" for line in lines).encode("ascii"))
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def writing(path: Path) -> Iterator[Log]:
    """The file, opened for adding to it; one process at a time.

    Raises:
        Locked: another process is running this claim.
        InputError: nothing can be written there.
    """
    try:
        with FileLock(path.with_name(path.name + ".lock"), timeout=0), path.open("a+b") as file:
            known = {each.environment for each in read(path).environments}
            _begin_a_line(file)
            yield Log(file, known)
    except Timeout:
        raise Locked(
            f"another process is running the claim in {path.parent}", "wait until it is done"
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot write {path} ({reason})", "make its folder writable") from None


def _begin_a_line(file: BinaryIO) -> None:
    if file.seek(0, os.SEEK_END):
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")


def _record(line: bytes) -> ClaimRun | ClaimEnvironment | None:
    try:
        is_run = "seed" in json.loads(line)
        return from_json(ClaimRun, line) if is_run else from_json(ClaimEnvironment, line)
    except (Damaged, ValueError, TypeError, RecursionError):
        return None
