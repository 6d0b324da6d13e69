"""The atlas for questions that arrays do not answer, or not yet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inroad.cli.progress import progress

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas
    from inroad.config import Config


def atlas_of(config: Config, as_of: dt.date | None) -> Atlas:
    """The atlas of a home; of today's, what answers the next question without tables is made and kept.

    Raises:
        NoAtlas: not even the starter is there.
    """
    from inroad.atlas.open import open_atlas
    from inroad.search.said import quick

    if as_of is None:
        prepare(config)
    return quick(config, open_atlas(config))


def prepare(config: Config) -> None:
    """Make what answers without tables, where it is not there yet, and say so."""
    from inroad.path.register.opened import kept, kept_said

    if kept(config) is None or kept_said(config) is None:
        from inroad.atlas.open import open_atlas
        from inroad.path.register.opened import prepare as work

        with progress() as tell:
            tell("noting every word of the papers, for quick answers", 0, None)
            work(open_atlas(config))
