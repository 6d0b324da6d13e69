"""The outlook of an atlas: kept beside it, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping

from inroad.atlas.mapped import Array, Facts, Mapped
from inroad.atlas.open import Atlas
from inroad.openings.transfer.outlook import Outlook, arrays_of, outlook_of, pack, unpack
from inroad.openings.transfer.tasks import digest

VERSION = 3
"""To be raised when what is kept changes its meaning."""
FEW = 10_000
"""Papers that are worked through in less than a second."""


def outlook(atlas: Atlas) -> Outlook:
    """The outlook of an atlas's last day; kept beside the atlas where that is possible.

    Raises:
        InputError: titles speak of no task often enough.
    """
    mapped = _mapped(atlas)
    if mapped is None:
        return atlas.kept(_name(), lambda: pack(_made(atlas)), unpack)
    found = mapped.get(_name(), lambda: _flat(arrays_of(_made(atlas))))
    return _made(atlas) if found is None else outlook_of(_shaped(*found))


def at_hand(atlas: Atlas) -> bool:
    """Whether the outlook was worked out before."""
    mapped = _mapped(atlas)
    return atlas.has_kept(_name()) if mapped is None else mapped.only(_name()) is not None


def _mapped(atlas: Atlas) -> Mapped | None:
    """Where the outlook is read in part; None where it can only be kept whole, or not at all."""
    return atlas.mapped if atlas.as_of is None else None


def _flat(arrays: Mapping[str, Array]) -> tuple[dict[str, Array], Facts]:
    return {name: each.ravel() for name, each in arrays.items()}, {
        "shapes": {name: each.shape for name, each in arrays.items()}
    }


def _shaped(arrays: Mapping[str, Array], facts: Facts) -> dict[str, Array]:
    return {name: arrays[name].reshape(shape) for name, shape in facts["shapes"].items()}


def is_soon(atlas: Atlas) -> bool:
    """Whether the outlook is there within a second: it is at hand, or there are few papers."""
    return at_hand(atlas) or atlas.size <= FEW


def _name() -> str:
    return f"transfer-{VERSION}-{digest()}"


def _made(atlas: Atlas) -> Outlook:
    from inroad.openings.transfer.making import made  # loads SciPy, which what is kept does without

    return made(atlas)
