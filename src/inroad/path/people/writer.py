"""Whose a paper is: what to check before it is called somebody's, by the rules of ``inroad people``."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.path.people import warn
from inroad.path.people.blocks import blocks, rarity
from inroad.path.people.groups import groups
from inroad.path.people.likeness import scores
from inroad.path.people.names import named
from inroad.path.register.register import Register

_SEVERAL = (
    "{papers:,} papers are signed with this name, in {groups:,} groups that seem to be of different people; "
    "{own:,} of them go with this paper: make sure that you write to the right one"
)
_UNREAD = "the atlas has not looked at this paper, so whether several people bear this name is unknown"


def doubts(register: Register, paper_id: str, name: str) -> Iterator[str]:
    """Why a paper that is signed with a name may be of another than one thinks.

    Args:
        register: what is known.
        paper_id: the paper.
        name: the name that it is signed with.
    """
    found = register.numbers([paper_id]).tolist()
    block = blocks(register, [named(name)])[0]
    place = next((at for at, each in enumerate(block.papers) if each.paper in found), None)
    if place is None:
        yield _UNREAD
        return
    parts = groups(scores(block, rarity(register, [block])))
    own = next(tuple(block.papers[at] for at in part) for part in parts if place in part)
    several = warn.name_groups(block, parts, own)
    if several.groups > 1:
        yield _SEVERAL.format(papers=several.papers, groups=several.groups, own=len(own))
    else:
        yield from warn.of_name(block, several, own)
