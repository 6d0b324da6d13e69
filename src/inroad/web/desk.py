"""What pages share: one home, its atlas as it is now, and what was worked out from it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from inroad.atlas.held import held
from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.journal.store import Journal, open_journal
from inroad.practice.catalogue import drills
from inroad.types import Drill
from inroad.web.answers import Answers

Value = TypeVar("Value")
Stamp = tuple[int, ...]

REPORTS = 200
"""Values that are kept; a field's report takes one to three megabytes."""
PAGES = 128_000_000
"""Bytes of rendered pages that are kept."""


def utc_now() -> dt.datetime:
    """The moment, for what is written down."""
    return dt.datetime.now(dt.UTC)


class Desk:
    """One home as the pages see it.

    Args:
        config: the home.
        now: the clock, passed in so that tests can stand at any day.
    """

    def __init__(self, config: Config, now: Callable[[], dt.datetime] = utc_now) -> None:
        self.config, self.now = config, now
        self._lock = threading.Lock()
        self._atlas: tuple[Stamp, Atlas] | None = None
        self._values: Answers[Any] = Answers(REPORTS)
        self._pages: Answers[bytes] = Answers(PAGES, len)

    # -- what is there --------------------------------------------------------------------------------

    @property
    def atlas(self) -> Atlas:
        """The atlas of this moment; a build that ends beside us is seen at the next question.

        Raises:
            NoAtlas, StoreError: there is none, or it cannot be read.
        """
        stamp = self.atlas_stamp
        with self._lock:
            if self._atlas is None or self._atlas[0] != stamp:
                self._atlas = (stamp, held(open_atlas(self.config)))
            return self._atlas[1]

    @property
    def journal(self) -> Journal:
        """What the user did."""
        return open_journal(self.config)

    @property
    def drills(self) -> tuple[Drill, ...]:
        """What can be practised."""
        return drills(self.config.drills)

    @property
    def atlas_stamp(self) -> Stamp:
        """Changes whenever a build or an ingest has replaced something."""
        return _stamp(self.config.atlas / "manifest.json", self.config.corpus / "manifest.json")

    @property
    def journal_stamp(self) -> Stamp:
        """Changes whenever something was written down, by whomever."""
        path = self.config.journal
        return _stamp(path, path.with_name(path.name + "-wal"))

    # -- what was worked out ---------------------------------------------------------------------------

    def value(self, key: Hashable, make: Callable[[], Value], *, personal: bool = False) -> Value:
        """What follows from this atlas (and, if personal, this journal), worked out once for all readers."""
        kept: Value = self._values.get((key, self._of(personal)), make)
        return kept

    def page(self, key: Hashable, make: Callable[[], bytes], *, personal: bool = False) -> bytes:
        """The same for what was rendered."""
        return self._pages.get((key, self._of(personal)), make)

    def _of(self, personal: bool) -> Stamp:
        seen = _stamp(self.config.signals / "manifest.json")
        return self.atlas_stamp + seen + (self.journal_stamp if personal else ())


def _stamp(*paths: Path) -> Stamp:
    found: list[int] = []
    for path in paths:
        try:
            seen = path.stat()
        except OSError:
            found += (0, 0, 0)
        else:
            found += (seen.st_mtime_ns, seen.st_size, seen.st_ino)
    return tuple(found)
