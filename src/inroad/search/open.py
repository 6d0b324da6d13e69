"""Opening the index of a home: the one that is there, or one made on first use."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

import tantivy

from inroad.config import Config
from inroad.errors import Damaged
from inroad.search import stored
from inroad.search.analysis import registered
from inroad.search.names import Names
from inroad.search.search import Search
from inroad.search.stored import Generation, Lag
from inroad.types import Searched

Tell = Callable[[str, int, int | None], None]


def open_search(config: Config, progress: Tell = lambda stage, done, total: None) -> Search:
    """The index of a home; of the starter's titles where there is no corpus.  Made if there is none.

    An index that lags behind the corpus answers all the same; ``searched`` says by how much.

    Raises:
        Damaged: a file is not what was written; the message says what to do.
        StoreError: a newer Inroad made it, or it cannot be written.
        Locked: there is none yet, and another process makes it.
    """
    made = stored.read(config)
    if made is None or _outgrown(config, made):
        from inroad.search.build import build  # loads the table library

        build(config, progress=progress)
        made = stored.read(config)
    if made is None:
        raise Damaged(f"no search index could be made in {stored.text_folder(config)}", stored.REMAKE)
    return _opened(config, made)


def _outgrown(config: Config, made: Generation) -> bool:
    """The starter's titles answer until there are papers of one's own."""
    return made.corpus == "starter" and stored.tables(config.corpus) is not None


def _opened(config: Config, made: Generation) -> Search:
    folder = stored.checked(config, made)
    with stored.guarded(folder):
        searcher = _searcher(folder)
        names = Names(folder / stored.NAMES_FILE)
    return Search(config, searcher, names, searched(config, made, stored.lag(config, made)))


def _searcher(folder: Path) -> tantivy.Searcher:
    """The index, opened; tantivy wants to write a lock beside it, which cannot be where all is read only."""
    try:
        return registered(tantivy.Index.open(str(folder))).searcher()
    except ValueError as error:
        if not any(words in str(error) for words in ("PermissionDenied", "ReadOnlyFilesystem")):
            raise
    room = tempfile.TemporaryDirectory(prefix="inroad-")
    _rooms.append(room)
    for file in folder.iterdir():
        if not file.name.startswith(".tantivy"):
            (Path(room.name) / file.name).symlink_to(file.absolute())
    return registered(tantivy.Index.open(room.name)).searcher()


_rooms: list[tempfile.TemporaryDirectory[str]] = []
"""Folders of links, which go away with the process: an index opens files when it needs them."""


def searched(config: Config, made: Generation, lag: Lag) -> Searched:
    """What an index holds, and what not."""
    until = dt.date.fromisoformat(made.until) if made.until else None
    return Searched(
        corpus=made.corpus,
        papers=made.papers,
        until=until,
        abstracts=made.abstracts,
        missing=lag.missing,
        changed=lag.changed,
        atlas_changed=lag.atlas,
        unread=made.unread,
        vectors=made.corpus == "home" and stored.has_vectors(config),
    )
