"""Where things are: one frozen value, made once at the door and passed in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path


@dataclass(frozen=True, slots=True)
class Config:
    """The folders of one Inroad home."""

    home: Path

    @property
    def corpus(self) -> Path:
        """Papers at rest; rebuildable by ingest and sync."""
        return self.home / "corpus"

    @property
    def atlas(self) -> Path:
        """What papers say; rebuildable from the corpus."""
        return self.home / "atlas"

    @property
    def mapped(self) -> Path:
        """The atlas once more, laid out for reading parts of it; rebuildable from the atlas by asking it."""
        return self.home / "mapped"

    @property
    def search(self) -> Path:
        """Text index and vectors; rebuildable from the corpus and the atlas."""
        return self.home / "search"

    @property
    def rejects(self) -> Path:
        """Records that could not be read, one JSON-lines file a run."""
        return self.home / "rejects"

    @property
    def sync(self) -> Path:
        """How far each harvest has come."""
        return self.home / "sync"

    @property
    def signals(self) -> Path:
        """Dated observations of use; they cannot be made again, so they are only ever added to."""
        return self.home / "signals"

    @property
    def shown(self) -> Path:
        """Reports on openings that were shown last; rebuildable by asking again."""
        return self.home / "openings"

    @property
    def drills(self) -> Path:
        """Drills that the user has written."""
        return self.home / "drills"

    @property
    def lists(self) -> Path:
        """Public lists that the user downloaded: faculty, deadlines; rebuildable by importing them again."""
        return self.home / "lists"

    @property
    def kept(self) -> Path:
        """What was worked out from an atlas for any question; rebuildable by asking again."""
        return self.home / "kept"

    @property
    def journal(self) -> Path:
        """What the user did: one SQLite file, never rebuilt, never overwritten."""
        return self.home / "journal.sqlite3"


def load(home: Path | None = None) -> Config:
    """The configuration for ``home``, else ``INROAD_HOME``, else the platform's data folder."""
    chosen = home or os.environ.get("INROAD_HOME") or user_data_path("inroad", appauthor=False)
    return Config(Path(chosen).expanduser().absolute())
