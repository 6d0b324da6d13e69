"""Drills as they lie on disk: one folder each, read into records; adding one touches no code.

A folder holds ``drill.toml`` (what :class:`inroad.types.Drill` describes), ``task.md``, ``stub.py``,
``explain.md``, ``solution.py`` (written plainly; reference of all checks), ``checks.py`` (``CHECKS``, made
with :mod:`inroad.practice.kit`), ``mistakes.py`` (known mistakes, each a function), ``wrong/*.py`` and
``alternatives/*.py`` (answers that must be refused and accepted), and ``cards.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from inroad.errors import InputError
from inroad.types import Card, Drill

FAMILIES = ("foundations", "networks", "adapting", "probability", "papers", "own")
"""Parts of the catalogue; ``own`` is for drills that a user has written."""
_WORDS = ("id", "title", "family", "source", "shapes")
_LISTS = ("methods", "requires", "calls", "banned", "hints")


def bundled() -> Path:
    """The folder of the drills that come with Inroad."""
    return Path(str(files("inroad") / "data" / "drills"))


def folders(*places: Path) -> Iterator[Path]:
    """Every drill's folder under some places, in order of name."""
    found = (manifest.parent for place in places for manifest in place.glob("**/drill.toml"))
    yield from sorted(found, key=lambda folder: folder.name)


def load(folder: Path) -> Drill:
    """The drill in a folder.

    Raises:
        InputError: its manifest is missing or says something that cannot be.
    """
    manifest = folder / "drill.toml"
    seen = manifest.stat() if manifest.exists() else None
    return _load(folder, (seen.st_mtime_ns, seen.st_size) if seen else (0, 0))


@lru_cache(maxsize=1000)
def _load(folder: Path, stamp: tuple[int, int]) -> Drill:
    """The same, read again when the manifest has changed: a server asks for all of them at every view."""
    raw = _toml(folder / "drill.toml")
    wrong = [key for key in _WORDS if not isinstance(raw.get(key), str)]
    wrong += [key for key in _LISTS if not _words(raw.get(key, []))]
    wrong += ["minutes"] if not isinstance(raw.get("minutes"), int) else []
    wrong += ["family"] if raw.get("family") not in FAMILIES else []
    if wrong or raw.keys() - {*_WORDS, *_LISTS, "minutes"}:
        wrong += sorted(raw.keys() - {*_WORDS, *_LISTS, "minutes"})
        named = ", ".join(dict.fromkeys(wrong))
        raise InputError(
            f"{folder / 'drill.toml'}: missing, unknown or not of its type: {named}",
            "compare it with the manifest that `inroad drill new` writes",
        )
    lists = {key: tuple(raw.get(key, ())) for key in _LISTS}
    return Drill(
        drill_id=raw["id"],
        title=raw["title"],
        folder=str(folder),
        family=raw["family"],
        source=raw["source"],
        minutes=raw["minutes"],
        shapes=raw["shapes"].strip("\n"),
        **lists,
    )


def cards(drill: Drill) -> tuple[Card, ...]:
    """The recall cards of a drill."""
    raw = _toml(Path(drill.folder) / "cards.toml").get("cards", [])
    return tuple(
        Card(f"{drill.drill_id}/{number}", drill.drill_id, card["question"].strip(), card["answer"].strip())
        for number, card in enumerate(raw, 1)
    )


def task(drill: Drill) -> str:
    """What is to be built, in Markdown."""
    return (Path(drill.folder) / "task.md").read_text("utf-8")


def stub(drill: Drill) -> str:
    """What an answer begins with."""
    return (Path(drill.folder) / "stub.py").read_text("utf-8")


def explanation(drill: Drill) -> str | None:
    """What the method is, its idea, its formula, where it is used; None where a folder does not say."""
    file = Path(drill.folder) / "explain.md"
    return file.read_text("utf-8").strip() if file.is_file() else None


def _words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{file} is missing", "put it there, or remove the drill's folder") from error
    except ValueError as error:
        raise InputError(f"{file} cannot be read: {error}", "mend the file, or remove the folder") from error
    except RecursionError:
        raise InputError(
            f"{file} is nested too deep for a drill", "mend the file, or remove the folder"
        ) from None
