"""What to check before writing to somebody, in words."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from inroad.path.people.blocks import Block, Signed
from inroad.path.people.likeness import weights
from inroad.types import NameGroups

RARE = 1 / 3
"""With fewer expected namesakes (one chance in four that there is one), a name is taken for one person's."""
_THIN = 0.5


def namesakes(block: Block) -> float:
    """Expected number of other people of a block's name, as the prior odds have it."""
    crowd: float = weights()["crowd"] * block.bearers[block.name]
    return crowd


def name_groups(
    block: Block, parts: Sequence[Sequence[int]], own: Sequence[Signed], field: Container[int] = ()
) -> NameGroups:
    """Groups under a name; papers signed with initials only could be anybody's and count nowhere.

    Args:
        block: the papers under the name.
        parts: positions of the papers of each group.
        own: the papers of the group that is asked for.
        field: numbers of the papers of a field.
    """
    told = [[block.papers[number] for number in part] for part in parts]
    told = [group for group in told if group[0] == own[0] or not all(e.name.is_initials for e in group)]
    in_field = sum(any(each.paper in field for each in group) for group in told)
    return NameGroups(sum(map(len, told)) + block.left_out, len(told), in_field)


def of_name(block: Block, several: NameGroups, papers: Sequence[Signed]) -> Iterator[str]:
    """Why these papers may not be one person's, or not all of theirs."""
    if len({each.name.key for each in papers}) > 1:
        yield "papers signed with different forms of the name are taken for one person's"
    if several.groups > 1:
        yield (
            f"this name may be several people: {several.papers:,} papers in {several.groups:,} unrelated "
            f"groups; only the {len(papers):,} of one group are counted here"
        )
    elif namesakes(block) >= RARE:
        yield "a common name, which several people may bear; open the papers before you write"
    if block.name.is_initials:
        yield "only initials are known: whose they are cannot be told from this corpus"
    if block.left_out:
        yield f"{block.left_out:,} older papers under this name were not looked at"


def of_report(corpus: str, papers: int, known: int) -> Iterator[str]:
    """What is missing from the whole list."""
    if papers and known < _THIN * papers:
        yield (
            f"authors are known for {known:,} of {papers:,} papers only; "
            "`inroad sync arxiv` or `inroad ingest` brings papers with their authors"
        )
    if corpus == "starter":
        yield (
            "the starter names only people with three papers or more in it; "
            "`inroad sync arxiv --query ...`, then `inroad atlas build` gives you all authors of your "
            "own corpus"
        )
