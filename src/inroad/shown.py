"""The reports on openings that were shown last, so that ``inroad openings show ID`` finds one again.

An id names a kind and a subject, but what was said of it depends on the query, the day and the person, so the
last reports are kept as they were, one JSON file each in ``openings/`` of the home.  They can be made anew
by asking again; deleting the folder loses nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inroad.config import Config
from inroad.errors import Damaged, NotFound
from inroad.near import near
from inroad.plain import from_json, to_json
from inroad.types import Coverage, Opening, OpeningsReport

KEPT = 30
"""Reports that stay."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One opening, with the question that it answered."""

    opening: Opening
    query: str
    coverage: Coverage


def keep(config: Config, report: OpeningsReport) -> None:
    """Keep one report as the latest; the same question asked again takes the place of its older answer.

    Raises:
        OSError: nothing can be written there.
    """
    folder = config.shown
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{_name(report)}.json"
    # Two processes, or two readers of the page, may answer the same question at the same time.
    part = path.with_name(f"{path.stem}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        text = to_json(report)
        part.write_text(f"{text}\n{_digest(text.encode())}\n", encoding="ascii")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    for old in _latest_first(folder)[KEPT:]:
        old.unlink(missing_ok=True)


def find(config: Config, opening_id: str) -> Shown | None:
    """The opening of that id in the latest report that has it; None if none has."""
    # Nearly all files are passed over by a search in their bytes: decoding costs a hundred times more.
    wanted = _as_stored(opening_id)
    for path in _latest_first(config.shown):
        report = _read(path) if wanted in _bytes(path) else None
        for opening in report.openings if report else ():
            if report and opening.opening_id == opening_id:
                return Shown(opening, report.query, report.coverage)
    return None


def recent(config: Config, most: int = KEPT) -> tuple[OpeningsReport, ...]:
    """The reports that were shown last, the latest first, one a field."""
    found: dict[str, OpeningsReport] = {}
    for path in _latest_first(config.shown):
        report = _read(path) if len(found) < most else None
        if report is not None:
            found.setdefault(report.query.casefold(), report)
    return tuple(found.values())


def damaged(config: Config) -> list[Path]:
    """Files of reports that cannot be read any more."""
    return sorted(path for path in _latest_first(config.shown) if _read(path) is None)


def not_found(config: Config, opening_id: str) -> NotFound:
    """The complaint about an id that no report has, with near ones."""
    reports = (_read(path) for path in _latest_first(config.shown))
    known = [each.opening_id for report in reports if report for each in report.openings]
    problem = f"no opening {opening_id!r} in the last reports"
    return NotFound(problem, "run `inroad openings QUERY` and take an id from there", near(opening_id, known))


def _as_stored(text: str) -> bytes:
    return json.dumps(text).encode()


def _name(report: OpeningsReport) -> str:
    asked = (
        report.query,
        str(report.coverage.until),
        to_json(report.newcomer),
        *(each.kind for each in report.kinds),
    )
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def _latest_first(folder: Path) -> list[Path]:
    found = []
    for path in folder.glob("*.json"):
        with suppress(OSError):  # another process may just have swept it away
            found.append((-path.stat().st_mtime_ns, path.name, path))
    return [path for _, _, path in sorted(found)]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _read(path: Path) -> OpeningsReport | None:
    text, _, digest = _bytes(path).partition(b"\n")
    if digest.decode("ascii", "replace").strip() != _digest(text):
        return None  # cut short, or not what was written: as good as not there
    try:
        return from_json(OpeningsReport, text)
    except Damaged:
        return None  # of another version


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()
