"""The package on disk: what is ours may be made anew, what is somebody else's is never touched."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from inroad.errors import InputError
from inroad.workshop.demo.questions import FILE
from inroad.workshop.demo.words import as_json

MANIFEST = "demo.json"
_PASSED_OVER = frozenset({FILE, MANIFEST})
_LEFT_BEHIND = frozenset({"__pycache__", ".gradio", ".venv"})


def checked(source: Path, out: Path) -> None:
    """Refuse a folder that lies in the repository, or the other way round.

    Raises:
        InputError: it does.
    """
    inner, outer = out.resolve(), source.resolve()
    if inner == outer or outer in inner.parents:
        raise InputError(f"{out} lies in the repository itself", "choose a folder outside of it with -o")
    if inner in outer.parents:
        raise InputError(f"{out} holds the repository", "choose an empty folder with -o")
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file", "choose a folder with -o")


def manifest(out: Path) -> dict[str, Any]:
    """What was written last time: name to digest, and what of; empty if nothing was."""
    try:
        told = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) and isinstance(told.get("files"), dict) else {}


def write(out: Path, files: dict[str, bytes], about: dict[str, Any]) -> None:
    """Write the files of a package and forget those of the last time.

    Raises:
        InputError: something there is not ours, or was changed since.
    """
    before: dict[str, str] = manifest(out).get("files", {})
    _refuse_foreign(out, before, set(files))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in sorted(set(before) - set(files)):
            if _inside(out, name):
                (out / name).unlink(missing_ok=True)
        for name, content in sorted(files.items()):
            _write_one(out / name, content)
        digests = {name: _digest(content) for name, content in files.items()}
        _write_one(out / MANIFEST, as_json({**about, "files": digests}).encode())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"cannot write into {out} ({reason})", "choose a folder that you may write"
        ) from None


def _inside(out: Path, name: str) -> bool:
    """Whether a name in a manifest, which anybody may have edited, stays in the folder."""
    return out.resolve() in (out / name).resolve().parents


def _write_one(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refuse_foreign(out: Path, before: dict[str, str], new: set[str]) -> None:
    """Nothing that we did not write, or that was changed since, is written over."""
    if not out.is_dir():
        return
    links = [path for path in out.rglob("*") if path.is_symlink()]
    if links:
        raise InputError(f"{links[0]} is a link", "choose an empty folder with -o")
    there = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    there = [name for name in there if name not in _PASSED_OVER and not _LEFT_BEHIND & set(name.split("/"))]
    if not before and there:
        raise InputError(f"{out} has other files already ({there[0]})", "choose an empty folder with -o")
    for name in there:
        changed = name in before and _digest((out / name).read_bytes()) != before[name]
        if changed or (name in new and name not in before):
            what = "was changed since it was made" if changed else "was not made by `inroad demo`"
            raise InputError(f"{out / name} {what}", "move it away, or choose another folder with -o")
