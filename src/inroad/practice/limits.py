"""What a process gives up before it runs somebody's answer."""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from pathlib import Path

OUT_OF_MEMORY = "it needs more memory than a drill does"
_NOBODY = 65_534


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may use."""

    seconds: int = 10
    """Of processor time; whoever waits also stops by the clock."""
    memory: int = 1 << 30
    """Bytes that it may take beyond what is loaded before it runs."""
    file: int = 4 << 20
    """Bytes that it may write to one file, its output included."""


def submit(limits: Limits) -> None:
    """Give up, for good: memory, time, large files, new processes, and root's rights.

    Root is not bound by a limit on processes, so it becomes nobody first.  Call this when all modules are
    imported: what lies in a folder of root's own cannot be read afterwards.
    """
    mapped = _mapped()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    _limit(resource.RLIMIT_AS, mapped + limits.memory)
    _limit(resource.RLIMIT_CPU, limits.seconds, grace=1)
    _limit(resource.RLIMIT_FSIZE, limits.file)
    _limit(resource.RLIMIT_NPROC, 0)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, most: int, grace: int = 0) -> None:
    """Set a limit; with ``grace`` the signal that tells of it comes before the kill."""
    _, hard = resource.getrlimit(what)
    allowed = most + grace if hard == resource.RLIM_INFINITY else min(most + grace, hard)
    resource.setrlimit(what, (min(most, allowed), allowed))


def _mapped() -> int:
    """Bytes of address space in use now."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 4 << 30  # not Linux: room enough for what is loaded
    return pages * resource.getpagesize()
