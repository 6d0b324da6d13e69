"""The outlook of an atlas: kept beside it, made when it is first asked for."""

from __future__ import annotations

from inroad.atlas.open import Atlas
from inroad.openings.transfer.outlook import Outlook, pack, unpack
from inroad.openings.transfer.tasks import digest

VERSION = 2
"""To be raised when what is kept changes its meaning."""
FEW = 10_000
"""Papers that are worked through in less than a second."""


def outlook(atlas: Atlas) -> Outlook:
    """The outlook of an atlas's last day; kept beside the atlas where that is possible.

    Raises:
        InputError: titles speak of no task often enough.
    """
    return atlas.kept(_name(), lambda: pack(_made(atlas)), unpack)


def at_hand(atlas: Atlas) -> bool:
    """Whether the outlook was worked out before."""
    return atlas.has_kept(_name())


def is_soon(atlas: Atlas) -> bool:
    """Whether the outlook is there within a second: it is at hand, or there are few papers."""
    return at_hand(atlas) or atlas.size <= FEW


def _name() -> str:
    return f"transfer-{VERSION}-{digest()}"


def _made(atlas: Atlas) -> Outlook:
    from inroad.openings.transfer.making import made  # loads SciPy, which what is kept does without

    return made(atlas)
