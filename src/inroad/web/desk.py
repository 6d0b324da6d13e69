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
from inroad.following.stock import Stock
from inroad.journal.follows import following
from inroad.journal.store import Journal, open_journal
from inroad.practice.catalogue import drills
from inroad.search import Search, open_search
from inroad.types import Drill, Following, Sign
from inroad.web.answers import Answers
from inroad.web.checks import Checks
from inroad.web.jobs import Job, Jobs, Tell, silent

Value = TypeVar("Value")
Stamp = tuple[int, ...]

REPORTS = 100
"""Values that are kept; a field's report takes one to three megabytes."""
PAGES = 128_000_000
"""Bytes of rendered pages that are kept."""

PATIENCE = 1.8
"""Seconds that a reader waits before being told what is going on."""


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
        self._lock, self._opening = threading.Lock(), threading.Lock()
        self._atlas: tuple[Stamp, Atlas] | None = None
        self._values: Answers[Any] = Answers(REPORTS)
        self._pages: Answers[bytes] = Answers(PAGES, len)
        self._search: tuple[Stamp, Search] | None = None
        self._jobs = Jobs()
        self.checks = Checks(config, now)

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
                if self._atlas is not None:
                    # What was worked out from the atlas before is of no use to anybody.
                    self._values.clear()
                    self._pages.clear()
                    # Else what nobody came back for would hold the files of many builds open.
                    self._jobs.forget_all_over()
                self._atlas = (stamp, held(open_atlas(self.config)))
            return self._atlas[1]

    @property
    def journal(self) -> Journal:
        """What the user did."""
        return open_journal(self.config)

    @property
    def stock(self) -> Stock:
        """Papers of the corpus, or of the starter, up to today."""
        return Stock(self.config, self.atlas, self.now().date(), lambda stage, done, total: None)

    def indexing(self) -> Job | None:
        """The making of the search index, where there is none yet; None once it can be asked."""
        if (self.config.search / "text" / "manifest.json").exists():
            return None
        made = self.later("index", "the index that search asks, once", lambda tell: self.search is not None)
        return made if isinstance(made, Job) else None

    @property
    def search(self) -> Search:
        """The search index of this moment, made if there is none."""
        stamp = self.index_stamp
        with self._opening:
            if self._search is None or self._search[0] != stamp:
                made = open_search(self.config)
                # Opening makes it where there was none.
                self._search = (self.index_stamp, made)
            return self._search[1]

    @property
    def following(self) -> Following:
        """What this reader follows and likes."""
        return self.value("following", lambda: following(self.journal), personal=True)

    @property
    def votes(self) -> dict[str, Sign]:
        """Paper to what this reader said of it."""
        return {each.paper_id: each.sign for each in self.following.votes}

    @property
    def drills(self) -> tuple[Drill, ...]:
        """What can be practised."""
        return drills(self.config.drills)

    @property
    def minute(self) -> dt.datetime:
        """Now, to the minute: what is due changes with time alone; views within one share the work."""
        return self.now().replace(second=0, microsecond=0)

    @property
    def atlas_stamp(self) -> Stamp:
        """Changes whenever a build or an ingest has replaced something."""
        made = self.config.atlas, self.config.corpus, self.config.search / "map"
        return _stamp(*(folder / "manifest.json" for folder in made))

    @property
    def index_stamp(self) -> Stamp:
        """Changes whenever the search index does, or what it may lag behind."""
        folder = self.config.search
        return self.atlas_stamp + _stamp(
            folder / "text" / "manifest.json", folder / "vectors" / "manifest.json"
        )

    @property
    def journal_stamp(self) -> Stamp:
        """Changes whenever something was written down, by whomever."""
        path = self.config.journal
        base, log = _stamp(path), _stamp(path.with_name(path.name + "-wal"))
        # Reading alone makes an empty log and takes it away again.
        return base + (log if log[1] else (0, 0, 0))

    @property
    def shown_stamp(self) -> Stamp:
        """Changes whenever a report on openings was kept."""
        return _stamp(self.config.shown)

    # -- what was worked out ---------------------------------------------------------------------------

    def value(self, key: Hashable, make: Callable[[], Value], *, personal: bool = False) -> Value:
        """What follows from this atlas (and, if personal, this journal), worked out once for all readers."""
        kept: Value = self._values.get((key, self._of(personal)), make)
        return kept

    def has(self, key: Hashable, *, personal: bool = False) -> bool:
        """Whether :meth:`value` would answer at once."""
        return (key, self._of(personal)) in self._values

    def later(
        self,
        key: Hashable,
        what: str,
        make: Callable[[Tell], Value],
        *,
        personal: bool = False,
        patience: float = PATIENCE,
    ) -> Value | Job:
        """The same for what takes long: its value if that is there within ``patience`` seconds, else the work
        that goes on.

        Args:
            key: as for :meth:`value`.
            what: what is being worked out, for people ("openings in ...").
            make: works it out, telling how far it is.
            personal: as for :meth:`value`.
            patience: seconds to wait.
        """
        whole = (key, self._of(personal))
        if whole in self._values:
            return self.value(key, lambda: make(silent), personal=personal)
        job = self._jobs.start(
            whole, what, self.now(), lambda tell: self._values.get(whole, lambda: make(tell))
        )
        if not job.over(patience):
            return job
        self._jobs.forget(whole)
        found: Value = job.result()
        return found

    def page(self, key: Hashable, make: Callable[[], bytes], *, personal: bool = False) -> bytes:
        """The same for what was rendered."""
        return self._pages.get((key, self._of(personal)), make)

    @staticmethod
    def stamp(*paths: Path) -> Stamp:
        """Changes whenever one of some files does."""
        return _stamp(*paths)

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
