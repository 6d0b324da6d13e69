"""The atlas for questions that arrays do not answer, or not yet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inroad.cli.progress import progress

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas
    from inroad.config import Config


def atlas_of(config: Config, as_of: dt.date | None) -> Atlas:
    """The atlas of a home.  Of the starter, what answers the next question without tables is made and kept.

    Raises:
        NoAtlas: not even the starter is there.
    """
    from inroad.atlas.open import open_atlas
    from inroad.search.said import quick

    atlas = open_atlas(config)
    if atlas.texts is None and as_of is None:
        _prepare(config, atlas)
    return quick(config, atlas)


def _prepare(config: Config, atlas: Atlas) -> None:
    """Titles alone take a moment; a whole corpus is for `inroad index build`."""
    from inroad.path.register.opened import kept_said, prepare

    if kept_said(config) is None:
        with progress() as tell:
            tell("noting the words of all titles, for quick answers (once)", 0, None)
            prepare(atlas)
