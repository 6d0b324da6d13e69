"""What to check before writing to somebody, in words."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.atlas.open import Atlas
from inroad.path.people.blocks import Block
from inroad.path.people.likeness import weights
from inroad.types import NameGroups

_CROWD = 2.0
"""From so many expected namesakes on, one group alone is not believed to be one person."""
RARE = 1.0
"""With fewer expected namesakes, a list's entry of that name is taken for the same person."""
_THIN = 0.5


def namesakes(block: Block) -> float:
    """Expected number of other people of a block's name, as the prior odds have it."""
    crowd: float = weights()["crowd"] * block.bearers[block.name]
    return crowd


def of_name(block: Block, several: NameGroups, shown: int) -> Iterator[str]:
    """Why these papers may not be one person's, or not all of theirs."""
    if several.groups > 1:
        yield (
            f"this name may be several people: {several.papers:,} papers in {several.groups:,} unrelated "
            f"groups; only the {shown:,} of one group are counted here"
        )
    elif namesakes(block) >= _CROWD:
        yield "a common name, which several people may bear; open the papers before you write"
    if block.name.is_initials:
        yield "only initials are known: whose they are cannot be told from this corpus"
    if block.left_out:
        yield f"{block.left_out:,} older papers under this name were not looked at"


def of_report(atlas: Atlas, papers: int, known: int) -> Iterator[str]:
    """What is missing from the whole list."""
    if papers and known < _THIN * papers:
        yield (
            f"authors are known for {known:,} of {papers:,} papers only; "
            "`inroad sync arxiv` or `inroad ingest` brings papers with their authors"
        )
    if atlas.name == "starter":
        yield (
            "the starter names only people with three papers or more in it; "
            "`inroad sync arxiv --query ...`, then `inroad atlas build` gives you all authors of your "
            "own corpus"
        )
