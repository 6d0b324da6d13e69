"""``claim.toml`` changed as its writer would: one field, and every comment where it was (pure)."""

from __future__ import annotations

from typing import Any

from inroad.errors import NotFound


def renamed(manifest: str, claim_id: str) -> str:
    """The same claim under another id."""
    import tomlkit

    document = tomlkit.parse(manifest)
    document["id"] = claim_id
    return tomlkit.dumps(document)


def with_figure(manifest: str, part: str, figure: float, where: str) -> str:
    """The paper's own figure for one part, as it was read off a picture.

    Raises:
        NotFound: there is no such part.
    """
    import tomlkit

    document = tomlkit.parse(manifest)
    rows: Any = document.get("part", [])
    row = next((each for each in rows if each.get("name") == part), None)
    if row is None:
        names = tuple(str(each.get("name")) for each in rows)
        raise NotFound(f"the claim has no part {part!r}", "choose one of its parts", names)
    row.update({"figure": figure, "source": "digitised", "where": where})
    return tomlkit.dumps(document)
