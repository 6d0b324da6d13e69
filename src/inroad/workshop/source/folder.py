"""A tree in a folder: walked without following a link out of it, opened without waking what is no file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inroad.workshop.source.skipped import skipped
from inroad.workshop.source.tree import File, LeftOut, Reason, Tree

MOST_FILES = 200_000
DEEPEST = 64
MOST_PACKS = 200
# Neither wait for a pipe's other end nor follow what became a link since it was looked at.
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
)


@dataclass(slots=True)
class _Walk:
    root: Path
    files: list[File] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave(self, path: str, reason: Reason, files: int | None = 1) -> None:
        self.left_out.append(LeftOut(path, reason, files))


def read(path: Path) -> Tree:
    """The tree in a folder; links to files in it count as files, links to folders as left out."""
    root = path.resolve(strict=True)
    walk = _Walk(root)
    for _ in _folders(walk):
        if len(walk.files) >= MOST_FILES:
            walk.leave("", "too many", None)
            break
    return Tree(
        root.name or "repository",
        tuple(sorted(walk.files)),
        tuple(sorted(walk.left_out, key=lambda each: (each.path, each.reason))),
        packs=_packs(root),
        read=lambda inner, start, most: _bytes(root, inner, start, most),
    )


def _packs(root: Path) -> tuple[str, ...]:
    """Where git keeps the indexes of its packs, in the folder itself."""
    inner = ".git/objects/pack"
    try:
        if not (root / inner).resolve(strict=True).is_relative_to(root):
            return ()
        with os.scandir(root / inner) as found:
            names = sorted(each.name for each in found if each.name.endswith(".idx"))
    except (OSError, RuntimeError):
        return ()
    return tuple(f"{inner}/{name}" for name in names[:MOST_PACKS])


def _folders(walk: _Walk) -> Iterator[None]:
    """Take the folders one after the other, each in the order of names."""
    waiting = [("", 0)]
    while waiting:
        inner, depth = waiting.pop()
        yield
        try:
            with os.scandir(walk.root / inner) as found:
                entries = sorted(found, key=lambda each: each.name)
        except OSError:
            walk.leave(inner, "not readable", None)
            continue
        if inner and skipped(inner.rpartition("/")[2], {each.name for each in entries}):
            walk.leave(inner, "installed or vendored", None)
            continue
        below = [name for each in entries if (name := _entry(walk, each, inner))]
        if depth < DEEPEST:
            waiting += [(name, depth + 1) for name in reversed(below)]
        else:
            for name in below:
                walk.leave(name, "too deep", None)


def _entry(walk: _Walk, entry: os.DirEntry[str], inner: str) -> str | None:
    """Take a file; the path of a folder, which is still to be walked."""
    name = f"{inner}/{entry.name}" if inner else entry.name
    try:
        if entry.is_symlink():
            _link(walk, name)
        elif entry.is_dir(follow_symlinks=False):
            return None if entry.name == ".git" else name
        elif entry.is_file(follow_symlinks=False):
            if entry.name != ".git":
                walk.files.append(File(name, entry.stat(follow_symlinks=False).st_size))
        else:
            walk.leave(name, "special file")
    except OSError:
        walk.leave(name, "not readable")
    return None


def _link(walk: _Walk, name: str) -> None:
    try:
        target = (walk.root / name).resolve(strict=True)
    except (OSError, RuntimeError) as error:
        broken = isinstance(error, FileNotFoundError)
        walk.leave(name, "not readable" if broken else "link loop")
        return
    if not target.is_relative_to(walk.root):
        walk.leave(name, "link out of the tree")
    elif target.is_dir():
        ring = (walk.root / name).is_relative_to(target)
        walk.leave(name, "link loop" if ring else "link")
    elif ".git" in target.relative_to(walk.root).parts or not target.is_file():
        walk.leave(name, "special file")
    else:
        walk.files.append(File(name, target.stat().st_size))


def _bytes(root: Path, inner: str, start: int, most: int) -> bytes | None:
    target = (root / inner).resolve(strict=True)
    if not target.is_relative_to(root):
        return None
    handle = os.open(target, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        os.lseek(handle, start, os.SEEK_SET)
        return _up_to(handle, most)
    finally:
        os.close(handle)


def _up_to(handle: int, most: int) -> bytes:
    pieces: list[bytes] = []
    while most > 0 and (piece := os.read(handle, min(most, 1 << 20))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)
