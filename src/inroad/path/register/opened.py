"""The door to the arrays of an atlas: kept in the home, made where they are not."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from inroad.atlas.mapped import Found, Mapped, generation
from inroad.config import Config
from inroad.path.register import said
from inroad.path.register.register import VERSION, Register
from inroad.path.register.said import Said
from inroad.search import stored

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas

NAME = f"register-{VERSION}"
SAID = f"said-{said.VERSION}"
_MOST = 500_000
"""Papers of which every word is noted: while that goes on it takes 5 kB of memory for each."""
_ATLAS = ("papers", "authors", "methods", "looks", "aliases", "mentions", "related", "phrases")


def register_of(atlas: Atlas) -> Register:
    """That of an atlas as of its day, worked out once while it is open.

    Only the latest is kept: days are many, and making one takes no longer than reading the tables.
    """
    return atlas.derived("register", lambda: _made(atlas))


def _made(atlas: Atlas) -> Register:
    from inroad.path.register.tables import arrays_of

    return Register(*(_latest(atlas, NAME, lambda: arrays_of(atlas)) or arrays_of(atlas)))


def prepare(atlas: Atlas) -> None:
    """Make what answers without tables, where it can be kept and is not there yet."""
    from inroad.path.register.saying import words_of_all

    register_of(atlas)
    if atlas.size <= _MOST:
        _latest(atlas, SAID, lambda: words_of_all(atlas))


def _latest(atlas: Atlas, name: str, make: Callable[[], Found]) -> Found | None:
    """What is kept of the atlas as it is now, made where it is not; None of an earlier day."""
    if atlas.mapped is None or atlas.as_of is not None:
        return None
    return atlas.mapped.get(name, make)


# -- without tables ---------------------------------------------------------------------------------


def kept(config: Config) -> Register | None:
    """The kept one of the home's atlas, else of the starter; None where there is none.

    No table library is loaded.
    """
    found = _kept(config, NAME)
    return Register(*found) if found else None


def kept_said(config: Config) -> Said | None:
    """The same of what its papers say."""
    found = _kept(config, SAID)
    return Said(found[0]) if found else None


def _kept(config: Config, name: str) -> Found | None:
    folder = config.atlas
    if not (folder / stored.MANIFEST).exists():
        folder = Path(str(files("inroad") / "data" / "starter"))
    tables = stored.tables(folder) or {}
    if not tables.keys() >= set(_ATLAS):
        return None
    made = generation({name: digest for name, (digest, _) in tables.items()})
    return Mapped(config.mapped, made).only(name)


def open_register(config: Config) -> Register:
    """That of a home's atlas, else of the starter.

    Raises:
        NoAtlas: not even the starter is there.
    """
    found = kept(config)
    if found is not None:
        return found
    from inroad.atlas.open import open_atlas

    return register_of(open_atlas(config))
