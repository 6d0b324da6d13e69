"""The door to the register of an atlas: kept in the home, made where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inroad.atlas.mapped import Mapped, generation
from inroad.config import Config
from inroad.path.register.register import VERSION, Register
from inroad.search import stored

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas

NAME = f"register-{VERSION}"
_ATLAS = ("papers", "authors", "methods", "looks", "aliases", "mentions", "related", "phrases")


def register_of(atlas: Atlas) -> Register:
    """That of an atlas as of its day, worked out once while it is open.

    Only the latest is kept: days are many, and making one takes no longer than reading the tables.
    """
    return atlas.derived("register", lambda: _made(atlas))


def _made(atlas: Atlas) -> Register:
    from inroad.path.register.tables import arrays_of

    found = None
    if atlas.mapped is not None and atlas.as_of is None:
        found = atlas.mapped.get(NAME, lambda: arrays_of(atlas))
    return Register(*(found or arrays_of(atlas)))


def kept(config: Config) -> Register | None:
    """The kept one of the home's atlas; None where there is none.  No table library is loaded."""
    tables = stored.tables(config.atlas) or {}
    if not tables.keys() >= set(_ATLAS):
        return None
    made = generation({name: digest for name, (digest, _) in tables.items()})
    found = Mapped(config.mapped, made).only(NAME)
    return Register(*found) if found else None


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
