"""Folders too large for one run: published part by part, and gone on with where a run was cut short.

Which files were taken in is noted beside the papers, by path, size and time of change.  Reading a file again
changes nothing, so notes that are lost cost time and no more.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from inroad.config import Config
from inroad.corpus.ingest import Summary, ingest

NOTES = "parts.json"
AT_A_TIME = 256 * 2**20
"""Bytes of files that are published together, as they lie on disk."""
_SUMS = ("read", "new", "updated", "unchanged", "deleted", "rejected", "observations", "issues")

Mark = tuple[str, int, int]
"""Path, size in bytes, time of change in nanoseconds."""


def ingest_by_parts(
    config: Config,
    paths: Iterable[Path],
    *,
    progress: Callable[[str, int], None] = lambda source, records: None,
    today: dt.date | None = None,
    observed: dt.date | None = None,
    everything: bool = False,
    at_a_time: int = AT_A_TIME,
) -> Summary:
    """Read files and folders into the corpus as :func:`inroad.corpus.ingest.ingest` does, group by group.

    What an earlier run has taken in is passed over.  Each group is published for itself, so an interruption
    loses one group at most; it also costs one linking of all records.

    Args:
        at_a_time: bytes of the files of a group.
    """
    total, noted = Summary(), _noted(config)
    for group in _groups(paths, noted, at_a_time):
        marks = {file: _mark(file) for file, _ in group}
        found = frozenset(file for file, walked in group if walked)
        done = ingest(
            config,
            marks,
            progress=progress,
            today=today,
            observed=observed,
            everything=everything,
            found=found,
        )
        failed = {failure.path for failure in done.failures}
        noted |= {mark for file, mark in marks.items() if mark and str(file) not in failed}
        _note(config, noted)
        total = _added(total, done)
    return total


def _groups(paths: Iterable[Path], noted: set[Mark], most: int) -> Iterator[list[tuple[Path, bool]]]:
    """Files that are not noted, with whether they were found in a folder, so many bytes at a time."""
    group, size = list[tuple[Path, bool]](), 0
    for file, walked in _files(paths):
        mark = _mark(file)
        if mark in noted:
            continue
        bytes_ = mark[1] if mark else 0
        if group and size + bytes_ > most:
            yield group
            group, size = [], 0
        group.append((file, walked))
        size += bytes_
    if group:
        yield group


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    from inroad.sources.files import files_below

    for path in paths:
        if path.is_dir():
            yield from ((file, True) for file in files_below(path))
        else:
            yield path, False


def _mark(file: Path) -> Mark | None:
    """How a file is known again; None if it cannot be looked at."""
    try:
        about = file.stat()
    except OSError:
        return None
    return str(file.resolve()), about.st_size, about.st_mtime_ns


def _added(total: Summary, done: Summary) -> Summary:
    """Two runs as one; how many papers there are now tells the later one."""
    sums = {name: getattr(total, name) + getattr(done, name) for name in _SUMS}
    reasons = Counter(total.reasons) + Counter(done.reasons)
    return replace(
        done,
        **sums,
        reasons=dict(sorted(reasons.items())),
        rejects_file=done.rejects_file or total.rejects_file,
        failures=total.failures + done.failures,
        skipped=total.skipped + done.skipped,
        notes=tuple(dict.fromkeys(total.notes + done.notes)),
    )


def _noted(config: Config) -> set[Mark]:
    """Files that earlier runs took in; none if their notes cannot be read, or went with the corpus."""
    with suppress(OSError, ValueError, TypeError, OverflowError, RecursionError):
        rows = json.loads((config.corpus / NOTES).read_bytes())
        return {(str(path), int(size), int(changed)) for path, size, changed in rows}
    return set()


def _note(config: Config, noted: set[Mark]) -> None:
    """Keep the notes; where that fails, the next run reads what it need not have read."""
    part = config.corpus / f"{NOTES}.part"
    with suppress(OSError):
        part.write_text(json.dumps(sorted(noted), indent=0))
        part.replace(config.corpus / NOTES)
