"""A list that the user brought, as one answer needs it: kept as JSON beside its table.

To load the library of tables for a list of a few thousand rows takes longer than all else of an answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inroad.atlas.kept import Kept
from inroad.atlas.mapped import generation
from inroad.config import Config
from inroad.corpus.digests import loaded


def listed(config: Config, folder: Path, name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives of a list, worked out once for each that is taken in; None where there is none.

    Args:
        config: the home.
        folder: where the list is.
        name: what is kept, and of which version.
        make: reads the list; gives what JSON can hold, and raises what is wrong with it.
    """
    digests = _digests(folder)
    if digests is None:
        return None
    keep = Kept(config.kept, generation(digests))
    return keep.get(name, lambda: json.dumps(make()).encode(), json.loads)


def _digests(folder: Path) -> dict[str, str] | None:
    """Digests of the tables and the day on which they came; None: nothing was taken in."""
    try:
        raw = loaded((folder / "manifest.json").read_bytes())
        found = {name: str(shard["sha256"]) for name, shard in raw["tables"].items()}
        return found | {"read": str(raw["facts"]["read"])} if found else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"damaged": ""}  # nothing is kept of that, so the store tells what is wrong
