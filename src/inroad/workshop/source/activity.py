"""When a repository was last changed: from its own git objects, read as files, or from an archive's times.

No git is called: settings and hooks of a stranger's repository would run with it.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib

from inroad.workshop.source.packs import packed_commit
from inroad.workshop.source.tree import Tree

_HASH = re.compile(r"[0-9a-f]{40}\Z")
_COMMITTER = re.compile(rb"^committer [^\n]*> (\d{1,12}) [+-]\d{4}$", re.M)
_MADE = re.compile(r" (\d{9,11}) [+-]\d{4}\t(?:commit|merge|pull|rebase|am|cherry-pick)\b")
OBJECT = 2**20
_MADE_UP = frozenset({dt.date(1980, 1, 1), dt.date(1985, 10, 26), dt.date(2020, 2, 2)})
"""Days that tools write into archives, so that the same files give the same bytes."""
FIRST = dt.date(1990, 1, 1)


def last_activity(tree: Tree, today: dt.date) -> dt.date | None:
    """The day of the last commit, else of the newest file in an archive; None if neither tells."""
    newest = tree.newest.date() if tree.newest else None
    for found in (_commit(tree), _log(tree), None if newest in _MADE_UP else newest):
        if found and FIRST <= found <= today + dt.timedelta(days=1):
            return found
    return None


def _commit(tree: Tree) -> dt.date | None:
    """Of the commit that HEAD leads to, a file of its own or one of a pack."""
    name = _head(tree)
    text = (_loose(tree, name) or _packed(tree, name)) if name else None
    told = _COMMITTER.search(text) if text else None
    return _day(int(told[1])) if told else None


def _loose(tree: Tree, name: str) -> bytes | None:
    held = tree.bytes(f".git/objects/{name[:2]}/{name[2:]}", OBJECT)
    try:
        return zlib.decompressobj().decompress(held, OBJECT) if held else None
    except zlib.error:
        return None


def _packed(tree: Tree, name: str) -> bytes | None:
    found = (
        packed_commit(name, index, lambda path, at, most: tree.bytes(path, most, at)) for index in tree.packs
    )
    return next((text for text in found if text), None)


def _head(tree: Tree) -> str | None:
    said = (tree.head(".git/HEAD", 1000) or "").strip()
    if not said.startswith("ref: "):
        return said if _HASH.match(said) else None
    ref = said[5:].strip()
    if not re.fullmatch(r"refs/[\w./-]+", ref) or ".." in ref:
        return None
    own = (tree.head(f".git/{ref}", 1000) or "").strip()
    if _HASH.match(own):
        return own
    listed = re.search(
        rf"^([0-9a-f]{{40}}) {re.escape(ref)}$", tree.head(".git/packed-refs", OBJECT) or "", re.M
    )
    return listed[1] if listed else None


def _log(tree: Tree) -> dt.date | None:
    """Of the last commit that was made here; when a clone was fetched says nothing."""
    told = _MADE.findall(tree.head(".git/logs/HEAD", OBJECT) or "")
    return _day(int(told[-1])) if told else None


def _day(seconds: int) -> dt.date | None:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
