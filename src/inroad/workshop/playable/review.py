"""The items as checks of repo-review (https://repo-review.readthedocs.io), found through entry points.

``repo-review FOLDER`` then shows them beside the checks of other plugins.  An item that cannot be told is
skipped.
repo-review is not needed for this file: its checks are plain objects.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from inroad.types import PlayItem, PlayReport

_HUNDREDS = {"find": 100, "install": 200, "run": 300, "trust": 400}
_TITLES = {"find": "Find", "install": "Install", "run": "Run", "trust": "Trust"}


@dataclass(frozen=True, slots=True)
class Check:
    """One item, as repo-review wants it: its docstring is the question."""

    item: PlayItem
    repair: str
    __doc__: str

    @property
    def family(self) -> str:
        """The key of its group."""
        return f"inroad-{self.item.step}"

    def check(self) -> str | None:
        """Nothing to say if it is there, None if it cannot be told, else what is missing."""
        if self.item.answer == "could not tell":
            return None
        if self.item.answer == "yes":
            return ""
        return f"{self.item.found} {self.repair}." if self.repair else self.item.found


def inroad_playable(root: Traversable) -> PlayReport | None:
    """Fixture: the report on the folder under review; None if it is not on this machine."""
    from inroad.workshop.playable.scan import scan_named

    # The day decides one item only: whether the last change is long ago.
    return scan_named(str(root), dt.datetime.now(dt.UTC).date()) if isinstance(root, Path) else None


def repo_review_checks(inroad_playable: PlayReport | None) -> dict[str, Check]:
    """All checks, by their short names (``IR101``)."""
    if inroad_playable is None:
        return {}
    repairs = {each.item: each.sentence for each in inroad_playable.repairs}
    made: dict[str, Check] = {}
    for step, first in _HUNDREDS.items():
        items = [each for each in inroad_playable.items if each.step == step]
        for number, each in enumerate(items, first + 1):
            made[f"IR{number}"] = Check(each, repairs.get(each.item, ""), each.question)
    return made


def repo_review_families() -> dict[str, dict[str, str | int]]:
    """How repo-review titles and orders the groups."""
    return {
        f"inroad-{step}": {"name": f"Playable: {_TITLES[step]}", "order": 50 + number}
        for number, step in enumerate(_HUNDREDS)
    }
