"""What openings need of an atlas whatever is asked, worked out once after a build.

Whatever lacks is looked up, or left out and said to be, when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from inroad.atlas.open import Atlas
from inroad.openings import meaning
from inroad.openings.promise import latest as promise
from inroad.openings.transfer import latest as transfer


def work_out(atlas: Atlas) -> Iterator[str]:
    """Work out what lacks, telling in words what is worked out next.

    Raises:
        InputError: there is nothing that transfers could be told of.
    """
    if not meaning.at_hand(atlas):
        yield "which names are doubtful"
        meaning.work_out(atlas)
    if not promise.at_hand(atlas):
        yield "how promising young methods are"
        promise.work_out(atlas)
    if not transfer.at_hand(atlas):
        yield "which methods meet which tasks"
        transfer.outlook(atlas)
