"""Where an atlas is kept, and which tables make one whole."""

from __future__ import annotations

from inroad.config import Config
from inroad.corpus.store import TableStore

FORMAT_VERSION = 1
TABLES = ("papers", "authors", "methods", "looks", "aliases", "mentions", "related", "phrases")
ADDED = ("stated",)
"""Tables of a built atlas that one of an earlier version lacks; the starter does without them too."""
BUILT = (*TABLES, *ADDED)
"""What a build makes."""


def atlas_store(config: Config) -> TableStore:
    """The folder of a home's atlas."""
    return TableStore(config.atlas, FORMAT_VERSION, "atlas", "`inroad doctor --mend` makes it anew")


def stored(store: TableStore) -> bool:
    """Whether a whole atlas is there; readings alone, of an interrupted first build, are none."""
    return set(TABLES) <= store.manifest().tables.keys()
